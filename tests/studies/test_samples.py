"""Estimates and paired differences, against numbers worked out by hand and by Monte Carlo."""

from __future__ import annotations

from math import comb, inf, isnan, nan, sqrt

import numpy as np
import pytest

from sim.studies.intervals import Law, clopper_pearson, normal, student
from sim.studies.samples import (
    Difference,
    Sample,
    difference,
    replications_to_settle,
    years_compared,
)


def total(values: list[float]) -> Sample:
    return Sample(np.array(values, dtype=float), np.ones(len(values)), "mean")


def chance(met: list[int], years: int = 1) -> Sample:
    return Sample(np.array(met, dtype=float), np.full(len(met), float(years)), "chance")


def test_a_mean_and_its_interval() -> None:
    estimate = total([1, 2, 3, 4, 5]).estimate("x")
    assert (estimate.mean, estimate.se) == (3, pytest.approx(sqrt(2.5 / 5)))
    wide = total([1, 2, 3, 4, 5]).estimate("x", 0.99)
    assert wide.high - 3 == pytest.approx(4.604095 * sqrt(0.5))  # Student, 4 degrees of freedom, 99.5 %


def test_a_ratio_is_a_ratio_of_sums() -> None:
    sample = Sample(np.array([1.0, 3.0]), np.array([2.0, 10.0]), "mean")
    assert sample.mean() == pytest.approx(4 / 12)
    assert sample.deviations().tolist() == pytest.approx([(1 - 2 / 3) / 6, (3 - 10 / 3) / 6])
    assert sample.deviations().sum() == pytest.approx(0)


def test_an_empty_sample_is_nan() -> None:
    empty = Sample(np.zeros(3), np.zeros(3), "mean")
    assert isnan(empty.mean())
    assert isnan(empty.estimate().mean)
    assert np.isnan(empty.values).all()


def test_the_paired_difference_of_means_by_hand() -> None:
    a, b = total([10, 20, 30]), total([11, 23, 32])  # differences 1, 3, 2: mean 2, sd 1
    found = difference(a, b)
    assert found.mean == pytest.approx(2)
    assert found.se == pytest.approx(1 / sqrt(3))
    assert found.high - found.mean == pytest.approx(4.302653 / sqrt(3))  # Student, 2 degrees of freedom, 97.5 %
    variances = (100 + np.var([11, 23, 32], ddof=1)) / 3
    assert found.unpaired == pytest.approx(sqrt(variances))
    assert found.reduction == pytest.approx(variances / (1 / 3))


def test_many_comparisons_widen_the_interval() -> None:
    a, b = total([10, 20, 30]), total([11, 23, 32])
    assert difference(a, b, comparisons=5).high - 2 == pytest.approx(student(1 - 0.05 / 10, 2) / sqrt(3))


def test_the_same_is_exactly_the_same() -> None:
    a = Sample(np.array([0.1, 0.7, 0.3]), np.array([3.0, 7.0, 0.0]), "mean")
    found = difference(a, a, comparisons=9)
    assert (found.mean, found.se, found.low, found.high) == (0, 0, 0, 0)
    assert found.none
    assert not found.settled
    same = difference(chance([1, 0, 1]), chance([1, 0, 1]), same=True)
    assert (same.mean, same.low, same.high) == (0, 0, 0)


def test_chances_that_happened_to_agree_may_still_differ() -> None:
    found = difference(chance([0] * 98), chance([0] * 98))
    assert found.none
    assert found.high == pytest.approx(student(0.975, 99) * sqrt(0.02 / 100))  # (0 + 2) / 100 / 100
    assert found.low == -found.high


def test_the_difference_of_paired_chances_by_hand() -> None:
    """6 of 20 only B, 2 of 20 only A: mean (6 - 2) / 22, variance (6 + 2 + 2) / 22 - mean^2."""
    a = chance([1] * 2 + [0] * 6 + [1] * 12)
    b = chance([0] * 2 + [1] * 6 + [1] * 12)
    found = difference(a, b)
    assert found.mean == pytest.approx(0.2)
    centre, half = 4 / 22, student(0.975, 21) * sqrt((10 / 22 - (4 / 22) ** 2) / 22)
    assert (found.low, found.high) == (pytest.approx(centre - half), pytest.approx(centre + half))


@pytest.mark.parametrize(("p", "q"), [(0.02, 0.05), (0.5, 0.6), (0.9, 0.98)])
def test_the_interval_of_a_difference_of_chances_covers(p: float, q: float) -> None:
    rng = np.random.default_rng(3)
    covered = 0
    for _ in range(1000):
        luck = rng.random(60)
        a, b = (Sample((luck < r).astype(float), np.ones(60), "chance") for r in (p, q))
        found = difference(a, b)
        covered += found.low <= q - p <= found.high
    assert covered >= 940  # 95 % less two standard errors of the count


@pytest.mark.parametrize("law", ["chance", "count"])
@pytest.mark.parametrize("events", [1, 2, 3, 4, 5, 7, 10, 20])
def test_a_rare_difference_is_covered(law: Law, events: int) -> None:
    """Only one option ever has the event, so often in 200 replications; summed over all outcomes, without chance."""
    n, rate, covered = 200, events / 200, 0.0
    for k in range(60):
        b = np.concatenate((np.ones(k), np.zeros(n - k)))
        found = difference(Sample(np.zeros(n), np.ones(n), law), Sample(b, np.ones(n), law))
        if found.low <= rate <= found.high:
            covered += comb(n, k) * rate**k * (1 - rate) ** (n - k)
    assert covered >= 0.94


def test_unequal_lengths_cannot_be_paired() -> None:
    with pytest.raises(ValueError, match="paired"):
        difference(total([1, 2]), total([1, 2, 3]))


def test_one_replication_has_no_interval() -> None:
    found = difference(total([1]), total([3]))
    assert found.mean == 2
    assert isnan(found.low)


def test_better_in_so_many_years() -> None:
    a = np.array([[48.0, 40.0], [48.0, nan], [30.0, 0.3]])
    b = np.array([[49.0, 39.0], [48.0, 50.0], [31.0, 0.1 + 0.2]])  # 0.1 + 0.2 is the same as 0.3
    found = years_compared(a, b)
    assert (found.higher, found.same, found.lower, found.all) == (2, 2, 1, 5)


def test_how_many_replications_would_settle_it() -> None:
    found = Difference(0.5, 1.0, -1.5, 2.5, 100, 2.0)
    needed = 100 * ((normal(0.975) + normal(0.8)) / 0.5) ** 2
    assert replications_to_settle(found) == np.ceil(needed) == 3140
    assert replications_to_settle(Difference(0.0, 1.0, -2, 2, 100, 2)) == inf


def test_that_many_replications_do_settle_it_four_times_in_five() -> None:
    rng = np.random.default_rng(8)
    mean, spread = 0.3, 1.0
    se = spread / sqrt(50)
    n = int(replications_to_settle(Difference(mean, se, -1, 1, 50, se)))
    settled = 0
    for _ in range(500):
        apart = total(list(rng.normal(mean, spread, n)))
        settled += difference(total([0.0] * n), apart).settled
    assert 0.75 < settled / 500 < 0.85


def test_the_interval_of_a_chance_can_be_widened() -> None:
    estimate = chance([1] * 7 + [0] * 3).estimate("p", 0.999)
    assert (estimate.low, estimate.high) == pytest.approx(clopper_pearson(7, 10, 0.999))


def test_years_that_are_not_as_many_are_not_compared() -> None:
    """A project of two whole years beside one of three: no year of one is a year of the other."""
    assert years_compared(np.zeros((5, 3)), np.ones((5, 2))).all == 0
