"""Parameters that change on dates: each period is the scenario with its values, and together they are one scenario."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from sim.scenario import load
from sim.scenario.dated import value_at
from sim.scenario.problems import ProblemsFound
from sim.scenario.schema import DATE, DAY, Case, Scenario, Span, Steps
from tests.scenario.snippets import HEAD, write

pytestmark = pytest.mark.unit
FILE = (
    HEAD
    + """
[parameters]
mode   = { value = "sessions", choices = ["sessions", "rolling"] }
places = { value = 2 }
staff  = { formula = "2 * places" }
stay   = { value = "6 days" }
share  = { value = 0.25 }
[arrivals.search]
to = "a"
rate = 100
[resource.place]
capacity = "$places"
[staff.adviser]
people = "$staff"
hours = 37
[gate.session]
first = 2021-01-01
every = "30 days"
seats = 5
[stage.a]
gate = { by = "$mode", sessions = "session", rolling = "none" }
uses = ["place"]
lasts = "$stay"
next = { b = "$share", out = "rest" }
[stage.b]
lasts = { by = "group", x = "1 day", other = "$stay" }
next = "out"
[exit.out]
[attribute.group]
x = "$share"
y = "rest"
"""
)
CHANGE = """
[[change]]
from = "60 days"
to = "150 days"
set = { mode = "rolling", places = 3, stay = "2 days" }
[[change]]
from = "100 days"
set = { places = 4, share = 0.5 }
"""


def only(scenario: Scenario, kind: str, name: str) -> Any:
    return next(item for item in getattr(scenario, kind) if item.name == name)


@pytest.fixture
def scenario(tmp_path: Path) -> Scenario:
    return load(write(tmp_path, FILE + CHANGE))


def by_date(*pairs: tuple[int, Any], last: Any) -> Case[Any]:
    return Case(DATE, tuple((f"< {day * DAY}", value) for day, value in pairs), last)


def test_numbers_are_dated_and_the_change_that_began_last_counts(scenario: Scenario) -> None:
    days = (60, 3.0), (100, 4.0)
    assert only(scenario, "resources", "place").capacity == Steps(2.0, tuple((day * DAY, value) for day, value in days))


def test_formulas_follow(scenario: Scenario) -> None:
    assert only(scenario, "staff", "adviser").people.changes == ((60 * DAY, 6.0), (100 * DAY, 8.0))


def test_lengths_gates_and_shares_depend_on_the_date(scenario: Scenario) -> None:
    a = only(scenario, "steps", "a")
    short, usual = Span(2 * DAY, "seconds"), Span(6 * DAY, "seconds")
    assert a.gate == by_date((60, "session"), (150, None), last="session")
    assert a.lasts == by_date((60, usual), (150, short), last=usual)
    assert dict(a.route.shares)["b"] == by_date((100, 0.25), last=0.5)


def test_a_gate_that_no_step_uses_has_no_sessions(scenario: Scenario) -> None:
    days = [time // DAY for time in only(scenario, "gates", "session").times]
    assert days[:4] == [0, 30, 150, 180]


def test_what_a_person_is_and_the_date_may_both_decide(scenario: Scenario) -> None:
    lasts = only(scenario, "steps", "b").lasts
    assert [one.by for one in (lasts, *(case for _, case in lasts.cases), lasts.other)] == [
        DATE,
        "group",
        "group",
        "group",
    ]


def test_parameters_say_from_when_they_have_which_value(scenario: Scenario) -> None:
    later = {one.name: one.later for one in scenario.parameters}
    assert later["mode"] == ((60 * DAY, "rolling"), (150 * DAY, "sessions"))
    assert later["staff"] == ((60 * DAY, 6.0), (100 * DAY, 8.0))


def test_setting_what_holds_anyway_changes_nothing(tmp_path: Path) -> None:
    plain = load(write(tmp_path, FILE))
    same = load(write(tmp_path, FILE + "[[change]]\nfrom = '60 days'\nset = { places = 2, mode = 'sessions' }\n"))
    assert (same.steps, same.resources, same.gates) == (plain.steps, plain.resources, plain.gates)


def test_a_value_from_the_command_line_holds_until_the_date(tmp_path: Path) -> None:
    path = write(tmp_path, FILE + CHANGE)
    assert only(load(path, {"places": 7}), "resources", "place").capacity.first == 7.0
    assert only(load(path, {"places": 7}), "resources", "place").capacity.changes[0] == (60 * DAY, 3.0)


def test_what_never_happens_is_said_only_if_it_never_happens_at_any_time(tmp_path: Path) -> None:
    """A gate that sends people away from a date on needs `else` from then on; before, nothing turns anybody away."""
    text = FILE.replace('lasts = "$stay"\nnext = { b', 'else = "out"\nlasts = "$stay"\nnext = { b')
    text = text.replace('every = "30 days"\nseats = 5', 'every = "30 days"\nseats = 5\nbelow = "send_away"')
    text = text.replace('mode   = { value = "sessions"', 'mode   = { value = "rolling"')
    never = load(write(tmp_path, text)).warnings
    later = load(write(tmp_path, text + '[[change]]\nfrom = "60 days"\nset = { mode = "sessions" }')).warnings
    assert [one for one in never if "nothing ever turns anybody away" in one]
    assert not [one for one in later if "nothing ever turns anybody away" in one]


CLOSING = """
[parameters.summer]
value = "early"
choices = ["early", "late"]
[parameters.standing]
value = "run"
choices = ["run", "still"]
[calendar]
closed = { by = "$summer", early = ["weeks 27-28"], late = ["weeks 30-31"] }
stays = { by = "$standing", run = "run on", still = "pause" }
[resource.room]
capacity = 1
days = { by = "$summer", early = "working", late = ["monday"] }
closed = { by = "$summer", early = ["week 27"], late = ["week 30"] }
when_closed = { by = "$standing", run = "finish", still = "pause" }
[staff.nurse]
people = 1
hours = 37
closed = { by = "$summer", early = ["week 27"], late = ["week 30"] }
[[change]]
from = 2022-01-01
set = { summer = "late", standing = "still" }
"""


@pytest.fixture
def closing(tmp_path: Path) -> Scenario:
    text = FILE.replace('uses = ["place"]', 'uses = ["place", "room"]').replace("years = 1", "years = 2")
    return load(write(tmp_path, text + CLOSING))


def weeks(windows: tuple[tuple[int, int], ...], first: date) -> list[tuple[int, int]]:
    """(ISO year, week) of the Mondays in windows of days, within the run."""
    days = (first + timedelta(days=day) for start, end in windows for day in range(max(start, 0), min(end, 730)))
    return [day.isocalendar()[:2] for day in days if day.weekday() == 0]


def test_closed_weeks_are_those_of_the_period(closing: Scenario) -> None:
    first, expected = closing.run.first_day, [(2021, 27), (2021, 28), (2022, 30), (2022, 31)]
    assert weeks(closing.calendar.closed_days, first) == expected
    assert weeks(closing.calendar.paused_days, first) == expected[2:]
    for item in (only(closing, "resources", "room").closures, only(closing, "staff", "nurse")):
        assert weeks(item.closed_days, first) == [(2021, 27), (2022, 30)]


def test_open_days_are_those_of_the_period(closing: Scenario) -> None:
    """2021: closed at the week-end, and in week 27 altogether; 2022: open on Mondays but for week 30."""
    capacity = only(closing, "resources", "room").capacity
    levels = [value_at(capacity, day * DAY) for day in range(730)]
    days = [closing.run.first_day + timedelta(days=day) for day in range(730)]
    expected = [day.weekday() < 5 if day.year == 2021 else day.weekday() == 0 for day in days]
    shut = [day.isocalendar()[:2] in ((2021, 27), (2022, 30)) for day in days]
    assert levels == [float(is_open and not closed) for is_open, closed in zip(expected, shut, strict=True)]


def test_stays_pause_from_the_date_on_which_closings_do_that(closing: Scenario) -> None:
    pauses = only(closing, "steps", "a").pauses
    assert min(start for start, _ in pauses) == 365 * DAY  # a Saturday
    assert only(closing, "resources", "room").closures.inside == by_date((365, "finish"), last="pause")


def test_sending_away_at_closing_holds_for_the_whole_run(tmp_path: Path) -> None:
    text = FILE.replace('uses = ["place"]', 'uses = ["place", "room"]') + CLOSING.replace("2022-01-01", "2021-06-01")
    text = text.replace('still = "pause" }\n[staff', 'still = { to = "out" } }\n[staff')
    with pytest.raises(ProblemsFound) as found:
        load(write(tmp_path, text))
    (problem,) = found.value.problems
    assert (problem.code, "room.when_closed" in problem.message) == ("fixed-for-the-run", True)


def test_the_queue_is_the_one_of_the_date(tmp_path: Path) -> None:
    text = FILE.replace('lasts = "$stay"', 'lasts = "$stay"\nqueue = "$places"\nelse = "out"') + CHANGE
    queue = only(load(write(tmp_path, text)), "steps", "a").queue
    assert queue == by_date((60, Steps(1.0, ((2, 0.0),))), (100, Steps(1.0, ((3, 0.0),))), last=Steps(1.0, ((4, 0.0),)))
