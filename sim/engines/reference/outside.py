"""The life outside of one person, written at once: it waits for nobody and uses nothing (contract O1-O4)."""

from __future__ import annotations

from sim.engines.reference.chance import NO_STEP
from sim.engines.reference.people import Person
from sim.engines.reference.plain import Row
from sim.engines.reference.simulation import Simulation

FOUND, MARK, LOST = Row.WITHOUT_FOUND, Row.WITHOUT_MARK, Row.WITHOUT_LOST
FOLLOWED = Row.AFTER_FOUND - Row.WITHOUT_FOUND


def live_without(simulation: Simulation, person: Person) -> None:
    """From arrival on, as if there were no project."""
    _lead(simulation, person, 0, NO_STEP)


def live_on(simulation: Simulation, person: Person) -> None:
    """From an exit on that leaves the person on benefit."""
    if simulation.chance.pick(simulation.t.outside_goes_on[person.step], person.props) == 1:
        _lead(simulation, person, FOLLOWED, person.step)


def _lead(simulation: Simulation, person: Person, codes: int, step: int) -> None:
    """Jobs on offer come in the same sequence in both lives; whoever has no job takes the next one.

    ``codes``: how much higher the codes of the rows are than those of the life without the project.
    """
    t, chance, now = simulation.t, simulation.chance, simulation.now
    offer = chance.pick(t.outside_offer[0], person.props)
    at, free, n = max(person.arrived, 0), now, 0
    while free < simulation.end:
        n += 1
        at = chance.end(offer, at, NO_STEP, t.outside_offer_stream[0], person.key, n)
        if at >= simulation.end:
            return
        if at >= free:
            simulation.log(person.number, codes + FOUND, step, n, -1, at - now)
            simulation.now = at  # what depends on the date is that of the day on which the job comes
            job = chance.pick(t.outside_job[0], person.props)
            marks = [
                chance.property_value(draw, person.key, person.props, person.member, n, 0) for draw in t.outside_mark
            ]
            simulation.now = now
            for draw, value in zip(t.outside_mark, marks, strict=True):
                simulation.log(person.number, codes + MARK, step, n, t.draw_property[draw], value)
            free = chance.end(job, at, NO_STEP, t.outside_job_stream[0], person.key, n)
            if free < simulation.end:
                simulation.log(person.number, codes + LOST, step, n, -1, free - now)
