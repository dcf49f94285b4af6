"""The sums of a long study give what all its replications together give."""

from __future__ import annotations

import numpy as np
import pytest

from sim.measures.sheet import Sheet
from sim.studies.statistics import pooled, summarise
from sim.studies.tally import Tally

pytestmark = pytest.mark.unit

NAMES = ("starts", "wait_mean.tilbud", "attained.volume", "attained.volume@2021", "attained.volume@2022", "nothing")


def sheet(replications: int = 700) -> Sheet:
    rng = np.random.default_rng(5)
    starts = rng.poisson(48, replications).astype(float)
    people = rng.poisson(6, replications).astype(float)
    waits = rng.gamma(2.0, 30.0, replications) * people
    first, second = (rng.random((2, replications)) < 0.8).astype(float)
    numerator = np.stack([starts, waits, first * second, first, second, np.zeros(replications)], axis=1)
    ones = np.ones(replications)
    denominator = np.stack([ones, people, ones, ones, ones, np.zeros(replications)], axis=1)
    return Sheet(NAMES, numerator, denominator, np.arange(replications))


def tallied(whole: Sheet, kept: int, batch: int) -> Tally:
    tally = Tally(whole.rows(0, kept))
    for first in range(kept, len(whole.replications), batch):
        tally.add(whole.rows(first, min(first + batch, len(whole.replications))))
    return tally


def test_means_errors_and_chances_are_those_of_all_replications():
    whole = sheet()
    every, tally = summarise(whole), tallied(whole, 100, 64).summary()
    for field in ("mean", "se", "sd", "n", "low", "high"):
        np.testing.assert_allclose(getattr(tally, field), getattr(every, field), rtol=1e-10, atol=1e-12, err_msg=field)


def test_quantiles_are_those_of_the_kept_replications():
    whole = sheet()
    kept = summarise(whole.rows(0, 100))
    np.testing.assert_array_equal(tallied(whole, 100, 64).summary().p90, kept.p90)


def test_a_chance_over_years_is_pooled_from_all_replications():
    whole, years = sheet(), ("attained.volume@2021", "attained.volume@2022")
    expected, found = pooled(whole, years), tallied(whole, 100, 64).pooled(years)
    for field in ("mean", "se", "n", "low", "high"):
        assert getattr(found, field) == pytest.approx(getattr(expected, field), rel=1e-10)


@pytest.mark.parametrize("batch", [1, 7, 600])
def test_batches_do_not_change_a_bit(batch):
    whole = sheet()
    one, other = tallied(whole, 100, 64).summary(), tallied(whole, 100, batch).summary()
    for field in ("mean", "se", "sd", "low", "high"):
        np.testing.assert_array_equal(getattr(one, field), getattr(other, field))


def test_figures_that_never_vary_have_no_error():
    ones = np.ones((300, 1))
    constant = Sheet(("starts",), 48 * ones, ones, np.arange(300))
    found = tallied(constant, 100, 50).summary()["starts"]
    assert (found.mean, found.se, found.sd) == (48.0, 0.0, 0.0)
