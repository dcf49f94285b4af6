"""Each row that moves a person: what it ends, what it begins, and which of the events asked for it is."""

from __future__ import annotations

from sim.log.codes import ADMIT, ARRIVE, CALLED, EXIT, GIVE_UP, IN_LINE, INSIDE, JOIN, REFUSED, RISK, SENT_AWAY, START
from sim.log.codes import END as STAY_END
from sim.measures.digest.basics import add_seconds, cell, slice_of
from sim.measures.digest.layout import (
    ARRIVALS,
    ARRIVED,
    BEGAN,
    CODE,
    COHORT,
    END,
    ENTRY_CODE,
    EVENT_CELLS,
    EVENTS,
    EVERYBODY,
    EXIT_STEP,
    EXIT_TIME,
    GONE,
    GONE_SECONDS,
    IN_LINE_END,
    INSIDE_END,
    LAST,
    MATCHES,
    METER_FIRST,
    METER_LAST,
    METER_WIDTH,
    NEVER,
    NOW,
    NUMBER,
    OF_SOURCE,
    OF_STEP,
    OF_SYSTEM,
    PAIR,
    PAIR_START,
    PRESENT_SECONDS,
    PROPERTY,
    RATE,
    RESULT,
    RESULT_WIDTH,
    RESULTS,
    SEEN,
    SOURCE,
    SOURCE_CELLS,
    SOURCE_MATCHES,
    SOURCE_PROPERTY,
    SPELL,
    STATUS_COUNT,
    STEP,
    STEP_CELLS,
    STEP_COUNT,
    STEP_WIDTH,
    STEPS,
    SYSTEM_CELLS,
    TIME,
    Memory,
)
from sim.measures.digest.support import count_support, end_period, write_spell
from sim.measures.digest.visits import count_stay, count_wait, enter, read_meter


def move(memory: Memory, code: int, step: int, what: int, value: int) -> None:
    """A row of a person that moves them."""
    now = memory[NOW]
    admitted = code == START and memory[CODE] == ADMIT and memory[STEP] == step
    _close(memory, code)
    # rows whose value is the time already spent before the run (contract Q10)
    began = now - value if code in (ARRIVE, JOIN, START) else now
    if code == ARRIVE:
        _arrive(memory, what, began)
    elif code == START and not admitted:
        count_wait(memory, step, began, now, began, ADMIT)
    elif code == EXIT:
        _leave(memory, step)
    elif code == INSIDE:
        memory[cell(memory, STEP_CELLS, OF_STEP, step, 0) + INSIDE_END] += 1
    elif code == IN_LINE:
        memory[cell(memory, STEP_CELLS, OF_STEP, step, 0) + IN_LINE_END] += 1
    if step >= 0:
        if memory[memory[STEPS] + step * STEP_WIDTH + ENTRY_CODE] == code:
            enter(memory, step, began)
        _match(memory, memory[memory[MATCHES] + code * memory[STEP_COUNT] + step], began, code == INSIDE)
    if code == ARRIVE and what >= 0:
        _match(memory, memory[memory[SOURCE_MATCHES] + what], began, False)
    memory[CODE], memory[STEP] = code, step
    memory[TIME], memory[BEGAN] = now, began


def _close(memory: Memory, code: int) -> None:
    """A row ends what the person's row before it began: a wait, a stay, an interval of support."""
    now, end = memory[NOW], memory[END]
    before, step = memory[CODE], memory[STEP]
    if before == 0:
        return
    if before == JOIN:
        joined, seen = memory[BEGAN], memory[TIME]
        if code in (ADMIT, GIVE_UP, REFUSED, SENT_AWAY, IN_LINE):
            count_wait(memory, step, joined, seen, now, code)
        else:
            count_wait(memory, step, joined, seen, end, IN_LINE)
    elif before == START:
        if code in (STAY_END, RISK, CALLED, INSIDE):
            count_stay(memory, now, code != INSIDE)
        else:
            count_stay(memory, end, False)
    if code in (INSIDE, IN_LINE):  # no event: what is still running when the run ends
        count_support(memory, end, 1)
    else:
        count_support(memory, now, 0)


# --- arrival, exit ---------------------------------------------------------------------------------------------------


def _arrive(memory: Memory, source: int, arrived: int) -> None:
    memory[ARRIVED] = arrived
    memory[SOURCE] = source
    memory[SEEN] = memory[NOW]
    if memory[SOURCE_PROPERTY] >= 0:
        memory[memory[PROPERTY] + memory[SOURCE_PROPERTY]] = source
    place = slice_of(memory, arrived)
    memory[cell(memory, SOURCE_CELLS, OF_SOURCE, source, place) + ARRIVALS] += 1
    memory[cell(memory, SYSTEM_CELLS, OF_SYSTEM, 0, place) + COHORT] += 1


def _leave(memory: Memory, step: int) -> None:
    memory[EXIT_TIME] = memory[NOW]
    memory[EXIT_STEP] = step
    record = memory[STEPS] + step * STEP_WIDTH
    for meter in range(memory[record + METER_FIRST], memory[record + METER_LAST], METER_WIDTH):
        read_meter(memory, meter, memory[NOW], memory[NOW], memory[NOW])


def _count_presence(memory: Memory) -> None:
    """Once it is known when the person left, if ever."""
    arrived = memory[ARRIVED]
    left = memory[EXIT_TIME]
    if left != NEVER:
        here = cell(memory, SYSTEM_CELLS, OF_SYSTEM, 0, slice_of(memory, arrived))
        memory[here + GONE] += 1
        memory[here + GONE_SECONDS] += left - arrived
    seen = memory[SEEN]
    into = cell(memory, SYSTEM_CELLS, OF_SYSTEM, 0, 0) + PRESENT_SECONDS
    add_seconds(memory, into, OF_SYSTEM, seen, min(left, memory[END]), 1)


# --- events that targets ask for -------------------------------------------------------------------------------------


def _match(memory: Memory, events: int, time: int, inside: bool) -> None:
    """Note the events that a row is: [number, firsts ..., number, pairs ..., number, lasts ...], or 0 for none.

    Of a pair the second event counts from the first event of the other kind on.  Who is inside when the run ends has
    no last day.
    """
    if events == 0:
        return
    place = slice_of(memory, time)
    at = events
    for event in range(at + 1, at + 1 + memory[at]):
        memory[cell(memory, EVENT_CELLS, 1, memory[event], place) + 0] += 1
        first = EVENTS + memory[event]
        if memory[first] == NEVER:
            memory[first] = time
    at += 1 + memory[at]
    for pair in range(at + 1, at + 1 + memory[at]):
        start = EVENTS + memory[memory[PAIR_START] + memory[pair]]
        reached = memory[PAIR] + memory[pair]
        if memory[start] != NEVER and memory[reached] == NEVER:
            memory[reached] = time
    at += 1 + memory[at]
    for last in range(at + 1, at + 1 + memory[at]):
        memory[memory[LAST] + memory[last]] = NEVER if inside else time


# --- the end of the run ----------------------------------------------------------------------------------------------


def finish(memory: Memory) -> None:
    """What is open when the log ends; the results of the person go to the batch."""
    end = memory[END]
    code = memory[CODE]
    if code == JOIN:
        count_wait(memory, memory[STEP], memory[BEGAN], memory[TIME], end, IN_LINE)
    elif code == START:
        count_stay(memory, end, False)
    if code not in (0, INSIDE, IN_LINE):
        count_support(memory, end, 1)
    for status in range(memory[STATUS_COUNT]):
        if memory[memory[SPELL] + 2 * status] != NEVER:
            write_spell(memory, status, 0)
    if memory[RATE] >= 0:
        end_period(memory)
    if memory[ARRIVED] != NEVER:
        _count_presence(memory)
    place, everybody = memory[RESULTS] + memory[NUMBER], memory[EVERYBODY]
    for word in range(memory[RESULT_WIDTH]):
        memory[place + word * everybody] = memory[RESULT + word]


def draw(memory: Memory, number: int, value: int) -> None:
    """An attribute or mark that was drawn."""
    memory[memory[PROPERTY] + number] = value
