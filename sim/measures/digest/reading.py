"""Going through the rows of a batch, replication by replication."""

from __future__ import annotations

from sim.log import codes
from sim.measures.digest import layout as m
from sim.measures.digest.basics import cell, move_clock
from sim.measures.digest.layout import Memory
from sim.measures.digest.people import draw, finish, move
from sim.measures.digest.resource_counters import (
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
from sim.measures.digest.support import count_support, hand_over_benefit


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
    for place in range(shared, memory[m.SHARED_END]):
        row = memory[place]
        move_clock(memory, time[row])
        read_shared(memory, code[row], step[row], what[row], value[row])
    close_shared(memory)
    for person in range(people):
        begin_person(memory)
        row = memory[memory[m.HEADS] + person]
        while row >= 0:
            move_clock(memory, time[row])
            read_personal(memory, code[row], step[row], what[row], value[row])
            row = memory[memory[m.LINKS] + row - first]
        move_clock(memory, memory[m.END])
        finish(memory)
        memory[m.NUMBER] += 1
    end(memory)


def bring_near(memory: Memory, time: Memory, what: Memory, value: Memory, first: int, last: int) -> None:
    """Look once at what will be read in no order that a processor foresees, so that it is in its cache by then.

    What was seen is kept, so that no compiler leaves the looking out; exclusive or, since a sum could outgrow a word.
    """
    seen = 0
    for row in range(first, last, m.WORDS_FETCHED):
        seen ^= time[row] ^ what[row] ^ value[row]
    memory[m.NEAR] = seen


def sort_rows(memory: Memory, owner: Memory, code: Memory, step: Memory, first: int, last: int, people: int) -> int:
    """Link the rows of each person, and list the rows that say something of what all share; where the list begins.

    From the last row to the first, so that each is the head of the person's rows when its turn comes.  There is no
    choice between ways to go on: which rows are whose is nothing that a processor could foresee.
    """
    heads, links, shared = memory[m.HEADS], memory[m.LINKS] - first, memory[m.SHARED_END]
    kinds, stride = memory[m.KINDS], memory[m.STEP_COUNT] + 1
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
    if codes.CLAIM <= code <= codes.CAPACITY:
        count_units(memory, code, what, value)
    elif codes.TOKEN_IN <= code <= codes.TOKEN_LOST:
        count_token(memory, code, what)
    elif codes.SEATS <= code <= codes.CANCELLED:
        count_session(memory, code, what, value)
    elif code == codes.BACKFILL:
        count_backfill(memory, what)
    elif code == codes.MOVE:
        if value >= 0:
            change_gate_line(memory, value, -1)
        if what >= 0:
            change_gate_line(memory, what, 1)
    else:
        change = 1 if code == codes.JOIN else -1
        if code != codes.IN_LINE and what >= 0:
            change_gate_line(memory, what, change)
        change_lines(memory, step, change)


def read_personal(memory: Memory, code: int, step: int, what: int, value: int) -> None:
    """Hand a row of one person to what counts it."""
    if code in (codes.ATTRIBUTE, codes.MARK):
        if step < 0 and code == codes.MARK:  # on a date: until then the former value counts
            count_support(memory, memory[m.NOW], 0)
            memory[m.SUPPORTED] = memory[m.NOW]
        draw(memory, what, value)
    elif codes.WORK_DUE <= code <= codes.WORK_DROPPED:
        count_work(memory, code, what, value)
    elif code == codes.NOT_CONTACTED:
        memory[cell(memory, m.SOURCE_CELLS, m.OF_SOURCE, what, memory[m.SLICE]) + m.NOT_CONTACTED] += 1
    elif code == codes.LIMITED:
        memory[cell(memory, m.STEP_CELLS, m.OF_STEP, step, memory[m.SLICE]) + m.LIMITED] += 1
    elif code == codes.OVERDUE:
        memory[cell(memory, m.STEP_CELLS, m.OF_STEP, step, memory[m.SLICE]) + m.OVERDUE] += 1
    elif code not in (codes.SETUP, codes.MOVE) and code < codes.WITHOUT_FOUND:
        move(memory, code, step, what, value)


def begin(memory: Memory) -> None:
    """Everything as before the first row: nothing used, no time passed."""
    start_clock(memory)
    for resource in range(memory[m.RESOURCE_COUNT]):
        at = memory[m.RESOURCES] + resource * m.RESOURCE_WIDTH
        for word in range(m.RESOURCE_WIDTH):
            if word not in (m.TRACKED, m.TURNS):
                memory[at + word] = 0
    for gate in range(memory[m.GATE_COUNT]):
        memory[memory[m.GATES] + gate * m.GATE_WIDTH] = 0
    for word in range(memory[m.POOL_COUNT] * m.POOL_WIDTH):
        memory[memory[m.POOLS] + word] = 0


def start_clock(memory: Memory) -> None:
    """The clock goes back to the start of the run."""
    memory[m.SLICE] = 0
    move_clock(memory, 0)


def begin_person(memory: Memory) -> None:
    """The person at hand is somebody of whom nothing is known."""
    start_clock(memory)
    template = memory[m.TEMPLATE]
    for word in range(memory[m.PERSON_WIDTH]):
        memory[m.PERSON + word] = memory[template + word]


def close_shared(memory: Memory) -> None:
    """What is open at the end of the run is counted to its end."""
    move_clock(memory, memory[m.END])
    for resource in range(memory[m.RESOURCE_COUNT]):
        change_level(memory, resource, m.TRACKED, 0)
    for pool in range(memory[m.POOL_COUNT]):
        count_open(memory, pool)


def end(memory: Memory) -> None:
    """The cells of the next replication follow."""
    hand_over_benefit(memory)
    memory[m.REPLICATION] += 1
    width = memory[m.CELLS_WIDTH]
    memory[m.STEP_CELLS] += width
    memory[m.SOURCE_CELLS] += width
    memory[m.SYSTEM_CELLS] += width
    memory[m.RESOURCE_CELLS] += width
    memory[m.GATE_CELLS] += width
    memory[m.POOL_CELLS] += width
    memory[m.TASK_CELLS] += width
    memory[m.EVENT_CELLS] += width
    memory[m.METER_CELLS] += width
    memory[m.BENEFIT_CELLS] += width
