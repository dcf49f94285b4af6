"""What a comparison says: what differs, what comes of it, how sure the differences are, and why (waterfall)."""

COMPARE: dict[str, tuple[str, str]] = {
    # compare
    "compare.title": (
        "{n} scenarier, {runs} gennemspilninger hver (startværdi (seed) {seed}), de samme borgere med det samme held i"
        " alle. Perioden er {years}.",
        "{n} scenarios, {runs} simulated runs each (seed {seed}), the same people with the same luck in all of them."
        " The period is {years}.",
    ),
    "compare.judged": (
        "Gennemsnit gælder hele perioden; »ud af 100 år« gælder kun de hele kalenderår: {years}.",
        "Means are of the whole period; 'of 100 years' is of whole calendar years only: {years}.",
    ),
    "compare.conclusion.none": (
        "{letter} og {base} giver det samme i alt, hvad der er spurgt om.",
        "{letter} and {base} give the same in everything that was asked.",
    ),
    "compare.conclusion.part": ("{title} ({value} mod {base_value})", "{title} ({value} against {base_value})"),
    "compare.conclusion.part.years": ("{title} ({years})", "{title} ({years})"),
    "compare.in_year": ("{year}: {value} mod {base_value}", "{year}: {value} against {base_value}"),
    "compare.in_year.same": ("{year}: ens, {value}", "{year}: the same, {value}"),
    "compare.part_years": ("{parts} (bedømmes ikke)", "{parts} (not judged)"),
    "compare.together": ("{title}, {years} under ét", "{title}, {years} together"),
    "compare.by_year": (
        "År for år, fordi forskellen ikke er der hele tiden",
        "Year by year, as the difference is not there all the time",
    ),
    "compare.difference.dated": (
        "Perioden under ét, og forskel fra {base} (intervallerne gælder alle på én gang med 95 pct. sikkerhed)",
        "The whole period, and difference from {base} (the intervals hold all at once with 95% confidence)",
    ),
    "compare.conclusion.both": (
        "{letter} er bedre end {base}, når det gælder {better}, men ringere, når det gælder {worse}.",
        "{letter} is better than {base} in {better}, but worse in {worse}.",
    ),
    "compare.conclusion.better": (
        "{letter} er bedre end {base}, når det gælder {better}.",
        "{letter} is better than {base} in {better}.",
    ),
    "compare.conclusion.worse": (
        "{letter} er ringere end {base}, når det gælder {worse}.",
        "{letter} is worse than {base} in {worse}.",
    ),
    "compare.conclusion.more": (
        "Regnet i borgere er det omvendt: {value} mod {base_value} når målet {title} i hele perioden; andelen er "
        "lavere, fordi den er af flere.",
        "In people it is the other way round: {value} against {base_value} attain {title} over the whole period; the "
        "share is lower because it is of more.",
    ),
    "compare.conclusion.fewer": (
        "Regnet i borgere er det omvendt: {value} mod {base_value} når målet {title} i hele perioden; andelen er "
        "højere, fordi den er af færre.",
        "In people it is the other way round: {value} against {base_value} attain {title} over the whole period; the "
        "share is higher because it is of fewer.",
    ),
    "compare.cost.down.mostly": (
        "Udgiften i alt falder {kroner} ({cost}) i {letter}, men besparelsen kommer af, at færre er med: {n} færre i "
        "alt ({title} falder {people}).",
        "The cost in all falls by {kroner} ({cost}) in {letter}, but that saving comes from serving fewer: {n} fewer "
        "in all ({title} falls by {people}).",
    ),
    "compare.cost.down.partly": (
        "Udgiften i alt falder {kroner} ({cost}) i {letter}; en del af det kommer af, at færre er med: {n} færre i "
        "alt ({title} falder {people}).",
        "The cost in all falls by {kroner} ({cost}) in {letter}; a part of that comes from serving fewer: {n} fewer "
        "in all ({title} falls by {people}).",
    ),
    "compare.cost.down.alone": (
        "Udgiften i alt falder {kroner} ({cost}) i {letter}, og det kommer ikke af, at færre er med.",
        "The cost in all falls by {kroner} ({cost}) in {letter}, and not because fewer are served.",
    ),
    "compare.cost.up.mostly": (
        "Udgiften i alt stiger {kroner} ({cost}) i {letter}, fordi flere er med: {n} flere i alt ({title} stiger "
        "{people}).",
        "The cost in all rises by {kroner} ({cost}) in {letter}, because more are served: {n} more in all ({title} "
        "rises by {people}).",
    ),
    "compare.cost.up.partly": (
        "Udgiften i alt stiger {kroner} ({cost}) i {letter}; kun en del af det kommer af, at flere er med: {n} flere "
        "i alt ({title} stiger {people}).",
        "The cost in all rises by {kroner} ({cost}) in {letter}; only a part of that comes from serving more: {n} "
        "more in all ({title} rises by {people}).",
    ),
    "compare.cost.up.alone": (
        "Udgiften i alt stiger {kroner} ({cost}) i {letter}, uden at flere er med.",
        "The cost in all rises by {kroner} ({cost}) in {letter} without serving more.",
    ),
    "compare.cost.each.up": (
        "For hver, der er med, bliver det {each} dyrere.",
        "For each of them it is {each} dearer.",
    ),
    "compare.cost.each.down": (
        "For hver, der er med, bliver det {each} billigere.",
        "For each of them it is {each} cheaper.",
    ),
    "compare.never.year": ("Ingen af scenarierne når {title} i noget år.", "No scenario meets {title} in any year."),
    "compare.never.run": (
        "Ingen af scenarierne når {title} i nogen gennemspilning.",
        "No scenario meets {title} in any run.",
    ),
    "compare.changes": ("Ændringer på datoer og kalender:", "Changes on dates and calendar:"),
    "compare.change": ("  {letter}: {text}", "  {letter}: {text}"),
    "compare.baseline": (
        "{letter}: {title} (grundlag)",
        "{letter}: {title} (baseline)",
    ),
    "compare.option": ("{letter}: {title}", "{letter}: {title}"),
    "compare.same": ("{letter} og {base} er det samme scenarie.", "{letter} and {base} are the same scenario."),
    "compare.inputs": ("Forudsætninger, der er forskellige", "Inputs that differ"),
    "compare.other": ("Desuden forskelligt i filerne: {paths}.", "Also different in the files: {paths}."),
    "path.calendar": ("kalenderen", "the calendar"),
    "path.calendar.closed": ("lukkede perioder", "closed periods"),
    "path.calendar.stays": ("hvad der sker med et ophold, når der er lukket", "what a closure does to a stay"),
    "path.change": ("ændringer på datoer", "changes on dates"),
    "path.run": ("perioden", "the period"),
    "path.report": ("hvad der skal vises", "what is to be shown"),
    "path.thing": ("»{name}« ({word})", "'{name}' ({word})"),
    "compare.results.dated": ("Resultater, hele perioden under ét", "Results, the whole period together"),
    "compare.results": ("Resultater", "Results"),
    "compare.difference": (
        "Resultater og forskel fra {base} (intervallerne gælder alle på én gang med 95 pct. sikkerhed)",
        "Results and difference from {base} (the intervals hold all at once with 95% confidence)",
    ),
    "compare.column.input": ("forudsætning", "input"),
    "compare.column.figure": ("tal", "figure"),
    "compare.column.option": ("scenarie", "scenario"),
    "compare.column.difference": ("forskel", "difference"),
    "compare.column.interval": ("95 %-interval", "95% interval"),
    "compare.column.years": ("højere / ens / lavere ud af 100", "higher / same / lower of 100"),
    "compare.pairing": (
        "Parringen (de samme borgere, det samme held) svarer til {least}–{most} gange så mange gennemspilninger.",
        "Pairing (the same people, the same luck) is worth {least}–{most} times as many runs.",
    ),
    "compare.none": (
        "{title}: {letter} er som {base} i hver eneste gennemspilning.",
        "{title}: {letter} is like {base} in every single run.",
    ),
    "compare.none.chance": (
        "{title}: {letter} og {base} når målet i nøjagtig de samme {unit}.",
        "{title}: {letter} and {base} meet the target in exactly the same {unit}.",
    ),
    "compare.better": (
        (
            "{title}: {letter} giver {value} mod {base_value} i {base}, {change} ({low} til {high}). "
            "{letter} er bedst i {better} ud af 100 {unit}, {base} i {worse}."
        ),
        (
            "{title}: {letter} gives {value} against {base_value} in {base}, {change} ({low} to {high}). "
            "{letter} is better in {better} of 100 {unit}, {base} in {worse}."
        ),
    ),
    "compare.shorter": (
        (
            "{title}: {letter} giver {value} mod {base_value} i {base}, {change} ({low} til {high}). "
            "Ventetiden er kortest i {letter} i {better} ud af 100 {unit}, i {base} i {worse}."
        ),
        (
            "{title}: {letter} gives {value} against {base_value} in {base}, {change} ({low} to {high}). "
            "The wait is shorter in {letter} in {better} of 100 {unit}, in {base} in {worse}."
        ),
    ),
    "compare.finished_later": (
        "I {year} begynder de samme, men {title} er ikke den samme: nogle af dem er først færdige efter ændringen.",
        "In {year} the same people start, and yet {title} is not the same: some of them finish after the change.",
    ),
    "compare.alike.one": (
        "{years} er ens og ikke talt med i, hvem der er bedst.",
        "{years} is the same and not counted in who is best.",
    ),
    "compare.alike.other": (
        "{years} er ens og ikke talt med i, hvem der er bedst.",
        "{years} are the same and not counted in who is best.",
    ),
    "compare.even": (
        "{title}: {letter} giver {value} mod {base_value} i {base}, {change} ({low} til {high}). I den enkelte "
        "gennemspilning fylder tilfældigheder mere end forskellen, så hver af dem er bedst omtrent lige tit.",
        "{title}: {letter} gives {value} against {base_value} in {base}, {change} ({low} to {high}). In a single run "
        "chance is larger than the difference, so each of them is better about as often.",
    ),
    "compare.rest": ("I resten er de ens.", "In the rest they are the same."),
    "compare.same_years": (
        "{title}: {letter} giver {value} mod {base_value} i {base}, {change} ({low} til {high}). I de hele kalenderår "
        "er de ens; forskellen ligger uden for dem.",
        "{title}: {letter} gives {value} against {base_value} in {base}, {change} ({low} to {high}). In whole calendar "
        "years they are the same; the difference lies outside them.",
    ),
    "compare.higher": (
        (
            "{title}: {letter} giver {value} mod {base_value} i {base}, {change} ({low} til {high}). "
            "{letter} er højest i {better} ud af 100 {unit}, {base} i {worse}."
        ),
        (
            "{title}: {letter} gives {value} against {base_value} in {base}, {change} ({low} to {high}). "
            "{letter} is higher in {better} of 100 {unit}, {base} in {worse}."
        ),
    ),
    "compare.chance": (
        (
            "{title}: {letter} når målet i {value} af 100 {unit} mod {base_value} i {base}, {change} "
            "({low} til {high}). I {better} af 100 {unit} når kun {letter} det, i {worse} kun {base}."
        ),
        (
            "{title}: {letter} meets the target in {value} of 100 {unit} against {base_value} in {base}, {change} "
            "({low} to {high}). In {better} of 100 {unit} only {letter} does, in {worse} only {base}."
        ),
    ),
    "compare.bound": (
        (
            "{title}: {value} i {letter} mod {base_value} i {base}, {change} ({low} til {high}). "
            "I {better} af 100 {unit} er det kun sådan i {letter}, i {worse} kun i {base}."
        ),
        (
            "{title}: {value} in {letter} against {base_value} in {base}, {change} ({low} to {high}). "
            "In {better} of 100 {unit} it is so only in {letter}, in {worse} only in {base}."
        ),
    ),
    "compare.none.bound": (
        "{title}: det samme i {letter} og {base} i hver eneste gennemspilning.",
        "{title}: the same in {letter} and {base} in every single run.",
    ),
    "compare.unit.year": ("år", "years"),
    "compare.unit.run": ("gennemspilninger", "runs"),
    "compare.noise": (
        "Fortegnet er ikke afgjort: intervallet rækker over 0. Omkring {n} gennemspilninger i alt ville afgøre det, "
        "hvis forskellen er så stor.",
        "The sign is not settled: the interval reaches across 0. About {n} runs in all would settle it if the "
        "difference is that large.",
    ),
    "compare.noise.never": (
        (
            "Fortegnet er ikke afgjort: intervallet rækker over 0, og forskellen er så lille, at heller ikke {n} "
            "gennemspilninger ville afgøre det."
        ),
        (
            "The sign is not settled: the interval reaches across 0, and the difference is so small that not even {n} "
            "runs would settle it."
        ),
    ),
    "compare.figure.difference": ("forskel fra {base}, {unit}", "difference from {base}, {unit}"),
    # waterfall
    "waterfall.title": (
        "Fra {a} til {b}, én ændring ad gangen: {title} ({start} → {end})",
        "From {a} to {b}, one input at a time: {title} ({start} → {end})",
    ),
    "waterfall.identical": (
        "Ingen forudsætning er forskellig mellem {a} og {b}.",
        "No input differs between {a} and {b}.",
    ),
    "waterfall.column.alone": ("alene", "alone"),
    "waterfall.column.order": ("i rækkefølge", "in this order"),
    "waterfall.column.change": ("fra → til", "from → to"),
    "waterfall.together": ("sammen (samspil)", "together (interaction)"),
    "waterfall.whole": ("hele forskellen", "the whole difference"),
    "waterfall.rest": ("det øvrige i filen", "the rest of the file"),
    "waterfall.start": ("start: {title}", "start: {title}"),
    "waterfall.end": ("slut: {title}", "end: {title}"),
}
