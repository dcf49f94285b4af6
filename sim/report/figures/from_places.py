"""Who has which place, from the event log of one replication."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from sim.log.events import Event
from sim.report.figures.from_log import capacity_at, closed_in
from sim.report.figures.gantt import Holding, PlacesByPerson
from sim.scenario.schema import DAY

if TYPE_CHECKING:
    from sim.log.table import Log
    from sim.model.model import Model

BEGINS, ENDS = {Event.START}, {Event.END, Event.RISK, Event.CALLED}
Span = tuple[int, int]


def places_by_person_of(log: Log, model: Model, resource: str, year: int) -> PlacesByPerson:
    """Everybody who has a place of a resource in a calendar year of the first replication of the log.

    Which place a person has is no state of the model: whoever comes is given the one that has been empty longest.
    """
    scenario = model.scenario
    found = next(item for item in scenario.resources if item.name == resource)
    first = (date(year, 1, 1) - scenario.run.first_day).days * DAY
    after = (date(year + 1, 1, 1) - scenario.run.first_day).days * DAY
    one = log.one(0)
    stays = _stays(one, model.end)
    held = [
        span for span in _held(one, model.names.resources.index(resource))
        if span[2] < after and (span[3] is None or span[3] > first)
    ]  # fmt: skip
    people = {owner: i + 1 for i, owner in enumerate(dict.fromkeys(span[1] for span in sorted(held, key=_when)))}
    holdings = tuple(
        Holding(place, people[owner], begin - first, None if end is None else end - first,
                tuple((a - first, b - first) for a, b in _outside(stays.get(owner, []), begin, end or model.end)))
        for place, owner, begin, end in sorted(held, key=lambda span: (span[0], span[2]))
    )  # fmt: skip
    steps = found.stated or found.capacity
    most = max(capacity_at(steps, time) for time in range(first, after, DAY))
    places = int(max([most, *(one.place for one in holdings)]))
    return PlacesByPerson(resource, found.titles, year, places, holdings, closed_in(scenario, year))


def _when(span: tuple[int, int, int, int | None]) -> tuple[int, int]:
    return span[2], span[0]


def _held(log: Log, resource: int) -> Iterator[tuple[int, int, int, int | None]]:
    """Place (from 1), owner, and the seconds of the run in which it is held; an end of None: to the end of the run."""
    empty: deque[int] = deque()
    places, taken = 0, dict[int, list[Span]]()  # of each owner: (place, since)
    for time, owner, code, _, _, thing, amount in log.rows():
        if thing != resource or code not in (Event.CLAIM, Event.RELEASE):
            continue
        mine = taken.setdefault(owner, [])
        for _ in range(amount):
            if code == Event.CLAIM:
                if not empty:
                    places += 1
                    empty.append(places)
                mine.append((empty.popleft(), time))
            elif mine:
                place, since = mine.pop(0)
                empty.append(place)
                if time > since:
                    yield place, owner, since, time
    for owner, mine in taken.items():
        yield from ((place, owner, since, None) for place, since in mine)


def _stays(log: Log, end: int) -> dict[int, list[Span]]:
    """When each person is under way in some stage, in order of time; until ``end`` where a stay goes on."""
    found: dict[int, list[Span]] = {}
    running: dict[tuple[int, int, int], int] = {}
    for time, owner, code, step, visit, _, _ in log.rows():
        if code in BEGINS:
            running[owner, step, visit] = time
        elif code in ENDS and (owner, step, visit) in running:
            found.setdefault(owner, []).append((running.pop((owner, step, visit)), time))
    for (owner, _, _), since in running.items():
        found.setdefault(owner, []).append((since, end))
    return {owner: sorted(spans) for owner, spans in found.items()}


def _outside(stays: list[Span], begin: int, end: int) -> Iterator[Span]:
    """The parts of a time in which no stay runs."""
    for first, last in stays:
        if min(first, end) > begin:
            yield begin, min(first, end)
        begin = max(begin, last)
        if begin >= end:
            return
    if begin < end:
        yield begin, end
