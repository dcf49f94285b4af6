"""What is said about a reader's own figures and laws, in Danish by the English text."""

OWN_TABLE: dict[str, tuple[str, str]] = {
    "own.table": ("Egne tal (hele perioden)", "Own figures (the whole period)"),
    "own.column.spread": ("8 af 10\ngennemspilninger", "8 in 10\nruns"),
}

OWN_CODE: dict[str, str] = {
    "{path} has laws or figures of somebody's own, and they are not here, or are others: {names}. Name the Python file "
    "that adds them with --own FILE.py": (
        "{path} har egne fordelinger eller tal, og de er her ikke, eller de er nogle andre: {names}. Skriv --own "
        "FIL.py med den Python-fil, der tilføjer dem"
    ),
    "--own {path}: there is no such Python file (.py)": "--own {path}: den Python-fil (.py) findes ikke",
    "--own {path}: the file adds no figure (sim.kpi) and no law (sim.law)": (
        "--own {path}: filen tilføjer hverken tal (sim.kpi) eller fordelinger (sim.law)"
    ),
    "--own {path}: {kind}: {text}": "--own {path}: {kind}: {text}",
    "--own {path}:{line}: {kind}: {text}": "--own {path}:{line}: {kind}: {text}",
    "the function of the figure {name} ({where}) {problem} ({scenario}, replication {n})": (
        "funktionen for tallet {name} ({where}) {problem} ({scenario}, gennemspilning {n})"
    ),
    "gave two answers to the same log; it may depend on nothing else": (
        "gav to svar på den samme log; den må ikke afhænge af andet"
    ),
    "raised {error}": "stoppede med {error}",
    "gave NaN, and a total is always known; kind='value' may be missing": (
        "gav NaN, og et samlet tal (total) er altid kendt; kind='value' må mangle"
    ),
    "gave {given}; a ratio is numerator and denominator": "gav {given}; et forhold (ratio) er tæller og nævner",
    "gave the denominator {given}; where nothing was measured it is 0, never NaN": (
        "gav nævneren {given}; hvor intet er målt, er den 0, aldrig NaN"
    ),
    "gave the numerator {given}, which is unknown although the denominator is not 0": (
        "gav tælleren {given}, som er ukendt, selv om nævneren ikke er 0"
    ),
    "gave {given}; a share lies between 0 and 1": "gav {given}; en andel ligger mellem 0 og 1",
    "gave a number for {name}, which is no {of}; did you mean {near}?": (
        "gav et tal for {name}, som ikke er {of}; mente du {near}?"
    ),
    "gave a number for {name}, which is no {of}; there is {known}": (
        "gav et tal for {name}, som ikke er {of}; der er {known}"
    ),
    "gave {given}; {n} numbers are expected, one for each {of}": "gav {given}; der skal være {n} tal, ét for hver {of}",
    "gave {given}; a number is expected, NaN where nothing was measured": (
        "gav {given}; der skal være et tal, NaN hvor intet er målt"
    ),
    "gave {given}; a finite number is expected, NaN where nothing was measured": (
        "gav {given}; der skal være et endeligt tal, NaN hvor intet er målt"
    ),
}
