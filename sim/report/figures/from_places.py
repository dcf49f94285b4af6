"""Who has which place, from the event log of one replication."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from sim.log.events import Event
from sim.measures.held import held
from sim.report.figures.from_log import closed_in
from sim.report.figures.gantt import Holding, PlacesByPerson
from sim.scenario.schema import DAY

if TYPE_CHECKING:
    from sim.log.table import Log
    from sim.model.model import Model

BEGINS, ENDS = {Event.START}, {Event.END, Event.RISK, Event.CALLED}
Span = tuple[int, int]


def places_by_person_of(log: Log, model: Model, resource: str, year: int) -> PlacesByPerson:
    """Everybody who has a place of a resource in a calendar year of the first replication of the log.

    Which place that is, is said by :mod:`sim.measures.held`.
    """
    scenario = model.scenario
    found = next(item for item in scenario.resources if item.name == resource)
    first = (date(year, 1, 1) - scenario.run.first_day).days * DAY
    after = (date(year + 1, 1, 1) - scenario.run.first_day).days * DAY
    one = log.one(0)
    stays = _stays(one, model.end)
    here = [
        span for span in held(one, model.names.resources.index(resource))
        if span.start < after and (span.end is None or span.end > first)
    ]  # fmt: skip
    by_time = sorted(here, key=lambda span: (span.start, span.unit))
    people = {owner: i + 1 for i, owner in enumerate(dict.fromkeys(span.person for span in by_time))}
    holdings = tuple(
        Holding(place, people[owner], begin - first, None if end is None else end - first,
                tuple((a - first, b - first) for a, b in _outside(stays.get(owner, []), begin, end or model.end)))
        for place, owner, begin, end, _ in sorted(here, key=lambda span: (span.unit, span.start))
    )  # fmt: skip
    steps = found.stated or found.capacity
    most = max(steps.at(time) for time in range(first, after, DAY))
    places = int(max([most, *(one.place for one in holdings)]))
    return PlacesByPerson(resource, found.titles, year, places, holdings, closed_in(scenario, year))


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
