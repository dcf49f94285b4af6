"""Figures of many worlds: in each the parameters have other values, and a few replications tell what happens there."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.engines import Engine, choose, planned
from sim.knowledge.draws import Draws, world_seed
from sim.knowledge.kept_worlds import KeptWorlds
from sim.knowledge.one_world import MOST_ROWS_KEPT, OfEachWorld, World, on_machines
from sim.loaded import LoadedScenario
from sim.measures.sheet import Sheet, ratio

if TYPE_CHECKING:
    from sim.cluster.machines import Machines
    from sim.store.unfinished import Unfinished

Floats = NDArray[np.float64]
Progress = Callable[[int, int], None]


class NoWorldPossible(ValueError):
    """Hardly any of the drawn values can be together in this scenario; the text names what is wrong in the last one."""


@dataclass(frozen=True)
class WorldFigures:
    """``numerator`` and ``denominator`` of shape (worlds, replications, figures), in the order of ``names``.

    ``possible``, of shape (worlds,), are the numbers of the draws they belong to: values that cannot be together in the
    scenario (shares that add up to more than 1) are no world and are left out.
    """

    names: tuple[str, ...]
    numerator: Floats
    denominator: Floats
    possible: NDArray[np.int64]

    @property
    def values(self) -> Floats:
        """NaN where there is nothing to measure."""
        return ratio(self.numerator, self.denominator)

    def columns(self, names: Sequence[str]) -> Floats:
        """Values of some figures, shape (worlds, replications, names)."""
        places = [self.names.index(name) for name in names]
        return self.values[:, :, places]

    def and_then(self, later: WorldFigures) -> WorldFigures:
        """The same worlds with further replications."""
        if self.names != later.names or not np.array_equal(self.possible, later.possible):
            raise ValueError("further replications must be of the same worlds and figures")
        numerator = np.concatenate((self.numerator, later.numerator), axis=1)
        return WorldFigures(
            self.names, numerator, np.concatenate((self.denominator, later.denominator), axis=1), self.possible
        )

    def sheet(self, place: int) -> Sheet:
        """The replications of one world, by its place among those that are possible."""
        numerator, denominator = self.numerator[place], self.denominator[place]
        return Sheet(self.names, numerator, denominator, np.arange(len(numerator)))

    def denominators(self, names: Sequence[str]) -> Floats:
        """What the values of some figures were divided by, shape (worlds, replications, names)."""
        return self.denominator[:, :, [self.names.index(name) for name in names]]


def worlds_of(
    loaded: LoadedScenario,
    draws: Draws,
    replications: int,
    figures: Collection[str],
    seed: int = 1,
    engine: str = "auto",
    workers: int = 1,
    first: int = 0,
    progress: Progress | None = None,
    seeds: Sequence[int] | None = None,
    machines: Machines | None = None,
    study: Unfinished | None = None,
) -> WorldFigures:
    """Figures (by name, in all their years) of replications first .. first + replications - 1 in each world of draws.

    Replication r of world w has the same luck in every scenario (its seed is keyed by seed and w), so differences
    between options are paired; worlds have no luck in common, unless ``seeds`` gives each its own seed.  Raises
    :class:`NoWorldPossible` if fewer than half can be used.  ``machines`` instead of threads change no figure, nor does
    what ``study`` had computed before it was interrupted.
    """
    asked = OfEachWorld(frozenset(figures), range(first, first + replications))
    worlds = [
        World(draws.world(place), world_seed(seed, place) if seeds is None else seeds[place])
        for place in range(len(draws))
    ]
    kept = KeptWorlds.of(study, loaded, asked, worlds)
    missing = [one for world, one in enumerate(worlds) if world not in kept]
    if machines is None:
        chosen = choose(engine, loaded.model, len(missing) * replications)
        each = _each(partial(asked.sheet, loaded, chosen, deque[int](maxlen=MOST_ROWS_KEPT)), missing, chosen, workers)
    else:
        name = planned(engine, loaded.model, len(missing) * replications)
        each = on_machines(machines, loaded, asked, missing, name, engine != "auto")
    sheets: list[tuple[int, Sheet]] = []
    problem = ""
    with closing(kept.through(len(worlds), each)) as all_worlds:
        for world, found in enumerate(all_worlds):
            if isinstance(found, str):
                problem = found
            else:
                sheets.append((world, found))
            if progress is not None:
                progress((world + 1) * replications, len(draws) * replications)
    if 2 * len(sheets) < len(draws):
        raise NoWorldPossible(problem)
    return WorldFigures(
        sheets[0][1].names,
        np.stack([one.numerator for _, one in sheets]),
        np.stack([one.denominator for _, one in sheets]),
        np.array([world for world, _ in sheets]),
    )


def _each(
    sheet: Callable[[World], Sheet | str], worlds: Sequence[World], engine: Engine, workers: int
) -> Iterator[Sheet | str]:
    """In order of world; in threads where the engine lets go of the interpreter lock."""
    if workers <= 1 or not engine.threads:
        yield from map(sheet, worlds)
        return
    with ThreadPoolExecutor(workers) as pool:
        yield from pool.map(sheet, worlds)
