"""One participant's journey, to be read beside the pathway text."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from simpy.events import Event

from sim.engines.keyed import Item
from sim.engines.reference.needs import let_go, take_along
from sim.engines.reference.outside import live_on, live_without
from sim.engines.reference.people import Person, State
from sim.engines.reference.plain import Phase, Row
from sim.engines.reference.properties import draw_property, update
from sim.engines.reference.shared import ADMITTED, CALLED, ENDED, STRUCK
from sim.engines.reference.simulation import Simulation
from sim.engines.reference.stays import begin_stay, set_up
from sim.model.tables import UNSET, StepKind

NOWHERE = -1
DECISION, WAIT, EXIT = int(StepKind.DECISION), int(StepKind.WAIT), int(StepKind.EXIT)


def journey(simulation: Simulation, person: Person, elapsed: int) -> Generator[Event, Any, None]:
    """From arrival to exit: line, set-up, stay, and on by the route; ``elapsed`` only for the backlog."""
    t = simulation.t
    simulation.next_arrival()
    if not arrive(simulation, person, elapsed):
        return
    step = go_to(simulation, person, NOWHERE, t.source_to[person.source])
    inside = t.source_inside[person.source] == 1
    while True:
        if person.items_at == simulation.now:
            simulation.count_item(person)
        else:
            person.items_at, person.items = simulation.now, 0
        waits = take_along(simulation.places, person, step)
        if t.step_kind[step] == EXIT:
            leave(simulation, person)
            return
        update(simulation, person, t.marks[step], 0)
        if inside:
            simulation.places.claim(person)  # more than the capacity is allowed (contract Q10)
        elif waits and t.step_closes[step] <= simulation.now:
            step = go_to(simulation, person, step, closed(simulation, person, elapsed))
            inside, elapsed = False, 0
            continue
        elif waits:
            person.event = Item(simulation)
            simulation.queues.stand_in_line(person, elapsed)
            why = yield person.event
            update(simulation, person, t.served[step], simulation.now - person.joined)
            if why != ADMITTED:
                away = t.risk_to[person.limited] if why == STRUCK else refused(simulation, person)
                step = go_to(simulation, person, person.step, away)
                inside, elapsed = False, 0
                continue
            let_go(simulation.places, person)
        else:
            update(simulation, person, t.served[step], 0)
        if t.step_kind[step] == WAIT:
            step = route_on(simulation, person)
        else:
            simulation.inside[step] += 1
            setup = 0 if inside or t.step_setup[step] < 0 else set_up(simulation, person)
            if setup > 0:
                yield simulation.item(simulation.now + setup, Phase.LEAVE, person.number)
            person.event = begin_stay(simulation, person, elapsed if inside else 0)
            why = yield person.event
            while why == ENDED and person.open_work > 0:
                why = yield wait_for_work(simulation, person)
            step = end_stay(simulation, person, why)
        inside, elapsed = False, 0


def closed(simulation: Simulation, person: Person, waited: int) -> int:
    """The step has closed: whoever comes is sent on at once."""
    for row in (Row.JOIN, Row.SENT_AWAY):
        simulation.log(person.number, row, person.step, person.visit, person.line, waited)
    update(simulation, person, simulation.t.served[person.step], waited)
    return int(simulation.t.step_closed_to[person.step])


def refused(simulation: Simulation, person: Person) -> int:
    """Where those go who are turned away: to the `else` of the step, or where its closing sends them."""
    t = simulation.t
    if t.step_closes[person.step] <= simulation.now:
        return int(t.step_closed_to[person.step])
    return simulation.chance.pick(t.step_else[person.step], person.props)


def arrive(simulation: Simulation, person: Person, elapsed: int) -> bool:
    """Draw the attributes; False if the search is paused and the person is not contacted (contract Q7)."""
    t = simulation.t
    source = person.source
    step = t.source_to[source]
    if t.source_at_least[source] >= 0:
        ready = 0
        for row in range(t.source_watch_first[source], t.source_watch_last[source]):
            counts = simulation.line if t.watch_line[row] else simulation.inside
            ready += counts[t.watch_step[row]]
        if ready >= simulation.chance.dated(t.source_at_least[source], simulation.now):
            simulation.log(person.number, Row.NOT_CONTACTED, step, 0, source)
            return False
    for row in range(t.source_been_first[source], t.source_been_last[source]):
        person.visits[t.been_step[row]] = t.been_visits[row]
    simulation.present[person.number] = person
    simulation.log(person.number, Row.ARRIVE, step, 0, source, elapsed)
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
            person.props[name] = simulation.chance.property_value(
                row, person.key, person.props, person.member, 0, person.arrived
            )
        simulation.log(person.number, Row.ATTRIBUTE, -1, 0, name, person.props[name])
    if t.has_outside:
        live_without(simulation, person)
    return True


def go_to(simulation: Simulation, person: Person, origin: int, target: int) -> int:
    """The stage, wait or exit that is reached: limits of the step left, then decisions, evaluated on the spot."""
    t = simulation.t
    while True:
        if origin >= 0 and t.has_limits[origin]:
            target = within_limit(simulation, person, origin, target)
        person.visits[target] += 1
        if t.step_kind[target] != DECISION:
            return target
        visit = person.visits[target]
        for draw in t.marks[target]:
            draw_property(simulation, person, draw, target, visit, 0)
        chosen = choose(simulation, person, target, visit)
        simulation.log(person.number, Row.DECIDE, target, visit, chosen)
        origin, target = target, chosen


def within_limit(simulation: Simulation, person: Person, origin: int, target: int) -> int:
    """``target``, or where its limit sends the person; the limit binds only the step that states it (contract R2)."""
    t = simulation.t
    for row in range(t.step_limit_first[origin], t.step_limit_last[origin]):
        if t.limit_target[row] == target:
            most = simulation.chance.pick(t.limit_visits[row], person.props)
            if person.visits[target] >= most:
                simulation.log(person.number, Row.LIMITED, origin, person.visits[origin], target, person.visits[target])
                return simulation.chance.pick(t.limit_else[row], person.props)
    return target


def choose(simulation: Simulation, person: Person, step: int, visit: int) -> int:
    """One uniform per person, step and visit, cut in the order of route names (contract R2)."""
    t, chance = simulation.t, simulation.chance
    only: int = t.only_next[step]
    if only >= 0:
        return only
    first = t.route_draw[step] if visit == 1 else -1
    u = person.draws[first] if first >= 0 else chance.uniform(t.stream_route[step], person.key, visit)
    if t.only_share[step] >= 0:
        return chance.share(t.only_share[step], u)
    return chance.route(chance.pick(t.step_route[step], person.props), simulation.now, u)


def route_on(simulation: Simulation, person: Person) -> int:
    return go_to(simulation, person, person.step, choose(simulation, person, person.step, person.visit))


def wait_for_work(simulation: Simulation, person: Person) -> Event:
    """The stay is over but its work is not done: no risk runs, what is held stays held (contract Q9)."""
    if person.state != State.WAITING_FOR_WORK:
        person.state = State.WAITING_FOR_WORK
        simulation.log(person.number, Row.OVERDUE, person.step, person.visit, -1, simulation.now - person.entered)
    person.event = Item(simulation)
    return person.event


def end_stay(simulation: Simulation, person: Person, why: int) -> int:
    """Leave the stage by its end, a risk or a token; returns the next stage, wait or exit."""
    t, step = simulation.t, person.step
    row, what, draws = Row.END, person.end_code, t.ended[step]
    if why == STRUCK:
        row, what, draws = Row.RISK, t.risk_name[person.outcome], t.struck[person.outcome]
    elif why == CALLED:
        row, what, draws = Row.CALLED, person.pool, t.called[step]
    stayed = simulation.now - person.entered
    simulation.write((simulation.now, person.number, row, step, person.visit, what, stayed))
    update(simulation, person, draws, stayed)
    simulation.inside[step] -= 1
    if person.tasks:
        simulation.staff_work.drop_work(person)
    person.open_work = 0
    person.state = State.ON_THE_WAY
    person.stay += 1
    if why == STRUCK:
        return go_to(simulation, person, step, t.risk_to[person.outcome])
    if why == CALLED:
        return go_to(simulation, person, step, meanwhile_target(simulation, person))
    if person.end_code == 1 and t.step_found[step] >= 0:
        return go_to(simulation, person, step, t.step_found[step])
    if person.end_code == 2 and t.step_not_found[step] >= 0:
        return go_to(simulation, person, step, t.step_not_found[step])
    return route_on(simulation, person)


def meanwhile_target(simulation: Simulation, person: Person) -> int:
    t = simulation.t
    for row in range(t.meanwhile_first[person.takes], t.meanwhile_last[person.takes]):
        if t.meanwhile_pool[row] == person.pool:
            return int(t.meanwhile_target[row])
    raise AssertionError("a token was given to somebody who takes none")


def leave(simulation: Simulation, person: Person) -> None:
    simulation.log(person.number, Row.EXIT, person.step, person.visit, -1, simulation.now - person.arrived)
    if simulation.t.has_outside:
        live_on(simulation, person)
    person.state = State.GONE
    del simulation.present[person.number]
