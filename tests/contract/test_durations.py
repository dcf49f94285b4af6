"""Contract Q13: what a person carries of their own times, and what cases make of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.contract.story import Story, comes, resource, stage

pytestmark = pytest.mark.unit
Play = Callable[..., Story]
WAYS = "[exit.short]\n[exit.long]\n"


def bands(by: str, bound: str) -> str:
    return f'{{ by = "{by}", "< {bound}" = "short", other = "long" }}'


def goes_on(step: str, lasts: str, way: str) -> str:
    return f'[stage.{step}]\nlasts = "{lasts}"\nnext = {way}\n'


def exits(story: Story) -> list[tuple[float, int, str]]:
    return [(row.day, row.who, row.step) for row in story.of("EXIT")]


@pytest.mark.parametrize(("bound", "way"), [("3 days", "long"), ("73 hours", "short")])
def test_q13_a_stay_of_just_the_bound_is_not_below_it(play: Play, bound: str, way: str) -> None:
    found = play(goes_on("s", "3 days", bands("last stay", bound)) + comes("p", "s", 0) + WAYS)
    assert exits(found) == [(3, 0, way)]


def test_q13_a_stay_counts_in_whatever_way_it_ended(play: Play) -> None:
    risk = '[risk.r]\nin = ["s"]\ntime = "2 days"\nto = "d"\n'
    decision = f"[decision.d]\nnext = {bands('stay in s', '3 days')}\n"
    found = play(stage("s", "5 days", "d") + risk + decision + comes("p", "s", 0) + WAYS)
    assert exits(found) == [(2, 0, "short")]


def test_q13_a_wait_is_nothing_where_nobody_waits_and_counts_for_who_is_turned_away(play: Play) -> None:
    # 0 and 1 come at once: 1 waits 4 days and is served; 2 gives up after 3 days; 3 comes when the place is free
    turned = f"[decision.d]\nnext = {bands('last wait', '3 days')}\n"
    patience = '{ by = "source", b = "3 days", other = "9 days" }'
    served = f'[stage.s]\nlasts = "4 days"\nuses = "r"\nnext = "d"\npatience = {patience}\n'
    found = play(
        resource("r") + served + 'else = "d"\n' + turned + comes("a", "s", 0, size=2) + comes("b", "s", 0, 9) + WAYS
    )
    assert exits(found) == [(3, 2, "long"), (4, 0, "short"), (8, 1, "long"), (13, 3, "short")]


def test_q13_the_time_since_an_event_goes_on_over_stages_and_waits(play: Play) -> None:
    back = '{ by = "since arrival", "< 9 days" = "a", other = "out" }'
    way = f'{{ by = "since entering b", "< 1 day" = "b", other = {back} }}'
    found = play(stage("a", "2 days", "b") + goes_on("b", "3 days", way) + comes("p", "a", 1))
    # b from day 3 to 6: 3 days since it was entered first, 5 since arrival; a to day 8, b to day 11: 10 since arrival
    assert [(row.day, row.step) for row in found.of("END")] == [(3, "a"), (6, "b"), (8, "a"), (11, "b")]
    assert [(row.day, row.value // 86_400) for row in found.of("MARK")] == [(3, 3)]


def test_q13_what_has_not_been_yet_takes_other(play: Play) -> None:
    way = '[decision.d]\nnext = { by = "since entering s", "< 9 days" = "out", other = "s" }\n'
    found = play(way + stage("s", "1 day", "d") + comes("p", "d", 2))
    assert found.starts("s") == [(2, 0)]
    assert found.days("EXIT") == [3]


def test_q13_people_there_at_the_start_count_from_their_true_dates(play: Play) -> None:
    there = '[backlog.b]\ninside = "s"\npeople = 1\nelapsed = "4 days"\n'
    longer = '{ by = "since arrival", "< 7 days" = "long", other = "out" }'
    way = f'{{ by = "since entering s", "< 6 days" = "short", other = {longer} }}'
    found = play(goes_on("s", "6 days", way) + there + WAYS + "[exit.out]\n" + comes("p", "s", 9))
    assert exits(found) == [(2, 0, "long"), (15, 1, "long")]


def test_q13_tokens_call_to_where_they_would_have_led_when_the_stay_began(play: Play) -> None:
    takes = '{ by = "since arrival", "< 1 day" = { v = "short" }, other = "none" }'
    pool = '[pool.v]\ndates = ["3 days"]\n'
    found = play(stage("s", "9 days", "long", meanwhile=takes) + pool + comes("p", "s", 0) + WAYS)
    assert exits(found) == [(3, 0, "short")]


# --- Q15 -------------------------------------------------------------------------------------------------------------


def limit(where: str, time: str, since: str = "arrival", to: str = "late") -> str:
    return f'[risk.limit]\nin = {where}\nsince = "{since}"\ntime = "{time}"\nto = "{to}"\n'


LATE = "[exit.out]\n[exit.late]\n"


def test_q15_a_limit_ends_a_stay_and_a_wait_and_gives_back_what_is_held(play: Play) -> None:
    # 0 stays from day 0 and is struck on day 6; 1 came on day 2 from a stage before and leaves the line on day 6 too
    text = resource("r") + stage("b", "2 days", "s") + stage("s", "9 days", uses='"r"')
    found = play(text + comes("a", "s", 0) + comes("c", "b", 0) + comes("d", "s", 1) + limit('["s"]', "6 days") + LATE)
    assert found.days("RISK") == [6, 7]
    assert found.days("RENEGED") == [6]
    assert found.starts("s") == [(0, 0), (6, 2)]
    assert [(row.day, row.who) for row in found.of("EXIT", "late")] == [(6, 0), (6, 1), (7, 2)]


def test_q15_the_planned_end_comes_before_the_limit_at_the_same_second(play: Play) -> None:
    found = play(stage("s", "6 days") + comes("p", "s", 0) + limit('["s"]', "6 days") + LATE)
    assert found.days("EXIT", "out") == [6]


def test_q15_who_comes_after_the_limit_leaves_in_the_same_second(play: Play) -> None:
    found = play(
        stage("a", "6 days", "s") + stage("s", "6 days") + comes("p", "a", 0) + limit('["s"]', "5 days") + LATE
    )
    assert (found.starts("s"), found.days("EXIT", "late")) == ([(6, 0)], [6])


def test_q15_months_of_a_limit_are_civil_and_pauses_do_not_stop_it(play: Play) -> None:
    # from Monday 4 January to 4 February; the stay itself stands still from day 5 on
    pause = '[[change]]\nfrom = "5 days"\nto = "99 days"\npause = ["s"]\n'
    found = play(stage("s", "9 days") + comes("p", "s", 0) + limit('["s"]', "1 month") + LATE + pause)
    assert found.days("RISK") == [31]


def test_q15_the_first_stay_counts_and_a_limit_of_what_has_not_been_bounds_nothing(play: Play) -> None:
    again = '[stage.s]\nlasts = "4 days"\nnext = { by = "since arrival", "< 30 days" = "a", other = "out" }\n'
    found = play(
        stage("a", "2 days", "s") + again + comes("p", "a", 0) + limit('["a", "s"]', "9 days", "entering s") + LATE
    )
    # s from day 2; a from 6, s from 8, and the limit on day 11
    assert (found.days("END"), found.days("RISK")) == ([2, 6, 8], [11])


def test_q15_a_limit_holds_while_waiting_for_a_token_and_by_property(play: Play) -> None:
    pool = '[pool.v]\ndates = ["20 days"]\n[wait.w]\ntakes = "v"\nnext = "out"\n'
    time = 'time = { by = "source", a = "3 days", b = "5 days" }'
    text = pool + comes("a", "w", 0) + comes("b", "w", 0) + limit('["w"]', "1 day").replace('time = "1 day"', time)
    assert play(text + LATE).days("RENEGED") == [3, 5]


def test_q15_the_limit_goes_with_who_changes_the_line_and_patience_may_end_first(play: Play) -> None:
    mode = '[parameters]\nmode = { value = "a", choices = ["a", "b"] }\n'
    mode += '[[change]]\nfrom = "2 days"\nset = { mode = "b" }\n'
    step = '[stage.s]\nlasts = "1 day"\nnext = "out"\nuses = { by = "$mode", a = ["a"], b = ["b"] }\nelse = "out"\n'
    patience = 'patience = { by = "source", p = "9 days", q = "4 days" }\n'
    text = mode + resource("a", "0") + resource("b", "0") + step + patience + limit('["s"]', "6 days") + LATE
    found = play(text + comes("p", "s", 0) + comes("q", "s", 0))
    assert found.days("MOVE") == [2, 2]
    assert [(row.day, row.step) for row in found.of("EXIT")] == [(4, "out"), (6, "late")]
