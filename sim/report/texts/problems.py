"""What is wrong in a file, in Danish: the English text of the reader (``sim/scenario``) and the Danish one.

The key is the template that the reader states, with the same ``{places}``.  A test finds every text of the reader that
is missing here.  Examples in quotation marks, keys and code stay as they are.
"""

from __future__ import annotations

from sim.report.texts.parameter_problems import PARAMETER_PROBLEMS
from sim.report.texts.record_problems import RECORD_PROBLEMS

MESSAGES: dict[str, str] = {
    "{message} (in {key})": "{message} (i {key})",
    # files
    "There is no such file": "Filen findes ikke",
    "A date that TOML does not know": "En dato, som TOML ikke kender",
    "The file is too large": "Filen er for stor",
    "The file is not UTF-8": "Filen er ikke gemt som UTF-8",
    "The file cannot be read ({reason})": "Filen kan ikke læses ({reason})",
    "The file is not TOML here ({message})": "Filen er ikke TOML her ({message})",
    "Curly quotation marks, as a word processor writes them": (
        "Krøllede anførselstegn, som et tekstbehandlingsprogram skriver dem; brug lige anførselstegn"
    ),
    '{key}: "{period}" does not lie in the run, which begins on {start}, so it closes nothing': (
        '{key}: "{period}" ligger ikke i kørslen, som begynder {start}, så det lukker intet'
    ),
    "{key}: no stage uses a resource, so closed periods pause nothing; `pause` of a [[change]] names stages": (
        "{key}: intet trin bruger en ressource, så lukkede perioder sætter intet på pause; `pause` i en [[change]] "
        "nævner trin"
    ),
    "A name with other letters than a to z": "Et navn med andre bogstaver end a til z",
    "names as the language has them, such as [set] and [calendar]": (
        "navne, som sproget har dem, for eksempel [set] og [calendar]"
    ),
    "A decimal comma": "Decimalkomma; skriv decimaltal med punktum",
    "A percentage without quotation marks": "Procent uden anførselstegn",
    "A key has too many parts": "En nøgle har for mange dele",
    "A number has too many digits": "Et tal har for mange cifre",
    "Lists and tables are nested too deep": "Lister og tabeller ligger for dybt inde i hinanden",
    "It cannot be parsed": "Filen kan ikke tolkes",
    "The file lies outside the folders that a scenario may take files from": (
        "Filen ligger uden for de mapper, som et scenarie må hente filer fra"
    ),
    "{name} lies outside the folders that a scenario may take files from": (
        "{name} ligger uden for de mapper, som et scenarie må hente filer fra"
    ),
    "The file does not say its format, so it is no scenario": "Filen siger ikke sit format, så den er ikke et scenarie",
    "The format of the file is not known": "Filens format kendes ikke",
    "`extends` names one file": "`extends` nævner én fil",
    "The files extend each other in a circle": "Filerne bygger på hinanden i ring",
    "[set] is a table of parameter values": "[set] er en tabel med værdier af parametre",
    "There is nothing inherited to turn off": "Der er ikke arvet noget, som kan slås fra",
    "There is no such part of a scenario": "Et scenarie har ikke en sådan del",
    # CSV
    "{label} is no CSV file by its name": "{label} er ikke en CSV-fil efter navnet",
    "There is no file {label}": "Filen {label} findes ikke",
    "{label} cannot be read ({reason})": "{label} kan ikke læses ({reason})",
    "{label} is too large: {size} bytes": "{label} er for stor: {size} byte",
    "{label} is not UTF-8": "{label} er ikke gemt som UTF-8",
    "{label} is no CSV file ({error})": "{label} er ikke en CSV-fil ({error})",
    "{label} is empty": "{label} er tom",
    "{label}: the names of the columns must be there and differ": (
        "{label}: kolonnerne skal have navne, og de skal være forskellige"
    ),
    "{label}: line {number} has {n} values, not {wanted}": "{label}: linje {number} har {n} værdier, ikke {wanted}",
    "{label} has more than {most} rows": "{label} har flere end {most} rækker",
    "{n} of the dates in {name} cannot be read": "{n} af datoerne i {name} kan ikke læses",
    "{n} of the dates in {name} lie outside the run": "{n} af datoerne i {name} ligger uden for kørslen",
    "{name} has no column `{column}`": "{name} har ingen kolonne `{column}`",
    "A column of {name} is no attribute": "En kolonne i {name} er ikke en egenskab",
    "{column} in {name} has no such category": "{column} i {name} har ikke en sådan kategori",
    "{column} in {name} holds something that is no number": "{column} i {name} rummer noget, der ikke er et tal",
    "elapsed_days in {name} holds something that is no number of days": (
        "elapsed_days i {name} rummer noget, der ikke er et antal dage"
    ),
    "The CSV file has no such column": "CSV-filen har ikke en sådan kolonne",
    "The unit of the column is needed": "Kolonnens enhed mangler",
    "A cell holds something that is no number": "En celle rummer noget, der ikke er et tal",
    # keys and tables
    "There is no such key here": "Der er ingen sådan nøgle her",
    "`{key}` is required": "`{key}` skal angives",
    "Only one of these keys can be given": "Kun én af disse nøgler kan angives",
    "One of these keys is needed": "En af disse nøgler skal angives",
    "`{key}` needs `{needed}`": "`{key}` kræver `{needed}`",
    "`{key}` goes with `{needed}`": "`{key}` hører sammen med `{needed}`",
    "A table is expected here": "Her ventes en tabel",
    "There are too many things of the kind {what}": "Der er for mange ting af slagsen {what}",
    "A name is made of a-z, 0-9 and _": "Et navn består af a-z, 0-9 og _",
    # plain values
    "A number is expected": "Her ventes et tal",
    "A plain number is expected": "Her ventes et tal uden enhed",
    "A whole number is expected": "Her ventes et helt tal",
    "The number is not finite": "Tallet er ikke endeligt",
    "The number must not be negative": "Tallet må ikke være negativt",
    "The number lies outside what is allowed": "Tallet ligger uden for det tilladte",
    "A share lies between 0 and 1": "En andel ligger mellem 0 og 1",
    "A text is expected": "Her ventes en tekst",
    "true or false is expected": "Her ventes true eller false",
    "One of a few words is expected": "Her ventes et af nogle få ord",
    "No such language": "Sproget findes ikke",
    "A date is expected": "Her ventes en dato",
    "a date": "en dato",
    "The date lies outside the run": "Datoen ligger uden for kørslen",
    "The date lies beyond the calendar": "Datoen ligger uden for kalenderen",
    "A time of day is expected": "Her ventes et klokkeslæt",
    "A length is expected": "Her ventes en længde",
    "A length needs its unit": "En længde skal have sin enhed",
    "The length is not finite": "Længden er ikke endelig",
    "A length must not be negative": "En længde må ikke være negativ",
    "The length is too long": "Længden er for lang",
    "A length of plain time is expected": "Her ventes en længde i almindelig tid",
    "A fixed length is a whole number of months": "En fast længde er et helt antal måneder",
    "Working days and other lengths cannot be mixed in one law": (
        "Arbejdsdage og andre længder kan ikke blandes i én fordeling"
    ),
    "Working days cannot be used here": "Arbejdsdage kan ikke bruges her",
    "This is the name of what the closing of a resource does": "Det navn har det, som en ressources lukning gør",
    "This is the name of what two resources share": "Det navn har det, som to ressourcer deles om",
    "A resource borrows from one that does not borrow itself": "En ressource låner af en, der ikke selv låner",
    "Only one resource can borrow from another": "Kun én ressource kan låne af en anden",
    "What is borrowed has no turnaround": "Det, der lånes, har ingen klargøring",
    "{stream} pauses at {ready} ready, and {gate} has {seats} seats: the limit should move with them": (
        "søgningen holder pause, når {ready} er klar, men et hold har {seats} pladser: grænsen skal flyttes med "
        "({stream} og {gate})"
    ),
    "there is no exit, so whoever arrives stays for ever": "der er ingen afslutning, så den, der kommer, bliver altid",
    "A composition states how many come, so nothing can multiply them": (
        "En sammensætning siger, hvor mange der kommer, så intet kan gange dem"
    ),
    "shares of categories": "andele af kategorier",
    "a stream that is no list of people": "en tilgang, der ikke er en liste over personer",
    "Steps that have closed send people round in a circle": "Trin, der har lukket, sender folk rundt i ring",
    "a step that does not close": "et trin, der ikke lukker",
    "Working days are counted whole here": "Arbejdsdage tælles hele her",
    "Working days are counted from a date at most a year before the run": (
        "Arbejdsdage tælles fra en dato, der ligger højst et år før kørslen"
    ),
    "A rate per working day cannot be used here": "En rate pr. arbejdsdag kan ikke bruges her",
    "Rates per working day and other rates cannot be mixed": "Rater pr. arbejdsdag og andre rater kan ikke blandes",
    "all of them per working day, or none": "alle pr. arbejdsdag eller ingen",
    "A share leaves over a time": "En andel falder fra i løbet af en tid",
    "below 1": "under 1",
    "This key goes with `share`": "Denne nøgle hører sammen med `share`",
    "At a constant rate not everybody leaves": "Med en konstant rate falder ikke alle fra",
    "The interval must be longer than nothing": "Mellemrummet skal være længere end ingenting",
    "A rate is expected": "Her ventes en rate",
    "A rate needs its unit": "En rate skal have sin enhed",
    "The name of a {kind} is expected": "Her ventes navnet på: {kind}",
    "There is no {kind} of that name": "Der findes ikke noget af det navn: {kind}",
    "A stage is expected, not another kind of step": "Her ventes et trin (stage), ikke en anden slags",
    # cases, attributes, marks
    "`by` names a property or a $choice": "`by` nævner en egenskab eller et $valg",
    "This cannot depend on a property of the person, only on a $choice": (
        "Dette kan ikke afhænge af en egenskab ved borgeren, kun af et $valg"
    ),
    "There is no such attribute or mark (a parameter is written with $)": (
        "Egenskaben eller mærket findes ikke (en parameter skrives med $)"
    ),
    "A case needs a parameter with choices": "Et tilfælde kræver en parameter med valg",
    "No value for {by} = {cases}": "Ingen værdi for {by} = {cases}",
    "No value for {by} above the bounds": "Ingen værdi for {by} over grænserne",
    "{by} has no such category": "{by} har ikke en sådan kategori",
    "{by} is a number": "{by} er et tal",
    "{name} has no such category": "{name} har ikke en sådan kategori",
    "The bound lies beyond what a number can be": "Grænsen er større, end et tal kan være",
    "The same bound stands twice": "Den samme grænse står to gange",
    "A mark and an attribute cannot share a name": "Et mærke og en egenskab kan ikke have samme navn",
    "`source` is built in": "`source` er indbygget",
    "The mark is a number in one step and a category in another": (
        "Mærket er et tal i ét trin og en kategori i et andet"
    ),
    "There is no such attribute or mark that could change": "Der er ingen sådan egenskab, der kan ændre sig",
    "At least one attribute changes": "Mindst én egenskab skal ændre sig",
    "Nothing can stand beside `exactly`": "Intet kan stå ved siden af `exactly`",
    "Attributes depend on each other in a circle": "Egenskaber afhænger af hinanden i ring",
    "{property} has not been drawn here": "{property} er ikke trukket her",
    "On some way to {step} {property} has not been drawn": "På en af vejene til {step} er {property} ikke trukket",
    "There is no such attribute": "Egenskaben findes ikke",
    "A numeric attribute is expected": "Her ventes en egenskab, der er et tal",
    "A numeric attribute or mark is expected": "Her ventes en egenskab eller et mærke, der er et tal",
    # shares and routes
    "A name or a table of shares is expected": "Her ventes et navn eller en tabel med andele",
    'Only one can be "rest"': 'Kun én kan være "rest"',
    'The shares do not reach 1 and none is "rest"': 'Andelene når ikke 1, og ingen er "rest"',
    "The shares add up to more than 1": "Andelene giver mere end 1 tilsammen",
    "With the changes the shares of {name} add up to more than 1": (
        "Med ændringerne giver andelene fra {name} mere end 1"
    ),
    "Named ends need a stay with a `limit`": "Navngivne afslutninger kræver et ophold med `limit`",
    "A limit can refuse, so it needs to say where people go then": (
        "En grænse kan afvise, så den skal sige, hvor borgerne så går hen"
    ),
    'A share can only be multiplied where another one is "rest"': 'En andel kan kun ganges, hvor en anden er "rest"',
    "The step does not lead there, so nothing can be limited": "Trinnet fører ikke dertil, så der er intet at begrænse",
    "This share takes what is left and cannot be multiplied": "Denne andel tager resten og kan ikke ganges",
    # the pathway
    "A scenario needs steps": "Et scenarie skal have trin",
    "Nobody ever comes": "Der kommer aldrig nogen",
    "No way leads to this step": "Ingen vej fører til dette trin",
    "No way leads from this step to an exit": "Ingen vej fører fra dette trin til en afslutning",
    "Decisions lead to each other in a circle": "Afgørelser fører til hinanden i ring",
    "A loop that takes no time has no limit": "En løkke, der ikke tager tid, har ingen grænse",
    "the queue is too long": "køen er for lang",
    "There is no stage (or wait) of that name to measure a time of": (
        "Der er intet trin (og intet, der ventes på) med det navn, som en tid kan måles for"
    ),
    "{by} is a time, so its cases are bounds": "{by} er en tid, så tilfældene er grænser",
    'bounds such as "< 28 days"': "grænser som »< 28 days«",
    "An event is expected from which time is counted": "Her skal stå en hændelse, som tiden regnes fra",
    "A time since an event is a limit: a fixed `time`": "En tid siden en hændelse er en frist: en fast `time`",
    "A queue is at most so many people, or a table of chances": (
        "En kø er højst så mange personer, eller en tabel med sandsynligheder"
    ),
    "The chance of joining a longer queue is needed": "Sandsynligheden for at stille sig i en længere kø mangler",
    'bounds such as "< 3", and `other`': "grænser som »< 3« og `other`",
    "A month is a number": "En måned er et tal",
    "1 to 12": "1 til 12",
    "The run starts within a part of the profile": "Kørslen begynder inde i en del af profilen",
    "parts of days": "dele af hele dage",
    "its patience ends": "ventetiden overskrides",
    "a session of {gate} turns them away": "et hold i {gate} sender dem væk",
    "People are turned away when {reason}, so the step needs `else`": (
        "Borgere sendes væk, når {reason}, så trinnet skal have `else`"
    ),
    "People are turned away when {reason} or when {other}, so the step needs `else`": (
        "Borgere sendes væk, når {reason}, eller når {other}, så trinnet skal have `else`"
    ),
    "{kind}.{name} is inherited, and no way leads to it now": "{kind}.{name} er arvet, og ingen vej fører dertil nu",
    "a loop takes no time: {circle}": "en løkke tager ingen tid: {circle}",
    "nothing limits how often people go round: {circle}": "intet begrænser, hvor ofte man kan gå rundt: {circle}",
    "{kind}.{name} has `else`, but nothing ever turns anybody away": (
        "{kind}.{name} har `else`, men ingen sendes nogen sinde væk"
    ),
    "exit.{behind} is positive, and the job {kind}.{name} leads to it: people would count when the job ends, and not "
    "at all while it lasts; put `positive = true` on {kind}.{name}": (
        "exit.{behind} er et positivt resultat, og jobbet {kind}.{name} fører dertil: borgerne ville tælle, når jobbet"
        " ophører, og slet ikke mens det varer; sæt `positive = true` på {kind}.{name}"
    ),
    "Steps share one namespace and this name is taken": "Trin deler navne, og dette navn er taget",
    "A stage stands twice": "Et trin står to gange",
    "[background] draws no {mark}, so a job outside ends all benefit, and one of the project may not; give it marks": (
        "[background] trækker ikke {mark}, så et job uden for projektet ender al forsørgelse, og et af projektets gør"
        " måske ikke; giv det marks"
    ),
    "More jobs are found than one a day": "Der findes flere job end ét om dagen",
    "The life outside can only depend on attributes, which are drawn at arrival": (
        "Livet uden for projektet kan kun afhænge af egenskaber, som trækkes ved ankomsten"
    ),
    "This length has no hazard that could be multiplied": "Denne længde har ingen rate (hazard), der kan ganges",
    "This law has no hazard that could be multiplied": "Denne fordeling har ingen rate (hazard), der kan ganges",
    "A wait claims nothing: it can only use what is held on every way to it": (
        "En ventetid tager intet: den kan kun bruge det, man har på enhver vej dertil"
    ),
    "people can block each other: while they keep some units they wait for more, {text}": (
        "borgere kan spærre for hinanden: mens de beholder nogle enheder, venter de på flere, {text}"
    ),
    "people can block each other: while they keep one they wait for the next, {text}": (
        "borgere kan spærre for hinanden: mens de beholder det ene, venter de på det næste, {text}"
    ),
    # places, sessions, budgets
    "A resource stands twice": "En ressource står to gange",
    "A budget and a resource cannot share a name": "Et budget og en ressource kan ikke have samme navn",
    "The working day would end after midnight": "Arbejdsdagen ville slutte efter midnat",
    "`every` needs its first date": "`every` skal have sin første dato",
    "`first` goes with `every`, not with `dates`": "`first` hører til `every`, ikke til `dates`",
    '`below = "try_again"` needs it': '`below = "try_again"` kræver den',
    "A session cannot be tried again after no time at all": "Et hold kan ikke prøves igen uden mellemrum",
    "The amounts of a budget add up to more than a number can be": (
        "Beløbene i et budget giver mere, end et tal kan være"
    ),
    "At least one amount is needed": "Der skal være mindst ét beløb",
    "A week number is expected": "Her ventes et ugenummer",
    # calendar
    "A day off is a day of the year or a date": "En fridag er en dag i året eller en dato",
    '"{word}" is not a closed period; {forms}': '"{word}" er ikke en lukkeperiode; {forms}',
    '"{word}": no such date; {forms}': '"{word}": datoen findes ikke; {forms}',
    '"{word}": there is no week {week}; weeks go from 1 to 53': (
        '"{word}": uge {week} findes ikke; uger går fra 1 til 53'
    ),
    '"{word}" would close {weeks} weeks; did you mean "weeks {last}-{first}"?': (
        '"{word}" ville lukke i {weeks} uger; mente du "weeks {last}-{first}"?'
    ),
    '"{word}": the second date (the day it opens again) must be later than the first': (
        '"{word}": den anden dato (dagen, hvor der åbnes igen) skal ligge efter den første'
    ),
    'write "weeks 28-30", "week 52" or "2021-10-18 to 2021-10-25" (the last date is open again)': (
        'skriv "weeks 28-30", "week 52" eller "2021-10-18 to 2021-10-25" (den sidste dato er åben igen)'
    ),
    "{key} lies before the start of the run, {start}": "{key} ligger før kørslens start, {start}",
    "More dates than a run can hold": "Flere datoer, end en kørsel kan rumme",
    "Two keys name the same time": "To nøgler nævner samme tidspunkt",
    "Neither `start` nor a date": "Hverken `start` eller en dato",
    "The number before the first date is needed": "Tallet før den første dato mangler",
    # changes
    "Changes are a list": "Ændringer er en liste",
    "The change changes nothing": "Ændringen ændrer intet",
    "A change ends after it begins": "En ændring slutter, efter den begynder",
    "The change lies outside the run": "Ændringen ligger uden for kørslen",
    "A ramp needs `times`": "En jævn overgang (ramp) kræver `times`",
    "A ramp goes in monthly steps": "En jævn overgang (ramp) går måned for måned",
    "Nothing of that name can {what}": "Intet af det navn kan {what}",
    "be set by a change": "sættes af en ændring",
    "be multiplied by a change": "ganges af en ændring",
    "be in `stop`": "stå i `stop`",
    "be in `pause`": "stå i `pause`",
    "{kind}.{thing} has no `{key}` that could change": "{kind}.{thing} har ingen `{key}`, der kan ændres",
    "{name} has no rate that could be multiplied": "{name} har ingen rate, der kan ganges",
    "Two changes set the same thing at the same time": "To ændringer sætter det samme på samme tid",
    # the run
    "The run is too long, counted from its first day to the end of the last follow-up": (
        "Kørslen er for lang, regnet fra første dag til den sidste opfølgning"
    ),
    "The longest stays and follow-ups make the run too long": "De længste ophold og opfølgninger gør kørslen for lang",
    "The window that is judged is empty": "Perioden, der bedømmes, er tom",
    "The warm-up takes the whole window that is judged": "Opvarmningen tager hele perioden, der bedømmes",
    "Reporting cannot start before the run": "Målingen kan ikke begynde før kørslen",
    "A run cannot start in that year": "En kørsel kan ikke begynde i det år",
    "A run starts at 00:00": "En kørsel begynder kl. 00:00",
    "The years are no whole number of months": "Årene er ikke et helt antal måneder",
    "target.{name} follows people after {event} {steps}": "target.{name} følger borgerne efter {event} {steps}",
    "its work waits for staff": "arbejdet venter på medarbejdere",
    "it waits for a token": "der ventes på en ledig stilling",
    "it waits for places": "der ventes på pladser",
    "it waits for a session": "der ventes på et hold",
    "{what}, and in {step} nothing bounds how long they wait ({wait})": (
        "{what}, og i {step} er der ingen grænse for, hvor længe de venter ({wait})"
    ),
    # arrivals
    "People come whole": "Borgere kommer i hele tal",
    "The period must divide into as many equal parts as there are factors": (
        "Perioden skal kunne deles i lige så mange lige store dele, som der er faktorer"
    ),
    "The time between two arrivals must be longer than nothing": (
        "Tiden mellem to ankomster skal være længere end ingenting"
    ),
    "More people than can be drawn for one month, with factors and profile": (
        "Flere borgere, end der kan trækkes på én måned, med faktorer og profil"
    ),
    "The composition does not add up to the size of the cohort": "Sammensætningen passer ikke med holdets størrelse",
    "A backlog and a stream of arrivals cannot share a name": (
        "En pukkel og en strøm af ankomster kan ikke have samme navn"
    ),
    # parameters and formulas
    "There is no such parameter": "Parameteren findes ikke",
    "There is no such parameter to set": "Der er ingen sådan parameter at sætte",
    "A parameter has either a value or a formula": "En parameter har enten en værdi eller en formel",
    "The value is none of the choices": "Værdien er ikke et af valgene",
    "The value has another unit than the parameter": "Værdien har en anden enhed end parameteren",
    "The value lies outside the range of the parameter": "Værdien ligger uden for parameterens grænser",
    "A number is expected (a text needs `choices`)": "Her ventes et tal (en tekst kræver `choices`)",
    "A number in the unit of the parameter is expected": "Her ventes et tal i parameterens enhed",
    "{name} = {amount} lies outside the range that its source supports, {allowed}": (
        "{name} = {amount} ligger uden for det, kilden dækker, {allowed}"
    ),
    "recruit_from, {first}, lies long before start, {start}: who comes in between may stand in line by then": (
        "recruit_from, {first}, ligger længe før start, {start}: de, der kommer imellem, kan stå i kø til den tid"
    ),
    "parameter {name} is used nowhere": "parameteren {name} bruges ingen steder",
    "The parameter is used nowhere": "Parameteren bruges ingen steder",
    "{place}: the change begins after the last day on which people are counted, {last}": (
        "{place}: ændringen begynder efter den sidste dag, hvor der tælles nogen med, {last}"
    ),
    "{message} (from {date} on)": "{message} (fra {date})",
    "The parameter decides {keys}, which cannot change on a date: {why}": (
        "Parameteren afgør {keys}, som ikke kan ændres på en dato: {why}"
    ),
    "it has no form that depends on the date": "det kan ikke afhænge af datoen",
    "a target has one bound for the whole run; put another target beside it, or use two files": (
        "et mål har én grænse i hele perioden; skriv et mål mere, eller brug to filer"
    ),
    "benefit has one set of rules; its monthly rates and the disregard may have dates of their own": (
        "ydelsen har ét sæt regler; satserne og fribeløbet kan have egne datoer"
    ),
    "those who wait have their order already": "de, der venter, har allerede deres plads i rækken",
    "it is counted from the beginning of a stay that may lie before the date": (
        "det tælles fra begyndelsen af et ophold, der kan ligge før datoen"
    ),
    "Formulas use each other in a circle": "Formler bruger hinanden i ring",
    "The formula cannot be used: {error}": "Formlen kan ikke bruges: {error}",
    "{name} is no number": "{name} er ikke et tal",
    "a formula has at most {longest} characters": "en formel har højst {longest} tegn",
    "it is no arithmetic; use + - * / min max ( ), parameters and numbers": (
        "det er ikke en udregning; brug + - * / min max ( ), parametre og tal"
    ),
    "only + - * / min max ( ), parameters and numbers can be used": (
        "kun + - * / min max ( ), parametre og tal kan bruges"
    ),
    "only min(...) and max(...) can be called": "kun min(...) og max(...) kan bruges",
    "division by zero": "der divideres med nul",
    "the result is not finite": "resultatet er ikke endeligt",
    "{value} is no number": "{value} er ikke et tal",
    "{units} cannot be added or compared": "{units} kan ikke lægges sammen eller sammenlignes",
    "A table of choices and their titles is expected": "Her ventes en tabel med valg og deres titler",
    "There is no such parameter to move with": "Der er ingen sådan parameter at følges med",
    "The title is of none of the choices": "Titlen hører ikke til noget af valgene",
    # groups
    "A property with categories has no bounds": "En egenskab med kategorier har ingen grænser",
    "A number needs bounds, to make groups of it": "Et tal skal have grænser for at kunne deles i grupper",
    "No step draws a mark of that name": "Intet trin trækker et mærke af det navn",
    "The title is of none of the categories": "Titlen hører ikke til nogen af kategorierne",
    "There are too many groups to report": "Der er for mange grupper at vise",
    "There are too many dates to report": "Der er for mange datoer at vise",
    "The run ends before that date": "Kørslen slutter før den dato",
    "The name of a property is expected": "Her ventes navnet på en egenskab",
    "There is no property of that name": "Der er ingen egenskab af det navn",
    "The bounds of the groups must ascend": "Gruppernes grænser skal stige",
    # targets
    "A target needs something to compare with": "Et mål skal have noget at holde op imod",
    "A status is expected": "Her ventes en status",
    "A figure is expected": "Her ventes et tal, der måles",
    "An event is expected": "Her ventes en hændelse",
    "Nothing is said about what this costs": "Der står intet om, hvad dette koster",
    "There is no step (or stream, after `entered`) of that name": (
        "Der er intet trin (eller, efter `entered`, ingen strøm) af det navn"
    ),
    "Nothing says when benefit ends": "Der står intet om, hvornår ydelsen hører op",
    # distributions
    "Just one law is needed": "Der skal være netop én fordeling",
    "There is no such law": "Fordelingen findes ikke",
    "No such law ({error})": "En sådan fordeling findes ikke ({error})",
    "Either every case has a `limit` or none has": "Enten har alle tilfælde en `limit`, eller ingen har",
    "Only the stay of a stage can have named ends": "Kun opholdet i et trin kan have navngivne afslutninger",
    "`success` needs a `limit`": "`success` kræver en `limit`",
    "A Poisson law is for counts, not for lengths": "En Poissonfordeling er til antal, ikke til længder",
    "The law needs a table of parameters": "Fordelingen skal have en tabel med parametre",
    "The law has another number of parameters": "Fordelingen har et andet antal parametre",
    "A hazard is for lengths on the calendar": "En hazard er til længder i kalenderen",
    "A hazard is a list of pieces": "En hazard er en liste af stykker",
    "there is no law {name}; known are {names}": "fordelingen {name} findes ikke; der er {names}",
    "{name} needs {ways}, not {{{keys}}}": "{name} skal have {ways}, ikke {{{keys}}}",
    "{name}: {key} must be a finite number, not {value}": "{name}: {key} skal være et endeligt tal, ikke {value}",
    "{name}: {key} must be greater than 0, not {value}": "{name}: {key} skal være større end 0, ikke {value}",
    "{name}: {key} must not be negative, not {value}": "{name}: {key} må ikke være negativ: {value}",
    "{name}: its quantile function must give finite numbers that never fall":
        "{name}: fraktilfunktionen skal give endelige tal, der aldrig falder",
    "{name}: every value must be finite, not {value}": "{name}: alle værdier skal være endelige, ikke {value}",
    "discrete needs as many shares as values (one or more), not {shares}, {values}": (
        "discrete skal have lige så mange andele som værdier (mindst én), ikke {shares} og {values}"
    ),
    "discrete: every share must lie between 0 and 1": "discrete: hver andel skal ligge mellem 0 og 1",
    "discrete: the shares add up to {total}, not to 1": "discrete: andelene giver {total}, ikke 1",
    "empirical needs at least one value": "empirical skal have mindst én værdi",
    "hazard: every piece but the last needs `until`, the last one has none": (
        "hazard: alle stykker undtagen det sidste skal have `until`; det sidste har ingen"
    ),
    "hazard: the ages in `until` must be above 0 and increase": "hazard: aldrene i `until` skal være over 0 og stige",
    "hazard: a rate must not be negative": "hazard: en rate må ikke være negativ",
    "hazard: all rates are 0, so nobody ever leaves": "hazard: alle rater er 0, så ingen forlader det nogen sinde",
    "early: with factor 0 up to that age nobody ever leaves": (
        "early: med faktor 0 op til den alder forlader ingen det nogen sinde"
    ),
    "early: the factor and the age must be finite and not negative, not {factor} and {until}": (
        "early: faktoren og alderen skal være endelige og ikke negative: {factor} og {until}"
    ),
    "poisson: the mean must lie between 0 and a million, not {mean}": (
        "poisson: middelværdien skal ligge mellem 0 og en million, ikke {mean}"
    ),
    "{name}: low ({low}) is above high ({high})": "{name}: low ({low}) er over high ({high})",
    "{name}: {key} must lie between {low} and {high}, not {value}": (
        "{name}: {key} skal ligge mellem {low} og {high}, ikke {value}"
    ),
    "triangular: the mode ({mode}) must lie between low ({low}) and high ({high})": (
        "triangular: mode ({mode}) skal ligge mellem low ({low}) og high ({high})"
    ),
    "lognormal: p90 ({p90}) must be above the median ({median})": (
        "lognormal: p90 ({p90}) skal ligge over medianen ({median})"
    ),
    "lognormal: the law is too wide (log_sd {log_sd}; at most 5)": (
        "lognormal: fordelingen er for bred (log_sd {log_sd}; højst 5)"
    ),
    "gamma: the shape must lie between 0.01 and 1e8 (cv between 0.0001 and 10), not {shape}": (
        "gamma: formen skal ligge mellem 0.01 og 1e8 (cv mellem 0.0001 og 10), ikke {shape}"
    ),
    "weibull: cv must lie between {low} and {high}, not {cv}": (
        "weibull: cv skal ligge mellem {low} og {high}, ikke {cv}"
    ),
    "normal: the mean ({centre}) lies outside [{low}, {high}] and sd is 0": (
        "normal: middelværdien ({centre}) ligger uden for [{low}, {high}], og sd er 0"
    ),
    "normal: almost nothing of mean {centre}, sd {sd} lies within [{low}, {high}]": (
        "normal: næsten intet af middelværdi {centre} og sd {sd} ligger inden for [{low}, {high}]"
    ),
}  # fmt: skip

ALLOWED: dict[str, str] = {
    "at most {years} years in all": "højst {years} år i alt",
    "at most {years} years": "højst {years} år",
    "files in {folders}; --allow-folder DIR allows another folder": (
        "filer i {folders}; --allow-folder MAPPE tillader en mappe mere"
    ),
    "at most {most} bytes": "højst {most} byte",
    "at most {most} rows of {n} values": "højst {most} rækker med {n} værdier",
    "at most {most} parts": "højst {most} dele",
    "at most {most} digits": "højst {most} cifre",
    "at most {most}, one inside the other": "højst {most} inde i hinanden",
    "at most {most}": "højst {most}",
    "at most {most} a day": "højst {most} om dagen",
    "at most {largest} in all": "højst {largest} i alt",
    "up to {last}": "til og med {last}",
    "at most 1": "højst 1",
    "above 0": "over 0",
    "{first} to {last}": "{first} til {last}",
    "{low} to {high}{unit}": "{low} til {high}{unit}",
    "from {first}": "fra {first}",
    "0 to {days} days": "0 til {days} dage",
    "a number between -{largest} and {largest}": "et tal mellem -{largest} og {largest}",
    "{size} people": "{size} borgere",
    '"${name}" somewhere': '"${name}" et sted',
    "{key} = {example}": "{key} = {example}",
    'one "rest" in the step {name}': 'én "rest" i trinnet {name}',
    'one "rest"': 'én "rest"',
    'the same "rest"': 'den samme "rest"',
    "`other`, or a way through {steps} only": "`other`, eller kun en vej gennem {steps}",
    "a-z 0-9 _ and not {reserved}": "a-z 0-9 _ og ikke {reserved}",
    "a decimal point: {number}": "decimaltal med punktum: {number}",
    'straight quotation marks: "..."': 'lige anførselstegn: "..."',
    'a share such as {share}, or "{percent}" in quotation marks': (
        'en andel som {share}, eller "{percent}" i anførselstegn'
    ),
    '"12-24" or "2021-05-14"': '"12-24" eller "2021-05-14"',
    "[[change]] in double brackets": "[[change]] i dobbelte klammer",
    "a date after `from`": "en dato efter `from`",
    "set, times, stop or pause": "set, times, stop eller pause",
    "a stream with `{key}`": "en strøm med `{key}`",
    "a name that ends in .csv": "et navn, der ender på .csv",
    "an existing file": "en fil, der findes",
    "a file that you may read": "en fil, du må læse",
    "UTF-8; save it so": "UTF-8; gem den sådan",
    "UTF-8; save it so in the editor": "UTF-8; gem den sådan i editoren",
    '`start`, dates such as 2021-08-01, or lengths such as "90 days"': (
        '`start`, datoer som 2021-08-01 eller længder som "90 days"'
    ),
    "[arrivals.*] or [backlog.*]": "[arrivals.*] eller [backlog.*]",
    "a stage in between": "et trin (stage) imellem",
    "a step that arrivals, `next`, `else`, a risk or a token lead to": (
        "et trin, som ankomster, `next`, `else`, en risiko eller en stilling fører til"
    ),
    "a way to an [exit.*]": "en vej til en [exit.*]",
    "a stage, patience or a limit in between": "et trin, en tålmodighed eller en grænse imellem",
    "`limit` in every case": "`limit` i alle tilfælde",
    "exponential, gamma ...": "exponential, gamma ...",
    "days, weeks, months ...": "days, weeks, months ...",
    "days, months": "days, months",
    "working days": "working days",
    "a number": "et tal",
    "a number of {unit}": "et tal (enhed: {unit})",
    "a finite number": "et endeligt tal",
    "a whole number": "et helt tal",
    "a number without a unit": "et tal uden enhed",
    'a length such as "28 days", "3 months", "10 working days"': (
        'en længde som "28 days", "3 months", "10 working days"'
    ),
    'a length such as "7 days"': 'en længde som "7 days"',
    'a rate such as "0.5 per day", "7 per week"': 'en rate som "0.5 per day", "7 per week"',
    'a rate such as "0.5 per day", "7 per week" or a number a year': (
        'en rate som "0.5 per day", "7 per week" eller et tal om året'
    ),
    'a date such as 2021-02-01 or a length after the start of the run such as "5 days"': (
        'en dato som 2021-02-01 eller en længde efter kørslens start som "5 days"'
    ),
    'whole months, or days such as "45 days"': 'hele måneder, eller dage som "45 days"',
    "true, false": "true, false",
    "weeks such as 26, or `other`": "uger som 26, eller `other`",
    "value = ... or formula = ...": "value = ... eller formula = ...",
    "at_least = ... or at_most = ...": "at_least = ... eller at_most = ...",
    "parameters that are numbers": "parametre, der er tal",
    "fewer hours or an earlier `opens`": "færre timer eller en tidligere `opens`",
    "the year first: {date}": "året først: {date}",
    "a table { ... }": "en tabel { ... }",
    "all cases, or `other`": "alle tilfælde, eller `other`",
    'bounds such as "< 25"': 'grænser som "< 25"',
    '{ a = 0.3, b = "rest" }, or lasts with `limit`': '{ a = 0.3, b = "rest" }, eller lasts med `limit`',
    "a date not after `start`": "en dato, der ikke er efter `start`",
    "years or length above 0": "years eller length over 0",
    "less than years or length": "mindre end years eller length",
    "a date without time of day": "en dato uden klokkeslæt",
    "a rate or a continuous law": "en rate eller en kontinuert fordeling",
    "whole seconds for each part": "hele sekunder for hver del",
    "a mean of at least 1 second": "en middelværdi på mindst 1 sekund",
    '0.6 or "60 %"': '0.6 eller "60 %"',
    " a year": " om året",
    "a whole number of about {n} digits": "et helt tal på omkring {n} cifre",
    "nothing (none is defined)": "intet (der er ikke defineret nogen)",
    "text": "tekst",
    "{names} and {n} more": "{names} og {n} til",
    "date, kroner, source": "date, kroner, source",
    '"self without benefit" in a file with [benefit.supplement]': (
        '"self without benefit" i en fil med [benefit.supplement]'
    ),
    "exactly": "exactly", "every": "every", "da": "da", "en": "en",
}  # fmt: skip

KINDS: dict[str, str] = {
    "stage": "trin (stage)", "decision": "afgørelse (decision)", "wait": "ventetid (wait)", "exit": "afslutning (exit)",
    "step": "trin", "resource": "ressource", "staff": "medarbejdergruppe", "pool": "pulje af stillinger (pool)",
    "gate": "hold (gate)", "budget": "budget", "attribute": "egenskab", "arrivals": "strøm af ankomster",
    "risk": "risiko", "followup": "opfølgning", "target": "mål", "no reason is given": "der er ikke angivet en grund",
}  # fmt: skip

DANISH: dict[str, str] = {**KINDS, **ALLOWED, **MESSAGES, **PARAMETER_PROBLEMS, **RECORD_PROBLEMS}
