"""From estimates to verdicts: Holm's procedure over all figures of a run.

A figure with chance in it passes unless Holm's step-down procedure (S. Holm, Scandinavian Journal of Statistics 6
(1979) 65-70) rejects its exact value at level .001 for the whole suite; two-sided p-values from Student's t with the
number of replications less one.  A rejected figure fails; one whose standard error is above 1 % of the exact value says
too little and is inconclusive.  A figure without chance in it must be right to nine digits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sim.studies.intervals import holm, student, two_sided

LEVEL = 0.001
PRECISION = 0.01  # largest standard error, as a share of the exact value
DIGITS = 1e-9

Verdict = Literal["pass", "inconclusive", "fail"]


@dataclass(frozen=True)
class Estimate:
    """Of one figure: ``se`` is the standard error over ``n`` replications, 0 where they all agree."""

    value: float
    se: float
    n: int


def p_value(exact: float, estimate: Estimate) -> float:
    """Two-sided p-value of the exact value; 1 or 0 where there is no chance in the estimate."""
    from scipy.special import stdtr

    if not abs(estimate.value) < float("inf"):
        return 0.0
    if estimate.n < 2 or estimate.se == 0:
        return 1.0 if abs(estimate.value - exact) <= DIGITS * max(1.0, abs(exact)) else 0.0
    return float(2 * stdtr(estimate.n - 1, -abs(estimate.value - exact) / estimate.se))


def verdicts(exact: Sequence[float], estimates: Sequence[Estimate]) -> list[Verdict]:
    """One verdict for each figure; figures without chance in them do not use up any of the level."""
    ps = [p_value(value, estimate) for value, estimate in zip(exact, estimates, strict=True)]
    by_chance = [i for i, estimate in enumerate(estimates) if estimate.se > 0]
    rejected = dict(zip(by_chance, holm([ps[i] for i in by_chance], LEVEL), strict=True))
    found: list[Verdict] = []
    for i, (value, estimate) in enumerate(zip(exact, estimates, strict=True)):
        if rejected.get(i, ps[i] == 0.0):
            found.append("fail")
        else:
            found.append("pass" if estimate.se <= PRECISION * abs(value) else "inconclusive")
    return found


def half_width(estimate: Estimate, figures: int, level: float = LEVEL) -> float:
    """Half the width of an interval that holds with this level over so many figures at once (Bonferroni)."""
    if estimate.n < 2 or estimate.se == 0:
        return 0.0
    return student(two_sided(1 - level, max(1, figures)), estimate.n - 1) * estimate.se
