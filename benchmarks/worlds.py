"""What a possible set of assumptions costs: setting parameters, building the tables, a few replications, some figures.

Part ``worlds`` of ``python -m benchmarks.run``; CPU time of the fastest of several rounds over ten sets each.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import sim
from sim.engines import choose
from sim.knowledge.allowed import allowed
from sim.knowledge.draws import draw, priors_of
from sim.loaded import LoadedScenario
from sim.measures.wanted import Wanted
from sim.scenario.problems import ProblemsFound
from sim.studies.batches import Plan

SETS, ROUNDS, REPLICATIONS = 10, 5, 10
KPIS = frozenset({"target", "attained", "attaining", "cost_own", "entries"})
FIGURES = Wanted(KPIS, KPIS, definitions=False)


def times(path: Path) -> Iterator[tuple[str, float, str]]:
    """What was measured, CPU milliseconds of one set, and what is aimed at."""
    loaded = sim.load(path)
    one = [loaded.set(referrals=100 + number) for number in range(SETS)]
    yield "a set: one parameter set", _of_each(lambda i: loaded.set(referrals=90 + i)), ""
    yield "a set: one parameter, with tables", _of_each(lambda i: _again(one[i]).model), "at most 4"
    drawn = list(_possible(loaded))
    yield "a set: all parameters drawn, with tables", _of_each(lambda i: loaded.set(**drawn[i]).model), "at most 10"
    engine = choose("auto", loaded.model, 100_000)
    rows = Plan(loaded.model, engine, 1, False, FIGURES).run(range(REPLICATIONS)).rows // REPLICATIONS

    def world(values: dict[str, float]) -> None:
        Plan(loaded.set(**values).model, engine, 1, False, FIGURES, rows).run(range(REPLICATIONS))

    yield "a set: all drawn, 10 replications, five figures", _of_each(lambda i: world(drawn[i])), "at most 25"


def _possible(loaded: LoadedScenario) -> Iterator[dict[str, float]]:
    draws = draw(allowed(priors_of(loaded.scenario.parameters), [loaded]), 2 * SETS)
    left = SETS
    for number in range(len(draws)):
        values = dict(draws.world(number))
        try:
            _ = loaded.set(**values).model
        except ProblemsFound:
            continue
        left -= 1
        if left >= 0:
            yield values


def _again(loaded: LoadedScenario) -> LoadedScenario:
    """The same set once more, with nothing kept from before."""
    return LoadedScenario(loaded.source, loaded.settings)


def _of_each(work: Callable[[int], object]) -> float:
    best = float("inf")
    for _ in range(ROUNDS):
        begun = time.process_time()
        for number in range(SETS):
            work(number)
        best = min(best, (time.process_time() - begun) / SETS)
    return 1000 * best
