"""Replications of a scenario under joint draws of its parameters, draw by draw."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sim.engines import choose
from sim.knowledge.draws import world_seed
from sim.loaded import LoadedScenario, Value
from sim.log.table import Log
from sim.model.model import Model
from sim.scenario.problems import ProblemsFound


@dataclass(frozen=True)
class World:
    """The replications of one draw: a log of each, and the model that they were simulated with."""

    model: Model
    logs: tuple[Log, ...]


def with_values(loaded: LoadedScenario, values: Mapping[str, Value]) -> LoadedScenario:
    """The scenario with other values of some parameters; whether they can stand together is not checked."""
    return LoadedScenario(loaded.source, {**loaded.settings, **values}) if values else loaded


def simulated(
    scenario_with: Callable[[Mapping[str, Value]], LoadedScenario],
    draws: Sequence[Mapping[str, Value]],
    replications: int,
    seed: int,
    engine: str,
) -> Iterator[World | None]:
    """One world for each draw, the replications shared out evenly; without draws one, with the values of the file.

    ``scenario_with`` gives the scenario with some values of parameters.  A draw whose values cannot stand together is
    None.  Raises :class:`sim.ProblemsFound` where the values of the file themselves cannot.
    """
    for number, values in enumerate(draws or ({},)):
        share = replications if not draws else (replications + len(draws) - 1 - number) // len(draws)
        if not share:
            return
        try:
            model = scenario_with(values).model
        except ProblemsFound:
            if not draws:
                raise
            yield None
            continue
        log = choose(engine, model, share).run(model, world_seed(seed, number), range(share))
        yield World(model, tuple(log.one(place) for place in range(share)))
