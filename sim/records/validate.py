"""Does the model agree with what happened?  Each figure of the records beside the same figure of simulated records.

Simulated runs are recorded as the real ones were (:mod:`sim.records.observe`): the same window, the same whole days,
the same open ends.  A figure is then judged by how many simulated records are at least as far out (a posterior
predictive check; Gelman and others, *Bayesian Data Analysis*, chapter 6), all figures together by Holm's rule.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from sim.given import checked, made_by
from sim.records.observe import observe
from sim.records.paths import Pathway
from sim.records.schema import IGNORED, Episode, MappingFile, Records
from sim.records.simulated import simulated, with_values
from sim.scenario.schema import Scenario
from sim.studies.frames import Framed, Row
from sim.studies.intervals import holm
from sim.studies.shown import Progress, Shown, told

Floats = NDArray[np.float64]

REPLICATIONS = 1000
LEVEL = 0.05
FEWEST = 5
"""Figures of fewer people are left out: they say nothing, and might say something of one person."""

Figure: TypeAlias = tuple[str, ...]
"""``("people",)``, ``("begun", step)``, ``("days", step)``, ``("share", step, next)``, ``("wait", step, next)``,
``("inside", step)``: kind and steps."""


@dataclass(frozen=True)
class Compared:
    """One figure: ``observed``, and its 10, 50 and 90 % points among the simulated records.

    ``p``: the chance of records at least as far out on either side, if the model is right.
    """

    figure: Figure
    observed: float
    low: float
    middle: float
    high: float
    p: float
    stands_out: bool  # by Holm's rule among all figures
    few: bool = False  # fewer than FEWEST people did it, or did not: not for files that leave the machine


@dataclass(frozen=True, repr=False)
class Validation(Framed, Shown):
    """``compared`` with the most surprising first; ``worlds``: draws of the parameters, 1 for those of the file."""

    compared: tuple[Compared, ...]
    replications: int
    worlds: int
    impossible: int
    scenario: Scenario

    def rows(self) -> Iterator[Row]:
        """A row for each figure, the most surprising first.

        Columns: ``kind``, ``step`` and ``following`` (missing where there is none); ``observed``, and ``p10``, ``p50``,
        ``p90`` among the simulated records, in days, people or as a share; ``p``; ``stands_out``; ``few``: fewer than
        five people did it (or did not), so that the row should not leave the machine.
        """
        for one in self.compared:
            kind, step, following = (*one.figure, None, None)[:3]
            yield {
                "kind": kind, "step": step, "following": following, "observed": float(one.observed),
                "p10": one.low, "p50": one.middle, "p90": one.high, "p": one.p, "stands_out": one.stands_out,
                "few": one.few,
            }  # fmt: skip

    def __repr__(self) -> str:
        out = f"{len(self.stand_out)} of {len(self.compared)} figures stand out"
        return f"<Validation of {self.scenario.name}: {out}; {self.replications:,} replications>"

    @property
    def enough(self) -> bool:
        """Whether there are replications enough for a figure to stand out at all."""
        return len(self.compared) <= LEVEL * (self.replications + 1)

    @property
    def stand_out(self) -> tuple[Compared, ...]:
        return tuple(one for one in self.compared if one.stands_out)


def figures_of(episodes: Sequence[Episode], mapping: MappingFile) -> dict[Figure, tuple[float, int]]:
    """Figures of records, each with the number of people or stays behind it.  (``share``: of all, not of the part.)"""
    recorded = set(mapping.spells.words.values()) - {IGNORED}
    pathway = Pathway(mapping.scenario.scenario, recorded)
    begun: dict[str, int] = defaultdict(int)
    inside: dict[str, int] = defaultdict(int)
    days: dict[str, list[int]] = defaultdict(list)
    moves: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    waits: dict[tuple[str, str], list[int]] = defaultdict(list)
    for episode in episodes:
        for spell, following in zip(episode.spells, (*episode.spells[1:], None), strict=True):
            begun[spell.step] += spell.begin >= mapping.first
            if pathway.is_exit(spell.step):
                continue
            inside[spell.step] += spell.end is None
            if spell.end is not None and spell.begin >= mapping.first:
                days[spell.step].append((spell.end - spell.begin).days)
            if spell.end is not None and following is not None:
                moves[spell.step][following.step] += 1
                if not pathway.is_exit(following.step):
                    waits[spell.step, following.step].append((following.begin - spell.end).days)
    found: dict[Figure, tuple[float, int]] = {("people",): (len(episodes), len(episodes))}
    found |= {("begun", step): (number, number) for step, number in begun.items()}
    found |= {("inside", step): (number, number) for step, number in inside.items()}
    found |= {("days", step): (float(np.mean(values)), len(values)) for step, values in days.items() if values}
    for step, following_steps in moves.items():
        total = sum(following_steps.values())
        found |= {("share", step, name): (number / total, total) for name, number in following_steps.items()
                  if len(following_steps) > 1}  # fmt: skip
    found |= {("wait", *pair): (float(np.mean(values)), len(values)) for pair, values in waits.items()}
    return found


@checked(records=made_by(Records, "what sim.read_records gives"))
@told
def validate(
    records: Records,
    replications: int = REPLICATIONS,
    draws: Sequence[dict[str, float]] = (),
    seed: int = 1,
    engine: str = "auto",
    progress: Progress | bool | None = None,
) -> Validation:
    """Every figure of the records that at least :data:`FEWEST` people or stays make up, beside its simulated values.

    ``draws``: values of parameters, used in turn; without them those of the file hold in all replications.
    Raises TypeError and ValueError for an argument that cannot be used.
    """
    mapping = records.mapping
    figures = figures_of(records.episodes, mapping)
    observed = {name: value for name, (value, number) in figures.items() if number >= FEWEST}
    simulated_values: dict[Figure, list[float]] = {name: [] for name in observed}
    worlds = impossible = done = 0
    for world in simulated(partial(with_values, mapping.scenario), draws, replications, seed, engine):
        if world is None:
            impossible += 1
            continue
        worlds += 1
        for log in world.logs:
            found = figures_of(observe(log, world.model, mapping), mapping)
            for name in observed:
                value, _ = found.get(name, (0.0 if name[0] in ("begun", "inside", "share") else float("nan"), 0))
                simulated_values[name].append(value)
        done += len(world.logs)
        if callable(progress):
            progress(min(done, replications), replications)
    behind = {name: number for name, (_, number) in figures.items()}
    stays = Counter(spell.step for episode in records.episodes for spell in episode.spells)
    compared = [_compared(name, observed[name], np.array(values), _few(name, observed[name], behind[name], stays))
                for name, values in simulated_values.items()]  # fmt: skip
    return Validation(_judged([one for one in compared if one is not None]), done, worlds, impossible,
                      mapping.scenario.scenario)  # fmt: skip


def _few(name: Figure, value: float, behind: int, stays: Mapping[str, int]) -> bool:
    """Whether a figure tells what fewer than :data:`FEWEST` people did, or did not; ``stays``: all of each step."""
    if name[0] == "inside":
        return 0 < stays[name[1]] - value < FEWEST
    return name[0] == "share" and min(value, 1 - value) * behind < FEWEST - 0.5


def _compared(name: Figure, observed: float, values: Floats, few: bool) -> Compared | None:
    """None where hardly any simulated records have such a figure."""
    values = values[~np.isnan(values)]
    if len(values) < 20:
        return None
    low, middle, high = np.quantile(values, (0.1, 0.5, 0.9))
    less, equal = float(np.sum(values < observed)), float(np.sum(values == observed))
    share = (less + 0.5 * (equal + 1)) / (len(values) + 1)
    return Compared(name, observed, float(low), float(middle), float(high), min(1.0, 2 * min(share, 1 - share)), False,
                    few)  # fmt: skip


def _judged(compared: Sequence[Compared]) -> tuple[Compared, ...]:
    """Most surprising first; which of them stand out says Holm's rule."""
    ordered = sorted(compared, key=lambda one: (one.p, one.figure))
    rejected = holm([one.p for one in ordered], LEVEL)
    return tuple(replace(one, stands_out=out) for one, out in zip(ordered, rejected, strict=True))
