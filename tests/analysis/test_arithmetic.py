"""Flow arithmetic against sums done by hand."""

from __future__ import annotations

from dataclasses import replace
from math import exp, factorial, inf
from pathlib import Path

import pytest

from sim.analysis.arithmetic import arithmetic
from sim.analysis.flow import traffic
from sim.report.arithmetic_in_words import arithmetic_in_words
from sim.report.texts import Texts
from sim.scenario import load
from sim.scenario.schema import (
    DAY,
    REST,
    YEAR,
    Arrivals,
    Calendar,
    Case,
    Draw,
    FollowUp,
    Gate,
    Law,
    Limit,
    Pool,
    Property,
    Resource,
    Risk,
    Route,
    Scenario,
    Search,
    Span,
    Staff,
    Step,
    Steps,
    Work,
)
from tests.report.small import DAYS, course, scenario_of

DONE = Step("done", "exit")


def days(number: float) -> Span:
    return Span(number * DAY, "seconds")


def a_year(people: float) -> tuple[Arrivals, ...]:
    return (Arrivals("in", "a", rate=Steps(people / YEAR)),)


def test_shares_and_a_loop_solve_the_traffic_equations() -> None:
    """The feedback network: arrivals 1 to a; a -> b .6, a -> c .4; b -> c .5; c -> a .2."""
    scenario = scenario_of(
        Step("a", "stage", route=Route((("b", 0.6), (REST, 0.0)), "c")),
        Step("b", "stage", route=Route((("c", 0.5), (REST, 0.0)), "done")),
        Step("c", "stage", route=Route((("a", 0.2), (REST, 0.0)), "done")),
        DONE,
        arrivals=a_year(1),
    )
    flow = traffic(scenario).flow
    assert flow["a"] == pytest.approx(1 / (1 - 0.2 * 0.7))  # everybody goes on to c with chance .4 + .6 x .5
    assert (flow["b"], flow["c"], flow["done"]) == pytest.approx((0.6 * flow["a"], 0.7 * flow["a"], 1.0))


def test_a_loop_with_a_limit_of_visits() -> None:
    """Return .35, at most 3 visits: 1 + .35 + .1225 visits, .042875 are refused at the limit."""
    scenario = scenario_of(
        Step("a", "stage", route=Route((("a", 0.35), (REST, 0.0)), "done"), limits=(Limit("a", 3, "full"),)),
        DONE,
        Step("full", "exit"),
        arrivals=a_year(1),
    )
    flow = traffic(scenario).flow
    assert flow["a"] == pytest.approx(1.4725)
    assert flow["full"] == pytest.approx(0.042875)


def test_shares_that_depend_on_an_attribute_are_averaged() -> None:
    route = Route((("b", Case("group", (("x", 0.5), ("y", 0.1)))), (REST, 0.0)), "done")
    scenario = scenario_of(
        Step("a", "stage", route=route), Step("b", "exit"), DONE, arrivals=a_year(100),
        properties=(Property("group", ("x", "y"), Draw((("x", 0.25), (REST, 0.0)))),),
    )  # fmt: skip
    assert traffic(scenario).flow["b"] == pytest.approx(100 * (0.25 * 0.5 + 0.0 * 0.1), abs=8)


def test_a_way_on_by_the_stay_takes_its_shares_from_the_law(tmp_path: Path) -> None:
    """A stay of rate 0.1 against a risk of 0.02 a day: by plan before day t with chance (1 - exp(-0.12 t)) / 1.2."""
    scenario = told(
        tmp_path,
        'next = { by = "stay in a", "< 7 days" = { b = 0.5, c = "rest" }, "< $late" = "c", other = "d" }',
    )
    flow = traffic(scenario).flow
    early, later = ((1 - exp(-0.12 * days)) / 1.2 for days in (7, 30))
    assert flow["b"] == pytest.approx(0.5 * early * flow["a"])
    assert flow["c"] == pytest.approx((later - 0.5 * early) * flow["a"])
    assert flow["d"] == pytest.approx((1 / 1.2 - later) * flow["a"])
    assert arithmetic(scenario).left_aside == ()


def test_a_way_on_by_the_wait_is_that_of_nobody_waiting_and_only_a_bound(tmp_path: Path) -> None:
    scenario = told(tmp_path, 'next = { by = "last wait", "< $late" = "b", other = { c = 0.5, d = "rest" } }')
    flow = traffic(scenario).flow
    assert (flow["b"], flow["c"]) == (pytest.approx(flow["a"] / 1.2), 0.0)
    assert arithmetic(scenario).left_aside == ("durations",)
    assert "how long each person has waited" in arithmetic_in_words(scenario, Texts("en")).replace("\n", " ")


def told(folder: Path, way: str) -> Scenario:
    """People who stay 10 days on average, with a risk of 0.02 a day, and then go ``way``."""
    file = folder / "told.toml"
    file.write_text(f"""
format = 1
run = {{ years = 1 }}
arrivals.people = {{ to = "a", rate = 100 }}
parameters.late = {{ value = 30, unit = "days" }}
risk.r = {{ in = ["a"], rate = "0.02 per day", to = "lost" }}
exit = {{ b = {{}}, c = {{}}, d = {{}}, lost = {{}} }}
[stage.a]
lasts = {{ exponential = "10 days" }}
{way}
""")
    return load(file)


def test_a_risk_shortens_the_stay_and_takes_its_share() -> None:
    risk = Risk("quit", ("a",), Law("exponential", (("mean", 100.0 * DAY),)), "gone")
    scenario = scenario_of(
        Step("a", "stage", lasts=days(50), route=Route(rest="done")), DONE, Step("gone", "exit"),
        arrivals=a_year(100), risks=(risk,),
    )  # fmt: skip
    flows = traffic(scenario)
    assert flows.flow["gone"] == pytest.approx(100 * (1 - exp(-0.5)))
    assert flows.stay["a"] == pytest.approx(100 * DAY * (1 - exp(-0.5)))


@pytest.mark.parametrize("by", ["group", "source"])
def test_where_nobody_comes_nothing_flows_and_nothing_breaks(by: str) -> None:
    """A limit that depends on the people, and a stream that is stopped before the window."""
    most = Case(by, (("x", 3), ("y", 2)) if by == "group" else (("in", 3),))
    step = Step("a", "stage", route=Route((("a", 0.35), (REST, 0.0)), "done"), limits=(Limit("a", most, "done"),))
    group = Property("group", ("x", "y"), Draw((("x", 0.25), (REST, 0.0))))
    nobody = (Arrivals("in", "a", rate=Steps(0.0)),)
    assert traffic(scenario_of(step, DONE, arrivals=nobody, properties=(group,))).flow["a"] == 0
    assert traffic(scenario_of(step, DONE, arrivals=(), properties=(group,))).flow["a"] == 0


def test_a_search_that_is_cut_off() -> None:
    """Success .6, exponential mean 56 days, limit 182 days."""
    law = Search(Law("exponential", (("mean", 56.0 * DAY),)), 0.6, days(182))
    route = Route(ends=(("found", "done"), ("not_found", "none")))
    scenario = scenario_of(Step("a", "stage", lasts=law, route=route), DONE, Step("none", "exit"), arrivals=a_year(1))
    flows = traffic(scenario)
    within = 1 - exp(-182 / 56)
    assert flows.flow["done"] == pytest.approx(0.6 * within)
    assert flows.stay["a"] / DAY == pytest.approx(0.6 * 56 * within + 0.4 * 182, rel=1e-4)


def test_tokens_serve_as_many_as_they_last_for() -> None:
    scenario = scenario_of(
        Step("a", "wait", takes="job", patience=days(0), route=Route(rest="done"), otherwise="none"),
        DONE, Step("none", "exit"), arrivals=a_year(48), pools=(Pool("job", rate=Steps(18 / YEAR)),),
    )  # fmt: skip
    flows = traffic(scenario)
    assert (flows.flow["done"], flows.flow["none"]) == pytest.approx((18, 30))
    load = arithmetic(scenario).pools[0]
    assert (load.offered, load.capacity) == pytest.approx((48, 18))


def places(turnaround: float = 0.0) -> Scenario:
    """48 a year through a (28 days) and, for half of them, b (56 days), both in the same place."""
    return scenario_of(
        Step("a", "stage", uses=(("place", 1),), lasts=days(28), route=Route((("pick", 0.5), (REST, 0.0)), "done")),
        Step("pick", "decision", route=Route(rest="b")),
        Step("b", "stage", uses=(("place", 1),), lasts=days(56), route=Route(rest="done")),
        DONE,
        arrivals=a_year(48),
        resources=(Resource("place", Steps(12), turnaround=days(turnaround)),),
    )


def test_a_place_is_held_for_the_stays_in_it() -> None:
    load = arithmetic(places()).resources[0]
    assert load.offered == pytest.approx(48 * (28 + 0.5 * 56) * DAY / YEAR)
    assert load.share == pytest.approx(load.offered / 12)


def test_turnaround_counts_once_for_each_person_who_keeps_the_place() -> None:
    with_turnaround = arithmetic(places(7)).resources[0].offered
    assert with_turnaround - arithmetic(places()).resources[0].offered == pytest.approx(48 * 7 * DAY / YEAR)


def test_capacity_that_changes_is_averaged_over_the_window() -> None:
    half = DAYS * DAY // 2
    scenario = scenario_of(DONE, arrivals=(), resources=(Resource("place", Steps(12, ((half, 14),))),))
    assert arithmetic(scenario).resources[0].capacity == pytest.approx(13)


def test_seats_of_a_gate_less_others_and_cancellations() -> None:
    gate = Gate("start", (0, 10 * DAY), Steps(12), others=Law("poisson", (("mean", 4.0),)), cancelled=Steps(0.25))
    scenario = scenario_of(Step("a", "stage", gate="start", route=Route(rest="done")), DONE,
                           arrivals=a_year(10), gates=(gate,))  # fmt: skip
    load = arithmetic(scenario).gates[0]
    own = sum((12 - n) * exp(-4) * 4**n / factorial(n) for n in range(12))  # others beyond the seats are turned away
    assert load.capacity == pytest.approx(2 * own * 0.75 * YEAR / (DAYS * DAY))
    assert load.offered == pytest.approx(10)


def test_sessions_that_are_moved_to_one_day_are_one() -> None:
    """Sessions on each of 28 days from 1 January 2021 (a Friday), the third week closed."""
    closed = Calendar(closed_days=((14, 21),))
    times = tuple(day * DAY for day in range(28))
    gate = Gate("start", times, Steps(3))
    scenario = replace(scenario_of(Step("a", "stage", gate="start", route=Route(rest="done")), DONE,
                                   arrivals=a_year(10), gates=(gate,)), calendar=closed)  # fmt: skip
    opening = [day for day in range(28) if (day + 4) % 7 < 5 and not 14 <= day < 21]
    assert arithmetic(scenario).gates[0].capacity == pytest.approx(3 * len(opening) * YEAR / (DAYS * DAY))


def test_staff_hours_of_work_and_of_calls() -> None:
    scenario = scenario_of(
        Step("a", "stage", lasts=days(28), work=(Work("worker", Span(7200, "seconds")),), route=Route(rest="done")),
        DONE,
        arrivals=a_year(52),
        staff=(Staff("worker", Steps(2), Steps(10)),),
        follow_ups=(FollowUp("call", ("a",), "worker", Span(1800, "seconds"), rate=0.25 / (7 * DAY)),),
    )
    load = arithmetic(scenario).staff[0]
    calls = 52 * 4 * 0.25  # four weeks each
    assert load.offered == pytest.approx((52 * 2 + calls * 0.5) * 7 * DAY / YEAR)
    working = sum(1 for day in range(DAYS) if (day + 4) % 7 < 5)  # 1 January 2021 is a Friday; no holidays given
    assert load.capacity == pytest.approx(20 * working / DAYS * 7 / 5)


@pytest.mark.parametrize(
    ("people", "seats", "places", "verdict"),
    [(10, 10, 100, "yes"), (9, 10, 100, "no"), (10, 9, 100, "no"), (10, 10, 2, "tight"), (10, 10, 1, "no")],
)
def test_enough_for_the_target(people: int, seats: int, places: int, verdict: str) -> None:
    """15 sessions in two years give 75 people a year against 70; a place carries 36.5 people a year."""
    scenario = course(people, seats, places=places)
    (line,) = arithmetic(scenario).enough
    assert line.people == pytest.approx(people * 15 / (DAYS / 365.2425), rel=1e-3)
    assert line.verdict == verdict
    assert line.tightest == "place"


@pytest.mark.parametrize(("kroner", "verdict"), [(20_000, "yes"), (14_000, "tight"), (13_000, "no"), (0, "no")])
def test_money_can_be_too_little_for_a_target(kroner: int, verdict: str) -> None:
    """70 people a year for two years ask for 100 kr. each: 14,000 kr. in all."""
    scenario = course(10, 10)
    steps = tuple(
        replace(step, uses=(("place", 1), ("pot", 100))) if step.name == "course" else step for step in scenario.steps
    )
    pot = Resource("pot", Steps(0, ((0, kroner),)), consumable=True, unit="kr")
    (line,) = arithmetic(replace(scenario, steps=steps, resources=(*scenario.resources, pot))).enough
    assert line.verdict == verdict
    assert line.tightest == "pot"


def test_a_loop_that_nobody_leaves_is_infinite_and_does_not_crash() -> None:
    scenario = scenario_of(Step("a", "stage", lasts=days(1), route=Route(rest="a")), DONE, arrivals=a_year(1))
    assert traffic(scenario).flow["a"] == inf


def test_in_words() -> None:
    text = " ".join(arithmetic_in_words(course(10, 10), Texts("da")).split())
    assert "Nok til 70 (Startede)? Ja. Højst 75 når så langt om året; holdene har 75 pladser" in text
    assert "Kursus" in text


def test_closed_weeks_that_pause_stays_make_them_longer(tmp_path: Path) -> None:
    """Four weeks of a year of 365 days stand still."""
    text = (
        'format = 1\n[run]\nstart = 2021-01-01\nyears = 1\nfollow_up = "1 months"\n'
        '[calendar]\nclosed = ["weeks 28-31"]\nstays = "pause"\n[arrivals.a]\nto = "s"\nrate = 100\n'
        '[resource.room]\ncapacity = 99\n[stage.s]\nuses = "room"\nlasts = "10 days"\nnext = "job"\n'
        '[stage.job]\nlasts = "10 days"\nsupport = "self"\nnext = "out"\n[exit.out]\n'
    )
    path = tmp_path / "closed.toml"
    path.write_text(text, encoding="utf-8")
    job, stage = arithmetic(load(path)).stages
    assert stage.stay_days == pytest.approx(10 * 365 / (365 - 28))
    assert job.stay_days == 10, "whoever has left goes on"
