"""Runs cases through the whole program: file, model, engine, measures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import nan, sqrt
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from sim.verify.case import Case, Figure, Floats, path_of
from sim.verify.hand import TRACES
from sim.verify.traces import Trace, differences, expected
from sim.verify.verdict import Estimate, Verdict, half_width, verdicts

if TYPE_CHECKING:
    from sim.log.table import Log
    from sim.measures.sheet import Sheet
    from sim.model.model import Model
    from sim.scenario.schema import Titles

Progress = Callable[[int, int], None]
"""Called with (cases done, cases in all)."""

TRACE_SEED = 1  # nothing is random in a hand trace


@dataclass(frozen=True)
class Outcome:
    """One figure of one case."""

    case: str
    title: Titles
    label: str
    source: str
    exact: float
    estimate: float
    se: float
    low: float  # interval that holds for all figures at once, see verdict.half_width
    high: float
    verdict: Verdict
    seconds: float  # of the whole case


@dataclass(frozen=True)
class _Measured:
    """One figure before there is a verdict."""

    case: str
    title: Titles
    label: str
    source: str
    exact: float
    estimate: Estimate
    seconds: float


def verify(
    engine: str = "auto",
    cases: Sequence[Case] | None = None,
    traces: Sequence[Trace] | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
) -> list[Outcome]:
    """Run hand traces and cases (all of them, if none are named); one outcome for each figure.

    Raises :class:`sim.engines.NoSuchEngine`.
    """
    from sim.limits import default_workers
    from sim.verify.cases import CASES

    chosen = CASES if cases is None else tuple(cases)
    by_hand = TRACES if traces is None else tuple(traces)
    measured: list[_Measured] = []
    items: list[Trace | Case] = [*by_hand, *chosen]
    for done, item in enumerate(items, start=1):
        if isinstance(item, Trace):
            measured.append(_run_trace(item, engine))
        else:
            measured.extend(_run_case(item, engine, workers or default_workers()))
        if progress is not None:
            progress(done, len(items))
    return _judged(measured)


def _judged(measured: Sequence[_Measured]) -> list[Outcome]:
    found = verdicts([one.exact for one in measured], [one.estimate for one in measured])
    by_chance = sum(one.estimate.se > 0 for one in measured)
    outcomes = []
    for one, verdict in zip(measured, found, strict=True):
        value, half = one.estimate.value, half_width(one.estimate, by_chance)
        outcomes.append(
            Outcome(one.case, one.title, one.label, one.source, one.exact, value, one.estimate.se, value - half,
                    value + half, verdict, one.seconds)
        )  # fmt: skip
    return outcomes


def _run_trace(trace: Trace, engine: str) -> _Measured:
    """How many of the events written out are in the log; what differs stands in the place of the source."""
    from sim.engines import choose
    from sim.model.build import build
    from sim.scenario import load

    started = perf_counter()
    model = build(load(path_of(trace.file)))
    log = choose(engine, model, 1).run(model, TRACE_SEED, [0])
    by_hand = expected(trace, model)
    events = sum(len(cell) for cells in by_hand.values() for cell in cells)
    wrong = differences(log, model, trace)
    source = "; ".join(wrong) or "written out by hand: sim/verify/hand.py"
    return _Measured(trace.file, model.scenario.titles, "events as by hand", source, float(events),
                     Estimate(float(events - len(wrong)), 0.0, 1), perf_counter() - started)  # fmt: skip


def _run_case(case: Case, engine: str, workers: int) -> list[_Measured]:
    from sim.model.build import build
    from sim.scenario import load
    from sim.studies.replicate import replicate

    started = perf_counter()
    model = build(load(case.path, dict(case.settings)))
    counter = _Counter(case, model)
    sink = counter.add if counter else None
    result = replicate(model, case.replications, case.seed, engine, workers, log_sink=sink, keep=None)
    seconds = perf_counter() - started
    return [
        _Measured(case.name, model.scenario.titles, figure.label, case.source, figure.exact,
                  estimated(figure, *counter.numbers(figure, result.sheet)), seconds)
        for figure in case.figures
    ]  # fmt: skip


class _Counter:
    """Counts the figures that are no column of the measures, batch by batch."""

    def __init__(self, case: Case, model: Model) -> None:
        self.model = model
        self.parts: dict[Figure, list[tuple[Floats, Floats]]] = {
            figure: [] for figure in case.figures if figure.statistic is not None
        }

    def __bool__(self) -> bool:
        return bool(self.parts)

    def add(self, log: Log) -> None:
        for figure, parts in self.parts.items():
            assert figure.statistic is not None
            parts.append(figure.statistic(log, self.model))

    def numbers(self, figure: Figure, sheet: Sheet) -> tuple[Floats, Floats]:
        """Numerator and denominator of every replication."""
        if figure.statistic is not None:
            numerators, denominators = zip(*self.parts[figure], strict=True)
            return np.concatenate(numerators), np.concatenate(denominators)
        column = sheet.names.index(figure.column)
        if not figure.over:
            return sheet.numerator[:, column], sheet.denominator[:, column]
        below = [sheet.names.index(name) for name in figure.over]
        return sheet.numerator[:, column], sheet.numerator[:, below].sum(axis=1)


def estimated(figure: Figure, numerator: Floats, denominator: Floats) -> Estimate:
    """Ratio of sums over independent replications and its standard error (Cochran, *Sampling Techniques*, 6.4)."""
    n, total = len(numerator), float(denominator.sum())
    if total == 0:
        return Estimate(nan, 0.0, n)
    value = float(numerator.sum()) / total
    if n < 2:
        return Estimate(value * figure.scale, 0.0, n)
    residual = numerator - value * denominator
    if np.abs(residual).max() <= 1e-12 * max(1.0, abs(value)) * float(np.abs(denominator).max()):
        return Estimate(value * figure.scale, 0.0, n)
    se = sqrt(n / (n - 1) * float((residual**2).sum())) / abs(total)
    return Estimate(value * figure.scale, se * abs(figure.scale), n)
