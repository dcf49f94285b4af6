"""What is kept beside a log while it is replayed: people, places, lines, tokens, sessions, work."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from sim.log.table import Log
from sim.model.model import Model
from sim.model.tables import NUMERIC_SCALE
from sim.scenario.schema import DATE, DAY, Case, Resource, Steps

Order = tuple[int, int, int]  # priority, time of joining, number (contract Q1)
OPEN = 1 << 40  # level of an open door
CALL, AWAITED, PLANNED = range(3)  # order of work (contract Q9)


def at_time(steps: Steps, time: int) -> float:
    value = steps.first
    for since, changed in steps.changes:
        if since <= time:
            value = changed
    return value


def value_for(value: Any, props: dict[str, Any]) -> Any:
    """A value that may depend on a person, for a person with these properties.

    Numbers and the date are in millionths, durations in seconds; beside a date, those since an event are its time.
    """
    while isinstance(value, Case):
        found = props.get(value.by)
        if found is not None and value.by.startswith("since ") and DATE in props:
            found = props[DATE] // NUMERIC_SCALE - found
        scale = 1 if " " in value.by else NUMERIC_SCALE
        fitting = [case for label, case in value.cases if found is not None and _fits(label, found, scale)]
        value = fitting[0] if fitting else value.other
    return value


def _fits(label: str, found: Any, scale: int) -> bool:
    return label == found if isinstance(found, str) else found < round(float(label.removeprefix("<")) * scale)


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
    marked_at: tuple[str, int] = ("", 0)  # step and visit at which marks were drawn last
    before: dict[str, Any] = field(default_factory=dict)  # properties just before that

    def on_reaching(self, step: str, visit: int) -> dict[str, Any]:
        """Properties when a step was reached: its claims, gate and pool are read before its marks are drawn."""
        return {**self.before, DATE: self.props[DATE]} if self.marked_at == (step, visit) else self.props


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


class Ledger:
    """The state of one replication, and what the scenario says about it."""

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
        self.lives: dict[tuple[int, str], Any] = {}  # of a person, without the project or after it
        self.now = 0

    def needs_of(self, person: Person, name: str) -> dict[str, int]:
        """What a stage uses beyond what the person holds; budgets and the door are needed at every start."""
        uses = dict(value_for(self.steps[name].uses, person.on_reaching(name, person.visit)))
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

    def _door_is_open(self, name: str) -> bool:
        step = self.steps[name]
        stopped = any(start <= self.now < end for start, end in step.stops)
        return not stopped and (not step.starts_on_opening_days or self._opening_day(self.now // DAY))

    def _working_day(self, day: int) -> bool:
        weekday = (self.scenario.run.first_day.weekday() + day) % 7
        return weekday < 5 and day not in self.scenario.calendar.holidays

    def _opening_day(self, day: int) -> bool:
        return self._working_day(day) and not any(
            start <= day < end for start, end in self.scenario.calendar.closed_days
        )
