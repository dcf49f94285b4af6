"""Who stands in which line: nobody is overtaken, and nobody is served with what is not free."""

from __future__ import annotations

from bisect import insort
from typing import Any

from sim.scenario.schema import DAY, Risk, Span
from tests.books.ledger import Ledger, Person, value_for


class LineBooks(Ledger):
    """Who stands in which line: nobody is overtaken, and nobody is served with what is not free."""

    def on_join(self, person: Person, name: str, visit: int, thing: int, value: int) -> None:
        assert person.state == "on the way", "somebody is in two places"
        assert value >= 0
        assert value == 0 or person.backlog
        step = self.steps[name]
        person.state, person.step, person.visit = "line", name, visit
        person.since = self.now - value
        person.order = (int(value_for(step.priority, person.props)), person.since, person.number)
        person.line = self._line_of(step, person, thing)
        person.needs = self.needs_of(person, name) if step.kind == "stage" else {}
        for line in self._lines_of(person):
            insort(self.lines[line], (person.order, person.number))
        self.in_line[name] += 1
        self.totals["line", name] -= value

    def _line_of(self, step: Any, person: Person, thing: int) -> tuple[str, str]:
        props = person.on_reaching(person.step, person.visit)
        gate, pool = value_for(step.gate, props), value_for(step.takes, props)
        if step.kind == "wait" and gate is not None:
            assert gate == self.names.gates[thing]
            return "gate", gate
        if step.kind == "wait" and pool is None:
            return "resource", ""
        if step.kind == "wait":
            assert pool == self.names.pools[thing]
            return "pool", pool
        if gate is not None:
            assert gate == self.names.gates[thing]
            return "gate", gate
        assert thing == -1
        return "resource", ""

    def _lines_of(self, person: Person) -> list[tuple[str, str]]:
        assert person.line is not None
        return [person.line] if person.line[0] != "resource" else [("resource", item) for item in person.needs]

    def on_move(self, person: Person, name: str, visit: int, thing: int, value: int) -> None:
        """What is waited for has changed on a date: another line, the same time of joining."""
        assert (person.state, person.step, person.visit) == ("line", name, visit)
        for line in self._lines_of(person):
            self.lines[line].remove((person.order, person.number))
        step = self.steps[name]
        person.order = (int(value_for(step.priority, person.props)), person.since, person.number)
        person.line = self._line_of(step, person, thing)
        person.needs = self.needs_of(person, name) if step.kind == "stage" else {}
        for line in self._lines_of(person):
            insort(self.lines[line], (person.order, person.number))

    def _leave_line(self, person: Person, name: str, visit: int, value: int) -> None:
        assert person.state == "line"
        assert (person.step, person.visit) == (name, visit), "somebody leaves another line than the one they stood in"
        assert value == self.now - person.since
        person.state = "on the way"
        for line in self._lines_of(person):
            self.lines[line].remove((person.order, person.number))
        self.in_line[name] -= 1
        self.totals["line", name] += value

    def on_admit(self, person: Person, name: str, visit: int, thing: int, value: int) -> None:
        assert person.line is not None
        kind, where = person.line
        if kind == "gate":
            assert self.lines[person.line][0][1] == person.number, "somebody was overtaken at a gate"
            self._needs_are_free(person)
            for item in person.needs:
                line = self.lines["resource", item]
                assert not line or line[0][0] > person.order, (
                    "an older claim without a gate waits for the same resource"
                )
            self._admitted_by(person, where)
        elif kind == "resource":
            self._needs_are_free(person)
            for item in person.needs:
                assert self.lines["resource", item][0][1] == person.number, (
                    f"somebody was overtaken in the line for {item}"
                )
        else:
            assert self.lines[person.line][0][1] == person.number, "somebody was overtaken in the line for tokens"
        self._leave_line(person, name, visit, value)
        self._is_open(name)

    def _admitted_by(self, person: Person, gate: str) -> None:
        if self.backfilled == (person.number, gate):
            self.backfilled = None
        else:
            assert self.to_admit[gate] > 0, "somebody was admitted without a session"
            self.to_admit[gate] -= 1

    def _needs_are_free(self, person: Person) -> None:
        for item, amount in person.needs.items():
            assert self.places[item].free >= amount, f"{item} was given although it is not free"

    def _is_open(self, name: str) -> None:
        """No start inside a stop, and no opening-day stage starts on another day."""
        assert self._door_is_open(name), "a start inside a stop, or on a day that is no opening day"

    def on_reneged(self, person: Person, name: str, visit: int, thing: int, value: int) -> None:
        patience = value_for(self.steps[name].patience, person.props)
        limited = any(self._is_over(person, risk) for risk in self.scenario.risks if risk.since and name in risk.stages)
        assert patience is not None or limited
        if not limited and isinstance(patience, Span) and patience.unit == "seconds":
            assert value == patience.amount or (person.since < 0 and value == -person.since > patience.amount)
        self._leave_line(person, name, visit, value)

    def _is_over(self, person: Person, risk: Risk) -> bool:
        """Whether a limit since an event is reached; of months and working days only whether it can be."""
        limit, since = value_for(risk.limit, person.props), person.props.get(risk.since)
        return since is not None and self.now >= since + (
            limit.amount if limit.unit == "seconds" else limit.amount * DAY
        )

    def on_balked(self, person: Person, name: str, visit: int, thing: int, value: int) -> None:
        patience = value_for(self.steps[name].patience, person.props)
        assert not isinstance(patience, Span) or patience.amount == 0 or self.steps[name].queue is not None
        assert self.now == max(0, person.since)
        assert not self._could_be_served(person), "somebody without patience was refused what is free"
        self._leave_line(person, name, visit, value)

    def _could_be_served(self, person: Person) -> bool:
        """First in line (without a gate), and what is needed is there."""
        assert person.line is not None
        kind, name = person.line
        if kind == "pool":
            return bool(self.tokens[name]) and self.lines[person.line][0][1] == person.number
        return kind == "resource" and all(
            self.places[item].free >= amount and self.lines["resource", item][0][1] == person.number
            for item, amount in person.needs.items()
        )

    def on_sent_away(self, person: Person, name: str, visit: int, thing: int, value: int) -> None:
        closes = self.steps[name].closes
        if closes is None or self.now < closes.on:
            assert self.gates[self.names.gates[thing]].below == "send_away"
        self._leave_line(person, name, visit, value)
