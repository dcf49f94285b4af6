"""Chance and knowledge: what an answer says when the assumptions are uncertain too."""

KNOWLEDGE: dict[str, tuple[str, str]] = {
    "knowledge.heading": (
        "Når forudsætningerne også er usikre ({worlds} mulige sæt af {parameters} usikre forudsætninger)",
        "When the assumptions are uncertain too ({worlds} possible sets of {parameters} uncertain assumptions)",
    ),
    "knowledge.met": (
        "Tages der højde for, at forudsætningerne er usikre, nås {title} ({bound}) i {n} ({low}–{high}) ud af"
        " 100 {unit} i stedet for {before}.",
        "With the uncertainty of the assumptions counted in, {title} ({bound}) is met in {n} ({low}–{high}) of 100"
        " {unit} instead of {before}.",
    ),
    "knowledge.worth": (
        "Værd at finde ud af for {title}: »{name}«. Ved {low} nås målet i {at_low} ud af 100 {unit}, ved {high} i"
        " {at_high}.",
        "Worth finding out for {title}: '{name}'. At {low} the target is met in {at_low} of 100 {unit}, at {high} in"
        " {at_high}.",
    ),
    "knowledge.worth.more": (
        "Derefter for {title}: {parts}.",
        "After that for {title}: {parts}.",
    ),
    "knowledge.worth.part": ("»{name}« ({at_low} → {at_high})", "'{name}' ({at_low} → {at_high})"),
    "knowledge.worth.never": (
        "{title}: målet nås i højst {most} ud af 100 {unit}, også når forudsætningerne er usikre. Det er ikke det, man"
        " ikke ved, der afgør det: intet er værd at finde ud af alene for det måls skyld.",
        "{title}: the target is met in at most {most} of 100 {unit}, even with the assumptions uncertain. What is not"
        " known does not decide it: nothing is worth finding out for that target alone.",
    ),
    "knowledge.worth.always": (
        "{title}: målet nås i mindst {least} ud af 100 {unit}, også når forudsætningerne er usikre. Det er ikke det,"
        " man ikke ved, der afgør det: intet er værd at finde ud af alene for det måls skyld.",
        "{title}: the target is met in at least {least} of 100 {unit}, even with the assumptions uncertain. What is not"
        " known does not decide it: nothing is worth finding out for that target alone.",
    ),
    "knowledge.worth.none": (
        "{title}: ingen enkelt forudsætning kan i {worlds} sæt ses at flytte, hvor ofte målet nås.",
        "{title}: in {worlds} sets no single assumption is seen to move how often the target is met.",
    ),
    "knowledge.brackets.short": (
        "I parentes, og efter ±: hvor præcist der er regnet (95\u00a0%-sikkerhed).",
        "In brackets, and after ±: how well it was computed (95% confidence).",
    ),
    "knowledge.brackets": (
        "I parentes: hvor præcist der er regnet (95\u00a0%-sikkerhed). Lav og høj er forudsætningens 10\u00a0%- og"
        " 90\u00a0%-punkt.",
        "In brackets: how well it was computed (95% confidence). Low and high are the assumption's 10% and 90% points.",
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
        "{title}: i så få sæt er det ikke sikkert, at nogen enkelt forudsætning flytter selve tallet.",
        "{title}: in so few sets no single assumption certainly moves the figure itself.",
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
        "{title}: »{b}« giver i snit {difference} end »{a}« (±{error}). Fordi forudsætningerne er usikre, kan"
        " forskellen i snit være {low} til {high} (8 af 10 sæt). »{b}« har flest i snit i {average} ud af 100 sæt og i"
        " {year} ud af 100 {unit}.",
        "{title}: '{b}' gives {difference} on average than '{a}' (±{error}). Because the assumptions are"
        " uncertain, the mean difference may be {low} to {high} (8 of 10 sets). '{b}' has more on average in {average}"
        " of 100 sets and in {year} of 100 {unit}.",
    ),
    "knowledge.more": ("{value} mere", "{value} more"),
    "knowledge.less": ("{value} mindre", "{value} less"),
    "knowledge.points": ("{value}\u00a0procentpoint", "{value} percentage points"),
}
