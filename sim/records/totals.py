"""Totals that happened beside simulated ones: where each lies, all together, and what would have to be otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.engines import choose
from sim.given import checked
from sim.knowledge.draws import draw, priors_of
from sim.knowledge.influence import influences
from sim.knowledge.worlds import worlds_of
from sim.loaded import Given, LoadedScenario, loaded_of
from sim.scenario.problems import nearest_name
from sim.scenario.schema import Observed, Scenario
from sim.scenario.words import Spoken, said
from sim.studies.batches import Plan
from sim.studies.frames import YEAR, Framed, Row
from sim.studies.shown import Progress, Shown, told

Floats = NDArray[np.float64]

REPLICATIONS = 1000
WORLDS = 200
SUGGESTED = 3
FAR = 0.05
"""A total with fewer than this part of the simulated ones as far out calls for another assumption."""


class NoSuchFigure(Spoken, ValueError):
    """A total is stated for a figure that the scenario does not have; says the nearest there is."""

    def __init__(self, file: str, name: str, names: tuple[str, ...]) -> None:
        nearest = nearest_name(name, names)
        ending = ". Did you mean {nearest}?" if nearest else ""
        text = "{file}: [observed] names {name}, which is no figure of the scenario" + ending
        super().__init__(said(text, file=file, name=name, nearest=nearest))


class NothingObserved(Spoken, ValueError):
    """The scenario states no totals; says how they are written."""

    def __init__(self, file: str) -> None:
        text = (
            "{file} has no totals under [observed], such as {example}, and is no mapping of records ([spells]); "
            "docs/records.md shows both"
        )
        super().__init__(said(text, file=file, example='"entries.tilbud" = { year = 2021, value = 44 }'))


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

    @property
    def surprise(self) -> bool:
        """Fewer than :data:`FAR` of the simulated years are as far out on either side."""
        return min(self.at_most, self.at_least) < FAR / 2


@dataclass(frozen=True, repr=False)
class Totals(Framed, Shown):
    """Totals beside simulated years; :meth:`frame` has a row for each.

    ``together``: part of the simulated years that are at least as far from the middle in all totals at once.

    The distance is that of Mahalanobis; NaN for a single total.
    """

    totals: tuple[Total, ...]
    together: float
    replications: int
    scenario: Scenario

    def __repr__(self) -> str:
        verdict = "the model could have given them" if self.agree else "the model disagrees"
        years = f"{len(self.totals)} beside {self.replications} simulated years"
        return f"<Totals of {self.scenario.name}: {years}; {verdict}>"

    def rows(self) -> Iterator[Row]:
        """One for each total: the figure, its value, the 10, 50 and 90 % points of simulated years, and their parts
        at most and at least as large; ``nearer``: parameters that would bring the model nearer."""
        for one in self.totals:
            yield {
                "figure": one.observed.figure, YEAR: one.observed.year, "value": one.value,
                "p10": one.low, "p50": one.middle, "p90": one.high, "at_most": one.at_most, "at_least": one.at_least,
                "surprise": one.surprise,
                "nearer": ", ".join(f"{name} {'up' if higher else 'down'}" for name, higher in one.nearer),
            }  # fmt: skip

    @property
    def agree(self) -> bool:
        """No total, and not all of them at once, is farther out than chance explains."""
        chances = [min(1.0, 2 * min(one.at_most, one.at_least)) for one in self.totals]
        return min(chances) * len(chances) > FAR and not self.together < FAR


@checked()
@told
def validate_totals(
    scenario: Given,
    replications: int = REPLICATIONS,
    seed: int = 1,
    engine: str = "auto",
    progress: Progress | bool | None = None,
) -> Totals:
    """Each total of ``[observed]`` beside the same figure of simulated years.

    Raises :class:`NothingObserved` and :class:`NoSuchFigure`.
    """
    loaded = loaded_of(scenario)
    observed = loaded.scenario.observed
    if not observed:
        raise NothingObserved(loaded.scenario.path)
    names = tuple(figure_of(one) for one in observed)
    chosen = choose(engine, loaded.model, replications)
    sheet = Plan(loaded.model, chosen, seed, keep_log=False).run(range(replications)).sheet
    for name in names:
        if name not in sheet.index:
            raise NoSuchFigure(loaded.scenario.path, name, sheet.names)
    values = np.column_stack([sheet.column(name) for name in names])
    targets = np.array([value_of(one) for one in observed])
    if callable(progress):
        progress(1, 2)
    surprising = [place for place in range(len(names)) if min(_tails(values[:, place], targets[place])) < FAR / 2]
    nearer = _nearer(loaded, names, values, targets, surprising, seed, engine) if surprising else {}
    totals = [_total(one, float(target), column, nearer.get(place, ()))
              for place, (one, target, column) in enumerate(zip(observed, targets, values.T, strict=True))]  # fmt: skip
    return Totals(tuple(totals), _together(values, targets), replications, loaded.scenario)


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
