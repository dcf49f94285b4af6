"""Binary heaps in memory: the pending items (contract S1) and the lines of people and tasks (contract Q1).

A heap is three words: where its entries begin, how many there are, how many have room.
"""

from __future__ import annotations

from sim.engines.compiled.layout import (
    END,
    ENTRY_WIDTH,
    HEAP,
    HEAP_HOLE,
    HEAP_ROOM,
    HEAP_SIZE,
    ITEM_WIDTH,
)
from sim.engines.compiled.memory import grow
from sim.engines.compiled.parts import kernel
from sim.kernels.jit import Memory

PHASE_BITS = 4
"""The first word of an item is its time followed by its phase in these bits."""

NEVER = 1 << 62
CHILDREN = 4


# --- pending items ---------------------------------------------------------------------------------------------------
#
# Whoever is processed mostly brings one new item into the future.  So the item that is processed stays at the root as
# a hole, which the first new item fills; only if there is none, the last item does, when the next one is asked for.


@kernel
def _set_item(memory: Memory, item: int, when: int, owner: int, serial: int, what: int) -> None:
    memory[item] = when
    memory[item + 1] = owner
    memory[item + 2] = serial
    memory[item + 3] = what


@kernel
def _copy_item(memory: Memory, source: int, target: int) -> None:
    _set_item(memory, target, memory[source], memory[source + 1], memory[source + 2], memory[source + 3])


@kernel
def _is_before(memory: Memory, when: int, owner: int, serial: int, item: int) -> bool:
    if when != memory[item]:
        return bool(when < memory[item])
    if owner != memory[item + 1]:
        return bool(owner < memory[item + 1])
    return bool(serial < memory[item + 2])


@kernel
def _first_of_some(memory: Memory, child: int, end: int) -> int:
    """The first in order of up to four items that lie side by side."""
    first = child
    for other in range(child + ITEM_WIDTH, min(end, child + CHILDREN * ITEM_WIDTH), ITEM_WIDTH):
        if _is_before(memory, memory[other], memory[other + 1], memory[other + 2], first):
            first = other
    return first


@kernel
def _first_of_four(memory: Memory, a: int) -> int:
    """The first in order of four items that lie side by side: mostly the times decide, and without a branch."""
    b, c, d = a + ITEM_WIDTH, a + 2 * ITEM_WIDTH, a + 3 * ITEM_WIDTH
    when_a, when_b, when_c, when_d = memory[a], memory[b], memory[c], memory[d]
    left = a if when_a < when_b else b
    right = c if when_c < when_d else d
    when_left, when_right = min(when_a, when_b), min(when_c, when_d)
    if when_a == when_b or when_c == when_d or when_left == when_right:
        return _first_of_some(memory, a, d + ITEM_WIDTH)
    return left if when_left < when_right else right


@kernel
def _sink(memory: Memory, size: int, when: int, owner: int, serial: int, what: int) -> None:
    """Let an item sink from the root to its place."""
    base: int = memory[HEAP]
    end = base + size * ITEM_WIDTH
    here, child = base, base + ITEM_WIDTH
    while child < end:
        if child + CHILDREN * ITEM_WIDTH <= end:
            below = _first_of_four(memory, child)
        else:
            below = _first_of_some(memory, child, end)
        if _is_before(memory, when, owner, serial, below):
            break
        _copy_item(memory, below, here)
        here = below
        child = base + CHILDREN * (here - base) + ITEM_WIDTH
    _set_item(memory, here, when, owner, serial, what)


@kernel
def schedule(memory: Memory, time: int, phase: int, owner: int, serial: int, what: int) -> None:
    """A pending item; one at or after the end of the run is never processed and so not kept."""
    if time >= memory[END]:
        return
    when = (time << PHASE_BITS) + phase
    if memory[HEAP_HOLE] != 0:
        memory[HEAP_HOLE] = 0
        _sink(memory, memory[HEAP_SIZE], when, owner, serial, what)
        return
    if memory[HEAP_SIZE] == memory[HEAP_ROOM] and not grow(memory, HEAP, ITEM_WIDTH):
        return
    place: int = memory[HEAP_SIZE]
    memory[HEAP_SIZE] = place + 1
    base: int = memory[HEAP]
    while place > 0:
        parent = (place - 1) >> 2
        above = base + parent * ITEM_WIDTH
        if not _is_before(memory, when, owner, serial, above):
            break
        _copy_item(memory, above, base + place * ITEM_WIDTH)
        place = parent
    _set_item(memory, base + place * ITEM_WIDTH, when, owner, serial, what)


@kernel
def soonest(memory: Memory) -> int:
    """Time and phase of the next item, while there may be a hole; ``NEVER`` if there is none."""
    size: int = memory[HEAP_SIZE]
    base: int = memory[HEAP]
    if memory[HEAP_HOLE] == 0:
        return int(memory[base]) if size > 0 else NEVER
    if size <= 1:
        return NEVER
    end = base + size * ITEM_WIDTH
    child = base + ITEM_WIDTH
    if size > CHILDREN:
        return int(memory[_first_of_four(memory, child)])
    return int(memory[_first_of_some(memory, child, end)])


@kernel
def fill_hole(memory: Memory) -> int:
    """Put the next item at the root; its time and phase, ``NEVER`` if there is none."""
    base: int = memory[HEAP]
    size: int = memory[HEAP_SIZE]
    if memory[HEAP_HOLE] != 0:
        memory[HEAP_HOLE] = 0
        size -= 1
        memory[HEAP_SIZE] = size
        last = base + size * ITEM_WIDTH
        _sink(memory, size, memory[last], memory[last + 1], memory[last + 2], memory[last + 3])
    return int(memory[base]) if size > 0 else NEVER


# --- lines -----------------------------------------------------------------------------------------------------------


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
