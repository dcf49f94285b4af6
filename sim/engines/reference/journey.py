"""One participant's journey, to be read beside the pathway text."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from simpy.events import Event

from sim.engines.keyed import Item
from sim.engines.reference.needs import take_along
from sim.engines.reference.people import Person, State
from sim.engines.reference.plain import Phase, Row
from sim.engines.reference.shared import ADMITTED, CALLED, ENDED, STRUCK
from sim.engines.reference.stays import begin_stay, set_up
from sim.engines.reference.world import World
from sim.model.tables import UNSET, StepKind

NOWHERE = -1
DECISION, WAIT, EXIT = int(StepKind.DECISION), int(StepKind.WAIT), int(StepKind.EXIT)


def journey(world: World, person: Person, elapsed: int) -> Generator[Event, Any, None]:
    """From arrival to exit: line, set-up, stay, and on by the route; ``elapsed`` only for the backlog."""
    t = world.t
    world.next_arrival()
    if not arrive(world, person, elapsed):
        return
    step = go_to(world, person, NOWHERE, t.source_to[person.source])
    inside = t.source_inside[person.source] == 1
    while True:
        if person.items_at == world.now:
            world.count_item(person)
        else:
            person.items_at, person.items = world.now, 0
        waits = take_along(world.places, person, step)
        if t.step_kind[step] == EXIT:
            leave(world, person)
            return
        if t.has_marks[step]:
            draw_marks(world, person)
        if inside:
            world.places.claim(person)  # more than the capacity is allowed (contract Q10)
        elif waits:
            person.event = Item(world)
            world.queues.stand_in_line(person, elapsed)
            if (yield person.event) != ADMITTED:
                step = go_to(world, person, person.step, t.step_else[person.step])
                inside, elapsed = False, 0
                continue
        if t.step_kind[step] == WAIT:
            step = route_on(world, person)
        else:
            world.inside[step] += 1
            setup = 0 if inside or t.step_setup[step] < 0 else set_up(world, person)
            if setup > 0:
                yield world.item(world.now + setup, Phase.LEAVE, person.number)
            person.event = begin_stay(world, person, elapsed if inside else 0)
            why = yield person.event
            while why == ENDED and person.open_work > 0:
                why = yield wait_for_work(world, person)
            step = end_stay(world, person, why)
        inside, elapsed = False, 0


def arrive(world: World, person: Person, elapsed: int) -> bool:
    """Draw the attributes; False if the search is paused and the person is not contacted (contract Q7)."""
    t = world.t
    source = person.source
    step = t.source_to[source]
    if t.source_at_least[source] >= 0:
        ready = 0
        for row in range(t.source_watch_first[source], t.source_watch_last[source]):
            counts = world.line if t.watch_line[row] else world.inside
            ready += counts[t.watch_step[row]]
        if ready >= t.source_at_least[source]:
            world.log(person.number, Row.NOT_CONTACTED, step, 0, source)
            return False
    world.present[person.number] = person
    world.log(person.number, Row.ARRIVE, step, 0, source, elapsed)
    if t.source_property >= 0:
        person.props[t.source_property] = source
    stated = (
        t.row_property[t.source_row_first[source] + person.ordinal]
        if t.source_row_last[source] > t.source_row_first[source]
        else ()
    )
    for at in range(t.source_draw_first[source], t.source_draw_last[source]):
        row = t.source_draw[at]
        name = t.draw_property[row]
        if stated and stated[name] != UNSET:
            person.props[name] = stated[name]
        else:
            person.props[name] = world.chance.property_value(row, person.key, person.props, person.member, 0)
        world.log(person.number, Row.ATTRIBUTE, -1, 0, name, person.props[name])
    return True


def go_to(world: World, person: Person, origin: int, target: int) -> int:
    """The stage, wait or exit that is reached: limits of the step left, then decisions, evaluated on the spot."""
    t = world.t
    while True:
        if origin >= 0 and t.has_limits[origin]:
            target = within_limit(world, person, origin, target)
        person.visits[target] += 1
        if t.step_kind[target] != DECISION:
            return target
        visit = person.visits[target]
        for row in range(t.step_mark_first[target], t.step_mark_last[target]):
            draw_mark(world, person, t.step_mark[row], target, visit)
        chosen = choose(world, person, target, visit)
        world.log(person.number, Row.DECIDE, target, visit, chosen)
        origin, target = target, chosen


def within_limit(world: World, person: Person, origin: int, target: int) -> int:
    """``target``, or where its limit sends the person; the limit binds only the step that states it (contract R2)."""
    t = world.t
    for row in range(t.step_limit_first[origin], t.step_limit_last[origin]):
        if t.limit_target[row] == target:
            most = world.chance.pick(t.limit_visits[row], person.props)
            if person.visits[target] >= most:
                world.log(person.number, Row.LIMITED, origin, person.visits[origin], target, person.visits[target])
                instead: int = t.limit_else[row]
                return instead
    return target


def choose(world: World, person: Person, step: int, visit: int) -> int:
    """One uniform per person, step and visit, cut in the order of route names (contract R2)."""
    t, chance = world.t, world.chance
    only: int = t.only_next[step]
    if only >= 0:
        return only
    first = t.route_draw[step] if visit == 1 else -1
    u = person.draws[first] if first >= 0 else chance.uniform(t.stream_route[step], person.key, visit)
    if t.only_share[step] >= 0:
        return chance.share(t.only_share[step], u)
    return chance.route(chance.pick(t.step_route[step], person.props), world.now, u)


def route_on(world: World, person: Person) -> int:
    return go_to(world, person, person.step, choose(world, person, person.step, person.visit))


def draw_marks(world: World, person: Person) -> None:
    t = world.t
    for row in range(t.step_mark_first[person.step], t.step_mark_last[person.step]):
        draw_mark(world, person, t.step_mark[row], person.step, person.visit)


def draw_mark(world: World, person: Person, draw: int, step: int, visit: int) -> None:
    name = world.t.draw_property[draw]
    person.props[name] = world.chance.property_value(draw, person.key, person.props, person.member, visit)
    world.log(person.number, Row.MARK, step, visit, name, person.props[name])


def wait_for_work(world: World, person: Person) -> Event:
    """The stay is over but its work is not done: no risk runs, what is held stays held (contract Q9)."""
    if person.state != State.WAITING_FOR_WORK:
        person.state = State.WAITING_FOR_WORK
        world.log(person.number, Row.OVERDUE, person.step, person.visit, -1, world.now - person.entered)
    person.event = Item(world)
    return person.event


def end_stay(world: World, person: Person, why: int) -> int:
    """Leave the stage by its end, a risk or a token; returns the next stage, wait or exit."""
    t, step = world.t, person.step
    row, what = Row.END, person.end_code
    if why == STRUCK:
        row, what = Row.RISK, t.risk_name[person.outcome]
    elif why == CALLED:
        row, what = Row.CALLED, person.pool
    world.write((world.now, person.number, row, step, person.visit, what, world.now - person.entered))
    world.inside[step] -= 1
    if person.tasks:
        world.duties.drop_work(person)
    person.open_work = 0
    person.state = State.ON_THE_WAY
    person.stay += 1
    if why == STRUCK:
        return go_to(world, person, step, t.risk_to[person.outcome])
    if why == CALLED:
        return go_to(world, person, step, meanwhile_target(world, person))
    if person.end_code == 1 and t.step_found[step] >= 0:
        return go_to(world, person, step, t.step_found[step])
    if person.end_code == 2 and t.step_not_found[step] >= 0:
        return go_to(world, person, step, t.step_not_found[step])
    return route_on(world, person)


def meanwhile_target(world: World, person: Person) -> int:
    t = world.t
    takes = world.chance.pick(t.step_meanwhile[person.step], person.props)
    for row in range(t.meanwhile_first[takes], t.meanwhile_last[takes]):
        if t.meanwhile_pool[row] == person.pool:
            return int(t.meanwhile_target[row])
    raise AssertionError("a token was given to somebody who takes none")


def leave(world: World, person: Person) -> None:
    world.log(person.number, Row.EXIT, person.step, person.visit, -1, world.now - person.arrived)
    person.state = State.GONE
    del world.present[person.number]
