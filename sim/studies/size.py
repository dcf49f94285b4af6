"""What does it take?  The smallest (or largest) value of a parameter with which a condition holds.

Every value gets the same people and the same luck, so what one value gains over its neighbour is not drowned by chance.
Values near the border get more replications, in planned rounds; the intervals are widened for the number of values and
rounds (Bonferroni), so all the verdicts hold together with 95 %.  The value found is run again on fresh replications:
a value that was chosen because it looked good looks a little too good.

Where there are many values, a grid of them is tried and refined.  Nothing is assumed about the values in between: a
joint target often has a peak inside the range, so what is said with certainty is said of the values tried.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from math import inf, isnan
from typing import Literal

from sim.loaded import Value
from sim.studies.asked import Asked, columns_of
from sim.studies.condition import Condition, alternatives
from sim.studies.dead_end import DeadEnd, dead_end
from sim.studies.frames import Framed, Row, estimated
from sim.studies.grid import Axis, Grid
from sim.studies.intervals import CONFIDENCE
from sim.studies.option import Option
from sim.studies.runs import Runs
from sim.studies.samples import Sample
from sim.studies.shown import Shown
from sim.studies.statistics import Estimate
from sim.studies.sweep import check_points

MOST_TO_ENUMERATE = 25
GRID = 25  # values of the first grid, both ends among them
REFINEMENT = 8  # values of each finer grid
ROUNDS_GROW = 4
Method = Literal["auto", "all", "grid"]


@dataclass(frozen=True)
class Tried:
    """A value and what it came to; the interval holds for all values and rounds at once."""

    value: Value
    estimate: Estimate
    replications: int
    verdict: bool | None  # None: inside the noise


@dataclass(frozen=True)
class Found:
    """The answer for one condition.

    ``value`` is the first of the values tried (in the direction of the search) whose estimate meets the condition, None
    if there is none.  With 95 % confidence the first of them that truly meets it is ``earliest`` or one after it, up to
    ``latest``; ``latest`` is None where no value certainly meets the condition, ``earliest`` where all certainly fail.
    """

    condition: Condition
    tried: tuple[Tried, ...] = field(repr=False)  # in the direction of the search
    value: Value | None
    earliest: Value | None
    latest: Value | None
    fresh: Estimate | None = None  # of ``value``, on replications that had no part in choosing it

    @property
    def impossible(self) -> bool:
        """Whether every value tried certainly fails."""
        return self.earliest is None

    @property
    def certain(self) -> bool:
        """Whether the answer is the only possible one."""
        return self.value is not None and self.earliest == self.value == self.latest

    @property
    def nearest(self) -> Tried:
        """The value tried whose estimate comes nearest to meeting the condition."""
        return self._nearest(self.tried)

    @property
    def nearest_possible(self) -> Tried:
        """The same among the values that do not certainly fail; raises ValueError if all do."""
        return self._nearest([one for one in self.tried if one.verdict is not False])

    def _nearest(self, tried: Sequence[Tried]) -> Tried:
        """A value without an estimate comes last."""
        sign = 1 if self.condition.sign == ">=" else -1
        return max(tried, key=lambda one: -inf if isnan(one.estimate.mean) else sign * one.estimate.mean)


@dataclass(frozen=True, repr=False)
class Size(Framed, Shown):
    """What a search has found; frozen.  ``by_definition`` has the same for every definition of the target."""

    option: Option
    axis: Axis
    largest: bool
    method: str  # "all" or "grid"
    found: Found
    by_definition: tuple[Found, ...] = field(default=(), repr=False)
    seed: int = 1
    dead_end: DeadEnd | None = field(default=None, repr=False)  # what is left to say where no value meets the condition

    @property
    def value(self) -> Value | None:
        return self.found.value

    def tried_all(self, found: Found) -> bool:
        """Whether one of the answers rests on every value of the axis, so that it holds for the whole range."""
        return len(found.tried) == len(self.axis.values)

    def rows(self) -> Iterator[Row]:
        """One for each condition and value tried: its estimate, with an interval that holds for all values and rounds
        at once, and ``meets`` (missing: not sure)."""
        found = {one.condition.text: one for one in (self.found, *self.by_definition)}
        for text, one in found.items():
            for tried in one.tried:
                yield {
                    self.axis.name: tried.value, "condition": text, "replications": tried.replications,
                    **estimated(tried.estimate), "meets": tried.verdict,
                }  # fmt: skip

    def __repr__(self) -> str:
        one = self.found
        sure = "" if one.value is None else " (certain)" if one.certain else f" ({one.earliest} to {one.latest or '?'})"
        found = "no value tried" if one.value is None else f"{self.axis.name} = {one.value}{sure}"
        return f"<Size of {self.option.name}: {found} gives {one.condition.text}; {len(one.tried)} values tried>"


@dataclass(frozen=True)
class Rounds:
    """Numbers of replications at which a value is looked at."""

    numbers: tuple[int, ...]

    @classmethod
    def up_to(cls, least: int, most: int) -> Rounds:
        """least, 4 least, 16 least, ... and most."""
        numbers = []
        while least < most:
            numbers.append(least)
            least *= ROUNDS_GROW
        return cls((*numbers, most))


def size(
    option: Option,
    axis: Axis,
    condition: Condition,
    runs: Runs,
    rounds: Rounds,
    largest: bool = False,
    method: Method = "auto",
    by_definition: bool = False,
) -> Size:
    """Search the values of the axis; raises :class:`sim.studies.grid.BadGrid` if one of them is not allowed.

    ``method``: ``all`` values are tried, or a ``grid`` of 25 evenly spaced ones with both ends, and then finer ones
    before the first that meets the condition, or around the best where none does; ``auto`` takes the grid for more than
    25 values.
    """
    check_points(option, Grid((axis,)))
    runs.check(option, [condition.asked])
    values = tuple(reversed(axis.values)) if largest else axis.values
    chosen = method if method != "auto" else "all" if len(values) <= MOST_TO_ENUMERATE else "grid"
    search = _Search(option, axis.name, values, runs, rounds)
    found = search.confirmed(search.run(condition, chosen))
    others: tuple[Found, ...] = ()
    if by_definition:
        others = search.run_all(alternatives(condition, option), chosen)
    end = None
    if found.value is None:
        tried = [option.set(**{axis.name: one.value}) for one in found.tried]
        fewest = min(one.replications for one in found.tried)  # all tried have as many, so no other figure is said
        end = dead_end(condition, tried, runs, sought=axis.name, compared=fewest)
    return Size(option, axis, largest, chosen, found, others, runs.seed, end)


class _Search:
    """Tries values of one parameter; what was tried is remembered on disk, so every definition can ask again."""

    def __init__(self, option: Option, name: str, values: Sequence[Value], runs: Runs, rounds: Rounds) -> None:
        self._option = option
        self._name = name
        self._values = tuple(values)
        self._runs = runs
        self._rounds = rounds
        self._together: tuple[Asked, ...] = ()
        self._samples: dict[tuple[Value, int, int], dict[str, Sample]] = {}

    def run_all(self, conditions: Sequence[Condition], method: str) -> tuple[Found, ...]:
        """The answer to several conditions; what one of them needs is read once for all."""
        self._together = tuple(condition.asked for condition in conditions)
        self._samples.clear()
        return tuple(self.run(condition, method) for condition in conditions)

    def run(self, condition: Condition, method: str) -> Found:
        tried: dict[Value, Tried] = {}
        values = self._values if method == "all" else tuple(with_ends(self._values, GRID))
        while values:
            self._settle(condition, tried, values)
            values = tuple(in_between(self._around_best(condition, tried), REFINEMENT))
        return _answer(condition, [tried[value] for value in self._values if value in tried])

    def confirmed(self, found: Found) -> Found:
        """The value found, on as many fresh replications as it was chosen by."""
        if found.value is None:
            return found
        n = next(one.replications for one in found.tried if one.value == found.value)
        self._runs.announce(n)
        sample = self._sample(found.condition.asked, found.value, n, 2 * n)
        return replace(found, fresh=sample.estimate(found.condition.asked.text))

    def _settle(self, condition: Condition, tried: dict[Value, Tried], values: Sequence[Value]) -> None:
        """Look at values: all of them in the first round; later those that may be the first to meet the condition."""
        open_ = list(values)
        for n in self._rounds.numbers:
            self._runs.announce(n * len(open_))
            self._sample_all(condition.asked, open_, n)
            for value in open_:
                tried[value] = self._try(condition, value, n)
            in_order = [tried[value] for value in self._values if value in tried]
            may_be_first = takewhile(lambda one: not one.verdict, in_order)
            open_ = [one.value for one in may_be_first if one.verdict is None and one.value in values]
            if not open_:
                break

    def _around_best(self, condition: Condition, tried: Mapping[Value, Tried]) -> Sequence[Value]:
        """The values between those next to the best one that was tried; none where all of them were tried.

        Before the first value that meets the condition only those in front of it matter: they alone could take its
        place.
        """
        found = _answer(condition, [tried[value] for value in self._values if value in tried])
        best = self._values.index(found.nearest.value if found.value is None else found.value)
        known = [place for place, value in enumerate(self._values) if value in tried]
        before = max((place for place in known if place < best), default=best)
        after = best if found.value is not None else min((place for place in known if place > best), default=best)
        return [value for value in self._values[before + 1 : after] if value not in tried]

    def _try(self, condition: Condition, value: Value, n: int) -> Tried:
        sample = self._sample(condition.asked, value, 0, n)
        comparisons = len(self._values) * len(self._rounds.numbers)
        estimate = sample.estimate(condition.asked.text, 1 - (1 - CONFIDENCE) / comparisons)
        return Tried(value, estimate, n, condition.verdict(estimate))

    def _sample(self, asked: Asked, value: Value, first: int, end: int) -> Sample:
        self._sample_all(asked, [value], end, first)
        return self._samples[value, first, end][asked.text]

    def _sample_all(self, asked: Asked, values: Sequence[Value], end: int, first: int = 0) -> None:
        """Take the samples of values that have none."""
        new = [value for value in values if asked.text not in self._samples.get((value, first, end), {})]
        wanted = self._together if asked in self._together else (asked,)
        options = (self._option.set(**{self._name: value}) for value in new)
        for value, sheet in zip(new, self._runs.each(options, end, columns_of(wanted), first), strict=True):
            self._samples[value, first, end] = {one.text: one.sample(sheet) for one in wanted}


def with_ends(values: Sequence[Value], count: int) -> list[Value]:
    """So many evenly spaced values, the first and the last among them; all of them where there are not more."""
    last = len(values) - 1
    return [values[round(i * last / (count - 1))] for i in range(count)] if last >= count else list(values)


def in_between(values: Sequence[Value], count: int) -> list[Value]:
    """The middles of so many stretches of equal length; all values where there are not more."""
    if len(values) <= count:
        return list(values)
    return [values[(2 * i + 1) * len(values) // (2 * count)] for i in range(count)]


def _answer(condition: Condition, tried: Sequence[Tried]) -> Found:
    """The first that meets the condition, and between which values the true first lies."""
    value = next((one.value for one in tried if condition.holds(one.estimate.mean)), None)
    earliest = next((one.value for one in tried if one.verdict is not False), None)
    latest = next((one.value for one in tried if one.verdict), None)
    return Found(condition, tuple(tried), value, earliest, latest)
