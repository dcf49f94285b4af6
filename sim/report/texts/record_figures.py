"""Figures about a job centre's own records."""

RECORD_FIGURES: dict[str, tuple[str, str]] = {
    "figure.learnt": (
        "Mest er lært om: {name}. Før {before}, nu {now}",
        "Most was learnt of: {name}. Before {before}, now {now}",
    ),
    "figure.learnt.before": ("før (9 af 10)", "before (9 in 10)"),
    "figure.learnt.now": ("nu (9 af 10)", "now (9 in 10)"),
    "figure.learnt.scale": (
        "Hver række har sin egen skala: den grå bjælke er spændet før, stregen i den midterpunktet.",
        "Each row has a scale of its own: the grey bar is the range before, the stroke in it the median.",
    ),
    "figure.learnt.rest": ("{n} rækker mere står i tabellen.", "{n} more rows stand in the table."),
    "figure.learnt.desc": (
        "For hver forudsætning en grå bjælke med spændet før og en blå streg med spændet nu.",
        "For each parameter a grey bar with the range before, and a blue line with the range now.",
    ),
    "figure.learnt.left": ("usikkerhed tilbage, pct.", "uncertainty left, %"),
    "figure.observed.simulated": ("8 af 10 simulerede", "8 in 10 simulated"),
    "figure.observed.recorded": ("registreret", "recorded"),
    "figure.observed.out": ("længere ude, end held forklarer", "farther out than chance explains"),
    "figure.observed.scale": (
        "De mest overraskende tal, hvert på sin egen skala. Simulerede år er registreret som jeres.",
        "The most surprising figures, each on a scale of its own. Simulated years are recorded as yours were.",
    ),
    "figure.observed.desc": (
        "For hvert tal et bånd med 8 af 10 simulerede registreringer og et mærke, hvor det registrerede ligger.",
        "For each figure a band with 8 in 10 simulated records, and a mark where the recorded one lies.",
    ),
    "figure.lengths": (
        "{title}: halvdelen er ude efter {recorded} dage, efter modellen {model} ({n} ophold)",
        "{title}: half have left after {recorded} days, by the model {model} ({n} spells)",
    ),
    "figure.lengths.plain": ("{title}: hvor længe {n} ophold varede", "{title}: how long {n} spells lasted"),
    "figure.lengths.y": ("Pct. stadig i gang", "Per cent still inside"),
    "figure.lengths.x": ("Dage, siden det begyndte", "Days since it began"),
    "figure.lengths.recorded": ("registreret", "recorded"),
    "figure.lengths.model": ("modellens fordeling", "the law of the model"),
    "figure.lengths.band": ("8 af 10 sæt forudsætninger", "8 in 10 sets of parameters"),
    "figure.lengths.desc": (
        "{title}: trinlinjen er det registrerede (Kaplan og Meier), den blå er modellens fordeling. Et trin dækker "
        "over mindst fem, og linjen hører op, hvor færre end fem er tilbage.",
        "{title}: the step line is what was recorded (Kaplan and Meier), the blue one the law of the model. A step "
        "stands for five at least, and the line ends where fewer than five are left.",
    ),
    "figure.lengths.column.days": ("dage", "days"),
    "figure.lengths.column.recorded": ("registreret, pct.", "recorded, %"),
    "figure.lengths.column.model": ("model, pct.", "model, %"),
    "figure.lengths.column.at_risk": ("følges", "seen"),
    "figure.occupation": (
        "Længst fra hinanden: {title} i 14 dage fra dag {day}, registreret {recorded} pct., modellen {model}",
        "Farthest apart: {title} in 14 days from day {day}, recorded {recorded}%, the model {model}",
    ),
    "figure.occupation.model": ("modellen, registreret på samme måde", "the model, recorded in the same way"),
    "figure.occupation.at_risk": (
        "Pct. af dem, der kom. Så mange følges stadig efter så mange dage:",
        "Per cent of those who came. So many are still seen after so many days:",
    ),
    "figure.occupation.gaps": (
        "Den sorte linje mangler, hvor den ville handle om færre end fem borgere. Om en afstand er mere end held, "
        "siger tabellen over registreret og simuleret.",
        "The black line is missing where it would speak of fewer than five people. Whether a distance is more than "
        "chance, the table of recorded and simulated figures says.",
    ),
    "figure.occupation.between": ("mellem to trin", "between two steps"),
    "figure.occupation.desc": (
        "Hvor borgerne er, dag for dag siden de kom (Aalen og Johansen): det registrerede som sort linje, modellen som "
        "blå, et felt for hvert trin.",
        "Where people are, day by day since they came (Aalen and Johansen): what was recorded as a black line, the "
        "model as a blue one, a plane for each step.",
    ),
    "figure.occupation.seen": ("Følges", "Seen"),
    "figure.occupation.day": ("dag {n}", "day {n}"),
    "figure.fan": (
        "{title}: {so_far} den {day}, midtvejen fører til {middle} (8 af 10: {low}–{high})",
        "{title}: {so_far} on {day}, the middle leads to {middle} (8 in 10: {low}–{high})",
    ),
    "figure.fan.desc": (
        "Hvor mange der er nået så langt ved udgangen af hver uge: midten som linje, 8 af 10 mulige forløb som bånd, "
        "målet stiplet.",
        "How many have come so far by the end of each week: the middle as a line, 8 in 10 possible courses as a band, "
        "the target in dashes.",
    ),
    "figure.of_records.unknown": (
        "--figure {name}: der er ingen figur af det navn. Der er: {known}",
        "--figure {name}: there is no figure of that name. There are: {known}",
    ),
    "figure.of_records.nothing": (
        "--figure {name}: der er for lidt i registreringerne til den figur",
        "--figure {name}: the records hold too little for that figure",
    ),
}
