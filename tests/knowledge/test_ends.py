"""A figure where one parameter is low or high: exact means of the fifths of a gamma law, and their intervals."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from sim.knowledge.draws import draw
from sim.knowledge.ends import ends
from sim.knowledge.priors import Prior
from sim.knowledge.uncertain import uncertain
from tests.knowledge.test_uncertain import scenario

pytestmark = pytest.mark.theory

MEAN, SD = 48.0, 8.0
SHAPE, SCALE = (MEAN / SD) ** 2, SD**2 / MEAN


def fifths() -> tuple[float, float]:
    """E[X | X in its lowest fifth] and in its highest, of the gamma law."""
    low, high = stats.gamma.ppf((0.2, 0.8), SHAPE, scale=SCALE)
    below = MEAN * stats.gamma.cdf(low, SHAPE + 1, scale=SCALE)
    above = MEAN * stats.gamma.sf(high, SHAPE + 1, scale=SCALE)
    return float(below / 0.2), float(above / 0.2)


def test_the_ends_of_a_gamma_rate(tmp_path: Path) -> None:
    (found,) = uncertain(scenario(tmp_path), worlds=240, replications=4, engine="auto", workers=1)
    one = found.ends("many", "rate")
    assert (one.low, one.high) == pytest.approx(stats.gamma.ppf((0.1, 0.9), SHAPE, scale=SCALE), rel=1e-6)
    exact = fifths()
    for end, mean in zip((one.at_low, one.at_high), exact, strict=True):
        assert end.low < mean < end.high
        assert end.high - end.low < 6  # 48 worlds of 4 years in a fifth: about 2 * 2 * sqrt(9 + 12) / sqrt(48)


def test_intervals_of_the_ends_keep_their_promise_when_another_parameter_moves_the_figure_too() -> None:
    priors = tuple(Prior(name, "beta", 2.0, 2.0, 0.0, 1.0) for name in ("a", "b"))
    low, high = stats.beta.ppf((0.2, 0.8), 2, 2)
    exact_low = 0.5 * stats.beta.cdf(low, 3, 2) / 0.2
    exact_high = 0.5 * stats.beta.sf(high, 3, 2) / 0.2
    inside = 0
    tries = 200
    for seed in range(tries):
        draws = draw(priors, 80, seed)
        noise = np.random.default_rng(seed).normal(0, 0.1, 80)
        means = draws.values[:, 0] + draws.values[:, 1] + noise
        one = ends(draws, np.arange(80), means, "a")
        inside += one.at_low.low < exact_low + 0.5 < one.at_low.high
        inside += one.at_high.low < exact_high + 0.5 < one.at_high.high
    assert stats.binomtest(inside, 2 * tries, 0.95, alternative="less").pvalue > 0.001


def test_nothing_to_measure_has_no_ends() -> None:
    draws = draw((Prior("a", "beta", 2.0, 2.0, 0.0, 1.0),), 16, 1)
    one = ends(draws, np.arange(16), np.full(16, np.nan), "a")
    assert np.isnan([one.at_low.mean, one.at_high.low]).all()
