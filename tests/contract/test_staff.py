"""Contract Q9: staff with weekly hours, work that is waited for, and follow-ups."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sim.scenario.schema import DAY
from tests.contract.story import Story, comes, resource, stage

pytestmark = pytest.mark.unit
Play = Callable[..., Story]
HOUR = 3600


def staff(people: object = 1, hours: float = 40, **more: str) -> str:
    """A group that opens at 08:00 on working days, for 8 hours unless stated."""
    return f"[staff.w]\npeople = {people}\nhours = {hours}\n" + "".join(f"{k} = {v}\n" for k, v in more.items())


def worked(lasts: str, time: str, **more: str) -> str:
    ahead = f', ahead = "{more.pop("ahead")}"' if "ahead" in more else ""
    return stage("s", lasts, work=f'{{ by = "w", time = "{time}"{ahead} }}', **more)


def hours_of(rows: list[float]) -> list[float]:
    """Days as (whole days, hours) in hours, rounded to the second."""
    return [round(day * 24, 4) for day in rows]


def test_q9_work_is_done_in_the_daily_window_of_working_days(play: Play) -> None:
    # due at midnight on Friday: eight hours on Friday, the rest on Monday morning
    found = play(staff() + worked("0 days", "10 hours") + comes("a", "s", 4))
    assert hours_of(found.days("WORK_START")) == [4 * 24 + 8]
    assert hours_of(found.days("WORK_DONE")) == [7 * 24 + 10]
    assert hours_of(found.days("END")) == [7 * 24 + 10]


def test_q9_work_granted_before_closing_goes_on_the_next_morning(play: Play) -> None:
    found = play(staff() + worked("0 days", "1 hour") + comes("a", "s", 0 + 15.5 / 24) + comes("b", "s", 16 / 24))
    assert hours_of(found.days("WORK_START")) == [15.5, 32.5]  # 16:00 is closed
    assert hours_of(found.days("WORK_DONE")) == [32.5, 33.5]


def test_q9_holidays_and_own_closed_weeks(play: Play) -> None:
    text = staff(closed='["2021-01-06 to 2021-01-09"]') + '[calendar]\nholidays = "none"\nextra = ["01-05"]\n'
    found = play(text + worked("0 days", "12 hours") + comes("a", "s", 0))
    assert hours_of(found.days("WORK_DONE")) == [7 * 24 + 12]  # Monday, then Monday a week later


def test_q9_all_days_and_another_opening(play: Play) -> None:
    found = play(staff(hours=56, days='"all"', opens='"06:00"') + worked("0 days", "9 hours") + comes("a", "s", 4))
    assert hours_of(found.days("WORK_DONE")) == [5 * 24 + 7]


def test_q9_a_fraction_of_a_person_is_a_shorter_window(play: Play) -> None:
    found = play(staff(0.5) + worked("0 days", "6 hours") + comes("a", "s", 0))
    assert hours_of(found.days("WORK_DONE")) == [24 + 10]


def test_q9_the_one_who_finishes_first_then_the_lowest_index(play: Play) -> None:
    # 1.5 people: for five hours of work the half one would need until tomorrow
    long = play(staff(1.5) + worked("0 days", "5 hours") + comes("a", "s", 0, size=2))
    assert hours_of(long.days("WORK_DONE")) == [13, 33]
    # while the whole one is at work, two hours are done sooner by the half one
    short = play(staff(1.5) + worked("0 days", "2 hours") + comes("a", "s", 0, size=3))
    assert hours_of(short.days("WORK_START")) == [8, 8, 10]


def test_q9_tasks_are_not_interrupted_and_go_in_queue_order(play: Play) -> None:
    found = play(staff() + worked("0 days", "3 hours") + comes("b", "s", 0.2) + comes("a", "s", 0.1, 0.4))
    assert [(row.who, round(row.day * 24, 4)) for row in found.of("WORK_START")] == [(0, 8), (1, 11), (2, 14)]


CALLS = '[followup.{}]\nin = ["s"]\nby = "w"\ntime = "1 hour"\nqueued = true\n'


def test_q9_calls_come_before_awaited_work_and_that_before_planned_follow_ups(play: Play) -> None:
    # all three wait on the first morning: the planned one is due first, the call last
    found = play(
        staff()
        + worked("30 days", "1 hour", ahead="29 days")  # due on day 1
        + CALLS.format("planned")
        + 'every = "12 hours"\nfor = "18 hours"\n'
        + CALLS.format("call")
        + 'rate = "3 per day"\nfor = "1.25 days"\n'
        + comes("a", "s", 5)  # Saturday: nobody works until Monday
    )
    first = [row.thing for row in found.of("WORK_START")]
    calls = len(found.of("WORK_DUE", thing="followup.call.s"))
    assert calls >= 2
    assert first == ["followup.call.s"] * calls + ["work.s.0", "followup.planned.s"]


def test_q9_a_planned_follow_up_is_dropped_with_its_person_and_a_call_stays(play: Play) -> None:
    found = play(
        staff()
        + stage("s", "36 hours")
        + CALLS.format("planned")
        + 'every = "1 day"\n'
        + CALLS.format("call")
        + 'rate = "2 per day"\n'
        + comes("a", "s", 5)
    )
    assert [(row.day, row.thing) for row in found.of("WORK_DROPPED")] == [(6.5, "followup.planned.s")]
    assert found.of("WORK_DUE", thing="followup.call.s")
    assert {row.thing for row in found.of("WORK_DONE")} == {"followup.call.s"}


def test_q9_work_is_due_at_entry_or_ahead_of_the_end(play: Play) -> None:
    assert play(staff() + worked("9 days", "1 hour") + comes("a", "s", 1)).days("WORK_DUE") == [1]
    assert play(staff() + worked("9 days", "1 hour", ahead="3 days") + comes("a", "s", 1)).days("WORK_DUE") == [7]
    assert play(staff() + worked("9 days", "1 hour", ahead="20 days") + comes("a", "s", 1)).days("WORK_DUE") == [1]


def test_q9_the_person_leaves_at_the_later_of_stay_and_work(play: Play) -> None:
    assert play(staff() + worked("9 days", "1 hour") + comes("a", "s", 0)).days("END") == [9]
    late = play(staff() + worked("9 hours", "5 hours") + comes("a", "s", 0))
    assert (hours_of(late.days("OVERDUE")), hours_of(late.days("END"))) == ([9], [13])
    assert late.of("END")[0].value == 13 * HOUR


def test_q9_while_waiting_for_work_no_risk_runs_and_places_stay_held(play: Play) -> None:
    found = play(
        staff()
        + resource("r")
        + worked("1 hour", "2 hours", uses='"r"')
        + '[risk.x]\nin = ["s"]\ntime = "2 hours"\nto = "out"\n'
        + comes("a", "s", 0)
    )
    assert not found.of("RISK")
    assert hours_of(found.days("RELEASE")) == [10]


def test_q9_if_the_person_leaves_before_work_not_begun_is_dropped_and_work_begun_is_finished(play: Play) -> None:
    risk = '[risk.x]\nin = ["s"]\ntime = "{}"\nto = "out"\n'
    dropped = play(staff() + worked("9 days", "5 hours") + risk.format("7 hours") + comes("a", "s", 0))
    assert (len(dropped.of("WORK_DROPPED")), len(dropped.of("WORK_START"))) == (1, 0)
    begun = play(staff() + worked("9 days", "5 hours") + risk.format("9 hours") + comes("a", "s", 0, 0))
    assert (begun.who("WORK_DROPPED"), hours_of(begun.days("WORK_DONE"))) == ([1], [13])


def test_q9_groups_are_served_in_order_of_name(play: Play) -> None:
    groups = "".join(f"[staff.{name}]\npeople = 1\nhours = 40\n" for name in ("wb", "wa"))
    stages = "".join(stage(f"s{name}", "0 days", work=f'{{ by = "{name}", time = "1 hour" }}') for name in ("wa", "wb"))
    found = play(groups + stages + comes("a", "swb", 0) + comes("b", "swa", 0))
    assert [(row.who, row.step) for row in found.of("WORK_START")] == [(1, "swa"), (0, "swb")]


def test_q9_follow_ups_only_while_the_stay_is_younger(play: Play) -> None:
    young = staff() + stage("s", "60 days") + CALLS.format("f") + 'every = "7 days"\nfor = "21 days"\n'
    assert play(young + comes("a", "s", 0)).days("WORK_DUE") == [7, 14]


def test_q9_follow_ups_that_are_not_queued_delay_nobody(play: Play) -> None:
    quiet = CALLS.replace("queued = true", "queued = false")
    found = play(staff() + stage("s", "30 days") + quiet.format("f") + 'every = "1 day"\n' + comes("a", "s", 0))
    assert not [row for row in found.rows if row.event.startswith("WORK")]


def test_q9_work_whose_hours_end_for_good_goes_to_somebody_who_can_finish_it(play: Play) -> None:
    leaving = '{ start = 2, "1 day" = 1 }'
    found = play(staff(leaving) + worked("0 days", "10 hours") + comes("a", "s", 0, size=2))
    assert hours_of(found.days("WORK_DONE")) == [34, 2 * 24 + 12]


def test_q9_two_tasks_of_one_stay_run_beside_each_other(play: Play) -> None:
    two = 'work = [{ by = "w", time = "2 hours" }, { by = "w", time = "3 hours", ahead = "0 days" }]\n'
    found = play(staff(2) + stage("s", "2 days") + two + comes("a", "s", 0))
    assert found.days("WORK_DUE") == [0, 2]
    assert hours_of(found.days("END")) == [2 * 24 + 11]
    assert found.of("OVERDUE")[0].value == 2 * DAY


def test_q9_members_with_the_same_hours_take_one_task_each(play: Play) -> None:
    """Noon on Monday: whole days end at 16:00, the half one at 12:00; whose hours end for good is given nothing."""
    people = worked("0 days", "6 hours") + comes("a", "s", 0.5, size=5)
    found = play(staff("3.5") + people)
    assert hours_of(found.days("WORK_START")) == [12, 12, 12, 32, 34]
    whole = play(staff("{ start = 4, 2021-01-05 = 2 }") + people)
    assert hours_of(whole.days("WORK_START")) == [12, 12, 34, 34, 56]


def test_q9_ten_thousand_people_need_no_more_room_than_one(play: Play) -> None:
    text = staff("10000") + worked("0 days", "6 hours") + comes("a", "s", 0.5, size=20)
    found = play(text)
    assert hours_of(found.days("WORK_DONE")) == [34] * 20
    assert found.model.tables.member_people.tolist() == [10_000]
    assert len(found.model.tables.member_window) == 1
