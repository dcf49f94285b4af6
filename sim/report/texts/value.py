"""What is worth finding out before a decision."""

VALUE: dict[str, tuple[str, str]] = {
    "value.question": (
        "Hvad er værd at undersøge, før der vælges, når det gælder om at nå: {target}?",
        "What is worth finding out before choosing, when the aim is to meet: {target}?",
    ),
    "value.question.kroner": (
        "Hvad er værd at undersøge, før der vælges, når hver borger, der når målet ({target}), regnes for {worth}?",
        "What is worth finding out before choosing, when each person who attains ({target}) counts as {worth}?",
    ),
    "value.few": (
        "Hvad det er værd at undersøge noget, før der vælges, kan først siges med mindst {least} mulige sæt.",
        "What finding out is worth before choosing can be said only with {least} possible sets or more.",
    ),
    "value.best": (
        "Med det, vi ved nu, er »{name}« det bedste valg: {value} i snit.",
        "With what is known now '{name}' is the best choice: {value} on average.",
    ),
    "value.nothing": (
        "Intet er værd at undersøge for dette valgs skyld: ingen viden om forudsætningerne ville ændre det.",
        "Nothing is worth finding out for this choice: no knowledge of the assumptions would change it.",
    ),
    "value.everything": (
        "At kende alle forudsætninger på forhånd er {value} værd (usikkerhed ±{error})."
        " Mere bør en undersøgelse ikke koste.",
        "To know all assumptions beforehand is worth {value} (±{error}). No study should cost more.",
    ),
    "value.first": (
        "Undersøg først: {name}. Det er {value} værd at kende (±{error}).",
        "Find out first: {name}. To know it is worth {value} (±{error}).",
    ),
    "value.sample": (
        "At følge {people} borgere for at kende »{name}« bedre er {value} værd (±{error}).",
        "To follow {people} people to know '{name}' better is worth {value} (±{error}).",
    ),
    "value.kroner": ("{value} pr. år", "{value} a year"),
    "value.years": ("{value} ud af 100 år", "{value} of 100 years"),
    "value.options": ("Valgmulighederne", "The options"),
    "value.parameters": ("Værd at kende hver for sig", "Worth knowing one by one"),
    "value.groups": ("Værd at undersøge samlet", "Worth finding out together"),
    "value.group.nothing": ("intet", "nothing"),
    "value.column.mean": ("i snit", "mean"),
    "value.column.value": ("værdi", "value"),
    "value.column.error": ("beregnet med ±", "computed with ±"),
    "value.switch": (
        "Regnes en borger, der når målet, for {worth} eller mere, er »{name}« det bedste i snit.",
        "From {worth} for a person who attains it '{name}' is the best on average.",
    ),
    "value.same": (
        "Det samme valg er bedst i snit, hvad enten en borger, der når målet, regnes for 0 kr. eller {most}.",
        "The same choice is the best on average whether a person who attains it counts as 0 or {most}.",
    ),
    "value.curve": (
        "Sæt ud af 100, hvor valget er det bedste i snit, når en borger, der når målet, regnes for",
        "Sets of 100 in which the option is the best on average, by what a person who attains it counts as",
    ),
    "value.figure": ("Hvor ofte er hvert valg det bedste i snit?", "How often is each option the best on average?"),
    "value.figure.x": ("kr. pr. borger, der når målet", "kroner for a person who attains the target"),
    "value.figure.y": ("sæt ud af 100", "sets of 100"),
    "value.method": (
        "{worlds} mulige sæt af {parameters} usikre forudsætninger, én gennemspilning af hvert;"
        " tilfældighed tæller ikke som viden.",
        "{worlds} possible sets of {parameters} uncertain assumptions, one run of each;"
        " luck does not count as knowledge.",
    ),
}
