"""What is computed of laws, rates and hazards while a run is under way, once for both engines.

The functions use a part of Python that means the same to the interpreter (on lists, ints and floats) and to a compiler
(on int64 and float64 arrays): + - * / // %, comparisons, int(), loops, and calls of one another.  No exp, no log, no
exceptions; so both give the same bits (contract R3).  ``sim.kernels.copies`` makes the compiled copies.

Many tables live in one array: ``first`` and ``last`` bound the entries of one table, half open [first, last).  Times
are seconds from the start of the run; calendars, pauses and hours are in :mod:`sim.engines.calendar_time`.
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
