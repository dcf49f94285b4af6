"""Chance and knowledge: what an answer says when the assumptions are uncertain too."""

KNOWLEDGE: dict[str, tuple[str, str]] = {
    "knowledge.heading": (
        "Når forudsætningerne også er usikre ({worlds} mulige sæt af {parameters} usikre forudsætninger)",
        "When the assumptions are uncertain too ({worlds} possible sets of {parameters} uncertain assumptions)",
    ),
    "knowledge.met": (
        "Tages der højde for, at forudsætningerne er usikre, nås {title} ({bound}) i {n} ud af 100 {unit}"
        " i stedet for {before}.",
        "With the uncertainty of the assumptions counted in, {title} ({bound}) is met in {n} of 100 {unit}"
        " instead of {before}.",
    ),
    "knowledge.column.chance": ("8 af 10 {unit}:\ntilfældighed", "8 of 10 {unit}:\nchance"),
    "knowledge.column.both": ("8 af 10 {unit}:\nogså uvished", "8 of 10 {unit}:\nnot knowing too"),
    "knowledge.column.met": ("nås, antal\nud af 100", "met in so\nmany of 100"),
    "knowledge.column.share": ("del, der er\nuvished", "part that is\nnot knowing"),
    "knowledge.influence": (
        "Mest betyder for {title}: {parts}.",
        "What matters most for {title}: {parts}.",
    ),
    "knowledge.influence.part": ("{name} ({sign})", "{name} ({sign})"),
    "knowledge.influence.more": ("mere giver mere", "more gives more"),
    "knowledge.influence.less": ("mere giver mindre", "more gives less"),
    "knowledge.influence.none": (
        "{title}: ingen enkelt forudsætning skiller sig ud i så få sæt.",
        "{title}: no single assumption stands out in so few sets.",
    ),
    "knowledge.error": (
        "{title}: den del, der er uvished, ligger mellem {low} og {high} (95\u00a0%-sikkerhedsinterval; {runs}"
        " gennemspilninger af hvert sæt).",
        "{title}: the part that is not knowing lies between {low} and {high} (95% confidence interval; {runs} runs of"
        " each set).",
    ),
    "knowledge.impossible": (
        "{n} af {worlds} sæt er udeladt, fordi deres værdier ikke kan forekomme sammen.",
        "{n} of {worlds} sets are left out because their values cannot occur together.",
    ),
    "knowledge.quoted": ("»{name}«", "'{name}'"),
    "knowledge.cut": (
        "Kun værdier, som scenariet har plads til, er trukket for: {names}.",
        "Only values that the scenario has room for are drawn for: {names}.",
    ),
    "knowledge.off": (
        "Værdien passer dårligt til sit interval for: {names}.",
        "The value fits its range badly for: {names}.",
    ),
    "knowledge.nothing": (
        "Ingen forudsætning i filen er usikker: der er intet at trække.",
        "No assumption of the file is uncertain: there is nothing to draw.",
    ),
    "knowledge.no_world": (
        "De fleste af de trukne værdier kan ikke forekomme sammen i scenariet:\n{text}",
        "Most of the values drawn cannot occur together in the scenario:\n{text}",
    ),
    "knowledge.difference": (
        "{title}: »{b}« giver i snit {difference} mere end »{a}«. Fordi forudsætningerne er usikre, kan forskellen i"
        " snit være {low} til {high} (8 af 10 sæt). »{b}« har flest i snit i {average} ud af 100 sæt og i {year} ud af"
        " 100 {unit}.",
        "{title}: '{b}' gives {difference} more on average than '{a}'. Because the assumptions are uncertain, the mean"
        " difference may be {low} to {high} (8 of 10 sets). '{b}' has more on average in {average} of 100 sets and in"
        " {year} of 100 {unit}.",
    ),
    "knowledge.points": ("{value}\u00a0procentpoint", "{value} percentage points"),
}
