"""Room in the arena for people, tasks, tokens and growing heaps.

Nothing is ever allocated while the kernel runs: when the arena is full the run stops with ``ARENA_FULL``, and the
driver begins the replication again in a larger memory.  Records that are given back are used again.
"""

from __future__ import annotations

from sim.engines.compiled import layout as m
from sim.engines.compiled.parts import apart, kernel
from sim.kernels.jit import Memory

SPARE = m.HEADER_WIDTH
"""Where the spare record begins, which takes what no longer fits; the run stops before it is used."""

SMALLEST_HEAP = 8  # entries


@kernel
def allocate(memory: Memory, width: int) -> int:
    """The first word of ``width`` new words; 0 if the arena is full."""
    start: int = memory[m.ARENA_TOP]
    if start + width > memory[m.ARENA_END]:
        memory[m.STATUS] = m.ARENA_FULL
        return 0
    memory[m.ARENA_TOP] = start + width
    return start


@kernel
def new_record(memory: Memory, free: int, width: int, counters: int) -> int:
    """A record of people, tasks or tokens; ``free`` is the header word of the list of those given back.

    Of a record that was never used before, the first ``counters`` words are 0; everything else is for the user to set.
    """
    record: int = memory[free]
    if record != 0:
        memory[free] = memory[record + m.FREE_NEXT]
        return record
    record = allocate(memory, width)
    if record == 0:
        return SPARE
    for word in range(record, record + counters):
        memory[word] = 0
    return record


@kernel
def give_back(memory: Memory, free: int, record: int) -> None:
    memory[record + m.FREE_NEXT] = memory[free]
    memory[free] = record


@kernel
def clear(memory: Memory, heap: int) -> None:
    """An empty heap without room, at the start of a replication."""
    memory[heap + 1] = 0
    memory[heap + 2] = 0


@kernel
def grow(memory: Memory, heap: int, width: int) -> bool:
    """Twice the room for the heap whose first word, size and room stand at ``heap``; False if the arena is full."""
    apart()
    room: int = memory[heap + 2]
    larger = 2 * room if room > 0 else SMALLEST_HEAP
    start = allocate(memory, larger * width)
    if start == 0:
        return False
    old: int = memory[heap]
    for word in range(memory[heap + 1] * width):
        memory[start + word] = memory[old + word]
    memory[heap] = start
    memory[heap + 2] = larger
    return True
