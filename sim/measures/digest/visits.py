"""Entries, waits and stays."""

from __future__ import annotations

from sim.log.codes import ADMIT, GIVE_UP, REFUSED, SENT_AWAY
from sim.measures.digest.basics import add_seconds, cell, class_of, slice_of
from sim.measures.digest.layout import (
    ADMITTED,
    ADMITTED_BEFORE,
    ARRIVED,
    BEGAN,
    BINS,
    CALL_TIME,
    CUTS,
    ENTRIES,
    FIRST_ENTRY,
    FIRST_REFUSAL,
    GAVE_UP,
    INSIDE_SECONDS,
    JOINED,
    METER_CASE,
    METER_CELL,
    METER_CELLS,
    METER_EVERY,
    METER_FIRST,
    METER_KIND,
    METER_LAST,
    METER_UNTIL,
    METER_WIDTH,
    NEVER,
    OF_STEP,
    PEOPLE_ENTERED,
    PLANNED_CALLS,
    QUEUE_SECONDS,
    REACHED,
    REFUSED_THEN,
    REPLICATION,
    SLICES,
    SPENDS,
    STARTS,
    STAY_SECONDS,
    STAYS,
    STEP,
    STEP_CELLS,
    STEP_COUNT,
    STEP_WIDTH,
    STEPS,
    TIME,
    TIME_INSIDE,
    TURNED_AWAY,
    VISITS,
    WAIT_GROUP,
    WAIT_LENGTH,
    WAIT_SECONDS,
    WAIT_SECONDS_BEFORE,
    WAIT_WIDTH,
    WAITED,
    WAITED_LONG,
    WAITS,
    WORKED,
    WORKED_DAYS,
    WORKING_TIME,
    Memory,
)
from sim.scenario.schema import DAY

LONG_WAIT = 28 * DAY


def enter(memory: Memory, step: int, began: int) -> None:
    """An entry; a person and all visits belong to the slice of the first entry into the step."""
    here = cell(memory, STEP_CELLS, OF_STEP, step, 0)
    place = slice_of(memory, began)
    memory[here + place * OF_STEP + ENTRIES] += 1
    first = memory[FIRST_ENTRY] + step
    if memory[first] == 0:
        memory[first] = place + 1
        memory[here + place * OF_STEP + PEOPLE_ENTERED] += 1
        if memory[ARRIVED] != NEVER:
            memory[here + slice_of(memory, memory[ARRIVED]) * OF_STEP + REACHED] += 1
    memory[here + (memory[first] - 1) * OF_STEP + VISITS] += 1


# --- waits -----------------------------------------------------------------------------------------------------------


def count_wait(memory: Memory, step: int, joined: int, seen: int, end: int, outcome: int) -> None:
    """One arrival at a stage or wait, in line or straight inside, by the slice in which the person joined.

    ``joined`` is the true time (before 0 for the backlog), ``seen`` the time from which the log shows it.
    """
    here = cell(memory, STEP_CELLS, OF_STEP, step, 0)
    place, wait = slice_of(memory, joined), end - joined
    memory[here + place * OF_STEP + JOINED] += 1
    if wait > 0:
        memory[here + place * OF_STEP + WAITED] += 1
        if wait > LONG_WAIT:
            memory[here + place * OF_STEP + WAITED_LONG] += 1
        add_seconds(memory, here + QUEUE_SECONDS, OF_STEP, seen, end, 1)
    if outcome == ADMIT:
        _admitted(memory, step, here, place, wait, joined, end)
    elif outcome == GIVE_UP:
        memory[here + place * OF_STEP + GAVE_UP] += 1
    elif outcome in (REFUSED, SENT_AWAY):
        memory[here + place * OF_STEP + TURNED_AWAY] += 1
    if outcome in (GIVE_UP, REFUSED) and memory[memory[STEPS] + step * STEP_WIDTH + SPENDS] == 1:
        _refused(memory, here, end)


def _admitted(memory: Memory, step: int, here: int, place: int, wait: int, joined: int, end: int) -> None:
    memory[here + place * OF_STEP + ADMITTED] += 1
    if wait > 0:
        memory[here + place * OF_STEP + WAIT_SECONDS] += wait
        if 0 < place <= memory[SLICES]:
            record = memory[WAITS]
            memory[record + WAIT_GROUP] = (memory[REPLICATION] * memory[STEP_COUNT] + step) * memory[BINS] + place
            memory[record + WAIT_LENGTH] = wait
            memory[WAITS] = record + WAIT_WIDTH
    if joined < memory[memory[CUTS]]:
        then = slice_of(memory, end)
        memory[here + then * OF_STEP + ADMITTED_BEFORE] += 1
        memory[here + then * OF_STEP + WAIT_SECONDS_BEFORE] += wait


def _refused(memory: Memory, here: int, end: int) -> None:
    """Refusals of a stage that spends a budget, by the time of the answer; the first of each slice plus 1 s."""
    then = slice_of(memory, end)
    memory[here + then * OF_STEP + REFUSED_THEN] += 1
    first = here + then * OF_STEP + FIRST_REFUSAL
    if memory[first] == 0 or end + 1 < memory[first]:
        memory[first] = end + 1


# --- stays -----------------------------------------------------------------------------------------------------------


def count_stay(memory: Memory, end: int, ended: bool) -> None:
    """The stay that began with the latest row of the person; one that ended counts where it began."""
    step, began, start = memory[STEP], memory[BEGAN], memory[TIME]
    here = cell(memory, STEP_CELLS, OF_STEP, step, 0)
    add_seconds(memory, here + INSIDE_SECONDS, OF_STEP, start, end, 1)
    if ended:
        place = slice_of(memory, began)
        memory[here + place * OF_STEP + STAYS] += 1
        memory[here + place * OF_STEP + STAY_SECONDS] += end - began
    record = memory[STEPS] + step * STEP_WIDTH
    for meter in range(memory[record + METER_FIRST], memory[record + METER_LAST], METER_WIDTH):
        read_meter(memory, meter, began, start, end)


def read_meter(memory: Memory, meter: int, began: int, start: int, end: int) -> None:
    """What a stay adds to one of the meters of its step, for the class of the person at its end."""
    number = memory[meter + METER_CELL] + class_of(memory, memory[meter + METER_CASE])
    into = cell(memory, METER_CELLS, 1, number, 0)
    kind, called_until = memory[meter + METER_KIND], min(end, began + memory[meter + METER_UNTIL])
    if kind == STARTS:
        memory[into + slice_of(memory, began)] += 1
    elif kind == TIME_INSIDE:
        add_seconds(memory, into, 1, start, end, 1)
    elif kind == WORKING_TIME:
        add_working(memory, into, start, end)
    elif kind == CALL_TIME:
        add_seconds(memory, into, 1, start, called_until, 1)
    elif kind == PLANNED_CALLS:
        add_planned(memory, into, began, start, called_until, memory[meter + METER_EVERY])


def add_working(memory: Memory, into: int, start: int, end: int) -> None:
    """Seconds of [start, end) on working days."""
    place = slice_of(memory, start)
    while start < end:
        until = end
        if place <= memory[SLICES]:
            until = min(end, memory[memory[CUTS] + place])
        memory[into + place] += worked(memory, until) - worked(memory, start)
        start = until
        place += 1


def worked(memory: Memory, time: int) -> int:
    """Seconds of working days between time 0 and a time of the run."""
    day = min(max(time // DAY, 0), memory[WORKED_DAYS] - 1)
    before: int = memory[memory[WORKED] + day]
    of_day = memory[memory[WORKED] + day + 1] - before
    return before * DAY + of_day * min(max(time - day * DAY, 0), DAY)


def add_planned(memory: Memory, into: int, began: int, start: int, end: int, every: int) -> None:
    """How many of began + every, began + 2 every, ... lie in [start, end) and strictly inside the stay, by slice."""
    place = slice_of(memory, start)
    while start < end:
        until = end
        if place <= memory[SLICES]:
            until = min(end, memory[memory[CUTS] + place])
        memory[into + place] += calls_before(began, until, every) - calls_before(began, start, every)
        start = until
        place += 1


def calls_before(began: int, time: int, every: int) -> int:
    """How many of k = 1, 2, ... have began + k every < time."""
    return max(-((began - time) // every) - 1, 0)
