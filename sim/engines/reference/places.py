"""Resources and the lines for them (contract Q1-Q4): strict first come, first served within a priority."""

from __future__ import annotations

from collections.abc import Callable
from heapq import heappop, heappush

from sim.engines.order import Owner, environment, turnaround_serial
from sim.engines.reference.people import Person
from sim.engines.reference.plain import Phase, Row
from sim.engines.reference.shared import ADMITTED, Shared
from sim.model.tables import ResourceKind

Entry = tuple[int, int, int, int, Person]  # priority, time of joining, number, turn


def entry_of(person: Person) -> Entry:
    return (*person.order, person.turn, person)


def first_of(line: list[Entry]) -> Person | None:
    """The person at the head of a line; entries of people who have left it are dropped on the way."""
    while line:
        person = line[0][4]
        if person.turn == line[0][3]:
            return person
        heappop(line)
    return None


class Places:
    """Capacity, what is claimed, what is in turnaround, and a line for each resource."""

    def __init__(self, shared: Shared) -> None:
        self.shared = shared
        t = shared.t
        self.kinds = t.resource_kind
        self.capacity = [0] * len(self.kinds)
        self.used = [0] * len(self.kinds)
        self.turning = [0] * len(self.kinds)
        self.lines: list[list[Entry]] = [[] for _ in self.kinds]
        self.releases = [0] * len(self.kinds)  # that went into turnaround
        self.watchers: list[Callable[[int, int], None]] = []  # told of released units: gates with backfill
        self.asked: list[Entry] = []  # those with patience 0, answered at the end of the pass

    def open(self) -> None:
        """The starting levels, and the first of the dated changes of each resource."""
        t = self.shared.t
        for resource in range(len(self.kinds)):
            first = t.capacity_first[resource]
            self.capacity[resource] = t.capacity_level[first]
            self.shared.log(-1, Row.CAPACITY, -1, 0, resource, self.capacity[resource])
            self._next_change(resource, first + 1)

    def _next_change(self, resource: int, at: int) -> None:
        t = self.shared.t
        if at < t.capacity_last[resource]:
            owner = environment(Owner.CAPACITY, resource)
            self.shared.call(t.capacity_time[at], Phase.WORLD, owner, at, lambda _: self._change(resource, at))

    def _change(self, resource: int, at: int) -> None:
        self.capacity[resource] = self.shared.t.capacity_level[at]
        self.shared.log(-1, Row.CAPACITY, -1, 0, resource, self.capacity[resource])
        self.shared.ask(Phase.GRANT)
        self._next_change(resource, at + 1)

    def free(self, resource: int) -> int:
        """Free units; negative while a cut capacity is still over-used (contract Q4)."""
        return self.capacity[resource] - self.used[resource] - self.turning[resource]

    def join(self, person: Person) -> None:
        entry = entry_of(person)
        for resource, _ in person.needs:
            heappush(self.lines[resource], entry)

    def is_served(self, person: Person) -> bool:
        """Whether the head of one line is the head of all its lines, and all it needs is free (contract Q2)."""
        for resource, amount in person.needs:
            if self.capacity[resource] - self.used[resource] - self.turning[resource] < amount:
                return False
            if len(person.needs) > 1 and first_of(self.lines[resource]) is not person:
                return False
        return True

    def admit(self, person: Person) -> None:
        """Serve a person in line: they take what they need and go on within this item."""
        shared = self.shared
        shared.leave_line(person)
        now = shared.now
        shared.write((now, person.number, Row.ADMIT, person.step, person.visit, person.line, now - person.joined))
        if person.needs:
            self.claim(person)
        shared.wake(person, ADMITTED)

    def claim(self, person: Person) -> None:
        """Take what the person needs; doors are only checked, budgets are used up but not held."""
        shared = self.shared
        for resource, amount in person.needs:
            kind = self.kinds[resource]
            if kind == ResourceKind.DOOR:
                continue
            self.used[resource] += amount
            if kind == ResourceKind.PLACES:
                person.held[resource] = person.held.get(resource, 0) + amount
            shared.write((shared.now, person.number, Row.CLAIM, person.step, person.visit, resource, amount))

    def release(self, person: Person, resource: int, amount: int) -> None:
        """Give units back; they are free at once or when their turnaround is over."""
        shared, t = self.shared, self.shared.t
        shared.write((shared.now, person.number, Row.RELEASE, person.step, person.visit, resource, amount))
        left = person.held[resource] - amount
        if left:
            person.held[resource] = left
        else:
            del person.held[resource]
        self.used[resource] -= amount
        for watcher in self.watchers:
            watcher(resource, amount)
        turnaround = t.resource_turnaround[resource]
        length = -1 if turnaround < 0 else int(shared.chance.dated(turnaround, shared.now))
        if length >= 0:
            end = shared.chance.end(length, shared.now, -1, 0, 0, 0)
            if end > shared.now:
                self.turning[resource] += amount
                self.releases[resource] += 1
                owner, serial = environment(Owner.CAPACITY, resource), turnaround_serial(self.releases[resource])
                shared.call(end, Phase.WORLD, owner, serial, lambda _: self._turned(resource, amount))
                return
        if self.lines[resource] or self.watchers:
            shared.ask(Phase.GRANT)

    def _turned(self, resource: int, amount: int) -> None:
        self.turning[resource] -= amount
        self.shared.log(-1, Row.TURNED, -1, 0, resource, amount)
        self.shared.ask(Phase.GRANT)

    def grant(self) -> bool:
        """One sweep over the resources in order of name: serve heads while they can be served."""
        progress = False
        for line in self.lines:
            while line:
                person = first_of(line)
                if person is None or not self.is_served(person):
                    break
                self.admit(person)
                progress = True
        return progress
