"""Figures of several options when the assumptions are uncertain too: as they happen, and on average in each world.

Two different things can be meant by "enough in 80 of 100".  In a year that happens, chance and knowledge together: the
share of all years of all worlds.  Or on average given what is not known: the share of possible worlds in which the
condition holds for the world's own mean or probability.  The second cannot be counted, because a few replications show
a world's mean with luck in it; it is taken from a law with the mean and variance of the worlds' true values, normal for
a mean and beta for a probability, with the luck taken out of the variance (:mod:`sim.knowledge.split`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.knowledge.allowed import allowed
from sim.knowledge.draws import draw, priors_of, with_joint
from sim.knowledge.on_average import Chance, above, beta_law
from sim.knowledge.priors import Prior
from sim.knowledge.split import Split, split
from sim.knowledge.uncertain import NothingUncertain
from sim.knowledge.worlds import Progress, WorldFigures, worlds_of
from sim.limits import default_workers
from sim.store.unfinished import unfinished
from sim.studies.asked import Asked
from sim.studies.condition import Condition
from sim.studies.option import Option
from sim.studies.samples import Sample
from sim.studies.statistics import Estimate

if TYPE_CHECKING:
    from sim.cluster.machines import Machines

REPLICATIONS = 6


@dataclass(frozen=True)
class InWorlds:
    """One thing asked of one option.

    ``estimate`` is over chance and knowledge together, its interval the Monte Carlo error with worlds as the unit;
    ``parts`` has what the worlds' own means or probabilities come to.
    """

    asked: Asked
    estimate: Estimate
    parts: Split

    def holds_in(self, condition: Condition) -> Chance:
        """The share of possible worlds in which the condition holds on average, with its Monte Carlo interval."""
        at_least = condition.sign == ">="
        found = above(self.parts, condition.bound, self.asked.kind, or_equal=at_least)
        return found if at_least else found.complement

    @property
    def sets(self) -> tuple[float, float]:
        """8 of 10 worlds have their mean or probability between these."""
        from scipy.special import betaincinv, ndtri

        mean, knowledge = self.parts.mean, self.parts.knowledge
        if np.isnan(mean) or knowledge <= 0:
            return mean, mean
        if self.asked.kind == "mean":
            half = float(ndtri(0.9)) * sqrt(knowledge)
            return mean - half, mean + half
        a, b = beta_law(mean, knowledge)
        return float(betaincinv(a, b, 0.1)), float(betaincinv(a, b, 0.9))


@dataclass(frozen=True)
class Points:
    """``found`` of shape (options, asked); ``priors`` is what was drawn."""

    found: tuple[tuple[InWorlds, ...], ...]
    priors: tuple[Prior, ...]
    worlds: int
    impossible: int
    replications: int
    seed: int


def points_in_worlds(
    options: Sequence[Option],
    asked: Sequence[Asked],
    decided: Sequence[str],
    worlds: int,
    replications: int = REPLICATIONS,
    seed: int = 1,
    engine: str = "auto",
    workers: int | None = None,
    progress: Progress | None = None,
    joint: Sequence[Mapping[str, float]] = (),
    machines: Machines | None = None,
    results: str | Path | None = None,
) -> Points:
    """Every option in the same worlds, with the same luck; ``decided`` parameters, and those set, keep their values.

    ``joint`` and ``results``: as in :func:`sim.knowledge.uncertain.uncertain`.
    Raises :class:`sim.knowledge.uncertain.NothingUncertain` and :class:`sim.knowledge.worlds.NoWorldPossible`.
    """
    first = options[0].loaded
    assert first is not None
    kept = {*decided, *(name for option in options for name in option.settings)}
    parameters = first.scenario.parameters
    together = with_joint(priors_of(parameters), joint, parameters)
    priors = tuple(prior for prior in together if prior.name not in kept)
    if not priors:
        raise NothingUncertain("no parameter of the scenario has a prior")
    priors = allowed(priors, [first])
    draws = draw(priors, worlds, seed)
    names = {one.figure.partition("@")[0] for one in asked}
    found, impossible = [], 0
    with unfinished(results) as study:
        for place, option in enumerate(options):
            assert option.loaded is not None
            ahead = place * worlds * replications

            def report(now: int, total: int, ahead: int = ahead) -> None:
                if progress is not None:
                    progress(ahead + now, total * len(options))

            figures = worlds_of(
                option.loaded, draws.known_to(option.loaded), replications,
                names, seed, engine, workers or default_workers(), progress=report, machines=machines,
                study=study,
            )  # fmt: skip
            impossible = max(impossible, worlds - len(figures.possible))
            found.append(tuple(_in_worlds(figures, one, draws.scramble[figures.possible]) for one in asked))
    return Points(tuple(found), priors, worlds, impossible, replications, seed)


def _in_worlds(figures: WorldFigures, asked: Asked, scramble: NDArray[np.int64]) -> InWorlds:
    samples = [asked.sample(figures.sheet(place)) for place in range(len(figures.possible))]
    numerator = np.array([one.numerator.sum() for one in samples])
    together = Sample(numerator, np.array([one.denominator.sum() for one in samples]), samples[0].law)
    parts = split(np.array([one.values for one in samples]), scramble)
    return InWorlds(asked, together.estimate(asked.text), parts)
