"""Each row that moves a person: what it ends, what it begins, and which of the events asked for it is."""

from __future__ import annotations

from sim.log.events import Event
from sim.measures.digest.basics import add_seconds, cell, slice_of
from sim.measures.digest.layout import (
    ARRIVALS,
    ARRIVED,
    BEGAN,
    BINS,
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
    LINE,
    MATCHES,
    METER_FIRST,
    METER_LAST,
    METER_WIDTH,
    NEVER,
    NOW,
    OF_SOURCE,
    OF_STEP,
    OF_SYSTEM,
    PAIR,
    PAIR_START,
    PRESENT_SECONDS,
    PROPERTY,
    RATE,
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
    USED_FIRST,
    USED_LAST,
    Memory,
)
from sim.measures.digest.support import count_support, end_period, number_of, write_spell
from sim.measures.digest.surroundings import change_line
from sim.measures.digest.visits import count_stay, count_wait, enter, read_meter

ARRIVE, JOIN, ADMIT, GIVE_UP, REFUSED, SENT_AWAY = (
    int(Event.ARRIVE),
    int(Event.JOIN),
    int(Event.ADMIT),
    int(Event.GIVE_UP),
    int(Event.REFUSED),
    int(Event.SENT_AWAY),
)
START, STAY_END, RISK, CALLED, EXIT, INSIDE, IN_LINE = (
    int(Event.START),
    int(Event.END),
    int(Event.RISK),
    int(Event.CALLED),
    int(Event.EXIT),
    int(Event.INSIDE),
    int(Event.IN_LINE),
)


def move(memory: Memory, person: int, code: int, step: int, what: int, value: int) -> None:
    """A row of a person that moves them."""
    state, now = person + memory[RESULT_WIDTH], memory[NOW]
    admitted = code == START and memory[state + CODE] == ADMIT and memory[state + STEP] == step
    _close(memory, person, code)
    # rows whose value is the time already spent before the run (contract Q10)
    began = now - value if code in (ARRIVE, JOIN, START) else now
    if code == ARRIVE:
        _arrive(memory, person, what, began)
    elif code == START and not admitted:
        count_wait(memory, step, began, now, began, ADMIT)
    elif code == JOIN:
        _change_lines(memory, step, 1)
    elif code == EXIT:
        _leave(memory, person, step)
    elif code == INSIDE:
        memory[cell(memory, STEP_CELLS, OF_STEP, step, INSIDE_END)] += 1
    elif code == IN_LINE:
        memory[cell(memory, STEP_CELLS, OF_STEP, step, IN_LINE_END)] += 1
    if step >= 0:
        if memory[memory[STEPS] + step * STEP_WIDTH + ENTRY_CODE] == code:
            enter(memory, person, step, began)
        _match(memory, person, memory[memory[MATCHES] + code * memory[STEP_COUNT] + step], began, code == INSIDE)
    if code == ARRIVE and what >= 0:
        _match(memory, person, memory[memory[SOURCE_MATCHES] + what], began, False)
    memory[state + CODE], memory[state + STEP] = code, step
    memory[state + TIME], memory[state + BEGAN] = now, began


def _close(memory: Memory, person: int, code: int) -> None:
    """A row ends what the person's row before it began: a wait, a stay, an interval of support."""
    state, now, end = person + memory[RESULT_WIDTH], memory[NOW], memory[END]
    before, step = memory[state + CODE], memory[state + STEP]
    if before == 0:
        return
    if before == JOIN:
        joined, seen = memory[state + BEGAN], memory[state + TIME]
        if code in (ADMIT, GIVE_UP, REFUSED, SENT_AWAY, IN_LINE):
            _change_lines(memory, step, -1)
            count_wait(memory, step, joined, seen, now, code)
        else:
            count_wait(memory, step, joined, seen, end, IN_LINE)
    elif before == START:
        if code in (STAY_END, RISK, CALLED, INSIDE):
            count_stay(memory, person, now, code != INSIDE)
        else:
            count_stay(memory, person, end, False)
    if code in (INSIDE, IN_LINE):  # no event: what is still running when the run ends
        count_support(memory, person, end, 1)
    else:
        count_support(memory, person, now, 0)


def _change_lines(memory: Memory, step: int, change: int) -> None:
    """One person more or less in line for every resource that the stage uses."""
    record = memory[STEPS] + step * STEP_WIDTH
    for place in range(memory[record + USED_FIRST], memory[record + USED_LAST]):
        change_line(memory, memory[place], LINE, change)


# --- arrival, exit ---------------------------------------------------------------------------------------------------


def _arrive(memory: Memory, person: int, source: int, arrived: int) -> None:
    memory[person + ARRIVED] = arrived
    memory[person + SOURCE] = source
    memory[person + memory[RESULT_WIDTH] + SEEN] = memory[NOW]
    if memory[SOURCE_PROPERTY] >= 0:
        memory[person + memory[PROPERTY] + memory[SOURCE_PROPERTY]] = source
    place = slice_of(memory, arrived)
    memory[cell(memory, SOURCE_CELLS, OF_SOURCE, source, ARRIVALS) + place] += 1
    memory[cell(memory, SYSTEM_CELLS, OF_SYSTEM, 0, COHORT) + place] += 1


def _leave(memory: Memory, person: int, step: int) -> None:
    memory[person + EXIT_TIME] = memory[NOW]
    memory[person + EXIT_STEP] = step
    record = memory[STEPS] + step * STEP_WIDTH
    for meter in range(memory[record + METER_FIRST], memory[record + METER_LAST], METER_WIDTH):
        read_meter(memory, person, meter, memory[NOW], memory[NOW], memory[NOW])


def _count_presence(memory: Memory, person: int) -> None:
    """Once it is known when the person left, if ever."""
    here, bins, arrived = cell(memory, SYSTEM_CELLS, OF_SYSTEM, 0, 0), memory[BINS], memory[person + ARRIVED]
    left = memory[person + EXIT_TIME]
    if left != NEVER:
        place = slice_of(memory, arrived)
        memory[here + GONE * bins + place] += 1
        memory[here + GONE_SECONDS * bins + place] += left - arrived
    seen = memory[person + memory[RESULT_WIDTH] + SEEN]
    add_seconds(memory, here + PRESENT_SECONDS * bins, seen, min(left, memory[END]), 1)


# --- events that targets ask for -------------------------------------------------------------------------------------


def _match(memory: Memory, person: int, events: int, time: int, inside: bool) -> None:
    """Note the events that a row is: [number, firsts ..., number, pairs ..., number, lasts ...], or 0 for none.

    Of a pair the second event counts from the first event of the other kind on.  Who is inside when the run ends has
    no last day.
    """
    if events == 0:
        return
    place = slice_of(memory, time)
    at = events
    for event in range(at + 1, at + 1 + memory[at]):
        memory[cell(memory, EVENT_CELLS, 1, memory[event], 0) + place] += 1
        first = person + EVENTS + memory[event]
        if memory[first] == NEVER:
            memory[first] = time
    at += 1 + memory[at]
    for pair in range(at + 1, at + 1 + memory[at]):
        start = person + EVENTS + memory[memory[PAIR_START] + memory[pair]]
        reached = person + memory[PAIR] + memory[pair]
        if memory[start] != NEVER and memory[reached] == NEVER:
            memory[reached] = time
    at += 1 + memory[at]
    for last in range(at + 1, at + 1 + memory[at]):
        memory[person + memory[LAST] + memory[last]] = NEVER if inside else time


# --- the end of the run ----------------------------------------------------------------------------------------------


def finish(memory: Memory, person: int) -> None:
    """What is open when the log ends; the results of the person go to the batch."""
    state, end = person + memory[RESULT_WIDTH], memory[END]
    code = memory[state + CODE]
    if code == JOIN:
        count_wait(memory, memory[state + STEP], memory[state + BEGAN], memory[state + TIME], end, IN_LINE)
    elif code == START:
        count_stay(memory, person, end, False)
    if code not in (0, INSIDE, IN_LINE):
        count_support(memory, person, end, 1)
    for status in range(memory[STATUS_COUNT]):
        if memory[person + memory[SPELL] + 2 * status] != NEVER:
            write_spell(memory, person, status, 0)
    if memory[RATE] >= 0:
        end_period(memory, person)
    if memory[person + ARRIVED] != NEVER:
        _count_presence(memory, person)
    place, everybody = memory[RESULTS] + number_of(memory, person), memory[EVERYBODY]
    for word in range(memory[RESULT_WIDTH]):
        memory[place + word * everybody] = memory[person + word]


def draw(memory: Memory, person: int, number: int, value: int) -> None:
    """An attribute or mark that was drawn."""
    memory[person + memory[PROPERTY] + number] = value
