"""What the studies have in common, sweeps, selection, and the results store."""

STUDIES: dict[str, tuple[str, str]] = {
    # figures that are asked about
    "asked.chance.year": ("{title}: antal år ud af 100, hvor målet nås", "{title}: years of 100 in which it is met"),
    "asked.chance.run": (
        "{title}: gennemspilninger ud af 100, hvor målet nås",
        "{title}: runs of 100 in which it is met",
    ),
    "asked.at_least": (
        "{title} på mindst {bound}: gennemspilninger ud af 100",
        "{title} of at least {bound}: in runs of 100",
    ),
    "asked.at_most": (
        "{title} på højst {bound}: gennemspilninger ud af 100",
        "{title} of at most {bound}: in runs of 100",
    ),
    "asked.of": ("{title}: {thing}", "{title}: {thing}"),
    "asked.option": ("{title}, {option}", "{title}, {option}"),
    "asked.in_group": ("{title} ({group})", "{title} ({group})"),
    "asked.in_all": ("{title}, i alt {years}", "{title}, in all {years}"),
    "asked.in_year": ("{title}, {year}", "{title}, {year}"),
    "asked.definition": ("{title} [{definition}]", "{title} [{definition}]"),
    "asked.points": ("{value} procentpoint", "{value} points"),
    "asked.of_hundred.year": ("{value} år ud af 100", "{value} years of 100"),
    "asked.of_hundred.run": ("{value} gennemspilninger ud af 100", "{value} runs of 100"),
    "asked.axis.share": ("procentpoint", "percentage points"),
    "asked.axis.percent": ("pct.", "%"),
    "asked.axis.chance.year": ("år ud af 100", "years of 100"),
    "asked.axis.chance.run": ("gennemspilninger ud af 100", "runs of 100"),
    # how well it was computed
    "precision.reached": (
        "Alle tal er inden for den ønskede usikkerhed efter {n} gennemspilninger (kigget på tallene efter {looks}).",
        "All figures are as precise as wanted after {n} runs (the data were looked at after {looks}).",
    ),
    "precision.not_reached": (
        "Efter {n} gennemspilninger, det højeste tilladte, er {count} tal ikke så sikre som ønsket; værst er {text}: "
        "±{width}, ønsket ±{wanted}.",
        "After {n} runs, the most allowed, {count} figures are less precise than wanted; the worst is {text}: "
        "±{width}, wanted ±{wanted}.",
    ),
    "precision.widest": ("Mest usikker er {text}: ±{width}.", "The least precise is {text}: ±{width}."),
    # where the replications came from
    "store.all": (
        "Alle {n} gennemspilninger var gemt fra tidligere.",
        "Answered from disk: all {n} runs were there already.",
    ),
    "store.some": (
        "{simulated} gennemspilninger simuleret; {n} var gemt fra tidligere.",
        "{simulated} runs simulated, {n} were on disk already.",
    ),
    "store.none": ("{simulated} gennemspilninger simuleret.", "{simulated} runs simulated."),
    "store.again": (
        "Samme spørgsmål som før: svaret er læst fra {path} (--fresh regner igen).",
        "Asked before: the answer was read from {path} (--fresh computes it again).",
    ),
    "store.interrupted": (
        "Afbrudt. Det, der var regnet, er gemt; samme kommando fortsætter derfra.",
        "Interrupted. What was computed is kept; the same command goes on from there.",
    ),
    "store.written": ("Skrevet: {path}", "Written: {path}"),
    "sweep.conclusion": (
        "Højest: {title} er {value} ved {settings}; lavest {least} ved {other}.",
        "Highest: {title} is {value} with {settings}; lowest {least} with {other}.",
    ),
    # sweep
    "sweep.title": (
        "{title}: {points} kombinationer, de samme borgere med det samme held i alle (startværdi (seed) {seed})",
        "{title}: {points} combinations, the same people with the same luck in all of them (seed {seed})",
    ),
    "sweep.runs": ("gennemspilninger", "runs"),
    "sweep.step": ("ændring", "change"),
    "sweep.more": ("... og {n} til; alle står i {path}", "... and {n} more; all are in {path}"),
    "sweep.legend": ("{name} = {value}", "{name} = {value}"),
    "sweep.note": (
        "Ændring: forskel fra linjen før, parret; * forskellen er sikker (95 pct., alle på én gang).",
        "Change: difference from the line before, paired; * the difference is certain (95%, all at once).",
    ),
    # select
    "select.question": (
        "Valgt blandt {n} efter: {title} ({side}).",
        "Chosen among {n} by: {title} ({side}).",
    ),
    "select.largest": ("størst er bedst", "largest is best"),
    "select.smallest": ("mindst er bedst", "smallest is best"),
    "select.best": (
        "Bedst: {name}. Valgt med mindst {sure} sikkerhed: det er det bedste, eller højst {worth} dårligere end det "
        "bedste.",
        "Best: {name}. Chosen with at least {sure} certainty: it is the best, or at most {worth} from the best.",
    ),
    "select.open": (
        "Det kan ikke afgøres med så få gennemspilninger. Tilbage er {names}; en forskel på {worth} tæller.",
        "So few simulated runs cannot settle it. Left are {names}; a difference of {worth} matters.",
    ),
    "select.tied": (
        "Der er ikke set nogen forskel: {names} gav nøjagtig det samme i hver af {runs} gennemspilninger.",
        "No difference was seen: {names} gave exactly the same in each of {runs} simulated runs.",
    ),
    "select.tied.others": (
        "Ingen af de andre er mere end {worth} bedre, med mindst {sure} sikkerhed.",
        "None of the others is better by more than {worth}, with at least {sure} certainty.",
    ),
    "select.option": ("alternativ", "option"),
    "select.replications": ("gennemspilninger", "runs"),
    "select.state": ("status", "status"),
    "select.left": ("bedst", "best"),
    "select.out": ("valgt fra", "ruled out"),
    # the results store
    "store.damaged": (
        "Noget gemt er ikke længere, som det blev gemt, og regnes om: {what}",
        "Something in the store is not what was stored, and is computed again: {what}",
    ),
    "results.title": ("{n} resultater, {size} MB", "{n} results, {size} MB"),
    "results.nothing": ("Der ligger ingen resultater i {path}.", "There are no results in {path}."),
    "results.column.scenario": ("scenarie", "scenario"),
    "results.column.id": ("id", "id"),
    "results.column.kind": ("slags", "kind"),
    "results.column.what": ("spørgsmål", "question"),
    "results.column.replications": ("gennemspilninger", "runs"),
    "results.column.created": ("dannet", "created"),
    "results.column.state": ("tilstand", "state"),
    "results.column.size": ("MB", "MB"),
    "results.kind.replications": ("gennemspilninger", "runs"),
    "results.kind.compare": ("sammenligning", "comparison"),
    "results.kind.sweep": ("gennemløb", "sweep"),
    "results.kind.size": ("målsøgning", "goal-seek"),
    "results.kind.bottleneck": ("flaskehalse", "bottlenecks"),
    "results.kind.select": ("valg af det bedste", "selection"),
    "results.kind.sensitivity": ("følsomhed", "sensitivity"),
    "results.kind.optimise": ("billigste mulighed", "cheapest candidate"),
    "results.kind.value": ("værdien af at vide mere", "value of information"),
    "results.kind.": ("ukendt", "unknown"),
    "results.damaged": ("beskadiget", "damaged"),
    "results.damaged.long": (
        "Beskadiget: {path} er ikke, som det blev gemt. Stil spørgsmålet igen, så regnes det om; eller fjern det.",
        "Damaged: {path} is not what was stored. Ask again and it is computed again; or remove it.",
    ),
    "results.old": ("ældre program", "older program"),
    "results.old.long": (
        "Lavet af en anden version af programmet; tæller ikke længere som svar.",
        "Made by another version of the program; it no longer counts as an answer.",
    ),
    "results.there": ("{n} gennemspilninger, {seconds} s regnetid", "{n} runs, {seconds} s of computing"),
    "results.removed": ("Fjernet: {path}", "Removed: {path}"),
    "results.rows": ("{n} rækker", "{n} rows"),
    "results.renamed": ("Tallet {old} hedder nu {now}.", "The figure {old} is called {now} now."),
    "results.no_duckdb": (
        "Det kræver DuckDB: pip install 'rengsim[studies]'",
        "This needs DuckDB: pip install 'rengsim[studies]'",
    ),
}
