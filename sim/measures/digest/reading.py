"""Going through the rows of a batch, replication by replication."""

from __future__ import annotations

from sim.log.codes import (
    ATTRIBUTE,
    BACKFILL,
    CANCELLED,
    CAPACITY,
    CLAIM,
    IN_LINE,
    JOIN,
    MARK,
    SEATS,
    SETUP,
    TOKEN_IN,
    TOKEN_LOST,
    WORK_DROPPED,
    WORK_DUE,
)
from sim.log.codes import LIMITED as FULL
from sim.log.codes import NOT_CONTACTED as UNCONTACTED
from sim.log.codes import OVERDUE as LATE
from sim.measures.digest.basics import cell, move_clock
from sim.measures.digest.layout import (
    BENEFIT_CELLS,
    CELLS_WIDTH,
    END,
    EVENT_CELLS,
    GATE_CELLS,
    GATE_COUNT,
    GATE_WIDTH,
    GATES,
    HEADS,
    KINDS,
    LIMITED,
    LINKS,
    METER_CELLS,
    NEAR,
    NOT_CONTACTED,
    NUMBER,
    OF_SOURCE,
    OF_STEP,
    OVERDUE,
    PERSON,
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
    SHARED_END,
    SLICE,
    SOURCE_CELLS,
    STEP_CELLS,
    STEP_COUNT,
    SYSTEM_CELLS,
    TASK_CELLS,
    TEMPLATE,
    TRACKED,
    TURNS,
    WORDS_FETCHED,
    Memory,
)
from sim.measures.digest.people import draw, finish, move
from sim.measures.digest.support import hand_over_benefit
from sim.measures.digest.surroundings import (
    change_gate_line,
    change_level,
    change_lines,
    count_backfill,
    count_open,
    count_session,
    count_token,
    count_units,
    count_work,
)


def read_replication(
    memory: Memory, time: Memory, owner: Memory, code: Memory, step: Memory, what: Memory, value: Memory,
    first: int, last: int, people: int,
) -> None:  # fmt: skip
    """Count the rows first, ..., last - 1, the log of one replication with so many people.

    What all share is counted in order of time.  All else is counted person by person: what a person does next follows
    from what they did before, which a processor foresees and keeps at hand, while row after row of the log tells of
    somebody else.
    """
    begin(memory)
    bring_near(memory, time, what, value, first, last)
    shared = sort_rows(memory, owner, code, step, first, last, people)
    for place in range(shared, memory[SHARED_END]):
        row = memory[place]
        move_clock(memory, time[row])
        read_shared(memory, code[row], step[row], what[row], value[row])
    close_shared(memory)
    for person in range(people):
        begin_person(memory)
        row = memory[memory[HEADS] + person]
        while row >= 0:
            move_clock(memory, time[row])
            read_personal(memory, code[row], step[row], what[row], value[row])
            row = memory[memory[LINKS] + row - first]
        move_clock(memory, memory[END])
        finish(memory)
        memory[NUMBER] += 1
    end(memory)


def bring_near(memory: Memory, time: Memory, what: Memory, value: Memory, first: int, last: int) -> None:
    """Look once at what will be read in no order that a processor foresees, so that it is in its cache by then."""
    seen = 0
    for row in range(first, last, WORDS_FETCHED):
        seen += time[row] ^ what[row] ^ value[row]
    memory[NEAR] = seen


def sort_rows(memory: Memory, owner: Memory, code: Memory, step: Memory, first: int, last: int, people: int) -> int:
    """Link the rows of each person, and list the rows that say something of what all share; where the list begins.

    From the last row to the first, so that each is the head of the person's rows when its turn comes.  There is no
    choice between ways to go on: which rows are whose is nothing that a processor could foresee.
    """
    heads, links, shared = memory[HEADS], memory[LINKS] - first, memory[SHARED_END]
    kinds, stride = memory[KINDS], memory[STEP_COUNT] + 1
    for person in range(-1, people):
        memory[heads + person] = -1
    for row in range(last - 1, first - 1, -1):
        kind = memory[kinds + code[row] * stride + step[row]]
        head = heads + (owner[row] | kind >> 1)  # -1 for SHARED: nobody reads those
        memory[links + row] = memory[head]
        memory[head] = row
        memory[shared - 1] = row
        shared -= kind & 1
    return shared


def read_shared(memory: Memory, code: int, step: int, what: int, value: int) -> None:
    """Hand a row of what all share to what counts it."""
    if CLAIM <= code <= CAPACITY:
        count_units(memory, code, what, value)
    elif TOKEN_IN <= code <= TOKEN_LOST:
        count_token(memory, code, what)
    elif SEATS <= code <= CANCELLED:
        count_session(memory, code, what, value)
    elif code == BACKFILL:
        count_backfill(memory, what)
    else:
        change = 1 if code == JOIN else -1
        if code != IN_LINE and what >= 0:
            change_gate_line(memory, what, change)
        change_lines(memory, step, change)


def read_personal(memory: Memory, code: int, step: int, what: int, value: int) -> None:
    """Hand a row of one person to what counts it."""
    if code in (ATTRIBUTE, MARK):
        draw(memory, what, value)
    elif WORK_DUE <= code <= WORK_DROPPED:
        count_work(memory, code, what, value)
    elif code == UNCONTACTED:
        memory[cell(memory, SOURCE_CELLS, OF_SOURCE, what, memory[SLICE]) + NOT_CONTACTED] += 1
    elif code == FULL:
        memory[cell(memory, STEP_CELLS, OF_STEP, step, memory[SLICE]) + LIMITED] += 1
    elif code == LATE:
        memory[cell(memory, STEP_CELLS, OF_STEP, step, memory[SLICE]) + OVERDUE] += 1
    elif code != SETUP:
        move(memory, code, step, what, value)


def begin(memory: Memory) -> None:
    """Everything as before the first row: nothing used, no time passed."""
    start_clock(memory)
    for resource in range(memory[RESOURCE_COUNT]):
        at = memory[RESOURCES] + resource * RESOURCE_WIDTH
        for word in range(RESOURCE_WIDTH):
            if word not in (TRACKED, TURNS):
                memory[at + word] = 0
    for gate in range(memory[GATE_COUNT]):
        memory[memory[GATES] + gate * GATE_WIDTH] = 0
    for word in range(memory[POOL_COUNT] * POOL_WIDTH):
        memory[memory[POOLS] + word] = 0


def start_clock(memory: Memory) -> None:
    """The clock goes back to the start of the run."""
    memory[SLICE] = 0
    move_clock(memory, 0)


def begin_person(memory: Memory) -> None:
    """The person at hand is somebody of whom nothing is known."""
    start_clock(memory)
    template = memory[TEMPLATE]
    for word in range(memory[PERSON_WIDTH]):
        memory[PERSON + word] = memory[template + word]


def close_shared(memory: Memory) -> None:
    """What is open at the end of the run is counted to its end."""
    move_clock(memory, memory[END])
    for resource in range(memory[RESOURCE_COUNT]):
        change_level(memory, resource, TRACKED, 0)
    for pool in range(memory[POOL_COUNT]):
        count_open(memory, pool)


def end(memory: Memory) -> None:
    """The cells of the next replication follow."""
    hand_over_benefit(memory)
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
