"""How many replications: until every stated figure is within an absolute half-width at 95 %.

Two stages, with a look at the data at planned numbers only (Stein 1945): a pilot tells the variance, and from an upper
bound of it follows how many replications are needed; only if that was not enough is there another look.  Nothing stops
early because the first values happen to agree, and the precision is never relative to the probability that is sought.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil, isnan, sqrt
from typing import TYPE_CHECKING

from sim.studies.asked import Asked, target_of
from sim.studies.samples import Sample, normal
from sim.studies.statistics import Z, clopper_pearson

if TYPE_CHECKING:
    from sim.scenario.schema import Scenario

SURE = 0.99  # confidence of the upper bound of a variance
LEAST, MOST = 200, 20_000
STAGES = 6
GROWTH = 1.1


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
        widths = [*([] if self.half_width is None else [self.half_width]), *self.own.values()]
        if not widths or any(not width > 0 for width in widths):
            raise ValueError("a half-width is a number above 0")
        if not 2 <= self.least <= self.most:
            raise ValueError(f"the least number of replications ({self.least}) is 2 to the greatest ({self.most})")

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
        bound = target.at_least if target.at_least is not None else target.at_most
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
    """A figure at a look: a sample and its interval's half-width."""

    text: str
    wanted: float
    sample: Sample
    half_width: float


def run_to_precision(look: Callable[[int], Sequence[Measured]], precision: Precision) -> Reached:
    """Call ``look(replications)`` with rising numbers until every figure is as precise as wanted."""
    looks = [precision.least]
    while True:
        found = look(looks[-1])
        lines = tuple(Line(one.text, one.wanted, one.half_width) for one in found)
        result = Reached(tuple(looks), lines, precision.most)
        if result.reached or looks[-1] >= precision.most:
            return result
        wide = max(needed(one.sample, one.wanted) for one in found)
        grown = ceil(GROWTH * looks[-1]) if len(looks) < STAGES else precision.most
        looks.append(min(precision.most, max(wide, grown)))


def half_width(sample: Sample) -> float:
    """Half the 95 % interval; infinite where there is none yet."""
    estimate = sample.estimate()
    width = (estimate.high - estimate.low) / 2
    return float("inf") if isnan(width) else width


def needed(sample: Sample, wanted: float) -> int:
    """Replications that will be enough, judged by an upper bound of the variance rather than by the variance seen."""
    return _needed_chance(sample, wanted) if sample.chance else _needed_mean(sample, wanted)


def _needed_mean(sample: Sample, wanted: float) -> int:
    from scipy.special import chdtri

    n = len(sample)
    if n < 2:
        return 2
    squares = sample.deviations() ** 2
    variance = float(squares.sum()) / (n - 1)
    if variance == 0:
        return 2
    tailed = float((squares**2).mean()) / variance**2  # 3 for a normal law, 9 for an exponential one
    bound = max((n - 1) / float(chdtri(n - 1, SURE)), 1 + normal(SURE) * sqrt(max(0.0, tailed - 1) / n))
    return ceil(Z**2 * variance * bound / wanted**2)


def _needed_chance(sample: Sample, wanted: float) -> int:
    """By the value nearest to 1/2 that the data allow; 1 / width more for the exact interval, which is wider."""
    n, estimate = len(sample), sample.estimate()
    trials = float(sample.denominator.sum())
    if not trials:
        return 2 * n
    effective = float(estimate.n)
    if estimate.se > 0:
        effective = min(max(effective, estimate.mean * (1 - estimate.mean) / estimate.se**2), trials)
    low, high = clopper_pearson(round(estimate.mean * round(effective)), round(effective), SURE)
    worst = min(max(0.5, low), high)
    return ceil((Z**2 * worst * (1 - worst) / wanted**2 + 1 / wanted) * n / effective)
