"""Tokens and people that do not meet in time: the share of people who meet none against exact and simulated values."""

from __future__ import annotations

from math import exp, inf

import pytest

from sim.analysis.arithmetic import arithmetic
from sim.analysis.flow import traffic
from sim.analysis.meeting import share_met
from sim.report.arithmetic_in_words import arithmetic_in_words
from sim.report.texts import Texts
from sim.scenario.schema import DAY, YEAR, Law, Pool, Route, Scenario, Step, Steps
from tests.analysis.test_arithmetic import DONE, a_year, days, scenario_of


def vacancies(people: float, *, patience: float = 0.0, lifetime: float | None = 42.0) -> Scenario:
    life = None if lifetime is None else Law("exponential", (("mean", lifetime * DAY),))
    return scenario_of(
        Step("a", "wait", takes="job", patience=days(patience), route=Route(rest="done"), otherwise="none"),
        DONE, Step("none", "exit"), arrivals=a_year(people),
        pools=(Pool("job", rate=Steps(18 / YEAR), lifetime=life, max_open=3),),
    )  # fmt: skip


def test_the_share_who_meet_one_is_that_of_the_birth_death_process() -> None:
    assert share_met(18, 14, 0.115, 1) == pytest.approx(18 / (18 + 1 / 0.115 + 14))  # one place: two states
    assert share_met(18, 1e-9, 0.115, inf) == pytest.approx(1 - exp(-18 * 0.115))  # nobody takes any: Poisson
    assert share_met(0, 14, 0.115, 3) == 0
    assert share_met(1e9, 14, 0.115, 3) == pytest.approx(1)


def test_no_more_are_taken_than_come() -> None:
    for wanted in (1, 14, 100, 1e4):
        assert wanted * share_met(18, wanted, 0.115, inf) < 18


def test_a_load_below_one_does_not_hide_that_they_miss_each_other() -> None:
    scenario = vacancies(14)
    (meeting,) = arithmetic(scenario).meetings
    life = 42 * DAY / YEAR
    assert meeting.taken == pytest.approx(14 * share_met(18, 14, life, 3))
    assert meeting.taken + meeting.missed == pytest.approx(14)
    assert meeting.taken + meeting.expired == pytest.approx(18)
    flows = traffic(scenario)
    assert (flows.flow["done"], flows.flow["none"]) == pytest.approx((meeting.taken, meeting.missed))
    said = " ".join(arithmetic_in_words(scenario, Texts("da")).split())
    assert "mødes ikke altid i tide" in said
    assert "rigeligt" not in said


def test_who_waits_and_what_never_expires_is_served_as_far_as_it_lasts() -> None:
    for scenario in (vacancies(14, patience=30), vacancies(14, lifetime=None)):
        assert arithmetic(scenario).meetings == ()
        assert traffic(scenario).flow["done"] == pytest.approx(14)
