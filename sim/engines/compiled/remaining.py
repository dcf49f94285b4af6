"""What is left of a stay for people who are inside at the start: conditional on the elapsed time (contract Q10)."""

from __future__ import annotations

from sim.engines.arithmetic import FAR
from sim.engines.compiled.chance import (
    HAZARD,
    MONTHS,
    NEVER,
    SEARCH,
    SECONDS,
    WORKING,
    arithmetic,
    day_table,
    end_of,
    law,
    quantile,
    round_half_up,
    uniform,
    unpaused_end,
    working_end,
)
from sim.engines.compiled.jit import Memory, beyond, kernel, reals
from sim.engines.compiled.layout import (
    DAYS,
    END_CODE,
    FACTOR_FIRST,
    FACTOR_LAST,
    FACTOR_TIME,
    FACTOR_VALUE,
    FIRST_DAY,
    FLOATS,
    HAZARD_AGE,
    HAZARD_CUMULATIVE,
    LENGTH_A,
    LENGTH_B,
    LENGTH_C,
    LENGTH_KIND,
    LENGTH_P,
    LENGTH_WIDTH,
    LENGTHS,
    NOW,
    PERSON_KEY,
    STEP_CALENDAR,
    STREAM_LENGTH,
    STREAM_SUCCESS,
    VISIT,
    WORKING_NUMBER,
)
from sim.scenario.schema import DAY

hazard_at, age_at, risk_age, risk_used = (arithmetic[name] for name in ("hazard_at", "age_at", "risk_age", "risk_used"))
HALVINGS = 52


@kernel
def remaining_end(memory: Memory, person: int, step: int, row: int, elapsed: int) -> int:
    """The end of a stay that began ``elapsed`` seconds ago and is still running; sets END_CODE (1 found, 2 not)."""
    stream, key, visit = memory[step + STREAM_LENGTH], memory[person + PERSON_KEY], memory[person + VISIT]
    length = memory[LENGTHS] + row * LENGTH_WIDTH
    if memory[length + LENGTH_KIND] != SEARCH:
        return conditional_end(memory, row, step, uniform(memory, stream, key, visit, 0), elapsed)
    searching = memory[length + LENGTH_A]
    success = reals(memory[FLOATS])[memory[LENGTH_P] + row]
    below = share_below(memory, memory[LENGTHS] + searching * LENGTH_WIDTH, elapsed)
    still = success * (1 - below)
    success = still / (still + (1 - success)) if still + (1 - success) > 0 else 0.0
    now = memory[NOW]
    limit = max(now, end_of(memory, memory[length + LENGTH_B], now - elapsed, step, stream, key, visit, 1, 1.0))
    memory[person + END_CODE] = 2
    if uniform(memory, memory[step + STREAM_SUCCESS], key, visit, 0) < success:
        found = conditional_end(memory, searching, step, uniform(memory, stream, key, visit, 0), elapsed)
        if found <= limit:
            memory[person + END_CODE] = 1
            return found
    return int(limit)


@kernel
def remaining_risk(memory: Memory, step: int, row: int, stream: int, key: int, visit: int, elapsed: int) -> int:
    return conditional_end(memory, row, step, uniform(memory, stream, key, visit, 0), elapsed)


@kernel
def conditional_end(memory: Memory, row: int, step: int, u: float, elapsed: int) -> int:
    """The end of a length that has lasted ``elapsed`` seconds already, for one uniform."""
    now = memory[NOW]
    length = memory[LENGTHS] + row * LENGTH_WIDTH
    kind = memory[length + LENGTH_KIND]
    if kind == SECONDS or kind == MONTHS or kind == WORKING:  # noqa: PLR1714
        return int(max(now, end_of(memory, row, now - elapsed, step, 0, 0, 0, 0, 1.0)))
    if kind == NEVER:
        return FAR
    if kind == HAZARD:
        left = remaining_hazard(memory, length, u, elapsed)
        return FAR if left >= FAR else unpaused_end(memory, step, now, left)
    working = memory[length + LENGTH_C] == 1
    passed = working_seconds(memory, step, elapsed) if working else elapsed
    below = share_below(memory, length, passed)
    left = max(0, law(memory, length, below + u * (1 - below)) - passed)
    if working:
        return working_end(memory, step, now, left)
    return unpaused_end(memory, step, now, left)


@kernel
def remaining_hazard(memory: Memory, length: int, u: float, elapsed: int) -> int:
    """Seconds left: the hazard used up so far plus a fresh unit exponential."""
    floats = reals(memory[FLOATS])
    ages, hazards = beyond(floats, memory[HAZARD_AGE]), beyond(floats, memory[HAZARD_CUMULATIVE])
    first, last = memory[length + LENGTH_A], memory[length + LENGTH_B]
    e = quantile(floats, 0, u)
    factor = memory[length + LENGTH_C]
    if factor < 0:
        age = age_at(ages, hazards, first, last, hazard_at(ages, hazards, first, last, float(elapsed)) + e)
    else:
        times, values = beyond(memory, memory[FACTOR_TIME]), beyond(floats, memory[FACTOR_VALUE])
        f_first, f_last = memory[memory[FACTOR_FIRST] + factor], memory[memory[FACTOR_LAST] + factor]
        start = memory[NOW] - elapsed
        used = risk_used(ages, hazards, first, last, float(elapsed), start, times, values, f_first, f_last)
        age = risk_age(ages, hazards, first, last, used + e, start, times, values, f_first, f_last)
    return FAR if age >= FAR else int(max(0, round_half_up(age) - elapsed))


@kernel
def share_below(memory: Memory, length: int, passed: int) -> float:
    """The share of a law's values that are at most ``passed``, by halving on the quantile table."""
    kind = memory[length + LENGTH_KIND]
    if kind == SECONDS or kind == MONTHS or kind == WORKING or kind == NEVER:  # noqa: PLR1714
        return 0.0
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if law(memory, length, middle) <= passed:
            low = middle
        else:
            high = middle
    return low


@kernel
def working_seconds(memory: Memory, step: int, elapsed: int) -> int:
    """Working time between ``elapsed`` seconds ago and now, in whole working days."""
    numbers = day_table(memory, memory[WORKING_NUMBER], memory[step + STEP_CALENDAR], memory[DAYS])
    begun = (memory[NOW] - elapsed) // DAY - memory[FIRST_DAY]
    today = memory[NOW] // DAY - memory[FIRST_DAY]
    return int(numbers[today] - numbers[max(0, begun)]) * DAY
