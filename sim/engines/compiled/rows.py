"""Writing the log: seven columns side by side, each ``LOG_SIZE`` words long (contract L1)."""

from __future__ import annotations

from sim.engines.compiled import layout as m
from sim.engines.compiled.parts import kernel
from sim.kernels.jit import Memory, integers

ENVIRONMENT = -1  # owner of a row that belongs to nobody
NOTHING = -1  # no step, no object


@kernel
def write(memory: Memory, owner: int, code: int, step: int, visit: int, what: int, value: int) -> None:
    """One row at the present time; rows without room (``LOG_SIZE`` 0: all) are only counted."""
    row: int = memory[m.LOG_ROWS]
    size: int = memory[m.LOG_SIZE]
    memory[m.LOG_ROWS] = row + 1
    if row < size:
        log = integers(memory[m.LOG])
        log[row] = memory[m.NOW]
        log[row + size] = owner
        log[row + 2 * size] = code
        log[row + 3 * size] = step
        log[row + 4 * size] = visit
        log[row + 5 * size] = what
        log[row + 6 * size] = value


@kernel
def of_person(memory: Memory, person: int, code: int, what: int, value: int) -> None:
    """A row about a person at the step where they are."""
    write(memory, memory[person + m.NUMBER], code, memory[person + m.STEP], memory[person + m.VISIT], what, value)
