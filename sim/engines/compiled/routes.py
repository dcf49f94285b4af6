"""Where a person goes next: shares, decisions on the way, and limits (contract R2)."""

from __future__ import annotations

from sim.engines.compiled import layout as m
from sim.engines.compiled import rows
from sim.engines.compiled.chance import later_bits, pick, share
from sim.engines.compiled.parts import apart, kernel
from sim.engines.compiled.properties import draw_property
from sim.kernels.jit import Memory
from sim.log import codes
from sim.model.tables import StepKind

DECISION = StepKind.DECISION.value


@kernel
def reach(memory: Memory, person: int, origin: int, target: int) -> int:
    """The stage, wait or exit that is reached: limits of the step left, then decisions, evaluated on the spot."""
    visits = person + memory[m.VISITS_AT]
    while True:
        if origin >= 0:
            target = _within_limit(memory, person, origin, target)
        visit = memory[visits + target] + 1
        memory[visits + target] = visit
        step = memory[m.STEPS] + target * m.STEP_WIDTH
        if memory[step + m.STEP_KIND] != DECISION:
            return target
        for mark in range(memory[step + m.STEP_MARK_FIRST], memory[step + m.STEP_MARK_LAST]):
            draw_property(memory, person, memory[mark], target, visit, 0)
        chosen = memory[step + m.ONLY_NEXT]
        if chosen < 0:
            chosen = _choose(memory, person, step, visit)
        rows.write(memory, memory[person + m.NUMBER], codes.DECIDE, target, visit, chosen, 0)
        origin = target
        target = chosen


@kernel
def _within_limit(memory: Memory, person: int, origin: int, target: int) -> int:
    """``target``, or where its limit sends the person; the limit binds only the step that states it (contract R2)."""
    step = memory[m.STEPS] + origin * m.STEP_WIDTH
    visits = person + memory[m.VISITS_AT]
    limit = memory[step + m.STEP_LIMIT_FIRST]
    while limit < memory[step + m.STEP_LIMIT_LAST]:
        if memory[limit + m.LIMIT_TARGET] == target:
            made = memory[visits + target]
            if made >= pick(memory, person, memory[limit + m.LIMIT_VISITS]):
                rows.write(
                    memory, memory[person + m.NUMBER], codes.LIMITED, origin, memory[visits + origin], target, made
                )
                return int(pick(memory, person, memory[limit + m.LIMIT_ELSE]))
        limit += m.LIMIT_WIDTH
    return target


@kernel
def _share_in_force(memory: Memory, person: int, step: int) -> int:
    """The share table of the person's route at this time."""
    apart()
    route = memory[m.ROUTES] + pick(memory, person, memory[step + m.STEP_ROUTE]) * m.ROUTE_LIST_WIDTH
    row = memory[route + m.ROUTE_LAST] - m.ROUTE_WIDTH
    while memory[row + m.ROUTE_TIME] > memory[m.NOW]:
        row -= m.ROUTE_WIDTH
    return int(memory[row + m.ROUTE_SHARE])


@kernel
def _choose(memory: Memory, person: int, step: int, visit: int) -> int:
    """One uniform per person, step and visit, cut in the order of route names (contract R2)."""
    bits = later_bits(memory[step + m.ROUTE_KEY], memory[person + m.PERSON_KEY], visit, 0)
    table = memory[step + m.ONLY_SHARE]
    if table < 0:
        table = _share_in_force(memory, person, step)
    return share(memory, table, bits)


@kernel
def route_on(memory: Memory, person: int, step: int) -> int:
    """Where the person's route leads from the step where they are."""
    chosen: int = memory[step + m.ONLY_NEXT]
    if chosen >= 0:
        return chosen
    return _choose(memory, person, step, memory[person + m.VISIT])
