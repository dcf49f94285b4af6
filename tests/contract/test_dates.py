"""Contract Q12, S6: what people wait for changes on a date; a queue that is too long for some."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.contract.story import Story, comes, resource, stage

pytestmark = pytest.mark.unit
Play = Callable[..., Story]

MODE = '[parameters]\nmode = { value = "old", choices = ["old", "new"] }\n'
FROM_DAY_5 = '[[change]]\nfrom = "5 days"\nset = { mode = "new" }\n'


def by_mode(old: str, new: str) -> str:
    return f'{{ by = "$mode", old = {old}, new = {new} }}'


# --- Q12 -------------------------------------------------------------------------------------------------------------


def test_q12_who_waited_stands_before_who_comes_later_and_behind_who_came_earlier(play: Play) -> None:
    # person 1 waits for `a`, which is never free, from day 1; from day 5 for `b`, where 0 has waited since day 0
    found = play(
        MODE
        + resource("a", "0")
        + resource("b", '{ start = 0, "8 days" = 1 }')
        + stage("s", uses=by_mode('["a"]', '["b"]'))
        + stage("t", uses='"b"')
        + comes("first", "t", 0)
        + comes("moved", "s", 1)
        + comes("later", "t", 2)
        + FROM_DAY_5
    )
    assert found.days("MOVE", "s") == [5]
    assert sorted(found.starts("s") + found.starts("t")) == [(8, 0), (9, 1), (10, 2)]
    assert [row.value // 86_400 for row in found.of("ADMIT", "s")] == [8]


def test_q12_patience_goes_on(play: Play) -> None:
    found = play(
        MODE
        + resource("a", "0")
        + resource("b", "0")
        + stage("s", uses=by_mode('["a"]', '["b"]'), patience='"6 days"', **{"else": '"out"'})
        + comes("p", "s", 1)
        + FROM_DAY_5
    )
    assert (found.days("MOVE"), found.days("RENEGED")) == ([5], [7])


def test_q12_who_needs_nothing_more_is_admitted_at_once(play: Play) -> None:
    found = play(MODE + resource("a", "0") + stage("s", uses=by_mode('["a"]', "[]")) + comes("p", "s", 1) + FROM_DAY_5)
    assert found.starts("s") == [(5, 0)]


def test_q12_what_a_smaller_claim_does_not_use_is_released(play: Play) -> None:
    found = play(
        MODE
        + resource("a")
        + resource("b", "0")
        + stage("s", "1 days", "t", uses='"a"')
        + stage("t", uses=by_mode('["a", "b"]', '["b"]'))
        + comes("p", "s", 0)
        + FROM_DAY_5
    )
    assert found.days("RELEASE", thing="a") == [5]


def test_q12_who_comes_in_that_second_finds_the_new_line(play: Play) -> None:
    found = play(
        MODE
        + resource("a", "0")
        + resource("b")
        + stage("s", uses=by_mode('["a"]', '["b"]'))
        + comes("p", "s", 5)
        + FROM_DAY_5
    )
    assert (found.days("MOVE"), found.starts("s")) == ([], [(5, 0)])


# --- S6 --------------------------------------------------------------------------------------------------------------


def test_s6_at_most_so_many_in_line(play: Play) -> None:
    found = play(
        resource("r")
        + stage("s", "10 days", uses='"r"', queue="1", **{"else": '"out"'})
        + "".join(comes(name, "s", day) for day, name in enumerate("abc"))
    )
    assert (found.who("BALKED"), found.days("BALKED")) == ([2], [2])
    assert found.starts("s") == [(0, 0), (10, 1)]


def test_s6_a_free_place_turns_nobody_away(play: Play) -> None:
    found = play(
        resource("r", "2")
        + stage("s", "10 days", uses='"r"', queue="0", **{"else": '"out"'})
        + comes("a", "s", 0, size=3)
    )
    assert (found.starts("s"), found.who("BALKED")) == ([(0, 0), (0, 1)], [2])
