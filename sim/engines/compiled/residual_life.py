"""What is left of a stay, or of somebody's patience, at the start: conditional on the elapsed time (contract Q10)."""

from __future__ import annotations

from sim.engines.arithmetic import FAR
from sim.engines.compiled import layout as m
from sim.engines.compiled.chance import uniform
from sim.engines.compiled.lengths import (
    HAZARD,
    NEVER,
    NO_STEP,
    SEARCH,
    arithmetic,
    day_table,
    end_of,
    is_fixed,
    law,
    quantile,
    round_half_up,
    stage_clock,
    unpaused_end,
    working_end,
)
from sim.engines.compiled.parts import apart, kernel
from sim.kernels.jit import Memory, beyond, reals
from sim.scenario.schema import DAY

hazard_at, age_at, risk_age, risk_used = (arithmetic[name] for name in ("hazard_at", "age_at", "risk_age", "risk_used"))
HALVINGS = 52


@kernel
def share_below(memory: Memory, length: int, passed: int) -> float:
    """The share of a law's values that are at most ``passed``, by halving on the quantile table."""
    kind = memory[length + m.LENGTH_KIND]
    if is_fixed(kind) or kind == NEVER:
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
    calendar = 0 if step == NO_STEP else memory[step + m.STEP_CALENDAR]
    numbers = day_table(memory, memory[m.WORKING_NUMBER], calendar, memory[m.DAYS])
    begun = (memory[m.NOW] - elapsed) // DAY - memory[m.FIRST_DAY]
    today = memory[m.NOW] // DAY - memory[m.FIRST_DAY]
    return int(numbers[today] - numbers[max(0, begun)]) * DAY


@kernel
def remaining_law(memory: Memory, length: int, u: float, passed: int) -> int:
    """Seconds left of a law whose value is known to be more than ``passed``."""
    below = share_below(memory, length, passed)
    return int(max(0, law(memory, length, below + u * (1 - below)) - passed))


@kernel
def remaining_hazard(memory: Memory, length: int, u: float, begun: int, passed: int) -> int:
    """Seconds left: the hazard used up so far plus a fresh unit exponential; all on the stage's clock."""
    floats = reals(memory[m.FLOATS])
    ages, hazards = beyond(floats, memory[m.HAZARD_AGE]), beyond(floats, memory[m.HAZARD_CUMULATIVE])
    first, last, scale = (
        memory[length + m.LENGTH_A],
        memory[length + m.LENGTH_B],
        floats[memory[length + m.LENGTH_SCALE]],
    )
    e = quantile(floats, 0, u)
    factor = memory[length + m.LENGTH_C]
    if factor < 0:
        used = hazard_at(ages, hazards, first, last, scale, float(passed))
        age = age_at(ages, hazards, first, last, scale, used + e)
    else:
        times, values = beyond(memory, memory[m.FACTOR_TIME]), beyond(floats, memory[m.FACTOR_VALUE])
        f_first, f_last = memory[memory[m.FACTOR_FIRST] + factor], memory[memory[m.FACTOR_LAST] + factor]
        used = risk_used(ages, hazards, first, last, scale, float(passed), begun, times, values, f_first, f_last)
        age = risk_age(ages, hazards, first, last, scale, used + e, begun, times, values, f_first, f_last)
    return FAR if age >= FAR else int(max(0, round_half_up(age) - passed))


@kernel
def conditional_end(memory: Memory, row: int, step: int, u: float, elapsed: int) -> int:
    """The end of a length that has lasted ``elapsed`` seconds already, for one uniform (NO_STEP: on the calendar)."""
    now = memory[m.NOW]
    length = memory[m.LENGTHS] + row * m.LENGTH_WIDTH
    kind = memory[length + m.LENGTH_KIND]
    if is_fixed(kind):
        return int(max(now, end_of(memory, row, now - elapsed, step, 0, 0, 0, 0, 1.0)))
    if kind == NEVER:
        return FAR
    begun = stage_clock(memory, step, now - elapsed)
    passed = stage_clock(memory, step, now) - begun
    if kind == HAZARD:
        left = remaining_hazard(memory, length, u, begun, passed)
    elif memory[length + m.LENGTH_C] == 1:
        left = remaining_law(memory, length, u, working_seconds(memory, step, elapsed))
        return working_end(memory, step, now, left)
    else:
        left = remaining_law(memory, length, u, passed)
    if left >= FAR or step == NO_STEP:
        return FAR if left >= FAR else int(now + left)
    return unpaused_end(memory, step, now, left)


@kernel
def remaining_end(memory: Memory, person: int, step: int, row: int, elapsed: int) -> int:
    """The end of a stay that began ``elapsed`` seconds ago and is still running; sets END_CODE (1 found, 2 not)."""
    apart()
    stream, key, visit = memory[step + m.STREAM_LENGTH], memory[person + m.PERSON_KEY], memory[person + m.VISIT]
    length = memory[m.LENGTHS] + row * m.LENGTH_WIDTH
    if memory[length + m.LENGTH_KIND] != SEARCH:
        return conditional_end(memory, row, step, uniform(memory, stream, key, visit, 0), elapsed)
    searching = memory[length + m.LENGTH_A]
    success = reals(memory[m.FLOATS])[memory[m.LENGTH_P] + row]
    below = share_below(memory, memory[m.LENGTHS] + searching * m.LENGTH_WIDTH, elapsed)
    still = success * (1 - below)
    success = still / (still + (1 - success)) if still + (1 - success) > 0 else 0.0
    now = memory[m.NOW]
    limit = max(now, end_of(memory, memory[length + m.LENGTH_B], now - elapsed, step, stream, key, visit, 1, 1.0))
    memory[person + m.END_CODE] = 2
    if uniform(memory, memory[step + m.STREAM_SUCCESS], key, visit, 0) < success:
        found = conditional_end(memory, searching, step, uniform(memory, stream, key, visit, 0), elapsed)
        if found <= limit:
            memory[person + m.END_CODE] = 1
            return found
    return int(limit)


@kernel
def remaining_patience(memory: Memory, person: int, step: int, row: int, waited: int) -> int:
    """When somebody who has waited so long gives up; who is in line at the start is still patient."""
    apart()
    key, visit = memory[person + m.PERSON_KEY], memory[person + m.VISIT]
    u = uniform(memory, memory[step + m.STREAM_PATIENCE], key, visit, 0)
    return conditional_end(memory, row, NO_STEP, u, waited)


@kernel
def remaining_risk(memory: Memory, step: int, row: int, stream: int, key: int, visit: int, elapsed: int) -> int:
    apart()
    return conditional_end(memory, row, step, uniform(memory, stream, key, visit, 0), elapsed)
