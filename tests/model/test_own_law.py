"""A law that is added at run time: as good as one that comes with the program, and never mistaken for another."""

from __future__ import annotations

import numpy as np
import pytest

import sim
from sim.distributions import (
    FAMILIES,
    age_at_hazard,
    canonical,
    cumulative_hazard,
    early,
    mean,
    quantile,
    second_moment,
)
from sim.distributions.own import registered
from sim.store.program import program
from tests.studies.clinic import CLINIC, write_clinic

U = np.linspace(0.05, 0.95, 91)


def power(u, low, high, shape):
    """The u-quantile of low + (high - low) U^shape."""
    return low + (high - low) * u**shape


def like_uniform(u, low, high):
    return low + (high - low) * u


def like_exponential(u, mean):
    return -mean * np.log1p(-u)


def test_its_moments_and_hazard_follow_from_the_quantiles():
    sim.law("power", power)
    law = canonical("power", {"low": 2.0, "high": 10.0, "shape": 3.0}, "number")
    # E[U^3] = 1/4, E[U^6] = 1/7
    assert mean(law) == pytest.approx(2 + 8 / 4, rel=1e-9)
    assert second_moment(law) == pytest.approx(4 + 2 * 2 * 8 / 4 + 64 / 7, rel=1e-9)
    np.testing.assert_allclose(cumulative_hazard(law, quantile(law, U)), -np.log1p(-U), rtol=1e-9)
    slower = early(law, 0.5, 4.0)
    np.testing.assert_allclose(cumulative_hazard(slower, age_at_hazard(slower, U)), U, rtol=1e-8)


def test_a_law_said_again_is_the_same_law():
    sim.law("even", like_uniform)
    sim.law("fading", like_exponential)
    for own, known, given in (("even", "uniform", {"low": 1.0, "high": 5.0}), ("fading", "exponential", {"mean": 3.0})):
        one, other = (canonical(name, given, "number") for name in (own, known))
        np.testing.assert_allclose(quantile(one, U), quantile(other, U), rtol=1e-9)
        assert mean(one) == pytest.approx(mean(other), rel=1e-6)
        assert second_moment(one) == pytest.approx(second_moment(other), rel=1e-5)


def clinic_with(tmp_path, stay):
    text = CLINIC.replace('lasts = { exponential = "$days" }', f"lasts = {stay}", 1)
    assert text != CLINIC
    return write_clinic(tmp_path, "own", text)


@pytest.mark.parametrize("engine", ["reference", "compiled"])
def test_a_scenario_may_name_it_with_either_engine(tmp_path, engine):
    sim.law("even", like_uniform)
    own = sim.load(clinic_with(tmp_path, '{ even = { low = "5 days", high = "15 days" } }'))
    known = sim.load(clinic_with(tmp_path, '{ uniform = ["5 days", "15 days"] }'))
    results = [sim.run(one, replications=3, engine=engine) for one in (own, known)]
    assert results[0].value("stay_mean.stay") == pytest.approx(results[1].value("stay_mean.stay"), rel=1e-4)
    assert results[0].value("entries.stay") == results[1].value("entries.stay")


def test_it_is_checked_as_every_other_law(tmp_path):
    with pytest.raises(sim.ProblemsFound, match="no such law"):
        sim.load(clinic_with(tmp_path, '{ even = { low = "5 days", high = "15 days" } }'))
    sim.law("even", like_uniform)
    for wrong, words in (
        ('{ even = { low = "5 days" } }', "needs"),
        ('{ even = { low = "15 days", high = "5 days" } }', "never fall"),
        ('{ even = { low = "5 days", high = "many" } }', "high"),
    ):
        with pytest.raises(sim.ProblemsFound, match=words):
            sim.load(clinic_with(tmp_path, wrong))
    sim.law("odd", lambda u, low: u - low)
    with pytest.raises(sim.ProblemsFound, match="negative"):
        sim.load(clinic_with(tmp_path, '{ odd = { low = "5 days" } }'))


def test_two_laws_of_one_name_are_never_taken_for_each_other(tmp_path):
    before = program()
    assert "own" not in before
    sim.law("own_law", like_uniform)
    one = program()
    assert registered()["own_law"].where.endswith("test_own_law.like_uniform")
    sim.law("own_law", like_uniform)  # the same again
    with pytest.raises(ValueError, match="there is a law 'own_law' already"):
        sim.law("own_law", like_exponential)
    del FAMILIES["own_law"]
    sim.law("own_law", like_exponential)
    assert len({str(known) for known in (before, one, program())}) == 3
    del FAMILIES["own_law"]
    assert program() == before


def test_a_factor_from_outside_belongs_to_the_source():
    def scaled(factor):
        return lambda u, high: factor * high * u

    found = set()
    for factor in (1.0, 2.0):
        sim.law("scaled", scaled(factor))
        found.add(registered()["scaled"].digest)
        del FAMILIES["scaled"]
    assert len(found) == 2


def test_what_cannot_be_a_law_is_said():
    with pytest.raises(ValueError, match="there is a law 'gamma' already"):
        sim.law("gamma", like_exponential)
    with pytest.raises(ValueError, match="cannot be called 'by'"):
        sim.law("by", like_exponential)
    with pytest.raises(TypeError, match="at least one parameter"):
        sim.law("bare", lambda u: u)
    with pytest.raises(TypeError, match="a function of u"):
        sim.law("none", 3)
