"""Gates: dated sessions with seats, a minimum, other people, cancellation and backfill (contract Q5, Q6)."""

from __future__ import annotations

from heapq import heappop, heappush
from types import SimpleNamespace

from sim.engines import calendar_time
from sim.engines.order import Owner, environment, session_serial
from sim.engines.reference.people import Person
from sim.engines.reference.places import Entry, Places, entry_of, first_of
from sim.engines.reference.plain import Phase, Row
from sim.engines.reference.shared import Shared
from sim.model.tables import Below
from sim.random_keys import person_key


def any_resource(t: SimpleNamespace, gate: int) -> bool:
    """Whether backfill is used at a gate at some time."""
    dated = t.gate_backfill[gate]
    return any(resource >= 0 for resource in t.dated_value[t.dated_first[dated] : t.dated_last[dated]])


class Gates:
    """A line for each gate, its sessions, and how many people backfill may admit."""

    def __init__(self, shared: Shared, places: Places) -> None:
        self.shared = shared
        self.places = places
        count = len(shared.t.gate_first)
        self.lines: list[list[Entry]] = [[] for _ in range(count)]
        self.quota = shared.quota
        self.begun = [False] * count
        self.backfilled = [gate for gate in range(count) if any_resource(shared.t, gate)]
        self.asked: list[Entry] = []
        if self.backfilled:
            places.watchers.append(self.released)

    def open(self) -> None:
        for gate in range(len(self.lines)):
            self._next_session(gate, self.shared.t.gate_first[gate])

    def _next_session(self, gate: int, at: int) -> None:
        t = self.shared.t
        if at < t.gate_last[gate]:
            nominal = t.session_nominal[at]
            owner, serial = environment(Owner.GATE, gate), session_serial(nominal, 0)
            self.shared.call(
                t.session_time[at], Phase.SESSION, owner, serial, lambda _: self._planned(gate, at, nominal)
            )

    def _planned(self, gate: int, at: int, nominal: int) -> None:
        self._session(gate, nominal, 0)
        self._next_session(gate, at + 1)

    def join(self, person: Person) -> None:
        heappush(self.lines[person.gate], entry_of(person))

    def released(self, resource: int, amount: int) -> None:
        for gate in self.backfilled:
            if self._backfill(gate) == resource and self.begun[gate]:
                self.quota[gate] += amount
                self.shared.ask(Phase.GRANT)  # also while the unit is in turnaround: not everybody in line needs it

    def _backfill(self, gate: int) -> int:
        """The resource whose releases count now, or -1."""
        return int(self.shared.chance.dated(self.shared.t.gate_backfill[gate], self.shared.now))

    def _session(self, gate: int, nominal: int, tries: int) -> None:
        """A session decides, unless another of the gate, with a later date, has been moved to this time (Q5)."""
        shared, t = self.shared, self.shared.t
        if shared.has_another(Phase.SESSION, environment(Owner.GATE, gate)):
            return
        key = person_key(t.gate_key[gate], nominal, 0)
        seats = int(shared.chance.dated(t.gate_seats[gate], shared.now))
        row = int(shared.chance.dated(t.gate_others[gate], shared.now))
        others = min(seats, shared.chance.amount(row, t.gate_others_stream[gate], key))
        people = self._servable(gate, seats - others)
        shared.log(-1, Row.SEATS, -1, 0, gate, seats)
        shared.log(-1, Row.OTHERS, -1, 0, gate, others)
        self.begun[gate] = True
        self.quota[gate] = 0
        chance = shared.chance.dated(t.gate_cancelled[gate], shared.now)
        cancelled = chance > 0 and shared.chance.uniform(t.gate_cancelled_stream[gate], key) < chance
        held = not cancelled and len(people) + others >= shared.chance.dated(t.gate_minimum[gate], shared.now)
        row = Row.HELD if held else Row.CANCELLED if cancelled else Row.NOT_HELD
        shared.log(-1, row, -1, 0, gate, len(people))
        if held:
            for person in people:
                self.places.admit(person)
            return
        for person in people:
            heappush(self.lines[gate], entry_of(person))
        self._not_held(gate, nominal, tries, people)

    def _not_held(self, gate: int, nominal: int, tries: int, people: list[Person]) -> None:
        shared, t = self.shared, self.shared.t
        if t.gate_below[gate] == Below.TRY_AGAIN and tries < t.gate_tries[gate]:
            time = again = self._next_try(gate, nominal)
            if t.gate_opening[gate]:
                time = calendar_time.moved_session(t.opening_next, t.first_day, again)
            owner, serial = environment(Owner.GATE, gate), session_serial(again, tries + 1)
            shared.call(time, Phase.SESSION, owner, serial, lambda _: self._session(gate, again, tries + 1))
        elif t.gate_below[gate] == Below.SEND_AWAY:
            for person in people:
                shared.turn_away(person, Row.SENT_AWAY)

    def _next_try(self, gate: int, nominal: int) -> int:
        """The nominal date of the next try."""
        t, after, now = self.shared.t, self.shared.t.gate_again[gate], self.shared.now
        working = t.working_day[0], t.working_number[0]
        if not t.gate_opening[gate]:
            if t.gate_again_working[gate]:
                return calendar_time.working_end(*working, t.first_day, nominal, after)
            return int(nominal + after)
        if t.gate_again_working[gate]:
            return calendar_time.next_working_try(t.opening_next, *working, t.first_day, nominal, after, now)
        return calendar_time.next_try(t.opening_next, t.first_day, nominal, after, now)

    def _servable(self, gate: int, most: int) -> list[Person]:
        """The first people in line whose whole claims are servable together; they are taken off the line."""
        line = self.lines[gate]
        taken: dict[int, int] = {}
        people: list[Person] = []
        while len(people) < most:
            person = first_of(line)
            if person is None or not self._fits(person, taken):
                break
            for resource, amount in person.needs:
                taken[resource] = taken.get(resource, 0) + amount
            heappop(line)
            people.append(person)
        return people

    def _fits(self, person: Person, taken: dict[int, int]) -> bool:
        """All it needs is free beside what is taken, and no older claim without a gate waits for it (contract Q2)."""
        places = self.places
        for resource, amount in person.needs:
            in_line = first_of(places.lines[resource])
            if places.free(resource) - taken.get(resource, 0) < amount:
                return False
            if in_line is not None and in_line.order < person.order:
                return False
        return True

    def backfill(self) -> bool:
        """Between sessions, as many people as units were released (contract Q6)."""
        progress = False
        for gate in self.backfilled:
            while self.quota[gate] > 0 and self._backfill(gate) >= 0:
                people = self._servable(gate, 1)
                if not people:
                    break
                self.quota[gate] -= 1
                self.shared.log(people[0].number, Row.BACKFILL, people[0].step, people[0].visit, gate, 0)
                self.places.admit(people[0])
                progress = True
        return progress
