"""What reaches a goal at the least cost: what `rengsim optimise` says."""

OPTIMISE: dict[str, tuple[str, str]] = {
    "optimise.best.least": (
        "Lavest »{objective}« blandt dem, der opfylder kravet: {name} ({value}). {chance}",
        "Least '{objective}' of those that meet the requirement: {name} ({value}). {chance}",
    ),
    "optimise.best.most": (
        "Højest »{objective}« blandt dem, der opfylder kravet: {name} ({value}). {chance}",
        "Most '{objective}' of those that meet the requirement: {name} ({value}). {chance}",
    ),
    "optimise.chance": (
        "{condition}: {n} ud af 100, med {confidence} sikkerhed {low}–{high}.",
        "{condition}: {n} of 100, {low}–{high} with {confidence} confidence.",
    ),
    "optimise.rivals.one": (
        "Én anden kan være lige så god eller bedre: {names}.",
        "One other may be as good or better: {names}.",
    ),
    "optimise.rivals.other": (
        "{n} andre kan være lige så gode eller bedre, blandt dem {names}.",
        "{n} others may be as good or better, among them {names}.",
    ),
    "optimise.impossible": (
        "Ingen af de {n} muligheder opfylder kravet ({confidence} sikkerhed for dem alle på én gang). Nærmest kommer"
        " {name}. {chance}",
        "None of the {n} candidates meets the requirement ({confidence} confidence for all of them at once). Nearest"
        " comes {name}. {chance}",
    ),
    "optimise.open": (
        "Med {worlds} sæt kan det ikke afgøres, om nogen af de {n} muligheder opfylder kravet. Nærmest kommer {name}."
        " {chance}",
        "{worlds} sets do not settle whether any of the {n} candidates meets the requirement. {name} comes nearest."
        " {chance}",
    ),
    "optimise.table": ("Mulighederne, den bedste først", "The candidates, the best first"),
    "optimise.column.met": ("opfylder", "meets it"),
    "optimise.yes": ("ja", "yes"),
    "optimise.no": ("nej", "no"),
    "optimise.unknown": ("?", "?"),
    "optimise.more": ("{n} muligheder til; de står i --json.", "{n} more candidates; --json has them."),
    "optimise.both": (
        "Antallet ud af 100 er {units}, der indtræffer: både held og uheld og {parameters} usikre forudsætninger er"
        " regnet med ({worlds} mulige sæt à {runs} gennemspilninger, startværdi {seed}).",
        "So many of 100 {units} that happen: luck and {parameters} uncertain assumptions are both counted in ({worlds}"
        " possible sets of {runs} runs, seed {seed}).",
    ),
    "optimise.luck": (
        "Antallet ud af 100 er {units}, hvis forudsætningerne holder: kun held og uheld er regnet med ({worlds} x"
        " {runs} gennemspilninger, startværdi {seed}).",
        "So many of 100 {units} if the assumptions hold: only luck is counted in ({worlds} x {runs} runs, seed"
        " {seed}).",
    ),
    "optimise.promise": (
        "Intervallerne gælder for alle muligheder og alle runder på én gang.",
        "The intervals hold for all candidates and all rounds at once.",
    ),
    "optimise.units.year": ("år", "years"),
    "optimise.units.run": ("gennemspilninger", "runs"),
    "optimise.figure": (
        "{objective} mod {condition}",
        "{objective} against {condition}",
    ),
    "optimise.figure.yes": ("opfylder kravet", "meets the requirement"),
    "optimise.figure.no": ("opfylder det ikke", "does not"),
    "optimise.figure.open": ("ikke afgjort", "not settled"),
    "optimise.figure.best": ("svaret", "the answer"),
}
