"""A stored result that was repeated."""

RERUN: dict[str, tuple[str, str]] = {
    "rerun.what": ("{path}: {what}", "{path}: {what}"),
    "rerun.replications": (
        "{n} gennemspilninger af {scenario}, startværdi (seed) {seed}",
        "{n} replications of {scenario}, seed {seed}",
    ),
    "rerun.same": (
        "Programmet er det samme (version {version}, kildetekst {source}).",
        "The program is the same (version {version}, source {source}).",
    ),
    "rerun.unknown": (
        "Resultatet siger ikke, hvilket program der lavede det; det er lavet med en ældre udgave.",
        "The result does not say which program made it; an older version did.",
    ),
    "rerun.another": ("Programmet er et andet: {changes}.", "The program is another one: {changes}."),
    "rerun.change": ("{name} {before} → {now}", "{name} {before} → {now}"),
    "rerun.source": ("kildetekst", "source"),
    "rerun.equal": (
        "Alle {n} tal er ens til sidste ciffer.",
        "All {n} figures are equal to the last digit.",
    ),
    "rerun.equal.files": (
        "Alle {n} tal, ord og tegninger er ens til sidste tegn.",
        "All {n} figures, words and drawings are equal to the last character.",
    ),
    "rerun.differing": ("{k} af {n} tal er anderledes.", "{k} of {n} figures differ."),
    "rerun.files": ("Anderledes filer: {files}.", "Files that differ: {files}."),
    "rerun.fault": (
        "Det samme program skal give de samme tal. Enten er det gemte ændret, eller også regner maskinen anderledes.",
        "The same program should give the same figures. Either what is stored was changed, or the machine computes"
        " differently.",
    ),
    "rerun.title": ("Tal, der er anderledes", "Figures that differ"),
    "rerun.figure": ("Tal", "Figure"),
    "rerun.before": ("gemt", "stored"),
    "rerun.now": ("nu", "now"),
    "rerun.in": ("i gennem-\nspilninger", "in repli-\ncations"),
    "rerun.more": ("og {n} til; alle med --json.", "and {n} more; all of them with --json."),
}
