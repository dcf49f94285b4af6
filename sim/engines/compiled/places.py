"""Resources (contract Q1-Q4): what is free, what a person needs, claims and gives back, and the lines for it."""

from __future__ import annotations

from sim.engines.compiled import rows
from sim.engines.compiled.chance import NO_STEP, end_of
from sim.engines.compiled.heaps import first_owner, join, remove_head, schedule
from sim.engines.compiled.layout import (
    ASKED_GRANT,
    BACKFILL_COUNT,
    BEGUN,
    CAPACITY,
    CAPACITY_FIRST,
    CAPACITY_LAST,
    CAPACITY_LEVEL,
    CAPACITY_TIME,
    GATE_BACKFILL,
    GATE_WIDTH,
    GATES,
    GATES_COUNT,
    HELD_AT,
    HOLDS,
    JOINED,
    LEVEL_CHANGES,
    NEEDS,
    NEEDS_AT,
    NOW,
    NUMBER,
    PLACE_LINE,
    PLACE_LINE_SIZE,
    PRIORITY,
    QUOTA,
    RELEASES,
    RESOURCE_KIND,
    RESOURCE_TURNAROUND,
    RESOURCE_WIDTH,
    RESOURCES,
    RESOURCES_COUNT,
    TURN,
    TURNAROUND_ENDS,
    TURNING,
    USED,
)
from sim.engines.compiled.memory import clear
from sim.engines.compiled.parts import kernel
from sim.engines.order import Owner, Phase, turnaround_serial
from sim.kernels.jit import Memory
from sim.log import codes
from sim.model.tables import ResourceKind

PLACES, DOOR = ResourceKind.PLACES.value, ResourceKind.DOOR.value
WORLD = Phase.WORLD.value
FIRST_OWNER = first_owner(Owner.CAPACITY)
turnaround_serial = kernel(turnaround_serial)

WHAT_BITS = 4
"""The last word of an item is its kind in these bits, and before them whatever the kind needs."""


# --- lines of people -------------------------------------------------------------------------------------------------


@kernel
def stand(memory: Memory, line: int, person: int) -> None:
    """Put a person into a line, at the place of the queue order (contract Q1)."""
    priority, joined = memory[person + PRIORITY], memory[person + JOINED]
    join(memory, line, priority, joined, memory[person + NUMBER], memory[person + TURN], person)


@kernel
def first_of(memory: Memory, line: int) -> int:
    """The person at the head of a line, 0 if it is empty; entries of people who have left it are dropped on the way."""
    while memory[line + 1] > 0:
        head = memory[line]
        person: int = memory[head + 4]
        if memory[person + TURN] == memory[head + 3]:
            return person
        remove_head(memory, line)
    return 0


@kernel
def came_before(memory: Memory, a: int, b: int) -> bool:
    """Whether a person stands before another in any line."""
    if memory[a + PRIORITY] != memory[b + PRIORITY]:
        return bool(memory[a + PRIORITY] < memory[b + PRIORITY])
    if memory[a + JOINED] != memory[b + JOINED]:
        return bool(memory[a + JOINED] < memory[b + JOINED])
    return bool(memory[a + NUMBER] < memory[b + NUMBER])


# --- levels ----------------------------------------------------------------------------------------------------------


@kernel
def open_places(memory: Memory) -> None:
    """The starting levels, and the first of the dated changes of each resource."""
    for number in range(memory[RESOURCES_COUNT]):
        resource = memory[RESOURCES] + number * RESOURCE_WIDTH
        memory[resource + USED] = 0
        memory[resource + TURNING] = 0
        memory[resource + RELEASES] = 0
        clear(memory, resource + PLACE_LINE)
        _set_level(memory, resource, number, memory[resource + CAPACITY_FIRST])


@kernel
def _set_level(memory: Memory, resource: int, number: int, at: int) -> None:
    level = memory[memory[CAPACITY_LEVEL] + at]
    memory[resource + CAPACITY] = level
    rows.write(memory, rows.ENVIRONMENT, codes.CAPACITY, rows.NOTHING, 0, number, level)
    if at + 1 < memory[resource + CAPACITY_LAST]:
        time = memory[memory[CAPACITY_TIME] + at + 1]
        serial = at + 1 - memory[resource + CAPACITY_FIRST]
        schedule(memory, time, WORLD, FIRST_OWNER + number, serial, ((at + 1) << WHAT_BITS) + LEVEL_CHANGES)


@kernel
def change_level(memory: Memory, number: int, at: int) -> None:
    _set_level(memory, memory[RESOURCES] + number * RESOURCE_WIDTH, number, at)
    memory[ASKED_GRANT] = 1


@kernel
def free(memory: Memory, resource: int) -> int:
    """Free units; negative while a cut capacity is still over-used (contract Q4)."""
    units: int = memory[resource + CAPACITY] - memory[resource + USED] - memory[resource + TURNING]
    return units


# --- claims ----------------------------------------------------------------------------------------------------------


@kernel
def stand_for_places(memory: Memory, person: int) -> None:
    """Stand in the line of every resource that is needed."""
    need = person + memory[NEEDS_AT]
    last = need + 2 * memory[person + NEEDS]
    while need < last:
        stand(memory, memory[RESOURCES] + memory[need] * RESOURCE_WIDTH + PLACE_LINE, person)
        need += 2


@kernel
def is_served(memory: Memory, person: int, at: int) -> bool:
    """At the head of every line it stands in, and everything it needs is free (contract Q2).

    ``at``: the resource at the head of whose line the person has been found.
    """
    need = person + memory[NEEDS_AT]
    last = need + 2 * memory[person + NEEDS]
    while need < last:
        resource = memory[RESOURCES] + memory[need] * RESOURCE_WIDTH
        if free(memory, resource) < memory[need + 1]:
            return False
        if resource != at and first_of(memory, resource + PLACE_LINE) != person:
            return False
        need += 2
    return True


@kernel
def claim(memory: Memory, person: int) -> None:
    """Take what the person needs; doors are only checked, budgets are used up but not held."""
    need = person + memory[NEEDS_AT]
    last = need + 2 * memory[person + NEEDS]
    while need < last:
        number, units = memory[need], memory[need + 1]
        resource = memory[RESOURCES] + number * RESOURCE_WIDTH
        kind = memory[resource + RESOURCE_KIND]
        if kind != DOOR:
            memory[resource + USED] += units
            if kind == PLACES:
                held = person + memory[HELD_AT] + number
                if memory[held] == 0:
                    memory[person + HOLDS] += 1
                memory[held] += units
            rows.of_person(memory, person, codes.CLAIM, number, units)
        need += 2


@kernel
def release(memory: Memory, person: int, number: int, units: int) -> None:
    """Give units back; they are free at once or when their turnaround is over."""
    rows.of_person(memory, person, codes.RELEASE, number, units)
    held = person + memory[HELD_AT] + number
    memory[held] -= units
    if memory[held] == 0:
        memory[person + HOLDS] -= 1
    resource = memory[RESOURCES] + number * RESOURCE_WIDTH
    memory[resource + USED] -= units
    if memory[BACKFILL_COUNT] > 0:
        _count_for_backfill(memory, number, units)
    if memory[resource + RESOURCE_TURNAROUND] >= 0:
        now = memory[NOW]
        end = end_of(memory, memory[resource + RESOURCE_TURNAROUND], now, NO_STEP, 0, 0, 0, 0, 1.0)
        if end > now:
            memory[resource + TURNING] += units
            memory[resource + RELEASES] += 1
            serial = turnaround_serial(memory[resource + RELEASES])
            schedule(memory, end, WORLD, FIRST_OWNER + number, serial, (units << WHAT_BITS) + TURNAROUND_ENDS)
            return
    if memory[resource + PLACE_LINE_SIZE] > 0 or memory[BACKFILL_COUNT] > 0:
        memory[ASKED_GRANT] = 1


@kernel
def _count_for_backfill(memory: Memory, number: int, units: int) -> None:
    """Gates that are refilled from this resource may admit as many people (contract Q6)."""
    first = memory[GATES]
    for gate in range(first, first + memory[GATES_COUNT] * GATE_WIDTH, GATE_WIDTH):
        if memory[gate + GATE_BACKFILL] == number and memory[gate + BEGUN] != 0:
            memory[gate + QUOTA] += units
            memory[ASKED_GRANT] = 1


@kernel
def end_turnaround(memory: Memory, number: int, units: int) -> None:
    memory[memory[RESOURCES] + number * RESOURCE_WIDTH + TURNING] -= units
    rows.write(memory, rows.ENVIRONMENT, codes.TURNED, rows.NOTHING, 0, number, units)
    memory[ASKED_GRANT] = 1
