"""How the simulator proves itself right: `rengsim verify`.

Scenario files whose exact answer is known (sim/verify/scenarios) run through the whole program: file, model, engine,
measures.  The test suite uses the same list of cases.  See docs/verification.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from sim.verify.runner import Outcome, Progress

__all__ = ["main", "verify"]


def verify(
    engine: str = "auto", workers: int | None = None, progress: Progress | None = None, quick: bool = False
) -> list[Outcome]:
    """Run every case and every hand trace, or the hand traces alone; one outcome for each figure."""
    from sim.verify import runner

    return runner.verify(engine, cases=() if quick else None, workers=workers, progress=progress)


def main(
    lang: str,
    engine: str,
    stream: TextIO,
    workers: int | None = None,
    progress: Progress | None = None,
    with_sources: bool = False,
    quick: bool = False,
) -> int:
    """Run, print the table to ``stream``, and return 0 if every figure passes, otherwise 1."""
    from time import perf_counter

    from sim.verify.table import number, sources, table
    from sim.verify.texts import text

    started = perf_counter()
    outcomes = verify(engine, workers, progress, quick)
    print(table(outcomes, lang), file=stream)
    print(f"\n{text('rule', lang)}", file=stream)
    shown = outcomes if with_sources else [one for one in outcomes if one.verdict == "fail"]
    if shown:  # of a hand trace that fails it says which events differ
        print(f"\n{sources(shown, lang)}", file=stream)
    count = {verdict: sum(one.verdict == verdict for one in outcomes) for verdict in ("pass", "inconclusive", "fail")}
    seconds = number(round(perf_counter() - started), lang)
    numbers = {"passed": count["pass"], "inconclusive": count["inconclusive"], "failed": count["fail"]}
    summary = text("summary", lang, all=len(outcomes), engine=engine, seconds=seconds, **numbers)
    print(f"\n{summary}", file=stream)
    return 0 if count["pass"] == len(outcomes) else 1
