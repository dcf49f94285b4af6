"""Resources, sessions of gates, tokens and staff work.

Levels of a resource follow from the CLAIM, RELEASE, TURNED and CAPACITY rows alone.  At every moment
used + turnaround + free = max(capacity, used + turnaround) (contract Q4).
"""

from __future__ import annotations

from sim.log.codes import (
    CLAIM,
    NOT_HELD,
    OTHERS,
    RELEASE,
    SEATS,
    TOKEN_EXPIRED,
    TOKEN_IN,
    TOKEN_TAKEN,
    TURNED,
    WORK_DONE,
    WORK_DROPPED,
    WORK_START,
)
from sim.log.codes import HELD as SESSION_HELD
from sim.measures.digest.basics import add_seconds, cell, slice_of
from sim.measures.digest.layout import (
    BACKFILLED,
    BEGUN,
    BLOCKED,
    BUSY,
    CANCELLED,
    CAPACITY,
    CAPACITY_NOW,
    CLAIMED,
    CUTS,
    DROPPED,
    EMPTY_IN_LINE,
    EXPIRED,
    FREE,
    GATE_CELLS,
    GATE_LINE,
    GATE_WIDTH,
    GATES,
    HELD,
    LINE,
    LINE_SINCE,
    LOST,
    NOW,
    OF_GATE,
    OF_POOL,
    OF_RESOURCE,
    OF_TASK,
    OPEN_SECONDS,
    OTHERS_HELD,
    OWN_PEOPLE,
    POOL_CELLS,
    POOL_OPEN,
    POOL_SINCE,
    POOL_WIDTH,
    POOLS,
    RESOURCE_CELLS,
    RESOURCE_WIDTH,
    RESOURCES,
    SEATS_HELD,
    SESSION_GATE,
    SESSION_OTHERS,
    SESSION_READY,
    SESSION_SEATS,
    SESSIONS,
    SINCE,
    SLICE,
    SLICES,
    STEP_WIDTH,
    STEPS,
    TAKEN,
    TASK_CELLS,
    TOKENS_IN,
    TOO_FEW,
    TRACKED,
    TURNAROUND,
    TURNING,
    TURNS,
    USED,
    USED_FIRST,
    USED_LAST,
    WORK_SECONDS,
    WORK_WAIT_SECONDS,
    Memory,
)

# --- resources -------------------------------------------------------------------------------------------------------


def count_units(memory: Memory, code: int, resource: int, value: int) -> None:
    """A CLAIM, RELEASE, TURNED or CAPACITY row."""
    record = memory[RESOURCES] + resource * RESOURCE_WIDTH
    if code == CLAIM:
        memory[cell(memory, RESOURCE_CELLS, OF_RESOURCE, resource, memory[SLICE]) + CLAIMED] += value
        change_level(memory, resource, USED, value)
    elif code == RELEASE:
        change_level(memory, resource, USED, -value)
        change_level(memory, resource, TURNING, value * memory[record + TURNS])
    elif code == TURNED:
        change_level(memory, resource, TURNING, -value * memory[record + TURNS])
    else:
        change_level(memory, resource, CAPACITY_NOW, value - memory[record + CAPACITY_NOW])


def change_level(memory: Memory, resource: int, level: int, change: int) -> None:
    """One of the levels of a resource changes now; the time since the last change is counted at the old levels."""
    record = memory[RESOURCES] + resource * RESOURCE_WIDTH
    if memory[record + TRACKED] == 1:
        if memory[record + SINCE] < memory[NOW]:
            count_levels(memory, resource, record)
        memory[record + level] += change


def change_line(memory: Memory, resource: int, change: int) -> None:
    """One person more or less in line for a resource: counts only if it is the first one or the last one."""
    record = memory[RESOURCES] + resource * RESOURCE_WIDTH
    if memory[record + TRACKED] == 1:
        before = memory[record + LINE]
        if before == 0:
            memory[record + LINE_SINCE] = memory[NOW]
        elif before + change == 0 and memory[record + LINE_SINCE] < memory[NOW]:
            count_levels(memory, resource, record)
        memory[record + LINE] = before + change


def count_levels(memory: Memory, resource: int, record: int) -> None:
    """Unit-seconds since the last change."""
    now = memory[NOW]
    if memory[record + LINE] == 0:
        add_levels(memory, resource, record, now, 0)
    else:
        add_levels(memory, resource, record, memory[record + LINE_SINCE], 0)
        add_levels(memory, resource, record, now, 1)


def add_levels(memory: Memory, resource: int, record: int, end: int, in_line: int) -> None:
    """Unit-seconds up to a time, at which somebody is in line (1) or nobody."""
    used, turning, capacity = memory[record + USED], memory[record + TURNING], memory[record + CAPACITY_NOW]
    free = max(capacity - used - turning, 0)
    start = memory[record + SINCE]
    place = slice_of(memory, start)
    while start < end:
        until = end
        if place <= memory[SLICES]:
            until = min(until, memory[memory[CUTS] + place])
        seconds = until - start
        here = cell(memory, RESOURCE_CELLS, OF_RESOURCE, resource, place)
        memory[here + BUSY] += used * seconds
        memory[here + TURNAROUND] += turning * seconds
        memory[here + CAPACITY] += capacity * seconds
        memory[here + FREE] += free * seconds
        memory[here + BLOCKED] += free * seconds * in_line
        start = until
        place += 1
    memory[record + SINCE] = start


def change_lines(memory: Memory, step: int, change: int) -> None:
    """One person more or less in line for every resource that the stage uses."""
    record = memory[STEPS] + step * STEP_WIDTH
    for place in range(memory[record + USED_FIRST], memory[record + USED_LAST]):
        change_line(memory, memory[place], change)


# --- sessions --------------------------------------------------------------------------------------------------------


def change_gate_line(memory: Memory, gate: int, change: int) -> None:
    """One person more or less in line for the sessions of a gate."""
    memory[memory[GATES] + gate * GATE_WIDTH + GATE_LINE] += change


def count_session(memory: Memory, code: int, gate: int, value: int) -> None:
    """A row of a session: SEATS begins it, OTHERS and one of HELD, NOT_HELD, CANCELLED follow."""
    if code == SEATS:
        memory[SESSION_GATE], memory[SESSION_SEATS], memory[SESSION_OTHERS] = gate, value, 0
        memory[SESSION_READY] = memory[memory[GATES] + gate * GATE_WIDTH + GATE_LINE]
        memory[cell(memory, GATE_CELLS, OF_GATE, gate, memory[SLICE]) + SESSIONS] += 1
    elif code == OTHERS:
        memory[SESSION_OTHERS] = value
    elif code == SESSION_HELD:
        _held(memory, memory[SESSION_GATE], value)
    elif code == NOT_HELD:
        memory[cell(memory, GATE_CELLS, OF_GATE, memory[SESSION_GATE], memory[SLICE]) + TOO_FEW] += 1
    else:
        memory[cell(memory, GATE_CELLS, OF_GATE, memory[SESSION_GATE], memory[SLICE]) + CANCELLED] += 1


def _held(memory: Memory, gate: int, people: int) -> None:
    here = cell(memory, GATE_CELLS, OF_GATE, gate, memory[SLICE])
    seats, others = memory[SESSION_SEATS], memory[SESSION_OTHERS]
    left_in_line = max(memory[SESSION_READY] - people, 0)
    memory[here + HELD] += 1
    memory[here + OWN_PEOPLE] += people
    memory[here + SEATS_HELD] += seats
    memory[here + OTHERS_HELD] += others
    memory[here + EMPTY_IN_LINE] += min(left_in_line, max(seats - others - people, 0))


def count_backfill(memory: Memory, gate: int) -> None:
    memory[cell(memory, GATE_CELLS, OF_GATE, gate, memory[SLICE]) + BACKFILLED] += 1


# --- tokens ----------------------------------------------------------------------------------------------------------


def count_token(memory: Memory, code: int, pool: int) -> None:
    """A TOKEN_ row."""
    counter = LOST
    if code == TOKEN_IN:
        counter = TOKENS_IN
    elif code == TOKEN_TAKEN:
        counter = TAKEN
    elif code == TOKEN_EXPIRED:
        counter = EXPIRED
    count_open(memory, pool)
    memory[memory[POOLS] + pool * POOL_WIDTH + POOL_OPEN] += 1 if code == TOKEN_IN else -1
    memory[cell(memory, POOL_CELLS, OF_POOL, pool, memory[SLICE]) + counter] += 1


def count_open(memory: Memory, pool: int) -> None:
    """Token-seconds since the last change."""
    record = memory[POOLS] + pool * POOL_WIDTH
    into = cell(memory, POOL_CELLS, OF_POOL, pool, 0) + OPEN_SECONDS
    add_seconds(memory, into, OF_POOL, memory[record + POOL_SINCE], memory[NOW], memory[record + POOL_OPEN])
    memory[record + POOL_SINCE] = memory[NOW]


# --- work ------------------------------------------------------------------------------------------------------------


def count_work(memory: Memory, code: int, task: int, value: int) -> None:
    """WORK_DONE by the time of the row, WORK_START by the time at which the work fell due."""
    here = cell(memory, TASK_CELLS, OF_TASK, task, memory[SLICE])
    if code == WORK_DONE:
        memory[here + WORK_SECONDS] += value
    elif code == WORK_START:
        due = cell(memory, TASK_CELLS, OF_TASK, task, slice_of(memory, memory[NOW] - value))
        memory[due + BEGUN] += 1
        memory[due + WORK_WAIT_SECONDS] += value
    elif code == WORK_DROPPED:
        memory[here + DROPPED] += 1
