"""What the flow arithmetic counts exactly: competing ends, limits over several routes, dated changes, follow-ups."""

from __future__ import annotations

from math import exp, log
from typing import Any

import pytest

from sim.analysis.arithmetic import arithmetic
from sim.analysis.competing import Cause, compete, fixed
from sim.analysis.flow import traffic
from sim.analysis.streams import people_a_year
from sim.report.arithmetic_in_words import arithmetic_in_words
from sim.report.texts import Texts
from sim.scenario.schema import (
    DAY,
    REST,
    YEAR,
    Arrivals,
    Backlog,
    Case,
    Draw,
    Factor,
    FollowUp,
    Law,
    Limit,
    Property,
    Risk,
    Route,
    Scenario,
    Search,
    Span,
    Staff,
    Step,
    Steps,
    Target,
    When,
)
from tests.report.small import DAYS, course, scenario_of

DONE, GONE = Step("done", "exit"), Step("gone", "exit")
HALF = DAYS // 2 * DAY
HOURS = Span(3600, "seconds")


def days(number: float) -> Span:
    return Span(number * DAY, "seconds")


def a_year(people: float, **more: Any) -> tuple[Arrivals, ...]:
    return (Arrivals("in", "a", rate=Steps(people / YEAR), **more),)


def exponential(mean_days: float) -> Law:
    return Law("exponential", (("mean", mean_days * DAY),))


def quitting(law: Law | Case[Law], factor: Factor | None = None) -> tuple[Risk, ...]:
    return (Risk("quit", ("a",), law, "gone", factor=factor),)


def stage(lasts: Any = None, **more: Any) -> Step:
    return Step("a", "stage", lasts=lasts or days(50), route=Route(rest="done"), **more)


# --- competing ends --------------------------------------------------------------------------------------------------


def test_a_risk_competes_with_the_distribution_of_the_stay_and_not_with_its_mean() -> None:
    """T uniform on 0-100 days, risk exponential with mean 50: 1 - E exp(-T / 50) = 1 - (1 - exp(-2)) / 2."""
    uniform = Law("uniform", (("low", 0.0), ("high", 100.0 * DAY)))
    flows = traffic(scenario_of(stage(uniform), DONE, GONE, arrivals=a_year(100), risks=quitting(exponential(50))))
    dropped = 1 - (1 - exp(-2)) / 2
    assert flows.flow["gone"] == pytest.approx(100 * dropped, rel=1e-5)
    assert flows.stay["a"] == pytest.approx(50 * DAY * dropped, rel=1e-5)


def test_hazards_in_constant_proportion_share_the_ends_in_that_proportion() -> None:
    """Weibull with equal shape k and scales 1 and 2: the first ends 2^k / (1 + 2^k) of all stays."""
    shape = 1.7
    first, second = (Cause(Law("weibull", (("scale", scale), ("shape", shape)))) for scale in (1.0, 2.0))
    assert compete((first, second)).chances == pytest.approx((2**shape / (1 + 2**shape), 1 / (1 + 2**shape)), rel=1e-6)


def test_the_end_comes_before_a_risk_at_the_same_second() -> None:
    assert compete((fixed(100), fixed(100))).chances == (1.0, 0.0)


def test_a_search_a_limit_and_a_risk() -> None:
    """Exponential search (mean 40, success .5, limit 60 days) against an exponential risk of mean 120 days."""
    route = Route(ends=(("found", "done"), ("not_found", "none")))
    search = Step("a", "stage", lasts=Search(exponential(40), 0.5, days(60)), route=route)
    scenario = scenario_of(
        search, DONE, GONE, Step("none", "exit"), arrivals=a_year(1), risks=quitting(exponential(120))
    )
    flow = traffic(scenario).flow
    found = 0.5 * 0.75 * (1 - exp(-2))  # the two hazards stand 3 to 1
    none = 0.5 * exp(-2) + 0.5 * exp(-0.5)
    assert (flow["done"], flow["none"], flow["gone"]) == pytest.approx((found, none, 1 - found - none), rel=1e-6)


def test_length_and_risk_that_depend_on_one_property_are_taken_for_the_same_people() -> None:
    """Half stay 10 days at a risk of mean 10, half 90 days at a risk of mean 90: 1 - exp(-1) of each leave early."""
    lasts = Case("group", (("x", days(10)), ("y", days(90))))
    risk = Case("group", (("x", exponential(10)), ("y", exponential(90))))
    scenario = scenario_of(
        stage(lasts), DONE, GONE, arrivals=a_year(1), risks=quitting(risk),
        properties=(Property("group", ("x", "y"), Draw((("x", 0.5), ("y", 0.5)))),),
    )  # fmt: skip
    assert traffic(scenario).flow["gone"] == pytest.approx(1 - exp(-1))


# --- limits ----------------------------------------------------------------------------------------------------------


def test_a_limit_counts_visits_over_all_routes() -> None:
    """Everybody comes back to the course over one of two routes, at most twice in all: 2 visits, never 2.4."""
    back = [Step(name, "decision", route=Route(rest="a"), limits=(Limit("a", 2, "done"),)) for name in ("p", "q")]
    course = Step("a", "stage", lasts=days(1), route=Route((("p", 0.4), (REST, 0.0)), "q"))
    flow = traffic(scenario_of(course, *back, DONE, arrivals=a_year(1))).flow
    assert (flow["a"], flow["done"]) == pytest.approx((2.0, 1.0))


def test_a_limit_that_depends_on_the_person() -> None:
    """Return with chance .5; half may come once, half three times: .5 + .5 (1 + .5 + .25) visits."""
    limits = (Limit("a", Case("group", (("x", 1.0), ("y", 3.0))), "done"),)
    step = Step("a", "stage", lasts=days(1), route=Route((("a", 0.5), (REST, 0.0)), "done"), limits=limits)
    scenario = scenario_of(
        step, DONE, arrivals=a_year(1),
        properties=(Property("group", ("x", "y"), Draw((("x", 0.5), ("y", 0.5)))),),
    )  # fmt: skip
    assert traffic(scenario).flow["a"] == pytest.approx(0.5 + 0.5 * 1.75)


def test_more_limits_than_can_be_followed_are_left_aside_and_said() -> None:
    """Four limits of a hundred visits are 10^8 states: the flows are solved without them."""
    stages = [
        Step(name, "stage", lasts=days(1), limits=tuple(Limit(to, 100, "done") for to in "abcd"),
             route=Route((*((to, 0.2) for to in "abcd"), (REST, 0.0)), "done"))
        for name in "abcd"
    ]  # fmt: skip
    flows = traffic(scenario_of(*stages, DONE, arrivals=a_year(1)))
    assert not flows.limits_counted
    assert sum(flows.flow[name] for name in "abcd") == pytest.approx(1 / (1 - 0.8))


def test_many_limits_that_can_be_followed() -> None:
    """A loop of p = .5 over 600 visits at most: 2 visits, in more states than a full matrix takes."""
    step = Step(
        "a", "stage", lasts=days(1), limits=(Limit("a", 600, "done"),), route=Route((("a", 0.5), (REST, 0.0)), "done")
    )
    flows = traffic(scenario_of(step, DONE, arrivals=a_year(1)))
    assert flows.limits_counted
    assert flows.flow["a"] == pytest.approx(2)


# --- dated changes ---------------------------------------------------------------------------------------------------


def test_dated_multipliers_are_averaged_over_the_window_together() -> None:
    """From half the window on .6 of the arrivals and half the share: (1 x .4 + .6 x .2) / 2 take the route."""
    step = Step("a", "decision", route=Route((("b", 0.4), (REST, 0.0)), "done"),
                share_factors=(("b", Factor(((HALF, 0.5),))),))  # fmt: skip
    arrivals = a_year(100, factor=Factor(((HALF, 0.6),)))
    flows = traffic(scenario_of(step, Step("b", "exit"), DONE, arrivals=arrivals))
    assert flows.arrivals["in"] == pytest.approx(80)
    assert flows.flow["b"] == pytest.approx(100 * (0.4 + 0.6 * 0.2) / 2)


def test_dated_multipliers_on_a_risk_and_on_a_length() -> None:
    """Risk of mean 50 over 50 days, twice the hazard in the second half; the stay half as long in the last quarter."""
    step = stage(days(50), length_factor=Factor(((HALF * 3 // 2, 0.5),)))
    risks = quitting(exponential(50), Factor(((HALF, 2.0),)))
    flow = traffic(scenario_of(step, DONE, GONE, arrivals=a_year(1), risks=risks)).flow
    assert flow["done"] == pytest.approx(0.5 * exp(-1) + 0.25 * exp(-2) + 0.25 * exp(-1))


@pytest.mark.parametrize(
    ("stream", "people"),
    [
        (Arrivals("in", "a", rate=Steps(10 / YEAR), start=HALF), 5),
        (Arrivals("in", "a", rate=Steps(10 / YEAR), stops=((0, HALF // 2),)), 7.5),
        (Arrivals("in", "a", rate=Steps(10 / YEAR), number=6), 6 * YEAR / (DAYS * DAY)),
        (Arrivals("in", "a", rate=Steps(10 / YEAR), profile=(1.0, 0.0), profile_period=2 * HALF), 5),
        (Arrivals("in", "a", times=(0, DAY, HALF), size=4, stops=((0, 1),)), 8 * YEAR / (DAYS * DAY)),
    ],
)
def test_people_of_a_stream_that_does_not_always_run(stream: Arrivals, people: float) -> None:
    assert people_a_year(stream, 0, DAYS * DAY) == pytest.approx(people)


# --- follow-ups ------------------------------------------------------------------------------------------------------


def load_of(follow_up: FollowUp, *, risks: tuple[Risk, ...] = (), setup: Span | None = None) -> float:
    scenario = scenario_of(
        stage(days(28), setup=setup), DONE, GONE, arrivals=a_year(52), risks=risks,
        staff=(Staff("worker", Steps(2), Steps(10)),), follow_ups=(follow_up,),
    )  # fmt: skip
    return arithmetic(scenario).staff[0].offered / (52 * 7 * DAY / YEAR)  # hours a stay


def test_a_planned_follow_up_at_the_very_end_of_a_stay_is_none() -> None:
    """28 days, one every 7 days: on days 7, 14 and 21."""
    assert load_of(FollowUp("call", ("a",), "worker", HOURS, every=Span(7 * DAY, "seconds"))) == pytest.approx(3)
    assert load_of(
        FollowUp("call", ("a",), "worker", HOURS, every=Span(7 * DAY, "seconds"), first=Span(14 * DAY, "seconds"))
    ) == pytest.approx(1)


def test_follow_ups_end_with_a_stay_that_is_cut_short_and_do_not_run_in_set_up() -> None:
    planned = FollowUp("call", ("a",), "worker", HOURS, every=Span(7 * DAY, "seconds"))
    hours = load_of(planned, risks=quitting(exponential(28)), setup=days(14))
    assert hours == pytest.approx(exp(-1 / 4) + exp(-2 / 4) + exp(-3 / 4))
    at_random = FollowUp("call", ("a",), "worker", HOURS, rate=1 / (7 * DAY), first=Span(14 * DAY, "seconds"))
    assert load_of(at_random, risks=quitting(exponential(28))) == pytest.approx(4 * (1 - exp(-0.5)))


# --- enough? ---------------------------------------------------------------------------------------------------------


def asked(target: Target, people: float, **parts: Any) -> Scenario:
    risk_mean = 50 / -log(6910 / 8000)  # 50 days leave 6910 of 8000
    return scenario_of(stage(), DONE, GONE, arrivals=a_year(people), risks=quitting(exponential(risk_mean)),
                       targets=(target,), **parts)  # fmt: skip


@pytest.mark.parametrize(("event", "people", "verdict"), [("entered", 8000, "tight"), ("finished", 6910, "no"),
                                                          ("left", 8000, "tight")])  # fmt: skip
def test_who_drops_out_does_not_finish(event: str, people: float, verdict: str) -> None:
    target = Target("volume", per="window", at_least=8000 * DAYS * DAY / YEAR, count=When(event, ("a",)))
    (line,) = arithmetic(asked(target, 8000)).enough
    assert line.people == pytest.approx(people * DAYS * DAY / YEAR)
    assert line.verdict == verdict


def test_a_target_of_the_window_is_asked_for_the_window() -> None:
    target = Target("volume", per="window", at_least=150, count=When("entered", ("course",)))
    scenario = course(10, 10)
    (line,) = arithmetic(scenario_of(*scenario.steps, arrivals=scenario.arrivals, gates=scenario.gates,
                                     resources=scenario.resources, targets=(target,))).enough  # fmt: skip
    assert (line.wanted, line.people, line.seats) == pytest.approx((150, 150, 150))
    assert "Enough for 150" in arithmetic_in_words(
        scenario_of(*scenario.steps, arrivals=scenario.arrivals, gates=scenario.gates, targets=(target,)), Texts("en")
    )


def test_a_target_that_is_only_bounded_above_does_not_ask_for_enough() -> None:
    assert not arithmetic(asked(Target("few", at_most=5, count=When("entered", ("a",))), 8)).enough


def test_small_flows_are_not_rounded_up_to_the_target() -> None:
    target = Target("volume", at_least=1, count=When("entered", ("a",)))
    text = arithmetic_in_words(asked(target, 0.96), Texts("en"))
    assert "Enough for 1 (volume)? No. At most 0.9 come that far a year" in text


def test_what_the_sums_do_not_count_is_said() -> None:
    target = Target("volume", at_least=1, count=When("entered", ("a",)))
    scenario = asked(target, 2, backlog=(Backlog("there", "a", True, 3),))
    assert arithmetic(scenario).left_aside == ("present",)
    text = arithmetic_in_words(scenario, Texts("en"))
    assert "bound" in text
    assert "people who are there at the start" in text
