"""Calendar tables for a run: working days, opening days, civil months, staff on duty, pauses.

Day numbers count from the first day of the run and may be negative; a table over [from_day, to_day) has its entry i for
day from_day + i.  ``sim.engines.calendar_time`` reads the tables.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from sim.scenario.dated import largest
from sim.scenario.schema import DAY, FOREVER, Calendar, Staff, Steps

Days: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]
Windows: TypeAlias = Sequence[tuple[int, int]]

FAR_DAY = FOREVER // DAY  # beyond every table
WORKING_DAYS_A_WEEK = 5
FLAGS_KEPT = 64


@dataclass(frozen=True)
class WorkingDays:
    """Working days of [from_day, from_day + len(number)) (contract T2)."""

    from_day: int
    number: Days  # working days before each day of the range
    day: Days  # day number of the k-th working day


@dataclass(frozen=True)
class StaffClock:
    """When members of a staff group are on duty: [opens, opens + length) of each day, the same for all ``people``."""

    people: int
    from_day: int
    opens: int  # time of day, seconds
    before: Days  # seconds on duty before each day of the range; one entry more than days
    length: Days  # seconds on duty on each day


# --- days ------------------------------------------------------------------------------------------------------------


@lru_cache(FLAGS_KEPT)
def working_flags(calendar: Calendar, first_day: date, from_day: int, to_day: int) -> Flags:
    """Which days of [from_day, to_day) are Monday to Friday and no public holiday."""
    weekday = (np.arange(from_day, to_day) + first_day.weekday()) % 7
    holiday = _inside([(day, day + 1) for day in calendar.holidays], from_day, to_day - from_day)
    flags = np.asarray((weekday < WORKING_DAYS_A_WEEK) & ~holiday)
    flags.flags.writeable = False
    return flags


def opening_flags(calendar: Calendar, first_day: date, from_day: int, to_day: int) -> Flags:
    """Which days are working days outside the closed weeks."""
    closed = _inside(calendar.closed_days, from_day, to_day - from_day)
    return working_flags(calendar, first_day, from_day, to_day) & ~closed


def working_days(flags: Flags, from_day: int, paused_days: Windows = ()) -> WorkingDays:
    """Tables for ``arithmetic.working_end``; days in ``paused_days`` (windows of day numbers) do not count."""
    counted = flags & ~_inside(paused_days, from_day, len(flags))
    number = np.asarray(np.cumsum(counted, dtype=np.int64) - counted)
    return WorkingDays(from_day, number, np.flatnonzero(counted).astype(np.int64) + from_day)


def opening_next(flags: Flags, from_day: int) -> Days:
    """For each day the first opening day that is not before it; ``FAR_DAY`` at the end of the table."""
    days = np.where(flags, np.arange(from_day, from_day + len(flags), dtype=np.int64), FAR_DAY)
    return np.asarray(np.minimum.accumulate(days[::-1])[::-1])


def month_days(first_day: date, months: int, from_day: int, to_day: int) -> Days:
    """For each day the day number ``months`` civil months later: same day of the month, else the last of that month."""
    origin = np.datetime64(first_day, "D")
    day = origin + np.arange(from_day, to_day)
    month = day.astype("datetime64[M]")
    target = (month + months).astype("datetime64[D]")
    last = (month + months + 1).astype("datetime64[D]") - np.timedelta64(1, "D")
    moved = np.minimum(target + (day - month.astype("datetime64[D]")), last)
    return np.asarray((moved - origin).astype(np.int64))


def _inside(windows: Windows, from_day: int, count: int) -> Flags:
    """Which of the days from ``from_day`` on lie in one of the windows [start, end) of day numbers."""
    inside = np.zeros(count, dtype=np.bool_)
    for start, end in windows:
        inside[max(start - from_day, 0) : max(end - from_day, 0)] = True
    return inside


# --- staff -----------------------------------------------------------------------------------------------------------


def staff_clocks(staff: Staff, working: Flags, from_day: int) -> tuple[StaffClock, ...]:
    """The clocks of all members that the group ever has, each once; ``working`` are the flags from ``from_day`` on.

    Member i is there to the extent min(1, max(0, people - i)): a fraction is a shorter window.  Raises ValueError for
    more than 24 hours a day.
    """
    opens, window = opening_time(staff), daily_windows(staff, from_day, len(working))
    people = people_on_duty(staff, working, from_day)
    levels = np.unique(people)
    firsts = np.unique(np.concatenate([[0], np.floor(levels), np.ceil(levels)])).astype(np.int64)
    clocks = []
    for member, beyond in pairwise(firsts.tolist()):  # between two levels all members have one clock
        length = np.floor(np.clip(people - member, 0.0, 1.0) * window + 0.5).astype(np.int64)
        before = np.insert(np.cumsum(length, dtype=np.int64), 0, 0)
        clocks.append(StaffClock(beyond - member, from_day, opens, before, length))
    return tuple(clocks)


def opening_time(staff: Staff) -> int:
    """The time of day at which the group opens, earlier than it says if a day would go beyond midnight.

    Raises ValueError for more than 24 hours a day.
    """
    hours = largest(staff.hours)
    window = hours * 3600 / _days_a_week(staff)
    if not 0 <= window <= DAY:
        raise ValueError(f"{hours:g} hours a week do not fit into days of 24 hours")
    return min(staff.opens, DAY - int(np.ceil(window)))


def daily_windows(staff: Staff, from_day: int, count: int) -> NDArray[np.float64]:
    """How many seconds each day of the group is: a fifth of the weekly hours in force when it opens, or a seventh."""
    times = np.arange(from_day, from_day + count) * DAY + opening_time(staff)
    return np.asarray(steps_at(staff.hours, times) * 3600 / _days_a_week(staff))


def _days_a_week(staff: Staff) -> int:
    return 7 if staff.every_day else WORKING_DAYS_A_WEEK


def people_on_duty(staff: Staff, working: Flags, from_day: int) -> NDArray[np.float64]:
    """People of the group on each day from ``from_day`` on: those in force when the day opens, nobody on closed days.

    ``working`` are the flags of these days; a group that works every day closes only in its own closed weeks.
    """
    opens = opening_time(staff)
    open_days = np.ones_like(working) if staff.every_day else working
    open_days = open_days & ~_inside(staff.closed_days, from_day, len(working))
    return steps_at(staff.people, np.arange(from_day, from_day + len(working)) * DAY + opens) * open_days


def steps_at(steps: Steps, times: Days) -> NDArray[np.float64]:
    """The value of a dated number at each of the times."""
    values = np.array([steps.first, *(value for _, value in steps.changes)], dtype=np.float64)
    return values[np.searchsorted(np.array([time for time, _ in steps.changes], dtype=np.int64), times, side="right")]


# --- pauses ----------------------------------------------------------------------------------------------------------


def on_clock(steps: tuple[tuple[int, float], ...], pauses: Windows) -> tuple[tuple[int, float], ...]:
    """Dated steps on a clock that stands still in pauses (sorted, disjoint); of steps at one time the last counts."""
    moved = {}
    for time, value in steps:
        moved[time - sum(min(end, time) - start for start, end in pauses if start < time)] = value
    return tuple(moved.items())
