"""Resources, sessions of gates, tokens and staff work.

Levels of a resource follow from the CLAIM, RELEASE, TURNED and CAPACITY rows alone.  At every moment
used + turnaround + free = max(capacity, used + turnaround) (contract Q4).
"""

from __future__ import annotations

from sim.log import codes
from sim.measures.digest import layout as m
from sim.measures.digest.basics import add_seconds, cell, slice_of
from sim.measures.digest.layout import Memory

# --- resources -------------------------------------------------------------------------------------------------------


def count_units(memory: Memory, code: int, resource: int, value: int) -> None:
    """A CLAIM, RELEASE, TURNED or CAPACITY row."""
    record = memory[m.RESOURCES] + resource * m.RESOURCE_WIDTH
    if code == codes.CLAIM:
        memory[cell(memory, m.RESOURCE_CELLS, m.OF_RESOURCE, resource, memory[m.SLICE]) + m.CLAIMED] += value
        change_level(memory, resource, m.USED, value)
    elif code == codes.RELEASE:
        change_level(memory, resource, m.USED, -value)
        change_level(memory, resource, m.TURNING, value * memory[record + m.TURNS])
    elif code == codes.TURNED:
        change_level(memory, resource, m.TURNING, -value * memory[record + m.TURNS])
    else:
        change_level(memory, resource, m.CAPACITY_NOW, value - memory[record + m.CAPACITY_NOW])


def change_level(memory: Memory, resource: int, level: int, change: int) -> None:
    """One of the levels of a resource changes now; the time since the last change is counted at the old levels."""
    record = memory[m.RESOURCES] + resource * m.RESOURCE_WIDTH
    if memory[record + m.TRACKED] == 1:
        if memory[record + m.SINCE] < memory[m.NOW]:
            count_levels(memory, resource, record)
        memory[record + level] += change


def change_line(memory: Memory, resource: int, change: int) -> None:
    """One person more or less in line for a resource: counts only if it is the first one or the last one."""
    record = memory[m.RESOURCES] + resource * m.RESOURCE_WIDTH
    if memory[record + m.TRACKED] == 1:
        before = memory[record + m.LINE]
        if before == 0:
            memory[record + m.LINE_SINCE] = memory[m.NOW]
        elif before + change == 0 and memory[record + m.LINE_SINCE] < memory[m.NOW]:
            count_levels(memory, resource, record)
        memory[record + m.LINE] = before + change


def count_levels(memory: Memory, resource: int, record: int) -> None:
    """Unit-seconds since the last change."""
    now = memory[m.NOW]
    if memory[record + m.LINE] == 0:
        add_levels(memory, resource, record, now, 0)
    else:
        add_levels(memory, resource, record, memory[record + m.LINE_SINCE], 0)
        add_levels(memory, resource, record, now, 1)


def add_levels(memory: Memory, resource: int, record: int, end: int, in_line: int) -> None:
    """Unit-seconds up to a time, at which somebody is in line (1) or nobody."""
    used, turning, capacity = memory[record + m.USED], memory[record + m.TURNING], memory[record + m.CAPACITY_NOW]
    free = max(capacity - used - turning, 0)
    start = memory[record + m.SINCE]
    place = slice_of(memory, start)
    while start < end:
        until = end
        if place <= memory[m.SLICES]:
            until = min(until, memory[memory[m.CUTS] + place])
        seconds = until - start
        here = cell(memory, m.RESOURCE_CELLS, m.OF_RESOURCE, resource, place)
        memory[here + m.BUSY] += used * seconds
        memory[here + m.TURNAROUND] += turning * seconds
        memory[here + m.CAPACITY] += capacity * seconds
        memory[here + m.FREE] += free * seconds
        memory[here + m.BLOCKED] += free * seconds * in_line
        start = until
        place += 1
    memory[record + m.SINCE] = start


def change_lines(memory: Memory, step: int, change: int) -> None:
    """One person more or less in line for every resource that the stage uses."""
    record = memory[m.STEPS] + step * m.STEP_WIDTH
    for place in range(memory[record + m.USED_FIRST], memory[record + m.USED_LAST]):
        change_line(memory, memory[place], change)


# --- sessions --------------------------------------------------------------------------------------------------------


def change_gate_line(memory: Memory, gate: int, change: int) -> None:
    """One person more or less in line for the sessions of a gate."""
    memory[memory[m.GATES] + gate * m.GATE_WIDTH + m.GATE_LINE] += change


def count_session(memory: Memory, code: int, gate: int, value: int) -> None:
    """A row of a session: SEATS begins it, OTHERS and one of HELD, NOT_HELD, CANCELLED follow."""
    if code == codes.SEATS:
        memory[m.SESSION_GATE], memory[m.SESSION_SEATS], memory[m.SESSION_OTHERS] = gate, value, 0
        memory[m.SESSION_READY] = memory[memory[m.GATES] + gate * m.GATE_WIDTH + m.GATE_LINE]
        memory[cell(memory, m.GATE_CELLS, m.OF_GATE, gate, memory[m.SLICE]) + m.SESSIONS] += 1
    elif code == codes.OTHERS:
        memory[m.SESSION_OTHERS] = value
    elif code == codes.HELD:
        _held(memory, memory[m.SESSION_GATE], value)
    elif code == codes.NOT_HELD:
        memory[cell(memory, m.GATE_CELLS, m.OF_GATE, memory[m.SESSION_GATE], memory[m.SLICE]) + m.TOO_FEW] += 1
    else:
        memory[cell(memory, m.GATE_CELLS, m.OF_GATE, memory[m.SESSION_GATE], memory[m.SLICE]) + m.CANCELLED] += 1


def _held(memory: Memory, gate: int, people: int) -> None:
    here = cell(memory, m.GATE_CELLS, m.OF_GATE, gate, memory[m.SLICE])
    seats, others = memory[m.SESSION_SEATS], memory[m.SESSION_OTHERS]
    left_in_line = max(memory[m.SESSION_READY] - people, 0)
    memory[here + m.HELD] += 1
    memory[here + m.OWN_PEOPLE] += people
    memory[here + m.SEATS_HELD] += seats
    memory[here + m.OTHERS_HELD] += others
    memory[here + m.EMPTY_IN_LINE] += min(left_in_line, max(seats - others - people, 0))


def count_backfill(memory: Memory, gate: int) -> None:
    memory[cell(memory, m.GATE_CELLS, m.OF_GATE, gate, memory[m.SLICE]) + m.BACKFILLED] += 1


# --- tokens ----------------------------------------------------------------------------------------------------------


def count_token(memory: Memory, code: int, pool: int) -> None:
    """A TOKEN_ row."""
    counter = m.LOST
    if code == codes.TOKEN_IN:
        counter = m.TOKENS_IN
    elif code == codes.TOKEN_TAKEN:
        counter = m.TAKEN
    elif code == codes.TOKEN_EXPIRED:
        counter = m.EXPIRED
    count_open(memory, pool)
    memory[memory[m.POOLS] + pool * m.POOL_WIDTH + m.POOL_OPEN] += 1 if code == codes.TOKEN_IN else -1
    memory[cell(memory, m.POOL_CELLS, m.OF_POOL, pool, memory[m.SLICE]) + counter] += 1


def count_open(memory: Memory, pool: int) -> None:
    """Token-seconds since the last change."""
    record = memory[m.POOLS] + pool * m.POOL_WIDTH
    into = cell(memory, m.POOL_CELLS, m.OF_POOL, pool, 0) + m.OPEN_SECONDS
    add_seconds(memory, into, m.OF_POOL, memory[record + m.POOL_SINCE], memory[m.NOW], memory[record + m.POOL_OPEN])
    memory[record + m.POOL_SINCE] = memory[m.NOW]


# --- work ------------------------------------------------------------------------------------------------------------


def count_work(memory: Memory, code: int, task: int, value: int) -> None:
    """WORK_DONE by the time of the row, WORK_START by the time at which the work fell due."""
    here = cell(memory, m.TASK_CELLS, m.OF_TASK, task, memory[m.SLICE])
    if code == codes.WORK_DONE:
        memory[here + m.WORK_SECONDS] += value
    elif code == codes.WORK_START:
        due = cell(memory, m.TASK_CELLS, m.OF_TASK, task, slice_of(memory, memory[m.NOW] - value))
        memory[due + m.BEGUN] += 1
        memory[due + m.WORK_WAIT_SECONDS] += value
    elif code == codes.WORK_DROPPED:
        memory[here + m.DROPPED] += 1
