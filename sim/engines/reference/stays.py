"""The stay in a stage: its end is computed once, on entry, with the earliest of end and risks (contract T3, S3)."""

from __future__ import annotations

from sim.engines import arithmetic
from sim.engines.keyed import Item
from sim.engines.reference.chance import FAR
from sim.engines.reference.people import Person, State
from sim.engines.reference.plain import Phase, Row
from sim.engines.reference.properties import limit_time, update
from sim.engines.reference.residual_life import remaining_end, remaining_risk
from sim.engines.reference.shared import ENDED, STRUCK
from sim.engines.reference.simulation import Simulation
from sim.model.tables import LengthKind

PLAIN, FOUND, NOT_FOUND = 0, 1, 2


def set_up(simulation: Simulation, person: Person) -> int:
    """Seconds of set-up before the stay; 0 on a repeat (contract Q11)."""
    t = simulation.t
    if person.visit > 1:
        return 0
    row = simulation.chance.pick(t.step_setup[person.step], person.props)
    end = simulation.chance.end(row, simulation.now, person.step, t.stream_setup[person.step], person.key, person.visit)
    if end > simulation.now:
        person.state = State.SETTING_UP
        person.entered = simulation.now
        simulation.log(person.number, Row.SETUP, person.step, person.visit, -1, end - simulation.now)
    return end - simulation.now


def begin_stay(simulation: Simulation, person: Person, elapsed: int) -> Item:
    """Start the stay and return the event that ends it: pending at its end or at the first risk to strike."""
    t, step = simulation.t, person.step
    person.state = State.STAYING
    person.entered = simulation.now - elapsed
    person.stay += 1
    simulation.write((simulation.now, person.number, Row.START, step, person.visit, -1, elapsed))
    update(simulation, person, t.begun[step], person.entered)
    end, person.end_code = stay_end(simulation, person, elapsed)
    if t.is_simple[step]:
        return simulation.item(end, Phase.LEAVE, person.number, 0, ENDED) if end < simulation.end else Item(simulation)
    when, why = end, ENDED
    for row in range(t.step_risk_first[step], t.step_risk_last[step]):
        strikes = risk_time(simulation, person, row, elapsed)
        if strikes < when:
            when, why = strikes, STRUCK
            person.outcome = row
    if t.has_work[step]:
        simulation.staff_work.begin_stay(person, end)
    if t.step_meanwhile[step] >= 0:
        takes = person.takes = simulation.chance.pick(t.step_meanwhile[step], person.props)
        for row in range(t.meanwhile_first[takes], t.meanwhile_last[takes]):
            simulation.pools.enlist(person, t.meanwhile_pool[row])
            simulation.ask(Phase.MATCH)
    if when >= simulation.end:
        return Item(simulation)
    return simulation.item(when, Phase.LEAVE, person.number, 0, why)


def stay_end(simulation: Simulation, person: Person, elapsed: int) -> tuple[int, int]:
    """(time, PLAIN | FOUND | NOT_FOUND) of the planned end."""
    t, step, chance = simulation.t, person.step, simulation.chance
    if not elapsed:
        if t.only_seconds[step] >= 0:
            return simulation.now + t.only_seconds[step], PLAIN
        if t.only_law[step] >= 0:
            first = t.length_draw[step] if person.visit == 1 else -1
            u = person.draws[first] if first >= 0 else chance.uniform(t.stream_length[step], person.key, person.visit)
            return simulation.now + chance.law(t.only_law[step], u), PLAIN
    row = chance.pick(t.step_length[step], person.props)
    if elapsed:
        return remaining_end(simulation, person, row, elapsed)
    scale = 1.0 if t.step_length_factor[step] < 0 else length_factor(simulation, step)
    address = (t.stream_length[step], person.key, person.visit)
    if t.length_kind[row] != LengthKind.SEARCH:
        return chance.end(row, simulation.now, step, *address, 0, scale), PLAIN
    limit = chance.end(t.length_b[row], simulation.now, step, *address, 1)
    success = t.length_p[row]
    if success >= 1 or chance.uniform(t.stream_success[step], person.key, person.visit) < success:
        found = chance.end(t.length_a[row], simulation.now, step, *address, 0, scale)
        if found <= limit:
            return found, FOUND
    return limit, NOT_FOUND


def length_factor(simulation: Simulation, step: int) -> float:
    """The dated multiplier on a length that is drawn now."""
    t = simulation.t
    factor = t.step_length_factor[step]
    return arithmetic.multiplier_at(
        t.factor_time, t.factor_value, t.factor_first[factor], t.factor_last[factor], simulation.now
    )


def risk_time(simulation: Simulation, person: Person, row: int, elapsed: int) -> int:
    """When a risk strikes: afresh at each entry, on the stage's clock."""
    t = simulation.t
    if t.risk_since[row] >= 0:
        return limit_time(simulation, person, row)
    length = simulation.chance.pick(t.risk_length[row], person.props)
    if t.length_kind[length] == LengthKind.NEVER:
        return FAR
    if t.length_kind[length] == LengthKind.NEXT:
        return simulation.chance.next_date(t.length_a[length], simulation.now)
    if elapsed:
        return remaining_risk(simulation, person, length, t.risk_stream[row], elapsed)
    return simulation.chance.end(length, simulation.now, person.step, t.risk_stream[row], person.key, person.visit)
