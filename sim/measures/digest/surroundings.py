"""Resources, sessions of gates, tokens and staff work.

Levels of a resource follow from the CLAIM, RELEASE, TURNED and CAPACITY rows alone.  At every moment
used + turnaround + free = max(capacity, used + turnaround) (contract Q4).
"""

from __future__ import annotations

from sim.log.events import Event
from sim.measures.digest.basics import add_seconds, cell, slice_of
from sim.measures.digest.layout import (
    BACKFILLED,
    BEGUN,
    BINS,
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
    TAKEN,
    TASK_CELLS,
    TOKENS_IN,
    TOO_FEW,
    TRACKED,
    TURNAROUND,
    TURNING,
    TURNS,
    USED,
    WORK_SECONDS,
    WORK_WAIT_SECONDS,
    Memory,
)

CLAIM, RELEASE, TURNED = int(Event.CLAIM), int(Event.RELEASE), int(Event.TURNED)
SEATS, OTHERS, SESSION_HELD, NOT_HELD = int(Event.SEATS), int(Event.OTHERS), int(Event.HELD), int(Event.NOT_HELD)
TOKEN_IN, TOKEN_TAKEN, TOKEN_EXPIRED = int(Event.TOKEN_IN), int(Event.TOKEN_TAKEN), int(Event.TOKEN_EXPIRED)
WORK_START, WORK_DONE, WORK_DROPPED = int(Event.WORK_START), int(Event.WORK_DONE), int(Event.WORK_DROPPED)


# --- resources -------------------------------------------------------------------------------------------------------


def count_units(memory: Memory, code: int, resource: int, value: int) -> None:
    """A CLAIM, RELEASE, TURNED or CAPACITY row."""
    record = memory[RESOURCES] + resource * RESOURCE_WIDTH
    if code == CLAIM:
        memory[cell(memory, RESOURCE_CELLS, OF_RESOURCE, resource, CLAIMED) + memory[SLICE]] += value
        change_line(memory, resource, USED, value)
    elif code == RELEASE:
        change_line(memory, resource, USED, -value)
        change_line(memory, resource, TURNING, value * memory[record + TURNS])
    elif code == TURNED:
        change_line(memory, resource, TURNING, -value * memory[record + TURNS])
    else:
        change_line(memory, resource, CAPACITY_NOW, value - memory[record + CAPACITY_NOW])


def change_line(memory: Memory, resource: int, level: int, change: int) -> None:
    """One of the levels of a resource changes now; the time since the last change is counted at the old levels."""
    record = memory[RESOURCES] + resource * RESOURCE_WIDTH
    if memory[record + TRACKED] == 1:
        if memory[record + SINCE] < memory[NOW]:
            count_levels(memory, resource, record)
        memory[record + level] += change


def count_levels(memory: Memory, resource: int, record: int) -> None:
    """Unit-seconds since the last change."""
    here, bins = cell(memory, RESOURCE_CELLS, OF_RESOURCE, resource, 0), memory[BINS]
    used, turning, capacity = memory[record + USED], memory[record + TURNING], memory[record + CAPACITY_NOW]
    free = max(capacity - used - turning, 0)
    start = memory[record + SINCE]
    place = slice_of(memory, start)
    while start < memory[NOW]:
        until = memory[NOW]
        if place <= memory[SLICES]:
            until = min(until, memory[memory[CUTS] + place])
        seconds = until - start
        memory[here + BUSY * bins + place] += used * seconds
        memory[here + TURNAROUND * bins + place] += turning * seconds
        memory[here + CAPACITY * bins + place] += capacity * seconds
        memory[here + FREE * bins + place] += free * seconds
        if memory[record + LINE] > 0:
            memory[here + BLOCKED * bins + place] += free * seconds
        start = until
        place += 1
    memory[record + SINCE] = memory[NOW]


# --- sessions --------------------------------------------------------------------------------------------------------


def change_gate_line(memory: Memory, gate: int, change: int) -> None:
    """One person more or less in line for the sessions of a gate."""
    memory[memory[GATES] + gate * GATE_WIDTH + GATE_LINE] += change


def count_session(memory: Memory, code: int, gate: int, value: int) -> None:
    """A row of a session: SEATS begins it, OTHERS and one of HELD, NOT_HELD, CANCELLED follow."""
    if code == SEATS:
        memory[SESSION_GATE], memory[SESSION_SEATS], memory[SESSION_OTHERS] = gate, value, 0
        memory[SESSION_READY] = memory[memory[GATES] + gate * GATE_WIDTH + GATE_LINE]
        memory[cell(memory, GATE_CELLS, OF_GATE, gate, SESSIONS) + memory[SLICE]] += 1
    elif code == OTHERS:
        memory[SESSION_OTHERS] = value
    elif code == SESSION_HELD:
        _held(memory, memory[SESSION_GATE], value)
    elif code == NOT_HELD:
        memory[cell(memory, GATE_CELLS, OF_GATE, memory[SESSION_GATE], TOO_FEW) + memory[SLICE]] += 1
    else:
        memory[cell(memory, GATE_CELLS, OF_GATE, memory[SESSION_GATE], CANCELLED) + memory[SLICE]] += 1


def _held(memory: Memory, gate: int, people: int) -> None:
    here, bins = cell(memory, GATE_CELLS, OF_GATE, gate, 0) + memory[SLICE], memory[BINS]
    seats, others = memory[SESSION_SEATS], memory[SESSION_OTHERS]
    left_in_line = max(memory[SESSION_READY] - people, 0)
    memory[here + HELD * bins] += 1
    memory[here + OWN_PEOPLE * bins] += people
    memory[here + SEATS_HELD * bins] += seats
    memory[here + OTHERS_HELD * bins] += others
    memory[here + EMPTY_IN_LINE * bins] += min(left_in_line, max(seats - others - people, 0))


def count_backfill(memory: Memory, gate: int) -> None:
    memory[cell(memory, GATE_CELLS, OF_GATE, gate, BACKFILLED) + memory[SLICE]] += 1


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
    memory[cell(memory, POOL_CELLS, OF_POOL, pool, counter) + memory[SLICE]] += 1


def count_open(memory: Memory, pool: int) -> None:
    """Token-seconds since the last change."""
    record = memory[POOLS] + pool * POOL_WIDTH
    into = cell(memory, POOL_CELLS, OF_POOL, pool, OPEN_SECONDS)
    add_seconds(memory, into, memory[record + POOL_SINCE], memory[NOW], memory[record + POOL_OPEN])
    memory[record + POOL_SINCE] = memory[NOW]


# --- work ------------------------------------------------------------------------------------------------------------


def count_work(memory: Memory, code: int, task: int, value: int) -> None:
    """WORK_DONE by the time of the row, WORK_START by the time at which the work fell due."""
    here, bins = cell(memory, TASK_CELLS, OF_TASK, task, 0), memory[BINS]
    if code == WORK_DONE:
        memory[here + WORK_SECONDS * bins + memory[SLICE]] += value
    elif code == WORK_START:
        due = slice_of(memory, memory[NOW] - value)
        memory[here + BEGUN * bins + due] += 1
        memory[here + WORK_WAIT_SECONDS * bins + due] += value
    elif code == WORK_DROPPED:
        memory[here + DROPPED * bins + memory[SLICE]] += 1
