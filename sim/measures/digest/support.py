"""How people support themselves over time: spells of every status asked for, and time on and off benefit.

After every row of a person the support is that of the stage entered, the wait joined (a line for a stage and everything
in between count as benefit) or the exit taken; the exit's holds to the end of the run.  A spell is a maximal run of
intervals that qualify with no gap between them, not even of a second.  What depends on a property is judged as that
stood when the interval ended.
"""

from __future__ import annotations

from sim.log.events import Event
from sim.measures.digest.basics import class_of
from sim.measures.digest.layout import (
    ARRIVED,
    BEGAN,
    CLOCK,
    CODE,
    ENDED,
    ENTRY_CODE,
    FIRST_PERSON,
    HAS_BENEFIT,
    LEVEL,
    NEVER,
    OF_PERSON,
    PEOPLE,
    PERIOD_CLOCK,
    PERIOD_END,
    PERIOD_LEVEL,
    PERIOD_START,
    PERIOD_WIDTH,
    PERIODS,
    PERSON_WIDTH,
    PROPERTY,
    RESULT_WIDTH,
    SINCE_ARRIVAL,
    SPELL,
    SPELL_END,
    SPELL_PERSON,
    SPELL_RUNNING,
    SPELL_START,
    SPELL_STATUS,
    SPELL_WIDTH,
    SPELLS,
    STARTED,
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
    Memory,
)

START = int(Event.START)
SELF = 2
"""The highest level of support; 0 is benefit, 1 partly."""


def count_support(memory: Memory, person: int, end: int, running: int) -> None:
    """The interval from the latest row of the person to ``end``; ``running``: 1 if it lasts to the end of the run."""
    state = person + memory[RESULT_WIDTH]
    start = memory[state + BEGAN] if memory[state + CODE] == START else memory[state + TIME]
    level = _level(memory, person, memory[state + CODE], memory[state + STEP])
    if level > 0:
        for status in range(memory[STATUS_COUNT]):
            if _qualifies(memory, person, memory[STATUSES] + status * STATUS_WIDTH, level):
                _go_on(memory, person, status, start, end, running)
    if memory[HAS_BENEFIT] == 1 and end > start and memory[person + ARRIVED] != NEVER:
        _count_benefit(memory, person, max(start, 0), end, level)


def _level(memory: Memory, person: int, code: int, step: int) -> int:
    record = memory[STEPS] + step * STEP_WIDTH
    if step < 0 or memory[record + SUPPORT] < 0 or memory[record + ENTRY_CODE] != code:
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
    """Intervals of one level that follow on one another are one period; its clock is the time on benefit before it."""
    state = person + memory[RESULT_WIDTH]
    if memory[state + PERIOD_START] == NEVER or level != memory[state + PERIOD_LEVEL]:
        if memory[state + PERIOD_START] != NEVER:
            write_period(memory, person)
        memory[state + PERIOD_START] = start
        memory[state + PERIOD_LEVEL] = level
        memory[state + PERIOD_CLOCK] = memory[state + CLOCK]
    memory[state + PERIOD_END] = end
    if level < SELF:
        memory[state + CLOCK] += end - start


def write_period(memory: Memory, person: int) -> None:
    """The present period goes to the list."""
    state, record = person + memory[RESULT_WIDTH], memory[PERIODS]
    memory[record + OF_PERSON] = number_of(memory, person)
    memory[record + STARTED] = memory[state + PERIOD_START]
    memory[record + ENDED] = memory[state + PERIOD_END]
    memory[record + LEVEL] = memory[state + PERIOD_LEVEL]
    memory[record + SINCE_ARRIVAL] = memory[state + PERIOD_CLOCK]
    memory[PERIODS] = record + PERIOD_WIDTH
