"""Totals that happened, beside simulated years, and what they teach."""

TOTALS: dict[str, tuple[str, str]] = {
    "totals.agree": (
        "Tallene er, som modellen kunne have givet dem.",
        "The totals are such as the model could have given.",
    ),
    "totals.disagree": (
        "Tallene er ikke, som modellen giver dem.",
        "The totals are not such as the model gives.",
    ),
    "totals.at_least": (
        "{title}: {value}. Modellen giver {middle} (8 af 10 år: {spread}); så meget eller mere i {chance} ud "
        "af 100 år.",
        "{title}: {value}. The model gives {middle} (8 years in 10: {spread}); as much or more in {chance} "
        "of 100 years.",
    ),
    "totals.at_most": (
        "{title}: {value}. Modellen giver {middle} (8 af 10 år: {spread}); så lidt eller mindre i {chance} "
        "ud af 100 år.",
        "{title}: {value}. The model gives {middle} (8 years in 10: {spread}); as little or less in {chance} of 100 "
        "years.",
    ),
    "totals.nearer": ("Det ville passe bedre med {ways}.", "It would fit better with {ways}."),
    "totals.higher": ("højere: {name}", "a higher {name}"),
    "totals.lower": ("lavere: {name}", "a lower {name}"),
    "totals.together": (
        "Alle tal på én gang: {chance} ud af 100 simulerede år ligger mindst så langt fra midten.",
        "All totals at once: {chance} of 100 simulated years lie at least as far from the middle.",
    ),
    "totals.note": (
        "{n} simulerede år. Hvad tallene lærer om forudsætningerne, siger rengsim fit.",
        "{n} simulated years. What the totals teach of the parameters, rengsim fit says.",
    ),
    "totals.table": ("Samlede tal og simulerede år", "Totals and simulated years"),
    "totals.column.figure": ("Tal", "Figure"),
    "totals.column.observed": ("det skete", "happened"),
    "totals.column.model": ("8 af 10\nsimulerede år", "8 in 10\nsimulated years"),
    "totals.column.farther": ("lige så langt ude\naf 100 år", "as far out\nof 100 years"),
    "totals.drawn.model": ("8 af 10 år ifølge modellen", "8 years in 10 by the model"),
    "totals.drawn.observed": ("det, der skete", "what happened"),
    "totals.drawn.out": ("det, der skete: en overraskelse", "what happened: a surprise"),
    "totals.fit.totals.one": ("Ét samlet tal", "One total"),
    "totals.fit.totals.other": ("{n} samlede tal", "{n} totals"),
    "totals.fit.head": (
        "{totals} holdt op mod {worlds} simulerede år. Forudsætninger, de siger noget om: {learnt}; intet om: "
        "{nothing}.",
        "{totals} held against {worlds} simulated years. Parameters of which something is told: {learnt}; nothing of "
        "{nothing}.",
    ),
    "totals.fit.none": (
        "Ingen overensstemmelse: blandt {worlds} simulerede år, med forudsætningerne trukket fra deres spænd, ligner "
        "ingen disse tal. Modellen kan ikke give dem, og intet læres af dem. Hvilket tal der skiller sig ud, siger "
        "rengsim validate {file}.",
        "No agreement: among {worlds} simulated years, with the parameters drawn from their ranges, none is like these "
        "totals. The model cannot give them, and nothing is learnt from them. Which total stands out, "
        "rengsim validate {file} says.",
    ),
    "totals.fit.not_written": (
        "Der er intet at skrive: {path} er ikke skrevet.",
        "There is nothing to write: {path} was not written.",
    ),
    "totals.fit.little": (
        "Tallene lærer lidt. Mest siger de om: {name}, hvor {left} pct. af usikkerheden er tilbage.",
        "The totals teach little. They tell most of: {name}, of which {left}% of the uncertainty is left.",
    ),
    "totals.fit.most": (
        "Mest siger de om: {name}, hvor {left} pct. af usikkerheden er tilbage.",
        "They tell most of: {name}, of which {left}% of the uncertainty is left.",
    ),
    "totals.fit.table": ("Hvad tallene fortæller (9 af 10 inden for)", "What the totals tell (9 in 10 within)"),
    "totals.fit.covered": (
        "Prøvet på {n} af de simulerede år, som om de var jeres: i {covered} af 100 tilfælde lå sandheden i det nye "
        "spænd (90 er lovet).",
        "Tried on {n} of the simulated years as if they were yours: in {covered} of 100 cases the truth lay in the new "
        "range (90 are promised).",
    ),
    "totals.fit.note": (
        "Forudsætningerne hænger nu sammen: et højt bud på den ene går med et lavt på den anden. --draws skriver de "
        "samlede udfald. Forløb for de enkelte borgere lærer langt mere.",
        "Parameters hang together after such a fit: a high value of one goes with a low one of another. --draws writes "
        "the joint draws. Records of people teach far more.",
    ),
    "totals.fit.file.head": (
        "Tilpasset samlede tal ([observed]): {figures}. Skrevet af rengsim fit.\n"
        "Værdien er midterpunktet; 9 af 10 gange ligger den sande værdi fra low til high.",
        "Adjusted to totals ([observed]): {figures}. Written by rengsim fit.\n"
        "The value is the median; 9 times in 10 the true value lies from low to high.",
    ),
    "totals.fit.file.source": (
        "Tilpasset samlede tal: {figures}. Før {before}: {source}",
        "Adjusted to totals: {figures}. Before {before}: {source}",
    ),
}
