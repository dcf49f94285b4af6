"""Estimates from hand-made sheets, and the coverage of the intervals."""

from __future__ import annotations

import numpy as np
import pytest

from sim.measures.sheet import Sheet
from sim.studies.intervals import clopper_pearson, student
from sim.studies.statistics import pooled, summarise


def sheet(**columns: tuple[list[float], list[float] | float]) -> Sheet:
    """Columns as name=(numerators, denominators)."""
    numerators = np.array([numerator for numerator, _ in columns.values()], dtype=float).T
    denominators = np.array([np.broadcast_to(d, len(n)) for n, d in columns.values()], dtype=float).T
    return Sheet(tuple(columns), numerators, denominators, np.arange(len(numerators)))


def test_a_total_has_mean_sd_and_se_of_the_sample() -> None:
    estimate = summarise(sheet(starts=([44, 46, 48, 50], 1)))["starts"]
    assert (estimate.mean, estimate.n) == (47, 4)
    assert estimate.sd == pytest.approx(2.581988897)  # sqrt(20 / 3)
    assert estimate.se == pytest.approx(2.581988897 / 2)
    assert (estimate.p10, estimate.p50, estimate.p90) == pytest.approx((44.6, 47, 49.4))
    assert estimate.high - estimate.mean == pytest.approx(student(0.975, 3) * estimate.se)


def test_a_ratio_is_the_ratio_of_sums_with_the_delta_method() -> None:
    estimate = summarise(sheet(share=([10, 30], [40, 50])))["share"]
    assert estimate.mean == pytest.approx(40 / 90)
    residual = 10 - 40 / 90 * 40  # of the other one the negative of it
    assert estimate.se == pytest.approx(np.sqrt(2 * 2 * residual**2) / 90)


def test_a_replication_without_a_value_is_left_out() -> None:
    estimate = summarise(sheet(wait=([3, 0, 5], [1, 0, 1])))["wait"]
    assert (estimate.mean, estimate.n) == (4, 2)
    assert estimate.sd == pytest.approx(np.sqrt(2))
    assert estimate.se == pytest.approx(1.0)
    assert (estimate.p10, estimate.p90) == pytest.approx((3.2, 4.8))


def test_nothing_measured_is_nan_and_never_zero() -> None:
    estimate = summarise(sheet(wait=([0, 0], [0, 0])))["wait"]
    assert estimate.n == 0
    assert np.isnan([estimate.mean, estimate.se, estimate.sd, estimate.p10, estimate.p50, estimate.low]).all()


def test_one_replication_has_a_mean_and_no_error() -> None:
    estimate = summarise(sheet(starts=([48], 1)))["starts"]
    assert estimate.mean == estimate.p10 == estimate.p90 == 48
    assert np.isnan([estimate.se, estimate.sd]).all()


def test_an_unknown_figure_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="nothing"):
        summarise(sheet(starts=([1, 2], 1)))["nothing"]


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [
        (0, 10, 0.0, 0.3084971),  # 1 - 0.025^(1/10)
        (10, 10, 0.6915029, 1.0),
        (1, 2, 0.0125791, 0.9874209),  # low solves 1 - (1 - p)^2 = .025
        (83, 100, 0.7418246, 0.8977351),
    ],
)
def test_clopper_pearson(successes: int, trials: int, low: float, high: float) -> None:
    assert clopper_pearson(successes, trials) == pytest.approx((low, high), abs=1e-7)


def test_clopper_pearson_is_where_the_binomial_tails_are_2_5_percent() -> None:
    from math import comb

    low, high = clopper_pearson(7, 20)
    assert sum(comb(20, k) * low**k * (1 - low) ** (20 - k) for k in range(7, 21)) == pytest.approx(0.025)
    assert sum(comb(20, k) * high**k * (1 - high) ** (20 - k) for k in range(8)) == pytest.approx(0.025)


def test_clopper_pearson_refuses_more_successes_than_trials() -> None:
    with pytest.raises(ValueError, match="3 successes of 2 trials"):
        clopper_pearson(3, 2)


def test_attained_gets_the_exact_interval() -> None:
    summary = summarise(sheet(**{"attained.volume": ([1, 1, 0, 1], 1), "starts": ([1, 1, 0, 1], 1)}))
    attained, starts = summary["attained.volume"], summary["starts"]
    assert (attained.low, attained.high) == pytest.approx(clopper_pearson(3, 4))
    assert starts.high > 1  # an ordinary mean keeps the normal interval


def test_pooled_years_that_repeat_each_other_count_once() -> None:
    once = [1.0, 0.0, 1.0, 1.0, 0.0, 1.0, 1.0, 1.0, 0.0, 1.0]
    repeated = sheet(**{"attained.v@2021": (once, 1), "attained.v@2022": (once, 1)})
    over_years = pooled(repeated, repeated.names)
    assert over_years.mean == 0.7
    low, high = clopper_pearson(7, 10)
    assert (over_years.low, over_years.high) == pytest.approx((low, high), abs=0.02)


def test_pooled_years_that_never_miss_rest_on_the_replications_alone() -> None:
    always = sheet(**{"attained.v@2021": ([1.0] * 10, 1), "attained.v@2022": ([1.0] * 10, 1)})
    over_years = pooled(always, always.names)
    assert (over_years.low, over_years.high) == pytest.approx(clopper_pearson(10, 10))


@pytest.mark.theory
def test_intervals_of_a_ratio_cover_in_95_of_100_studies() -> None:
    """1,000 studies of 60 replications: entrants Poisson 48, each attains with chance 0.3; binomial bound of 4.3 sd."""
    random = np.random.default_rng(20210101)
    covered = 0
    for _ in range(1000):
        entrants = random.poisson(48, 60)
        estimate = summarise(sheet(share=(random.binomial(entrants, 0.3).tolist(), entrants.tolist())))["share"]
        covered += estimate.low <= 0.3 <= estimate.high
    assert 0.92 < covered / 1000 < 0.98


@pytest.mark.theory
def test_exact_intervals_cover_at_least_95_of_100_studies() -> None:
    random = np.random.default_rng(20210102)
    for chance in (0.02, 0.5, 0.9):
        intervals = [clopper_pearson(int(k), 50) for k in random.binomial(50, chance, 1000)]
        assert sum(low <= chance <= high for low, high in intervals) >= 935
