"""The cheapest of several candidates that meets conditions on probabilities, with a promise.

Worlds are drawn in rounds, each twice as many in all as the one before.  After a round a candidate is feasible or
infeasible where the intervals of its probabilities leave no doubt, and out of the race where it certainly costs more
than one that is feasible; only what is still open gets further worlds.  The intervals are those of
:mod:`sim.studies.intervals` with the world as the unit (years of one world depend on each other), and hold for all
candidates, conditions and rounds at once (Bonferroni), half of the risk for probabilities and half for costs.  So with
the stated confidence no candidate that is called feasible is infeasible, in rare and tied cases too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf, isnan

from sim.studies.condition import Condition
from sim.studies.samples import Sample, difference
from sim.studies.statistics import Estimate

FIRST = 64
"""Worlds of the first round."""


@dataclass(frozen=True)
class Drawn:
    """One candidate in some worlds: for each condition the years that meet it of those that are known, and the cost."""

    chances: tuple[Sample, ...]
    cost: Sample

    def and_then(self, other: Drawn) -> Drawn:
        chances = tuple(a.and_then(b) for a, b in zip(self.chances, other.chances, strict=True))
        return Drawn(chances, self.cost.and_then(other.cost))


@dataclass(frozen=True)
class Judged:
    """A candidate: the probabilities with their intervals, the mean cost with an ordinary 95 % interval.

    ``feasible`` is None where the worlds drawn leave it open; ``dearer`` where it certainly costs more than a feasible
    one.
    """

    chances: tuple[Estimate, ...]
    cost: Estimate
    feasible: bool | None
    dearer: bool
    worlds: int


def rounds_of(worlds: int) -> tuple[int, ...]:
    """How many worlds each round adds: 64, 64, 128, ... up to ``worlds`` in all."""
    sizes, total = [min(FIRST, worlds)], min(FIRST, worlds)
    while total < worlds:
        sizes.append(min(total, worlds - total))
        total += sizes[-1]
    return tuple(sizes)


class Search:
    """``draw(candidate, round)`` gives a candidate in the worlds of a round, the same worlds for all candidates.

    ``largest``: the objective is to be large instead of small.
    """

    def __init__(
        self,
        candidates: int,
        conditions: Sequence[Condition],
        draw: Callable[[int, int], Drawn],
        rounds: int,
        largest: bool = False,
        confidence: float = 0.95,
    ) -> None:
        self._conditions = conditions
        self._draw = draw
        self._rounds = rounds
        self._sign = -1.0 if largest else 1.0
        self._risk = (1 - confidence) / 2
        self._count = candidates
        self._data: dict[int, Drawn] = {}
        self._feasible: list[bool | None] = [None] * candidates
        self._dearer = [False] * candidates

    def run(self) -> tuple[Judged, ...]:
        """All candidates as they stand when nothing is open, or the last round is over."""
        open_ = list(range(self._count))
        for number in range(self._rounds):
            for one in open_:
                drawn = self._draw(one, number)
                self._data[one] = self._data[one].and_then(drawn) if one in self._data else drawn
            for one in open_:
                if self._feasible[one] is None:
                    self._feasible[one] = self._verdict(self._chances(one))
            open_ = self._still_open()
            if not open_:
                break
        return tuple(self._judged(one) for one in range(self._count))

    def best(self) -> int | None:
        """The feasible candidate with the least cost (of equal ones the one with the best chance), None if none is."""
        feasible = [one for one in range(self._count) if self._feasible[one]]
        return min(feasible, key=lambda one: (self._cost(one), -self._surest(one)), default=None)

    def _still_open(self) -> list[int]:
        """Those that may yet be the answer, and the best so far as long as there are any."""
        best = self.best()
        if best is None:
            return [one for one in range(self._count) if self._feasible[one] is None]
        for one in range(self._count):
            if one != best and self._feasible[one] is not False and not self._dearer[one]:
                self._dearer[one] = self._certainly_dearer(one, best)
        rivals = [
            one
            for one in range(self._count)
            if one != best and self._feasible[one] is not False and not self._dearer[one]
        ]
        return sorted([best, *rivals]) if rivals else []

    def _certainly_dearer(self, one: int, best: int) -> bool:
        a, b = (self._data[place].cost for place in (best, one))
        n = min(len(a), len(b))
        comparisons = max(1, self._count * (self._count - 1) // 2) * self._rounds
        apart = difference(a.first(n), b.first(n), comparisons, 1 - self._risk)
        return (apart.low if self._sign > 0 else -apart.high) > 0

    def _chances(self, one: int) -> tuple[Estimate, ...]:
        comparisons = self._count * max(1, len(self._conditions)) * self._rounds
        confidence = 1 - self._risk / comparisons
        pairs = zip(self._conditions, self._data[one].chances, strict=True)
        return tuple(sample.estimate(condition.asked.text, confidence) for condition, sample in pairs)

    def _verdict(self, chances: Sequence[Estimate]) -> bool | None:
        verdicts = [condition.verdict(one) for condition, one in zip(self._conditions, chances, strict=True)]
        if False in verdicts:
            return False
        return None if None in verdicts else True

    def _judged(self, one: int) -> Judged:
        data = self._data[one]
        return Judged(
            self._chances(one), data.cost.estimate("cost"), self._feasible[one], self._dearer[one], len(data.cost)
        )  # fmt: skip

    def _cost(self, one: int) -> float:
        mean = self._data[one].cost.mean()
        return inf if isnan(mean) else self._sign * mean

    def _surest(self, one: int) -> float:
        """The distance of the least sure probability from its bound."""
        pairs = zip(self._conditions, self._data[one].chances, strict=True)
        away = [(1 if at.sign == ">=" else -1) * (sample.mean() - at.bound) for at, sample in pairs]
        return min(away, default=0.0)
