"""Calendar tables for a run: working days, opening days, civil months, staff on duty, pauses.

Day numbers count from the first day of the run and may be negative; a table over [from_day, to_day) has its entry i for
day from_day + i.  ``sim.engines.arithmetic`` reads the tables.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from sim.scenario.schema import DAY, FOREVER, Calendar, Staff, Steps

Days: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]
Windows: TypeAlias = Sequence[tuple[int, int]]

FAR_DAY = FOREVER // DAY
WORKING_DAYS_A_WEEK = 5


@dataclass(frozen=True)
class WorkingDays:
    """Working days of [from_day, from_day + len(number)) (contract T2)."""

    from_day: int
    number: Days  # working days before each day of the range
    day: Days  # day number of the k-th working day


@dataclass(frozen=True)
class StaffClock:
    """When one member of a staff group is on duty: [opens, opens + length) of each day."""

    from_day: int
    opens: int  # time of day, seconds
    before: Days  # seconds on duty before each day of the range; one entry more than days
    length: Days  # seconds on duty on each day


# --- days ------------------------------------------------------------------------------------------------------------


def working_flags(calendar: Calendar, first_day: date, from_day: int, to_day: int) -> Flags:
    """Which days of [from_day, to_day) are Monday to Friday and no public holiday."""
    weekday = (np.arange(from_day, to_day) + first_day.weekday()) % 7
    return (weekday < WORKING_DAYS_A_WEEK) & ~_in_windows([(day, day + 1) for day in calendar.holidays], from_day, to_day)


def opening_flags(calendar: Calendar, first_day: date, from_day: int, to_day: int) -> Flags:
    """Which days are working days outside the closed weeks."""
    return working_flags(calendar, first_day, from_day, to_day) & ~_in_windows(calendar.closed, from_day, to_day)


def working_days(flags: Flags, from_day: int, paused_days: Windows = ()) -> WorkingDays:
    """Tables for ``arithmetic.working_end``; days in ``paused_days`` (windows of day numbers) do not count."""
    counted = flags & ~_in_windows(paused_days, from_day, from_day + len(flags))
    number = np.concatenate(([0], np.cumsum(counted)[:-1])).astype(np.int64)
    return WorkingDays(from_day, number, np.flatnonzero(counted).astype(np.int64) + from_day)


def opening_next(flags: Flags, from_day: int) -> Days:
    """For each day the first opening day that is not before it; ``FAR_DAY`` at the end of the table."""
    days = np.where(flags, np.arange(from_day, from_day + len(flags)), FAR_DAY)
    return np.minimum.accumulate(days[::-1])[::-1].astype(np.int64)


def month_days(first_day: date, months: int, from_day: int, to_day: int) -> Days:
    """For each day the day number ``months`` civil months later: same day of the month, else the last of that month."""
    start = np.datetime64(first_day, "D")
    days = start + np.arange(from_day, to_day)
    month = days.astype("datetime64[M]")
    day_of_month = days - month.astype("datetime64[D]")
    last = (month + months + 1).astype("datetime64[D]") - np.timedelta64(1, "D")
    moved = np.minimum((month + months).astype("datetime64[D]") + day_of_month, last)
    return (moved - start).astype(np.int64)


def _in_windows(windows: Windows, from_day: int, to_day: int) -> Flags:
    """Which days of [from_day, to_day) lie in one of the windows [start, end) of day numbers."""
    inside = np.zeros(max(0, to_day - from_day), dtype=np.bool_)
    for start, end in windows:
        inside[max(start - from_day, 0) : max(end - from_day, 0)] = True
    return inside


# --- staff -----------------------------------------------------------------------------------------------------------


def staff_clocks(staff: Staff, working: Flags, from_day: int) -> tuple[StaffClock, ...]:
    """The clock of every member that the group ever has; ``working`` are the flags of the days from ``from_day`` on.

    Member i is there on a day to the extent min(1, max(0, people - i)): a fraction is a shorter window.  The number of
    people of a day is the one in force when the window opens.  A window is a fifth of the weekly hours on working days
    (a seventh if ``every_day``) from ``opens`` on, earlier if it would go beyond midnight.  Raises ValueError if it is
    longer than 24 hours.  ``staff.closed`` holds windows of day numbers, as ``calendar.closed`` does.
    """
    window = staff.hours * 3600 / (7 if staff.every_day else WORKING_DAYS_A_WEEK)
    if window > DAY:
        raise ValueError(f"{staff.hours:g} hours a week are more than 24 hours a day")
    opens = min(staff.opens, DAY - int(np.ceil(window)))
    days = np.arange(from_day, from_day + len(working))
    open_days = np.ones_like(working) if staff.every_day else working
    open_days = open_days & ~_in_windows(staff.closed, from_day, from_day + len(working))
    people = steps_at(staff.people, days * DAY + opens) * open_days
    clocks = []
    for member in range(int(np.ceil(people.max(initial=0.0)))):
        length = np.floor(np.clip(people - member, 0.0, 1.0) * window + 0.5).astype(np.int64)
        clocks.append(StaffClock(from_day, opens, np.concatenate(([0], np.cumsum(length))).astype(np.int64), length))
    return tuple(clocks)


def steps_at(steps: Steps, times: Days) -> NDArray[np.float64]:
    """The value of a dated number at each of the times."""
    values = np.array([steps.first, *(value for _, value in steps.changes)], dtype=np.float64)
    return values[np.searchsorted(np.array([time for time, _ in steps.changes], dtype=np.int64), times, side="right")]


# --- pauses ----------------------------------------------------------------------------------------------------------


def merged_windows(*groups: Windows) -> tuple[tuple[int, int], ...]:
    """All windows [start, end) together as sorted disjoint ones; empty windows vanish, touching ones join."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(window for group in groups for window in group if window[0] < window[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return tuple(merged)


def in_seconds(day_windows: Windows) -> tuple[tuple[int, int], ...]:
    """Windows of day numbers as windows of seconds."""
    return tuple((start * DAY, end * DAY) for start, end in day_windows)


def whole_days(windows: Windows) -> tuple[tuple[int, int], ...]:
    """The days that lie wholly inside windows of seconds, as windows of day numbers.

    A stay in working days stands still on these; a day that is paused in part still counts as a working day.
    """
    days = ((-(-start // DAY), end // DAY) for start, end in merged_windows(windows))
    return tuple((start, end) for start, end in days if start < end)
