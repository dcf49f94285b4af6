"""How people support themselves over time: spells of every status asked for, and time on and off benefit.

After every row of a person the support is that of the stage entered, the wait joined (a line for a stage and everything
in between count as benefit) or the exit taken; the exit's holds to the end of the run.  A spell is a maximal run of
intervals that qualify with no gap between them, not even of a second.  What depends on a property is judged as that
stood when the interval ended.

Of somebody who was there at the start the first interval goes back to the time of joining or entering: the clock of
benefit has run since then, though nothing is paid or saved before time 0.
"""

from __future__ import annotations

from sim.log.codes import EXIT, JOIN, START
from sim.measures.digest.basics import class_of
from sim.measures.digest.layout import (
    ARRIVED,
    BEGAN,
    BENEFIT_CELLS,
    BENEFIT_CHANGES,
    BENEFIT_WIDTH,
    BLOCK,
    CLOCK,
    CODE,
    ENTRY_CODE,
    NEVER,
    NUMBER,
    OF_BENEFIT,
    PAID,
    PAID_PARTLY,
    PART,
    PERIOD_END,
    PERIOD_LEVEL,
    PERIOD_RATE,
    PERIOD_START,
    PIECE_COUNT,
    PIECE_OF_BLOCK,
    PIECES,
    PROPERTY,
    RATE,
    RATE_CLASSES,
    RUNG_COUNT,
    RUNGS,
    SAVED,
    SAVED_PARTLY,
    SPELL,
    SPELL_END,
    SPELL_PERSON,
    SPELL_RUNNING,
    SPELL_START,
    SPELL_STATUS,
    SPELL_WIDTH,
    SPELLS,
    STATUS_AT_LEAST,
    STATUS_COUNT,
    STATUS_LEVEL,
    STATUS_MARK,
    STATUS_WIDTH,
    STATUSES,
    STAYING,
    STEP,
    STEP_WIDTH,
    STEPS,
    SUPPORT,
    SUPPORT_LEVELS,
    TIME,
    UNSET,
    WEEKS,
    Memory,
)
from sim.model.tables import NUMERIC_SCALE
from sim.scenario.schema import WEEK

BENEFIT, PARTLY, SELF = 0, 1, 2  # levels of support


def count_support(memory: Memory, end: int, running: int) -> None:
    """The interval from the latest row of the person to ``end``; ``running``: 1 if it lasts to the end of the run."""
    code, level = memory[CODE], 0
    start = memory[BEGAN] if code in (START, JOIN) else memory[TIME]
    if code in (START, JOIN, EXIT):
        level = _level(memory, code, memory[STEP])
        if level > 0:
            for status in range(memory[STATUS_COUNT]):
                if _qualifies(memory, memory[STATUSES] + status * STATUS_WIDTH, level):
                    _go_on(memory, status, start, end, running)
    if memory[RATE] >= 0 and end > start and memory[ARRIVED] != NEVER:
        _count_benefit(memory, start, end, level)


def _level(memory: Memory, code: int, step: int) -> int:
    record = memory[STEPS] + step * STEP_WIDTH
    if memory[record + ENTRY_CODE] != code:
        return 0
    return memory[memory[record + SUPPORT_LEVELS] + class_of(memory, memory[record + SUPPORT])]


def _qualifies(memory: Memory, status: int, level: int) -> bool:
    if level < memory[status + STATUS_LEVEL]:
        return False
    mark = memory[status + STATUS_MARK]
    return mark < 0 or memory[memory[PROPERTY] + mark] >= memory[status + STATUS_AT_LEAST]


# --- spells ----------------------------------------------------------------------------------------------------------


def _go_on(memory: Memory, status: int, start: int, end: int, running: int) -> None:
    """The interval belongs to the present spell, or begins a new one."""
    spell = memory[SPELL] + 2 * status
    if memory[spell] == NEVER or start > memory[spell + 1]:
        if memory[spell] != NEVER:
            write_spell(memory, status, 0)
        memory[spell] = start
    memory[spell + 1] = end
    if running == 1:
        write_spell(memory, status, 1)
        memory[spell] = NEVER


def write_spell(memory: Memory, status: int, running: int) -> None:
    """The present spell goes to the list."""
    spell, record = memory[SPELL] + 2 * status, memory[SPELLS]
    memory[record + SPELL_STATUS] = status
    memory[record + SPELL_PERSON] = memory[NUMBER]
    memory[record + SPELL_START] = memory[spell]
    memory[record + SPELL_END] = memory[spell + 1]
    memory[record + SPELL_RUNNING] = running
    memory[SPELLS] = record + SPELL_WIDTH


# --- benefit ---------------------------------------------------------------------------------------------------------


def _count_benefit(memory: Memory, start: int, end: int, level: int) -> None:
    """Intervals that follow on one another with the same support and the same monthly amount are one period."""
    rate = class_of(memory, memory[RATE])
    if level != memory[PERIOD_LEVEL] or rate != memory[PERIOD_RATE]:
        end_period(memory)
        memory[PERIOD_START] = start
        memory[PERIOD_LEVEL] = level
        memory[PERIOD_RATE] = rate
    memory[PERIOD_END] = end


def end_period(memory: Memory) -> None:
    """Time on benefit, by the time spent on it so far; time saved, as if the person had stayed on benefit all along."""
    start, end, rate = memory[PERIOD_START], memory[PERIOD_END], memory[PERIOD_RATE]
    level = memory[PERIOD_LEVEL]
    before = _seconds_before(memory)
    on_benefit, as_if = before + memory[CLOCK], before + start - memory[ARRIVED]
    if level == BENEFIT:
        _add_benefit(memory, PAID, rate, start, end, on_benefit)
    elif level == SELF:
        _add_benefit(memory, SAVED, rate, start, end, as_if)
    elif level == PARTLY:
        _add_benefit(memory, PAID_PARTLY, rate, start, end, on_benefit)
        _add_benefit(memory, SAVED_PARTLY, rate, start, end, as_if)
    if level < SELF:
        memory[CLOCK] += end - start


def _seconds_before(memory: Memory) -> int:
    """Time on benefit before arrival: an attribute in weeks; 0 where it is not known."""
    if memory[WEEKS] < 0:
        return 0
    weeks = memory[memory[PROPERTY] + memory[WEEKS]]
    return 0 if weeks == UNSET else weeks * WEEK // NUMERIC_SCALE


def _add_benefit(memory: Memory, counter: int, rate: int, start: int, end: int, clock: int) -> None:
    """The seconds of [start, end) by piece of time and rung; the clock of benefit stands at ``clock`` at the start.

    Those before time 0 only move the clock.
    """
    rungs, rung = memory[RUNG_COUNT], 0
    clock += max(0, -start)
    start = max(start, 0)
    while rung < rungs - 1 and clock >= memory[memory[RUNGS] + rung]:
        rung += 1
    piece = _piece_of(memory, start)
    while start < end:
        until = end
        if rung < rungs - 1:
            until = min(end, start + memory[memory[RUNGS] + rung] - clock)
        into = _changes(memory, (counter * rungs + rung) * memory[RATE_CLASSES] + rate)
        _from_now_on(memory, into, piece, start, 1)
        piece = _piece_of(memory, until)
        _from_now_on(memory, into, piece, until, -1)
        clock += until - start
        start = until
        rung += 1


def _changes(memory: Memory, row: int) -> int:
    """The changes in all pieces for one (counter, rung, class of people)."""
    return memory[BENEFIT_CHANGES] + row * memory[PIECE_COUNT] * BENEFIT_WIDTH


def _from_now_on(memory: Memory, into: int, piece: int, time: int, people: int) -> None:
    """All seconds from a time on: the rest of its piece, and all of the pieces behind it."""
    if piece < memory[PIECE_COUNT]:
        cell = into + piece * BENEFIT_WIDTH
        memory[cell + PART] += people * (memory[memory[PIECES] + piece] - time)
        memory[cell + STAYING] += people


def _piece_of(memory: Memory, time: int) -> int:
    """The first piece that ends after the time: not before the one in which the time's block begins."""
    piece = memory[memory[PIECE_OF_BLOCK] + time // BLOCK]
    while piece < memory[PIECE_COUNT] and memory[memory[PIECES] + piece] <= time:
        piece += 1
    return piece


def hand_over_benefit(memory: Memory) -> None:
    """The seconds of each (counter, rung, class of people) and piece, of which each change is known."""
    if memory[RATE] >= 0:
        to = memory[BENEFIT_CELLS]
        for row in range(OF_BENEFIT * memory[RUNG_COUNT] * memory[RATE_CLASSES]):
            cell, staying, began = _changes(memory, row), 0, 0
            for place in range(memory[PIECES], memory[PIECES] + memory[PIECE_COUNT]):
                memory[to] = memory[cell + PART] + staying * (memory[place] - began)
                staying += memory[cell + STAYING]
                began = memory[place]
                memory[cell + PART], memory[cell + STAYING] = 0, 0
                cell += BENEFIT_WIDTH
                to += 1
