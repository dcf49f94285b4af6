"""What a person carries: properties that are drawn or measured when something happens to them."""

from __future__ import annotations

from collections.abc import Sequence

from sim.engines.reference.people import Person
from sim.engines.reference.plain import Row
from sim.engines.reference.simulation import Simulation
from sim.model.tables import UNSET, DrawKind

FIRST = int(DrawKind.FIRST)


def update(simulation: Simulation, person: Person, draws: Sequence[int], given: int) -> None:
    """What an event at the person's step changes, in order; ``given``: the seconds or the time that it gives."""
    for draw in draws:
        draw_property(simulation, person, draw, person.step, person.visit, given)


def draw_property(simulation: Simulation, person: Person, draw: int, step: int, visit: int, given: int) -> None:
    """One property, and the row that says so; what is kept from the first time on is not drawn again."""
    t, props = simulation.t, person.props
    name = t.draw_property[draw]
    if t.draw_kind[draw] == FIRST and props[name] != UNSET:
        return
    props[name] = simulation.chance.property_value(draw, person.key, props, person.member, visit, given)
    simulation.log(person.number, Row.MARK, step, visit, name, props[name])
