"""Participants: arrival with attributes (contract Q7, S4), the list of those present, and leaving."""

from __future__ import annotations

from sim.engines.compiled import layout as m
from sim.engines.compiled import rows
from sim.engines.compiled.chance import dated
from sim.engines.compiled.memory import give_back, new_record
from sim.engines.compiled.outside import live_on, live_without
from sim.engines.compiled.parts import kernel
from sim.engines.compiled.properties import property_value
from sim.kernels.jit import Memory
from sim.log import codes
from sim.model.tables import UNSET


@kernel
def is_contacted(memory: Memory, number: int, source: int) -> bool:
    """False if the search is paused because enough people are ready (contract Q7)."""
    entry = memory[m.SOURCES] + source * m.SOURCE_WIDTH
    if memory[entry + m.SOURCE_AT_LEAST] < 0:
        return True
    ready = 0
    for watch in range(memory[entry + m.SOURCE_WATCH_FIRST], memory[entry + m.SOURCE_WATCH_LAST], m.WATCH_WIDTH):
        step = memory[m.STEPS] + memory[watch + m.WATCH_STEP] * m.STEP_WIDTH
        ready += memory[step + m.IN_LINE] if memory[watch + m.WATCH_LINE] != 0 else memory[step + m.INSIDE]
    if ready < dated(memory, memory[entry + m.SOURCE_AT_LEAST], memory[m.NOW]):
        return True
    rows.write(memory, number, codes.NOT_CONTACTED, memory[entry + m.SOURCE_TO], 0, source, 0)
    return False


@kernel
def new_person(memory: Memory, number: int, source: int, key: int, ordinal: int, member: int, elapsed: int) -> int:
    """The record of somebody who is contacted, with the attributes drawn."""
    person = new_record(memory, m.FREE_PERSONS, memory[m.PERSON_WIDTH], m.PROPERTIES)
    memory[person + m.NUMBER] = number
    memory[person + m.PERSON_KEY] = key
    memory[person + m.SOURCE] = source
    memory[person + m.ARRIVED] = memory[m.NOW] - elapsed
    memory[person + m.MEMBER] = member
    memory[person + m.ORDINAL] = ordinal
    memory[person + m.STATE] = m.ON_THE_WAY
    memory[person + m.STEP] = -1
    memory[person + m.ITEMS_AT] = -1
    memory[person + m.OPEN_WORK] = 0
    memory[person + m.FIRST_TASK] = 0
    memory[person + m.LAST_TASK] = 0
    memory[person + m.HOLDS] = 0
    for word in range(person + m.PROPERTIES, person + m.PROPERTIES + memory[m.PROPERTIES_COUNT]):
        memory[word] = UNSET
    for word in range(person + memory[m.VISITS_AT], person + memory[m.HELD_AT]):
        memory[word] = 0
    for word in range(person + memory[m.HELD_AT], person + memory[m.NEEDS_AT]):
        memory[word] = 0
    entry = memory[m.SOURCES] + source * m.SOURCE_WIDTH
    for been in range(memory[entry + m.SOURCE_BEEN_FIRST], memory[entry + m.SOURCE_BEEN_LAST], m.BEEN_WIDTH):
        memory[person + memory[m.VISITS_AT] + memory[been + m.BEEN_STEP]] = memory[been + m.BEEN_VISITS]
    _add_to_present(memory, person)
    _draw_attributes(memory, person, elapsed)
    live_without(memory, person)
    return person


@kernel
def _draw_attributes(memory: Memory, person: int, elapsed: int) -> None:
    number, source = memory[person + m.NUMBER], memory[person + m.SOURCE]
    entry = memory[m.SOURCES] + source * m.SOURCE_WIDTH
    rows.write(memory, number, codes.ARRIVE, memory[entry + m.SOURCE_TO], 0, source, elapsed)
    if memory[m.SOURCE_PROPERTY] >= 0:
        memory[person + m.PROPERTIES + memory[m.SOURCE_PROPERTY]] = source
    stated = 0  # where the properties stand that the person's row of a file states
    if memory[entry + m.SOURCE_ROW_LAST] > memory[entry + m.SOURCE_ROW_FIRST]:
        row = memory[entry + m.SOURCE_ROW_FIRST] + memory[person + m.ORDINAL]
        stated = memory[m.ROW_PROPERTY] + row * memory[m.PROPERTIES_COUNT]
    for place in range(memory[entry + m.SOURCE_DRAW_FIRST], memory[entry + m.SOURCE_DRAW_LAST]):
        draw = memory[place]
        name = memory[draw + m.DRAW_PROPERTY]
        if stated != 0 and memory[stated + name] != UNSET:
            value = memory[stated + name]
        else:
            value = property_value(memory, person, draw, 0, memory[person + m.ARRIVED])
        memory[person + m.PROPERTIES + name] = value
        rows.write(memory, number, codes.ATTRIBUTE, rows.NOTHING, 0, name, value)


@kernel
def _add_to_present(memory: Memory, person: int) -> None:
    """People arrive in order of number, so the list is in that order."""
    last = memory[m.LAST_PRESENT]
    memory[person + m.NEXT] = 0
    memory[person + m.PREVIOUS] = last
    if last == 0:
        memory[m.FIRST_PRESENT] = person
    else:
        memory[last + m.NEXT] = person
    memory[m.LAST_PRESENT] = person


@kernel
def leave(memory: Memory, person: int) -> None:
    """An exit is reached."""
    stayed = memory[m.NOW] - memory[person + m.ARRIVED]
    rows.of_person(memory, person, codes.EXIT, rows.NOTHING, stayed)
    live_on(memory, person)
    after, before = memory[person + m.NEXT], memory[person + m.PREVIOUS]
    if before == 0:
        memory[m.FIRST_PRESENT] = after
    else:
        memory[before + m.NEXT] = after
    if after == 0:
        memory[m.LAST_PRESENT] = before
    else:
        memory[after + m.PREVIOUS] = before
    give_back(memory, m.FREE_PERSONS, person)


@kernel
def count_present(memory: Memory) -> None:
    """Who is still inside or in line when the run ends; in order of number."""
    person = memory[m.FIRST_PRESENT]
    while person != 0:
        number, step, visit = memory[person + m.NUMBER], memory[person + m.STEP], memory[person + m.VISIT]
        if memory[person + m.STATE] == m.STANDING_IN_LINE:
            what = memory[person + m.GATE] if memory[person + m.GATE] >= 0 else memory[person + m.POOL]
            rows.write(memory, number, codes.IN_LINE, step, visit, what, memory[m.NOW] - memory[person + m.JOINED])
        else:
            rows.write(
                memory, number, codes.INSIDE, step, visit, rows.NOTHING, memory[m.NOW] - memory[person + m.ENTERED]
            )
        person = memory[person + m.NEXT]
