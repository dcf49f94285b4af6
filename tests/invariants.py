"""Laws that hold at every event of every run, checked by replaying the log in plain Python.

:func:`check` reads the log, the scenario and the names of the model, never its tables, and keeps its own books: who is
where, who holds what, who stands in which line, which tokens are open, which work waits.  A broken law raises
AssertionError with the row at which it broke.
"""

from __future__ import annotations

import math
from bisect import insort
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from sim.log.events import NUMERIC_SCALE, Event
from sim.log.table import Log
from sim.model.model import Model
from sim.scenario.schema import DAY, Case, Resource, Span, Steps

Order = tuple[int, int, int]  # priority, time of joining, number (contract Q1)
OPEN = 1 << 40  # level of an open door
CALL, AWAITED, PLANNED = range(3)  # order of work (contract Q9)


def check(log: Log, model: Model) -> None:
    """Assert the laws of every replication of a log."""
    for index in range(len(log.replications)):
        Replay(log.one(index), model).run()


def at_time(steps: Steps, time: int) -> float:
    value = steps.first
    for since, changed in steps.changes:
        if since <= time:
            value = changed
    return value


def value_for(value: Any, props: dict[str, Any]) -> Any:
    """A value that may depend on a person, for a person with these properties (numbers in millionths)."""
    while isinstance(value, Case):
        found = props.get(value.by)
        fitting = [case for label, case in value.cases if found is not None and _fits(label, found)]
        value = fitting[0] if fitting else value.other
    return value


def _fits(label: str, found: Any) -> bool:
    return label == found if isinstance(found, str) else found < round(float(label.removeprefix("<")) * NUMERIC_SCALE)


@dataclass
class Person:
    number: int
    arrived: int
    backlog: bool
    props: dict[str, Any]
    state: str = "on the way"  # "line", "setup", "stay", "overdue", "gone"
    step: str = ""
    visit: int = 0
    line: tuple[str, str] | None = None  # ("gate" | "pool" | "resource", name)
    order: Order = (0, 0, 0)
    needs: dict[str, int] = field(default_factory=dict)
    held: Counter[str] = field(default_factory=Counter)
    since: int = 0  # of the state: joining, entering, set-up
    until: int = 0  # end of a set-up
    works: int = 0  # due in this stay, of what they wait for
    work: int = 0  # of these not done
    end: int | None = None  # of the log, once it was told where they are


@dataclass
class Places:
    item: Resource | None  # None: the door of a stage
    level: int = -1
    used: int = 0
    turning: list[tuple[int, int]] = field(default_factory=list)  # (end, units)
    units: int = 0  # in turnaround

    @property
    def free(self) -> int:
        return max(0, self.level - self.used - self.units)


@dataclass
class Work:
    rank: tuple[int, int, int, str, int, int]  # class, due, person, task, visit, n
    staff: str
    state: str = "waiting"
    began: int = 0


class Replay:
    """One replication."""

    def __init__(self, log: Log, model: Model) -> None:
        self.log, self.model, self.names = log, model, model.names
        scenario = model.scenario
        self.scenario = scenario
        self.steps = {step.name: step for step in scenario.steps}
        self.places = {item.name: Places(item) for item in scenario.resources}
        self.places |= {name: Places(None) for name in model.names.resources if name not in self.places}
        self.gates = {gate.name: gate for gate in scenario.gates}
        self.pools = {pool.name: pool for pool in scenario.pools}
        self.sources = {item.name: item for item in scenario.arrivals}
        self.groups = {item.name: item for item in scenario.backlog}
        self.staff = {item.name: item for item in scenario.staff}
        self.categories = dict(zip(model.names.properties, model.names.categories, strict=True))
        self.people: dict[int, Person] = {}
        self.present: dict[int, Person] = {}  # not gone
        self.refused: set[int] = set()
        self.inside: Counter[str] = Counter()  # set-up included
        self.staying: Counter[str] = Counter()
        self.in_line: Counter[str] = Counter()
        self.created = self.finished = 0
        self.last_arrival = (False, 0, b"")
        self.lines: dict[tuple[str, str], list[tuple[Order, int]]] = defaultdict(list)
        self.tokens: dict[str, dict[int, int]] = {name: {} for name in self.pools}  # open: ordinal -> time
        self.token_count: dict[str, Counter[str]] = {name: Counter() for name in self.pools}
        self.quota: Counter[str] = Counter()
        self.begun: set[str] = set()
        self.session: dict[str, int] = {}
        self.others_known: set[str] = set()
        self.to_admit: Counter[str] = Counter()
        self.backfilled: tuple[int, str] | None = None
        self.works: dict[tuple[int, int, int, int], Work] = {}  # (person, task, visit, n)
        self.waiting: dict[str, dict[tuple[int, int, int, int], Work]] = {name: {} for name in self.staff}
        self.begun_works: dict[tuple[int, int, int], list[Work]] = defaultdict(list)
        self.busy: Counter[str] = Counter()
        self.areas: dict[tuple[str, str], int] = Counter()  # integral of a level over time
        self.totals: dict[tuple[str, str], int] = Counter()  # the same from people's own times
        self.now = 0

    # --- rows ---------------------------------------------------------------------------------------------------------

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
        self._littles_law()

    def describe(self, row: tuple[int, ...]) -> str:
        time, owner, code, step, visit, thing, value = row
        where = self.names.steps[step] if step >= 0 else "-"
        return f"day {time / DAY:.6g} ({time}): {owner} {Event(code).name} {where} visit {visit} object {thing} value {value}"

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
            assert person.state != "gone" or event.name.startswith("WORK"), "somebody does something after leaving"
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

    # --- people -------------------------------------------------------------------------------------------------------

    def on_arrive(self, owner: int, name: str, source: str, value: int) -> None:
        assert owner not in self.people
        assert owner not in self.refused
        assert value >= 0
        if source in self.sources:
            assert value == 0
            assert not self._search_rests(source), "somebody was contacted while the search rests"
            assert not self.sources[source].times or self.now in self.sources[source].times, "an arrival on another date"
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
        return (
            sum((self.in_line if kind == "line" else self.inside)[step] for kind, step in item.pause_while)
            >= item.pause_at_least
        )

    def on_attribute(self, person: Person, name: str, visit: int, thing: int, value: int) -> None:
        assert self.names.properties[thing] not in person.props, "an attribute is drawn once"
        self.on_mark(person, name, visit, thing, value)

    def on_mark(self, person: Person, name: str, visit: int, thing: int, value: int) -> None:
        prop = self.names.properties[thing]
        person.props[prop] = self.categories[prop][value] if self.categories[prop] else value

    def on_limited(self, person: Person, name: str, visit: int, thing: int, value: int) -> None:
        limits = {limit.target: limit for limit in self.steps[name].limits}
        most = value_for(limits[self.names.steps[thing]].visits, person.props)
        assert value >= most, "a limit refused somebody too early"

    def on_decide(self, person: Person, name: str, visit: int, thing: int, value: int) -> None:
        assert self.steps[name].kind == "decision"
        assert person.state == "on the way"

    # --- lines --------------------------------------------------------------------------------------------------------

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
        lines = [person.line] if person.line[0] != "resource" else [("resource", item) for item in person.needs]
        for line in lines:
            insort(self.lines[line], (person.order, person.number))
        self.in_line[name] += 1
        self.totals["line", name] -= value

    def _line_of(self, step: Any, person: Person, thing: int) -> tuple[str, str]:
        gate, pool = value_for(step.gate, person.props), value_for(step.takes, person.props)
        if step.kind == "wait":
            assert pool == self.names.pools[thing]
            return "pool", pool
        if gate is not None:
            assert gate == self.names.gates[thing]
            return "gate", gate
        assert thing == -1
        return "resource", ""

    def needs_of(self, person: Person, name: str) -> dict[str, int]:
        """What a stage uses beyond what the person holds; budgets and the door are needed at every start."""
        uses = dict(value_for(self.steps[name].uses, person.props))
        if f"opening {name}" in self.places:
            uses[f"opening {name}"] = 1
        needs = {}
        for item, amount in uses.items():
            held = 0 if self._is_spent(item) else person.held[item]
            if amount > held:
                needs[item] = amount - held
        return needs

    def _is_spent(self, name: str) -> bool:
        """Not held: a budget or a door."""
        item = self.places[name].item
        return item is None or item.consumable

    def _leave_line(self, person: Person, name: str, visit: int, value: int) -> None:
        assert person.state == "line"
        assert (person.step, person.visit) == (name, visit), "somebody leaves another line than the one they stood in"
        assert value == self.now - person.since
        person.state = "on the way"
        lines = (
            [person.line]
            if person.line and person.line[0] != "resource"
            else [("resource", item) for item in person.needs]
        )
        for line in lines:
            assert line is not None
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

    def _door_is_open(self, name: str) -> bool:
        step = self.steps[name]
        stopped = any(start <= self.now < end for start, end in step.stops)
        return not stopped and (not step.starts_on_opening_days or self._opening_day(self.now // DAY))

    def _working_day(self, day: int) -> bool:
        weekday = (self.scenario.run.first_day.weekday() + day) % 7
        return weekday < 5 and day not in self.scenario.calendar.holidays

    def _opening_day(self, day: int) -> bool:
        return self._working_day(day) and not any(start <= day < end for start, end in self.scenario.calendar.closed)

    def on_give_up(self, person: Person, name: str, visit: int, thing: int, value: int) -> None:
        patience = value_for(self.steps[name].patience, person.props)
        assert patience is not None
        if isinstance(patience, Span) and patience.unit == "seconds":
            assert value == patience.amount or (person.since < 0 and value == -person.since > patience.amount)
        self._leave_line(person, name, visit, value)

    def on_refused(self, person: Person, name: str, visit: int, thing: int, value: int) -> None:
        patience = value_for(self.steps[name].patience, person.props)
        assert not isinstance(patience, Span) or patience.amount == 0
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
        assert self.gates[self.names.gates[thing]].below == "send_away"
        self._leave_line(person, name, visit, value)

    # --- stays --------------------------------------------------------------------------------------------------------

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
        uses = dict(value_for(self.steps[name].uses, person.props))
        for item, amount in uses.items():
            assert self._is_spent(item) or person.held[item] == amount, f"a stay without its {item}"
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

    # --- resources ----------------------------------------------------------------------------------------------------

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
        if place.item.turnaround.amount > 0:
            place.units += value
            place.turning.append((self._turnaround_ends(place.item.turnaround), value))
        for gate in self.gates.values():
            if gate.backfill == item and gate.name in self.begun:
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

    # --- tokens -------------------------------------------------------------------------------------------------------

    def on_token_in(self, thing: int, value: int) -> None:
        pool = self.names.pools[thing]
        item = self.pools[pool]
        assert value == self.token_count[pool]["in"], "tokens are numbered in order"
        assert self.now == 0 or value >= item.initial
        if value >= item.initial:
            assert not any(start <= self.now < end for start, end in item.stops)
            assert item.rate is not None or self.now in item.times, "a token on another date"
        self.token_count[pool]["in"] += 1
        self.tokens[pool][value] = self.now

    def _token_out(self, pool: str, ordinal: int, how: str) -> int:
        assert ordinal in self.tokens[pool], "a token goes that is not open"
        born = self.tokens[pool].pop(ordinal)
        self.token_count[pool][how] += 1
        counts = self.token_count[pool]
        assert counts["in"] == counts["taken"] + counts["expired"] + counts["lost"] + len(self.tokens[pool])
        return born

    def on_token_taken(self, person: Person, name: str, visit: int, thing: int, value: int) -> None:
        pool = self.names.pools[thing]
        assert value == min(self.tokens[pool], default=None), "a token was taken that is not the oldest"
        if person.state == "stay":
            assert not self.lines["pool", pool], "a token was taken from a stage while somebody waits for it"
            first = min(self._takers(pool), key=lambda one: self._taking_order(one, pool))
            assert first.number == person.number, "a token went to another taker than the first"
        else:
            assert person.line == ("pool", pool)
        self._token_out(pool, value, "taken")

    def _takers(self, pool: str) -> list[Person]:
        return [
            person
            for person in self.present.values()
            if person.state == "stay" and pool in dict(value_for(self.steps[person.step].meanwhile, person.props))
        ]

    def _taking_order(self, person: Person, pool: str) -> tuple[int, int]:
        return (-person.since if self.pools[pool].serve == "last" else person.since), person.number

    def on_token_expired(self, thing: int, value: int) -> None:
        pool = self.names.pools[thing]
        born, life = self._token_out(pool, value, "expired"), self.pools[pool].lifetime
        assert life is not None
        assert not isinstance(life, Span) or life.unit != "seconds" or self.now == born + life.amount

    def on_token_lost(self, thing: int, value: int) -> None:
        pool = self.names.pools[thing]
        most = self.pools[pool].max_open
        assert most is not None
        assert len(self.tokens[pool]) > most
        assert value == max(self.tokens[pool]), "not the newest token was lost"
        self._token_out(pool, value, "lost")

    # --- sessions -----------------------------------------------------------------------------------------------------

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
        assert self.gates[gate].backfill is not None
        assert self.quota[gate] > 0, "more people were admitted between sessions than places were freed"
        self.quota[gate] -= 1
        self.backfilled = (person.number, gate)

    # --- work ---------------------------------------------------------------------------------------------------------

    def _class_of(self, name: str) -> int:
        if name.startswith("work."):
            return AWAITED
        item = next(one for one in self.scenario.follow_ups if name.startswith(f"followup.{one.name}."))
        return PLANNED if item.every is not None else CALL

    def on_work_due(self, person: Person, name: str, visit: int, thing: int, value: int) -> None:
        assert person.state in ("stay", "overdue")
        assert (person.step, person.visit) == (name, visit)
        task = self.names.tasks[thing]
        key = (person.number, thing, visit, value)
        assert key not in self.works
        rank = (self._class_of(task.name), self.now, person.number, task.name, visit, value)
        self.works[key] = self.waiting[task.staff][key] = Work(rank, task.staff)
        person.work += rank[0] == AWAITED
        person.works += rank[0] == AWAITED

    def on_work_start(self, person: Person, name: str, visit: int, thing: int, value: int) -> None:
        waiting = self.waiting[self.names.tasks[thing].staff]
        assert waiting, "work was begun that is not due"
        key = min(waiting, key=lambda one: waiting[one].rank)
        work = waiting.pop(key)
        assert key[:3] == (person.number, thing, visit), "work was overtaken"
        assert work.rank[1] == self.now - value, "work was overtaken"
        self.busy[work.staff] += 1
        work.state, work.began = "begun", self.now
        self.begun_works[key[:3]].append(work)
        self._on_duty(work.staff)

    def _on_duty(self, group: str) -> None:
        """Work begins only inside the daily window of open days, by no more people than there are."""
        item = self.staff[group]
        day, time = divmod(self.now, DAY)
        assert item.every_day or self._working_day(day), "work begun on a day off"
        assert not any(start <= day < end for start, end in item.closed), "work begun in the staff's own closed weeks"
        assert item.opens <= time < item.opens + item.hours * 3600 / (7 if item.every_day else 5), (
            "work begun out of hours"
        )
        most = max([item.people.first, *(value for _, value in item.people.changes)])
        assert at_time(item.people, day * DAY + item.opens) > 0
        assert self.busy[group] <= math.ceil(most), "more people at work than there are"

    def on_work_done(self, person: Person, name: str, visit: int, thing: int, value: int) -> None:
        begun = self.begun_works[person.number, thing, visit]
        long_enough = [work for work in begun if self.now - work.began >= value]
        assert long_enough, "work took less time than it takes"
        work = max(long_enough, key=lambda one: one.began)
        begun.remove(work)
        work.state = "done"
        self.busy[work.staff] -= 1
        if person.state in ("stay", "overdue") and (person.step, person.visit) == (name, visit):
            person.work -= work.rank[0] == AWAITED

    def on_work_dropped(self, person: Person, name: str, visit: int, thing: int, value: int) -> None:
        key = (person.number, thing, visit, value)
        work = self.waiting[self.names.tasks[thing].staff].pop(key)
        assert work.rank[0] != CALL, "a call stays"
        assert person.state == "on the way"
        work.state = "dropped"

    # --- the end of an instant ----------------------------------------------------------------------------------------

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
            elif line and self.quota[name] > 0:
                assert not self._servable(name, 1), "backfill passed somebody over"
        for name, pool in self.pools.items():
            assert pool.max_open is None or len(self.tokens[name]) <= pool.max_open
            if isinstance(pool.lifetime, Span) and pool.lifetime.unit == "seconds":
                oldest = min(self.tokens[name].values(), default=self.now)
                assert oldest + pool.lifetime.amount > self.now or pool.lifetime.amount == 0, "a token did not expire"
            assert not self.tokens[name] or not self._takers(name), (
                "a token is open although somebody takes one meanwhile"
            )
        for place in self.places.values():
            assert place.used >= 0
            assert place.units >= 0
            assert not place.turning or min(place.turning)[0] > self.now, "a turnaround did not end"
            assert place.used + place.units + place.free == max(place.level, place.used + place.units)

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
