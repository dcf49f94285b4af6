"""What may happen when the parameters are uncertain too: chance and knowledge apart, and which unknown matters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import nan
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.engines import choose
from sim.given import checked
from sim.knowledge.allowed import allowed
from sim.knowledge.draws import Draws, draw, priors_of, with_joint
from sim.knowledge.ends import Ends, ends
from sim.knowledge.influence import Influence, influences
from sim.knowledge.on_average import Chance, above
from sim.knowledge.one_world import OfEachWorld
from sim.knowledge.priors import Prior
from sim.knowledge.split import Split, best_replications, split
from sim.knowledge.worlds import Progress, WorldFigures, worlds_of
from sim.limits import default_workers
from sim.loaded import Given, LoadedScenario, loaded_of
from sim.scenario.schema import Scenario, Target
from sim.store.unfinished import unfinished
from sim.studies.batches import Plan
from sim.studies.frames import Framed, Row, pandas
from sim.studies.runs import machines_of
from sim.studies.shown import Shown, told

if TYPE_CHECKING:
    import pandas as pd

    from sim.cluster.machines import Machines

Floats = NDArray[np.float64]

WORLDS = 200
PILOT = 48
PILOT_REPLICATIONS = 6
MOST_REPLICATIONS = 20
PREPARING = 200_000
"""About as many rows of an event log can be simulated and measured in the time in which a world is prepared: its tables
and the figures of a batch, whatever its number of replications.  Measured 97,000, 118,000 and 285,000 on scenarios with
little and much in them; half or twice as much changes the best number of replications by less than half."""
JOINT = "joint"


class NothingUncertain(ValueError):
    """No parameter of the scenario has a prior."""


@dataclass(frozen=True, repr=False)
class Uncertain(Framed, Shown):
    """A scenario in many worlds.  ``figures`` hold the targets' values and whether they are reached, by year."""

    scenario: Scenario
    draws: Draws
    figures: WorldFigures
    seed: int
    replications: int

    def rows(self) -> Iterator[Row]:
        """A row for each target.

        Columns: ``target``; ``mean`` and ``mean_se``; ``chance_sd`` and ``knowledge_sd``, what luck and not knowing
        make of a single year, and ``knowledge_share`` of the variance; ``p10`` and ``p90`` of a single year over both;
        ``met``, ``met_low`` and ``met_high``, the probability that it is reached (NaN without a bound).
        """
        for target in self.targets:
            parts, (low, high) = self.split(target.name), self.spread(target.name)
            bounded = target.at_least is not None or target.at_most is not None
            met = self.chance(target.name) if bounded else Chance(nan, nan, nan)
            yield {
                "target": target.name, "mean": parts.mean, "mean_se": parts.mean_se, "chance_sd": parts.chance_sd,
                "knowledge_sd": parts.knowledge_sd, "knowledge_share": parts.knowledge_share, "p10": low, "p90": high,
                "met": met.mean, "met_low": met.low, "met_high": met.high,
            }  # fmt: skip

    def worlds_frame(self) -> pd.DataFrame:
        """A row for each possible world, indexed by its number: what was drawn, and the mean of each target there.

        Columns: the parameters by name, then ``target.NAME``.
        """
        frame: pd.DataFrame = pandas().DataFrame(
            self.draws.values[self.figures.possible], columns=list(self.draws.names),
            index=pandas().Index(self.figures.possible, name="world"),
        )  # fmt: skip
        return frame.assign(**{f"target.{target.name}": self.means(target.name) for target in self.targets})

    def __repr__(self) -> str:
        """Size, and of each target the mean, the spread of a single year, and the part that is not knowing."""
        said = (
            f"{row['target']} {row['mean']:.4g} ({row['p10']:.4g} to {row['p90']:.4g},"
            f" {row['knowledge_share']:.0%} not knowing)"
            for row in self.rows()
        )
        worlds = f"{len(self.figures.possible):,} worlds of {self.replications} replications, seed {self.seed}"
        return f"<Uncertain {self.scenario.name}: {worlds}; {'; '.join(said)}>"

    @cached_property
    def targets(self) -> tuple[Target, ...]:
        """Counts before shares."""
        return tuple(sorted(self.scenario.targets, key=lambda target: (target.count is None, target.name)))

    @property
    def impossible(self) -> int:
        """Draws whose values cannot be together in the scenario."""
        return len(self.draws) - len(self.figures.possible)

    def outcomes(self, target: str) -> Floats:
        """The target's value in single years (or whole windows), shape (worlds, replications, years)."""
        return self.figures.columns(self._columns(f"target.{target}"))

    def people(self, target: str) -> Floats:
        """What the target's value is a share of in single years; 1 where it is no share.  Shaped as the outcomes."""
        return self.figures.denominators(self._columns(f"target.{target}"))

    def attained(self, target: str) -> Floats:
        """1 where the target is reached, 0 where it is missed, NaN where nothing is judged; shaped as the outcomes."""
        return self.figures.columns(self._columns(f"attained.{target}"))

    def split(self, target: str) -> Split:
        """Chance and knowledge of one year's outcome.

        Knowledge is told from replications as a whole, because the years of a run depend on each other; chance is the
        variance of a single year within a world.
        """
        years = self.outcomes(target)
        with np.errstate(invalid="ignore"):
            of_runs = np.nanmean(years, axis=2) if years.shape[2] > 1 else years[:, :, 0]
        parts = split(of_runs, self._scramble)
        flat = years.reshape(len(years), -1)
        known = ~np.isnan(flat)
        enough = known.sum(axis=1) > 1
        chance = float(np.nanvar(flat[enough], axis=1, ddof=1).mean()) if enough.any() else nan
        return replace(parts, chance=chance)

    def spread(self, target: str) -> tuple[float, float]:
        """10 and 90 % quantile of a single year over chance and knowledge together."""
        values = self.outcomes(target)
        values = values[~np.isnan(values)]
        if not len(values):
            return nan, nan
        low, high = np.quantile(values, (0.1, 0.9))
        return float(low), float(high)

    def chance(self, target: str = JOINT) -> Chance:
        """That a target (or all of them) is reached in a year that happens, whatever the truth about the parameters."""
        return _in_a_year(self.attained(target))

    def influences(self, target: str) -> tuple[Influence, ...]:
        """The parameters by how strongly they go with the target's value."""
        return influences(self.draws, self.figures.possible, self.means(target))

    def ends(self, target: str, parameter: str) -> Ends:
        """The target's mean where the parameter is at its 10 and 90 % points, from the worlds that are there."""
        return ends(self.draws, self.figures.possible, self.means(target), parameter)

    def means(self, target: str) -> Floats:
        """The target's mean in each world, NaN where there was nothing to measure."""
        values = self.outcomes(target)
        flat = values.reshape(len(values), -1)
        known = (~np.isnan(flat)).sum(axis=1)
        return np.where(known > 0, np.nansum(flat, axis=1) / np.maximum(known, 1), nan)

    @property
    def _scramble(self) -> NDArray[np.int64]:
        return self.draws.scramble[self.figures.possible]

    def _columns(self, name: str) -> tuple[str, ...]:
        """The columns of single years; the figure itself where the target is set for the whole window."""
        by_year = tuple(one for one in self.figures.names if one.startswith(f"{name}@"))
        return by_year or (name,)


def wanted_figures(scenario: Scenario) -> frozenset[str]:
    """Names, without their year, of what :class:`Uncertain` looks at, and of what a decision may be valued by."""
    kinds = ("target", "attained", "attaining")
    targets = {f"{kind}.{target.name}" for target in scenario.targets for kind in kinds} | {"cost_own"}
    return frozenset(targets | {f"attained.{JOINT}"})


@checked()
@told
def uncertain(
    *scenarios: Given,
    worlds: int = WORLDS,
    replications: int | None = None,
    seed: int = 1,
    engine: str = "auto",
    workers: int | None = None,
    progress: Progress | bool | None = None,
    joint: Sequence[Mapping[str, float]] = (),
    cluster: str | Machines | None = None,
    results: str | Path | None = None,
) -> tuple[Uncertain, ...]:
    """Each scenario in the same worlds, paired: the same draws and the same luck in each.

    ``replications`` a world; None: found by a pilot so that chance and knowledge are told apart best for the work.
    The uncertain parameters are those of the first scenario; one that another scenario lacks is left alone there.  A
    parameter that was set, or that differs between the scenarios, is what is decided, and keeps its value.
    ``joint``: equally likely joint draws of some parameters (what ``rengsim fit --draws`` wrote), which are drawn
    together from these instead of each from its prior.  ``cluster``: machines instead of threads (docs/cluster.md); the
    pilot stays here.  ``results``: a folder where the worlds are kept until all are done, so that the same call goes on
    where it was interrupted.
    Raises :class:`NothingUncertain`, :class:`sim.knowledge.worlds.NoWorldPossible` and ValueError for too few worlds
    or joint draws of a parameter that the scenario does not have.
    """
    loaded = tuple(map(loaded_of, scenarios))
    if not loaded:
        raise ValueError("say of which scenario: sim.uncertain(scenario)")
    base = loaded[0]
    decided = decided_in(loaded)
    together = with_joint(priors_of(base.scenario.parameters), joint, base.scenario.parameters)
    priors = tuple(prior for prior in together if prior.name not in decided)
    if not priors:
        raise NothingUncertain("no parameter of the scenario has a prior")
    priors = allowed(priors, loaded)
    draws = draw(priors, worlds, seed)
    count = workers or default_workers()
    each = replications or _pilot(base, priors, seed, engine, count)
    done = []
    with machines_of(cluster) as machines, unfinished(results) as study:
        for place, one in enumerate(loaded):
            ahead = place * worlds * each

            def report(now: int, total: int, ahead: int = ahead) -> None:
                if callable(progress):
                    progress(ahead + now, total * len(loaded))

            figures = worlds_of(one, draws.known_to(one), each, wanted_figures(one.scenario), seed, engine,
                                count, progress=report, machines=machines, study=study)  # fmt: skip
            done.append(Uncertain(one.scenario, draws, figures, seed, each))
    return tuple(done)


def decided_in(scenarios: Sequence[LoadedScenario]) -> frozenset[str]:
    """Parameters that were set, or that differ between the scenarios."""
    first = scenarios[0].parameters
    differing = {
        name for other in scenarios[1:] for name, value in other.parameters.items() if first.get(name, value) != value
    }
    return frozenset(differing.union(*(one.settings for one in scenarios)))


def _pilot(loaded: LoadedScenario, priors: tuple[Prior, ...], seed: int, engine: str, workers: int) -> int:
    """The number of replications a world that tells the first share target, or the first target, apart best.

    What a world costs is counted in rows of the event log and never measured: the same command has the same worlds,
    and so the same answer, on any machine, under any load and with either engine.
    """
    if not loaded.scenario.targets:
        return PILOT_REPLICATIONS
    draws, names = draw(priors, PILOT, seed), wanted_figures(loaded.scenario)
    figures = worlds_of(loaded, draws, PILOT_REPLICATIONS, names, seed, engine, workers)
    found = Uncertain(loaded.scenario, draws, figures, seed, PILOT_REPLICATIONS)
    parts = found.split(found.targets[-1].name)
    if np.isnan(parts.chance) or np.isnan(parts.knowledge):
        return PILOT_REPLICATIONS
    wanted = OfEachWorld(names, range(PILOT_REPLICATIONS)).wanted
    plan = Plan(loaded.model, choose(engine, loaded.model, PILOT_REPLICATIONS), seed, False, wanted)
    rows = plan.run(range(PILOT_REPLICATIONS)).rows / PILOT_REPLICATIONS
    return best_replications(parts.chance, parts.knowledge, PREPARING, rows, MOST_REPLICATIONS)


def difference(first: Uncertain, second: Uncertain, target: str) -> Split:
    """Chance and knowledge of the difference ``second`` - ``first`` of a target, paired by world and replication."""
    both = np.intersect1d(first.figures.possible, second.figures.possible)
    values = []
    for one in (first, second):
        places = np.searchsorted(one.figures.possible, both)
        with np.errstate(invalid="ignore"):
            values.append(np.nanmean(one.outcomes(target)[places], axis=2))
    return split(values[1] - values[0], first.draws.scramble[both])


def better_on_average(parts: Split) -> Chance:
    """The probability, given what is not known, that the mean difference is above 0: Phi(mean / sqrt(V_K)).

    The share of world means above 0 would count the chance that is left in them as ignorance.
    """
    return above(parts, 0.0)


def better_in_a_year(first: Uncertain, second: Uncertain, target: str) -> tuple[Chance, Chance]:
    """Parts of paired years in which ``second`` has more, and in which both have the same: chance and knowledge."""
    both = np.intersect1d(first.figures.possible, second.figures.possible)
    a, b = (one.outcomes(target)[np.searchsorted(one.figures.possible, both)] for one in (first, second))
    known = ~(np.isnan(a) | np.isnan(b))
    more, same = (np.where(known, happens, nan) for happens in (b > a, b == a))
    return _in_a_year(more), _in_a_year(same)


def _in_a_year(happens: Floats) -> Chance:
    """How often 1 stands in years of shape (worlds, replications, years), NaN where nothing is known.

    Worlds are the unit of its interval.
    """
    from sim.studies.intervals import interval

    flat = happens.reshape(len(happens), -1)
    known = ~np.isnan(flat)
    if not known.any():
        return Chance(nan, nan, nan)
    of_worlds = np.nanmean(flat[known.any(axis=1)], axis=1)
    mean, se = float(of_worlds.mean()), float(of_worlds.std(ddof=1) / np.sqrt(len(of_worlds)))
    return Chance(mean, *interval("chance", mean, se, len(of_worlds), float(known.sum())))


__all__: Sequence[str] = (
    "Chance",
    "NothingUncertain",
    "Uncertain",
    "better_in_a_year",
    "better_on_average",
    "difference",
    "uncertain",
    "wanted_figures",
)
