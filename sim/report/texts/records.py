"""A job centre's own records: reading them, what can be learnt from them, and the file that says what they mean."""

RECORDS: dict[str, tuple[str, str]] = {
    "records.new.head": (
        """# Hvad kolonner og ord i jobcentrets registreringer betyder.  Ret teksten til højre for = og ordene til
# venstre i [spells.steps].  Tjek med: rengsim records check DENNE_FIL
format   = 1
scenario = {scenario}
window   = {{ from = {first}, until = {last} }}   # før den første dag er intet registreret; hvad der varer ud over
                                                       # den sidste, regnes som ikke afsluttet
[spells]                               # en række for hver borger og aktivitet
file   = {file}                 # .csv, .xlsx eller .parquet, i samme mappe som denne fil
person = "Borger-id"                   # et pseudonym, ikke et CPR-nummer
step   = "Aktivitet"
begin  = "Fra"
end    = "Til"                         # tom, mens det varer
dates  = "DD-MM-YYYY"
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
window   = {{ from = {first}, until = {last} }}   # before the first day nothing was recorded; what lasts beyond the
                                                       # last one is counted as not ended
[spells]                               # one row for each person and activity
file   = {file}                 # .csv, .xlsx or .parquet, in the folder of this file
person = "Borger-id"                   # a pseudonym, not a civil registration number
step   = "Aktivitet"
begin  = "Fra"
end    = "Til"                         # empty while it lasts
dates  = "DD-MM-YYYY"
included      = "overlapping"          # or "begun in window", "ended in window"
who           = "everybody referred"   # or "entered STEP"
begins_before = "true date"            # or "cut at window"
end_is        = "last day"             # or "first day after"

[spells.steps]                         # your words = steps of the scenario; several words may mean one step
                                       # what is to be left out gets "-" """,
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
    "records.people.one": ("ét forløb", "one person's way"),
    "records.people.other": ("{n} forløb", "{n} people's ways"),
    "records.spells.one": ("ét ophold", "one spell"),
    "records.spells.other": ("{n} ophold", "{n} spells"),
    "records.ignored.one": ("Én række er udeladt med vilje.", "One row was left out on purpose."),
    "records.ignored.other": ("{n} rækker er udeladt med vilje.", "{n} rows were left out on purpose."),
    "records.before.one": ("Ét ophold var begyndt før den første dag.", "One spell had begun before the first day."),
    "records.before.other": (
        "{n} ophold var begyndt før den første dag.",
        "{n} spells had begun before the first day.",
    ),
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
        "{n} borgere var allerede i gang, da registreringen begyndte.",
        "{n} people were already under way when recording began.",
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
}
