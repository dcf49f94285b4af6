"""Which unknown matters for a figure: all parameters screened, the strongest looked at in detail.

Luck is one more factor, the seed of the replications (:data:`LUCK`): the same seed in two points gives the same people
and the same luck, so what one parameter does is told apart from luck; without it every parameter's total index would
hold the luck of its points.  A figure is that of a few replications, so the part that is luck is smaller than in a
single run.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import nan
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.given import checked, strings
from sim.knowledge.allowed import allowed
from sim.knowledge.draws import JOINT_ROWS, Draws, priors_of, with_joint
from sim.knowledge.indices import Effect, Floats, Index, Outcomes, screen, sobol
from sim.knowledge.priors import Prior
from sim.knowledge.uncertain import NothingUncertain
from sim.knowledge.worlds import Progress, worlds_of
from sim.limits import default_workers
from sim.loaded import Given, LoadedScenario, loaded_of
from sim.random_keys import MASK, mix
from sim.scenario.schema import Scenario
from sim.store.unfinished import Unfinished, unfinished
from sim.studies.asked import Asked, mean_of, parse
from sim.studies.frames import Framed, Row
from sim.studies.runs import machines_of
from sim.studies.shown import Shown, told

if TYPE_CHECKING:
    from sim.cluster.machines import Machines

LUCK = "(luck)"
REST = "(rest)"
"""Factors that are no parameter; their names cannot be those of one."""

TRAJECTORIES, DETAIL, SIZE, REPLICATIONS = 20, 8, 256, 10
MIDDLE = (0.05, 0.95)
"""Probabilities between which the screening moves a parameter."""


def _measures(name: str, value: tuple[object, ...]) -> None:
    strings(name, [one for one in value if not isinstance(one, Asked)])


@dataclass(frozen=True, repr=False)
class Sensitivity(Framed, Shown):
    """``effects`` and ``indices`` for each thing asked: all parameters and luck; the strongest, the rest and luck."""

    scenario: Scenario
    asked: tuple[Asked, ...]
    effects: tuple[tuple[Effect, ...], ...]
    indices: tuple[tuple[Index, ...], ...]
    priors: tuple[Prior, ...]
    trajectories: int
    size: int
    replications: int
    seed: int

    def rows(self) -> Iterator[Row]:
        """A row for each thing asked and factor: first what was looked at in detail, then what was only screened.

        Columns: ``figure``; ``factor``, a parameter, ``(rest)`` or ``(luck)``; ``first`` and ``total``, the indices,
        and ``first_half``, ``total_half``, half of their 95 % intervals (NaN where only screened); ``size``,
        ``size_half``, ``mean`` and ``spread`` of the screening, in the unit of the figure (NaN for a group).
        """
        for asked, indices, effects in zip(self.asked, self.indices, self.effects, strict=True):
            index, effect = ({one.factor: one for one in found} for found in (indices, effects))
            for factor in dict.fromkeys((*index, *effect)):
                detail, screened = index.get(factor), effect.get(factor)
                yield {
                    "figure": asked.text, "factor": factor,
                    **{name: getattr(detail, name, nan) for name in ("first", "first_half", "total", "total_half")},
                    "size": getattr(screened, "size", nan), "size_half": getattr(screened, "half", nan),
                    "mean": getattr(screened, "mean", nan), "spread": getattr(screened, "spread", nan),
                }  # fmt: skip

    def __repr__(self) -> str:
        """Size, and the strongest parameter of each thing asked with its total index."""
        firsts = ((asked.text, next(iter(self.ranked(place)), None)) for place, asked in enumerate(self.asked))
        said = (f"{text}: {one.factor} {one.total:.0%}" if one else f"{text}: none" for text, one in firsts)
        return f"<Sensitivity of {self.scenario.name}: {self.points:,} points, seed {self.seed}; {'; '.join(said)}>"

    @property
    def points(self) -> int:
        """Sets of assumptions that were simulated."""
        return self.trajectories * (len(self.effects[0]) + 1) + self.size * (len(self.indices[0]) + 2)

    def ranked(self, place: int) -> tuple[Index, ...]:
        """The parameters looked at in detail by their total index for one of the things asked, the largest first."""
        single = [one for one in self.indices[place] if one.factor not in (LUCK, REST)]
        return tuple(sorted(single, key=lambda one: -one.total))

    def of(self, place: int, factor: str) -> Index | None:
        """The index of a factor or group, None if it is not there."""
        return next((one for one in self.indices[place] if one.factor == factor), None)


@checked(measures=_measures)
@told
def sensitivity(
    scenario: Given,
    *measures: str | Asked,
    trajectories: int = TRAJECTORIES,
    detail: int = DETAIL,
    size: int = SIZE,
    replications: int = REPLICATIONS,
    seed: int = 1,
    engine: str = "auto",
    workers: int | None = None,
    progress: Progress | bool | None = None,
    cluster: str | Machines | None = None,
    results: str | Path | None = None,
    joint: Sequence[Mapping[str, float]] = (),
) -> Sensitivity:
    """Screening of all uncertain parameters, then first and total order of the ``detail`` strongest for each measure.

    ``trajectories`` of the screening and ``size`` of the designs of the indices: more of them narrow the intervals.
    ``measures``: as in ``mean(FIGURE)`` or ``P(TARGET)``, by default the mean of each target.  A parameter that was set
    keeps its value.  ``results`` and ``joint``: as in :func:`sim.knowledge.uncertain.uncertain`; parameters with joint
    draws are one factor together, :data:`sim.knowledge.draws.JOINT_ROWS`, because one of them cannot move alone.
    Raises :class:`sim.knowledge.uncertain.NothingUncertain`,
    :class:`sim.studies.asked.NotUnderstood`, :class:`sim.knowledge.worlds.NoWorldPossible`, and ValueError for a
    ``size`` that is no power of 2.
    """
    loaded = loaded_of(scenario)
    stated = loaded.scenario
    asked = tuple(parse(one, stated) if isinstance(one, str) else one for one in measures) or means(stated)
    together = with_joint(priors_of(stated.parameters), joint, stated.parameters)
    priors = tuple(prior for prior in together if prior.name not in loaded.settings)
    if not priors or not asked:
        raise NothingUncertain("no parameter of the scenario has a prior")
    priors = allowed(priors, [loaded])
    count = workers or default_workers()
    factors = factors_of(priors)
    ahead, total = 0, trajectories * (len(factors) + 1) + size * (min(detail * len(asked), len(factors)) + 4)

    def report(now: int, _: int) -> None:
        if callable(progress):
            progress(min(ahead * replications + now, total * replications), total * replications)

    with machines_of(cluster) as machines, unfinished(results) as study:
        outcomes = _outcomes(loaded, priors, asked, replications, engine, count, report, machines, study)
        effects = screen(factors, lambda u: outcomes(_between(u)), trajectories, seed)
        ahead = trajectories * (len(factors) + 1)
        groups = _groups(factors, _strongest(effects, detail))
        indices = sobol(factors, groups, outcomes, size, seed)
    return Sensitivity(
        stated, asked, tuple(effects), tuple(indices), priors, trajectories, size, replications, seed
    )  # fmt: skip


def means(scenario: Scenario) -> tuple[Asked, ...]:
    """The mean of each target, counts before shares."""
    targets = sorted(scenario.targets, key=lambda target: (target.count is None, target.name))
    return tuple(mean_of(f"target.{target.name}", scenario) for target in targets)


def _outcomes(
    loaded: LoadedScenario,
    priors: tuple[Prior, ...],
    asked: Sequence[Asked],
    replications: int,
    engine: str,
    workers: int,
    progress: Progress,
    machines: Machines | None,
    study: Unfinished | None,
) -> Outcomes:
    """What is asked in a few replications at each point; its columns are those of :func:`factors_of`."""
    figures = {one.figure.partition("@")[0] for one in asked}

    factors = factors_of(priors)

    def outcomes(points: Floats) -> Floats:
        values = np.column_stack([_values(prior, points[:, factors.index(_factor(prior))]) for prior in priors])
        draws = Draws(priors, values, np.zeros(len(points), dtype=np.int64))
        found = worlds_of(
            loaded, draws, replications, figures, engine=engine,
            workers=workers, progress=progress, seeds=_seeds(points[:, -1]), machines=machines, study=study,
        )  # fmt: skip
        for one in asked:
            one.columns(found.names)
        results = np.full((len(points), len(asked)), np.nan)
        for place, world in enumerate(found.possible):
            sheet = found.sheet(place)
            results[world] = [one.sample(sheet).mean() for one in asked]
        return results

    return outcomes


def factors_of(priors: Sequence[Prior]) -> tuple[str, ...]:
    """Each parameter, or all that have joint draws together, and luck at the end."""
    return (*dict.fromkeys(map(_factor, priors)), LUCK)


def _factor(prior: Prior) -> str:
    return JOINT_ROWS if prior.joint else prior.name


def _values(prior: Prior, column: Floats) -> Floats:
    """The values of a parameter at probabilities; of one with joint draws those of whole rows."""
    if not prior.joint:
        return prior.quantile(column)
    rows = np.minimum((column * len(prior.joint)).astype(np.int64), len(prior.joint) - 1)
    return np.asarray(prior.joint)[rows]


def _seeds(column: Floats) -> list[int]:
    """A seed for each value of the factor of luck; equal values give equal seeds."""
    bits: NDArray[np.uint64] = np.ascontiguousarray(column).view(np.uint64)
    return [mix(int(one) & MASK) >> 1 for one in bits]


def _between(points: Floats) -> Floats:
    """Levels 0 .. 1 of the screening as probabilities that are not at the very end."""
    low, high = MIDDLE
    return np.asarray(low + (high - low) * points)


def _strongest(effects: Sequence[Sequence[Effect]], detail: int) -> set[str]:
    """The ``detail`` parameters with the largest effect on each figure, and those with joint draws."""
    found = {JOINT_ROWS}
    for one in effects:
        known = [effect for effect in one if effect.factor != LUCK and effect.size > 0]
        found |= {effect.factor for effect in sorted(known, key=lambda effect: -effect.size)[:detail]}
    return found


def _groups(factors: Sequence[str], single: set[str]) -> list[str]:
    return [name if name in single or name == LUCK else REST for name in factors]
