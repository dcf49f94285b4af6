"""Resources (contract Q1-Q4): what is free, what a person needs, claims and gives back, and the lines for it."""

from __future__ import annotations

from sim.engines.compiled import layout as m
from sim.engines.compiled import rows
from sim.engines.compiled.chance import dated
from sim.engines.compiled.heaps import first_owner, join, remove_head, schedule
from sim.engines.compiled.lengths import NO_STEP, end_of
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
    priority, joined = memory[person + m.PRIORITY], memory[person + m.JOINED]
    join(memory, line, priority, joined, memory[person + m.NUMBER], memory[person + m.TURN], person)


@kernel
def first_of(memory: Memory, line: int) -> int:
    """The person at the head of a line, 0 if it is empty; entries of people who have left it are dropped on the way."""
    while memory[line + 1] > 0:
        head = memory[line]
        person: int = memory[head + 4]
        if memory[person + m.TURN] == memory[head + 3]:
            return person
        remove_head(memory, line)
    return 0


@kernel
def came_before(memory: Memory, a: int, b: int) -> bool:
    """Whether a person stands before another in any line."""
    if memory[a + m.PRIORITY] != memory[b + m.PRIORITY]:
        return bool(memory[a + m.PRIORITY] < memory[b + m.PRIORITY])
    if memory[a + m.JOINED] != memory[b + m.JOINED]:
        return bool(memory[a + m.JOINED] < memory[b + m.JOINED])
    return bool(memory[a + m.NUMBER] < memory[b + m.NUMBER])


# --- levels ----------------------------------------------------------------------------------------------------------


@kernel
def open_places(memory: Memory) -> None:
    """The starting levels, and the first of the dated changes of each resource."""
    for number in range(memory[m.RESOURCES_COUNT]):
        resource = memory[m.RESOURCES] + number * m.RESOURCE_WIDTH
        memory[resource + m.USED] = 0
        memory[resource + m.TURNING] = 0
        memory[resource + m.RELEASES] = 0
        clear(memory, resource + m.PLACE_LINE)
        _set_level(memory, resource, number, memory[resource + m.CAPACITY_FIRST])


@kernel
def _set_level(memory: Memory, resource: int, number: int, at: int) -> None:
    level = memory[memory[m.CAPACITY_LEVEL] + at]
    memory[resource + m.CAPACITY] = level
    rows.write(memory, rows.ENVIRONMENT, codes.CAPACITY, rows.NOTHING, 0, number, level)
    if at + 1 < memory[resource + m.CAPACITY_LAST]:
        time = memory[memory[m.CAPACITY_TIME] + at + 1]
        serial = at + 1 - memory[resource + m.CAPACITY_FIRST]
        schedule(memory, time, WORLD, FIRST_OWNER + number, serial, ((at + 1) << WHAT_BITS) + m.LEVEL_CHANGES)


@kernel
def change_level(memory: Memory, number: int, at: int) -> None:
    _set_level(memory, memory[m.RESOURCES] + number * m.RESOURCE_WIDTH, number, at)
    memory[m.ASKED_GRANT] = 1


@kernel
def free(memory: Memory, resource: int) -> int:
    """Free units; negative while a cut capacity is still over-used (contract Q4)."""
    units: int = memory[resource + m.CAPACITY] - memory[resource + m.USED] - memory[resource + m.TURNING]
    return units


# --- claims ----------------------------------------------------------------------------------------------------------


@kernel
def stand_for_places(memory: Memory, person: int) -> None:
    """Stand in the line of every resource that is needed."""
    need = person + memory[m.NEEDS_AT]
    last = need + 2 * memory[person + m.NEEDS]
    while need < last:
        stand(memory, memory[m.RESOURCES] + memory[need] * m.RESOURCE_WIDTH + m.PLACE_LINE, person)
        need += 2


@kernel
def is_served(memory: Memory, person: int, at: int) -> bool:
    """At the head of every line it stands in, and everything it needs is free (contract Q2).

    ``at``: the resource at the head of whose line the person has been found.
    """
    need = person + memory[m.NEEDS_AT]
    last = need + 2 * memory[person + m.NEEDS]
    while need < last:
        resource = memory[m.RESOURCES] + memory[need] * m.RESOURCE_WIDTH
        if free(memory, resource) < memory[need + 1]:
            return False
        if resource != at and first_of(memory, resource + m.PLACE_LINE) != person:
            return False
        need += 2
    return True


@kernel
def claim(memory: Memory, person: int) -> None:
    """Take what the person needs; doors are only checked, budgets are used up but not held."""
    need = person + memory[m.NEEDS_AT]
    last = need + 2 * memory[person + m.NEEDS]
    while need < last:
        number, units = memory[need], memory[need + 1]
        resource = memory[m.RESOURCES] + number * m.RESOURCE_WIDTH
        kind = memory[resource + m.RESOURCE_KIND]
        if kind != DOOR:
            memory[resource + m.USED] += units
            if kind == PLACES:
                held = person + memory[m.HELD_AT] + number
                if memory[held] == 0:
                    memory[person + m.HOLDS] += 1
                memory[held] += units
            rows.of_person(memory, person, codes.CLAIM, number, units)
        need += 2


@kernel
def release(memory: Memory, person: int, number: int, units: int) -> None:
    """Give units back; they are free at once or when their turnaround is over."""
    rows.of_person(memory, person, codes.RELEASE, number, units)
    held = person + memory[m.HELD_AT] + number
    memory[held] -= units
    if memory[held] == 0:
        memory[person + m.HOLDS] -= 1
    resource = memory[m.RESOURCES] + number * m.RESOURCE_WIDTH
    memory[resource + m.USED] -= units
    if memory[m.BACKFILL_COUNT] > 0:
        _count_for_backfill(memory, number, units)
    if memory[resource + m.RESOURCE_TURNAROUND] >= 0:
        now = memory[m.NOW]
        length = int(dated(memory, memory[resource + m.RESOURCE_TURNAROUND], now))
        end = end_of(memory, length, now, NO_STEP, 0, 0, 0, 0, 1.0) if length >= 0 else now
        if end > now:
            memory[resource + m.TURNING] += units
            memory[resource + m.RELEASES] += 1
            serial = turnaround_serial(memory[resource + m.RELEASES])
            schedule(memory, end, WORLD, FIRST_OWNER + number, serial, (units << WHAT_BITS) + m.TURNAROUND_ENDS)
            return
    if memory[resource + m.PLACE_LINE_SIZE] > 0 or memory[m.BACKFILL_COUNT] > 0:
        memory[m.ASKED_GRANT] = 1


@kernel
def _count_for_backfill(memory: Memory, number: int, units: int) -> None:
    """Gates that are refilled from this resource may admit as many people (contract Q6)."""
    first = memory[m.GATES]
    for gate in range(first, first + memory[m.GATES_COUNT] * m.GATE_WIDTH, m.GATE_WIDTH):
        if memory[gate + m.BEGUN] != 0 and backfill_of(memory, gate) == number:
            memory[gate + m.QUOTA] += units
            memory[m.ASKED_GRANT] = 1


@kernel
def backfill_of(memory: Memory, gate: int) -> int:
    """The resource whose releases count now at a gate, or -1."""
    return int(dated(memory, memory[gate + m.GATE_BACKFILL], memory[m.NOW]))


@kernel
def end_turnaround(memory: Memory, number: int, units: int) -> None:
    memory[memory[m.RESOURCES] + number * m.RESOURCE_WIDTH + m.TURNING] -= units
    rows.write(memory, rows.ENVIRONMENT, codes.TURNED, rows.NOTHING, 0, number, units)
    memory[m.ASKED_GRANT] = 1
