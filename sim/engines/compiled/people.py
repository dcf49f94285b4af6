"""Participants: arrival with attributes (contract Q7, S4), the list of those present, and leaving."""

from __future__ import annotations

from sim.engines.compiled import rows
from sim.engines.compiled.chance import property_value
from sim.engines.compiled.layout import (
    ARRIVED,
    DRAW_PROPERTY,
    ENTERED,
    FIRST_PRESENT,
    FIRST_TASK,
    FREE_PERSONS,
    GATE,
    HOLDS,
    IN_LINE,
    INSIDE,
    ITEMS_AT,
    JOINED,
    LAST_PRESENT,
    LAST_TASK,
    MEMBER,
    NEEDS_AT,
    NEXT,
    NOW,
    NUMBER,
    ON_THE_WAY,
    OPEN_WORK,
    ORDINAL,
    PERSON_KEY,
    PERSON_WIDTH,
    POOL,
    PREVIOUS,
    PROPERTIES,
    PROPERTIES_COUNT,
    ROW_PROPERTY,
    SOURCE,
    SOURCE_AT_LEAST,
    SOURCE_DRAW_FIRST,
    SOURCE_DRAW_LAST,
    SOURCE_PROPERTY,
    SOURCE_ROW_FIRST,
    SOURCE_ROW_LAST,
    SOURCE_TO,
    SOURCE_WATCH_FIRST,
    SOURCE_WATCH_LAST,
    SOURCE_WIDTH,
    SOURCES,
    STANDING_IN_LINE,
    STATE,
    STEP,
    STEP_WIDTH,
    STEPS,
    VISIT,
    WATCH_LINE,
    WATCH_STEP,
    WATCH_WIDTH,
)
from sim.engines.compiled.memory import give_back, new_record
from sim.engines.compiled.parts import kernel
from sim.kernels.jit import Memory
from sim.log import codes
from sim.model.tables import UNSET


@kernel
def is_contacted(memory: Memory, number: int, source: int) -> bool:
    """False if the search is paused because enough people are ready (contract Q7)."""
    entry = memory[SOURCES] + source * SOURCE_WIDTH
    if memory[entry + SOURCE_AT_LEAST] < 0:
        return True
    ready = 0
    for watch in range(memory[entry + SOURCE_WATCH_FIRST], memory[entry + SOURCE_WATCH_LAST], WATCH_WIDTH):
        step = memory[STEPS] + memory[watch + WATCH_STEP] * STEP_WIDTH
        ready += memory[step + IN_LINE] if memory[watch + WATCH_LINE] != 0 else memory[step + INSIDE]
    if ready < memory[entry + SOURCE_AT_LEAST]:
        return True
    rows.write(memory, number, codes.NOT_CONTACTED, memory[entry + SOURCE_TO], 0, source, 0)
    return False


@kernel
def new_person(memory: Memory, number: int, source: int, key: int, ordinal: int, member: int, elapsed: int) -> int:
    """The record of somebody who is contacted, with the attributes drawn."""
    person = new_record(memory, FREE_PERSONS, memory[PERSON_WIDTH], PROPERTIES)
    memory[person + NUMBER] = number
    memory[person + PERSON_KEY] = key
    memory[person + SOURCE] = source
    memory[person + ARRIVED] = memory[NOW] - elapsed
    memory[person + MEMBER] = member
    memory[person + ORDINAL] = ordinal
    memory[person + STATE] = ON_THE_WAY
    memory[person + STEP] = -1
    memory[person + ITEMS_AT] = -1
    memory[person + OPEN_WORK] = 0
    memory[person + FIRST_TASK] = 0
    memory[person + LAST_TASK] = 0
    memory[person + HOLDS] = 0
    for word in range(person + PROPERTIES, person + PROPERTIES + memory[PROPERTIES_COUNT]):
        memory[word] = UNSET
    for word in range(person + PROPERTIES + memory[PROPERTIES_COUNT], person + memory[NEEDS_AT]):
        memory[word] = 0
    _add_to_present(memory, person)
    _draw_attributes(memory, person, elapsed)
    return person


@kernel
def _draw_attributes(memory: Memory, person: int, elapsed: int) -> None:
    number, source = memory[person + NUMBER], memory[person + SOURCE]
    entry = memory[SOURCES] + source * SOURCE_WIDTH
    rows.write(memory, number, codes.ARRIVE, memory[entry + SOURCE_TO], 0, source, elapsed)
    if memory[SOURCE_PROPERTY] >= 0:
        memory[person + PROPERTIES + memory[SOURCE_PROPERTY]] = source
    stated = 0  # where the properties stand that the person's row of a file states
    if memory[entry + SOURCE_ROW_LAST] > memory[entry + SOURCE_ROW_FIRST]:
        row = memory[entry + SOURCE_ROW_FIRST] + memory[person + ORDINAL]
        stated = memory[ROW_PROPERTY] + row * memory[PROPERTIES_COUNT]
    for place in range(memory[entry + SOURCE_DRAW_FIRST], memory[entry + SOURCE_DRAW_LAST]):
        draw = memory[place]
        name = memory[draw + DRAW_PROPERTY]
        if stated != 0 and memory[stated + name] != UNSET:
            value = memory[stated + name]
        else:
            value = property_value(memory, person, draw, memory[person + PERSON_KEY], memory[person + MEMBER], 0)
        memory[person + PROPERTIES + name] = value
        rows.write(memory, number, codes.ATTRIBUTE, rows.NOTHING, 0, name, value)


@kernel
def _add_to_present(memory: Memory, person: int) -> None:
    """People arrive in order of number, so the list is in that order."""
    last = memory[LAST_PRESENT]
    memory[person + NEXT] = 0
    memory[person + PREVIOUS] = last
    if last == 0:
        memory[FIRST_PRESENT] = person
    else:
        memory[last + NEXT] = person
    memory[LAST_PRESENT] = person


@kernel
def leave(memory: Memory, person: int) -> None:
    """An exit is reached."""
    stayed = memory[NOW] - memory[person + ARRIVED]
    rows.of_person(memory, person, codes.EXIT, rows.NOTHING, stayed)
    after, before = memory[person + NEXT], memory[person + PREVIOUS]
    if before == 0:
        memory[FIRST_PRESENT] = after
    else:
        memory[before + NEXT] = after
    if after == 0:
        memory[LAST_PRESENT] = before
    else:
        memory[after + PREVIOUS] = before
    give_back(memory, FREE_PERSONS, person)


@kernel
def count_present(memory: Memory) -> None:
    """Who is still inside or in line when the run ends; in order of number."""
    person = memory[FIRST_PRESENT]
    while person != 0:
        number, step, visit = memory[person + NUMBER], memory[person + STEP], memory[person + VISIT]
        if memory[person + STATE] == STANDING_IN_LINE:
            what = memory[person + GATE] if memory[person + GATE] >= 0 else memory[person + POOL]
            rows.write(memory, number, codes.IN_LINE, step, visit, what, memory[NOW] - memory[person + JOINED])
        else:
            rows.write(memory, number, codes.INSIDE, step, visit, rows.NOTHING, memory[NOW] - memory[person + ENTERED])
        person = memory[person + NEXT]
