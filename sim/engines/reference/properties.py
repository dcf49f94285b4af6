"""What a person carries: properties that are drawn or measured when something happens to them."""

from __future__ import annotations

from collections.abc import Sequence

from sim.engines.reference.chance import FAR, NO_STEP
from sim.engines.reference.people import Person
from sim.engines.reference.plain import Row
from sim.engines.reference.shared import Shared
from sim.model.tables import UNSET, DrawKind

FIRST = int(DrawKind.FIRST)


def limit_time(shared: Shared, person: Person, row: int) -> int:
    """When a risk strikes that counts from an event; not before now, if the limit has passed (contract Q15)."""
    t = shared.t
    since = person.props[t.risk_since[row]]
    if since == UNSET:
        return FAR
    length = shared.chance.pick(t.risk_length[row], person.props)
    return max(shared.now, shared.chance.end(length, since, NO_STEP, 0, 0, 0))


def update(shared: Shared, person: Person, draws: Sequence[int], given: int) -> None:
    """What an event at the person's step changes, in order; ``given``: the seconds or the time that it gives."""
    for draw in draws:
        draw_property(shared, person, draw, person.step, person.visit, given)


def draw_property(shared: Shared, person: Person, draw: int, step: int, visit: int, given: int) -> None:
    """One property, and the row that says so; what is kept from the first time on is not drawn again."""
    t, props = shared.t, person.props
    name = t.draw_property[draw]
    if t.draw_kind[draw] == FIRST and props[name] != UNSET:
        return
    props[name] = shared.chance.property_value(draw, person.key, props, person.member, visit, given)
    shared.log(person.number, Row.MARK, step, visit, name, props[name])
