"""A job centre's own records: reading them, what can be learnt from them, and the file that says what they mean."""

RECORDS: dict[str, tuple[str, str]] = {
    "records.new.head": (
        """# Hvad kolonner og ord i jobcentrets registreringer betyder.  Ret teksten til højre for = og ordene til
# venstre i [spells.steps].  Tjek med: rengsim records check DENNE_FIL
format   = 1
scenario = {scenario}
{window}
window   = {{ from = {first}, until = {last} }}

[spells]                               # en række for hver borger og aktivitet
file   = {file}        # .csv, .xlsx eller .parquet; stien går ud fra denne fils mappe
person = {person}        # et pseudonym, ikke et CPR-nummer
step   = {step}
begin  = {begin}
end    = {end}        # tom, mens det varer
dates  = {dates}
included      = "overlapping"          # eller "begun in window", "ended in window"
who           = "everybody referred"   # eller "entered TRIN"
begins_before = "true date"            # eller "cut at window"
end_is        = "last day"             # eller "first day after"

[spells.steps]                         # jeres ord = trin i scenariet; flere ord må betyde det samme trin
                                       # hvad der skal udelades, får "-" """,
        """# What columns and words of the job centre's records mean.  Change the text to the right of = and the
# words to the left in [spells.steps].  Check with: rengsim records check THIS_FILE
format   = 1
scenario = {scenario}
{window}
window   = {{ from = {first}, until = {last} }}

[spells]                               # one row for each person and activity
file   = {file}        # .csv, .xlsx or .parquet; the path starts from the folder of this file
person = {person}        # a pseudonym, not a civil registration number
step   = {step}
begin  = {begin}
end    = {end}        # empty while it lasts
dates  = {dates}
included      = "overlapping"          # or "begun in window", "ended in window"
who           = "everybody referred"   # or "entered STEP"
begins_before = "true date"            # or "cut at window"
end_is        = "last day"             # or "first day after"

[spells.steps]                         # your words = steps of the scenario; several words may mean one step
                                       # what is to be left out gets "-" """,
    ),
    "records.new.window.yours": (
        """# Den første dag, der er registreret, og dagen for udtrækket: hvad der da varer endnu, har tom til-dato.""",
        """# The first day from which you recorded, and the day of the export: what lasts then has an empty end.""",
    ),
    "records.new.window.found": (
        """# Læst af filens datoer; ret den sidste til dagen for udtrækket.  Før den første er intet registreret; hvad
# der varer ud over den sidste, har en tom til-dato.""",
        """# Read from the dates of the file; change the last one to the day of the export.  Before the first nothing
# was recorded; what lasts beyond the last one has an empty end.""",
    ),
    "records.new.steps": (
        "# Skriv trinnets navn mellem de tomme anførselstegn.  Scenariets trin og udgange:",
        "# Write the name of the step between the empty quotation marks.  Stages and exits of the scenario:",
    ),
    "records.new.rows.one": ("1 række", "1 row"),
    "records.new.rows.other": ("{n} rækker", "{n} rows"),
    "records.new.rare": (
        '# ""  = ""   # ordet i linje {lines}: det står i for få rækker til at blive gentaget her; skriv det selv',
        '# ""  = ""   # the word of line {lines}: too few rows hold it for it to be repeated here; write it yourself',
    ),
    "records.new.other": (
        "# andre kolonner i filen: {column} med ordene {words}",
        "# other columns of the file: {column} with the words {words}",
    ),
    "records.new.filled": (
        "{path} er skrevet efter {file}. Giv hvert ord sit trin, ret den sidste dag til dagen for udtrækket, og tjek "
        "med: rengsim records check {path}",
        "{path} is written from {file}. Give each word its step, change the last day to the day of the export, and "
        "check with: rengsim records check {path}",
    ),
    "records.silent.end": (
        "Intet er registreret de sidste {days} dage af perioden. Er udtrækket taget før, så ret until i window: ellers "
        "tæller dagene som dage, hvor ingen kom, og ingen sluttede.",
        "Nothing was recorded in the last {days} days of the window. If the export was made before, change until in "
        "window: otherwise they count as days on which nobody came and nobody ended.",
    ),
    "records.silent.start": (
        "Intet er registreret de første {days} dage af perioden. Begyndte registreringen senere, så ret from i window.",
        "Nothing was recorded in the first {days} days of the window. If recording began later, change from in window.",
    ),
    "records.new.pool": (
        """
# [tokens.{pool}]                      # hvis I har en fil over, hvornår stillinger blev slået op
# file  = "stillinger.csv"
# begin = "Opslået"
# end   = "Besat eller lukket\"""",
        """
# [tokens.{pool}]                      # if there is a file of when vacancies were announced
# file  = "stillinger.csv"
# begin = "Opslået"
# end   = "Besat eller lukket\"""",
    ),
    "records.new.written": (
        "{path} er skrevet. Ret ordene i den, læg {file} i samme mappe, og tjek med: rengsim records check {path}",
        "{path} is written. Change the words in it, put {file} into the same folder, and check with: "
        "rengsim records check {path}",
    ),
    "records.good": (
        "{file} kan bruges: {people} med {spells} fra {first} til {last}.",
        "{file} can be used: {people} with {spells} from {first} to {last}.",
    ),
    "records.people.one": ("ét forløb", "one episode"),
    "records.people.other": ("{n} forløb", "{n} episodes"),
    "records.spells.one": ("ét ophold", "one spell"),
    "records.spells.other": ("{n} ophold", "{n} spells"),
    "records.ignored.one": ("Én række er udeladt med vilje.", "One row was left out on purpose."),
    "records.ignored.other": ("{n} rækker er udeladt med vilje.", "{n} rows were left out on purpose."),
    "records.steps": ("Hvad der er registreret", "What was recorded"),
    "records.column.step": ("Trin", "Step"),
    "records.column.spells": ("ophold", "spells"),
    "records.column.ended": ("afsluttet", "ended"),
    "records.column.open": ("i gang", "open"),
    "records.under_way.one": (
        "Én borger var allerede i gang, da registreringen begyndte.",
        "One person was already under way when recording began.",
    ),
    "records.under_way.other": (
        "{n} borgere var allerede i gang, da registreringen begyndte: {inside} i et ophold, der var begyndt, {between} "
        "mellem to (det første, der ses, er ikke forløbets første trin).",
        "{n} people were already under way when recording began: {inside} in a spell that had begun, {between} between "
        "two (what is seen first is not the first step of the pathway).",
    ),
    "records.unseen": (
        "Ses ikke i registreringerne: {steps}. Hvad der sker dér, lægges til vejen mellem de trin, der ses.",
        "Not seen in the records: {steps}. What happens there is part of the way between the steps that are seen.",
    ),
    "records.unknown.one": ("For én borger mangler {property}.", "For one person {property} is missing."),
    "records.unknown.other": ("For {n} borgere mangler {property}.", "For {n} people {property} is missing."),
    "records.tokens": (
        "{file}: {n} i {pool}, heraf {open} ikke lukket.",
        "{file}: {n} in {pool}, of which {open} are not closed.",
    ),
    "records.missing_package": (
        "Filer, der ender på {ending}, kræver en pakke, som mangler: pip install 'rengsim[records]'",
        "Files that end in {ending} need a package that is missing: pip install 'rengsim[records]'",
    ),
    "fit.progress": (
        "{done} af ca. {wanted} sæt forudsætninger prøvet, ca. {left} tilbage",
        "{done} of about {wanted} sets of parameters tried, about {left} left",
    ),
    "backtest.progress": (
        "{done} af {wanted} tidligere prognoser, ca. {left} tilbage",
        "{done} of {wanted} past forecasts, about {left} left",
    ),
    "fit.head": (
        "{people} i {file}: målte forudsætninger {measured}, justerede {adjusted}; om {nothing} fortæller "
        "registreringerne intet.",
        "{people} in {file}: parameters measured {measured}, adjusted {adjusted}; of {nothing} the records tell "
        "nothing.",
    ),
    "fit.table": (
        "Hvad registreringerne fortæller (9 af 10 inden for; »før« er midten af filens spænd, ikke filens værdi)",
        "What the records tell (9 in 10 within; 'before' is the middle of the file's range, not the file's value)",
    ),
    "fit.column.parameter": ("Forudsætning", "Parameter"),
    "fit.column.before": ("før", "before"),
    "fit.column.now": ("nu", "now"),
    "fit.column.spells": ("ophold", "spells"),
    "fit.note.star": (
        "* justeret, ikke målt: usikkerheden er mere end 70 pct. af, hvad den var.",
        "* adjusted, not measured: more than 70% of the uncertainty is left.",
    ),
    "fit.note.derived": (
        "Vægte fortæller kun noget i forhold til hinanden; i stedet står de andele, der følger af dem. I filen står "
        "vægtene.",
        "Weights tell something only beside each other; the shares that follow from them stand instead. The file holds "
        "the weights.",
    ),
    "fit.note.outside": (
        "Uden for det, som kilderne dækker: {names}.",
        "Outside the range that the sources support: {names}.",
    ),
    "fit.note.doubtful": (
        "Beregningen kan ikke stoles på for: {names}.",
        "The computation cannot be trusted for: {names}.",
    ),
    "fit.note.misfit.one": (
        "Ét ophold passer ikke med forløbet og er udeladt: fra {before} til {after}.",
        "One spell does not fit the pathway and is left out: from {before} to {after}.",
    ),
    "fit.note.misfit.other": (
        "{n} ophold passer ikke med forløbet og er udeladt: fra {before} til {after}.",
        "{n} spells do not fit the pathway and are left out: from {before} to {after}.",
    ),
    "fit.nowhere": ("endnu intet", "nothing yet"),
    "fit.note.unused.cut": (
        "{n} ophold begyndte før perioden, man ved ikke hvornår: de fortæller intet her.",
        "{n} spells began before the window, nobody knows when: they tell nothing here.",
    ),
    "fit.note.unused.unknown_property": (
        "{n} ophold er udeladt, fordi en egenskab hos borgeren mangler.",
        "{n} spells are left out because a property of the person is missing.",
    ),
    "fit.note.not_seen": (
        "Kø, hold og sagsbehandlertid måles ikke: ventetiden følger af resten.",
        "Queues, sessions and staff are not measured: waiting follows from the rest.",
    ),
    "fit.note.alike": (
        "Borgere på samme hold ligner hinanden mere, end held forklarer: {names}. De tæller derfor for færre, og "
        "spændene er bredere.",
        "People on one hold resemble each other more than chance explains: {names}. They count for fewer, and the "
        "ranges are wider for that.",
    ),
    "fit.written": (
        "{path} er skrevet. Kør den som ethvert scenarie: rengsim run {path}",
        "{path} is written. Run it like any scenario: rengsim run {path}",
    ),
    "fit.draws_written": (
        "{path}: de samlede udfald, et i hver række, en kolonne for hver forudsætning.",
        "{path}: the joint draws, one in each row, a column for each parameter.",
    ),
    "fit.file.head": (
        "Målt på egne registreringer: {file} ({digest}), {first} til {last}. Skrevet af rengsim fit.\n"
        "Værdien er midterpunktet; 9 af 10 gange ligger den sande værdi fra low til high.",
        "Measured from own records: {file} ({digest}), {first} to {last}. Written by rengsim fit.\n"
        "The value is the median; 9 times in 10 the true value lies from low to high.",
    ),
    "fit.file.measured": (
        "Egne registreringer, {first} til {last} ({digest}): {spells} ophold. Før {before}",
        "Own records, {first} to {last} ({digest}): {spells} spells. Before {before}",
    ),
    "fit.file.few": ("færre end {n}", "fewer than {n}"),
    "fit.file.adjusted": (
        "Justeret efter egne registreringer, {first} til {last} ({digest}): {spells} ophold. Før {before}: {source}",
        "Adjusted to own records, {first} to {last} ({digest}): {spells} spells. Before {before}: {source}",
    ),
    "validate.agrees.one": (
        "Modellen passer med registreringerne: ingen af de {of} tal ligger længere ude, end held forklarer.",
        "The model agrees with the records: none of the {of} figures lies farther out than chance explains.",
    ),
    "validate.agrees.other": (
        "Modellen passer med registreringerne: ingen af de {of} tal ligger længere ude, end held forklarer.",
        "The model agrees with the records: none of the {of} figures lies farther out than chance explains.",
    ),
    "validate.disagrees.one": (
        "Modellen passer ikke med registreringerne i ét af {of} tal: det ligger længere ude, end held forklarer.",
        "The model does not agree with the records in one of {of} figures: it lies farther out than chance explains.",
    ),
    "validate.disagrees.other": (
        "Modellen passer ikke med registreringerne i {n} af {of} tal: de ligger længere ude, end held forklarer.",
        "The model does not agree with the records in {n} of {of} figures: they lie farther out than chance explains.",
    ),
    "validate.agreement_is": (
        "Blandt så mange tal ligger de øverste altid et stykke ude. At intet viser en fejl, er ikke det samme som, at "
        "modellen er rigtig: få borgere kan skjule en stor forskel.",
        "Among so many figures the first ones always lie some way out. That nothing shows a fault does not make the "
        "model right: few people can hide a large difference.",
    ),
    "validate.more": (
        "{n} tal mere med --all.",
        "{n} more figures with --all.",
    ),
    "validate.higher": (
        "{figure}: {observed}; modellen giver mindre (8 af 10: {low}–{high}).",
        "{figure}: {observed}; the model gives less (8 in 10: {low}–{high}).",
    ),
    "validate.lower": (
        "{figure}: {observed}; modellen giver mere (8 af 10: {low}–{high}).",
        "{figure}: {observed}; the model gives more (8 in 10: {low}–{high}).",
    ),
    "validate.table": (
        "Registreret og simuleret, det mest overraskende først",
        "Recorded and simulated, the most surprising first",
    ),
    "validate.column.figure": ("Tal", "Figure"),
    "validate.column.observed": ("registreret", "recorded"),
    "validate.column.model": ("8 af 10\nsimulerede", "8 in 10\nsimulated"),
    "validate.column.farther": ("lige så langt ude\naf 100", "as far out\nof 100"),
    "validate.figure.people": ("Borgere i registreringerne", "People in the records"),
    "validate.figure.begun": ("Begyndt: {step}", "Begun: {step}"),
    "validate.figure.inside": ("Stadig i gang: {step}", "Still open: {step}"),
    "validate.figure.days": ("Dage i snit: {step}", "Mean days: {step}"),
    "validate.figure.share": ("Pct. fra {step} til {following}", "Per cent from {step} to {following}"),
    "validate.figure.wait": ("Dages ventetid fra {step} til {following}", "Days between {step} and {following}"),
    "validate.chance_only": (
        "{n} gennemspilninger, registreret som jeres. Forudsætningerne er som i filen; med --draws fra rengsim fit "
        "regnes der også med, at de ikke kendes helt.",
        "{n} replications, recorded as yours were. The parameters are those of the file; with --draws from rengsim fit "
        "it also counts that they are not quite known.",
    ),
    "validate.too_few": (
        "{n} gennemspilninger er for få til, at noget tal kan ligge længere ude, end held forklarer: brug flere.",
        "{n} replications are too few for any figure to lie farther out than chance explains: use more.",
    ),
    "validate.both": (
        "{n} gennemspilninger i {worlds} sæt forudsætninger, registreret som jeres.",
        "{n} replications in {worlds} sets of parameters, recorded as yours were.",
    ),
    "backtest.best.model": (
        "Modellen ramte bedst: i snit {model} borgere ved siden af; at fortsætte i samme takt {pace}, og "
        "modellen uden at "
        "vide, hvor borgerne var, {blind}.",
        "The model came nearest: {model} people off on average; going on at the same pace {pace}, and the "
        "model without "
        "knowing where people were {blind}.",
    ),
    "backtest.best.pace": (
        "At fortsætte i samme takt ramte bedst: i snit {pace} borgere ved siden af; modellen {model}, og "
        "modellen uden at "
        "vide, hvor borgerne var, {blind}.",
        "Going on at the same pace came nearest: {pace} people off on average; the model {model}, and the "
        "model without "
        "knowing where people were {blind}.",
    ),
    "backtest.best.blind": (
        "Modellen uden at vide, hvor borgerne var, ramte bedst: i snit {blind} borgere ved siden af; "
        "modellen {model}, og "
        "at fortsætte i samme takt {pace}.",
        "The model without knowing where people were came nearest: {blind} people off on average; the model "
        "{model}, and "
        "going on at the same pace {pace}.",
    ),
    "backtest.covered": (
        "{covered} af {n} gange lå tallet inden for det lovede spænd; {promised} var ventet.",
        "{covered} of {n} times the number lay within the promised range; {promised} were expected.",
    ),
    "backtest.years.one": (
        "Alle prognoser handler om ét og samme år: de siger næsten kun så meget som én.",
        "All forecasts are about one and the same year: they say hardly more than one does.",
    ),
    "backtest.years.other": (
        "Prognoserne handler om {n} år; de for samme år hænger sammen.",
        "The forecasts are about {n} years; those of one year hang together.",
    ),
    "backtest.table": ("Prognoser, som de kunne være givet", "Forecasts as they could have been made"),
    "backtest.column.as_of": ("dag", "day"),
    "backtest.column.so_far": ("hidtil", "so far"),
    "backtest.column.forecast": ("8 af 10\nved {end}", "8 in 10\nat {end}"),
    "backtest.column.outcome": ("blev", "came to"),
    "backtest.end.year": ("årets slutning", "the end of the year"),
    "backtest.end.window": ("periodens slutning", "the end of the window"),
    "backtest.part_year": (
        "Af {year} er kun dagene til og med {last} registreret: prognoserne for det år er for den dag.",
        "Of {year} only the days up to {last} are recorded: the forecasts of that year are for that day.",
    ),
    "backtest.refitted": (
        "Forudsætningerne er dem, registreringerne tillod på dagen.",
        "The parameters are those that the records allowed on the day.",
    ),
    "backtest.as_in_file": (
        "Forudsætningerne er som i filen; med --refit måles de på det, der var kendt på dagen (tager lang tid).",
        "The parameters are those of the file; with --refit they are measured on what was known on the day "
        "(takes long).",
    ),
}
