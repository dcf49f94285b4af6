"""Sessions, tokens and staff by hand."""

import pytest

from sim.measures.questions import mean_seconds
from sim.model.model import Task
from sim.scenario.schema import (
    DAY,
    WEEK,
    Calendar,
    Case,
    FollowUp,
    Gate,
    Law,
    Pool,
    Property,
    Span,
    Staff,
    Step,
    Steps,
)
from tests.measures.handmade import Values, days, model_of, scenario_of

pytestmark = pytest.mark.unit

HOUR = 3600


def test_sessions() -> None:
    """Seats 4 each: held with 3 own and 1 other; cancelled; too few; held with 1 own; two gates at one instant."""
    gates = (Gate("hold", (), Steps(4)), Gate("lesson", (), Steps(2)))
    model = model_of(
        scenario_of([Step("a", "stage", gate="hold"), Step("x", "exit")], gates=gates), window=(0, 365), end=400
    )
    values = Values(model, [
        (10, -1, "SEATS", "", "hold", 4),
        (10, -1, "OTHERS", "", "hold", 1),
        (10, -1, "HELD", "", "hold", 3),
        (10, -1, "SEATS", "", "lesson", 2),
        (10, -1, "OTHERS", "", "lesson", 2),
        (10, -1, "HELD", "", "lesson", 0),
        (100, -1, "SEATS", "", "hold", 4),
        (100, -1, "CANCELLED", "", "hold", 4),
        (200, -1, "SEATS", "", "hold", 4),
        (200, -1, "OTHERS", "", "hold", 0),
        (200, -1, "NOT_HELD", "", "hold", 1),
        (300, -1, "SEATS", "", "hold", 6),
        (300, -1, "OTHERS", "", "hold", 2),
        (300, -1, "HELD", "", "hold", 1),
        (310, 0, "ARRIVE", "a", "in"),
        (310, 0, "JOIN", "a", "hold"),
        (320, 0, "BACKFILL", "a", "hold"),
        (320, 0, "ADMIT", "a", "hold", days(10)),
        (320, 0, "START", "a"),
        (390, -1, "SEATS", "", "hold", 4),
        (390, -1, "OTHERS", "", "hold", 0),
        (390, -1, "HELD", "", "hold", 4),
        (400, 0, "INSIDE", "a", "", days(80)),
    ])  # fmt: skip
    names = ("sessions", "held", "cancelled", "too_few", "backfilled")
    assert [values[f"{name}.hold"] for name in names] == [4, 2, 1, 1, 1]  # the one of day 390 is after the window
    assert values["seats_filled.hold"] == (3 + 1) / (4 + 6)
    assert values["own_people_held.hold"] == 2
    assert values["size_held.hold"] == (4 + 3) / 2
    assert [values["held.lesson"], values["own_people_held.lesson"], values["size_held.lesson"]] == [1, 0, 2]


def test_empty_seats_are_counted_only_as_far_as_somebody_is_left_in_line() -> None:
    """4 seats: 1 of 3 is served and 2 are left for 3 empty seats; later 3 are served and nobody is left."""
    gates = (Gate("hold", (), Steps(4)),)
    model = model_of(
        scenario_of([Step("a", "stage", gate="hold"), Step("x", "exit")], gates=gates), window=(0, 365), end=400
    )
    values = Values(model, [
        *((5, person, "ARRIVE", "a", "in") for person in range(3)),
        *((5, person, "JOIN", "a", "hold") for person in range(3)),
        (10, -1, "SEATS", "", "hold", 4),
        (10, -1, "OTHERS", "", "hold", 0),
        (10, -1, "HELD", "", "hold", 1),
        (10, 0, "ADMIT", "a", "hold", days(5)),
        (10, 0, "START", "a"),
        (50, 3, "ARRIVE", "a", "in"),
        (50, 3, "JOIN", "a", "hold"),
        (100, -1, "SEATS", "", "hold", 4),
        (100, -1, "OTHERS", "", "hold", 0),
        (100, -1, "HELD", "", "hold", 3),
        *((100, person, "ADMIT", "a", "hold", days(95)) for person in (1, 2, 3)),
        *((100, person, "START", "a") for person in (1, 2, 3)),
        *((400, person, "INSIDE", "a", "", days(300)) for person in range(4)),
    ])  # fmt: skip
    assert values["seats_empty_in_line.hold"] == 2


def test_tokens() -> None:
    model = model_of(
        scenario_of([Step("w", "wait", takes="vacancy"), Step("x", "exit")], pools=(Pool("vacancy"),)),
        window=(0, 365),
        end=365,
    )
    values = Values(model, [
        (10, -1, "TOKEN_IN", "", "vacancy", 0),
        (20, -1, "TOKEN_IN", "", "vacancy", 1),
        (20, -1, "TOKEN_IN", "", "vacancy", 2),
        (20, -1, "TOKEN_LOST", "", "vacancy", 2),
        (30, 0, "ARRIVE", "w", "in"),
        (30, 0, "JOIN", "w", "vacancy"),
        (30, 0, "TOKEN_TAKEN", "w", "vacancy", 0),
        (30, 0, "ADMIT", "w", "vacancy"),
        (30, 0, "EXIT", "x"),
        (50, -1, "TOKEN_EXPIRED", "", "vacancy", 1),
        (300, -1, "TOKEN_IN", "", "vacancy", 3),
    ])  # fmt: skip
    names = ("arrived", "taken", "expired", "lost", "unused")
    assert [values[f"{name}.vacancy"] for name in names] == [4, 1, 1, 1, 2]
    assert values["open.vacancy"] == pytest.approx((20 + 30 + 65) / 365)


TASK = Task("work.a.0", "caseworker", "a")


def test_work_and_hours() -> None:
    """Five people-hours a day from 8; Friday 1 January 2021 is a holiday; two weeks of window from 4 January."""
    caseworker = Staff("caseworker", Steps(1, ((days(10), 2),)), Steps(25))
    calendar = Calendar(holidays=(0, 5))  # Wednesday 6 January too
    scenario = scenario_of([Step("a", "stage"), Step("x", "exit")], staff=(caseworker,), calendar=calendar)
    model = model_of(scenario, window=(3, 17), end=30, tasks=[TASK])
    due = days(4) + 9 * HOUR
    values = Values(model, [
        (4, 0, "ARRIVE", "a", "in"),
        (4, 0, "START", "a"),
        (due / DAY, 0, "WORK_DUE", "a", TASK.name),
        ((due + HOUR) / DAY, 0, "WORK_START", "a", TASK.name, HOUR),
        ((due + 3 * HOUR) / DAY, 0, "WORK_DONE", "a", TASK.name, 2 * HOUR),
        (10, 0, "WORK_DUE", "a", TASK.name),
        (12, 0, "WORK_DROPPED", "a", TASK.name),
        (16, 0, "WORK_DUE", "a", TASK.name),
        ((days(17) + 8 * HOUR) / DAY, 0, "WORK_START", "a", TASK.name, days(1) + 8 * HOUR),
        (18, 0, "WORK_DONE", "a", TASK.name, HOUR),
        (20, 0, "END", "a", 0, days(16)),
        (20, 0, "EXIT", "x"),
    ])  # fmt: skip
    assert values["work_hours_week.caseworker"] == 1  # 2 hours in 2 weeks; the task of day 18 is outside
    # 4, 5, 7, 8 January with one person, 11 to 15 with two: (4 + 10) days of 5 hours
    assert values["offered_hours_week.caseworker"] == 35
    assert values["staff_load.caseworker"] == 2 / 70
    assert values["work_wait_mean.caseworker"] == (1 + 32) / 2  # both fell due in the window
    assert values["task_wait_mean.work.a.0"] == 16.5
    assert values["tasks_dropped.work.a.0"] == 1


def test_staff_of_all_days_with_a_closed_week() -> None:
    nurse = Staff("nurse", Steps(0.5), Steps(28), every_day=True, closed_days=((7, 14),))
    model = model_of(scenario_of([Step("a", "stage"), Step("x", "exit")], staff=(nurse,)), window=(0, 21), end=21)
    assert Values(model, [])["offered_hours_week.nurse"] == 0.5 * 28 * 2 / 3


def test_load_of_follow_ups() -> None:
    """Calls: 2 a week for beginners and 1 for others, half an hour each; visits every 10 days, one hour."""
    level = Property("level", ("beginner", "other"))
    calls = FollowUp(
        "calls", ("a",), "caseworker", Law("exponential", (("mean", 1800.0),)), first=Span(28 * DAY, "seconds"),
        rate=Case("level", (("beginner", 2 / WEEK),), 1 / WEEK),
    )  # fmt: skip
    visits = FollowUp("visits", ("a",), "guide", Span(3600, "seconds"), every=Span(10 * DAY, "seconds"))
    queued = FollowUp("queued", ("a",), "guide", Span(3600, "seconds"), every=Span(10 * DAY, "seconds"), queued=True)
    staff = (Staff("caseworker", Steps(1), Steps(37)), Staff("guide", Steps(1), Steps(37)))
    scenario = scenario_of(
        [Step("a", "stage"), Step("x", "exit")], staff=staff, follow_ups=(calls, queued, visits), properties=(level,)
    )
    model = model_of(scenario, window=(14, 84), end=84)
    values = Values(model, [
        (0, 0, "ARRIVE", "a", "in"),
        (0, 0, "ATTRIBUTE", "", "level", 0),
        (0, 0, "START", "a"),
        (21, 1, "ARRIVE", "a", "in"),
        (21, 1, "ATTRIBUTE", "", "level", 1),
        (21, 1, "START", "a"),
        (42, 0, "END", "a", 0, days(42)),
        (42, 0, "EXIT", "x"),
        (51, 1, "END", "a", 0, days(30)),
        (51, 1, "EXIT", "x"),
    ])  # fmt: skip
    # calls: person 0 from day 14 to 28, two weeks of 2; person 1 from 21 to 49, four weeks of 1; over ten weeks
    assert values["load_hours_week.caseworker"] == pytest.approx((2 * 2 + 4 * 1) * 0.5 / 10)
    # visits: person 0 on days 20, 30, 40 (10 is before the window); person 1 on 31 and 41, not on 51 when it is over
    assert values["load_hours_week.guide"] == 5 / 10
    assert values["staff_load.guide"] == pytest.approx(0.5 / values["offered_hours_week.guide"])


def test_mean_length_of_work() -> None:
    assert mean_seconds(Span(1800, "seconds")) == 1800
    assert mean_seconds(Law("uniform", (("low", 600.0), ("high", 1800.0)))) == 1200
