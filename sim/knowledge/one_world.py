"""Figures of one world, here or on another machine."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from time import perf_counter
from typing import TYPE_CHECKING

from sim.cluster.course import Killed, Shared, Unit
from sim.cluster.trouble import UnitsLost
from sim.engines import Engine
from sim.loaded import LoadedScenario
from sim.measures.names import FigureName
from sim.measures.sheet import Sheet
from sim.measures.wanted import Wanted
from sim.scenario.problems import ProblemsFound
from sim.studies.batches import Plan
from sim.studies.spread import SECONDS, WEIGHT, chosen_here

if TYPE_CHECKING:
    from sim.cluster.machines import Machines

MOST_ROWS_KEPT = 8


@dataclass(frozen=True)
class World:
    """Values of parameters, and the seed of the replications."""

    values: Mapping[str, float]
    seed: int


@dataclass(frozen=True)
class OfEachWorld:
    """What is asked of every world: figures by name, in all their years, of some replications."""

    figures: frozenset[str]
    replications: range

    @cached_property
    def wanted(self) -> Wanted:
        kpis = frozenset(FigureName.of(name).kpi for name in self.figures)
        return Wanted(kpis, kpis, definitions=any("[" in name for name in self.figures))

    def sheet(self, loaded: LoadedScenario, engine: Engine, rows: deque[int], world: World) -> Sheet | str:
        """The figures, or why the values cannot be together; ``rows`` of a replication, in the last worlds."""
        try:
            model = loaded.set(**world.values).model
        except ProblemsFound as problem:
            return str(problem)
        plan = Plan(model, engine, world.seed, False, self.wanted, rows=max(rows, default=0))
        batch = plan.run(self.replications)
        rows.append(batch.rows // len(self.replications))
        return batch.sheet.only(lambda name: name.partition("@")[0] in self.figures)


def simulate(
    loaded: LoadedScenario, engine: str, forced: bool, asked: OfEachWorld, worlds: Sequence[World]
) -> tuple[list[Sheet | str], float]:
    """Runs on a worker: the figures of some worlds, and the seconds that it took."""
    chosen, rows = chosen_here(engine, forced, loaded.model), deque[int](maxlen=MOST_ROWS_KEPT)
    chosen.prepare()
    started = perf_counter()
    sheets = [asked.sheet(loaded, chosen, rows, world) for world in worlds]
    return sheets, perf_counter() - started


def on_machines(
    machines: Machines, loaded: LoadedScenario, asked: OfEachWorld, worlds: Sequence[World], engine: str, forced: bool
) -> Iterator[Sheet | str]:
    """The same in order of world; units are as many worlds as take about a second.

    Raises :class:`sim.cluster.trouble.UnitsLost` for worlds that workers die of.
    """
    shared = Shared.of(_as_it_is, LoadedScenario(loaded.source, loaded.settings))
    finished: dict[int, list[Sheet | str]] = {}  # by the first world of a unit
    begun, handed, each = 0, 0, SECONDS
    with machines.course() as course:
        while handed < len(worlds):
            while course.room and begun < len(worlds):
                size = max(1, min(round(SECONDS / each), -(-(len(worlds) - begun) // machines.threads)))
                name = f"{loaded.scenario.name} ({loaded.scenario.hash}), {begun}-{begun + size - 1}"
                arguments = (engine, forced, asked, worlds[begun : begun + size])
                course.submit(Unit(begun, name, simulate, shared, arguments))
                begun += size
            unit, outcome = course.next()
            if isinstance(outcome, Killed):
                raise UnitsLost((unit.name,), kept=False)
            finished[unit.number], seconds = outcome
            each += WEIGHT * (seconds / len(outcome[0]) - each)
            while handed in finished:
                sheets = finished.pop(handed)
                yield from sheets
                handed += len(sheets)


def _as_it_is(loaded: LoadedScenario) -> LoadedScenario:
    return loaded
