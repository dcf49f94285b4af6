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
HUNDREDTH = NUMERIC_SCALE // 100


def count_support(memory: Memory, end: int, running: int) -> None:
    """The interval from the latest row of the person to ``end``; ``running``: 1 if it lasts to the end of the run.

    What has been counted of it before, when a property changed on a date, is left out.
    """
    code, level = memory[m.CODE], 0
    start = memory[m.BEGAN] if code in (codes.START, codes.JOIN) else memory[m.TIME]
    if code in (codes.START, codes.JOIN, codes.EXIT):
        level = _level(memory, code, memory[m.STEP], start)
        if level > 0:
            for status in range(memory[m.STATUS_COUNT]):
                record = memory[m.STATUSES] + status * m.STATUS_WIDTH
                since = max(_qualifies_from(memory, record, level, start), memory[m.SUPPORTED])
                if since <= end:
                    _go_on(memory, status, since, end, running)
    start = max(start, memory[m.SUPPORTED])
    if memory[m.RATE] >= 0 and end > start and memory[m.ARRIVED] != m.NEVER:
        _count_benefit(memory, start, end, level)


def _level(memory: Memory, code: int, step: int, start: int) -> int:
    record = memory[m.STEPS] + step * m.STEP_WIDTH
    if memory[record + m.ENTRY_CODE] != code:
        return 0
    return memory[memory[record + m.SUPPORT_LEVELS] + class_of(memory, memory[record + m.SUPPORT], start)]


def _qualifies_from(memory: Memory, status: int, level: int, start: int) -> int:
    """From when on an interval of a level of support that begins at ``start`` has the status; NEVER: not at all."""
    if level < memory[status + m.STATUS_LEVEL]:
        return m.NEVER
    mark = memory[status + m.STATUS_MARK]
    if mark < 0:
        return start
    if memory[status + m.STATUS_AT_LEAST] < 0:
        return _free_from(memory, start)
    return start if memory[memory[m.PROPERTY] + mark] >= memory[status + m.STATUS_AT_LEAST] else m.NEVER


def _free_from(memory: Memory, start: int) -> int:
    """From when on the hours of a job that began at ``start`` end all benefit, by the rates of that day."""
    hours = memory[memory[m.PROPERTY] + memory[m.HOURS]]
    place = class_of(memory, memory[m.RATE], start) * memory[m.PIECE_COUNT] + _piece_or_last(memory, start)
    limit = memory[memory[m.LIMITS] + place]
    if hours == m.UNSET or hours // HUNDREDTH >= limit:
        return start
    if memory[m.LATER_HOURS] >= 0 and memory[memory[m.PROPERTY] + memory[m.LATER_HOURS]] // HUNDREDTH >= limit:
        return start + memory[m.LATER_AFTER]
    return m.NEVER


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
    """Intervals that follow on one another with the same support, monthly amount and hours are one period."""
    rate, hours = class_of(memory, memory[m.RATE], start), m.UNSET
    if level == SELF and memory[m.HOURS] >= 0:
        hours = memory[memory[m.PROPERTY] + memory[m.HOURS]]
    if level != memory[m.PERIOD_LEVEL] or rate != memory[m.PERIOD_RATE] or hours != memory[m.PERIOD_HOURS]:
        end_period(memory)
        memory[m.PERIOD_START] = start
        memory[m.PERIOD_LEVEL] = level
        memory[m.PERIOD_RATE] = rate
        memory[m.PERIOD_HOURS] = hours
    memory[m.PERIOD_END] = end


def end_period(memory: Memory) -> None:
    """Time on benefit, by the time spent on it so far; time saved, as if the person had stayed on benefit all along."""
    start, end, rate = memory[m.PERIOD_START], memory[m.PERIOD_END], memory[m.PERIOD_RATE]
    level, hours = memory[m.PERIOD_LEVEL], memory[m.PERIOD_HOURS]
    if level == SELF and hours != m.UNSET:
        grown = min(end, start + memory[m.LATER_AFTER])
        if memory[m.LATER_HOURS] < 0 or memory[memory[m.PROPERTY] + memory[m.LATER_HOURS]] <= hours:
            grown = end
        _count_job(memory, start, grown, rate, hours)
        if grown < end:
            _count_job(memory, grown, end, rate, memory[memory[m.PROPERTY] + memory[m.LATER_HOURS]])
    elif level == SELF:
        _save(memory, start, end, rate)
    elif level == PARTLY:
        _add_benefit(memory, m.SAVED_PARTLY, rate, start, end, _as_if(memory, start), 1)
        _pay(memory, m.PAID_PARTLY, start, end, rate)
    elif level == BENEFIT:
        _pay(memory, m.PAID, start, end, rate)


def _pay(memory: Memory, counter: int, start: int, end: int, rate: int) -> None:
    """Benefit is paid, so the clock of the refund runs; it begins again after a long time without benefit."""
    if memory[m.FREE_SECONDS] >= memory[m.RESETS_AFTER]:
        memory[m.CLOCK] = -_seconds_before(memory)
    memory[m.FREE_SECONDS] = 0
    _add_benefit(memory, counter, rate, start, end, _seconds_before(memory) + memory[m.CLOCK], 1)
    memory[m.CLOCK] += end - start


def _save(memory: Memory, start: int, end: int, rate: int) -> None:
    """No benefit is paid."""
    _add_benefit(memory, m.SAVED, rate, start, end, _as_if(memory, start), 1)
    memory[m.FREE_SECONDS] += end - start


def _count_job(memory: Memory, start: int, end: int, rate: int, millionths: int) -> None:
    """A job of so many millionths of weekly hours: as long as they are too few, benefit is paid beside it."""
    hours = millionths // HUNDREDTH
    while start < end:
        piece = _piece_or_last(memory, start)
        until = end if piece == memory[m.PIECE_COUNT] - 1 else min(end, memory[memory[m.PIECES] + piece])
        if hours >= memory[memory[m.LIMITS] + rate * memory[m.PIECE_COUNT] + piece]:
            _save(memory, start, until, rate)
        else:
            _add_benefit(memory, m.EARNED_OF_SAVED, rate, start, until, _as_if(memory, start), hours)
            _pay(memory, m.SUPPLEMENTED, start, until, rate)
            clock = _seconds_before(memory) + memory[m.CLOCK] - (until - start)
            _add_benefit(memory, m.EARNED_OF_PAID, rate, start, until, clock, hours)
        start = until


def _as_if(memory: Memory, start: int) -> int:
    """The clock of benefit, had the person stayed on it ever since arrival."""
    return _seconds_before(memory) + start - memory[m.ARRIVED]


def _seconds_before(memory: Memory) -> int:
    """Time on benefit before arrival: an attribute in weeks; 0 where it is not known."""
    if memory[m.WEEKS] < 0:
        return 0
    weeks = memory[memory[m.PROPERTY] + memory[m.WEEKS]]
    return 0 if weeks == m.UNSET else weeks * WEEK // NUMERIC_SCALE


def _add_benefit(memory: Memory, counter: int, rate: int, start: int, end: int, clock: int, weight: int) -> None:
    """The seconds of [start, end), times the weight, by piece of time and rung; the clock stands at ``clock`` at first.

    Those before time 0, and before the event from which on people are billed, only move the clock.
    """
    first = 0 if memory[m.BILLED] < 0 else max(0, memory[memory[m.BILLED]])
    if first >= end:
        return
    rungs, rung = memory[m.RUNG_COUNT], 0
    clock += max(0, first - start)
    start = max(start, first)
    while rung < rungs - 1 and clock >= memory[memory[m.RUNGS] + rung]:
        rung += 1
    piece = _piece_of(memory, start)
    while start < end:
        until = end
        if rung < rungs - 1:
            until = min(end, start + memory[memory[m.RUNGS] + rung] - clock)
        into = _changes(memory, (counter * rungs + rung) * memory[m.RATE_CLASSES] + rate)
        _from_now_on(memory, into, piece, start, weight)
        piece = _piece_of(memory, until)
        _from_now_on(memory, into, piece, until, -weight)
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


def _piece_or_last(memory: Memory, time: int) -> int:
    """The piece of a time, for a time before the run the first one, behind the last piece the last one."""
    return min(_piece_of(memory, max(time, 0)), memory[m.PIECE_COUNT] - 1)


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
