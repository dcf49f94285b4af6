"""The stay in a stage: its end is computed once, on entry, with the earliest of end and risks (contract T3, S3)."""

from __future__ import annotations

from sim.engines.arithmetic import FAR
from sim.engines.compiled import layout as m
from sim.engines.compiled import rows
from sim.engines.compiled.chance import later_bits, next_date, pick, share, uniform
from sim.engines.compiled.heaps import schedule
from sim.engines.compiled.lengths import NEVER, NEXT, SEARCH, end_of, multiplier, seconds_at
from sim.engines.compiled.parts import apart, kernel
from sim.engines.compiled.places import WHAT_BITS
from sim.engines.compiled.properties import limit_time, update
from sim.engines.compiled.residual_life import remaining_end, remaining_risk
from sim.engines.compiled.staff_work import begin_work
from sim.engines.compiled.tokens import enlist
from sim.engines.order import Phase
from sim.kernels.jit import Memory, reals
from sim.log import codes

LEAVE = Phase.LEAVE.value
PLAIN, FOUND, NOT_FOUND = 0, 1, 2
VERSION_BITS = 24
"""A stay's end remembers the lowest bits of the number of the stay, and is ignored when another one has begun."""


@kernel
def version(number: int) -> int:
    return number & ((1 << VERSION_BITS) - 1)


@kernel
def person_item(person: int, number: int, kind: int) -> int:
    """The last word of an item of a person that holds for one stay or one turn in line."""
    return (((person << VERSION_BITS) + version(number)) << WHAT_BITS) + kind


@kernel
def _take_meanwhile(memory: Memory, person: int, step: int) -> None:
    takes = memory[m.MEANWHILES] + pick(memory, person, memory[step + m.STEP_MEANWHILE]) * m.MEANWHILE_LIST_WIDTH
    memory[person + m.TAKES] = takes
    for row in range(memory[takes + m.MEANWHILE_FIRST], memory[takes + m.MEANWHILE_LAST], m.MEANWHILE_WIDTH):
        enlist(memory, person, memory[row + m.MEANWHILE_POOL])
        memory[m.ASKED_MATCH] = 1


@kernel
def _search_end(memory: Memory, person: int, step: int) -> int:
    """The end of a search that is the same for everybody: by a quantile table with a fixed limit."""
    now, floats = memory[m.NOW], reals(memory[m.FLOATS])
    key, visit = memory[person + m.PERSON_KEY], memory[person + m.VISIT]
    limit = now + memory[step + m.ONLY_LIMIT]
    success = floats[memory[m.LENGTH_P] + memory[step + m.STEP_LENGTH]]
    if success >= 1.0 or uniform(memory, memory[step + m.STREAM_SUCCESS], key, visit, 0) < success:
        bits = later_bits(memory[step + m.LENGTH_KEY], key, visit, 0)
        found = now + seconds_at(memory, memory[step + m.ONLY_SEARCH], bits)
        if found <= limit:
            memory[person + m.END_CODE] = FOUND
            return int(found)
    memory[person + m.END_CODE] = NOT_FOUND
    return int(limit)


@kernel
def _general_end(memory: Memory, person: int, step: int, elapsed: int) -> int:
    """The same for any length: it may depend on the person, stand still with the clock, or have begun before."""
    apart()
    row = pick(memory, person, memory[step + m.STEP_LENGTH])
    if elapsed != 0:
        return remaining_end(memory, person, step, row, elapsed)
    now, stream = memory[m.NOW], memory[step + m.STREAM_LENGTH]
    key, visit = memory[person + m.PERSON_KEY], memory[person + m.VISIT]
    scale = 1.0
    if memory[step + m.STEP_LENGTH_FACTOR] >= 0:
        scale = multiplier(memory, memory[step + m.STEP_LENGTH_FACTOR], now)
    length = memory[m.LENGTHS] + row * m.LENGTH_WIDTH
    if memory[length + m.LENGTH_KIND] != SEARCH:
        return end_of(memory, row, now, step, stream, key, visit, 0, scale)
    limit = end_of(memory, memory[length + m.LENGTH_B], now, step, stream, key, visit, 1, 1.0)
    success = reals(memory[m.FLOATS])[memory[m.LENGTH_P] + row]
    if success >= 1.0 or uniform(memory, memory[step + m.STREAM_SUCCESS], key, visit, 0) < success:
        found = end_of(memory, memory[length + m.LENGTH_A], now, step, stream, key, visit, 0, scale)
        if found <= limit:
            memory[person + m.END_CODE] = FOUND
            return found
    memory[person + m.END_CODE] = NOT_FOUND
    return limit


@kernel
def _stay_end(memory: Memory, person: int, step: int, elapsed: int) -> int:
    """The planned end; END_CODE says which: PLAIN, FOUND or NOT_FOUND."""
    memory[person + m.END_CODE] = PLAIN
    if elapsed == 0:
        if memory[step + m.ONLY_SECONDS] >= 0:
            return int(memory[m.NOW] + memory[step + m.ONLY_SECONDS])
        if memory[step + m.ONLY_LAW] >= 0:
            bits = later_bits(memory[step + m.LENGTH_KEY], memory[person + m.PERSON_KEY], memory[person + m.VISIT], 0)
            return int(memory[m.NOW] + seconds_at(memory, memory[step + m.ONLY_LAW], bits))
        if memory[step + m.ONLY_LIMIT] >= 0:
            return _search_end(memory, person, step)
    return _general_end(memory, person, step, elapsed)


@kernel
def _risk_time(memory: Memory, person: int, step: int, risk: int, elapsed: int) -> int:
    """When a risk strikes: afresh at each entry, on the stage's clock."""
    if memory[risk + m.RISK_SINCE] >= 0:
        return limit_time(memory, person, risk)
    row = pick(memory, person, memory[risk + m.RISK_LENGTH])
    kind = memory[memory[m.LENGTHS] + row * m.LENGTH_WIDTH + m.LENGTH_KIND]
    if kind == NEVER:
        return FAR
    if kind == NEXT:
        return next_date(memory, memory[memory[m.LENGTHS] + row * m.LENGTH_WIDTH + m.LENGTH_A], memory[m.NOW])
    stream, key, visit = memory[risk + m.RISK_STREAM], memory[person + m.PERSON_KEY], memory[person + m.VISIT]
    if elapsed != 0:
        return remaining_risk(memory, step, row, stream, key, visit, elapsed)
    return end_of(memory, row, memory[m.NOW], step, stream, key, visit, 0, 1.0)


@kernel
def _with_risks(memory: Memory, person: int, step: int, elapsed: int, end: int) -> None:
    """The rest of the beginning where a risk may strike before the end, work falls due or tokens are taken."""
    apart()
    number = memory[person + m.NUMBER]
    when, kind = end, m.STAY_ENDS
    for risk in range(memory[step + m.STEP_RISK_FIRST], memory[step + m.STEP_RISK_LAST], m.RISK_WIDTH):
        strikes = _risk_time(memory, person, step, risk, elapsed)
        if strikes < when:
            when, kind = strikes, m.RISK_STRIKES
            memory[person + m.OUTCOME] = risk
    if (
        memory[step + m.STEP_WORK_FIRST] < memory[step + m.STEP_WORK_LAST]
        or memory[step + m.STEP_FOLLOW_FIRST] < memory[step + m.STEP_FOLLOW_LAST]
    ):
        begin_work(memory, person, step, end)
    if memory[step + m.STEP_MEANWHILE] != -1:
        _take_meanwhile(memory, person, step)
    schedule(memory, when, LEAVE, number, 0, person_item(person, memory[person + m.STAY], kind))


@kernel
def _target_after(memory: Memory, person: int, step: int) -> int:
    """Where the person goes when the stay ends, -1 if the route depends on the time or the person.

    Drawn here and not at the end, so that the end of a stay waits for no draw.
    """
    target = -1
    if memory[person + m.END_CODE] != PLAIN:
        target = memory[step + (m.STEP_FOUND if memory[person + m.END_CODE] == FOUND else m.STEP_NOT_FOUND)]
    if target < 0:
        target = memory[step + m.ONLY_NEXT]
    if target < 0 and memory[step + m.ONLY_SHARE] >= 0:
        bits = later_bits(memory[step + m.ROUTE_KEY], memory[person + m.PERSON_KEY], memory[person + m.VISIT], 0)
        target = share(memory, memory[step + m.ONLY_SHARE], bits)
    return target


@kernel
def begin_stay(memory: Memory, person: int, step: int, elapsed: int) -> None:
    """Start the stay; pending is its end or the first risk to strike."""
    now, number = memory[m.NOW], memory[person + m.NUMBER]
    memory[person + m.STATE] = m.STAYING
    memory[person + m.ENTERED] = now - elapsed
    memory[person + m.STAY] += 1
    rows.write(memory, number, codes.START, memory[person + m.STEP], memory[person + m.VISIT], rows.NOTHING, elapsed)
    if memory[step + m.STEP_BEGUN_FIRST] < memory[step + m.STEP_BEGUN_LAST]:
        begun = memory[step + m.STEP_BEGUN_FIRST]
        update(memory, person, begun, memory[step + m.STEP_BEGUN_LAST], memory[person + m.ENTERED])
    end = _stay_end(memory, person, step, elapsed)
    memory[person + m.PLANNED] = _target_after(memory, person, step)
    if memory[step + m.IS_SIMPLE] != 0:
        schedule(memory, end, LEAVE, number, 0, person_item(person, memory[person + m.STAY], m.STAY_ENDS))
    else:
        _with_risks(memory, person, step, elapsed, end)


@kernel
def _set_up(memory: Memory, person: int, step: int) -> bool:
    """Begin the set-up before the first stay (contract Q11); False if it takes no time."""
    apart()
    now, number = memory[m.NOW], memory[person + m.NUMBER]
    key, visit = memory[person + m.PERSON_KEY], memory[person + m.VISIT]
    row = pick(memory, person, memory[step + m.STEP_SETUP])
    end = end_of(memory, row, now, step, memory[step + m.STREAM_SETUP], key, visit, 0, 1.0)
    if end <= now:
        return False
    memory[person + m.STATE] = m.SETTING_UP
    memory[person + m.ENTERED] = now
    rows.write(memory, number, codes.SETUP, memory[person + m.STEP], visit, rows.NOTHING, end - now)
    schedule(memory, end, LEAVE, number, 0, person_item(person, 0, m.SETUP_ENDS))
    return True


@kernel
def enter_stage(memory: Memory, person: int, step: int, inside: bool, elapsed: int) -> None:
    """Set-up, if there is any on the first visit, and then the stay."""
    memory[step + m.INSIDE] += 1
    if (
        memory[step + m.STEP_SETUP] != -1
        and not inside
        and memory[person + m.VISIT] <= 1
        and _set_up(memory, person, step)
    ):
        return
    begin_stay(memory, person, step, elapsed)
