"""``rengsim check``: the flow arithmetic."""

CHECK: dict[str, tuple[str, str]] = {
    "list.or": ("{before} eller {last}", "{before} or {last}"),
    "list.last": ("{before} og {last}", "{before} and {last}"),
    "set.percentage": (
        "Læst sådan: {name} = {text} er {title}: {reading}.",
        "Read: {name} = {text} is {title}: {reading}.",
    ),
    "set.percentage.rate": (
        "Læst sådan: {name} = {text} er {title}: {reading}, altså {share} – ikke en andel af hele forløbet.{instead}",
        "Read as follows: {name} = {text} is {title}: {reading}, that is {share}, and no share of the whole "
        "programme.{instead}",
    ),
    "set.percentage.in_all": (
        " Falder {share} fra i alt, svarer det til {rate} {unit}.",
        " Where {share} leave in all, that is {rate} {unit}.",
    ),
    "check.ok": ("{file}: ok", "{file}: ok"),
    "check.parameters": (
        "{file}: ok; kun parametre ({n}), ingen trin: andre filer bygger på den",
        "{file}: ok; parameters only ({n}), no pathway: other files extend it",
    ),
    "check.problems.one": ("{n} fejl i {file}", "{n} problem in {file}"),
    "check.problems.other": ("{n} fejl i {file}", "{n} problems in {file}"),
    "check.stopped": (
        "Læsningen stoppede efter {n} fejl, og der kan være flere. Ret dem, der er vist, og prøv igen.",
        "Reading stopped after {n} problems, and there may be more. Mend those shown, and check again.",
    ),
    "problem.found": ("Fundet: {found}.", "Found {found}."),
    "problem.allowed": ("Tilladt: {allowed}.", "Allowed {allowed}."),
    "problem.found.allowed": ("Fundet: {found}; tilladt: {allowed}.", "Found {found}, allowed {allowed}."),
    "problem.nearest": ("Mente du {nearest}?", "Did you mean {nearest}?"),
    "check.warning": ("  bemærk: {text}", "  note: {text}"),
    "check.intro": (
        "Overslagsberegning: gennemsnit uden køer, pr. år i perioden {period}.",
        "On the back of an envelope: averages without queues, a year in {period}.",
    ),
    "check.arrivals": ("Tilgang", "Arrivals"),
    "check.arrivals.paused": (
        "{name}: op til {people} om året (søgningen holder pause, når nok er klar)",
        "{name}: up to {people} a year (the search pauses while enough are ready)",
    ),
    "check.arrivals.plain": ("{name}: {people} om året", "{name}: {people} a year"),
    "check.stages": ("Trin", "Stages"),
    "check.gates": ("Hold og optag (personer om året)", "Classes and intakes (people a year)"),
    "check.resources": (
        "Pladser og andre ressourcer (i brug på samme tid)",
        "Places and other resources (in use at a time)",
    ),
    "check.pools": ("Ledige stillinger og lignende (om året)", "Vacancies and the like (a year)"),
    "check.staff": ("Medarbejdere (timer om ugen)", "Staff (hours a week)"),
    "check.column.flow": ("personer/år", "people/year"),
    "check.column.stay": ("dage i gennemsnit", "mean days"),
    "check.column.inside": ("i gang samtidig", "inside at a time"),
    "check.column.offered": ("efterspørgsel", "offered"),
    "check.column.capacity": ("der er plads til", "capacity"),
    "check.column.load": ("belastning", "load"),
    "check.status.over": ("for lidt", "too little"),
    "check.status.tight": ("stramt", "tight"),
    "check.status.apart": ("mødes ikke", "do not meet"),
    "check.meeting": (
        "{pool}: {tokens} om året til {wanted}, der har brug for en, men de mødes ikke altid i tide. En står kun åben "
        "en tid, og den, der ikke finder en med det samme, går videre. Omkring {taken} bruges, {expired} udløber eller "
        "opslås ikke, og {missed} møder ingen; kommer folk flere ad gangen, er det flere.",
        "{pool}: {tokens} a year for {wanted} who need one, but they do not always meet in time. One is open for a "
        "while only, and whoever finds none at once goes on. About {taken} are used, {expired} expire or are never "
        "offered, and {missed} meet none; where people come several at a time, it is more.",
    ),
    "check.status.fine": ("rigeligt", "enough"),
    "check.enough": (
        "Nok til {wanted} ({target})? {verdict} Højst {people} når så langt {span}{seats}{places}.",
        "Enough for {wanted} ({target})? {verdict} At most {people} come that far {span}{seats}{places}.",
    ),
    "check.enough.a_year": ("om året", "a year"),
    "check.enough.window": ("i hele perioden", "in the whole period"),
    "check.bound": (
        "Et ja er en øvre grænse: køer og tilfældigheder kan kun tage fra den.",
        "A yes is an upper bound: queues and chance can only take from it.",
    ),
    "check.left_aside": ("Ikke regnet med: {things}.", "Not counted: {things}."),
    "check.left_aside.patience": ("personer, der giver op i køen", "people who give up waiting"),
    "check.left_aside.meanwhile": (
        "personer, der hentes ud af et trin af en ledig stilling eller lignende",
        "people whom a vacancy or the like calls out of a stage",
    ),
    "check.left_aside.minimum": ("hold, der ikke bliver store nok", "intakes that are too small to be held"),
    "check.left_aside.present": (
        "personer, der er der fra starten (de kommer oveni)",
        "people who are there at the start (they come on top)",
    ),
    "check.left_aside.limits": (
        "grænser for antal besøg (for mange til at følge)",
        "limits of visits (too many to follow)",
    ),
    "check.left_aside.durations": (
        "hvor længe den enkelte har ventet eller været her, hvor vejen videre afhænger af det",
        "how long each person has waited or been here, where the way on depends on it",
    ),
    "check.left_aside.events": (
        "egenskaber, der ændrer sig på en dato",
        "properties that change on a date",
    ),
    "check.enough.yes": ("Ja.", "Yes."),
    "check.enough.tight": ("Lige netop nok.", "Just."),
    "check.enough.no": ("Nej.", "No."),
    "check.enough.seats": ("; holdene har {seats} pladser", "; the intakes have {seats} seats"),
    "check.enough.places": ("; {name} kan bære {places}", "; {name} can carry {places}"),
}
