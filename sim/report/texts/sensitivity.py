"""Which unknown matters: what `rengsim sensitivity` says."""

SENSITIVITY: dict[str, tuple[str, str]] = {
    "sensitivity.first": (
        "{title}: mest betyder »{name}«. Den har del i {total} af spredningen; at kende den og intet andet ville fjerne"
        " {first}.",
        "{title}: '{name}' matters most. It has a part in {total} of the variance; knowing it and nothing else would"
        " remove {first}.",
    ),
    "sensitivity.rivals": (
        "Det kan ikke udelukkes, at {names} betyder lige så meget.",
        "It cannot be ruled out that {names} matters as much.",
    ),
    "sensitivity.rivals_and_more": (
        "Det kan ikke udelukkes, at {names} eller {n} til betyder lige så meget.",
        "It cannot be ruled out that {names} or {n} more matters as much.",
    ),
    "sensitivity.more": (
        "Men {name} har del i {total}: --detail med et større tal ser nærmere på flere af dem.",
        "But {name} have a part in {total}: --detail with a larger number looks at more of them.",
    ),
    "sensitivity.small": (
        "{title}: helt uden betydning (under 1 pct. med samspil) er {names}.",
        "{title}: next to nothing (below 1% with interactions) comes from {names}.",
    ),
    "sensitivity.none": (
        "{title}: ingen enkelt forudsætning skiller sig ud.",
        "{title}: no single assumption stands out.",
    ),
    "sensitivity.constant": (
        "{title} er det samme i alle sæt af forudsætninger, eller der er intet at måle.",
        "{title} is the same in all sets of assumptions, or there is nothing to measure.",
    ),
    "sensitivity.luck": (
        "Held og uheld i snittet af {runs} gennemspilninger har del i {total}.",
        "Luck in the mean of {runs} runs has a part in {total}.",
    ),
    "sensitivity.detail": (
        "{title}: hvor meget af spredningen der følger af hver forudsætning, ± 95\u00a0%-sikkerhed",
        "{title}: part of the variance, ± at 95% confidence",
    ),
    "sensitivity.column.first": ("alene", "alone"),
    "sensitivity.column.total": ("med samspil", "with interactions"),
    "sensitivity.rest": ("de {n} andre forudsætninger tilsammen", "the {n} other assumptions together"),
    "sensitivity.joint": (
        "{n} forudsætninger trukket sammen, som registreringerne siger",
        "{n} assumptions drawn together, as the records say",
    ),
    "sensitivity.joint.note": (
        "Forudsætninger med fælles trækninger (--draws) er én faktor: den ene kan ikke flyttes alene, og hvad hver af"
        " dem betyder, kan ikke siges.",
        "Assumptions with joint draws (--draws) are one factor: none of them can be moved alone, so what each of them"
        " does cannot be said.",
    ),
    "sensitivity.factor.luck": ("held og uheld", "luck"),
    "sensitivity.screening": (
        "{title}: ændring, når forudsætningen går fra sit 5\u00a0%- til sit 95\u00a0%-punkt",
        "{title}: change when the assumption goes from its 5% to its 95% point",
    ),
    "sensitivity.column.size": ("størrelse", "size"),
    "sensitivity.column.mean": ("retning", "direction"),
    "sensitivity.column.spread": ("varierer med", "varies by"),
    "sensitivity.apart": (
        "Forudsætninger med en rangkorrelation er her trukket hver for sig: det gælder, hvad hver af dem gør alene.",
        "Assumptions with a rank correlation are drawn independently here: the question is what each does by itself.",
    ),
    "sensitivity.method": (
        "I parentes 95\u00a0%-sikkerhedsintervaller. "
        "Gennemgang (Morris): {trajectories} veje gennem usikre forudsætninger ({parameters}); {size} x {groups} sæt"
        " til de stærkeste (Sobol). {points} sæt à {runs} gennemspilninger, startværdi (seed) {seed}. Retning er den"
        " gennemsnitlige ændring med fortegn; varierer den meget, virker forudsætningen gennem andre.",
        "In brackets 95% confidence intervals. "
        "Screening (Morris): {trajectories} ways through {parameters} uncertain assumptions; {size} x {groups} sets for"
        " the strongest (Sobol'). {points} sets of {runs} runs, seed {seed}. Direction is the mean change with its"
        " sign; where it varies much, the assumption acts through others.",
    ),
    "sensitivity.figure": ("{title}: del af spredningen", "{title}: part of the variance"),
    "sensitivity.axis": (
        "pct. af spredningen (streg: 95\u00a0%-sikkerhed)",
        "% of the variance (line: 95% confidence)",
    ),
    "sensitivity.no_salib": (
        "Det kræver SALib: pip install 'rengsim[studies]'",
        "This needs SALib: pip install 'rengsim[studies]'",
    ),
    "sensitivity.no_measure": (
        "Scenariet har ingen mål; sig med --measure, hvad der ses på.",
        "The scenario states no target; say what to look at with --measure.",
    ),
}
