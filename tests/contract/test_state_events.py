"""Contract Q16: what a person carries changes with stays, risks and dates."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.contract.story import Story, comes, resource

pytestmark = pytest.mark.unit
Play = Callable[..., Story]
HEALTH = "[attribute.health]\ngood = 0\nbad = 1\n[exit.well]\n[exit.ill]\n"
BY_HEALTH = '{ by = "health", good = "well", bad = "ill" }'


def goes_on(step: str, lasts: str, way: str = BY_HEALTH, more: str = "") -> str:
    return f"[stage.{step}]\nlasts = {lasts}\nnext = {way}\n{more}\n"


def event(name: str, when: str, change: str = 'health = "good"') -> str:
    return f'[event.{name}]\nwhen = "{when}"\nset = {{ {change} }}\n'


def exits(story: Story) -> list[tuple[float, str]]:
    return [(row.day, row.step) for row in story.of("EXIT")]


def test_q16_the_way_on_knows_what_the_end_of_the_stay_has_changed(play: Play) -> None:
    found = play(HEALTH + goes_on("s", '"2 days"') + comes("p", "s", 0) + event("e", "left s"))
    assert exits(found) == [(2, "well")]


def test_q16_who_is_called_away_has_left_and_not_finished(play: Play) -> None:
    risk = '[risk.r]\nin = ["s"]\ntime = "1 day"\nto = "d"\n[decision.d]\nnext = ' + BY_HEALTH + "\n"
    for when, way in (("finished s", "ill"), ("left s", "well"), ("risk r", "well")):
        assert exits(play(HEALTH + goes_on("s", '"2 days"') + risk + comes("p", "s", 0) + event("e", when))) == [
            (1, way)
        ]


def test_q16_the_length_of_a_stay_knows_what_entering_it_has_changed_and_its_claim_does_not(play: Play) -> None:
    length = '{ by = "health", good = "1 day", bad = "5 days" }'
    uses = 'uses = { by = "health", good = [], bad = ["r"] }'
    found = play(
        HEALTH + resource("r") + goes_on("s", length, more=uses) + comes("p", "s", 0) + event("e", "entered s")
    )
    assert exits(found) == [(1, "well")]
    assert found.days("CLAIM") == [0]


def test_q16_events_of_one_moment_go_by_name_and_read_what_was_changed_before(play: Play) -> None:
    swap = 'health = { by = "health", good = "bad", bad = "good" }'
    both = event("a", "left s") + event("b", "finished s", swap)
    assert exits(play(HEALTH + goes_on("s", '"2 days"') + comes("p", "s", 0) + both)) == [(2, "ill")]


def test_q16_a_date_changes_who_is_there_and_neither_a_stay_under_way_nor_who_comes_then(play: Play) -> None:
    length = '{ by = "health", good = "1 day", bad = "5 days" }'
    found = play(HEALTH + goes_on("s", length) + comes("p", "s", 0, 3) + event("e", "3 days"))
    assert exits(found) == [(5, "well"), (8, "ill")]
    assert [(row.day, row.step, row.visit) for row in found.of("MARK")] == [(3, "", 0)]


def test_q16_who_is_in_line_on_the_date_sees_anew_what_they_wait_for(play: Play) -> None:
    uses = 'uses = { by = "health", good = ["b"], bad = ["a"] }'
    text = HEALTH + resource("a", "0") + resource("b") + goes_on("s", '"2 days"', more=uses)
    found = play(text + comes("p", "s", 0) + event("e", "3 days"))
    assert (found.days("MOVE"), found.starts("s"), exits(found)) == ([3], [(3, 0)], [(5, "well")])


def test_q16_numbers_change_by_their_former_value(play: Play) -> None:
    hours = 'hours = { by = "hours", "< 10" = 20, other = 5 }'
    way = '{ by = "hours", "< 10" = "s", other = "out" }'
    found = play(
        "[attribute.hours]\nfixed = 12\n"
        + goes_on("s", '"2 days"', way)
        + comes("p", "s", 0)
        + event("e", "left s", hours)
    )
    assert [(row.day, row.value) for row in found.of("MARK")] == [(2, 5_000_000), (4, 20_000_000)]
