"""Every confidence interval of a mean, a share, a chance or a number: the one place where they are computed.

Which method depends on what the figure counts (:data:`Law`):

``mean``    an amount (days, kroner, people at a time): Student's interval, mean +/- t(n - 1) se.
``share``   part of the people or sessions that were counted: the exact binomial interval (Clopper and Pearson 1934) for
            the effective number of trials p (1 - p) / se^2 (Korn and Graubard 1998, *Survey Methodology* 24, 193-201),
            with se between replications and times (z / t)^2, because se itself is estimated from n replications.
``chance``  yes or no in each year: the same, with at least as many trials as replications and at most as many as years.
``count``   a number of events: the exact Poisson interval (Garwood 1936) for the effective number of events
            (mean / se)^2 (z / t)^2.

Where nothing (or everything) happened, or a number was the same every time, se is 0 and knows nothing.  Then se is
taken to be at least what a single event would make it, 1 / (sum of denominators).  A share that never happened has the
upper end of 0 in n replications, or that of 1 in all trials if that is less; years of one run may depend on each other
entirely, so the upper end of a chance is never less than that of 0 in n replications.  So the upper end of 0 is never
above that of 1.  An amount that never varied has no natural unit; its interval has no width.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import nan, sqrt
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Law = Literal["mean", "share", "chance", "count"]
Interval = tuple[Floats, Floats]

CONFIDENCE = 0.95
PSEUDO = 3
PLACES: dict[str, int] = {"mean": 0, "share": 1, "chance": 2, "count": 3}


def two_sided(confidence: float = CONFIDENCE, comparisons: int = 1) -> float:
    """Probability of the upper quantile of a two-sided interval that holds for so many at once (Bonferroni)."""
    return 1 - (1 - confidence) / (2 * comparisons)


def student(p: float, degrees: float) -> float:
    """Quantile of Student's law."""
    from scipy.special import stdtrit

    return float(stdtrit(degrees, p))


def normal(p: float) -> float:
    """Quantile of the standard normal law."""
    from scipy.special import ndtri

    return float(ndtri(p))


def holm(p_values: Sequence[float], level: float) -> list[bool]:
    """Which hypotheses are rejected so that all verdicts hold at once (Holm 1979, *Scand. J. Statist.* 6, 65-70).

    The smallest of m p-values is judged against level / m, the next against level / (m - 1), and so on to the first
    that is larger.
    """
    order = sorted(range(len(p_values)), key=lambda i: p_values[i])
    rejected = [False] * len(p_values)
    for place, i in enumerate(order):
        if p_values[i] > level / (len(order) - place):
            break
        rejected[i] = True
    return rejected


def clopper_pearson(successes: int, trials: int, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Exact binomial interval of a probability (Clopper and Pearson 1934); (NaN, NaN) without trials."""
    if not 0 <= successes <= trials:
        raise ValueError(f"{successes} successes of {trials} trials")
    if not trials:
        return nan, nan
    low, high = _binomial(np.array([float(successes)]), np.array([float(trials)]), confidence)
    return float(low[0]), float(high[0])


def interval(
    law: Law, mean: float, se: float, replications: float, trials: float, confidence: float = CONFIDENCE
) -> tuple[float, float]:
    """The interval of one figure; arguments as in :func:`intervals`."""
    one = np.array([[mean], [se], [replications], [trials]], dtype=np.float64)
    low, high = intervals([law], one[0], one[1], one[2], one[3], confidence)
    return float(low[0]), float(high[0])


def paired_difference(
    mean: float, deviations: Floats, event: float = 0.0, comparisons: int = 1, confidence: float = CONFIDENCE
) -> tuple[float, float]:
    """A difference that is computed replication by replication: Student's interval.

    ``deviations``: what each replication adds to its error (mean 0).  ``event``: by how much one event changes a share
    or a number (0 for an amount); three of them are added to the variance, because two options that agreed in every
    replication may still differ, and where few events differ the normal law promises too much.
    """
    n = len(deviations)
    if n < 2:
        return nan, nan
    squares = float(deviations @ deviations) + PSEUDO * (n * event) ** 2
    se = sqrt(squares / (n * (n - 1)))
    half = student(two_sided(confidence, comparisons), n - 1) * se
    return mean - half, mean + half


def paired_chances(apart: Floats, comparisons: int = 1, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """A difference of paired chances that is honest when few replications differ.

    In the manner of Agresti and Min (2005), who add two pseudo-replications of which one differs; here both differ, one
    in each direction, because with one the coverage falls to 86 of 100 where only one option ever meets the target.
    ``apart``: the mean difference of the years of each replication.
    """
    n = len(apart) + 2.0
    mean = float(apart.sum()) / n
    variance = (float(apart @ apart) + 2.0) / n - mean**2
    half = student(two_sided(confidence, comparisons), max(1.0, n - 1)) * sqrt(variance / n)
    return max(-1.0, mean - half), min(1.0, mean + half)


def intervals(
    laws: Sequence[Law],
    mean: Floats,
    se: Floats,
    replications: Floats,
    trials: Floats,
    confidence: float = CONFIDENCE,
) -> Interval:
    """Low and high ends, one a figure (all arrays have the same length).

    ``se`` is the standard error between replications, NaN where there is only one; ``replications`` those that have a
    value, ``trials`` the sum of denominators.  NaN where nothing was measured.
    """
    low, high = np.full(len(mean), nan), np.full(len(mean), nan)
    kinds = np.array([PLACES[law] for law in laws])
    # a "share" outside 0 .. 1, or a negative "number" is none, whatever it is called
    impossible = np.isnan(se) & (kinds == PLACES["count"]) | (kinds > 0) & ~(mean >= 0)
    kinds[impossible | (kinds < PLACES["count"]) & ~(mean <= 1)] = PLACES["mean"]
    for law, method in (("mean", _mean), ("share", _share), ("chance", _chance), ("count", _count)):
        here = (kinds == PLACES[law]) & (replications > 0) & (trials != 0)
        if here.any():
            low[here], high[here] = method(mean[here], se[here], replications[here], trials[here], confidence)
    return low, high


def _mean(mean: Floats, se: Floats, replications: Floats, trials: Floats, confidence: float) -> Interval:
    half = _student(confidence, replications) * se
    return mean - half, mean + half


def _share(mean: Floats, se: Floats, replications: Floats, trials: Floats, confidence: float) -> Interval:
    effective = np.where(se > 0, _effective(mean, se, replications, trials, confidence), replications)
    effective = np.where((mean <= 0) | (mean >= 1), replications, np.maximum(effective, replications))
    low, high = _binomial(mean * effective, effective, confidence)
    all_trials = np.maximum(trials, 1.0)
    not_above = _binomial(np.ones_like(mean), all_trials, confidence)[1]
    low = np.where(mean >= 1, np.maximum(low, 1 - not_above), low)
    return low, np.where(mean <= 0, np.minimum(high, not_above), high)


def _chance(mean: Floats, se: Floats, replications: Floats, trials: Floats, confidence: float) -> Interval:
    effective = np.where(se > 0, _effective(mean, se, replications, trials, confidence), replications)
    effective = np.minimum(np.maximum(effective, replications), np.maximum(trials, replications))
    low, high = _binomial(mean * effective, effective, confidence)
    never = _binomial(np.zeros_like(mean), replications, confidence)[1]
    return np.minimum(low, 1 - never), np.maximum(high, never)


def _effective(mean: Floats, se: Floats, replications: Floats, trials: Floats, confidence: float) -> Floats:
    """Trials that, independent of each other, would tell as much."""
    floor = np.fmax(se, 1.0 / trials)
    result: Floats = mean * (1 - mean) / floor**2 * _narrowing(confidence, replications)
    return result


def _count(mean: Floats, se: Floats, replications: Floats, trials: Floats, confidence: float) -> Interval:
    from scipy.special import gammaincinv

    tail = (1 - confidence) / 2
    floor = np.maximum(se, 1.0 / np.abs(trials))
    events = (mean / floor) ** 2 * _narrowing(confidence, replications)
    exposure = np.where(mean > 0, events / np.where(mean > 0, mean, 1.0), np.abs(trials))
    low = np.where(events > 0, gammaincinv(np.maximum(events, 1e-300), tail), 0.0)
    return low / exposure, gammaincinv(events + 1, 1 - tail) / exposure


def _student(confidence: float, replications: Floats) -> Floats:
    from scipy.special import stdtrit

    result: Floats = np.asarray(stdtrit(np.maximum(replications - 1, 1.0), two_sided(confidence)))
    return result


def _narrowing(confidence: float, replications: Floats) -> Floats:
    """(z / t)^2: how much less is known because the standard error is estimated."""
    result: Floats = (normal(two_sided(confidence)) / _student(confidence, replications)) ** 2
    return result


def _binomial(successes: Floats, trials: Floats, confidence: float) -> Interval:
    """Clopper and Pearson, also for a fractional number of trials."""
    from scipy.special import betaincinv

    tail, failures = (1 - confidence) / 2, trials - successes
    some, all_ = successes < 1e-9, failures < 1e-9
    low = np.where(some, 0.0, betaincinv(np.maximum(successes, 1e-9), failures + 1, tail))
    high = np.where(all_, 1.0, betaincinv(successes + 1, np.maximum(failures, 1e-9), 1 - tail))
    return low, high
