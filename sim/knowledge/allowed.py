"""The part of a prior that a scenario has room for.

A prior is fitted to a parameter's range and knows nothing of where the parameter stands: the most likely value of a
triangular distribution must lie between its ends, a share of a scaled amount below 1.  Values outside are impossible
whatever the others are, so the prior is taken given that it lies inside, and every world stays in the design (leaving
worlds out afterwards would give the same distribution with fewer worlds and broken strata).  Limits that depend on
other parameters cannot be kept one parameter at a time: such worlds are left out, and their number is said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from sim.knowledge.priors import Prior
from sim.loaded import LoadedScenario
from sim.scenario.problems import ProblemsFound

TIP = 1e-3
"""Probability of the ends that are tried; a limit farther out costs too few worlds to matter."""
HALVINGS = 9
"""A limit is found to 1 / 1024 of the prior's probability, on the possible side."""
SURROUNDINGS = (0.5, 0.25, 0.75, 0.1, 0.9)
"""Quantiles at which all other parameters stand together while one is tried."""

Values = Mapping[str, float]


def allowed(priors: Sequence[Prior], scenarios: Sequence[LoadedScenario]) -> tuple[Prior, ...]:
    """The priors, each cut to the values that every one of the scenarios has room for."""
    low: dict[str, float] = {}
    high: dict[str, float] = {}
    for scenario in scenarios:
        room = _Room(priors, scenario)
        for ends, tip, tighter in ((low, TIP, max), (high, 1 - TIP, min)):
            for prior in room.without(tip):
                end = room.end(prior, tip)
                ends[prior.name] = tighter(ends.get(prior.name, end), end)
    return tuple(replace(prior, part=(low.get(prior.name, 0.0), high.get(prior.name, 1.0))) for prior in priors)


def cut_off(priors: Sequence[Prior]) -> tuple[str, ...]:
    """Names of the priors that lost more than a hundredth of their probability."""
    return tuple(prior.name for prior in priors if prior.part[1] - prior.part[0] < 0.99)


class _Room:
    """What one scenario has room for; the parameters that it has are tried."""

    def __init__(self, priors: Sequence[Prior], scenario: LoadedScenario) -> None:
        self._scenario = scenario
        self._priors = tuple(prior for prior in priors if prior.name in scenario.parameters and not prior.joint)
        self._surroundings: list[Values] | None = None

    def without(self, tip: float) -> list[Prior]:
        """The parameters that cannot be at the tip whatever the others are.

        Many are tried together: where all of them are possible, none of them is impossible by itself.
        """
        return [prior for prior in self._failing(self._priors, tip) if self._impossible(prior, tip)]

    def end(self, prior: Prior, tip: float) -> float:
        """The probability farthest out whose value is possible; all of the side where a limit depends on others."""
        inside, outside = 0.5, tip
        for _ in range(HALVINGS):
            middle = (inside + outside) / 2
            if self._possible({prior.name: _at(prior, middle)}):
                inside = middle
            else:
                outside = middle
        return inside if self._impossible(prior, outside) else round(tip)

    def _failing(self, priors: Sequence[Prior], tip: float) -> list[Prior]:
        if not priors or self._possible({prior.name: _at(prior, tip) for prior in priors}):
            return []
        if len(priors) == 1:
            return list(priors)
        half = len(priors) // 2
        return [*self._failing(priors[:half], tip), *self._failing(priors[half:], tip)]

    def _impossible(self, prior: Prior, probability: float) -> bool:
        """Whether a value that fails fails wherever the other parameters are tried."""
        value = {prior.name: _at(prior, probability)}
        return not any(self._possible({**others, **value}) for others in self._elsewhere())

    def _elsewhere(self) -> list[Values]:
        if self._surroundings is None:
            tried = [{prior.name: _at(prior, quantile) for prior in self._priors} for quantile in SURROUNDINGS]
            self._surroundings = [one for one in tried if self._possible(one)]
        return self._surroundings

    def _possible(self, values: Values) -> bool:
        try:
            self._scenario.set(**values)
        except ProblemsFound:
            return False
        return True


def _at(prior: Prior, probability: float) -> float:
    return float(prior.quantile(np.array([probability]))[0])
