"""Contract S1-S5: what happens first at one and the same second."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sim.engines.order import LoopWithoutProgress
from sim.scenario.problems import ProblemsFound
from tests.contract import story
from tests.contract.story import ENDS, Story, at_once, comes, resource, stage

pytestmark = pytest.mark.unit
Play = Callable[..., Story]


# --- S1 --------------------------------------------------------------------------------------------------------------


def test_s1_a_stage_without_length_is_an_event_of_its_own(play: Play) -> None:
    # two people are admitted in one sweep; nobody walks on before the other is in
    found = play(resource("r", 2) + stage("s", "0 days", uses='"r"') + comes("a", "s", 1, size=2))
    assert found.events(None, "START", "END") == ["START", "START", "END", "END"]


def test_s1_a_decision_releases_nothing_and_is_one_row(play: Play) -> None:
    found = play(
        resource("r")
        + stage("s", onward="d", uses='"r"')
        + '[decision.d]\nnext = "t"\n'
        + stage("t", uses='"r"')
        + comes("a", "s", 0)
    )
    assert found.events(0) == [
        "ARRIVE",
        "JOIN",
        "ADMIT",
        "CLAIM",
        "START",
        "END",
        "DECIDE",
        "START",
        "END",
        "RELEASE",
        "EXIT",
    ]
    assert (found.of("DECIDE")[0].thing, found.of("DECIDE")[0].visit, found.days("RELEASE")) == ("t", 1, [2])


def test_s1_a_circle_of_decisions_is_an_error(tmp_path: Path) -> None:
    circle = comes("a", "d", 0) + '[decision.d]\nnext = { e = 0.5, out = "rest" }\n[decision.e]\nnext = "d"\n'
    with pytest.raises(ProblemsFound, match="decision-cycle"):
        story.scenario(circle, tmp_path)


def test_s1_a_loop_without_progress_is_reported(play: Play) -> None:
    endless = comes("a", "s", 3) + '[stage.s]\nlasts = "0 days"\nnext = { s = 0.9999999, out = "rest" }\n'
    with pytest.raises(LoopWithoutProgress, match=r"case.toml: .* loop without progress .* the last at step s"):
        play(endless)


def test_s1_ten_thousand_items_at_one_instant_are_allowed(play: Play) -> None:
    rounds = comes("a", "s", 3) + stage("s", "0 days", "s") + 'limit.s = { visits = 9000, else = "out" }\n'
    assert len(play(rounds).of("START")) == 9000


# --- S2 --------------------------------------------------------------------------------------------------------------


def test_s2_leaving_comes_before_arriving(play: Play) -> None:
    # hand trace: one server, patience 0, service 1 day, arrivals 0..9: all ten are served
    found = play(resource("r") + stage("s", uses='"r"', **at_once()) + ENDS + comes("a", "s", *range(10)))
    assert found.starts("s") == [(day, day) for day in range(10)]
    assert not found.of("BALKED")


def test_s2_leaving_comes_before_what_the_world_does(play: Play) -> None:
    # a stay ends and a token comes at the same second: the end wins
    found = play(
        '[pool.p]\ndates = ["2 days"]\n'
        + stage("s", "2 days", meanwhile='{ p = "job" }')
        + stage("job")
        + comes("a", "s", 0)
    )
    assert found.events(0) == ["ARRIVE", "START", "END", "EXIT"]


def test_s2_the_world_comes_before_arrivals(play: Play) -> None:
    opens = (
        resource("r", '{ start = 0, "3 days" = 1 }') + stage("s", uses='"r"', **at_once()) + ENDS + comes("a", "s", 3)
    )
    assert play(opens).starts("s") == [(3, 0)]
    token = '[pool.p]\ndates = ["3 days"]\n[wait.q]\ntakes = "p"\npatience = "0 days"\nelse = "no"\nnext = "out"\n'
    found = play(token + ENDS + comes("a", "q", 3))
    assert found.events() == ["TOKEN_IN", "ARRIVE", "JOIN", "TOKEN_TAKEN", "ADMIT", "EXIT"]


def test_s2_a_search_counts_in_phase_three_when_those_who_leave_are_gone(play: Play) -> None:
    search = comes("b", "s", 1, 2) + 'pause = { while = ["s"], at_least = 1 }\n'
    found = play(comes("a", "s", 0) + stage("s", "2 days") + search)
    assert [
        (row.day, row.event) for row in found.rows if row.who in (1, 2) and row.event in ("ARRIVE", "NOT_CONTACTED")
    ] == [
        (1, "NOT_CONTACTED"),
        (2, "ARRIVE"),
    ]


def test_s2_tokens_are_matched_before_places_are_granted(play: Play) -> None:
    # who holds the place waits for a token that comes on day 5; the place is free for whoever comes then
    found = play(
        resource("r")
        + '[pool.p]\ndates = ["5 days"]\n'
        + stage("s", "1 day", "q", uses='"r"')
        + '[wait.q]\ntakes = "p"\nuses = "r"\nnext = "out"\n'
        + stage("t", uses='"r"', **at_once())
        + ENDS
        + comes("a", "s", 0)
        + comes("b", "t", 5)
    )
    assert found.starts("t") == [(5, 1)]


def test_s2_places_are_granted_before_sessions_decide(play: Play) -> None:
    found = play(
        resource("r")
        + '[gate.g]\ndates = ["5 days"]\nseats = 3\ndays = "all"\n'
        + stage("course", uses='"r"', gate='"g"')
        + stage("s", uses='"r"')
        + comes("a", "course", 1)
        + comes("b", "s", 5)
    )
    assert found.starts("s") == [(5, 1)]
    assert found.of("HELD")[0].value == 0


def test_s2_sessions_decide_before_people_give_up(play: Play) -> None:
    found = play(
        '[gate.g]\ndates = ["5 days"]\nseats = 3\ndays = "all"\n'
        + stage("course", gate='"g"', patience='"4 days"', **{"else": '"no"'})
        + ENDS
        + comes("a", "course", 1)
    )
    assert found.starts("course") == [(5, 0)]


def test_s2_whoever_is_served_at_the_end_of_patience_is_served(play: Play) -> None:
    found = play(
        resource("r")
        + stage("s", "4 days", uses='"r"', patience='"3 days"', **{"else": '"no"'})
        + ENDS
        + comes("a", "s", 0, 1)
    )
    assert found.starts("s") == [(0, 0), (4, 1)]


def test_s2_people_give_up_before_tokens_expire(play: Play) -> None:
    # giving up on p leads to q, whose token expires at that very second
    found = play(
        '[pool.p]\ndates = ["99 days"]\n[pool.q]\ndates = ["1 day"]\nlifetime = "3 days"\n'
        '[wait.first]\ntakes = "p"\npatience = "4 days"\nelse = "second"\nnext = "out"\n'
        '[wait.second]\ntakes = "q"\npatience = "0 days"\nelse = "no"\nnext = "out"\n' + ENDS + comes("a", "first", 0)
    )
    assert found.events(0) == ["ARRIVE", "JOIN", "RENEGED", "JOIN", "TOKEN_TAKEN", "ADMIT", "EXIT"]


def test_s2_tokens_expire_before_too_many_are_lost_and_the_newest_are_lost(play: Play) -> None:
    wait = '[wait.q]\ntakes = "p"\nnext = "out"\n' + comes("a", "q", 300)
    expiring = play('[pool.p]\ndates = ["1 day", "3 days"]\nlifetime = "2 days"\nmax_open = 1\n' + wait)
    assert expiring.events(-1) == ["TOKEN_IN", "TOKEN_IN", "TOKEN_EXPIRED", "TOKEN_EXPIRED"]
    losing = play('[pool.p]\ndates = ["1 day", "3 days"]\nsize = 2\nmax_open = 2\n' + wait)
    assert [row.value for row in losing.of("TOKEN_LOST")] == [3, 2]


def test_s2_a_token_above_max_open_can_still_be_taken_now(play: Play) -> None:
    found = play(
        '[pool.p]\ndates = ["2 days"]\nsize = 2\nmax_open = 0\n[wait.q]\ntakes = "p"\nnext = "out"\n'
        + comes("a", "q", 2)
    )
    assert [row.value for row in found.of("TOKEN_TAKEN")] == [0]
    assert [row.value for row in found.of("TOKEN_LOST")] == [1]


def test_s2_the_starting_state_comes_first(play: Play) -> None:
    found = play(
        resource("r")
        + stage("s", uses='"r"', **at_once())
        + ENDS
        + comes("a", "s", 0)
        + '[backlog.b]\ninside = "s"\npeople = 1\n'
    )
    assert found.starts("s") == [(0, 0)]
    assert found.who("BALKED") == [1]


def test_s2_passes_repeat_until_no_head_can_be_served(play: Play) -> None:
    # day 2: the token lets the first person on, whose place goes to the second, who waits for r1 and r2 together
    found = play(
        resource("r1")
        + resource("r2")
        + '[pool.p]\ndates = ["2 days"]\n'
        + stage("s", "0 days", "q", uses='"r2"')
        + '[wait.q]\ntakes = "p"\nuses = "r2"\nnext = "t"\n'
        + stage("t", "0 days", uses='"r1"')
        + stage("both", uses='["r1", "r2"]')
        + comes("a", "s", 0)
        + comes("b", "both", 1)
    )
    assert found.starts("both") == [(2, 1)]


# --- S3 --------------------------------------------------------------------------------------------------------------


def test_s3_the_environment_comes_first_and_names_go_by_bytes(play: Play) -> None:
    names = ("r_", "r10", "r2")
    text = "".join(resource(name, '{ start = 1, "2 days" = 2 }') for name in names)
    pools = '[pool.b]\ndates = ["2 days"]\n[pool.a]\ndates = ["2 days"]\n'
    wait = '[wait.q]\ntakes = { by = "group", x = "a", y = "b" }\nnext = "t"\n[attribute.group]\nx = 0.5\ny = "rest"\n'
    found = play(text + pools + wait + stage("t", uses='["r_", "r10", "r2"]') + comes("c", "q", 2))
    rows = [(row.event, row.thing) for row in found.rows if row.day == 2 and row.who == -1]
    assert rows == [("CAPACITY", "r10"), ("CAPACITY", "r2"), ("CAPACITY", "r_"), ("TOKEN_IN", "a"), ("TOKEN_IN", "b")]
    assert found.rows.index(found.of("TOKEN_IN")[-1]) < found.index("ARRIVE", 0)


def test_s3_participants_go_by_number(play: Play) -> None:
    found = play(stage("s", "2 days") + stage("t", "1 day") + comes("a", "t", 1) + comes("b", "s", 0))
    assert found.who("ARRIVE") == [0, 1]
    assert [(row.day, row.who) for row in found.of("END")] == [(2, 0), (2, 1)]


@pytest.mark.parametrize(("stay", "first", "event"), [("3 days", "", "END"), ("4 days", "x_", "RISK")])
def test_s3_the_end_beats_risks_and_among_risks_the_first_by_name(
    play: Play, stay: str, first: str, event: str
) -> None:
    risks = '[risk.x_]\nin = ["s"]\ntime = "3 days"\nto = "out"\n[risk.xa]\nin = ["s"]\ntime = "3 days"\nto = "no"\n'
    found = play(stage("s", stay) + ENDS + risks + comes("a", "s", 0))
    assert found.events(0) == ["ARRIVE", "START", event, "EXIT"]
    assert found.of(event)[0].thing == (first or "plain")


def test_s3_a_person_has_one_pending_patience(play: Play) -> None:
    # who is admitted and comes back to the line is not turned away by the patience of the first time
    found = play(
        resource("r")
        + stage("s", "3 days", "s", uses='"r"', patience='"4 days"', **{"else": '"no"'})
        + 'limit.s = { visits = 2, else = "out" }\n'
        + ENDS
        + comes("a", "s", 0)
    )
    assert found.days("END") == [3, 6]
    assert not found.of("RENEGED")


# --- S4 --------------------------------------------------------------------------------------------------------------


def test_s4_numbers_go_by_time_then_source_then_ordinal_and_backlog_first(play: Play) -> None:
    found = play(
        stage("s", "9 days")
        + comes("b", "s", 1, 0)
        + comes("a", "s", 1, size=2)
        + '[backlog.z]\ninside = "s"\npeople = 1\nelapsed = "5 days"\n'
        + '[backlog.y]\ninside = "s"\npeople = 2\nelapsed = "1 day"\n'
    )
    assert [(row.who, row.thing) for row in sorted(found.of("ARRIVE"), key=lambda row: row.who)] == [
        (0, "z"), (1, "y"), (2, "y"), (3, "b"), (4, "a"), (5, "a"), (6, "b"),
    ]  # fmt: skip


def test_s4_who_is_never_contacted_keeps_the_number(play: Play) -> None:
    search = comes("b", "s", 1, 5) + 'pause = { while = ["s"], at_least = 1 }\n'
    found = play(comes("a", "s", 0) + stage("s", "3 days") + search)
    assert (found.who("NOT_CONTACTED"), found.who("ARRIVE")) == ([1], [0, 2])


# --- S5 --------------------------------------------------------------------------------------------------------------


def test_s5_older_claims_are_answered_first(play: Play) -> None:
    # the place freed on day 2 goes to the one who has waited, not to the one who asks now
    found = play(
        resource("r")
        + stage("s", "2 days", uses='"r"')
        + stage("t", "2 days", uses='"r"', **at_once())
        + ENDS
        + comes("a", "s", 0, 1)
        + comes("b", "t", 2)
    )
    assert found.starts("s") == [(0, 0), (2, 1)]
    assert [(row.day, row.who, row.value) for row in found.of("BALKED")] == [(2, 2, 0)]


def test_s5_patience_nothing_is_answered_in_queue_order_one_after_the_other(play: Play) -> None:
    # the first wants two units and is refused; the second wants one, and one is free
    found = play(
        resource("r", 1)
        + stage("two", uses="{ r = 2 }", **at_once())
        + stage("one", uses="{ r = 1 }", **at_once())
        + ENDS
        + comes("a", "two", 3)
        + comes("b", "one", 3)
        + comes("c", "one", 3)
    )
    assert (found.who("BALKED"), found.starts("one")) == ([0, 2], [(3, 1)])


def test_s5_the_queue_order_of_the_answers_knows_priorities(play: Play) -> None:
    # the second to come stands first; once it is refused, the first to come is served
    found = play(
        resource("r", 1)
        + stage("one", uses="{ r = 1 }", **at_once())
        + stage("two", uses="{ r = 2 }", priority="-1", **at_once())
        + ENDS
        + comes("a", "one", 3)
        + comes("b", "two", 3)
    )
    assert (found.who("BALKED"), found.starts("one")) == ([1], [(3, 0)])


def test_s5_the_answer_comes_at_that_instant(play: Play) -> None:
    gated = stage("s", gate='"g"', **at_once()) + ENDS + '[gate.g]\ndates = ["5 days"]\nseats = 1\ndays = "all"\n'
    found = play(gated + comes("a", "s", 4, 5))
    assert [(row.day, row.who) for row in found.of("BALKED")] == [(4, 0)]
    assert found.starts("s") == [(5, 1)]


def test_s5_a_gate_says_yes_also_when_backfill_opens_now(play: Play) -> None:
    # b asks on day 3, when the place of a (inside since the session of day 1) is freed
    text = (
        resource("r", 2)
        + '[gate.g]\ndates = ["1 day", "50 days"]\nseats = 2\ndays = "all"\nbackfill = "r"\n'
        + stage("s", "2 days", gate='"g"', uses='"r"', **at_once())
        + ENDS
        + comes("a", "s", 1)
        + comes("b", "s", 2, 3)
    )
    assert play(text).starts("s") == [(1, 0), (3, 2)]


def test_s5_a_wait_uses_only_what_is_held(tmp_path: Path) -> None:
    wait = '[wait.q]\ntakes = "p"\nuses = "r"\nnext = "out"\n[pool.p]\nrate = 1\n'
    with pytest.raises(ProblemsFound, match="not-held"):
        story.scenario(resource("r") + wait + comes("a", "q", 0), tmp_path)
