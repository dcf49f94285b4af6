"""Priors go through the value and the ends of the range, and every parameter without one has a reason."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import bdtr, gammainc

import sim
from sim.knowledge.priors import REASONS, prior_of, why_none
from sim.scenario.schema import Parameter

pytestmark = pytest.mark.unit
SCENARIOS = Path(__file__).parents[2] / "scenarios"
FILES = [SCENARIOS / "rengoering.toml", *sorted((SCENARIOS / "neighbours").glob("*.toml"))]


def parameter(value: float, low: float, high: float, **others: object) -> Parameter:
    return Parameter("x", value, low=low, high=high, **others)  # type: ignore[arg-type]


def points(one: Parameter) -> list[float]:
    prior = prior_of(one)
    assert prior is not None
    return prior.quantile(np.array([0.05, 0.5, 0.95])).tolist()


@pytest.mark.parametrize(("a", "b"), [(2, 5), (7, 3), (20, 30), (1, 1)])
def test_a_share_whose_range_is_that_of_a_beta_law_has_that_law(a: int, b: int) -> None:
    """Beta(a, b) with whole a, b: P(X <= x) = P(at least a successes in a + b - 1 trials with chance x)."""
    from scipy.special import betaincinv

    low, value, high = (float(betaincinv(a, b, u)) for u in (0.05, 0.5, 0.95))
    found = points(parameter(value, low, high, unit="share"))
    for at, probability in zip(found, (0.05, 0.5, 0.95), strict=True):
        assert 1 - bdtr(a - 1, a + b - 1, at) == pytest.approx(probability, abs=2e-4)


def test_a_value_of_0_below_its_range_lies_on_the_edge() -> None:
    """A scenario may set 0 where the sources support no such value: the density falls from 0 to the 95 % point."""
    low, middle, high = points(parameter(0.0, 0.006, 0.033))
    assert 0 < low < middle < high
    assert high == pytest.approx(0.033)


@given(median=st.floats(0.01, 1e4), sd=st.floats(0.05, 1.5))
@settings(max_examples=25, deadline=None)
def test_a_range_that_is_symmetric_on_the_log_scale_is_met_exactly(median: float, sd: float) -> None:
    low, high = median * np.exp(-1.6448536 * sd), median * np.exp(1.6448536 * sd)
    assert points(parameter(median, low, high)) == pytest.approx([low, median, high], rel=1e-3)


@pytest.mark.parametrize(("value", "high"), [(6.0, 12.0), (18.0, 48.0), (5.0, 14.0)])
def test_a_range_from_0_has_a_gamma_law_with_mean_and_95_percent_point(value: float, high: float) -> None:
    prior = prior_of(parameter(value, 0.0, high))
    assert prior is not None
    assert prior.family == "gamma"
    assert prior.first * prior.second == pytest.approx(value)
    assert gammainc(prior.first, high / prior.second) == pytest.approx(0.95, abs=1e-6)


@pytest.mark.parametrize("unit", ["share", ""])
def test_a_value_of_0_is_the_most_likely_one(unit: str) -> None:
    low, middle, high = points(parameter(0.0, 0.0, 0.5, unit=unit))
    assert 0 < low < middle < high
    assert high == pytest.approx(0.5, rel=1e-6)
    prior = prior_of(parameter(0.0, 0.0, 0.5, unit=unit))
    assert prior is not None
    assert not prior.median_off
    inside = np.diff(prior.quantile(np.linspace(0, 0.99, 100)))
    assert (np.diff(inside) > -1e-12).all()  # the density falls


def test_counts_are_whole_and_stay_in_their_range() -> None:
    prior = prior_of(parameter(6, 4, 12, step=1))
    assert prior is not None
    values = prior.quantile(np.linspace(1e-9, 1 - 1e-9, 1_001))
    assert set(values.tolist()) == set(range(4, 13))


def test_a_range_that_no_law_of_the_family_meets_is_said() -> None:
    prior = prior_of(parameter(20, 8, 24))
    assert prior is not None
    assert prior.median_off


@pytest.mark.parametrize(
    ("others", "reason"),
    [
        ({"basis": "text"}, "text"),
        ({"formula": "2 * y"}, "formula"),
        ({"choices": ("a", "b")}, "choice"),
        ({"decision": True}, "decision"),
        ({"low": 3.0, "high": 3.0}, "no range"),
    ],
)
def test_what_is_known_or_ours_to_choose_has_no_prior(others: dict[str, object], reason: str) -> None:
    one = Parameter("x", **{"value": 3.0, "low": 1.0, "high": 5.0, **others})  # type: ignore[arg-type]
    assert why_none(one) == reason
    assert prior_of(one) is None


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_parameter_has_a_prior_or_a_reason(path: Path) -> None:
    reasons = Counter(why_none(one) for one in sim.load(path).scenario.parameters)
    assert set(reasons) <= {"", *REASONS}


BY_CHOICE = {
    "afklaring-og-kurser": {"job_target"},
    "brugerundersoegelse": {"wanted"},
    "fleksjob": {"soon"},
    "forebyggelsesteam": {"adviser_hours", "advisers", "load_limit", "promise", "promise_share"},
    "lejre-seniorer": {"course_limit", "results_target"},
    "lejre-social-investering": {"results_target"},
    "rengoering": {
        "assessment_ahead", "enough_ready", "outplacement_limit", "praktik_repeats_aktivitetsparat",
        "praktik_repeats_jobparat", "slot_turnaround", "vacancies_max_open", "vacancy_wait",
    },
    "seniorpension": {"case_hours", "caseworkers", "load_limit", "on_time"},
    "smaajob": {"paid_hours_target", "places", "praktik_length", "search_limit"},
    "sprogskole": {"smallest_class", "taught_locally"},
    "sygedagpenge": {"in_time", "well_target"},
    "uddannelsespulje": {"unused_limit"},
}  # fmt: skip
"""What is assumed in the file, and ours to choose: targets, capacity, limits, and rules."""


def test_what_is_assumed_but_ours_to_choose_is_listed() -> None:
    """All other assumptions have a prior; what follows by formula, is a choice, a date or in the text has none."""
    found = {}
    for path in FILES:
        without = {one.name: why_none(one) for one in sim.load(path).scenario.parameters if why_none(one)}
        assert "no range" not in without.values(), path.stem
        found[path.stem] = {name for name, reason in without.items() if reason == "decision"}
    for stem, names in BY_CHOICE.items():
        assert found[stem] == names
    assert set().union(*found.values()) == set().union(*BY_CHOICE.values())


def test_no_target_asks_for_an_uncertain_number() -> None:
    asked = {
        name
        for path in SCENARIOS.rglob("*.toml")
        for name in re.findall(r'at_(?:least|most)\s*=\s*"\$(\w+)"', path.read_text(encoding="utf-8"))
    }
    assert len(asked) > 10
    for path in FILES:
        uncertain = {one.name for one in sim.load(path).scenario.parameters if not why_none(one)}
        assert not uncertain & asked, path.stem


def test_what_a_target_asks_for_is_never_uncertain() -> None:
    by_name = {one.name: one for one in sim.load(SCENARIOS / "rengoering.toml").scenario.parameters}
    for name in ("volume_target", "self_support_target", "slots", "hold_size", "intake_mode"):
        assert why_none(by_name[name])
