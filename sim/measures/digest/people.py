"""Each row that moves a person: what it ends, what it begins, and which of the events asked for it is."""

from __future__ import annotations

from sim.log import codes
from sim.measures.digest import layout as m
from sim.measures.digest.basics import add_seconds, cell, slice_of
from sim.measures.digest.layout import Memory
from sim.measures.digest.support import count_support, end_period, write_spell
from sim.measures.digest.visits import count_stay, count_wait, enter, read_meter


def move(memory: Memory, code: int, step: int, what: int, value: int) -> None:
    """A row of a person that moves them."""
    now = memory[m.NOW]
    admitted = code == codes.START and memory[m.CODE] == codes.ADMIT and memory[m.STEP] == step
    _close(memory, code)
    # rows whose value is the time already spent before the run (contract Q10)
    began = now - value if code in (codes.ARRIVE, codes.JOIN, codes.START) else now
    if code == codes.ARRIVE:
        _arrive(memory, what, began)
    elif code == codes.START and not admitted:
        count_wait(memory, step, began, now, began, codes.ADMIT)
    elif code == codes.EXIT:
        _leave(memory, step)
    elif code == codes.INSIDE:
        memory[cell(memory, m.STEP_CELLS, m.OF_STEP, step, slice_of(memory, memory[m.ARRIVED])) + m.INSIDE_END] += 1
    elif code == codes.IN_LINE:
        memory[cell(memory, m.STEP_CELLS, m.OF_STEP, step, slice_of(memory, memory[m.ARRIVED])) + m.IN_LINE_END] += 1
    if step >= 0:
        if memory[memory[m.STEPS] + step * m.STEP_WIDTH + m.ENTRY_CODE] == code:
            enter(memory, step, began)
        _match(memory, memory[memory[m.MATCHES] + code * memory[m.STEP_COUNT] + step], began, code == codes.INSIDE)
    if code == codes.ARRIVE and what >= 0:
        _match(memory, memory[memory[m.SOURCE_MATCHES] + what], began, False)
    if code == codes.RISK:
        _match(memory, memory[memory[m.RISK_MATCHES] + what], began, False)
    memory[m.CODE], memory[m.STEP] = code, step
    memory[m.TIME], memory[m.BEGAN] = now, began


def _close(memory: Memory, code: int) -> None:
    """A row ends what the person's row before it began: a wait, a stay, an interval of support."""
    now, end = memory[m.NOW], memory[m.END]
    before, step = memory[m.CODE], memory[m.STEP]
    if before == 0:
        return
    if before == codes.JOIN:
        joined, seen = memory[m.BEGAN], memory[m.TIME]
        if code in (codes.ADMIT, codes.RENEGED, codes.BALKED, codes.SENT_AWAY, codes.IN_LINE):
            count_wait(memory, step, joined, seen, now, code)
        else:
            count_wait(memory, step, joined, seen, end, codes.IN_LINE)
    elif before == codes.START:
        if code in (codes.END, codes.RISK, codes.CALLED, codes.INSIDE):
            count_stay(memory, now, code != codes.INSIDE)
        else:
            count_stay(memory, end, False)
    if code in (codes.INSIDE, codes.IN_LINE):  # no event: what is still running when the run ends
        count_support(memory, end, 1)
    else:
        count_support(memory, now, 0)


# --- arrival, exit ---------------------------------------------------------------------------------------------------


def _arrive(memory: Memory, source: int, arrived: int) -> None:
    memory[m.ARRIVED] = arrived
    memory[m.SOURCE] = source
    memory[m.SEEN] = memory[m.NOW]
    if memory[m.SOURCE_PROPERTY] >= 0:
        memory[memory[m.PROPERTY] + memory[m.SOURCE_PROPERTY]] = source
    place = slice_of(memory, arrived)
    memory[cell(memory, m.SOURCE_CELLS, m.OF_SOURCE, source, place) + m.ARRIVALS] += 1
    memory[cell(memory, m.SYSTEM_CELLS, m.OF_SYSTEM, 0, place) + m.COHORT] += 1


def _leave(memory: Memory, step: int) -> None:
    memory[m.EXIT_TIME] = memory[m.NOW]
    memory[m.EXIT_STEP] = step
    record = memory[m.STEPS] + step * m.STEP_WIDTH
    for meter in range(memory[record + m.METER_FIRST], memory[record + m.METER_LAST], m.METER_WIDTH):
        read_meter(memory, meter, memory[m.NOW], memory[m.NOW], memory[m.NOW])


def _count_presence(memory: Memory) -> None:
    """Once it is known when the person left, if ever."""
    arrived = memory[m.ARRIVED]
    left = memory[m.EXIT_TIME]
    if left != m.NEVER:
        here = cell(memory, m.SYSTEM_CELLS, m.OF_SYSTEM, 0, slice_of(memory, arrived))
        memory[here + m.GONE] += 1
        memory[here + m.GONE_SECONDS] += left - arrived
    seen = memory[m.SEEN]
    into = cell(memory, m.SYSTEM_CELLS, m.OF_SYSTEM, 0, 0) + m.PRESENT_SECONDS
    add_seconds(memory, into, m.OF_SYSTEM, seen, min(left, memory[m.END]), 1)


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
        memory[cell(memory, m.EVENT_CELLS, 1, memory[event], place) + 0] += 1
        first = m.EVENTS + memory[event]
        if memory[first] == m.NEVER:
            memory[first] = time
    at += 1 + memory[at]
    for pair in range(at + 1, at + 1 + memory[at]):
        start = m.EVENTS + memory[memory[m.PAIR_START] + memory[pair]]
        reached = memory[m.PAIR] + memory[pair]
        if memory[start] != m.NEVER and memory[reached] == m.NEVER:
            memory[reached] = time
    at += 1 + memory[at]
    for last in range(at + 1, at + 1 + memory[at]):
        memory[memory[m.LAST] + memory[last]] = m.NEVER if inside else time


# --- the end of the run ----------------------------------------------------------------------------------------------


def finish(memory: Memory) -> None:
    """What is open when the log ends; the results of the person go to the batch."""
    end = memory[m.END]
    code = memory[m.CODE]
    if code == codes.JOIN:
        count_wait(memory, memory[m.STEP], memory[m.BEGAN], memory[m.TIME], end, codes.IN_LINE)
    elif code == codes.START:
        count_stay(memory, end, False)
    if code not in (0, codes.INSIDE, codes.IN_LINE):
        count_support(memory, end, 1)
    for status in range(memory[m.STATUS_COUNT]):
        if memory[memory[m.SPELL] + 2 * status] != m.NEVER:
            write_spell(memory, status, 0)
    if memory[m.RATE] >= 0:
        end_period(memory)
    if memory[m.ARRIVED] != m.NEVER:
        _count_presence(memory)
    place, everybody = memory[m.RESULTS] + memory[m.NUMBER], memory[m.EVERYBODY]
    for word in range(memory[m.RESULT_WIDTH]):
        memory[place + word * everybody] = memory[m.RESULT + word]


def draw(memory: Memory, number: int, value: int) -> None:
    """An attribute or mark that was drawn."""
    memory[memory[m.PROPERTY] + number] = value
