"""Totals that happened beside simulated ones: where each lies, all together, and what would have to be otherwise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.engines import choose
from sim.given import checked
from sim.knowledge.draws import draw, priors_of
from sim.knowledge.influence import influences
from sim.knowledge.worlds import worlds_of
from sim.loaded import Given, LoadedScenario, loaded_of
from sim.scenario.schema import Observed
from sim.studies.batches import Plan
from sim.studies.shown import told

Floats = NDArray[np.float64]

REPLICATIONS = 1000
WORLDS = 200
SUGGESTED = 3
FAR = 0.05
"""A total with fewer than this part of the simulated ones as far out calls for another assumption."""


class NoSuchFigure(ValueError):
    """A total is stated for a figure that the scenario does not have; holds the name and the names there are."""

    def __init__(self, name: str, names: tuple[str, ...]) -> None:
        super().__init__(name)
        self.name, self.names = name, names


class NothingObserved(ValueError):
    """The scenario states no totals."""


@dataclass(frozen=True)
class Total:
    """One total: ``value`` as the figure has it (a share where ``of`` was given), its 10, 50 and 90 % points among
    simulated years, the parts of them at most and at least as large, and parameters that would bring the model nearer.

    ``nearer``: (name, whether it would have to be higher), strongest first; empty where the total is no surprise.
    """

    observed: Observed
    value: float
    low: float
    middle: float
    high: float
    at_most: float
    at_least: float
    nearer: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Totals:
    """``together``: part of the simulated years that are at least as far from the middle in all totals at once.

    The distance is that of Mahalanobis; NaN for a single total.
    """

    totals: tuple[Total, ...]
    together: float
    replications: int

    @property
    def agree(self) -> bool:
        chances = [min(1.0, 2 * min(one.at_most, one.at_least)) for one in self.totals]
        return min(chances) * len(chances) > FAR and not self.together < FAR


@checked()
@told
def validate_totals(
    scenario: Given,
    replications: int = REPLICATIONS,
    seed: int = 1,
    engine: str = "auto",
    progress: Callable[[int, int], None] | None = None,
) -> Totals:
    """Each total of ``[observed]`` beside the same figure of simulated years.

    Raises :class:`NothingObserved` and :class:`NoSuchFigure`.
    """
    loaded = loaded_of(scenario)
    observed = loaded.scenario.observed
    if not observed:
        raise NothingObserved
    names = tuple(figure_of(one) for one in observed)
    chosen = choose(engine, loaded.model, replications)
    sheet = Plan(loaded.model, chosen, seed, keep_log=False).run(range(replications)).sheet
    for name in names:
        if name not in sheet.index:
            raise NoSuchFigure(name, sheet.names)
    values = np.column_stack([sheet.column(name) for name in names])
    targets = np.array([value_of(one) for one in observed])
    if progress is not None:
        progress(1, 2)
    surprising = [place for place in range(len(names)) if min(_tails(values[:, place], targets[place])) < FAR / 2]
    nearer = _nearer(loaded, names, values, targets, surprising, seed, engine) if surprising else {}
    totals = [_total(one, float(target), column, nearer.get(place, ()))
              for place, (one, target, column) in enumerate(zip(observed, targets, values.T, strict=True))]  # fmt: skip
    return Totals(tuple(totals), _together(values, targets), replications)


def figure_of(one: Observed) -> str:
    """The name of the figure that a total is of."""
    return one.figure if one.year is None else f"{one.figure}@{one.year}"


def value_of(one: Observed) -> float:
    """A total as its figure has it: a share where it is one of so many."""
    return one.value if one.of is None else one.value / max(one.of, 1.0)


def _tails(values: Floats, target: float) -> tuple[float, float]:
    """Parts of the simulated values at most, and at least, as large."""
    known = values[~np.isnan(values)]
    if not len(known):
        return 1.0, 1.0
    slack = 1e-9 * max(1.0, abs(target))
    return float(np.mean(known <= target + slack)), float(np.mean(known >= target - slack))


def _total(one: Observed, target: float, values: Floats, nearer: tuple[tuple[str, bool], ...]) -> Total:
    known = values[~np.isnan(values)]
    low, middle, high = np.quantile(known, (0.1, 0.5, 0.9)) if len(known) else (np.nan, np.nan, np.nan)
    return Total(one, target, float(low), float(middle), float(high), *_tails(values, target), nearer)


def _together(values: Floats, targets: Floats) -> float:
    """Ranks by the Mahalanobis distance from the mean of the simulated years."""
    known = values[~np.isnan(values).any(axis=1)]
    if len(targets) < 2 or len(known) < 20:
        return float("nan")
    inverse = np.linalg.pinv(np.cov(known.T))
    away = known - known.mean(axis=0)
    distances = np.einsum("ij,jk,ik->i", away, inverse, away)
    own = targets - known.mean(axis=0)
    return float((1 + np.sum(distances >= own @ inverse @ own)) / (1 + len(known)))


def _nearer(
    loaded: LoadedScenario, names: tuple[str, ...], values: Floats, targets: Floats, surprising: list[int], seed: int,
    engine: str,
) -> dict[int, tuple[tuple[str, bool], ...]]:  # fmt: skip
    """Parameters whose prior moves a surprising figure most surely, and which way they would have to go."""
    draws = draw(priors_of(loaded.scenario.parameters), WORLDS, seed)
    if not draws.priors:
        return {}
    figures = worlds_of(loaded, draws, 1, {name.partition("@")[0] for name in names}, seed, engine)
    found = {}
    for place in surprising:
        means = figures.columns([names[place]])[:, 0, 0]
        strongest = [one for one in influences(draws, figures.possible, means) if one.certain][:SUGGESTED]
        higher = targets[place] > np.nanmean(values[:, place])
        found[place] = tuple((one.parameter, (one.correlation > 0) == bool(higher)) for one in strongest)
    return found
