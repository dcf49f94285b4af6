"""What a few totals teach of the parameters: approximate Bayesian computation with one bank of simulated years.

Parameters are drawn from their priors, and one year (or run) is simulated with each draw: the bank.  The fifth of it
whose totals come nearest to the observed ones is kept, weighted by how near (Epanechnikov), and moved along the line by
which parameters follow totals there, with a spread that may follow them too (local-linear, heteroscedastic: Beaumont,
Zhang and Balding 2002; Blum and Francois 2010).  The line is fitted to normal scores, so that no parameter leaves its
range.  How good this is here is measured with the bank itself: some of its years take the place of the observed one,
and their parameters are known.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.engines import choose
from sim.given import checked
from sim.knowledge.allowed import allowed
from sim.knowledge.draws import draw, priors_of
from sim.knowledge.worlds import worlds_of
from sim.limits import default_workers
from sim.loaded import Given, LoadedScenario, loaded_of
from sim.records.learnt import Learnt, LearntFrame, bounds_of, learnt_of, values_at
from sim.records.posterior import resampled
from sim.records.totals import NoSuchFigure, NothingObserved, figure_of, value_of
from sim.scenario.schema import Observed
from sim.scenario.words import Spoken, said
from sim.store.unfinished import Unfinished
from sim.studies.batches import Plan
from sim.studies.runs import machines_of
from sim.studies.shown import Progress, Shown, told

if TYPE_CHECKING:
    from sim.cluster.machines import Machines

Floats = NDArray[np.float64]

BANK = 4000
BANKS = "banks"
"""The folder of results in which banks are kept; unlike what an interrupted study leaves, they stay."""
FEWEST_WORLDS = 200
MOST_TOTALS = 5
KEPT = 0.2
NEAREST = 20
DRAWS = 500
TRIED = 300
"""Years of the bank that take the place of the observed one."""

FAR = 0.01
SURE = 3.0
"""Something was learnt of a parameter whose standard deviation fell by more than so many of its standard errors."""


class TooManyTotals(Spoken, ValueError):
    """More totals than :data:`MOST_TOTALS`: no simulated year would be near all of them."""

    def __init__(self, file: str, number: int) -> None:
        text = (
            "{file}: [observed] has {n} totals; a fit can learn from {most} at most. Leave out those that follow from "
            "others (docs/records.md)"
        )
        super().__init__(said(text, file=file, n=number, most=MOST_TOTALS))


class TooFewWorlds(Spoken, ValueError):
    """So few of the simulated years have all totals that nothing can be said."""

    def __init__(self, file: str, number: int) -> None:
        text = "{file}: only {n} simulated years have all totals; {least} at least are needed (worlds, --worlds)"
        super().__init__(said(text, file=file, n=number, least=FEWEST_WORLDS))


@dataclass(frozen=True, repr=False)
class TotalsFit(LearntFrame, Shown):
    """``draws`` of shape (draws, parameters), equally likely, in the order of ``names``; ``learnt``: most learnt first.

    ``farther``: part of the bank that lies farther from its nearest years than the totals do from theirs; without
    agreement the model cannot give such totals, and nothing is learnt from them.  ``covered``: how often, of all that
    is learnt, the truth lay in the 90 % interval when years of the bank took the place of the observed one.
    """

    scenario: LoadedScenario
    observed: tuple[Observed, ...]
    names: tuple[str, ...]
    draws: Floats
    learnt: tuple[Learnt, ...]
    untouched: tuple[str, ...]
    farther: float
    covered: float
    worlds: int
    seed: int

    def __repr__(self) -> str:
        learnt = self.in_short if self.agrees else "the model cannot give such totals"
        return f"<TotalsFit of {self.scenario.scenario.name}: {len(self.observed)} totals; {learnt}, seed {self.seed}>"

    @property
    def agrees(self) -> bool:
        return self.farther >= FAR

    @property
    def teaches_little(self) -> bool:
        """No parameter is measured."""
        return not any(one.measured for one in self.learnt)


@dataclass(frozen=True)
class Bank:
    """Years that were simulated: normal ``scores`` of the parameters, shape (worlds, parameters), and what came of
    them, ``totals`` of shape (worlds, totals), as distances are measured (uncorrelated, standard deviation 1)."""

    scores: Floats
    totals: Floats

    def distances(self, target: Floats, without: int = -1) -> Floats:
        found = np.sqrt(((self.totals - target) ** 2).sum(axis=1))
        if without >= 0:
            found[without] = np.inf
        return np.asarray(found)

    def nearest(self, distances: Floats) -> float:
        """The mean distance to the nearest years."""
        return float(np.partition(distances, NEAREST)[:NEAREST].mean())

    def given(self, target: Floats, distances: Floats) -> tuple[Floats, Floats]:
        """Scores of the parameters given totals, shape (kept, parameters), and their weights."""
        number = max(NEAREST, int(KEPT * np.isfinite(distances).sum()))
        width = float(np.partition(distances, number - 1)[number - 1])  # 0 where so many are exactly as observed
        kept = np.flatnonzero(distances <= width)
        weights = 1 - (distances[kept] / (width or 1.0)) ** 2 + 1e-9
        away, scores = self.totals[kept] - target, self.scores[kept]
        line = _line(away, scores, weights)
        rest = scores - away @ line[1:] - line[0]
        size = _line(away, np.log(rest**2 + 1e-9), weights)  # how the spread follows the totals
        scale = np.exp(-0.5 * away @ size[1:])
        return line[0] + rest * np.clip(scale, 1 / 3, 3), weights / weights.sum()


def _line(x: Floats, y: Floats, weights: Floats) -> Floats:
    """Coefficients of weighted least squares, shape (1 + columns of x, columns of y), the constant first."""
    design = np.column_stack((np.ones(len(x)), x))
    weighed = design * weights[:, None]
    return np.asarray(np.linalg.lstsq(weighed.T @ design, weighed.T @ y, rcond=None)[0])


@checked()
@told
def fit_totals(
    scenario: Given,
    worlds: int = BANK,
    seed: int = 1,
    engine: str = "auto",
    progress: Progress | bool | None = None,
    workers: int | None = None,
    cluster: str | Machines | None = None,
    results: str | Path | None = None,
) -> TotalsFit:
    """What the totals of ``[observed]`` teach of the parameters; deterministic for a seed.

    ``workers``: processors, None for all; ``cluster``: machines instead, to which the scenario and no person is sent
    (docs/cluster.md).  Neither changes a figure.

    ``results``: a folder where the simulated runs are kept, so that the same figures with other totals, or an
    interrupted call once more, take no time; None: nowhere.

    Raises :class:`NothingObserved`, :class:`NoSuchFigure`, :class:`TooManyTotals` and :class:`TooFewWorlds`.
    """
    loaded = loaded_of(scenario)
    observed = loaded.scenario.observed
    if not observed:
        raise NothingObserved(loaded.scenario.path)
    if len(observed) > MOST_TOTALS:
        raise TooManyTotals(loaded.scenario.path, len(observed))
    if worlds < FEWEST_WORLDS:
        raise TooFewWorlds(loaded.scenario.path, worlds)
    names = [figure_of(one) for one in observed]
    there = Plan(loaded.model, choose(engine, loaded.model, worlds), seed, keep_log=False).run(range(1)).sheet.names
    for name in names:
        if name not in there:
            raise NoSuchFigure(loaded.scenario.path, name, there)
    drawn = draw(allowed(priors_of(loaded.scenario.parameters), (loaded,)), worlds, seed)
    with machines_of(cluster) as machines:
        figures = worlds_of(
            loaded, drawn, 1, {name.partition("@")[0] for name in names}, seed, engine,
            workers or default_workers(), progress=progress if callable(progress) else None, machines=machines,
            study=None if results is None else Unfinished(Path(results) / BANKS),
        )  # fmt: skip
    totals = figures.columns(names)[:, 0]
    known = ~np.isnan(totals).any(axis=1)
    if known.sum() < FEWEST_WORLDS:
        raise TooFewWorlds(loaded.scenario.path, int(known.sum()))
    bank, target = bank_of(drawn.values[figures.possible[known]], totals[known], np.array([*map(value_of, observed)]))
    distances = bank.distances(target)
    scores, weights = bank.given(target, distances)
    spreads = np.sqrt(weights @ (scores - weights @ scores) ** 2)
    after = scores[resampled(np.random.default_rng([seed, 21]), weights, DRAWS)]
    bounds = bounds_of(loaded.scenario.parameters)
    learnt = [learnt_of(prior, after[:, place], len(observed), bounds[prior.name], float(spreads[place]))
              for place, prior in enumerate(drawn.priors)]  # fmt: skip
    least = (
        1 - SURE * float((weights**2).sum() / 2) ** 0.5
    )  # 1 / sqrt(2 n) is the standard error, n the effective number
    told = sorted((one for one in learnt if one.spread < least), key=lambda one: (one.spread, one.name))
    farther, covered = _tried(bank, bank.nearest(distances), [drawn.names.index(one.name) for one in told])
    values = np.array([values_at(prior, after[:, place]) for place, prior in enumerate(drawn.priors)])
    return TotalsFit(
        loaded, observed, drawn.names, values.T, tuple(told),
        tuple(one.name for one in learnt if one.spread >= least), farther, covered, int(known.sum()), seed,
    )  # fmt: skip


def bank_of(values: Floats, totals: Floats, observed: Floats) -> tuple[Bank, Floats]:
    """The bank and the observed totals, in its units."""
    from scipy.special import ndtri
    from scipy.stats import rankdata

    scores = ndtri((rankdata(values, axis=0) - 0.5) / len(values)) if values.size else values
    middle = totals.mean(axis=0)
    sizes, axes = np.linalg.eigh(np.atleast_2d(np.cov(totals.T)))
    whiten = axes / np.sqrt(np.maximum(sizes, 1e-9 * max(float(sizes.max()), 1e-300)))
    return Bank(np.asarray(scores), (totals - middle) @ whiten), (observed - middle) @ whiten


def _tried(bank: Bank, observed: float, told: list[int]) -> tuple[float, float]:
    """How often years of the bank are as far from the others as the observed one, and how often the truth is covered.

    NaN for what is covered where nothing is learnt.
    """
    chosen = np.linspace(0, len(bank.totals) - 1, min(TRIED, len(bank.totals))).astype(int)
    far, inside = 0, []
    for number in chosen.tolist():
        distances = bank.distances(bank.totals[number], without=number)
        far += bank.nearest(distances) >= observed
        if told:
            scores, weights = bank.given(bank.totals[number], distances)
            below = weights @ (scores[:, told] < bank.scores[number, told])
            inside.append(np.abs(below - 0.5) <= 0.45)
    return far / len(chosen), float(np.mean(inside)) if inside else float("nan")
