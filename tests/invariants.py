"""Laws that hold at every event of every run, checked by replaying the log in plain Python.

:func:`check` reads the log, the scenario and the names of the model, never its tables, and keeps its own books (one
module each in ``tests/books``).  A broken law raises AssertionError with the row at which it broke.
"""

from __future__ import annotations

from sim.log.events import Event
from sim.log.table import Log
from sim.model.model import Model
from sim.model.tables import NUMERIC_SCALE
from sim.scenario.schema import DATE, DAY, Case, Span
from tests.books.ledger import Person, value_for
from tests.books.lines import LineBooks
from tests.books.outside import OutsideBooks
from tests.books.people import PeopleBooks
from tests.books.places import PlaceBooks
from tests.books.sessions import SessionBooks
from tests.books.tokens import TokenBooks
from tests.books.work import WorkBooks


def check(log: Log, model: Model) -> None:
    """Assert the laws of every replication of a log."""
    for index in range(len(log.replications)):
        Replay(log.one(index), model).run()


class Replay(PeopleBooks, LineBooks, PlaceBooks, TokenBooks, SessionBooks, WorkBooks, OutsideBooks):
    """One replication, row by row; the books have a method for each event."""

    def run(self) -> None:
        for row in self.log.rows():
            try:
                self._row(*row)
            except AssertionError as error:
                raise AssertionError(f"{error}\nat {self.describe(row)}") from error
        if self.now < self.model.end:
            self._advance(self.model.end)
        for person in self.present.values():
            assert person.end is not None, f"nobody says where {person} is at the end"
        self.no_life_lacks_a_mark()
        self._littles_law()

    def describe(self, row: tuple[int, ...]) -> str:
        time, owner, code, step, visit, thing, value = row
        where = self.names.steps[step] if step >= 0 else "-"
        what = f"{owner} {Event(code).name} {where} visit {visit} object {thing} value {value}"
        return f"day {time / DAY:.6g} ({time}): {what}"

    def _row(self, time: int, owner: int, code: int, step: int, visit: int, thing: int, value: int) -> None:
        event = Event(code)
        closing = event in (Event.INSIDE, Event.IN_LINE)
        assert time == self.model.end if closing else self.now <= time < self.model.end, "time runs backward or too far"
        if time > self.now:
            self._advance(time)
        name = self.names.steps[step] if step >= 0 else ""
        handle = getattr(self, f"on_{event.name.lower()}")
        if owner < 0:
            assert owner == -1
            handle(thing, value)
        elif event in (Event.ARRIVE, Event.NOT_CONTACTED):
            handle(owner, name, self.names.sources[thing], value)
        else:
            person = self.people[owner]
            person.props[DATE] = time * NUMERIC_SCALE
            assert person.state != "gone" or event.name.startswith(("WORK", "AFTER")), (
                "somebody does something after leaving"
            )
            handle(person, name, visit, thing, value)
        self._books()

    def _books(self) -> None:
        """created = finished + inside; nothing negative; Q4."""
        assert self.created == self.finished + len(self.present)

    def _advance(self, time: int) -> None:
        """The end of an instant: nobody who could be served was left standing, and no item is outstanding."""
        self._nothing_left_undone()
        for name, level in self.staying.items():
            self.areas["stay", name] += level * (time - self.now)
        for name, level in self.in_line.items():
            self.areas["line", name] += level * (time - self.now)
        for name, place in self.places.items():
            self.areas["use", name] += place.used * (time - self.now)
        self.now = time

    def _nothing_left_undone(self) -> None:
        assert not self.session, "a session did not decide"
        assert not +self.to_admit, "a session held did not admit everybody it counted"
        assert self.backfilled is None
        assert sum(self.inside.values()) + sum(self.in_line.values()) == len(self.present), (
            "somebody stands between two steps"
        )
        assert min(self.inside.values(), default=0) >= 0
        assert min(self.in_line.values(), default=0) >= 0
        for (kind, name), line in list(self.lines.items()):
            if line and kind == "resource":
                self._head_cannot_be_served(name, self.people[line[0][1]])
            elif line and kind == "pool":
                assert not self.tokens[name], "a token is open although somebody waits for it"
            elif line and self.quota[name] > 0 and self._backfill(name) is not None:
                assert not self._servable(name, 1), "backfill passed somebody over"
        for name, pool in self.pools.items():
            most = value_for(pool.max_open, {DATE: self.now * NUMERIC_SCALE})
            assert most is None or len(self.tokens[name]) <= most or isinstance(pool.max_open, Case)
            oldest = min(self.tokens[name].values(), default=self.now)
            life = value_for(pool.lifetime, {DATE: oldest * NUMERIC_SCALE})
            if isinstance(life, Span) and life.unit == "seconds":
                assert oldest + life.amount > self.now or life.amount == 0, "a token did not expire"
            assert not self.tokens[name] or not self._takers(name), (
                "a token is open although somebody takes one meanwhile"
            )
        for place in self.places.values():
            assert place.used >= 0
            assert place.units >= 0
            assert not place.turning or min(place.turning)[0] > self.now, "a turnaround did not end"
            assert place.used + place.units + place.free == max(place.level, place.used + place.units)

    def _backfill(self, gate: str) -> str | None:
        """The resource whose releases counted in the second that ends."""
        found: str | None = value_for(self.gates[gate].backfill, {DATE: self.now * NUMERIC_SCALE})
        return found

    def _head_cannot_be_served(self, name: str, head: Person) -> None:
        for item, amount in head.needs.items():
            if self.places[item].free < amount or self.lines["resource", item][0][1] != head.number:
                return
        raise AssertionError(f"{head.number} stands first for {name} and could be served")

    def _littles_law(self) -> None:
        """Levels over time against people's own times, with those inside at both ends (contract C4)."""
        for name, place in self.places.items():
            self.totals["use", name] += place.used * self.model.end
        for key in self.areas.keys() | self.totals.keys():
            assert self.areas[key] == self.totals[key], (
                f"Little's law fails for {key}: {self.areas[key]} {self.totals[key]}"
            )
