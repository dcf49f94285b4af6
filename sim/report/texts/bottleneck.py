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
    "bottleneck.load": (
        "{name} (brug for {offered}, plads til {capacity})",
        "{name} (needed {offered}, there is {capacity})",
    ),
    "bottleneck.loads": (
        "Her er der for lidt, regnet i gennemsnit: {loads}.",
        "Here is too little, on average: {loads}.",
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
        "Hvad ændrer {title} sammen, men ikke hver for sig? Intervallerne gælder alle på én gang med 95 pct. sikkerhed",
        "What changes {title} together, but not one by one? The intervals hold all at once with 95% confidence",
    ),
    "bottleneck.pairs.tried.one": (
        "Ét par grænser er prøvet sammen på nye gennemspilninger: ingen af dem viste en virkning alene, men det skader"
        " at stramme hver af dem.",
        "One pair of limits was tried together on fresh runs: neither showed an effect alone, but tightening each does"
        " harm.",
    ),
    "bottleneck.pairs.tried.other": (
        "{n} par grænser er prøvet sammen på nye gennemspilninger: ingen af dem viste en virkning alene, men det "
        "skader at stramme hver af dem.",
        "{n} pairs of limits were tried together on fresh runs: none showed an effect alone, but tightening each does "
        "harm.",
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
