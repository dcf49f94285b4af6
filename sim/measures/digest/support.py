"""How people support themselves over time: spells of every status asked for, and time on and off benefit.

After every row of a person the support is that of the stage entered, the wait joined (a line for a stage and everything
in between count as benefit) or the exit taken; the exit's holds to the end of the run.  A spell is a maximal run of
intervals that qualify with no gap between them, not even of a second.  What depends on a property is judged as that
stood when the interval ended.

Of somebody who was there at the start the first interval goes back to the time of joining or entering: the clock of
benefit has run since then, though nothing is paid or saved before time 0.
"""

from __future__ import annotations

from sim.log import codes
from sim.measures.digest import layout as m
from sim.measures.digest.basics import class_of
from sim.measures.digest.layout import Memory
from sim.model.tables import NUMERIC_SCALE
from sim.scenario.schema import WEEK

BENEFIT, PARTLY, SELF = 0, 1, 2  # levels of support


def count_support(memory: Memory, end: int, running: int) -> None:
    """The interval from the latest row of the person to ``end``; ``running``: 1 if it lasts to the end of the run."""
    code, level = memory[m.CODE], 0
    start = memory[m.BEGAN] if code in (codes.START, codes.JOIN) else memory[m.TIME]
    if code in (codes.START, codes.JOIN, codes.EXIT):
        level = _level(memory, code, memory[m.STEP])
        if level > 0:
            for status in range(memory[m.STATUS_COUNT]):
                if _qualifies(memory, memory[m.STATUSES] + status * m.STATUS_WIDTH, level):
                    _go_on(memory, status, start, end, running)
    if memory[m.RATE] >= 0 and end > start and memory[m.ARRIVED] != m.NEVER:
        _count_benefit(memory, start, end, level)


def _level(memory: Memory, code: int, step: int) -> int:
    record = memory[m.STEPS] + step * m.STEP_WIDTH
    if memory[record + m.ENTRY_CODE] != code:
        return 0
    return memory[memory[record + m.SUPPORT_LEVELS] + class_of(memory, memory[record + m.SUPPORT])]


def _qualifies(memory: Memory, status: int, level: int) -> bool:
    if level < memory[status + m.STATUS_LEVEL]:
        return False
    mark = memory[status + m.STATUS_MARK]
    return mark < 0 or memory[memory[m.PROPERTY] + mark] >= memory[status + m.STATUS_AT_LEAST]


# --- spells ----------------------------------------------------------------------------------------------------------


def _go_on(memory: Memory, status: int, start: int, end: int, running: int) -> None:
    """The interval belongs to the present spell, or begins a new one."""
    spell = memory[m.SPELL] + 2 * status
    if memory[spell] == m.NEVER or start > memory[spell + 1]:
        if memory[spell] != m.NEVER:
            write_spell(memory, status, 0)
        memory[spell] = start
    memory[spell + 1] = end
    if running == 1:
        write_spell(memory, status, 1)
        memory[spell] = m.NEVER


def write_spell(memory: Memory, status: int, running: int) -> None:
    """The present spell goes to the list."""
    spell, record = memory[m.SPELL] + 2 * status, memory[m.SPELLS]
    memory[record + m.SPELL_STATUS] = status
    memory[record + m.SPELL_PERSON] = memory[m.NUMBER]
    memory[record + m.SPELL_START] = memory[spell]
    memory[record + m.SPELL_END] = memory[spell + 1]
    memory[record + m.SPELL_RUNNING] = running
    memory[m.SPELLS] = record + m.SPELL_WIDTH


# --- benefit ---------------------------------------------------------------------------------------------------------


def _count_benefit(memory: Memory, start: int, end: int, level: int) -> None:
    """Intervals that follow on one another with the same support and the same monthly amount are one period."""
    rate = class_of(memory, memory[m.RATE])
    if level != memory[m.PERIOD_LEVEL] or rate != memory[m.PERIOD_RATE]:
        end_period(memory)
        memory[m.PERIOD_START] = start
        memory[m.PERIOD_LEVEL] = level
        memory[m.PERIOD_RATE] = rate
    memory[m.PERIOD_END] = end


def end_period(memory: Memory) -> None:
    """Time on benefit, by the time spent on it so far; time saved, as if the person had stayed on benefit all along."""
    start, end, rate = memory[m.PERIOD_START], memory[m.PERIOD_END], memory[m.PERIOD_RATE]
    level = memory[m.PERIOD_LEVEL]
    before = _seconds_before(memory)
    on_benefit, as_if = before + memory[m.CLOCK], before + start - memory[m.ARRIVED]
    if level == BENEFIT:
        _add_benefit(memory, m.PAID, rate, start, end, on_benefit)
    elif level == SELF:
        _add_benefit(memory, m.SAVED, rate, start, end, as_if)
    elif level == PARTLY:
        _add_benefit(memory, m.PAID_PARTLY, rate, start, end, on_benefit)
        _add_benefit(memory, m.SAVED_PARTLY, rate, start, end, as_if)
    if level < SELF:
        memory[m.CLOCK] += end - start


def _seconds_before(memory: Memory) -> int:
    """Time on benefit before arrival: an attribute in weeks; 0 where it is not known."""
    if memory[m.WEEKS] < 0:
        return 0
    weeks = memory[memory[m.PROPERTY] + memory[m.WEEKS]]
    return 0 if weeks == m.UNSET else weeks * WEEK // NUMERIC_SCALE


def _add_benefit(memory: Memory, counter: int, rate: int, start: int, end: int, clock: int) -> None:
    """The seconds of [start, end) by piece of time and rung; the clock of benefit stands at ``clock`` at the start.

    Those before time 0 only move the clock.
    """
    rungs, rung = memory[m.RUNG_COUNT], 0
    clock += max(0, -start)
    start = max(start, 0)
    while rung < rungs - 1 and clock >= memory[memory[m.RUNGS] + rung]:
        rung += 1
    piece = _piece_of(memory, start)
    while start < end:
        until = end
        if rung < rungs - 1:
            until = min(end, start + memory[memory[m.RUNGS] + rung] - clock)
        into = _changes(memory, (counter * rungs + rung) * memory[m.RATE_CLASSES] + rate)
        _from_now_on(memory, into, piece, start, 1)
        piece = _piece_of(memory, until)
        _from_now_on(memory, into, piece, until, -1)
        clock += until - start
        start = until
        rung += 1


def _changes(memory: Memory, row: int) -> int:
    """The changes in all pieces for one (counter, rung, class of people)."""
    return memory[m.BENEFIT_CHANGES] + row * memory[m.PIECE_COUNT] * m.BENEFIT_WIDTH


def _from_now_on(memory: Memory, into: int, piece: int, time: int, people: int) -> None:
    """All seconds from a time on: the rest of its piece, and all of the pieces behind it."""
    if piece < memory[m.PIECE_COUNT]:
        cell = into + piece * m.BENEFIT_WIDTH
        memory[cell + m.PART] += people * (memory[memory[m.PIECES] + piece] - time)
        memory[cell + m.STAYING] += people


def _piece_of(memory: Memory, time: int) -> int:
    """The first piece that ends after the time: not before the one in which the time's block begins."""
    piece = memory[memory[m.PIECE_OF_BLOCK] + time // m.BLOCK]
    while piece < memory[m.PIECE_COUNT] and memory[memory[m.PIECES] + piece] <= time:
        piece += 1
    return piece


def hand_over_benefit(memory: Memory) -> None:
    """The seconds of each (counter, rung, class of people) and piece, of which each change is known."""
    if memory[m.RATE] >= 0:
        to = memory[m.BENEFIT_CELLS]
        for row in range(m.OF_BENEFIT * memory[m.RUNG_COUNT] * memory[m.RATE_CLASSES]):
            cell, staying, began = _changes(memory, row), 0, 0
            for place in range(memory[m.PIECES], memory[m.PIECES] + memory[m.PIECE_COUNT]):
                memory[to] = memory[cell + m.PART] + staying * (memory[place] - began)
                staying += memory[cell + m.STAYING]
                began = memory[place]
                memory[cell + m.PART], memory[cell + m.STAYING] = 0, 0
                cell += m.BENEFIT_WIDTH
                to += 1
