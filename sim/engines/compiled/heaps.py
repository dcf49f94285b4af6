"""Heaps in memory: the pending items (contract S1) and the lines of people and tasks (contract Q1).

A heap is three words: where its entries begin, how many there are, how many have room.
"""

from __future__ import annotations

from sim.engines.compiled import layout as m
from sim.engines.compiled.memory import allocate, grow
from sim.engines.compiled.parts import apart, kernel
from sim.engines.order import Owner
from sim.kernels.jit import Memory

# --- pending items ---------------------------------------------------------------------------------------------------
#
# The first word of an item is its key: time, phase and owner in one number, which decides nearly always; the second is
# the serial, which decides between items of one owner.  Every item has four below it.  Beyond the last item stand
# blanks, later than any item and no two alike, so that there are always four to compare.
#
# Whoever is processed mostly brings one new item into the future.  So the item that is processed stays at the root as
# a hole, which the first new item fills; only if there is none, the last item does, when the next one is asked for.

CHILDREN = 4


def first_owner(kind: Owner) -> int:
    """The owner number of the first of a kind in the environment: negative, and in the order of contract S3."""
    return (kind.value - 8) << m.INDEX_BITS


@kernel
def key_of(time: int, phase: int, owner: int) -> int:
    return ((((time << m.PHASE_BITS) + phase) << m.OWNER_BITS) + m.PEOPLE + owner) << m.PLACE_BITS


@kernel
def end_of_phase(time: int, phase: int) -> int:
    """A key after all items of a phase."""
    return ((((time << m.PHASE_BITS) + phase) << m.OWNER_BITS) + m.LAST_OWNER) << m.PLACE_BITS


@kernel
def time_of(key: int) -> int:
    return key >> (m.PHASE_BITS + m.OWNER_BITS + m.PLACE_BITS)


@kernel
def owner_of(key: int) -> int:
    return ((key >> m.PLACE_BITS) & m.LAST_OWNER) - m.PEOPLE


@kernel
def _set_item(memory: Memory, item: int, key: int, serial: int, what: int) -> None:
    memory[item] = key
    memory[item + 1] = serial
    memory[item + 2] = what


@kernel
def _set_blanks(memory: Memory, first: int, last: int) -> None:
    """Blanks at the places [first, last) of the heap and where the children of the last place would be."""
    base = memory[m.HEAP]
    for place in range(first, last + CHILDREN):
        memory[base + place * m.ITEM_WIDTH] = m.NEVER + (place << m.PLACE_BITS)


@kernel
def open_items(memory: Memory) -> None:
    """No items, with the room that the replication before has needed."""
    memory[m.HEAP_SIZE] = 0
    memory[m.HEAP_HOLE] = 0
    start = allocate(memory, (memory[m.HEAP_ROOM] + CHILDREN) * m.ITEM_WIDTH)
    if start != 0:
        memory[m.HEAP] = start
        _set_blanks(memory, 0, memory[m.HEAP_ROOM])


@kernel
def _grow_items(memory: Memory) -> bool:
    """Twice the room for items; False if the arena is full."""
    apart()
    room, old = memory[m.HEAP_ROOM], memory[m.HEAP]
    start = allocate(memory, (2 * room + CHILDREN) * m.ITEM_WIDTH)
    if start == 0:
        return False
    for word in range(room * m.ITEM_WIDTH):
        memory[start + word] = memory[old + word]
    memory[m.HEAP] = start
    memory[m.HEAP_ROOM] = 2 * room
    _set_blanks(memory, room, 2 * room)
    return True


@kernel
def _keys_of_four(memory: Memory, a: int) -> tuple[int, int, int, int]:
    return memory[a], memory[a + m.ITEM_WIDTH], memory[a + 2 * m.ITEM_WIDTH], memory[a + 3 * m.ITEM_WIDTH]


@kernel
def _first_by_serial(memory: Memory, a: int) -> int:
    """The same with a look at the serials."""
    apart()
    first = a
    for other in range(a + m.ITEM_WIDTH, a + CHILDREN * m.ITEM_WIDTH, m.ITEM_WIDTH):
        if memory[other] < memory[first] or (memory[other] == memory[first] and memory[other + 1] < memory[first + 1]):
            first = other
    return int(memory[first]) + (first - a) // m.ITEM_WIDTH


@kernel
def _first_of_four(memory: Memory, a: int) -> int:
    """The key of the first in order of four items that lie side by side, with its place among them in the last bits."""
    key_a, key_b, key_c, key_d = _keys_of_four(memory, a)
    left, right = min(key_a, key_b + 1), min(key_c + 2, key_d + 3)
    if key_a == key_b or key_c == key_d or left >> m.PLACE_BITS == right >> m.PLACE_BITS:
        return _first_by_serial(memory, a)
    return min(left, right)


@kernel
def _sink(memory: Memory, key: int, serial: int, what: int) -> None:
    """Let an item sink from the root to its place."""
    base: int = memory[m.HEAP]
    end = base + memory[m.HEAP_SIZE] * m.ITEM_WIDTH
    here, child = base, base + m.ITEM_WIDTH
    while child < end:
        first = _first_of_four(memory, child)
        place = first & (CHILDREN - 1)
        below = child + place * m.ITEM_WIDTH
        if key < first - place or (key == first - place and serial < memory[below + 1]):
            break
        _set_item(memory, here, first - place, memory[below + 1], memory[below + 2])
        here = below
        child = base + CHILDREN * (here - base) + m.ITEM_WIDTH
    _set_item(memory, here, key, serial, what)


@kernel
def _rise(memory: Memory, key: int, serial: int, what: int) -> None:
    """Add an item at the end and let it rise to its place."""
    if memory[m.HEAP_SIZE] == memory[m.HEAP_ROOM] and not _grow_items(memory):
        return
    base: int = memory[m.HEAP]
    place: int = memory[m.HEAP_SIZE]
    memory[m.HEAP_SIZE] = place + 1
    while place > 0:
        parent = (place - 1) >> 2
        above = base + parent * m.ITEM_WIDTH
        if key > memory[above] or (key == memory[above] and serial > memory[above + 1]):
            break
        _set_item(memory, base + place * m.ITEM_WIDTH, memory[above], memory[above + 1], memory[above + 2])
        place = parent
    _set_item(memory, base + place * m.ITEM_WIDTH, key, serial, what)


@kernel
def schedule(memory: Memory, time: int, phase: int, owner: int, serial: int, what: int) -> None:
    """A pending item; one at or after the end of the run is never processed and so not kept."""
    if time >= memory[m.END]:
        return
    key = key_of(time, phase, owner)
    if memory[m.HEAP_HOLE] != 0:
        memory[m.HEAP_HOLE] = 0
        _sink(memory, key, serial, what)
    else:
        _rise(memory, key, serial, what)


@kernel
def soonest(memory: Memory) -> int:
    """The key of the next item, while there may be a hole; at least ``NEVER`` if there is none."""
    root: int = memory[m.HEAP]
    if memory[m.HEAP_HOLE] == 0:
        return int(memory[root])
    key_a, key_b, key_c, key_d = _keys_of_four(memory, root + m.ITEM_WIDTH)
    return min(min(key_a, key_b), min(key_c, key_d))


@kernel
def fill_hole(memory: Memory) -> int:
    """Put the next item at the root; its key, at least ``NEVER`` if there is none."""
    root: int = memory[m.HEAP]
    if memory[m.HEAP_HOLE] != 0:
        memory[m.HEAP_HOLE] = 0
        size: int = memory[m.HEAP_SIZE] - 1
        memory[m.HEAP_SIZE] = size
        last = root + size * m.ITEM_WIDTH
        key, serial, what = memory[last], memory[last + 1], memory[last + 2]
        memory[last] = m.NEVER + (size << m.PLACE_BITS)
        if size > 0:
            _sink(memory, key, serial, what)
    return int(memory[root])


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
    for word in range(m.ENTRY_WIDTH):
        memory[target + word] = memory[source + word]


@kernel
def join(memory: Memory, line: int, a: int, b: int, c: int, d: int, what: int) -> None:
    """Put ``what`` into a line ordered by (a, b, c, d)."""
    if memory[line + 1] == memory[line + 2] and not grow(memory, line, m.ENTRY_WIDTH):
        return
    place: int = memory[line + 1]
    memory[line + 1] = place + 1
    base: int = memory[line]
    last = base + place * m.ENTRY_WIDTH
    _set_entry(memory, last, a, b, c, d, what)
    while place > 0:
        parent = (place - 1) >> 1
        above = base + parent * m.ENTRY_WIDTH
        here = base + place * m.ENTRY_WIDTH
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
    last = base + size * m.ENTRY_WIDTH
    a, b, c, d = memory[last], memory[last + 1], memory[last + 2], memory[last + 3]
    place = 0
    while True:
        child = 2 * place + 1
        if child >= size:
            break
        below = base + child * m.ENTRY_WIDTH
        if child + 1 < size:
            other = below + m.ENTRY_WIDTH
            if _stands_before(memory, memory[other], memory[other + 1], memory[other + 2], memory[other + 3], below):
                child += 1
                below = other
        if _stands_before(memory, a, b, c, d, below):
            break
        _copy_entry(memory, below, base + place * m.ENTRY_WIDTH)
        place = child
    _copy_entry(memory, last, base + place * m.ENTRY_WIDTH)
