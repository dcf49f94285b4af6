"""Parameters that change on dates: each period is the scenario with its values, and together they are one scenario."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sim.scenario import load
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
