"""A decision among options under uncertainty: which is best on average, and what is worth finding out before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.given import checked
from sim.knowledge.acceptability import Acceptability, acceptability, switches
from sim.knowledge.draws import Draws
from sim.knowledge.uncertain import JOINT, Uncertain, uncertain
from sim.knowledge.value import LEAST_WORLDS, SampleWorth, Worth, sample_worth, worth_of_named, worths
from sim.knowledge.worlds import Progress
from sim.loaded import Given, LoadedScenario, loaded_of
from sim.measures.civil import years_covered
from sim.studies.frames import Framed, Row, tidy
from sim.studies.shown import Shown, told

if TYPE_CHECKING:
    import pandas as pd

    from sim.cluster.machines import Machines

Floats = NDArray[np.float64]

WORLDS = 1_000
LEAST = 2 * LEAST_WORLDS
"""Up to half of what is drawn may be impossible."""
CURVE_STEPS = 8
"""Points of the acceptability curve from 0 to the stated worth."""
SAMPLES = (20, 50, 100)
"""People in the samples that are valued."""


class NoValue(ValueError):
    """The scenario has nothing to value a decision by: ``missing`` names the target or figure that it lacks."""

    def __init__(self, missing: str) -> None:
        self.missing = missing
        super().__init__(missing)


class NotUncertain(ValueError):
    """``names`` are no uncertain parameters here: they do not exist, are decided, known or follow from others."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names
        super().__init__(", ".join(names) or "an empty group")


@dataclass(frozen=True, repr=False)
class Decision(Framed, Shown):
    """Options in the same worlds.  ``values`` of shape (worlds, options) is what each is worth in each world a year.

    In kroner where a person who attains the target is given a worth (``per_person``), else the chance that the target
    is reached in a year.  ``attaining`` and ``costs``, shaped alike, are people and own costs a year, None without a
    worth.  ``groups``: what could be found out together, each with a name and its parameters.
    """

    options: tuple[LoadedScenario | Uncertain, ...]
    values: Floats
    draws: Draws
    possible: NDArray[np.int64]
    target: str
    per_person: float | None
    seed: int
    attaining: Floats | None = None
    costs: Floats | None = None
    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def rows(self) -> Iterator[Row]:
        """A row for what knowing everything, each group and each parameter is worth, the most valuable first.

        Columns: ``kind`` (``everything``, ``group``, ``parameter``); ``name``; ``value`` and ``se`` in kroner a year,
        or as a chance without ``per_person``; ``significant``.
        """
        together, single = self.worths
        found = [("everything", "", together)]
        found += [("group", title, one) for title, one in self.worths_of_groups]
        found += [("parameter", one.parameters[0], one) for one in single]
        for kind, name, one in found:
            yield {"kind": kind, "name": name or None, "value": one.value, "se": one.se, "significant": one.significant}

    def options_frame(self) -> pd.DataFrame:
        """A row for each option: ``option``, ``mean`` and ``se`` of its value, and whether it is the ``best``."""
        return tidy(
            {"option": option.scenario.name, "mean": mean, "se": se, "best": place == self.best}
            for place, (option, (mean, se)) in enumerate(zip(self.options, self.means, strict=True))
        )

    def __repr__(self) -> str:
        """The best option, its value, and what knowing everything is worth."""
        best, unit = self.options[self.best].scenario.name, "" if self.per_person is None else " kr. a year"
        values = f"{self.means[self.best][0]:.4g}{unit}, knowing everything {self.worths[0].value:.4g}{unit}"
        return f"<Decision on {self.target} among {len(self.options)} options: best {best}, {values}, seed {self.seed}>"

    @cached_property
    def curve(self) -> Acceptability | None:
        """How likely each option is the best on average, from 0 to three times the stated worth; None without one."""
        if self.per_person is None or self.attaining is None or self.costs is None:
            return None
        worths = [self.per_person * step / CURVE_STEPS for step in range(3 * CURVE_STEPS + 1)]
        return acceptability(self.attaining, self.costs, self.draws.values[self.possible], worths)

    @property
    def switches(self) -> tuple[float, ...]:
        """The worths of a person, up to three times the stated one, at which another option becomes the best."""
        if self.per_person is None or self.attaining is None or self.costs is None:
            return ()
        return switches(self.attaining, self.costs, 3 * self.per_person)

    @cached_property
    def best(self) -> int:
        """The place of the option with the highest mean value."""
        return int(np.argmax(self.values.mean(axis=0)))

    @cached_property
    def means(self) -> tuple[tuple[float, float], ...]:
        """Mean value of each option and its Monte Carlo standard error."""
        errors = self.values.std(axis=0, ddof=1) / sqrt(len(self.values))
        return tuple(zip(self.values.mean(axis=0).tolist(), errors.tolist(), strict=True))

    @cached_property
    def worths(self) -> tuple[Worth, tuple[Worth, ...]]:
        """What knowing everything is worth, and each parameter, the most valuable first."""
        return worths(self.values, self.draws, self.possible, self.seed)

    @cached_property
    def worths_of_groups(self) -> tuple[tuple[str, Worth], ...]:
        """What knowing each group of parameters is worth, the most valuable first."""
        found = [
            (title, worth_of_named(self.values, self.draws, self.possible, names, self.seed))
            for title, names in self.groups
        ]
        return tuple(sorted(found, key=lambda one: (-one[1].value, one[0])))

    def samples(self, name: str) -> tuple[SampleWorth, ...]:
        """What samples of people are worth that measure a share; none for another kind of parameter."""
        place = self.draws.names.index(name)
        prior = self.draws.priors[place]
        if prior.family != "beta":
            return ()
        return sample_worth(self.values, self.draws.values[self.possible, place], prior, SAMPLES)


@checked()
@told
def value(
    *scenarios: Given,
    target: str = JOINT,
    per_person: float | None = None,
    worlds: int = WORLDS,
    seed: int = 1,
    engine: str = "auto",
    workers: int | None = None,
    progress: Progress | bool | None = None,
    joint: Sequence[Mapping[str, float]] = (),
    groups: Mapping[str, Sequence[str]] | None = None,
    cluster: str | Machines | None = None,
    results: str | Path | None = None,
) -> Decision:
    """What is worth finding out before choosing among scenarios.

    Valued by the chance that ``target`` (or all of them) is reached in a year; with ``per_person`` by so many kroner
    for each person who attains it, less the own costs.  One replication a world: the regression averages luck out.
    ``groups``: names of parameters that one investigation would find out together, by what it is called.
    ``results``: as in :func:`sim.knowledge.uncertain.uncertain`.
    Raises :class:`NoValue`, :class:`NotUncertain` for a group with a parameter that is not uncertain here, ValueError
    for fewer than two scenarios or :data:`LEAST` worlds, and what
    :func:`sim.knowledge.uncertain.uncertain` raises.
    """
    if len(scenarios) < 2:
        raise ValueError("a decision needs two options")
    if worlds < LEAST:
        raise ValueError(f"at least {LEAST} worlds are needed, not {worlds}")
    options = tuple(map(loaded_of, scenarios))
    found = uncertain(
        *options, worlds=worlds, replications=1, seed=seed, engine=engine, workers=workers, progress=progress,
        joint=joint, cluster=cluster, results=results,
    )  # fmt: skip
    parts_of_groups = _checked(groups or {}, found[0].draws)
    if per_person is None:
        return replace(decision_among(found, target), options=options, groups=parts_of_groups)
    possible = _possible_in_all(found)
    parts = [_people_and_cost(one, possible, target) for one in found]
    attaining, costs = (np.column_stack(part) for part in zip(*parts, strict=True))
    values = per_person * attaining - costs
    known = ~np.isnan(values).any(axis=1)
    return Decision(options, values[known], found[0].draws, possible[known], target, per_person, seed,
                    attaining[known], costs[known], parts_of_groups)  # fmt: skip


def decision_among(found: Sequence[Uncertain], target: str) -> Decision:
    """The decision among options that were simulated in the same worlds, by the chance that the target is reached.

    Raises :class:`NoValue`.
    """
    possible = _possible_in_all(found)
    values = np.column_stack([_reached(one, possible, target) for one in found])
    known = ~np.isnan(values).any(axis=1)
    return Decision(tuple(found), values[known], found[0].draws, possible[known], target, None, found[0].seed)


def _possible_in_all(found: Sequence[Uncertain]) -> NDArray[np.int64]:
    possible = found[0].figures.possible
    for one in found[1:]:
        possible = np.intersect1d(possible, one.figures.possible)
    return possible


def _checked(groups: Mapping[str, Sequence[str]], draws: Draws) -> tuple[tuple[str, tuple[str, ...]], ...]:
    missing = [name for names in groups.values() for name in names if name not in draws.names]
    if missing or not all(groups.values()):
        raise NotUncertain(tuple(dict.fromkeys(missing)))
    return tuple((title, tuple(names)) for title, names in groups.items())


def _reached(found: Uncertain, possible: NDArray[np.int64], target: str) -> Floats:
    """The part of the years of all replications in which the target is reached."""
    places, names = np.searchsorted(found.figures.possible, possible), set(found.figures.names)
    reached = tuple(name for name in names if name.startswith(f"attained.{target}@")) or (f"attained.{target}",)
    if not set(reached) <= names:
        raise NoValue(target)
    with np.errstate(invalid="ignore"):
        return np.asarray(np.nanmean(found.figures.columns(reached)[places], axis=(1, 2)))


def _people_and_cost(found: Uncertain, possible: NDArray[np.int64], target: str) -> tuple[Floats, Floats]:
    """People who attain the target, and own costs, both a year."""
    places, names = np.searchsorted(found.figures.possible, possible), set(found.figures.names)
    if f"attaining.{target}" not in names:
        raise NoValue(target)
    scenario = found.scenario
    years = years_covered(scenario.run.start + scenario.run.warm_up, scenario.run.end, scenario.run.first_day)
    attaining = found.figures.columns((f"attaining.{target}",))[places, 0, 0]
    cost = found.figures.columns(("cost_own",))[places, 0, 0] if "cost_own" in names else np.zeros(len(places))
    return np.asarray(attaining / years), np.asarray(cost / years)
