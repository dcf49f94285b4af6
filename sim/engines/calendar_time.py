"""Time on a calendar: pauses, working and opening days, civil months, and the hours of one member of staff.

Plain Python that is also compiled, as :mod:`sim.engines.arithmetic`.  Times are seconds from the start of the run; days
are numbered from it too and may be negative.  ``first_day`` is the day of entry 0 of a calendar table; a day outside
the table gives ``FAR`` (later than any run).
"""

from __future__ import annotations

from sim.engines.arithmetic import FAR, FAR_DAY, Ints
from sim.scenario.schema import DAY

# --- pauses ----------------------------------------------------------------------------------------------------------


def unpaused(starts: Ints, ends: Ints, first: int, last: int, t: int) -> int:
    """The pause clock: t less all paused time before t, in sorted disjoint windows [start, end)."""
    paused = 0
    for i in range(first, last):
        if starts[i] >= t:
            break
        paused += (ends[i] if ends[i] < t else t) - starts[i]
    return t - paused


def resume(starts: Ints, ends: Ints, first: int, last: int, start: int, work: int) -> int:
    """The earliest t >= start at which the pause clock has run for ``work`` seconds since ``start``."""
    if work >= FAR:
        return FAR
    now = start
    left = work
    if left <= 0:
        return start
    for i in range(first, last):
        if ends[i] > now:
            if starts[i] > now:
                if left <= starts[i] - now:
                    break
                left -= starts[i] - now
            now = ends[i]
    return now + left


# --- calendar --------------------------------------------------------------------------------------------------------


def working_end(working_day: Ints, working_number: Ints, first_day: int, start: int, seconds: int) -> int:
    """The end of a stay in working days; 86,400 seconds are one working day (contract T2).

    ``working_number[i]``: working days in [first_day, first_day + i); ``working_day[k]``: day of the k-th (or far).
    """
    if seconds <= 0:
        return start
    day = start // DAY
    i = day - first_day
    if i < 0 or i >= len(working_number):
        return FAR
    of_day = start - day * DAY + seconds % DAY
    k = working_number[i] + seconds // DAY
    if of_day >= DAY:
        of_day -= DAY
        k += 1
    if k >= len(working_day) or working_day[k] >= FAR_DAY:
        return FAR
    return working_day[k] * DAY + of_day


def worked_end(working_day: Ints, working_number: Ints, first_day: int, start: int, seconds: int) -> int:
    """When so many seconds of working days have passed; other than in a stay, none pass on the day off of a start."""
    i = start // DAY - first_day
    if i < 0 or i >= len(working_number) or working_number[i] >= len(working_day):
        return FAR
    opens = working_day[working_number[i]]
    return working_end(working_day, working_number, first_day, max(start, opens * DAY), seconds)


def month_end(month_days: Ints, first_day: int, start: int) -> int:
    """The same time of day some months later; ``month_days[i]`` is the day that far after day first_day + i."""
    day = start // DAY
    i = day - first_day
    if i < 0 or i >= len(month_days):
        return FAR
    return month_days[i] * DAY + (start - day * DAY)


def next_opening(opening_next: Ints, first_day: int, t: int) -> int:
    """The number of the first opening day that is not before the day of t; ``FAR_DAY`` beyond the table."""
    i = t // DAY - first_day
    if i < 0 or i >= len(opening_next):
        return FAR_DAY
    return opening_next[i]


def moved_session(opening_next: Ints, first_day: int, nominal: int) -> int:
    """When a session takes place: the same time of day on the first opening day not before its nominal date."""
    return next_opening(opening_next, first_day, nominal) * DAY + nominal % DAY


def next_try(opening_next: Ints, first_day: int, nominal: int, after: int, now: int) -> int:
    """The nominal date of the next try of a session that was not held now; dates are ``after`` > 0 seconds apart.

    Dates that are moved to now were one session with it; of those that are moved to one later time the latest counts
    (contract Q5).
    """
    again = nominal + after
    while moved_session(opening_next, first_day, again) <= now:
        again += after
    latest = moved_session(opening_next, first_day, again)
    if latest >= FAR:
        return again
    while latest > again and (latest - nominal) % after != 0:
        latest -= DAY
    return latest


def next_working_try(
    opening_next: Ints, working_day: Ints, working_number: Ints, first_day: int, nominal: int, after: int, now: int
) -> int:
    """As :func:`next_try`, where ``after`` > 0 are seconds of working days."""
    again = working_end(working_day, working_number, first_day, nominal, after)
    while moved_session(opening_next, first_day, again) <= now:
        again = working_end(working_day, working_number, first_day, again, after)
    held = moved_session(opening_next, first_day, again)
    latest = again
    while again < FAR and moved_session(opening_next, first_day, again) == held:
        latest = again
        again = working_end(working_day, working_number, first_day, again, after)
    return latest


# --- the clock of one member of staff --------------------------------------------------------------------------------


def staff_open_at(length: Ints, opens: int, first_day: int, t: int) -> bool:
    """Whether the person is on duty at t: within [opens, opens + length) of that day."""
    day = t // DAY
    i = day - first_day
    if i < 0 or i >= len(length):
        return False
    return opens <= t - day * DAY < opens + length[i]


def staff_next_open(before: Ints, length: Ints, opens: int, first_day: int, t: int) -> int:
    """The earliest time >= t at which the person is on duty.

    ``before[i]``: seconds on duty before day first_day + i (one entry more than days); ``length[i]``: on that day.
    """
    day = t // DAY
    i = day - first_day
    if i < 0:
        return FAR
    if i < len(length) and length[i] > 0:
        of_day = t - day * DAY
        if of_day < opens:
            return day * DAY + opens
        if of_day < opens + length[i]:
            return t
    low = i + 1  # the first later day with any hours: the first j with before[j + 1] > before[i + 1]
    high = len(length)
    if low >= high:
        return FAR
    done = before[low]
    while low < high:
        middle = (low + high) // 2
        if before[middle + 1] > done:
            high = middle
        else:
            low = middle + 1
    if low >= len(length):
        return FAR
    return (first_day + low) * DAY + opens


def staff_finish(before: Ints, length: Ints, opens: int, first_day: int, t: int, work: int) -> int:
    """The time at which ``work`` seconds of work, begun at t, are done (tables as in :func:`staff_next_open`)."""
    if work <= 0:
        return t
    day = t // DAY
    i = day - first_day
    if i < 0 or i >= len(length) or work >= FAR:
        return FAR
    today = t - day * DAY - opens
    if today < 0:
        today = 0
    if today > length[i]:
        today = length[i]
    target = before[i] + today + work
    low = i  # the first day at whose end the target is reached
    high = len(length)
    while low < high:
        middle = (low + high) // 2
        if before[middle + 1] >= target:
            high = middle
        else:
            low = middle + 1
    if low >= len(length):
        return FAR
    return (first_day + low) * DAY + opens + (target - before[low])
