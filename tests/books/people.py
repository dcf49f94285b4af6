"""Who has come, where they are, and who has left: nobody is in two places."""

from __future__ import annotations

from sim.model.tables import NUMERIC_SCALE
from sim.scenario.schema import DATE
from tests.books.ledger import Ledger, Person, at_time, value_for


class PeopleBooks(Ledger):
    """Who has come, where they are, and who has left: nobody is in two places."""

    def on_arrive(self, owner: int, name: str, source: str, value: int) -> None:
        assert owner not in self.people
        assert owner not in self.refused
        assert value >= 0
        if source in self.sources:
            assert value == 0
            assert not self._search_rests(source), "somebody was contacted while the search rests"
            assert not self.sources[source].times or self.now in self.sources[source].times, (
                "an arrival on another date"
            )
            assert not any(start <= self.now < end for start, end in self.sources[source].stops), (
                "arrival during a stop"
            )
        else:
            assert self.now == 0
        self._next_number(owner, source)
        self.created += 1
        person = Person(owner, self.now - value, source in self.groups, {"source": source})
        self.people[owner] = self.present[owner] = person

    def on_not_contacted(self, owner: int, name: str, source: str, value: int) -> None:
        assert owner not in self.people
        assert self._search_rests(source), "somebody was not contacted although too few are ready"
        self._next_number(owner, source)
        self.refused.add(owner)

    def _next_number(self, owner: int, source: str) -> None:
        """Numbers go by time, then source, backlog first (contract S4)."""
        assert owner == len(self.people) + len(self.refused), "a participant number is missing"
        key = (source not in self.groups, self.now, source.encode() if source in self.sources else b"")
        assert self.last_arrival <= key, "numbers do not go by time and source"
        self.last_arrival = key

    def _search_rests(self, source: str) -> bool:
        item = self.sources[source]
        if not item.pause_while:
            return False
        return sum(
            (self.in_line if kind == "line" else self.inside)[step] for kind, step in item.pause_while
        ) >= at_time(item.pause_at_least, self.now)

    def on_attribute(self, person: Person, name: str, visit: int, thing: int, value: int) -> None:
        assert self.names.properties[thing] not in person.props, "an attribute is drawn once"
        self.on_mark(person, name, visit, thing, value)

    def on_mark(self, person: Person, name: str, visit: int, thing: int, value: int) -> None:
        if (name, visit) != person.marked_at:
            person.marked_at, person.before = (name, visit), dict(person.props)
        prop = self.names.properties[thing]
        person.props[prop] = self.categories[prop][value] if self.categories[prop] else value

    def on_limited(self, person: Person, name: str, visit: int, thing: int, value: int) -> None:
        limits = {limit.target: limit for limit in self.steps[name].limits}
        most = value_for(limits[self.names.steps[thing]].visits, person.props)
        assert value >= most, "a limit refused somebody too early"

    def on_decide(self, person: Person, name: str, visit: int, thing: int, value: int) -> None:
        assert self.steps[name].kind == "decision"
        assert person.state == "on the way"

    def _enter(self, person: Person, name: str, visit: int) -> None:
        assert person.state == "on the way", "somebody is in two places"
        person.step, person.visit = name, visit
        self.inside[name] += 1

    def on_setup(self, person: Person, name: str, visit: int, thing: int, value: int) -> None:
        self._enter(person, name, visit)
        assert visit == 1, "set-up on a repeat"
        person.state, person.since, person.until = "setup", self.now, self.now + value

    def on_start(self, person: Person, name: str, visit: int, thing: int, value: int) -> None:
        assert value == 0 or person.backlog
        if person.state == "setup":
            assert (person.step, person.visit, person.until) == (name, visit, self.now)
        else:
            self._enter(person, name, visit)
        props = dict(person.on_reaching(name, visit))
        if person.state == "setup":  # what is used was claimed before the set-up
            props[DATE] = person.since * NUMERIC_SCALE
        uses = dict(value_for(self.steps[name].uses, props))
        for item, amount in uses.items():
            assert self._is_spent(item) or person.held[item] == amount, f"a stay without its {item}"
        for item in self.steps[name].holds:
            assert person.held[item] == uses.get(item, 0), f"{item} was held until the stay, and is still"
        person.state, person.since, person.work, person.works = "stay", self.now - value, 0, 0
        self.staying[name] += 1
        self.totals["stay", name] -= value

    def on_overdue(self, person: Person, name: str, visit: int, thing: int, value: int) -> None:
        assert person.state == "stay"
        assert value == self.now - person.since
        person.state = "overdue"

    def on_end(self, person: Person, name: str, visit: int, thing: int, value: int) -> None:
        assert person.work == 0, "somebody left before their work was done"
        assert person.works == len(self.steps[name].work), "somebody left before their work fell due"
        if person.state == "overdue":
            person.state = "stay"
        self._leave_stay(person, name, visit, value)

    def on_risk(self, person: Person, name: str, visit: int, thing: int, value: int) -> None:
        risk = next(item for item in self.scenario.risks if item.name == self.names.risks[thing])
        assert name in risk.stages
        assert not risk.dates or self.now in risk.dates, "a risk on another date"
        limit = value_for(risk.limit, person.props)
        if limit is not None and limit.unit == "seconds":
            assert self.now == max(person.props[risk.since] + limit.amount, person.since, 0)
        self._leave_stay(person, name, visit, value)

    def on_called(self, person: Person, name: str, visit: int, thing: int, value: int) -> None:
        assert self.names.pools[thing] in dict(value_for(self.steps[name].meanwhile, person.props))
        self._leave_stay(person, name, visit, value)

    def _leave_stay(self, person: Person, name: str, visit: int, value: int) -> None:
        assert person.state == "stay", "somebody leaves a stage in which they are not"
        assert (person.step, person.visit) == (name, visit)
        assert value == self.now - person.since
        person.state = "on the way"
        self.inside[name] -= 1
        self.staying[name] -= 1
        self.totals["stay", name] += value

    def on_exit(self, person: Person, name: str, visit: int, thing: int, value: int) -> None:
        assert self.steps[name].kind == "exit"
        assert person.state == "on the way"
        assert not +person.held, "somebody leaves with a place"
        assert value == self.now - person.arrived
        person.state = "gone"
        del self.present[person.number]
        self.finished += 1

    def on_inside(self, person: Person, name: str, visit: int, thing: int, value: int) -> None:
        assert person.state in ("setup", "stay", "overdue")
        assert person.end is None
        assert (person.step, person.visit, value) == (name, visit, self.model.end - person.since)
        person.end = value
        if person.state != "setup":
            self.totals["stay", name] += value

    def on_in_line(self, person: Person, name: str, visit: int, thing: int, value: int) -> None:
        assert person.state == "line"
        assert person.end is None
        assert (person.step, person.visit, value) == (name, visit, self.model.end - person.since)
        person.end = value
        self.totals["line", name] += value
