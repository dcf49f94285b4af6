"""Contract Q1-Q4: the order of every line, claims for several things, what is kept, capacity below use."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.contract import story
from tests.contract.story import ENDS, Story, comes, resource, stage

pytestmark = pytest.mark.unit
Play = Callable[..., Story]

GROUP = '[attribute.group]\nurgent = 0.5\ncalm = "rest"\n'


def of_group(category: str) -> str:
    return f'attributes = {{ group = "{category}" }}\n'


# --- Q1 --------------------------------------------------------------------------------------------------------------


def test_q1_priority_then_joining_then_number(play: Play) -> None:
    # busy until day 10; then who is urgent first, among equals who came first, among those the smaller number
    found = play(
        GROUP
        + resource("r", '{ start = 0, "10 days" = 1 }')
        + stage("s", uses='"r"', priority='{ by = "group", urgent = 1, calm = 2 }')
        + comes("a", "s", 1, size=2)
        + of_group("calm")
        + comes("b", "s", 2, size=2)
        + of_group("urgent")
        + comes("c", "s", 0)
        + of_group("calm")
    )
    assert found.starts("s") == [(10, 3), (11, 4), (12, 0), (13, 1), (14, 2)]


def test_q1_a_negative_priority_comes_before_the_default(play: Play) -> None:
    found = play(
        resource("r", '{ start = 0, "10 days" = 1 }')
        + stage("s", uses='"r"')
        + stage("t", uses='"r"', priority="-1")
        + comes("a", "s", 1)
        + comes("b", "t", 2)
    )
    assert (found.starts("t"), found.starts("s")) == ([(10, 1)], [(11, 0)])


def test_q1_coming_back_is_joining_anew(play: Play) -> None:
    found = play(
        resource("r")
        + stage("s", "2 days", "s", uses='"r"')
        + 'limit.s = { visits = 2, else = "out" }\n'
        + stage("t", "0 days", "s")
        + comes("a", "s", 0)
        + comes("b", "s", 1)
        + comes("c", "t", 1)
    )
    # keeping the place is no joining: the loop goes on in it
    assert found.starts("s")[:2] == [(0, 0), (2, 0)]
    apart = play(
        resource("r")
        + stage("s", "2 days", "t", uses='"r"')
        + stage("t", "0 days", "s")
        + 'limit.s = { visits = 2, else = "out" }\n'
        + comes("a", "s", 0)
        + comes("b", "s", 1)
    )
    assert apart.starts("s") == [(0, 0), (2, 1), (4, 0), (6, 1)]


def test_q1_the_same_order_holds_for_tokens_and_sessions(play: Play) -> None:
    more = 'priority = { by = "group", urgent = 1, calm = 2 }\n'
    people = comes("a", "s", 1) + of_group("calm") + comes("b", "s", 2) + of_group("urgent")
    tokens = play(
        GROUP + '[pool.p]\nevery = "5 days"\nfirst = 2021-01-09\n[wait.s]\ntakes = "p"\nnext = "out"\n' + more + people
    )
    assert [(row.day, row.who) for row in tokens.of("ADMIT")] == [(5, 1), (10, 0)]
    gate = '[gate.g]\nfirst = 2021-01-09\nevery = "5 days"\nseats = 1\ndays = "all"\n'
    sessions = play(GROUP + gate + stage("s", gate='"g"') + more + people)
    assert sessions.starts("s") == [(5, 1), (10, 0)]


# --- Q2 --------------------------------------------------------------------------------------------------------------


def test_q2_a_claim_for_several_things_is_granted_at_once_and_blocks(play: Play) -> None:
    found = play(
        resource("r1", 2)
        + resource("r2")
        + stage("one", "5 days", uses='"r2"')
        + stage("both", "3 days", uses='["r1", "r2"]')
        + stage("s", uses='"r1"')
        + comes("a", "one", 0)
        + comes("b", "both", 1)
        + comes("c", "s", 2)
    )
    assert found.starts("both") == [(5, 1)]
    assert found.starts("s") == [(5, 2)]  # r1 was free all the time, but an older claim stood first
    assert found.days("CLAIM", "both") == [5, 5]


def test_q2_who_is_first_in_one_line_only_is_not_served(play: Play) -> None:
    # the younger claim stands first for r3, but behind the older one for r2; both r2 and r3 are free
    found = play(
        "".join(resource(name) for name in ("r1", "r2", "r3"))
        + stage("busy", "9 days", uses='"r1"')
        + stage("older", uses='["r1", "r2"]')
        + stage("younger", uses='["r2", "r3"]')
        + comes("a", "busy", 0)
        + comes("b", "older", 1)
        + comes("c", "younger", 2)
    )
    assert (found.starts("older"), found.starts("younger")) == ([(9, 1)], [(10, 2)])


def test_q2_hand_trace_of_strict_first_come(play: Play) -> None:
    # capacity 10; claims of 7 at 0, 7 at 1 and 1 at 2, each held for 10 days
    text = resource("r", 10) + "".join(stage(f"s{n}", "10 days", uses=f"{{ r = {n} }}") for n in (7, 1))
    found = play(text + comes("a", "s7", 0, 1) + comes("b", "s1", 2))
    assert [(row.day, row.who) for row in found.of("START")] == [(0, 0), (10, 1), (10, 2)]


GATED = '[gate.g]\nfirst = 2021-01-09\nevery = "5 days"\nseats = 9\ndays = "all"\n'


def test_q2_a_claim_behind_a_gate_blocks_nobody_between_sessions(play: Play) -> None:
    found = play(
        resource("r")
        + GATED
        + stage("course", "2 days", gate='"g"', uses='"r"')
        + stage("s", "1 day", uses='"r"')
        + comes("a", "course", 1)
        + comes("b", "s", 2, 3)
    )
    assert found.starts("s") == [(2, 1), (3, 2)]
    assert found.starts("course") == [(5, 0)]


def test_q2_at_the_session_an_older_claim_without_a_gate_comes_first(play: Play) -> None:
    # on day 5 one unit is free, but the older claim waits for two: nobody behind the gate may take it
    text = (
        resource("r", '{ start = 0, "5 days" = 1, "8 days" = 2 }')
        + GATED
        + stage("course", "2 days", gate='"g"', uses='"r"')
        + stage("s", "1 day", uses="{ r = 2 }")
    )
    older = play(text + comes("a", "s", 1) + comes("b", "course", 2))
    assert older.starts("course") == [(10, 1)]
    younger = play(text + comes("a", "s", 3) + comes("b", "course", 2))
    assert younger.starts("course") == [(5, 0)]


# --- Q3 --------------------------------------------------------------------------------------------------------------


def test_q3_the_common_part_is_kept_and_the_rest_given_back_on_leaving(play: Play) -> None:
    found = play(
        resource("r1")
        + resource("r2")
        + resource("r3", '{ start = 0, "7 days" = 1 }')
        + stage("s", "2 days", "t", uses='["r1", "r2"]')
        + stage("t", "1 day", uses='["r2", "r3"]')
        + comes("a", "s", 0)
    )
    moves = [(row.day, row.event, row.thing) for row in found.rows if row.event in ("CLAIM", "RELEASE")]
    assert moves == [
        (0, "CLAIM", "r1"),
        (0, "CLAIM", "r2"),
        (2, "RELEASE", "r1"),  # although it still waits for r3
        (7, "CLAIM", "r3"),
        (8, "RELEASE", "r2"),
        (8, "RELEASE", "r3"),
    ]


def test_q3_amounts_are_kept_in_part(play: Play) -> None:
    found = play(
        resource("r", 3)
        + stage("s", "1 day", "t", uses="{ r = 3 }")
        + stage("t", "1 day", "u", uses="{ r = 1 }")
        + stage("u", "1 day", uses="{ r = 2 }")
        + comes("a", "s", 0)
    )
    moves = [(row.day, row.event, row.value) for row in found.rows if row.event in ("CLAIM", "RELEASE")]
    assert moves == [(0, "CLAIM", 3), (1, "RELEASE", 2), (2, "CLAIM", 1), (3, "RELEASE", 2)]


def test_q3_who_is_turned_away_gives_back_what_the_next_step_does_not_use(play: Play) -> None:
    found = play(
        resource("r1")
        + resource("r2", 0)
        + stage("s", "1 day", "t", uses='"r1"')
        + stage("t", uses='["r1", "r2"]', patience='"3 days"', **{"else": '"u"'})
        + stage("u", uses='"r1"')
        + comes("a", "s", 0)
    )
    assert found.days("RELEASE") == [5]  # r1 is kept while waiting and in u


CROSSED = (
    resource("r1")
    + resource("r2")
    + stage("s1", "1 day", "both", uses='"r1"')
    + stage("s2", "1 day", "also", uses='"r2"')
    + stage("both", uses='["r1", "r2"]')
    + stage("also", uses='["r1", "r2"]')
    + comes("a", "s1", 0)
    + comes("b", "s2", 0)
)


def test_q3_a_circle_of_keeping_and_waiting_is_warned_of(tmp_path: Path) -> None:
    assert [warning for warning in story.scenario(CROSSED, tmp_path).warnings if "r1 -> r2" in warning]


def test_q3_a_circular_wait_lasts_to_the_end(play: Play) -> None:
    found = play(CROSSED)
    assert [(row.who, row.step) for row in found.of("IN_LINE")] == [(0, "both"), (1, "also")]


# --- Q4 --------------------------------------------------------------------------------------------------------------


def test_q4_nobody_is_thrown_out_and_releases_fill_the_deficit_first(play: Play) -> None:
    found = play(
        resource("r", '{ start = 3, "2 days" = 1 }')
        + stage("s", "4 days", uses='"r"')
        + stage("t", "5 days", uses='"r"')
        + stage("u", "6 days", uses='"r"')
        + comes("a", "s", 0)
        + comes("b", "t", 0)
        + comes("c", "u", 0)
        + comes("d", "s", 3)
    )
    assert found.days("END", "t") == [5]
    assert found.starts("s") == [(0, 0), (6, 3)]  # the releases of days 4 and 5 only make up for what is missing


def test_q4_hand_trace_of_a_capacity_that_comes_and_goes(play: Play) -> None:
    levels = '{ start = 0, "5 days" = 1, "10 days" = 0, "15 days" = 1 }'
    found = play(resource("r", levels) + stage("s", "5 days", uses='"r"') + comes("a", "s", 0, size=3))
    assert found.days("END") == [10, 20, 25]


def test_q4_turnaround_runs_on_while_closed(play: Play) -> None:
    found = play(
        '[resource.r]\ncapacity = { start = 1, "2 days" = 0, "4 days" = 1 }\nturnaround = "3 days"\n'
        + stage("s", "1 day", uses='"r"')
        + comes("a", "s", 0, 1)
    )
    assert found.days("TURNED") == [4, 8]
    assert found.starts("s") == [(0, 0), (4, 1)]


def test_q4_a_turnaround_in_working_days(play: Play) -> None:
    found = play(
        '[resource.r]\ncapacity = 1\nturnaround = "1 working days"\n'
        + stage("s", "4.5 days", uses='"r"')
        + comes("a", "s", 0, 1)
    )
    assert found.starts("s") == [(0, 0), (7.5, 1)]  # free on Friday noon, ready on Monday noon


def test_q4_a_budget_is_never_given_back(play: Play) -> None:
    found = play(
        "[budget.money]\namounts = { 2021-01-04 = 100, 2021-01-14 = 50 }\n"
        + stage("s", spends="{ money = 40 }", patience='"30 days"', **{"else": '"no"'})
        + ENDS
        + comes("a", "s", 0, 1, 2, 3)
    )
    assert found.starts("s") == [(0, 0), (1, 1), (10, 2)]
    assert found.who("RENEGED") == [3]
    assert not found.of("RELEASE")
