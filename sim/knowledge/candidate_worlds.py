"""The worlds in which candidates are judged: round by round, the same sets of assumptions for every candidate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from sim.knowledge.draws import Draws, draw
from sim.knowledge.priors import Prior
from sim.knowledge.search import Drawn
from sim.knowledge.worlds import Progress, WorldFigures, worlds_of
from sim.loaded import LoadedScenario
from sim.random_keys import GOLDEN, MASK, mix
from sim.studies.asked import Asked
from sim.studies.condition import Condition
from sim.studies.samples import Sample

if TYPE_CHECKING:
    from sim.cluster.machines import Machines
    from sim.store.unfinished import Unfinished


@dataclass
class CandidateWorlds:
    """Objective and conditions of each candidate, one value a world.

    ``rounds``: how many worlds each round has.  ``progress`` hears of the replications that are done, of all that may
    be needed; ``machines`` and ``study`` as in :func:`sim.knowledge.worlds.worlds_of`.
    """

    candidates: Sequence[LoadedScenario]
    objective: Asked
    conditions: Sequence[Condition]
    priors: tuple[Prior, ...]
    rounds: Sequence[int]
    replications: int
    seed: int
    engine: str
    workers: int
    progress: Progress | None = None
    machines: Machines | None = None
    study: Unfinished | None = None
    _done: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self._seeds = [_round_seed(self.seed, number) for number in range(len(self.rounds))]
        self._draws = [_draws(self.priors, *one) for one in zip(self.rounds, self._seeds, strict=True)]
        self._total = sum(self.rounds) * len(self.candidates) * self.replications
        asked = (self.objective, *(one.asked for one in self.conditions))
        self._figures = {one.figure.partition("@")[0] for one in asked}

    def drawn(self, place: int, number: int) -> Drawn:
        """The candidate at ``place`` in the worlds of round ``number``; nothing known where a world is impossible."""
        one = self.candidates[place]
        known = self._draws[number].known_to(one)
        figures = worlds_of(one, known, self.replications, self._figures, self._seeds[number], self.engine,
                            self.workers, progress=self._report, machines=self.machines, study=self.study)  # fmt: skip
        chances = tuple(_by_world(figures, condition.asked, len(known)) for condition in self.conditions)
        return Drawn(chances, _by_world(figures, self.objective, len(known)))

    def _report(self, now: int, of: int) -> None:
        if self.progress is not None:
            self.progress(min(self._done + now, self._total), self._total)
        self._done += of if now == of else 0


def _draws(priors: tuple[Prior, ...], worlds: int, seed: int) -> Draws:
    if priors:
        return draw(priors, worlds, seed)
    return Draws((), np.zeros((worlds, 0)), np.zeros(worlds, dtype=np.int64))


def _round_seed(seed: int, number: int) -> int:
    """The rounds' worlds have nothing in common, but for that of a single run with the first."""
    return seed if number == 0 else mix((seed + number * GOLDEN) & MASK) >> 1


def _by_world(figures: WorldFigures, asked: Asked, worlds: int) -> Sample:
    """One value a world, the replications of a world added up."""
    numerator, denominator = np.zeros(worlds), np.zeros(worlds)
    for place, world in enumerate(figures.possible):
        sample = asked.sample(figures.sheet(place))
        numerator[world], denominator[world] = sample.numerator.sum(), sample.denominator.sum()
    return Sample(numerator, denominator, "mean" if asked.kind == "mean" else "chance")
