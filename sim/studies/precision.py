"""How many replications: until every stated figure is within an absolute half-width at 95 %.

A few looks at planned numbers (Stein 1945): a pilot tells the variance, and from it follows how many replications are
needed; only if that was not enough is there another look.  For an amount an upper bound of the variance decides.  For a
share, a chance or a number of events an upper bound after a short pilot would ask for many times too much where they
are rare, so the rate that was seen decides; the intervals are exact ones, which are never short because nothing has
happened yet.  The precision is never relative to the probability that is sought.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil, inf, isnan, sqrt
from typing import TYPE_CHECKING

import numpy as np

from sim.given import number, or_nothing, whole
from sim.scenario.words import Spoken, said
from sim.studies.asked import Asked, target_of
from sim.studies.intervals import normal, two_sided
from sim.studies.samples import Sample, difference

if TYPE_CHECKING:
    from sim.scenario.schema import Scenario

SURE = 0.99  # confidence of the upper bound of a variance
LIKELY = 0.75  # of that of a rate, so that a rate that happened to look small seldom ends a study too soon
LEAST, MOST = 200, 20_000
STAGES = 6
GROWTH, LATE_GROWTH = 1.1, 1.5  # from one look to the next at least; more after so many looks
EVENTS_GROWTH = 1.25


class ImpossiblePrecision(Spoken, ValueError):
    """A precision that cannot be asked for."""


@dataclass(frozen=True)
class Precision:
    """The half-width wanted: of shares and chances; of a count that part of its target's bound (0.01 of 48: 0.48).

    ``own`` gives the half-width of single figures, by their text, in the unit of the figure.
    """

    half_width: float | None
    own: Mapping[str, float] = field(default_factory=dict)
    least: int = LEAST
    most: int = MOST

    def __post_init__(self) -> None:
        for name, width in {"half_width": self.half_width, **self.own}.items():
            or_nothing(number)(name, width)
        whole("least", self.least)
        whole("most", self.most)
        widths = [*([] if self.half_width is None else [self.half_width]), *self.own.values()]
        if not widths or any(not width > 0 for width in widths):
            raise ImpossiblePrecision(said("a half-width is a number above 0"))
        if not 2 <= self.least <= self.most:
            raise ImpossiblePrecision(
                said(
                    "the least number of replications ({least}) is 2 to the greatest ({most})",
                    least=self.least,
                    most=self.most,
                )
            )

    def check(self, figures: Sequence[Asked], scenario: Scenario) -> None:
        """Raise :class:`ImpossiblePrecision` where a figure named is not looked at, or no figure has a half-width."""
        looked_at = [one.text for one in figures]
        unseen = [text for text in self.own if text not in looked_at]
        if unseen:
            raise ImpossiblePrecision(
                said(
                    "{unseen} is not looked at here ({seen} is); ask for it too",
                    unseen=", ".join(unseen),
                    seen=", ".join(looked_at),
                )
            )
        if all(self.wanted(one, scenario) is None for one in figures):
            raise ImpossiblePrecision(
                said("no figure here has a half-width; state one, for example mean(time_in_system)=0.5")
            )

    def wanted(self, asked: Asked, scenario: Scenario) -> float | None:
        """The half-width wanted of a figure; None where none is stated."""
        if asked.text in self.own:
            return self.own[asked.text]
        if self.half_width is None:
            return None
        target = target_of(asked, scenario)
        if asked.kind == "chance" or (target is not None and target.count is None and not target.figure):
            return self.half_width
        if target is None:
            return None
        bound = target.bound
        return self.half_width * abs(bound) if bound else None


@dataclass(frozen=True)
class Line:
    """One figure: how wide its interval may be, and how wide it is."""

    text: str
    wanted: float
    half_width: float

    @property
    def reached(self) -> bool:
        return self.half_width <= self.wanted


@dataclass(frozen=True)
class Reached:
    """What a run to a precision came to."""

    looks: tuple[int, ...]  # numbers of replications at which the data were looked at
    lines: tuple[Line, ...]
    most: int

    @property
    def replications(self) -> int:
        return self.looks[-1]

    @property
    def reached(self) -> bool:
        return all(line.reached for line in self.lines)


@dataclass(frozen=True)
class Measured:
    """A figure at a look: half the width of its interval, and how many replications it seems to need."""

    text: str
    wanted: float
    half_width: float
    needed: int

    @classmethod
    def of(cls, text: str, wanted: float, sample: Sample) -> Measured:
        """One figure by itself."""
        return cls(text, wanted, half_width(sample), needed(sample, wanted))

    @classmethod
    def of_difference(cls, text: str, wanted: float, a: Sample, b: Sample, comparisons: int, same: bool) -> Measured:
        """B less A, one of so many differences whose intervals hold at once."""
        found = difference(a, b, comparisons, same=same)
        if same or isnan(found.high):
            return cls(text, wanted, 0.0 if same else inf, len(a) if same else 2 * len(a))
        apart = Sample(b.deviations() - a.deviations(), np.ones(len(a)), "mean")
        # never judged by a smaller variance than that which the interval itself is made of
        least = ((found.high - found.low) / 2 / normal(two_sided(comparisons=comparisons))) ** 2 * len(a)
        enough = _needed_mean(apart, wanted, comparisons, least)
        return cls(text, wanted, (found.high - found.low) / 2, enough)


def run_to_precision(look: Callable[[int], Sequence[Measured]], precision: Precision) -> Reached:
    """Call ``look(replications)`` with rising numbers until every figure is as precise as wanted."""
    looks = [precision.least]
    while True:
        found = look(looks[-1])
        lines = tuple(Line(one.text, one.wanted, one.half_width) for one in found)
        result = Reached(tuple(looks), lines, precision.most)
        if result.reached or looks[-1] >= precision.most:
            return result
        wide = max(one.needed for one in found)
        growth = GROWTH if len(looks) < STAGES else LATE_GROWTH
        looks.append(min(precision.most, max(wide, ceil(growth * looks[-1]))))


def half_width(sample: Sample) -> float:
    """Half the 95 % interval; infinite where there is none yet."""
    estimate = sample.estimate()
    width = (estimate.high - estimate.low) / 2
    return inf if isnan(width) else width


def needed(sample: Sample, wanted: float) -> int:
    """Replications that will be enough: for an amount by an upper bound of its variance, for what is counted by how
    often it seems to happen (for what has not happened yet, as if half an event had), but at most by an upper bound.
    """
    if len(sample) < 2 or not float(sample.denominator.sum()):
        return 2 * len(sample)
    return _needed_mean(sample, wanted) if sample.law == "mean" else _needed_events(sample, wanted)


def _needed_mean(sample: Sample, wanted: float, comparisons: int = 1, least: float = 0.0) -> int:
    """By the variance times an upper bound of its error, which allows for heavy tails."""
    from scipy.special import chdtri

    n = len(sample)
    squares = sample.deviations() ** 2
    variance = float(squares.sum()) / (n - 1)
    tailed = float((squares**2).mean()) / variance**2 if variance > 0 else 3.0  # 3 if normal, 9 if exponential
    bound = max((n - 1) / float(chdtri(n - 1, SURE)), 1 + normal(SURE) * sqrt(max(0.0, tailed - 1) / n))
    variance = max(variance * bound, least)
    return ceil(normal(two_sided(comparisons=comparisons)) ** 2 * variance / wanted**2)


def _needed_events(sample: Sample, wanted: float) -> int:
    """Exact intervals of a rate x have about the half-width z sqrt(v / n) + c / n, with v = c x (1 - x) (of a number:
    c x) and c the replications that tell as much as one independent trial."""
    n, sure = len(sample), sample.estimate("", 2 * SURE - 1)
    total = float(sample.denominator.sum())
    count, half = sample.law == "count", 0.5 / total

    def spread(x: float) -> float:
        return x if count else x * (1 - x)

    def enough(x: float) -> float:
        return (z**2 * spread(x) * per_trial / wanted + per_trial) / wanted

    z = normal(two_sided())
    per_trial = sure.se**2 * n / spread(sure.mean) if sure.se > 0 else 1.0 if sample.law == "chance" else n / total
    above = sure.mean + normal(LIKELY) * sure.se * (-1 if sure.mean > 0.5 and not count else 1)
    likely = max(above, half) if count else min(max(above, half), 1 - half)
    worst = sure.high if count else min(max(0.5, sure.low), sure.high)
    return ceil(min(enough(worst), max(enough(likely), EVENTS_GROWTH * n)))
