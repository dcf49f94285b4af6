"""The rest of the year for targets that are shares: of those who come this year, how many will attain them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.log.table import Log, concatenate
from sim.measures import measure_all
from sim.measures.digest.image import image_of
from sim.measures.digest.running import digest_of
from sim.measures.judge import Judge, definitions
from sim.measures.sheet import Sheet
from sim.measures.wanted import Wanted
from sim.model.model import Model
from sim.records.joined_log import Joined
from sim.scenario.cases import leaves_of
from sim.scenario.schema import Scenario, Target, When

Floats = NDArray[np.float64]

AT_ONCE = 50
"""Logs that are measured together; more would only need more memory."""
WANTED = Wanted(frozenset(("target",)), definitions=False)


@dataclass(frozen=True)
class ShareForecast:
    """Of ``come`` people so far this year, ``attained`` have attained the target, and ``lost`` have left and no longer
    can.

    ``everybody`` and ``attaining``, of shape (replications,): who has come by the end of the year, and who of them has
    attained it when the simulated time ends.
    """

    target: Target
    come: int
    attained: int
    lost: int
    everybody: Floats
    attaining: Floats

    @property
    def shares(self) -> Floats:
        """Of each replication; NaN where nobody came."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(self.everybody > 0, self.attaining / self.everybody, np.nan)

    @property
    def most(self) -> float:
        """The largest share that there can still be in any replication: if all attained it who have not left."""
        came = self.everybody > 0
        return float(np.max(1 - self.lost / self.everybody[came])) if came.any() else float("nan")

    @property
    def chance(self) -> float:
        """Part of the replications in which the target is met; NaN for one without a bound."""
        shares, slack = self.shares[self.everybody > 0], 1e-9
        if self.target.at_least is not None:
            return float(np.mean(shares >= self.target.at_least - slack))
        return float("nan") if self.target.at_most is None else float(np.mean(shares <= self.target.at_most + slack))


@dataclass(frozen=True)
class Unseen:
    """A share that is not forecast: no word of the records means its ``steps``; without any, it depends on what spells
    never show."""

    target: Target
    steps: tuple[str, ...]


def shares_of(scenario: Scenario, recorded: Collection[str]) -> tuple[tuple[Target, ...], tuple[Unseen, ...]]:
    """The share targets of a calendar year of which the records show all that counts, and the others.

    What counts are the steps of the target and, for one of self-support, all steps that are self-supporting.
    """
    seen, unseen = [], []
    for one in scenario.targets:
        if one.share_of is None or one.per != "calendar year":
            continue
        missing = sorted(_counting(scenario, one) - set(recorded))
        if not _shows(one):
            unseen.append(Unseen(one, ()))
        elif missing:
            unseen.append(Unseen(one, tuple(missing)))
        else:
            seen.append(one)
    return tuple(seen), tuple(unseen)


def _counting(scenario: Scenario, target: Target) -> set[str]:
    """The steps that decide whether somebody counts, and attains the target."""
    steps = {name for when in _events(target) for name in when.steps}
    if target.who_are is not None:
        steps |= {step.name for step in scenario.steps if {*leaves_of(step.support)} != {"benefit"}}
    return steps


def _events(target: Target) -> list[When]:
    return [when for when in (target.share_of, target.after, target.reach) if when is not None]


def _shows(target: Target) -> bool:
    """Whether spells can show what a target asks: not how a stay ended, nor what a mark of a job says."""
    by_mark = target.who_are is not None and (bool(target.who_are.mark) or target.who_are.free_of_benefit)
    return all(_is_recorded(when) for when in _events(target)) and not by_mark


def _is_recorded(when: When) -> bool:
    """Whether recorded stays show an event: how a stay ended they do not."""
    return when.event in ("entered", "left", "last day")


class ShareMeter:
    """Measures the targets on what was recorded with one simulated log after the other behind it."""

    def __init__(self, joined: Joined, targets: Sequence[Target]) -> None:
        self._joined, self._targets = joined, targets
        self._waiting: list[Log] = []
        self._sheets: list[Sheet] = []

    def add(self, log: Log, model: Model) -> None:
        """One replication from the day on."""
        if self._targets:
            self._waiting.append(self._joined.after(log, model))
        if len(self._waiting) == AT_ONCE:
            self._measure()

    def _measure(self) -> None:
        if self._waiting:
            self._sheets.append(measure_all([concatenate(self._waiting)], self._joined.model, wanted=WANTED))
        self._waiting = []

    def found(self) -> tuple[ShareForecast, ...]:
        """A forecast of each target, from all that was added."""
        self._measure()
        if not self._sheets:
            return ()
        model = self._joined.model_so_far
        so_far = Judge(digest_of(self._joined.recorded, image_of(model), compiled=False))
        return tuple(self._target(target, so_far) for target in self._targets)

    def _target(self, target: Target, so_far: Judge) -> ShareForecast:
        reading = definitions(target)[0]
        come, attained, lost = (
            int(count[0, 0]) for count in (so_far.cohort(reading.share_of).everybody,
                                           so_far.attaining(target, reading), so_far.lost(target, reading))
        )  # fmt: skip
        place = self._sheets[0].index[f"target.{target.name}"]
        return ShareForecast(
            target, come, attained, lost,
            np.concatenate([sheet.denominator[:, place] for sheet in self._sheets]),
            np.concatenate([sheet.numerator[:, place] for sheet in self._sheets]),
        )  # fmt: skip
