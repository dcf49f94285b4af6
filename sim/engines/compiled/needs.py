"""What a person keeps between two steps, gives back, and still needs (contract Q3)."""

from __future__ import annotations

from sim.engines.compiled import layout as m
from sim.engines.compiled.chance import pick
from sim.engines.compiled.parts import kernel, merged
from sim.engines.compiled.places import release
from sim.kernels.jit import Memory
from sim.model.tables import StepKind

WAIT, EXIT = StepKind.WAIT.value, StepKind.EXIT.value


@kernel
def _be_at(memory: Memory, person: int, target: int, step: int) -> None:
    memory[person + m.STEP] = target
    memory[person + m.AT] = step
    memory[person + m.VISIT] = memory[person + memory[m.VISITS_AT] + target]
    memory[person + m.GATE] = -1
    memory[person + m.POOL] = -1
    memory[person + m.NEEDS] = 0


@kernel
def take_along(memory: Memory, person: int, target: int, step: int) -> bool:
    """Keep what both steps use, release the rest, note what is new; True if there is a line to stand in (Q3)."""
    merged()
    if memory[step + m.IS_FREE] != 0 and memory[person + m.HOLDS] == 0:
        _be_at(memory, person, target, step)
        return False
    kind = memory[step + m.STEP_KIND]
    wanted = memory[m.CLAIMS] + pick(memory, person, memory[step + m.STEP_CLAIM]) * m.CLAIM_LIST_WIDTH
    memory[person + m.CLAIM] = wanted
    if memory[person + m.HOLDS] > 0:
        kept = wanted
        if memory[step + m.STEP_KEEPS] != -1:
            kept = memory[m.CLAIMS] + pick(memory, person, memory[step + m.STEP_KEEPS]) * m.CLAIM_LIST_WIDTH
        _release_rest(memory, person, kept, kind == EXIT)
    _be_at(memory, person, target, step)
    if kind == EXIT:
        return False
    if kind == WAIT:
        memory[person + m.POOL] = pick(memory, person, memory[step + m.STEP_POOL])
        memory[person + m.GATE] = pick(memory, person, memory[step + m.STEP_GATE])
        return bool(memory[person + m.POOL] >= 0 or memory[person + m.GATE] >= 0)
    _note_needs(memory, person, wanted)
    memory[person + m.GATE] = pick(memory, person, memory[step + m.STEP_GATE])
    if memory[person + m.GATE] >= 0 or memory[person + m.NEEDS] > 0:
        return True
    let_go(memory, person, step)
    return False


@kernel
def let_go(memory: Memory, person: int, step: int) -> None:
    """What was kept only until the step was granted is given back."""
    if memory[step + m.STEP_KEEPS] != -1:
        _release_rest(memory, person, memory[person + m.CLAIM], False)


@kernel
def _release_rest(memory: Memory, person: int, wanted: int, everything: bool) -> None:
    """Give back what the next step does not use, in order of name."""
    merged()
    held = person + memory[m.HELD_AT]
    for resource in range(memory[m.RESOURCES_COUNT]):
        units = memory[held + resource]
        if units > 0:
            row = memory[wanted + m.CLAIM_FIRST]
            while row < memory[wanted + m.CLAIM_LAST] and not everything:
                if memory[row + m.CLAIM_RESOURCE] == resource:
                    units -= memory[row + m.CLAIM_AMOUNT]
                row += m.CLAIM_WIDTH
            if units > 0:
                release(memory, person, resource, units)


@kernel
def _note_needs(memory: Memory, person: int, wanted: int) -> None:
    """What is used beyond what is held; only places are ever held."""
    need = person + memory[m.NEEDS_AT]
    held = person + memory[m.HELD_AT]
    row = memory[wanted + m.CLAIM_FIRST]
    while row < memory[wanted + m.CLAIM_LAST]:
        resource = memory[row + m.CLAIM_RESOURCE]
        units = memory[row + m.CLAIM_AMOUNT] - memory[held + resource]
        if units > 0:
            memory[need] = resource
            memory[need + 1] = units
            memory[person + m.NEEDS] += 1
            need += 2
        row += m.CLAIM_WIDTH
