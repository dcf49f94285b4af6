"""Sessions and backfill: who was counted, whether a session was to be held, how many come between."""

from __future__ import annotations

from collections import Counter

from sim.model.tables import NUMERIC_SCALE
from sim.scenario.schema import DATE, DAY
from tests.books.ledger import Ledger, Person, at_time, value_for


class SessionBooks(Ledger):
    """Sessions and backfill: who was counted, whether a session was to be held, how many come between."""

    def on_seats(self, thing: int, value: int) -> None:
        gate = self.names.gates[thing]
        item = self.gates[gate]
        assert value == int(at_time(item.seats, self.now))
        assert not item.opening_days or self._opening_day(self.now // DAY), "a session on a day that is no opening day"
        self.session[gate] = value
        self.begun.add(gate)

    def on_others(self, thing: int, value: int) -> None:
        gate = self.names.gates[thing]
        assert 0 <= value <= self.session[gate]
        self.session[gate] -= value
        self.others_known.add(gate)
        self.quota[gate] = 0

    def _decided(self, gate: str, counted: int) -> int:
        """People and others at a session that has just decided."""
        self.others_known.remove(gate)
        assert counted == self._servable(gate, self.session[gate]), (
            "the session counted other people than it could serve"
        )
        return counted + int(at_time(self.gates[gate].seats, self.now)) - self.session.pop(gate)

    def _servable(self, gate: str, most: int) -> int:
        taken: Counter[str] = Counter()
        count = 0
        for order, number in self.lines["gate", gate][: max(0, most)]:
            needs = self.people[number].needs
            for item, amount in needs.items():
                line = self.lines["resource", item]
                if self.places[item].free - taken[item] < amount or (line and line[0][0] < order):
                    return count
            taken.update(needs)
            count += 1
        return count

    def on_held(self, thing: int, value: int) -> None:
        gate = self.names.gates[thing]
        assert self._decided(gate, value) >= at_time(self.gates[gate].minimum, self.now), "held below the minimum"
        self.to_admit[gate] += value

    def on_not_held(self, thing: int, value: int) -> None:
        gate = self.names.gates[thing]
        assert self._decided(gate, value) < at_time(self.gates[gate].minimum, self.now), (
            "not held in spite of the minimum"
        )

    def on_cancelled(self, thing: int, value: int) -> None:
        gate = self.names.gates[thing]
        self._decided(gate, value)
        assert at_time(self.gates[gate].cancelled, self.now) > 0

    def on_backfill(self, person: Person, name: str, visit: int, thing: int, value: int) -> None:
        gate = self.names.gates[thing]
        assert value_for(self.gates[gate].backfill, {DATE: self.now * NUMERIC_SCALE}) is not None
        assert self.quota[gate] > 0, "more people were admitted between sessions than places were freed"
        self.quota[gate] -= 1
        self.backfilled = (person.number, gate)
