"""How far outcomes are from a bound, and the strictest bound that is met in 80 of 100 of them."""

from __future__ import annotations

from math import isnan, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.studies.distance import OFTEN, distance

values = st.lists(st.integers(0, 20).map(float), min_size=1, max_size=60).map(np.array)


def test_by_hand() -> None:
    outcomes = np.array([4.0, 2.0, 8.0, np.nan, 6.0, 10.0])  # mean 6, standard deviation sqrt(10)
    found = distance(outcomes, 12, None)
    assert (found.best, found.outcomes) == (10, 5)
    assert found.deviations == pytest.approx(6 / sqrt(10))
    assert found.often == 4  # met by 4, 6, 8 and 10 of five
    found = distance(outcomes, None, 12)
    assert (found.best, found.outcomes) == (2, 5)
    assert found.deviations == pytest.approx(-6 / sqrt(10))
    assert found.often == 8


@given(values)
def test_the_bound_is_met_in_80_of_100_and_no_stricter_one_is(outcomes: np.ndarray) -> None:
    least, most = distance(outcomes, 1, None).often, distance(outcomes, None, 1).often
    assert np.mean(outcomes >= least) >= OFTEN > np.mean(outcomes > least)
    assert np.mean(outcomes <= most) >= OFTEN > np.mean(outcomes < most)


def test_where_there_is_nothing_to_measure_by_nothing_is_said() -> None:
    assert isnan(distance(np.array([np.nan]), 1, None).often)
    assert isnan(distance(np.array([3.0, 3.0]), 4, None).deviations)  # nothing varies
    assert distance(np.array([3.0, 3.0]), 4, None).often == 3
    assert isnan(distance(np.array([1.0, 2.0]), 1, 2).often)  # a bound on both sides
    assert isnan(distance(np.array([1.0, 2.0]), None, None).often)
