"""What a project does to people, net of what would have happened without it."""

WITHOUT: dict[str, tuple[str, str]] = {
    "without.more": (
        "Projektet giver {net} af 100 borgere et job, de ellers ikke havde fået: {with_} af 100 kommer i job med"
        " projektet, {without} uden.",
        "The project gives {net} of 100 people a job that they would not have had: {with_} of 100 find one with the"
        " project, {without} without it.",
    ),
    "without.fewer": (
        "Projektet koster {net} af 100 borgere et job, de ellers havde fået: {with_} af 100 kommer i job med"
        " projektet, {without} uden.",
        "The project costs {net} of 100 people a job that they would have had: {with_} of 100 find one with the"
        " project, {without} without it.",
    ),
    "without.same": (
        "Det kan ikke ses, at projektet giver nogen et job, de ellers ikke havde fået: {with_} af 100 borgere kommer i"
        " job med projektet, {without} uden.",
        "It cannot be seen that the project gives anybody a job that they would not have had: {with_} of 100 people"
        " find one with the project, {without} without it.",
    ),
    "without.nobody": (
        "Ingen borgere kommer, så projektet gør ingen forskel.",
        "Nobody comes, so the project makes no difference.",
    ),
    "without.of": ("{letter}: {title}", "{letter}: {title}"),
    "without.counted": (
        "Talt er de {n} borgere, der kommer i perioden {period}, til kørslen slutter {end}; også efter retur,"
        " frafald og intet job kan de finde job selv.",
        "Counted are the {n} people who come in the period {period}, until the run ends on {end}; after"
        " return, dropout and no job, too, they may find jobs by themselves.",
    ),
    "without.chance": (
        "I {more} ud af 100 gennemspilninger kommer flere i job med projektet end uden, i {fewer} færre.",
        "In {more} of 100 runs more people find a job with the project than without it, in {fewer} fewer.",
    ),
    "without.after": (
        "{months} måneder efter ankomsten forsørger {with_} af 100 sig selv, mod {without} uden projektet.",
        "{months} months after coming, {with_} of 100 support themselves, against {without} without the project.",
    ),
    "without.kroner": (
        "I {period} koster projektet {cost} og sparer {saved} i forsørgelse: netto {net}.",
        "In {period} the project costs {cost} and saves {saved} of benefit: net {net}.",
    ),
    "without.even.some": (
        "I {share} ud af 100 gennemspilninger har det tjent sig hjem, inden kørslen slutter, i snit {months} måneder"
        " efter starten.",
        "In {share} of 100 runs it has paid for itself before the run ends, on average {months} months after the"
        " start.",
    ),
    "without.even.never": (
        "Det tjener sig ikke hjem i nogen gennemspilning, inden kørslen slutter.",
        "It does not pay for itself in any run before the run ends.",
    ),
    "without.assumed": (
        "Hvor mange der selv finder job, er forudsætninger med brede intervaller; `rengsim explain` viser dem.",
        "How many find jobs by themselves is assumed, with wide ranges; `rengsim explain` shows them.",
    ),
    "without.span": ("{low} til {high}", "{low} to {high}"),
    "without.method": (
        "{n} gennemspilninger, hver med de samme borgere og det samme held med og uden; intervaller 95 pct."
        " Startværdi (seed) {seed}.",
        "{n} runs, each with the same people and the same luck with and without; 95% intervals. Seed {seed}.",
    ),
    "without.table": ("Med og uden projektet, {period}", "With and without the project, {period}"),
    "without.table.payers": (
        "Netto for hver betaler, {period}, i 1.000 kr. (under 0: det koster)",
        "Net of each payer, {period}, in 1,000 kr. (below 0: it costs)",
    ),
    "without.table.apart": (
        "Netto af hvert projekt, og forskellen fra {base} (95 pct. samtidig)",
        "Net of each project, and the difference from {base} (95% all at once)",
    ),
    "without.column.figure": ("Borgere", "People"),
    "without.column.net_figure": ("Netto", "Net"),
    "without.column.payer": ("Betaler", "Payer"),
    "without.column.with": ("med", "with"),
    "without.column.without": ("uden", "without"),
    "without.column.net": ("netto", "net"),
    "without.column.interval": ("95 pct.", "95%"),
    "without.column.spread": ("8 af 10", "8 of 10"),
    "without.row.jobs": ("Kommer i job", "Find a job"),
    "without.row.self": (
        "Selvforsørgende efter {months} mdr., af 100",
        "Self-supporting after {months} months, of 100",
    ),
    "without.row.months": ("Måneder med selvforsørgelse", "Months of self-support"),
    "without.row.kroner": ("I alt, 1.000 kr.", "All payers, 1,000 kr."),
    "without.row.followed": ("Fulgt til {end}", "Followed to {end}"),
    "without.row.all": ("Alle sammen", "All together"),
    "without.payer.state": ("Staten (refusion)", "The state (refund)"),
    "without.payer.municipality": ("Kommunen (forsørgelse)", "The municipality (benefit)"),
    "without.apart.more": (
        "{letter} giver {net} flere job netto end {base} (95 pct.: {low} til {high}).",
        "{letter} gives {net} more jobs net than {base} (95%: {low} to {high}).",
    ),
    "without.apart.fewer": (
        "{letter} giver {net} færre job netto end {base} (95 pct.: {low} til {high}).",
        "{letter} gives {net} fewer jobs net than {base} (95%: {low} to {high}).",
    ),
    "without.apart.same": (
        "Om {letter} eller {base} giver flest job netto, kan ikke ses (95 pct.: {low} til {high}).",
        "Whether {letter} or {base} gives more jobs net cannot be seen (95%: {low} to {high}).",
    ),
    "without.apart.equal": (
        "{letter} og {base} giver det samme netto i hver gennemspilning.",
        "{letter} and {base} give the same net in every run.",
    ),
    "explain.background": ("Uden projektet", "Without the project"),
    "background.rate": (
        "Alle har også et liv uden projektet, med det samme held. I løbet af et år finder så mange selv et job:"
        " {found}.",
        "Everybody has a life without the project, too, with the same luck. Within a year so many find a job by"
        " themselves: {found}.",
    ),
    "background.retention": ("Det varer {length}.", "It lasts {length}."),
    "background.mark": ("{name}: {value}.", "{name}: {value}."),
    "background.support": ("Imens er de {support}.", "Meanwhile they are {support}."),
    "background.after": (
        "Sådan går det også videre, når nogen forlader projektet: {exits}.",
        "So it goes on, too, when somebody leaves the project: {exits}.",
    ),
    "check.background": (
        "Uden projektet finder omkring {first} af 100 selv et job inden for et år og {second} inden for to; nogle "
        "mister det igen. Af 100, der kommer (også dem, der aldrig starter), når omkring {gross} et job gennem "
        "projektet; nogle af dem havde fundet et selv. compare --without regner forskellen: den tæller også de job, "
        "folk selv finder senere, så begge dens tal er højere.",
        "Without the project about {first} of 100 find a job by themselves within a year and {second} within two; some "
        "lose it again. Of 100 who come (also those who never start) about {gross} come to a job by the project; some "
        "of them would have found one. compare --without computes the difference: it also counts the jobs that people "
        "find by themselves later, so both its numbers are higher.",
    ),
    "check.background.alone": (
        "Uden projektet finder omkring {first} af 100 selv et job inden for et år og {second} inden for to; nogle "
        "mister det igen.",
        "Without the project about {first} of 100 find a job by themselves within a year and {second} within two; some"
        " lose it again.",
    ),
    "change.background": ("jobs, som borgerne selv finder", "jobs that people find by themselves"),
}
