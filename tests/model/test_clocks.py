"""Calendar tables against the civil calendar."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from sim.model import clocks
from sim.scenario.calendar import closed_windows, danish_holidays
from sim.scenario.dated import merged
from sim.scenario.schema import DAY, Calendar, Staff, Steps

pytestmark = pytest.mark.unit

FIRST = date(2021, 1, 1)
START, END = -40, 1200
CALENDAR = Calendar(
    danish_holidays(FIRST, START, END), closed_windows(["weeks 28-30", "week 52"], FIRST, START, END), False
)


def number(year, month, day):
    return (date(year, month, day) - FIRST).days


def flag(flags, *day):
    return bool(flags[number(*day) - START])


def test_working_days_are_weekdays_without_holidays_and_opening_days_lie_outside_closed_weeks():
    working = clocks.working_flags(CALENDAR, FIRST, START, END)
    opening = clocks.opening_flags(CALENDAR, FIRST, START, END)
    for year, expected in ((2021, 254), (2022, 253), (2023, 252)):
        assert working[number(year, 1, 1) - START : number(year + 1, 1, 1) - START].sum() == expected
    assert not flag(working, 2021, 4, 1)  # skærtorsdag
    assert not flag(working, 2021, 4, 3)  # a Saturday
    assert flag(working, 2021, 7, 14)
    assert not flag(opening, 2021, 7, 14)  # week 28
    assert flag(opening, 2021, 8, 2)
    assert flag(opening, 2020, 12, 30)  # week 53 is not week 52


def test_working_day_tables_number_the_days_and_leave_out_pauses():
    working = clocks.working_flags(CALENDAR, FIRST, START, END)
    table = clocks.working_days(working, START)
    assert table.day[table.number[number(2021, 4, 1) - START]] == number(2021, 4, 6)  # skærtorsdag: next is Tuesday
    assert [date(2021, 1, 1) + timedelta(int(day)) for day in table.day[table.number[-START]:][:2]] == [
        date(2021, 1, 4), date(2021, 1, 5)]  # fmt: skip
    for i, day in enumerate(table.day):
        assert table.number[day - START] == i
    paused = clocks.working_days(working, START, [(number(2021, 1, 4), number(2021, 1, 6))])
    assert paused.day[paused.number[-START]] == number(2021, 1, 6)
    assert len(paused.day) == len(table.day) - 2


def test_the_next_opening_day_is_today_or_later():
    following = clocks.opening_next(clocks.opening_flags(CALENDAR, FIRST, START, END), START)
    assert following[number(2021, 7, 12) - START] == number(2021, 8, 2)
    assert following[number(2021, 2, 1) - START] == number(2021, 2, 1)
    assert following[number(2021, 1, 1) - START] == number(2021, 1, 4)
    assert clocks.opening_next(np.array([True, False]), 5).tolist() == [5, clocks.FAR_DAY]


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ((2021, 1, 31), 1, (2021, 2, 28)),
        ((2023, 11, 30), 3, (2024, 2, 29)),
        ((2021, 2, 28), 1, (2021, 3, 28)),
        ((2020, 12, 15), 2, (2021, 2, 15)),
        ((2021, 10, 31), 14, (2022, 12, 31)),
        ((2021, 8, 31), 0, (2021, 8, 31)),
    ],
)
def test_months_keep_the_day_or_take_the_last(start, months, end):
    assert clocks.month_days(FIRST, months, START, END)[number(*start) - START] == number(*end)


def staff(**fields):
    return Staff("caseworker", **{"people": Steps(1), "hours": Steps(37.0), **fields})


def test_a_fraction_of_a_person_is_a_shorter_window_and_people_change_on_dates():
    working = clocks.working_flags(CALENDAR, FIRST, 0, 60)
    group = staff(people=Steps(1.5, ((number(2021, 2, 1) * DAY, 2.25),)))
    first, second, third = clocks.staff_clocks(group, working, 0)
    whole = 37 * 3600 // 5
    assert first.opens == 8 * 3600
    monday, february = number(2021, 1, 4), number(2021, 2, 1)
    assert [clock.length[monday] for clock in (first, second, third)] == [whole, whole // 2, 0]
    assert [clock.length[february] for clock in (first, second, third)] == [whole, whole, whole // 4]
    assert first.length[0] == first.length[1] == 0  # New Year's Day, Saturday
    assert first.length.sum() == whole * working.sum() == first.before[-1]
    assert len(first.before) == 61
    assert first.before[monday : monday + 2].tolist() == [0, whole]


def test_staff_may_work_every_day_close_on_their_own_and_never_beyond_midnight():
    working = clocks.working_flags(CALENDAR, FIRST, 0, 14)
    (always,) = clocks.staff_clocks(staff(every_day=True, hours=Steps(7 * 24.0), closed_days=((3, 5),)), working, 0)
    assert always.opens == 0
    assert always.length.tolist() == [DAY] * 3 + [0] * 2 + [DAY] * 9
    (late,) = clocks.staff_clocks(staff(opens=20 * 3600, hours=Steps(30.0)), working, 0)
    assert late.opens == 18 * 3600
    assert clocks.staff_clocks(staff(people=Steps(0)), working, 0) == ()
    with pytest.raises(ValueError, match="do not fit"):
        clocks.staff_clocks(staff(hours=Steps(121.0)), working, 0)


def test_windows_are_merged_sorted_and_disjoint():
    assert merged([(5, 9), (1, 3), (3, 4), (8, 12), (7, 7), (20, 18)]) == ((1, 4), (5, 12))
