"""Going through the rows of a batch, replication by replication."""

from __future__ import annotations

from sim.log.events import Event
from sim.measures.digest.basics import cell, move_clock
from sim.measures.digest.layout import (
    BENEFIT_CELLS,
    CELLS_WIDTH,
    END,
    EVENT_CELLS,
    FIRST_PERSON,
    GATE_CELLS,
    GATE_COUNT,
    GATE_WIDTH,
    GATES,
    KIND,
    LIMITED,
    METER_CELLS,
    NOT_CONTACTED,
    OF_SOURCE,
    OF_STEP,
    OVERDUE,
    PEOPLE,
    PERSON_WIDTH,
    POOL_CELLS,
    POOL_COUNT,
    POOL_WIDTH,
    POOLS,
    REPLICATION,
    RESOURCE_CELLS,
    RESOURCE_COUNT,
    RESOURCE_WIDTH,
    RESOURCES,
    SLICE,
    SOURCE_CELLS,
    STEP_CELLS,
    STEP_WIDTH,
    STEPS,
    SYSTEM_CELLS,
    TASK_CELLS,
    TEMPLATE,
    TRACKED,
    TURNS,
    WAIT_STEP,
    Memory,
)
from sim.measures.digest.people import draw, finish, move
from sim.measures.digest.surroundings import (
    change_gate_line,
    change_line,
    count_backfill,
    count_open,
    count_session,
    count_token,
    count_units,
    count_work,
)

# fmt: off
(ARRIVE, UNCONTACTED, ATTRIBUTE, MARK, JOIN, ADMIT, GIVE_UP, REFUSED, SENT_AWAY, FULL, DECIDE, SETUP, START, STAY_END,
 LATE, RISK, CALLED, CLAIM, RELEASE, TURNED, CAPACITY, TOKEN_IN, TOKEN_TAKEN, TOKEN_EXPIRED, TOKEN_LOST, SEATS,
 OTHERS, HELD, NOT_HELD, CANCELLED, BACKFILL, WORK_DUE, WORK_START, WORK_DONE, WORK_DROPPED, EXIT, INSIDE,
 IN_LINE) = [int(event) for event in Event]
# fmt: on


def read_replication(
    memory: Memory, time: Memory, owner: Memory, code: Memory, step: Memory, what: Memory, value: Memory,
    first: int, last: int, people: int,
) -> None:  # fmt: skip
    """Count the rows first, ..., last - 1, the log of one replication with so many people."""
    begin(memory, people)
    for row in range(first, last):
        move_clock(memory, time[row])
        read_row(memory, owner[row], code[row], step[row], what[row], value[row])
    end(memory, people)


def read_row(memory: Memory, owner: int, code: int, step: int, what: int, value: int) -> None:
    """Hand one row to what counts it."""
    person = memory[PEOPLE] + owner * memory[PERSON_WIDTH]
    if code in (ATTRIBUTE, MARK):
        draw(memory, person, what, value)
    elif WORK_DUE <= code <= WORK_DROPPED:
        count_work(memory, code, what, value)
    elif CLAIM <= code <= CAPACITY:
        count_units(memory, code, what, value)
    elif TOKEN_IN <= code <= TOKEN_LOST:
        count_token(memory, code, what)
    elif SEATS <= code <= CANCELLED:
        count_session(memory, code, what, value)
    elif code == BACKFILL:
        count_backfill(memory, what)
    elif code == UNCONTACTED:
        memory[cell(memory, SOURCE_CELLS, OF_SOURCE, what, NOT_CONTACTED) + memory[SLICE]] += 1
    elif code == FULL:
        memory[cell(memory, STEP_CELLS, OF_STEP, step, LIMITED) + memory[SLICE]] += 1
    elif code == LATE:
        memory[cell(memory, STEP_CELLS, OF_STEP, step, OVERDUE) + memory[SLICE]] += 1
    elif code != SETUP:
        if JOIN <= code <= SENT_AWAY and what >= 0 and memory[memory[STEPS] + step * STEP_WIDTH + KIND] != WAIT_STEP:
            change_gate_line(memory, what, 1 if code == JOIN else -1)
        move(memory, person, code, step, what, value)


def begin(memory: Memory, people: int) -> None:
    """Everything as before the first row: nobody known, nothing used, no time passed."""
    memory[SLICE] = 0
    move_clock(memory, 0)
    template, width, at = memory[TEMPLATE], memory[PERSON_WIDTH], memory[PEOPLE]
    for _ in range(people):
        for word in range(width):
            memory[at + word] = memory[template + word]
        at += width
    for resource in range(memory[RESOURCE_COUNT]):
        at = memory[RESOURCES] + resource * RESOURCE_WIDTH
        for word in range(RESOURCE_WIDTH):
            if word not in (TRACKED, TURNS):
                memory[at + word] = 0
    for gate in range(memory[GATE_COUNT]):
        memory[memory[GATES] + gate * GATE_WIDTH] = 0
    for word in range(memory[POOL_COUNT] * POOL_WIDTH):
        memory[memory[POOLS] + word] = 0


def end(memory: Memory, people: int) -> None:
    """What is open at the end of the run is counted to its end; the cells of the next replication follow."""
    move_clock(memory, memory[END])
    for resource in range(memory[RESOURCE_COUNT]):
        change_line(memory, resource, TRACKED, 0)
    for pool in range(memory[POOL_COUNT]):
        count_open(memory, pool)
    for person in range(people):
        finish(memory, memory[PEOPLE] + person * memory[PERSON_WIDTH])
    memory[FIRST_PERSON] += people
    memory[REPLICATION] += 1
    width = memory[CELLS_WIDTH]
    memory[STEP_CELLS] += width
    memory[SOURCE_CELLS] += width
    memory[SYSTEM_CELLS] += width
    memory[RESOURCE_CELLS] += width
    memory[GATE_CELLS] += width
    memory[POOL_CELLS] += width
    memory[TASK_CELLS] += width
    memory[EVENT_CELLS] += width
    memory[METER_CELLS] += width
    memory[BENEFIT_CELLS] += width
