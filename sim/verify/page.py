"""The list of cases as a table for docs/verification.md: `python -m sim.verify.page` prints it."""

from __future__ import annotations

from sim.verify.cases import CASES
from sim.verify.hand import TRACES
from sim.verify.table import number


def case_table() -> str:
    """Case, exact figures, source: one line for each case."""
    lines = ["| Case | Exact | Source or derivation |", "|---|---|---|"]
    for case in CASES:
        exact = "; ".join(f"{figure.label} = {number(figure.exact, 'en')}" for figure in case.figures)
        lines.append(f"| {case.name} | {exact} | {case.source} |".replace(" * ", r" \* "))
    return "\n".join(lines)


def trace_table() -> str:
    """Hand trace and what it shows: one line for each."""
    from sim.scenario import load
    from sim.verify.case import path_of

    lines = [f"| {trace.file} | {' '.join(note.en for note in load(path_of(trace.file)).notes)} |" for trace in TRACES]
    return "\n".join(["| Trace | What comes out |", "|---|---|", *lines])


if __name__ == "__main__":
    print(case_table(), trace_table(), sep="\n\n")
