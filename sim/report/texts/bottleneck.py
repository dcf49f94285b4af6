"""What ``bottleneck`` says: which small changes help and which harm."""

BOTTLENECK: dict[str, tuple[str, str]] = {
    "bottleneck.conclusion": (
        "{title} forbedres mest af {change} ({effect}).",
        "{title}: what helps most is {change} ({effect}).",
    ),
    "bottleneck.conclusion.up": (
        "{title} øges mest af {change} ({effect}).",
        "{title}: what raises it most is {change} ({effect}).",
    ),
    "bottleneck.choice": (
        "Det er en anden ordning og ikke ét skridt; af de enkelte skridt hjælper {change} mest ({effect}).",
        "That is another arrangement and not one step; of single steps {change} helps most ({effect}).",
    ),
    "bottleneck.choice.alone": (
        "Det er en anden ordning og ikke ét skridt; intet enkelt skridt hjælper med sikkerhed.",
        "That is another arrangement and not one step; no single step is certain to help.",
    ),
    "bottleneck.steps": (
        "Ændringerne er ikke lige store: én plads, én uge eller ét job om året er et skridt, men en anden form for "
        "optag er en anden ordning. Sammenlign derfor ikke virkningerne uden at se på, hvad ændringen kræver.",
        "The changes are not equally large: a place, a week or a job a year is one step, another kind of intake is "
        "another arrangement. So do not compare effects without a look at what each change takes.",
    ),
    "bottleneck.why.fewer": (
        "Det koster {effect} i {other}: virkningen er, at færre deles om det, der er for lidt af ({scarce}); en større "
        "andel er her ikke flere borgere.",
        "It costs {effect} in {other}: what it does is that fewer share what there is too little of ({scarce}); a "
        "larger share is not more people here.",
    ),
    "bottleneck.conclusion.none": (
        "Ingen enkelt af ændringerne har en sikker virkning på {title}.",
        "No single change has a certain effect on {title}.",
    ),
    "bottleneck.title": (
        "{title}: {changes} små ændringer, {runs} gennemspilninger hver (startværdi (seed) {seed}), parret med "
        "scenariet, som det er. Intervallerne gælder alle på én gang med 95 pct. sikkerhed.",
        "{title}: {changes} small changes, {runs} runs each (seed {seed}), paired with the scenario as it is. "
        "The intervals hold all at once with 95% confidence.",
    ),
    "bottleneck.table": (
        "Hvad ændrer {title} ({value}) mest? Intervallerne gælder alle på én gang med 95 pct. sikkerhed",
        "What changes {title} most ({value})? The intervals hold all at once with 95% confidence",
    ),
    "bottleneck.table.better": (
        "Det forbedrer {title} (nu {value})",
        "What helps {title} (now {value})",
    ),
    "bottleneck.table.worse": (
        "Det forringer {title} (nu {value})",
        "What harms {title} (now {value})",
    ),
    "bottleneck.table.up": ("Det øger {title} (nu {value})", "What raises {title} (now {value})"),
    "bottleneck.table.down": ("Det sænker {title} (nu {value})", "What lowers {title} (now {value})"),
    "bottleneck.column.change": ("ændring", "change"),
    "bottleneck.column.effect": ("virkning", "effect"),
    "bottleneck.more.resource": ("én mere: {name}", "one more: {name}"),
    "bottleneck.more.staff": ("én person mere: {name}", "one person more: {name}"),
    "bottleneck.fewer.resource": ("én færre: {name}", "one fewer: {name}"),
    "bottleneck.fewer.staff": ("én person færre: {name}", "one person fewer: {name}"),
    "bottleneck.pairs": (
        "To grænser, der kun virker sammen, på {title}: hver for sig giver de intet, fordi den anden holder igen. "
        "Intervallerne gælder alle på én gang med 95 pct. sikkerhed",
        "Two limits that count only together, for {title}: each alone gives nothing, because the other one holds. The "
        "intervals hold all at once with 95% confidence",
    ),
    "bottleneck.pairs.tried.one": (
        "Ét par er prøvet, på nye gennemspilninger. Et par prøves, når det ikke hjælper at løsne hver af dem alene, "
        "men skader at stramme den.",
        "One pair was tried, on fresh runs. A pair is tried where relieving each alone does not help, but tightening "
        "it does harm.",
    ),
    "bottleneck.pairs.tried.other": (
        "{n} par er prøvet, på nye gennemspilninger. Et par prøves, når det ikke hjælper at løsne hver af dem alene, "
        "men skader at stramme den.",
        "{n} pairs were tried, on fresh runs. A pair is tried where relieving each alone does not help, but tightening "
        "it does harm.",
    ),
    "bottleneck.pairs.none": (
        "Heller ikke sammen er virkningen sikker.",
        "Together their effect is not certain either.",
    ),
    "bottleneck.pairs.left_out.one": (
        "Ét par mere er ikke prøvet; de {most}, hvor det skader mest at stramme, er.",
        "One more pair was not tried; the {most} with the largest harm were.",
    ),
    "bottleneck.pairs.left_out.other": (
        "{n} par mere er ikke prøvet; de {most}, hvor det skader mest at stramme, er.",
        "{n} more pairs were not tried; the {most} with the largest harm were.",
    ),
    "bottleneck.set": ("{name}: {change}", "{name}: {change}"),
    "bottleneck.noise.one": (
        "Ved én ændring mere kan virkningen lige så godt være tilfældig: 0 ligger i intervallet.",
        "One more change has an effect that may be chance: its interval contains 0.",
    ),
    "bottleneck.noise.other": (
        "Ved yderligere {n} ændringer kan virkningen lige så godt være tilfældig: 0 ligger i intervallet.",
        "{n} more changes have an effect that may be chance: their intervals contain 0.",
    ),
    "bottleneck.no_effect": (
        "Uden virkning i nogen gennemspilning: {names}.",
        "Without effect in any run: {names}.",
    ),
    "bottleneck.refused": (
        "Kunne ikke ændres, fordi scenariet så ikke giver mening: {names}.",
        "Could not be changed, because the scenario would make no sense: {names}.",
    ),
}
