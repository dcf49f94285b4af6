"""Binary heaps in memory: the pending items (contract S1) and the lines of people and tasks (contract Q1).

A heap is three words: where its entries begin, how many there are, how many have room.
"""

from __future__ import annotations

from sim.engines.compiled.jit import Memory, kernel
from sim.engines.compiled.layout import END, ENTRY_WIDTH, HEAP, HEAP_ROOM, HEAP_SIZE, ITEM_WIDTH
from sim.engines.compiled.memory import grow

PHASE_BITS = 4
"""The first word of an item is its time followed by its phase in these bits."""


# --- pending items ---------------------------------------------------------------------------------------------------


@kernel
def schedule(memory: Memory, time: int, phase: int, owner: int, serial: int, what: int) -> None:
    """A pending item; one at or after the end of the run is never processed and so not kept."""
    if time >= memory[END]:
        return
    if memory[HEAP_SIZE] == memory[HEAP_ROOM] and not grow(memory, HEAP, ITEM_WIDTH):
        return
    place: int = memory[HEAP_SIZE]
    memory[HEAP_SIZE] = place + 1
    when = (time << PHASE_BITS) + phase
    base: int = memory[HEAP]
    while place > 0:
        parent = (place - 1) >> 1
        above = base + parent * ITEM_WIDTH
        if memory[above] < when:
            break
        if memory[above] == when and (
            memory[above + 1] < owner or (memory[above + 1] == owner and memory[above + 2] <= serial)
        ):
            break
        _copy_item(memory, above, base + place * ITEM_WIDTH)
        place = parent
    entry = base + place * ITEM_WIDTH
    memory[entry] = when
    memory[entry + 1] = owner
    memory[entry + 2] = serial
    memory[entry + 3] = what


@kernel
def remove_first(memory: Memory) -> None:
    """Take the first pending item off: the last one sinks from its place."""
    size: int = memory[HEAP_SIZE] - 1
    memory[HEAP_SIZE] = size
    base: int = memory[HEAP]
    last = base + size * ITEM_WIDTH
    place = 0
    while True:
        child = 2 * place + 1
        if child >= size:
            break
        below = base + child * ITEM_WIDTH
        if child + 1 < size and _is_before(memory, below + ITEM_WIDTH, below):
            child += 1
            below += ITEM_WIDTH
        if not _is_before(memory, below, last):
            break
        _copy_item(memory, below, base + place * ITEM_WIDTH)
        place = child
    _copy_item(memory, last, base + place * ITEM_WIDTH)


@kernel
def _is_before(memory: Memory, a: int, b: int) -> bool:
    if memory[a] != memory[b]:
        return bool(memory[a] < memory[b])
    if memory[a + 1] != memory[b + 1]:
        return bool(memory[a + 1] < memory[b + 1])
    return bool(memory[a + 2] < memory[b + 2])


@kernel
def _copy_item(memory: Memory, source: int, target: int) -> None:
    memory[target] = memory[source]
    memory[target + 1] = memory[source + 1]
    memory[target + 2] = memory[source + 2]
    memory[target + 3] = memory[source + 3]


# --- lines -----------------------------------------------------------------------------------------------------------


@kernel
def join(memory: Memory, line: int, a: int, b: int, c: int, d: int, what: int) -> None:
    """Put ``what`` into a line ordered by (a, b, c, d)."""
    if memory[line + 1] == memory[line + 2] and not grow(memory, line, ENTRY_WIDTH):
        return
    place: int = memory[line + 1]
    memory[line + 1] = place + 1
    base: int = memory[line]
    last = base + place * ENTRY_WIDTH
    _set_entry(memory, last, a, b, c, d, what)
    while place > 0:
        parent = (place - 1) >> 1
        above = base + parent * ENTRY_WIDTH
        here = base + place * ENTRY_WIDTH
        if not _stands_before(memory, a, b, c, d, above):
            break
        _copy_entry(memory, above, here)
        _set_entry(memory, above, a, b, c, d, what)
        place = parent


@kernel
def remove_head(memory: Memory, line: int) -> None:
    """Take the head off a line."""
    size: int = memory[line + 1] - 1
    memory[line + 1] = size
    if size == 0:
        return
    base: int = memory[line]
    last = base + size * ENTRY_WIDTH
    a, b, c, d = memory[last], memory[last + 1], memory[last + 2], memory[last + 3]
    place = 0
    while True:
        child = 2 * place + 1
        if child >= size:
            break
        below = base + child * ENTRY_WIDTH
        if child + 1 < size:
            other = below + ENTRY_WIDTH
            if _stands_before(memory, memory[other], memory[other + 1], memory[other + 2], memory[other + 3], below):
                child += 1
                below = other
        if _stands_before(memory, a, b, c, d, below):
            break
        _copy_entry(memory, below, base + place * ENTRY_WIDTH)
        place = child
    _copy_entry(memory, last, base + place * ENTRY_WIDTH)


@kernel
def _stands_before(memory: Memory, a: int, b: int, c: int, d: int, entry: int) -> bool:
    if a != memory[entry]:
        return bool(a < memory[entry])
    if b != memory[entry + 1]:
        return bool(b < memory[entry + 1])
    if c != memory[entry + 2]:
        return bool(c < memory[entry + 2])
    return bool(d < memory[entry + 3])


@kernel
def _set_entry(memory: Memory, entry: int, a: int, b: int, c: int, d: int, what: int) -> None:
    memory[entry] = a
    memory[entry + 1] = b
    memory[entry + 2] = c
    memory[entry + 3] = d
    memory[entry + 4] = what


@kernel
def _copy_entry(memory: Memory, source: int, target: int) -> None:
    for word in range(ENTRY_WIDTH):
        memory[target + word] = memory[source + word]
