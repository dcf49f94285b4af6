"""Who holds what: never more than there is, and what is given back is free after its turnaround."""

from __future__ import annotations

from sim.model.tables import NUMERIC_SCALE
from sim.scenario.schema import DATE, DAY, Span
from tests.books.ledger import OPEN, Ledger, Person, at_time, value_for


class PlaceBooks(Ledger):
    """Who holds what: never more than there is, and what is given back is free after its turnaround."""

    def on_capacity(self, thing: int, value: int) -> None:
        name = self.names.resources[thing]
        place = self.places[name]
        if place.item is not None:
            assert value == at_time(place.item.capacity, self.now), "a level that the scenario does not state"
        else:
            assert value in (0, OPEN)
            assert (value > 0) == self._door_is_open(name.removeprefix("opening "))
        place.level = value

    def on_claim(self, person: Person, name: str, visit: int, thing: int, value: int) -> None:
        item = self.names.resources[thing]
        place = self.places[item]
        assert value > 0
        assert person.state == "on the way"
        if person.backlog and self.now == 0 and person.step != name:
            pass  # people inside at the start may be more than the capacity (contract Q10)
        else:
            assert person.needs.get(item) == value
            assert place.used + place.units + value <= place.level, "more was given than there is"
        place.used += value
        self.totals["use", item] -= value * self.now
        if not self._is_spent(item):
            person.held[item] += value

    def on_release(self, person: Person, name: str, visit: int, thing: int, value: int) -> None:
        item = self.names.resources[thing]
        place = self.places[item]
        assert 0 < value <= person.held[item], "somebody gives back what they do not hold"
        person.held[item] -= value
        place.used -= value
        self.totals["use", item] += value * self.now
        assert place.used >= 0
        assert place.item is not None
        turnaround = value_for(place.item.turnaround, {DATE: self.now * NUMERIC_SCALE})
        if turnaround.amount > 0:
            place.units += value
            place.turning.append((self._turnaround_ends(turnaround), value))
        for gate in self.gates.values():
            if value_for(gate.backfill, {DATE: self.now * NUMERIC_SCALE}) == item and gate.name in self.begun:
                self.quota[gate.name] += value

    def on_turned(self, thing: int, value: int) -> None:
        place = self.places[self.names.resources[thing]]
        assert (self.now, value) in place.turning, "a turnaround ended that did not begin"
        place.turning.remove((self.now, value))
        place.units -= value
        assert place.units >= 0

    def _turnaround_ends(self, length: Span) -> int:
        """Seconds, or whole working days counted one by one."""
        if length.unit == "seconds":
            return self.now + int(length.amount)
        assert length.unit == "working days"
        day = self.now // DAY
        while not self._working_day(day):
            day += 1
        for _ in range(round(length.amount)):
            day += 1
            while not self._working_day(day):
                day += 1
        return day * DAY + self.now % DAY
