"""What all parts of a replication share: clock, tables, random numbers, log, and how people are woken."""

from __future__ import annotations

from heapq import heappush
from types import SimpleNamespace

from sim.engines.keyed import KeyedEnvironment, fire
from sim.engines.order import MOST_ITEMS_AT_ONCE, LoopWithoutProgress, Owner, environment
from sim.engines.reference.chance import Chance
from sim.engines.reference.people import Person, State
from sim.engines.reference.plain import Phase

ADMITTED, TURNED_AWAY, ENDED, STRUCK, CALLED = range(5)
"""What a participant is woken with."""

PASS = environment(Owner.PASS)


class Shared(KeyedEnvironment):
    """The state of one replication that lies below resources, gates, pools and staff; itself the clock."""

    def __init__(self, tables: SimpleNamespace, end: int, seed: int, replication: int) -> None:
        super().__init__()
        self.t = tables
        self.end = end
        self.chance = Chance(tables, seed, replication, self)
        self.rows: list[int] = []  # the log, row after row
        self.write = self.rows.extend  # for the most frequent rows: all columns at once, the time first
        self.inside = [0] * len(tables.step_kind)
        self.line = [0] * len(tables.step_kind)
        self.quota = [0] * len(tables.gate_first)  # units released since the last session, less those admitted since

    def log(self, owner: int, code: int, step: int = -1, visit: int = 0, what: int = -1, value: int = 0) -> None:
        self.rows.extend((self.now, owner, code, step, visit, what, value))

    def ask(self, phase: int) -> None:
        """Ask for a pass of a phase at this instant; one is enough."""
        asked = (self.now, phase, PASS)
        if asked not in self.asked:
            heappush(self.asked, asked)

    def ask_backfill(self, gate: int) -> None:
        """A pass that may admit people between the sessions of the gate, if it has released units."""
        if self.quota[gate] > 0:
            self.ask(Phase.GRANT)

    # --- leaving a line -----------------------------------------------------------------------------------------------

    def leave_line(self, person: Person) -> None:
        person.turn += 1
        person.state = State.ON_THE_WAY
        self.line[person.step] -= 1

    def turn_away(self, person: Person, row: int, why: int = TURNED_AWAY) -> None:
        """Patience, a limit, a token or a session says no; whoever stood behind may now be served."""
        self.leave_line(person)
        self.log(person.number, row, person.step, person.visit, person.line, self.now - person.joined)
        if person.gate < 0:
            self.ask(Phase.MATCH if person.pool >= 0 else Phase.GRANT)
        else:
            self.ask_backfill(person.gate)
        self.wake(person, why)

    # --- waking -------------------------------------------------------------------------------------------------------

    def wake(self, person: Person, why: int) -> None:
        """The participant goes on within the item that is being processed."""
        assert person.event is not None
        fire(person.event, why)

    def call_away(self, person: Person, pool: int) -> None:
        """A token is taken while in a stage: the stay ends as by a risk."""
        person.pool = pool
        self.wake(person, CALLED)

    def work_done(self, person: Person) -> None:
        self.wake(person, ENDED)

    def count_item(self, person: Person) -> None:
        """One more step of the same person at the same instant."""
        person.items += 1
        if person.items > MOST_ITEMS_AT_ONCE:
            raise LoopWithoutProgress(person.number, self.now, person.step)
