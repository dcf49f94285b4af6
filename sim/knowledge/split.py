"""How much of what can happen is luck and how much is not knowing: one-way analysis of variance over worlds.

Outcome y of replication r in world w has variance V_K + V_C: V_K between the worlds' true means (ignorance about the
parameters) and V_C within a world (chance).  With R replications a world the variance of the world means is
V_K + V_C / R, so V_K = var(means) - (mean within-world variance) / R (Searle, Casella and McCulloch, *Variance
Components*, 1992, section 3.6).  With R = 1 the two cannot be told apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import nan, sqrt

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
CONFIDENCE = 0.95


@dataclass(frozen=True)
class Split:
    """Both variances of one figure, in its unit squared, and the mean over worlds.

    ``knowledge_low`` and ``knowledge_high`` bound V_K with 95 % confidence; ``mean_se`` is the Monte Carlo standard
    error of the mean, found with ``mean_degrees`` degrees of freedom.  An estimate below 0 is given as 0 with its
    upper limit.
    """

    mean: float
    mean_se: float
    chance: float
    knowledge: float
    knowledge_low: float
    knowledge_high: float
    worlds: int
    replications: int
    mean_degrees: int = 0

    @property
    def knowledge_share(self) -> float:
        """The part of the variance of a single outcome that comes from not knowing the parameters."""
        total = self.chance + self.knowledge
        return self.knowledge / total if total > 0 else nan

    @property
    def mean_half(self) -> float:
        """Half width of the 95 % interval of the mean: Student's law, eight designs are few."""
        from sim.studies.intervals import student, two_sided

        return student(two_sided(), self.mean_degrees) * self.mean_se if self.mean_degrees else nan

    @property
    def knowledge_sd(self) -> float:
        return sqrt(self.knowledge)

    @property
    def chance_sd(self) -> float:
        return sqrt(self.chance)


def split(values: Floats, scramble: NDArray[np.int64]) -> Split:
    """Chance and knowledge from outcomes of shape (worlds, replications); NaN where there was nothing to measure.

    ``scramble`` names the independent design of each world, for the error of the mean.  The interval of V_K follows
    Williams (1962) and Tukey: exact coverage of at least 95 % in normal data, near it otherwise.  Raises ValueError for
    fewer than two replications or two worlds.
    """
    if values.ndim != 2 or values.shape[1] < 2 or values.shape[0] < 2:
        raise ValueError("chance and knowledge can be told apart only with two worlds and two replications in each")
    known = values[~np.isnan(values).any(axis=1)]
    if len(known) < 2:
        return Split(nan, nan, nan, nan, nan, nan, len(known), values.shape[1])
    worlds, each = known.shape
    means = known.mean(axis=1)
    within = float(known.var(axis=1, ddof=1).mean())
    between = each * float(means.var(ddof=1))
    low, high = _williams_tukey(between, within, worlds, each)
    error, degrees = _error_of_mean(means, scramble[~np.isnan(values).any(axis=1)])
    return Split(
        float(means.mean()),
        error,
        within,
        max(0.0, (between - within) / each),
        max(0.0, low),
        max(0.0, high),
        worlds,
        each,
        degrees,
    )


def _williams_tukey(between: float, within: float, worlds: int, each: int) -> tuple[float, float]:
    """95 % limits of V_K from the mean squares between and within (Burdick and Graybill 1992, section 3.2).

    Worlds that differ less than chance alone would make them say nothing against a small V_K: the upper limit is never
    less than that of worlds that differ as much as chance makes them.
    """
    from scipy.special import chdtri, fdtri

    tail = (1 - CONFIDENCE) / 2
    d1, d2 = worlds - 1, worlds * (each - 1)
    upper, lower = fdtri(d1, d2, 1 - tail), fdtri(d1, d2, tail)
    low = (between - within * upper) * d1 / (each * chdtri(d1, tail))
    high = (max(between, within) - within * lower) * d1 / (each * chdtri(d1, 1 - tail))
    return float(low), float(high)


def _error_of_mean(means: Floats, scramble: NDArray[np.int64]) -> tuple[float, int]:
    """From how much the independent designs differ, and its degrees of freedom; of single worlds with one design."""
    groups = [means[scramble == number] for number in np.unique(scramble)]
    if len(groups) < 2:
        return float(means.std(ddof=1) / sqrt(len(means))), len(means) - 1
    each = np.array([group.mean() for group in groups])
    weight = np.array([len(group) for group in groups]) / len(means)
    error = sqrt(float((weight**2 * (each - means.mean()) ** 2).sum()) * len(groups) / (len(groups) - 1))
    return error, len(groups) - 1


def best_replications(chance: float, knowledge: float, prepare: float, replicate: float, most: int = 50) -> int:
    """Replications a world, at least 2, with which knowledge is known best for the work.

    ``prepare`` and ``replicate`` are what making a world and one replication cost, in the same unit; minimises
    (V_K + V_C / R)^2 (prepare + R replicate), the variance of the estimate of V_K for a given cost.
    """
    numbers = np.arange(2, most + 1)
    cost = (knowledge + chance / numbers) ** 2 * (prepare + numbers * replicate)
    return int(numbers[np.argmin(cost)])
