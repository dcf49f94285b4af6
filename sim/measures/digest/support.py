"""How people support themselves over time: spells of every status asked for, and time on and off benefit.

After every row of a person the support is that of the stage entered, the wait joined (a line for a stage and everything
in between count as benefit) or the exit taken; the exit's holds to the end of the run.  A spell is a maximal run of
intervals that qualify with no gap between them, not even of a second.  What depends on a property is judged as that
stood when the interval ended.
"""

from __future__ import annotations

from sim.log.events import NUMERIC_SCALE, Event
from sim.measures.digest.basics import class_of
from sim.measures.digest.layout import (
    ARRIVED,
    BEGAN,
    BENEFIT_CELLS,
    CLOCK,
    CODE,
    ENTRY_CODE,
    FIRST_PERSON,
    NEVER,
    PAID,
    PAID_PARTLY,
    PEOPLE,
    PERIOD_END,
    PERIOD_LEVEL,
    PERIOD_RATE,
    PERIOD_START,
    PERSON_WIDTH,
    PIECE_COUNT,
    PIECES,
    PROPERTY,
    RATE,
    RATE_CLASSES,
    RESULT_WIDTH,
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
from sim.scenario.schema import WEEK

START, JOIN, EXIT = int(Event.START), int(Event.JOIN), int(Event.EXIT)
BENEFIT, PARTLY, SELF = 0, 1, 2  # levels of support


def count_support(memory: Memory, person: int, end: int, running: int) -> None:
    """The interval from the latest row of the person to ``end``; ``running``: 1 if it lasts to the end of the run."""
    state = person + memory[RESULT_WIDTH]
    code, level = memory[state + CODE], 0
    start = memory[state + BEGAN] if code == START else memory[state + TIME]
    if code in (START, JOIN, EXIT):
        level = _level(memory, person, code, memory[state + STEP])
        if level > 0:
            for status in range(memory[STATUS_COUNT]):
                if _qualifies(memory, person, memory[STATUSES] + status * STATUS_WIDTH, level):
                    _go_on(memory, person, status, start, end, running)
    if memory[RATE] >= 0 and end > start and memory[person + ARRIVED] != NEVER:
        _count_benefit(memory, person, max(start, 0), end, level)


def _level(memory: Memory, person: int, code: int, step: int) -> int:
    record = memory[STEPS] + step * STEP_WIDTH
    if memory[record + ENTRY_CODE] != code:
        return 0
    return memory[memory[record + SUPPORT_LEVELS] + class_of(memory, person, memory[record + SUPPORT])]


def _qualifies(memory: Memory, person: int, status: int, level: int) -> bool:
    if level < memory[status + STATUS_LEVEL]:
        return False
    mark = memory[status + STATUS_MARK]
    return mark < 0 or memory[person + memory[PROPERTY] + mark] >= memory[status + STATUS_AT_LEAST]


# --- spells ----------------------------------------------------------------------------------------------------------


def _go_on(memory: Memory, person: int, status: int, start: int, end: int, running: int) -> None:
    """The interval belongs to the present spell, or begins a new one."""
    spell = person + memory[SPELL] + 2 * status
    if memory[spell] == NEVER or start > memory[spell + 1]:
        if memory[spell] != NEVER:
            write_spell(memory, person, status, 0)
        memory[spell] = start
    memory[spell + 1] = end
    if running == 1:
        write_spell(memory, person, status, 1)
        memory[spell] = NEVER


def write_spell(memory: Memory, person: int, status: int, running: int) -> None:
    """The present spell goes to the list."""
    spell, record = person + memory[SPELL] + 2 * status, memory[SPELLS]
    memory[record + SPELL_STATUS] = status
    memory[record + SPELL_PERSON] = number_of(memory, person)
    memory[record + SPELL_START] = memory[spell]
    memory[record + SPELL_END] = memory[spell + 1]
    memory[record + SPELL_RUNNING] = running
    memory[SPELLS] = record + SPELL_WIDTH


def number_of(memory: Memory, person: int) -> int:
    """The number of the person in the batch."""
    return memory[FIRST_PERSON] + (person - memory[PEOPLE]) // memory[PERSON_WIDTH]


# --- benefit ---------------------------------------------------------------------------------------------------------


def _count_benefit(memory: Memory, person: int, start: int, end: int, level: int) -> None:
    """Intervals that follow on one another with the same support and the same monthly amount are one period."""
    state, rate = person + memory[RESULT_WIDTH], class_of(memory, person, memory[RATE])
    if level != memory[state + PERIOD_LEVEL] or rate != memory[state + PERIOD_RATE]:
        end_period(memory, person)
        memory[state + PERIOD_START] = start
        memory[state + PERIOD_LEVEL] = level
        memory[state + PERIOD_RATE] = rate
    memory[state + PERIOD_END] = end


def end_period(memory: Memory, person: int) -> None:
    """Time on benefit, by the time spent on it so far; time saved, as if the person had stayed on benefit all along."""
    state = person + memory[RESULT_WIDTH]
    start, end, rate = memory[state + PERIOD_START], memory[state + PERIOD_END], memory[state + PERIOD_RATE]
    level = memory[state + PERIOD_LEVEL]
    before = _seconds_before(memory, person)
    on_benefit, as_if = before + memory[state + CLOCK], before + start - max(memory[person + ARRIVED], 0)
    if level == BENEFIT:
        _add_benefit(memory, PAID, rate, start, end, on_benefit)
    elif level == SELF:
        _add_benefit(memory, SAVED, rate, start, end, as_if)
    elif level == PARTLY:
        _add_benefit(memory, PAID_PARTLY, rate, start, end, on_benefit)
        _add_benefit(memory, SAVED_PARTLY, rate, start, end, as_if)
    if level < SELF:
        memory[state + CLOCK] += end - start


def _seconds_before(memory: Memory, person: int) -> int:
    """Time on benefit before arrival: an attribute in weeks; 0 where it is not known."""
    if memory[WEEKS] < 0:
        return 0
    weeks = memory[person + memory[PROPERTY] + memory[WEEKS]]
    return 0 if weeks == UNSET else weeks * WEEK // NUMERIC_SCALE


def _add_benefit(memory: Memory, counter: int, rate: int, start: int, end: int, clock: int) -> None:
    """The seconds of [start, end) by piece of time and rung; the clock of benefit stands at ``clock`` at the start."""
    pieces, rungs = memory[PIECE_COUNT], memory[RUNG_COUNT]
    piece, rung = _piece_of(memory, start), 0
    while rung < rungs - 1 and clock >= memory[memory[RUNGS] + rung]:
        rung += 1
    while start < end and piece < pieces:
        until = min(end, memory[memory[PIECES] + piece])
        climbs = rung < rungs - 1 and clock + until - start >= memory[memory[RUNGS] + rung]
        if climbs:
            until = start + memory[memory[RUNGS] + rung] - clock
        place = ((counter * rungs + rung) * memory[RATE_CLASSES] + rate) * pieces + piece
        memory[memory[BENEFIT_CELLS] + place] += until - start
        clock += until - start
        start = until
        if climbs:
            rung += 1
        if start == memory[memory[PIECES] + piece]:
            piece += 1


def _piece_of(memory: Memory, time: int) -> int:
    """The first piece that ends after the time."""
    low, high = 0, memory[PIECE_COUNT]
    while low < high:
        middle = (low + high) // 2
        if memory[memory[PIECES] + middle] <= time:
            low = middle + 1
        else:
            high = middle
    return low
