"""The answer on one screen."""

SCREEN: dict[str, tuple[str, str]] = {
    "screen.title": ("{title}   ({period})", "{title}   ({period})"),
    "screen.met": ("{title}: {bound} nås i {n} ud af 100 {unit}.", "{title}: {bound} is met in {n} of 100 {unit}."),
    "screen.met.never": ("{title}: {bound} nås i ingen.", "{title}: {bound} is met in none."),
    "screen.met.never.first": (
        "{title}: {bound} nås i ingen af 100 {unit}.",
        "{title}: {bound} is met in none of 100 {unit}.",
    ),
    "screen.met.always": ("{title}: {bound} nås i alle {unit}.", "{title}: {bound} is met in all {unit}."),
    "screen.not_judged": (
        "{title}: {bound} kan ikke bedømmes; der er intet at måle.",
        "{title}: {bound} cannot be judged; there is nothing to measure.",
    ),
    "screen.most_met": (
        "{k} af {n} mål nås i mindst 80 ud af 100 {unit}. Sjældnest nås {title} ({bound}): i {least}.",
        "{k} of {n} targets are met in at least 80 of 100 {unit}. Least often {title} ({bound}): in {least}.",
    ),
    "screen.no_targets": (
        "{people} kommer pr. år. Filen stiller intet mål at holde det op imod.",
        "{people} come a year. The file states no target to compare with.",
    ),
    "screen.no_target_bound": (
        "{title}: {value} i snit. Filen siger ikke, hvor meget der er nok.",
        "{title}: {value} on average. The file does not say how much is enough.",
    ),
    "screen.unit.year": ("år", "years"),
    "screen.unit.year.whole": ("hele kalenderår", "whole calendar years"),
    "screen.unit.window": ("gennemspilninger", "runs"),
    "screen.column.target": ("Mål", "Target"),
    "screen.column.figure": ("Tal", "Figure"),
    "screen.column.at_least": ("mindst", "at least"),
    "screen.column.at_most": ("højst", "at most"),
    "screen.column.bound": ("krav", "wanted"),
    "screen.column.mean": ("i snit", "mean"),
    "screen.column.year": ("8 af 10 år", "8 of 10 years"),
    "screen.column.window": ("8 af 10 gange", "8 of 10 runs"),
    "screen.column.mixed": ("8 af 10", "8 of 10"),
    "screen.column.met.year": ("nås i antal år\nud af 100", "met in years\nof 100"),
    "screen.column.met.window": ("nås så mange\ngange ud af 100", "met in runs\nof 100"),
    "screen.column.met.mixed": ("nås i antal\nud af 100", "met in so many\nof 100"),
    "screen.more_targets": ("Yderligere {n} mål står under --all.", "{n} more targets: --all."),
    "screen.arrivals": ("Kommer pr. år", "Come a year"),
    "screen.exit": ("Ender i: {name}, pr. år", "End in: {name}, a year"),
    "screen.seats": (
        "{gate} giver højst {seats}: én færre, og målet misses.",
        "{gate} gives {seats} at most: none to spare.",
    ),
    "screen.because": ("Når der mangler nogen: {cause}.", "When some are missing: {cause}."),
    "screen.attaining": (
        "{people} af {of}; {wanted} skal til.",
        "{people} of {of}; it takes {wanted}.",
    ),
    "screen.attaining.most": (
        "{people} af {of}; højst {wanted} må være det.",
        "{people} of {of}; at most {wanted} may be.",
    ),
    "screen.no_opening": (
        "{pool}: {offers} pr. år, {taken} besættes; {share} af dem, der er klar, får ingen her.",
        "{pool}: {offers} a year, {taken} are taken; {share} of those who are ready get none here.",
    ),
    "screen.no_opening.closed": (
        "{pool}: {offers} pr. år, {taken} besættes, resten lukker, før nogen er klar; {share} af dem, der er klar, "
        "får ingen her.",
        "{pool}: {offers} a year, {taken} are taken, the others close before anybody is ready; {share} of those who "
        "are ready get none here.",
    ),
    "screen.ends": ("De fleste af dem, der kommer, ender i {exits}.", "Most of those who come end in {exits}."),
    "screen.ends.part": ("{name} ({share})", "{name} ({share})"),
    "screen.label.definition": ("Definitionen", "The definition"),
    "screen.definition": (
        "{value} her; fra {low} til {high} i de {n} måder at måle på.",
        "{value} here; from {low} to {high} in the {n} ways to measure.",
    ),
    "screen.definition.free": (
        "{value} ({free} helt uden ydelse); {low}\u2013{high} efter målemåde.",
        "{value} ({free} without any benefit); {low}\u2013{high} by how it is measured.",
    ),
    "screen.definition.enough": (" {k} af dem når {bound} i snit.", " {k} of them come to {bound} on average."),
    "years.from_line": (
        "I {year} stod {people} af dem allerede i kø ved årets begyndelse; den kø kan kun bruges én gang, så årene "
        "efter siger mest om niveauet fremover.",
        "In {year} {people} of them stood in line when the year began; that line can be used only once, so the years "
        "after say most of the level to come.",
    ),
    "screen.label.joint.both": ("Begge mål", "Both targets"),
    "screen.label.joint.all": ("Alle mål", "All targets"),
    "joint.never": (
        "Ingen {unit}, fordi {titles} ikke nås i noget.",
        "No {unit}, as {titles} is met in none.",
    ),
    "joint.never.window": (
        "Ingen {unit}, fordi {titles} ikke nås i nogen.",
        "No {unit}, as {titles} is met in none.",
    ),
    "joint.least": (
        "Følger {title}, som kun nås i {n} ud af 100 {unit}.",
        "Goes with {title}, which is met in only {n} of 100 {unit}.",
    ),
    "joint.chance": (
        "Hver for sig {parts} ud af 100 {unit}; de skal lykkes på én gang og hænger ikke mærkbart sammen.",
        "Each by itself {parts} of 100 {unit}; all must be met at once, and they hardly go together.",
    ),
    "joint.against": (
        "Hver for sig {parts} ud af 100 {unit}; det ene er sværere at nå, når det andet nås.",
        "Each by itself {parts} of 100 {unit}; one is harder to meet where the other is met.",
    ),
    "joint.together": (
        "Hver for sig {parts} ud af 100 {unit}; det ene er lettere at nå, når det andet nås.",
        "Each by itself {parts} of 100 {unit}; one is easier to meet where the other is met.",
    ),
    "screen.label.places": ("Tomme pladser", "Empty places"),
    "screen.label.wait": ("Ventetid", "Waiting"),
    "screen.wait": (
        "Længst før {step}: {mean} dage i snit; hver tiende venter mindst {most}.",
        "Longest before {step}: {mean} days on average; one in ten waits {most} or more.",
    ),
    "screen.label.money": ("Udgift", "Cost"),
    "screen.money": ("{total} pr. år{parts}.", "{total} a year{parts}."),
    "screen.money.window": ("{total} i perioden{parts}.", "{total} in the period{parts}."),
    "screen.money.start": ("; {value} pr. start", "; {value} a start"),
    "screen.money.attained": (
        "; {value} pr. borger, der når målet",
        "; {value} for each who attains the target",
    ),
    "screen.money.positive": (
        " ({value} pr. positivt resultat, uanset hvor længe det varer)",
        " ({value} for each positive outcome, however long it lasts)",
    ),
    "screen.money.positive.alone": ("; {value} pr. positivt resultat", "; {value} for each positive outcome"),
    "screen.label.known": ("Det ved vi ikke", "Not known"),
    "screen.label.note": ("Bemærk", "Note"),
    "screen.label.changed": ("Ændret", "Changed"),
    "screen.computed.year": (
        "{years} simulerede år; antal år ud af 100 er beregnet med ±{width}. Startværdi (seed) {seed}.",
        "{years} simulated years; the number of years of 100 is known to ±{width}. Seed {seed}.",
    ),
    "screen.computed.window": (
        "{years} gennemspilninger; antal ud af 100 er beregnet med ±{width}. Startværdi (seed) {seed}.",
        "{years} runs; the number of 100 is known to ±{width}. Seed {seed}.",
    ),
    "screen.computed.plain": (
        "{runs} gennemspilninger. Startværdi (seed) {seed}.",
        "{runs} runs. Seed {seed}.",
    ),
    "screen.more": (
        "Mere: --all (tabeller) · rengsim report (figurer) · rengsim explain (tal)",
        "More: --all (tables) · rengsim report (figures) · rengsim explain (numbers)",
    ),
    "screen.more.left": (
        "Mere: --all (også {labels}; tabeller) · rengsim report · rengsim explain",
        "More: --all ({labels}, too; tables) · rengsim report · rengsim explain",
    ),
}
