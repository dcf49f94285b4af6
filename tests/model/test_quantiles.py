"""The tables of laws: moments by exact integration of the straight lines, monotone, and faithful in the tails."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.special import pdtr

from sim import distributions as laws
from sim.distributions import canonical, early, piecewise_hazard, unit_law
from sim.model.quantiles import (
    QUANTILE_SIZE,
    UNIT_EXPONENTIAL,
    hazard_table,
    nodes_in_order,
    quantile_table,
    step_table,
)
from sim.scenario.schema import DAY, MONTH, Law

pytestmark = pytest.mark.unit

LAWS = {
    "exponential": canonical("exponential", {"mean": 26.0 * DAY}, "seconds"),
    "lognormal": canonical("lognormal", {"mean": 10.0, "cv": 1.5}, "seconds"),
    "gamma": canonical("gamma", {"mean": 6.0, "sd": 3.0}, "seconds"),
    "gamma, steep": canonical("gamma", {"shape": 0.5, "mean": 3.0}, "seconds"),
    "gamma, narrow": canonical("gamma", {"mean": 6.0, "cv": 0.01}, "seconds"),
    "weibull 0.601": canonical("weibull", {"shape": 0.601, "scale": 22.07 * MONTH}, "seconds"),
    "weibull 5": canonical("weibull", {"shape": 5.0, "scale": 22.07}, "seconds"),
    "triangular": canonical("triangular", {"low": 8.0, "mode": 20.0, "high": 37.0}, "seconds"),
    "triangular, one side": canonical("triangular", {"low": 0.0, "mode": 0.0, "high": 37.0}, "seconds"),
    "uniform": canonical("uniform", {"low": 2.0, "high": 5.0}, "seconds"),
    "normal": canonical("normal", {"mean": 10.0, "sd": 4.0}, "seconds"),
    "hazard with gaps": piecewise_hazard([(3.0, 0.1), (5.0, 0.0), (5.5, 1.0), (15.0, 0.0), (math.inf, 0.5)], "seconds"),
    "early, weaker": early(canonical("weibull", {"shape": 0.601, "scale": 22.07}, "seconds"), 0.3, 8.0),
    "early, none": early(canonical("lognormal", {"mean": 10.0, "cv": 1.5}, "seconds"), 0.0, 8.0),
    "early, stronger": early(canonical("uniform", {"low": 2.0, "high": 5.0}, "seconds"), 2.5, 3.0),
}


def moments(table):
    """Mean and second moment of the piecewise linear table, integrated exactly."""
    u, y = nodes_in_order(table)
    width, a, b = np.diff(u), y[:-1], y[1:]
    return float((width * (a + b)).sum() / 2), float((width * (a * a + a * b + b * b)).sum() / 3)


@pytest.mark.parametrize("name", LAWS)
def test_the_table_keeps_the_mean_and_the_second_moment(name):
    mean, second = moments(quantile_table(LAWS[name]))
    assert mean == pytest.approx(laws.mean(LAWS[name]), rel=1e-8)
    assert second == pytest.approx(laws.second_moment(LAWS[name]), rel=3e-4)


@pytest.mark.parametrize("name", LAWS)
def test_the_table_rises_within_the_range_of_the_law_and_follows_the_quantiles(name):
    law = LAWS[name]
    table = quantile_table(law)
    assert table.shape == (QUANTILE_SIZE,) == (2053,)
    u, y = nodes_in_order(table)
    assert np.all(np.diff(y) >= 0)
    assert y[0] >= max(0.0, laws.quantile(law, np.array(0.0)))
    assert y[-1] <= laws.upper_bound(law)
    far = np.array([1e-6, 0.0005, 0.02, 0.37, 0.95, 0.9995, 1 - 1e-6])
    if "gaps" not in name:
        np.testing.assert_allclose(np.interp(far, u, y), laws.quantile(law, far), rtol=4e-3, atol=1e-6 * laws.sd(law))


def test_every_part_of_the_layout_holds_the_values_at_its_own_u():
    u, y = nodes_in_order(UNIT_EXPONENTIAL)
    main, fine, finest = (np.linspace(0, scale, n + 1) for scale, n in ((1, 1024), (2**-10, 256), (2**-18, 256)))
    expected = np.interp(np.concatenate((main, fine, finest, 1 - fine[::-1], 1 - finest[::-1])), u, y)
    assert UNIT_EXPONENTIAL.tolist() == expected.tolist()
    assert np.interp(0.5, u, y) == pytest.approx(math.log(2), rel=1e-6)
    assert moments(UNIT_EXPONENTIAL) == pytest.approx((1, 2), rel=1e-5)


@pytest.mark.parametrize("name", LAWS)
def test_a_law_is_its_scale_times_its_unit_law(name):
    law = LAWS[name]
    unit, scale = unit_law(law)
    u, hazards = np.array([1e-6, 0.02, 0.37, 0.95, 1 - 1e-6]), np.array([1e-5, 0.3, 2.0])
    np.testing.assert_allclose(scale * laws.quantile(unit, u), laws.quantile(law, u), rtol=1e-9)
    np.testing.assert_allclose(scale * laws.age_at_hazard(unit, hazards), laws.age_at_hazard(law, hazards), rtol=1e-9)
    np.testing.assert_allclose(scale * quantile_table(unit), quantile_table(law), rtol=1e-6, atol=1e-9 * laws.mean(law))


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [
        ("exponential", {"mean": 3.0}, {"mean": 50.0}),
        ("lognormal", {"mean": 3.0, "log_sd": 0.5}, {"median": 50.0, "log_sd": 0.5}),
        ("gamma", {"shape": 4.0, "scale": 3.0}, {"mean": 50.0, "cv": 0.5}),
        ("weibull", {"shape": 2.0, "scale": 3.0}, {"shape": 2.0, "scale": 50.0}),
        ("normal", {"mean": 8.0, "sd": 4.0}, {"mean": 16.0, "sd": 8.0}),
        ("uniform", {"low": 2.0, "high": 4.0}, {"low": 8.0, "high": 16.0}),
        ("triangular", {"low": 1.0, "mode": 2.0, "high": 4.0}, {"low": 2.0, "mode": 4.0, "high": 8.0}),
    ],
)
def test_laws_of_one_shape_share_a_unit_law(name, one, other):
    units = {
        unit_law(canonical(name, given, unit))[0] for given in (one, other) for unit in ("seconds", "working days")
    }
    assert len(units) == 1


def test_units_become_seconds_and_numbers_stay():
    days, scale = unit_law(canonical("uniform", {"low": 2.0, "high": 5.0}, "working days"))
    assert scale * quantile_table(days)[[0, 1024]] == pytest.approx([2 * DAY, 5 * DAY])
    assert scale * hazard_table(days)[0][[1, -1]] == pytest.approx([2 * DAY, 5 * DAY])
    numbers, scale = unit_law(canonical("normal", {"mean": 0.0, "sd": 1.0}, "number"))
    table = scale * quantile_table(numbers)
    assert table[0] < -5
    assert moments(table) == pytest.approx((0, 1), abs=1e-5)
    atoms, scale = unit_law(laws.discrete([1.5, 3.0], [0.25, 0.75], "working days"))
    assert (scale * step_table(atoms)[1]).tolist() == [1.5 * DAY, 3 * DAY]
    below, scale = unit_law(canonical("uniform", {"low": -4.0, "high": -2.0}, "number"))
    assert scale * quantile_table(below)[[0, 1024]] == pytest.approx([-4, -2])


@pytest.mark.parametrize("mean", [1e-9, 0.01, 0.5, 4.0, 48.0, 1000.0, 1e6])
def test_the_table_of_a_poisson_number_is_the_distribution_to_the_last_digits(mean):
    cumulative, counts = step_table(Law("poisson", (("mean", mean),), "number"))
    exact = pdtr(counts, mean)
    np.testing.assert_allclose(cumulative, exact, rtol=0, atol=1e-9 if mean > 1e5 else 1e-13)
    assert counts[0] == 0 or pdtr(counts[0] - 1, mean) < 2.0**-53
    assert 1 - exact[-1] < 2.0**-52
    assert len(counts) < 18 * math.sqrt(mean) + 20


def test_step_tables_end_at_one():
    cumulative, values = step_table(laws.discrete([1.0, 5.0, 9.0], [0.1, 0.2, 0.7], "seconds"))
    assert values.tolist() == [1, 5, 9]
    assert cumulative.tolist() == pytest.approx([0.1, 0.3, 1.0])
    assert cumulative[-1] == 1.0
    cumulative, counts = step_table(canonical("poisson", {"mean": 4.5}, "number"))
    assert counts.tolist() == list(range(len(counts)))
    assert float(np.diff(cumulative, prepend=0.0) @ counts) == pytest.approx(4.5, rel=1e-12)


def test_laws_without_such_a_table_are_refused():
    for law in (laws.empirical([1.0, 2.0], "seconds"), piecewise_hazard([(3.0, 0.1), (math.inf, 0.0)], "seconds")):
        with pytest.raises(ValueError, match="use"):
            quantile_table(law)
    for law in (laws.empirical([1.0, 2.0], "seconds"), canonical("normal", {"mean": 3.0, "sd": 1.0}, "number")):
        with pytest.raises(ValueError, match="no hazard table"):
            hazard_table(law)


@pytest.mark.parametrize("name", LAWS)
def test_a_hazard_table_is_right_to_one_in_ten_thousand(name):
    law = LAWS[name]
    ages, hazards = hazard_table(law)
    assert (ages[0], hazards[0]) == (0, 0)
    assert np.all(np.diff(ages) > 0)
    assert np.all(np.diff(hazards) >= 0)
    assert 2 <= len(ages) <= 2000
    wanted = np.exp(np.linspace(math.log(1e-8), math.log(30), 20_001))
    at = laws.age_at_hazard(law, wanted)
    exact = laws.cumulative_hazard(law, at)
    clear = at < laws.upper_bound(law) * (1 - 1e-8)  # nearer to the bound the exact hazard has no digits left
    error = np.interp(at, ages, hazards)[clear] / exact[clear] - 1
    assert np.abs(error[exact[clear] > 1e-8]).max() < 1e-4


def test_a_hazard_that_ends_stays_flat_and_a_constant_one_is_two_straight_nodes():
    ages, hazards = hazard_table(piecewise_hazard([(3.0, 0.1), (math.inf, 0.0)], "seconds"))
    assert ages[-1] > ages[-2] >= 3
    assert hazards[-1] == hazards[-2] == pytest.approx(0.3)
    ages, hazards = hazard_table(canonical("exponential", {"mean": 4.0}, "seconds"))
    assert hazards[1:] / ages[1:] == pytest.approx(0.25)
    assert len(ages) <= 4
