"""Contract Q8: tokens go oldest first, to waits and decisions first, then to those who take one meanwhile."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sim.scenario.schema import DAY
from tests.contract.story import ENDS, Story, comes, resource, stage

pytestmark = pytest.mark.unit
Play = Callable[..., Story]


def pool(*days: int, **more: str) -> str:
    dates = ", ".join(f'"{day} days"' for day in days)
    return f"[pool.p]\ndates = [{dates}]\n" + "".join(f"{key} = {value}\n" for key, value in more.items())


WAIT = '[wait.q]\ntakes = "p"\nnext = "out"\n'
MEANWHILE = stage("s", "20 days", meanwhile='{ p = "job" }') + stage("job", "0 days")


def test_q8_the_oldest_token_goes_first(play: Play) -> None:
    found = play(pool(1, 2, 3, lifetime='"9 days"') + WAIT + comes("a", "q", 5, 6))
    assert [(row.day, row.who, row.value) for row in found.of("TOKEN_TAKEN")] == [(5, 0, 0), (6, 1, 1)]
    assert [(row.day, row.value) for row in found.of("TOKEN_EXPIRED")] == [(12, 2)]


def test_q8_initial_tokens_are_there_from_the_start(play: Play) -> None:
    found = play('[pool.p]\ninitial = 2\nlifetime = "4 days"\n' + WAIT + comes("a", "q", 0, 4, 5))
    assert [(row.day, row.who) for row in found.of("TOKEN_TAKEN")] == [(0, 0), (4, 1)]


def test_q8_waits_come_before_those_who_take_one_meanwhile(play: Play) -> None:
    # the wait joins on day 5, long after the others entered their stage
    found = play(pool(6, 7) + WAIT + MEANWHILE + comes("a", "s", 1) + comes("b", "q", 5))
    assert [(row.day, row.who, row.step) for row in found.of("TOKEN_TAKEN")] == [(6, 1, "q"), (7, 0, "s")]


@pytest.mark.parametrize(("serve", "order"), [("first", [0, 1, 2]), ("last", [1, 2, 0])])
def test_q8_takers_in_a_stage_by_the_order_of_the_pool(play: Play, serve: str, order: list[int]) -> None:
    found = play(pool(6, 7, 8, serve=f'"{serve}"') + MEANWHILE + comes("a", "s", 1) + comes("b", "s", 2, size=2))
    assert found.who("CALLED") == order
    assert [row.value / DAY for row in found.of("CALLED")] == [
        day - (1 if who == 0 else 2) for day, who in zip((6, 7, 8), order, strict=True)
    ]


def test_q8_a_taker_leaves_the_stage_as_by_a_risk(play: Play) -> None:
    found = play(
        pool(6)
        + resource("r")
        + stage("s", "20 days", meanwhile='{ p = "job" }', uses='"r"')
        + stage("job", "1 day")
        + comes("a", "s", 1)
    )
    assert found.events(0) == [
        "ARRIVE", "JOIN", "ADMIT", "CLAIM", "START", "TOKEN_TAKEN", "CALLED", "RELEASE", "START", "END", "EXIT",
    ]  # fmt: skip
    assert found.starts("job") == [(6, 0)]


def test_q8_an_open_token_is_taken_by_whoever_enters_the_stage(play: Play) -> None:
    assert play(pool(1) + MEANWHILE + comes("a", "s", 4)).days("CALLED") == [4]


def test_q8_the_end_of_the_stage_wins_over_a_token_of_the_same_second(play: Play) -> None:
    found = play(pool(21) + MEANWHILE + comes("a", "s", 1))
    assert not found.of("CALLED")
    assert found.days("END", "s") == [21]


def test_q8_who_takes_from_several_pools_takes_the_first_by_name(play: Play) -> None:
    pools = '[pool.b]\ndates = ["3 days"]\n[pool.a]\ndates = ["3 days"]\n'
    found = play(pools + stage("s", "9 days", meanwhile='{ b = "no", a = "out" }') + ENDS + comes("c", "s", 1))
    assert [(row.thing, row.step) for row in found.of("CALLED")] == [("a", "s")]
    assert found.of("EXIT")[0].step == "out"


def test_q8_no_token_is_taken_during_set_up_or_while_waiting_for_work(play: Play) -> None:
    early = play(pool(2) + stage("s", "5 days", meanwhile='{ p = "out" }', setup='"3 days"') + comes("a", "s", 1))
    assert early.days("CALLED") == [4]
    worked = play(
        pool(3)
        + "[staff.w]\npeople = { start = 0, 2021-01-11 = 1 }\nhours = 37\n"
        + stage("s", "1 day", meanwhile='{ p = "no" }', work='{ by = "w", time = "1 hour" }')
        + ENDS
        + comes("a", "s", 1)
    )
    assert not worked.of("CALLED")
    assert worked.days("OVERDUE") == [2]


def test_q8_who_takes_no_token_passes_the_wait(play: Play) -> None:
    text = '[attribute.group]\nx = 0.5\ny = "rest"\n'
    text += '[wait.q]\ntakes = { by = "group", x = "p", y = "none" }\nnext = "out"\n'
    people = (
        comes("a", "q", 1) + 'attributes = { group = "x" }\n' + comes("b", "q", 1) + 'attributes = { group = "y" }\n'
    )
    found = play(pool(5) + text + people)
    assert [(row.day, row.who) for row in found.of("EXIT")] == [(1, 1), (5, 0)]
    assert found.who("JOIN") == [0]
