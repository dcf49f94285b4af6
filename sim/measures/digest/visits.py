"""Entries, waits and stays."""

from __future__ import annotations

from sim.log import codes
from sim.measures.digest import layout as m
from sim.measures.digest.basics import add_seconds, cell, class_of, slice_of
from sim.measures.digest.layout import Memory
from sim.scenario.schema import DAY

LONG_WAIT = 28 * DAY


def enter(memory: Memory, step: int, began: int) -> None:
    """An entry; a person and all visits belong to the slice of the first entry into the step."""
    here = cell(memory, m.STEP_CELLS, m.OF_STEP, step, 0)
    place = slice_of(memory, began)
    memory[here + place * m.OF_STEP + m.ENTRIES] += 1
    first = memory[m.FIRST_ENTRY] + step
    if memory[first] == 0:
        memory[first] = place + 1
        memory[here + place * m.OF_STEP + m.PEOPLE_ENTERED] += 1
        if memory[m.ARRIVED] != m.NEVER:
            memory[here + place * m.OF_STEP + m.SECONDS_TO_ENTRY] += began - memory[m.ARRIVED]
            memory[here + slice_of(memory, memory[m.ARRIVED]) * m.OF_STEP + m.REACHED] += 1
    memory[here + (memory[first] - 1) * m.OF_STEP + m.VISITS] += 1


# --- waits -----------------------------------------------------------------------------------------------------------


def count_wait(memory: Memory, step: int, joined: int, seen: int, end: int, outcome: int) -> None:
    """One arrival at a stage or wait, in line or straight inside, by the slice in which the person joined.

    ``joined`` is the true time (before 0 for the backlog), ``seen`` the time from which the log shows it.
    """
    here = cell(memory, m.STEP_CELLS, m.OF_STEP, step, 0)
    place, wait = slice_of(memory, joined), end - joined
    memory[here + place * m.OF_STEP + m.JOINED] += 1
    if wait > 0:
        memory[here + place * m.OF_STEP + m.WAITED] += 1
        if wait > LONG_WAIT:
            memory[here + place * m.OF_STEP + m.WAITED_LONG] += 1
        add_seconds(memory, here + m.QUEUE_SECONDS, m.OF_STEP, seen, end, 1)
        _meter_line(memory, step, joined, seen, end)
    if outcome == codes.ADMIT:
        _admitted(memory, step, here, place, wait, joined, end)
    elif outcome == codes.RENEGED:
        memory[here + place * m.OF_STEP + m.GAVE_UP] += 1
    elif outcome in (codes.BALKED, codes.SENT_AWAY):
        memory[here + place * m.OF_STEP + m.TURNED_AWAY] += 1
    if outcome in (codes.RENEGED, codes.BALKED) and memory[memory[m.STEPS] + step * m.STEP_WIDTH + m.SPENDS] == 1:
        _refused(memory, here, end)


def _meter_line(memory: Memory, step: int, joined: int, seen: int, end: int) -> None:
    """What time in line adds to the meters of the step that count it, for the class of the person at its end."""
    record = memory[m.STEPS] + step * m.STEP_WIDTH
    for meter in range(memory[record + m.METER_FIRST], memory[record + m.METER_LAST], m.METER_WIDTH):
        if memory[meter + m.METER_KIND] == m.TIME_IN_LINE:
            number = memory[meter + m.METER_CELL] + class_of(memory, memory[meter + m.METER_CASE], joined)
            add_seconds(memory, cell(memory, m.METER_CELLS, 1, number, 0), 1, seen, end, 1)


def _admitted(memory: Memory, step: int, here: int, place: int, wait: int, joined: int, end: int) -> None:
    memory[here + place * m.OF_STEP + m.ADMITTED] += 1
    if wait > 0:
        memory[here + place * m.OF_STEP + m.WAIT_SECONDS] += wait
        if 0 < place <= memory[m.SLICES]:
            record = memory[m.WAITS]
            memory[record + m.WAIT_GROUP] = (memory[m.REPLICATION] * memory[m.STEP_COUNT] + step) * memory[
                m.BINS
            ] + place
            memory[record + m.WAIT_LENGTH] = wait
            memory[m.WAITS] = record + m.WAIT_WIDTH
    if joined < memory[memory[m.CUTS]]:
        then = slice_of(memory, end)
        memory[here + then * m.OF_STEP + m.ADMITTED_BEFORE] += 1
        memory[here + then * m.OF_STEP + m.WAIT_SECONDS_BEFORE] += wait


def _refused(memory: Memory, here: int, end: int) -> None:
    """Refusals of a stage that spends a budget, by the time of the answer; the first of each slice plus 1 s."""
    then = slice_of(memory, end)
    memory[here + then * m.OF_STEP + m.REFUSED_THEN] += 1
    first = here + then * m.OF_STEP + m.FIRST_REFUSAL
    if memory[first] == 0 or end + 1 < memory[first]:
        memory[first] = end + 1


# --- stays -----------------------------------------------------------------------------------------------------------


def count_stay(memory: Memory, end: int, ended: bool) -> None:
    """The stay that began with the latest row of the person; one that ended counts where it began."""
    step, began, start = memory[m.STEP], memory[m.BEGAN], memory[m.TIME]
    here = cell(memory, m.STEP_CELLS, m.OF_STEP, step, 0)
    add_seconds(memory, here + m.INSIDE_SECONDS, m.OF_STEP, start, end, 1)
    if ended:
        place = slice_of(memory, began)
        memory[here + place * m.OF_STEP + m.STAYS] += 1
        memory[here + place * m.OF_STEP + m.STAY_SECONDS] += end - began
    record = memory[m.STEPS] + step * m.STEP_WIDTH
    for meter in range(memory[record + m.METER_FIRST], memory[record + m.METER_LAST], m.METER_WIDTH):
        read_meter(memory, meter, began, start, end)


def read_meter(memory: Memory, meter: int, began: int, start: int, end: int) -> None:
    """What a stay adds to one of the meters of its step, for the class of the person at its end, by its first date."""
    number = memory[meter + m.METER_CELL] + class_of(memory, memory[meter + m.METER_CASE], began)
    into = cell(memory, m.METER_CELLS, 1, number, 0)
    kind, working = memory[meter + m.METER_KIND], memory[meter + m.METER_WORKING]
    called_until = min(end, began + memory[meter + m.METER_UNTIL])
    if working & m.UNTIL_WORKING != 0:
        called_until = min(end, working_later(memory, began, memory[meter + m.METER_UNTIL] // DAY))
    if kind == m.STARTS:
        memory[into + slice_of(memory, began)] += 1
    elif kind == m.TIME_INSIDE:
        add_seconds(memory, into, 1, start, end, 1)
    elif kind == m.WORKING_TIME:
        add_working(memory, into, start, end)
    elif kind == m.CALL_TIME and working & m.EVERY_WORKING != 0:
        add_working(memory, into, start, called_until)
    elif kind == m.CALL_TIME:
        add_seconds(memory, into, 1, start, called_until, 1)
    elif kind == m.PLANNED_CALLS:
        days = working & m.EVERY_WORKING != 0
        add_planned(memory, into, began, start, called_until, memory[meter + m.METER_EVERY], days)


def add_working(memory: Memory, into: int, start: int, end: int) -> None:
    """Seconds of [start, end) on working days."""
    place = slice_of(memory, start)
    while start < end:
        until = end
        if place <= memory[m.SLICES]:
            until = min(end, memory[memory[m.CUTS] + place])
        memory[into + place] += worked(memory, until) - worked(memory, start)
        start = until
        place += 1


def worked(memory: Memory, time: int) -> int:
    """Seconds of working days between the beginning of the tables and a time."""
    time -= memory[m.WORKED_FIRST] * DAY
    day = min(max(time // DAY, 0), memory[m.WORKED_DAYS] - 1)
    before: int = memory[memory[m.WORKED] + day]
    of_day = memory[memory[m.WORKED] + day + 1] - before
    return before * DAY + of_day * min(max(time - day * DAY, 0), DAY)


def worked_days(memory: Memory, day: int) -> int:
    """Working days before a day, from the beginning of the tables on."""
    place = min(max(day - memory[m.WORKED_FIRST], 0), memory[m.WORKED_DAYS])
    number: int = memory[memory[m.WORKED] + place]
    return number


def working_later(memory: Memory, time: int, count: int) -> int:
    """So many working days later (contract T2); beyond the tables the first day that is not in them."""
    day = time // DAY
    wanted, last = worked_days(memory, day) + count, memory[m.WORKED_FIRST] + memory[m.WORKED_DAYS]
    if count > 0:
        while day < last and worked_days(memory, day + 1) <= wanted:
            day += 1
    return day * DAY + time % DAY


def add_planned(memory: Memory, into: int, began: int, start: int, end: int, every: int, working: bool) -> None:
    """How many of began + every, began + 2 every, ... lie in [start, end) and strictly inside the stay, by slice."""
    place = slice_of(memory, start)
    while start < end:
        until = end
        if place <= memory[m.SLICES]:
            until = min(end, memory[memory[m.CUTS] + place])
        if working:
            number = working_calls_before(memory, began, until, every // DAY)
            memory[into + place] += number - working_calls_before(memory, began, start, every // DAY)
        else:
            memory[into + place] += calls_before(began, until, every) - calls_before(began, start, every)
        start = until
        place += 1


def working_calls_before(memory: Memory, began: int, time: int, every: int) -> int:
    """How many calls lie before ``time``: each so many working days after the last, at the time of day of ``began``."""
    day = time // DAY
    working = worked_days(memory, day + 1) > worked_days(memory, day)
    passed = worked_days(memory, day) + int(working and began % DAY < time % DAY)
    return max((passed - 1 - worked_days(memory, began // DAY)) // every, 0)


def calls_before(began: int, time: int, every: int) -> int:
    """How many of k = 1, 2, ... have began + k every < time."""
    return max(-((began - time) // every) - 1, 0)
