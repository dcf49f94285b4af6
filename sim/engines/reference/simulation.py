"""One replication: the people, the lines, and the passes that serve lines at an instant."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from sim.engines.order import Owner, environment
from sim.engines.reference.arrivals import Arrival, participants
from sim.engines.reference.people import Person, State
from sim.engines.reference.places import Entry, Places
from sim.engines.reference.plain import Phase, Row
from sim.engines.reference.pools import Pools
from sim.engines.reference.queues import Queues
from sim.engines.reference.sessions import Gates
from sim.engines.reference.shared import Shared
from sim.engines.reference.staff_work import StaffWork
from sim.model.tables import UNSET


class Simulation(Shared):
    """One replication from the starting state to the end; its parts know one another only through what is shared."""

    def __init__(self, tables: SimpleNamespace, end: int, seed: int, replication: int) -> None:
        super().__init__(tables, end, seed, replication)
        self.present: dict[int, Person] = {}
        self.passes: dict[int, Callable[[], None]] = {
            Phase.MATCH: self._match, Phase.GRANT: self._grant, Phase.SESSION: self._answer_at_gates
        }  # fmt: skip
        self.places = Places(self)
        self.gates = Gates(self, self.places)
        self.pools = Pools(self, self.places)
        self.staff_work = StaffWork(self)
        self.queues = Queues(self, self.present, self.places, self.gates, self.pools)

    # --- from the starting state to the end ---------------------------------------------------------------------------

    def simulate(self, journey: Callable[[Simulation, Person, int], Any]) -> list[int]:
        """All rows of the replication, one after the other; ``journey`` is the process of one participant."""
        self.journey = journey
        backlog, later = participants(self.chance, self.end)
        self.first_draws = self.chance.first_draws([arrival.key for arrival in (*backlog, *later)])
        self.call(0, Phase.START, environment(Owner.CAPACITY), 0, lambda _: self.places.open())
        for number, arrival in enumerate(backlog):
            self._enter(number, arrival, 0, Phase.START, -arrival.time)
        self.gates.open()
        self.pools.open(self.end)
        self.queues.open()
        self.arrivals = iter(enumerate(later, len(backlog)))
        self.next_arrival()
        self.process_until(self.end)
        self._close()
        return self.rows

    def next_arrival(self) -> None:
        """Everybody who arrives brings the next one into the future, which so stays short."""
        for number, arrival in self.arrivals:
            self._enter(number, arrival, arrival.time, Phase.ARRIVE, 0)
            return

    def _enter(self, number: int, arrival: Arrival, time: int, phase: int, elapsed: int) -> None:
        person = Person(
            number, arrival.key, arrival.process, time, len(self.t.step_kind), [UNSET] * len(self.t.property_kind)
        )
        person.arrived = arrival.time
        person.member = arrival.member
        person.draws = self.first_draws[number]
        person.ordinal = arrival.ordinal
        self.enter(self.journey(self, person, elapsed), time, phase, number)

    def _close(self) -> None:
        """Who is still inside or in line when the run ends; in order of number."""
        self.now = self.end
        for number in sorted(self.present):
            person = self.present[number]
            if person.state == State.IN_LINE:
                self.log(number, Row.IN_LINE, person.step, person.visit, person.line, self.end - person.joined)
            else:
                self.log(number, Row.INSIDE, person.step, person.visit, -1, self.end - person.entered)

    # --- passes -------------------------------------------------------------------------------------------------------

    def serve(self, phase: int) -> None:
        self.passes[phase]()

    def _match(self) -> None:
        self.pools.match()
        if self.pools.asked:
            self._answer(self.pools.asked, Phase.MATCH)

    def _grant(self) -> None:
        moved = True
        while moved:
            moved = self.places.grant()
            if self.staff_work.lines:
                moved |= self.staff_work.assign()
            if self.gates.backfilled:
                moved |= self.gates.backfill()
        if self.places.asked:
            self._answer(self.places.asked, Phase.GRANT)

    def _answer_at_gates(self) -> None:
        self._answer(self.gates.asked, Phase.SESSION)

    def _answer(self, asked: list[Entry], phase: int) -> None:
        """The first in line with patience 0 who was not served in this pass is turned away.

        One at a time, each with a pass of their own: whoever stood behind may now be served (contract S5).
        """
        unserved = sorted(entry for entry in asked if entry[4].turn == entry[3])
        asked[:] = unserved[1:]
        if unserved:
            self.turn_away(unserved[0][4], Row.BALKED)
            self.ask(phase)
