"""What a person carries: properties that are drawn or measured when something happens to them."""

from __future__ import annotations

from sim.engines.arithmetic import FAR
from sim.engines.compiled import layout as m
from sim.engines.compiled import rows
from sim.engines.compiled.chance import composed, first_round, later_bits, pick, share
from sim.engines.compiled.lengths import NO_STEP, amount, end_of
from sim.engines.compiled.parts import apart, kernel
from sim.kernels.jit import Memory
from sim.log import codes
from sim.model.tables import UNSET, DrawKind

FIRST, GIVEN, FIXED = DrawKind.FIRST.value, DrawKind.GIVEN.value, DrawKind.FIXED.value
COMPOSITION, DRAWN_SHARES = DrawKind.COMPOSITION.value, DrawKind.SHARES.value


@kernel
def limit_time(memory: Memory, person: int, risk: int) -> int:
    """When a risk strikes that counts from an event; not before now, if the limit has passed (contract Q15)."""
    apart()
    since = memory[person + m.PROPERTIES + memory[risk + m.RISK_SINCE]]
    if since == UNSET:
        return FAR
    row = pick(memory, person, memory[risk + m.RISK_LENGTH])
    return int(max(memory[m.NOW], end_of(memory, row, since, NO_STEP, 0, 0, 0, 0, 1.0)))


@kernel
def update(memory: Memory, person: int, first: int, last: int, given: int) -> None:
    """What an event at the person's step changes, in order; ``given``: the seconds or the time that it gives."""
    apart()
    for place in range(first, last):
        draw_property(memory, person, memory[place], memory[person + m.STEP], memory[person + m.VISIT], given)


@kernel
def draw_property(memory: Memory, person: int, draw: int, step: int, visit: int, given: int) -> None:
    """One property, and the row that says so; what is kept from the first time on is not drawn again."""
    apart()
    name = memory[draw + m.DRAW_PROPERTY]
    if memory[draw + m.DRAW_KIND] == FIRST and memory[person + m.PROPERTIES + name] != UNSET:
        return
    value = property_value(memory, person, draw, visit, given)
    memory[person + m.PROPERTIES + name] = value
    rows.write(memory, memory[person + m.NUMBER], codes.MARK, step, visit, name, value)


@kernel
def property_value(memory: Memory, person: int, draw: int, visit: int, given: int) -> int:
    """The value of a property drawn by one record of the draws; ``given`` is what the event at hand gives."""
    kind = memory[draw + m.DRAW_KIND]
    if kind >= GIVEN:
        return given
    key = memory[person + m.PERSON_KEY]
    value: int = memory[draw + m.DRAW_VALUE]
    if kind == FIXED:
        return value
    if kind == COMPOSITION:
        return composed(memory, value, memory[person + m.MEMBER])
    chosen = pick(memory, person, value)
    if kind == DRAWN_SHARES:
        begun = first_round(memory, memory[draw + m.DRAW_STREAM])
        return share(memory, chosen, later_bits(begun, key, visit, 0))
    return amount(memory, chosen, memory[draw + m.DRAW_STREAM], key, visit, 0)
