"""Everything that is computed while a run is under way, once for both engines.

The functions use a part of Python that means the same to the interpreter (on lists, ints and floats) and to a compiler
(on int64 and float64 arrays): + - * / // %, comparisons, int(), loops, and calls of one another.  No exp, no log, no
exceptions; so both give the same bits (contract R3).  ``sim.kernels.copies`` makes the compiled copies.

Many tables live in one array: ``first`` and ``last`` bound the entries of one table, half open [first, last).  Times
are seconds from the start of the run; days are numbered from it too and may be negative.  ``first_day`` is the day of
entry 0 of a calendar table; a day outside the table gives ``FAR`` (later than any run).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from sim.model.quantiles import LOWER_1, LOWER_2, MAIN_CELLS, TAIL_CELLS, UPPER_1, UPPER_2
from sim.scenario.schema import DAY, FOREVER

Floats: TypeAlias = Sequence[float]
Ints: TypeAlias = Sequence[int]

FAR = FOREVER  # a time later than any run
FAR_DAY = FAR // DAY
NEVER = float(FAR)  # a length longer than any run


# --- laws ------------------------------------------------------------------------------------------------------------


def quantile(table: Floats, offset: int, u: float) -> float:
    """The value at u, 0 < u < 1, of the quantile table that begins at ``offset`` (``sim.model.quantiles``).

    The cell numbers and the place within a cell are exact: u is a multiple of 2^-53 and all factors are powers of two.
    """
    part = 0
    x = u * MAIN_CELLS
    cell = int(x)
    if cell == 0:
        part = LOWER_1
        x = x * TAIL_CELLS
        cell = int(x)
        if cell == 0:
            part = LOWER_2
            x = x * TAIL_CELLS
            cell = int(x)
    elif cell == MAIN_CELLS - 1:
        part = UPPER_1
        x = (x - cell) * TAIL_CELLS
        cell = int(x)
        if cell == TAIL_CELLS - 1:
            part = UPPER_2
            x = (x - cell) * TAIL_CELLS
            cell = int(x)
    low = table[offset + part + cell]
    high = table[offset + part + cell + 1]
    return low + (x - cell) * (high - low)


def step_value(cumulative: Floats, values: Floats, first: int, last: int, u: float) -> float:
    """The first value whose cumulative share exceeds u (the last value if none does)."""
    low = first
    high = last - 1
    while low < high:
        middle = (low + high) // 2
        if u < cumulative[middle]:
            high = middle
        else:
            low = middle + 1
    return values[low]


def multiplier_at(times: Ints, values: Floats, first: int, last: int, t: int) -> float:
    """The dated multiplier in force at t: the last value whose time is not after t; 1 before the first."""
    low = first
    high = last
    while low < high:
        middle = (low + high) // 2
        if times[middle] <= t:
            low = middle + 1
        else:
            high = middle
    if low == first:
        return 1.0
    return values[low - 1]


def round_half_up(x: float) -> int:
    """Whole seconds, .5 upwards (contract T1); ``FAR`` from ``NEVER`` on, and as far below 0 at least minus that."""
    if x >= NEVER:
        return FAR
    if x <= -NEVER:
        return -FAR
    whole = int(x)
    if whole > x:
        whole -= 1
    if x - whole >= 0.5:
        whole += 1
    return whole


# --- arrivals --------------------------------------------------------------------------------------------------------


def arrival_second(times: Ints, cumulative: Floats, rates: Floats, first: int, last: int, u: float) -> int:
    """The whole second in which the share u, 0 < u < 1, of the people expected in a cell have come.

    Row i of [first, last - 1): at ``times[i]``, when ``cumulative[i]`` people are expected to have come, a stretch of
    ``rates[i]`` people a second begins.  Row last - 1 holds the end of the cell and all people expected in it.
    """
    people = u * cumulative[last - 1]
    low = first  # the first row at whose end more have come
    high = last - 2
    while low < high:
        middle = (low + high) // 2
        if people < cumulative[middle + 1]:
            high = middle
        else:
            low = middle + 1
    second = times[low] + int((people - cumulative[low]) / rates[low])
    if second >= times[low + 1]:  # by rounding
        return times[low + 1] - 1
    return second


# --- hazards ---------------------------------------------------------------------------------------------------------
#
# The nodes of a table are ages of a unit law; ``scale`` is the number of seconds in one unit of age.


def hazard_at(ages: Floats, hazards: Floats, first: int, last: int, scale: float, seconds: float) -> float:
    """Cumulative hazard at an age in seconds: linear between at least two nodes, the last slope goes on."""
    age = seconds / scale
    if age <= ages[first]:
        return hazards[first]
    low = first + 1
    high = last - 1
    while low < high:
        middle = (low + high) // 2
        if ages[middle] >= age:
            high = middle
        else:
            low = middle + 1
    rise = (hazards[low] - hazards[low - 1]) / (ages[low] - ages[low - 1])
    return hazards[low - 1] + (age - ages[low - 1]) * rise


def age_at(ages: Floats, hazards: Floats, first: int, last: int, scale: float, hazard: float) -> float:
    """The least age in seconds at which the cumulative hazard reaches ``hazard``; ``NEVER`` if it does not."""
    if hazard <= hazards[first]:
        return scale * ages[first]
    low = first + 1
    high = last - 1
    while low < high:
        middle = (low + high) // 2
        if hazards[middle] >= hazard:
            high = middle
        else:
            low = middle + 1
    rise = hazards[low] - hazards[low - 1]
    if rise <= 0:
        return NEVER
    return scale * (ages[low - 1] + (hazard - hazards[low - 1]) * ((ages[low] - ages[low - 1]) / rise))


def risk_age(
    ages: Floats, hazards: Floats, first: int, last: int, scale: float, e: float, start: int,
    factor_times: Ints, factor_values: Floats, f_first: int, f_last: int,
) -> float:  # fmt: skip
    """The age in seconds at which the amount ``e`` of hazard is used up while dated factors multiply the hazard.

    Age is 0 at second ``start`` and runs with time.  Factor i holds from ``factor_times[i]`` on, 1 before the first.
    ``NEVER`` if the amount is never used up.
    """
    i = f_first
    factor = 1.0
    while i < f_last and factor_times[i] <= start:
        factor = factor_values[i]
        i += 1
    age = 0.0
    passed = hazard_at(ages, hazards, first, last, scale, 0.0)
    left = e
    while True:
        if factor > 0:
            found = age_at(ages, hazards, first, last, scale, passed + left / factor)
            if found < age:
                found = age
            if i >= f_last or found <= factor_times[i] - start:
                return found
        elif i >= f_last:
            return NEVER
        age = float(factor_times[i] - start)
        reached = hazard_at(ages, hazards, first, last, scale, age)
        left = left - factor * (reached - passed)
        if left < 0:
            left = 0.0
        passed = reached
        factor = factor_values[i]
        i += 1


def risk_used(
    ages: Floats, hazards: Floats, first: int, last: int, scale: float, age: float, start: int,
    factor_times: Ints, factor_values: Floats, f_first: int, f_last: int,
) -> float:  # fmt: skip
    """The amount of hazard used up at an age in seconds under the factors of :func:`risk_age`.

    Who has reached an age leaves at ``risk_age`` of this amount plus a fresh unit exponential.
    """
    i = f_first
    factor = 1.0
    while i < f_last and factor_times[i] <= start:
        factor = factor_values[i]
        i += 1
    passed = hazard_at(ages, hazards, first, last, scale, 0.0)
    used = 0.0
    while i < f_last and factor_times[i] - start < age:
        reached = hazard_at(ages, hazards, first, last, scale, float(factor_times[i] - start))
        used = used + factor * (reached - passed)
        passed = reached
        factor = factor_values[i]
        i += 1
    return used + factor * (hazard_at(ages, hazards, first, last, scale, age) - passed)


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
