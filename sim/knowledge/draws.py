"""Worlds: joint draws of everything that is not known, by independent Latin hypercubes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.knowledge.correlated import correlated, correlation_of
from sim.knowledge.priors import Prior, prior_of, why_none
from sim.loaded import LoadedScenario
from sim.random_keys import GOLDEN, MASK, mix, stream_key
from sim.scenario.schema import Parameter

Floats = NDArray[np.float64]

SCRAMBLES = 8
"""Hypercubes that are drawn independently, so that standard errors can be taken from how much they differ."""


JOINT_ROWS = "(joint)"
"""Name of the strata of joint draws; no parameter can be called so."""


@dataclass(frozen=True)
class Draws:
    """Values of the uncertain parameters, ``values`` of shape (worlds, parameters).

    ``scramble``, of shape (worlds,), says to which independent hypercube a world belongs.
    """

    priors: tuple[Prior, ...]
    values: Floats
    scramble: NDArray[np.int64]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(prior.name for prior in self.priors)

    def __len__(self) -> int:
        return len(self.values)

    def known_to(self, loaded: LoadedScenario) -> Draws:
        """The draws of those parameters that a scenario has."""
        there = set(loaded.parameters)
        places = [place for place, name in enumerate(self.names) if name in there]
        return Draws(tuple(self.priors[place] for place in places), self.values[:, places], self.scramble)

    def world(self, number: int) -> Mapping[str, float]:
        """The values of one world by parameter."""
        return dict(zip(self.names, self.values[number].tolist(), strict=True))


def priors_of(parameters: tuple[Parameter, ...]) -> tuple[Prior, ...]:
    """The priors of all parameters that are used and uncertain, in order of name."""
    found = (prior_of(parameter) for parameter in parameters if parameter.used)
    return tuple(sorted((prior for prior in found if prior is not None), key=lambda prior: prior.name))


def with_joint(
    priors: Sequence[Prior], joint: Sequence[Mapping[str, float]], parameters: Sequence[Parameter]
) -> tuple[Prior, ...]:
    """The priors with those parameters that have joint draws drawn from these together.

    Only what follows by formula, or is chosen or decided, keeps its place: it is no draw.  Raises ValueError for a
    parameter that the scenario does not have, and for draws that do not all have the same parameters.
    """
    names = tuple(joint[0]) if joint else ()
    known = {one.name: one for one in parameters}
    for name in names:
        if name not in known:
            raise ValueError(name)
    if any(tuple(one) != names for one in joint):
        raise ValueError(", ".join(names))
    drawn = {
        name for name in names if known[name].used and why_none(known[name]) not in ("formula", "choice", "decision")
    }
    kept = [prior for prior in priors if prior.name not in drawn]
    for name in drawn:
        values = tuple(float(one[name]) for one in joint)
        kept.append(Prior(name, "joint", 0.0, 0.0, min(values), max(values), joint=values))
    return tuple(sorted(kept, key=lambda prior: prior.name))


def draw(priors: tuple[Prior, ...], worlds: int, seed: int = 1) -> Draws:
    """So many worlds, each parameter stratified within each hypercube (McKay, Beckman and Conover 1979).

    A hypercube is keyed by (seed, its number) and a parameter's strata by its name, so a further parameter changes no
    other draw but those that it is correlated with.  Raises ValueError for fewer than two worlds a hypercube.
    """
    if worlds < 2 * SCRAMBLES:
        raise ValueError(f"at least {2 * SCRAMBLES} worlds are needed, not {worlds}")
    scramble = np.arange(worlds) * SCRAMBLES // worlds
    values = np.empty((worlds, len(priors)))
    for number in range(SCRAMBLES):
        here = np.flatnonzero(scramble == number)
        strata = np.column_stack([_strata(len(here), seed, number, _key(prior)) for prior in priors])
        strata = correlated(strata, correlation_of(priors))
        for place, prior in enumerate(priors):
            if prior.joint:
                rows = (strata[:, place] * len(prior.joint)).astype(np.int64)
                values[here, place] = np.asarray(prior.joint)[rows]
            else:
                values[here, place] = prior.quantile(strata[:, place])
    return Draws(priors, values, scramble)


def _key(prior: Prior) -> str:
    """Joint draws share their strata: the same row for all of them, so that what goes together stays together."""
    return JOINT_ROWS if prior.joint else prior.name


def _strata(size: int, seed: int, scramble: int, name: str) -> Floats:
    """One uniform in each of ``size`` equal strata, in random order."""
    generator = np.random.default_rng([seed & MASK, scramble, stream_key(f"knowledge.{name}")])
    return np.asarray((generator.permutation(size) + generator.random(size)) / size)


def world_seed(seed: int, world: int) -> int:
    """The seed of the replications of a world.

    Worlds never share random numbers: with common ones the spread between worlds would hold a part of the chance of the
    replications, the same in all of them, and the split into chance and knowledge would be wrong.
    """
    return mix((mix((seed + GOLDEN) & MASK) ^ stream_key("world")) + (world + 1) * GOLDEN & MASK) >> 1
