"""Lengths: drawn from their tables, and when they are over on a clock (contract R3, T2, T3)."""

from __future__ import annotations

from numba import carray

from sim.engines import arithmetic as laws
from sim.engines import calendar_time
from sim.engines.arithmetic import FAR
from sim.engines.compiled import layout as m
from sim.engines.compiled.chance import uniform, uniform_of
from sim.engines.compiled.parts import apart, kernel
from sim.kernels.copies import copies_of
from sim.kernels.jit import Memory, beyond, reals
from sim.model.quantiles import MAIN_CELLS
from sim.model.tables import LengthKind

arithmetic = copies_of([laws, calendar_time], kernel)
quantile, step_value, round_half_up = arithmetic["quantile"], arithmetic["step_value"], arithmetic["round_half_up"]
multiplier_at, age_at, risk_age = arithmetic["multiplier_at"], arithmetic["age_at"], arithmetic["risk_age"]
resume, unpaused, arrival_second = arithmetic["resume"], arithmetic["unpaused"], arithmetic["arrival_second"]
pure_worked_end = arithmetic["worked_end"]
pure_working_end, month_end = arithmetic["working_end"], arithmetic["month_end"]

SECONDS, MONTHS, WORKING = LengthKind.SECONDS.value, LengthKind.MONTHS.value, LengthKind.WORKING.value
QUANTILE, STEPS, HAZARD = LengthKind.QUANTILE.value, LengthKind.STEPS.value, LengthKind.HAZARD.value
SEARCH, NEVER, NEXT = LengthKind.SEARCH.value, LengthKind.NEVER.value, LengthKind.NEXT.value
NO_STEP = 0
"""The word number that stands for "no step": the plain calendar."""

CELL_SHIFT = 52 - (MAIN_CELLS.bit_length() - 1)
HALVES_END = 2.0**51


@kernel
def rounded(x: float) -> int:
    """``round_half_up``, faster: from a half on, adding a half changes no whole part while there are binary places."""
    if 0.5 <= x < HALVES_END:
        return int(x + 0.5)
    return int(round_half_up(x))


@kernel
def seconds_at(memory: Memory, row: int, bits: int) -> int:
    """``law`` of a quantile table for a draw: the cell is the upper bits themselves, but for the refined tails."""
    floats = reals(memory[m.FLOATS])
    length = memory[m.LENGTHS] + row * m.LENGTH_WIDTH
    table, scale = memory[length + m.LENGTH_A], floats[memory[length + m.LENGTH_SCALE]]
    u = uniform_of(bits)
    cell = bits >> CELL_SHIFT
    if 0 < cell < MAIN_CELLS - 1:
        low, high = floats[table + cell], floats[table + cell + 1]
        return rounded(scale * (low + (u * MAIN_CELLS - cell) * (high - low)))
    return rounded(scale * quantile(floats, table, u))


@kernel
def is_fixed(kind: int) -> bool:
    """Whether a length needs no draw: the kinds SECONDS, MONTHS and WORKING come first."""
    return kind <= WORKING


@kernel
def amount(memory: Memory, row: int, stream: int, owner: int, visit: int, index: int) -> int:
    """A count, a number in millionths, or a length of plain seconds."""
    length = memory[m.LENGTHS] + row * m.LENGTH_WIDTH
    if memory[length + m.LENGTH_KIND] == SECONDS:
        seconds: int = memory[length + m.LENGTH_A]
        return seconds
    return law(memory, length, uniform(memory, stream, owner, visit, index))


@kernel
def law(memory: Memory, length: int, u: float) -> int:
    """The rounded value of a law without calendar for one uniform."""
    floats = reals(memory[m.FLOATS])
    kind, scale = memory[length + m.LENGTH_KIND], floats[memory[length + m.LENGTH_SCALE]]
    if kind == QUANTILE:
        return int(rounded(scale * quantile(floats, memory[length + m.LENGTH_A], u)))
    if kind == STEPS:
        first, last = memory[length + m.LENGTH_A], memory[length + m.LENGTH_B]
        cumulative, values = beyond(floats, memory[m.ATOM_CUMULATIVE]), beyond(floats, memory[m.ATOM_VALUE])
        return int(rounded(scale * step_value(cumulative, values, first, last, u)))
    if kind == HAZARD:
        e = quantile(floats, 0, u)
        ages, hazards = beyond(floats, memory[m.HAZARD_AGE]), beyond(floats, memory[m.HAZARD_CUMULATIVE])
        return int(rounded(age_at(ages, hazards, memory[length + m.LENGTH_A], memory[length + m.LENGTH_B], scale, e)))
    if kind == SECONDS:
        seconds: int = memory[length + m.LENGTH_A]
        return seconds
    return FAR


@kernel
def day_table(memory: Memory, section: int, row: int, count: int) -> Memory:
    """One row of a table by day as an array that knows its length."""
    return carray(beyond(memory, section + row * count), (count,))


@kernel
def unpaused_end(memory: Memory, step: int, start: int, work: int) -> int:
    """The end of so much work on the clock of a step."""
    first, last = memory[step + m.PAUSE_FIRST], memory[step + m.PAUSE_LAST]
    if first == last:
        return start + work
    return int(
        resume(beyond(memory, memory[m.PAUSE_START]), beyond(memory, memory[m.PAUSE_END]), first, last, start, work)
    )


@kernel
def stage_clock(memory: Memory, step: int, time: int) -> int:
    """``time`` less all pauses of the stage before it; the factors on its hazards are dated on this clock."""
    if step == NO_STEP:
        return time
    starts, ends = beyond(memory, memory[m.PAUSE_START]), beyond(memory, memory[m.PAUSE_END])
    return int(unpaused(starts, ends, memory[step + m.PAUSE_FIRST], memory[step + m.PAUSE_LAST], time))


@kernel
def worked_end(memory: Memory, start: int, work: int) -> int:
    """When so much time of working days has passed."""
    days = day_table(memory, memory[m.WORKING_DAY], 0, memory[m.DAYS])
    numbers = day_table(memory, memory[m.WORKING_NUMBER], 0, memory[m.DAYS])
    return int(pure_worked_end(days, numbers, memory[m.FIRST_DAY], start, work))


@kernel
def working_end(memory: Memory, step: int, start: int, work: int) -> int:
    calendar = 0 if step == NO_STEP else memory[step + m.STEP_CALENDAR]
    days = day_table(memory, memory[m.WORKING_DAY], calendar, memory[m.DAYS])
    numbers = day_table(memory, memory[m.WORKING_NUMBER], calendar, memory[m.DAYS])
    return int(pure_working_end(days, numbers, memory[m.FIRST_DAY], start, work))


@kernel
def factored(memory: Memory, length: int, u: float, start: int) -> int:
    """Seconds until one unit exponential is used up along the segments of the dated factors."""
    apart()
    floats = reals(memory[m.FLOATS])
    factor = memory[length + m.LENGTH_C]
    age = risk_age(
        beyond(floats, memory[m.HAZARD_AGE]),
        beyond(floats, memory[m.HAZARD_CUMULATIVE]),
        memory[length + m.LENGTH_A],
        memory[length + m.LENGTH_B],
        floats[memory[length + m.LENGTH_SCALE]],
        quantile(floats, 0, u),
        start,
        beyond(memory, memory[m.FACTOR_TIME]),
        beyond(floats, memory[m.FACTOR_VALUE]),
        memory[memory[m.FACTOR_FIRST] + factor],
        memory[memory[m.FACTOR_LAST] + factor],
    )
    return FAR if age >= FAR else int(rounded(age))


@kernel
def end_of(
    memory: Memory, row: int, start: int, step: int, stream: int, owner: int, visit: int, index: int, scale: float
) -> int:
    """When a length that begins at ``start`` is over, on the clock of the step's record or the plain calendar."""
    length = memory[m.LENGTHS] + row * m.LENGTH_WIDTH
    kind = memory[length + m.LENGTH_KIND]
    if not is_fixed(kind):
        u = uniform(memory, stream, owner, visit, index)
        if kind == HAZARD and memory[length + m.LENGTH_C] >= 0:
            work = factored(memory, length, u, stage_clock(memory, step, start))
        else:
            work = law(memory, length, u)
        if work >= FAR:
            return FAR
        if scale != 1.0:
            work = int(rounded(work * scale))
        if kind != HAZARD and memory[length + m.LENGTH_C] == 1:
            return working_end(memory, step, start, work)
    elif kind == MONTHS:
        days = day_table(memory, memory[m.MONTH_DAYS], memory[length + m.LENGTH_A], memory[m.DAYS])
        work = month_end(days, memory[m.FIRST_DAY], start) - start
        if scale != 1.0:
            work = int(rounded(work * scale))
    else:
        work = memory[length + m.LENGTH_A]
        if scale != 1.0:
            work = int(rounded(work * scale))
        if kind == WORKING:
            return working_end(memory, step, start, work)
    if step == NO_STEP:
        return start + work
    return unpaused_end(memory, step, start, work)


@kernel
def multiplier(memory: Memory, factor: int, time: int) -> float:
    """A dated multiplier at a time."""
    return float(
        multiplier_at(
            beyond(memory, memory[m.FACTOR_TIME]),
            beyond(reals(memory[m.FLOATS]), memory[m.FACTOR_VALUE]),
            memory[memory[m.FACTOR_FIRST] + factor],
            memory[memory[m.FACTOR_LAST] + factor],
            time,
        )
    )
