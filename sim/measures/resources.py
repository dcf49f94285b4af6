"""Places: how much is used, under turnaround, idle, and idle while somebody waits for it.

Levels follow from the CLAIM, RELEASE, TURNED and CAPACITY rows alone.  At every moment
used + turnaround + free = max(capacity, used + turnaround) (contract Q4).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.log.events import Event
from sim.measures.civil import Floats, Ints
from sim.measures.figures import Figures
from sim.measures.journeys import Journeys, is_code
from sim.measures.spans import Grid
from sim.scenario.schema import Case, Resource, UsesValue

ROWS = (Event.CLAIM, Event.RELEASE, Event.TURNED, Event.CAPACITY)


@dataclass(frozen=True)
class Levels:
    """Free units and people in lines that need the resource, constant on [time, until); order of processing."""

    replication: Ints
    time: Ints
    until: Ints
    free: Ints
    in_line: Ints


def resources(figures: Figures, grid: Grid, journeys: Journeys) -> None:
    """All figures of resources that are given back (budgets are in ``money``)."""
    model, log = journeys.model, journeys.log
    places = [item for item in model.scenario.resources if not item.consumable]
    rows = np.flatnonzero(is_code(log.code, *ROWS))
    by_resource = log.object[rows]
    totals: dict[str, list[Floats]] = {"busy": [], "turnaround": [], "idle": [], "blocked": [], "capacity": []}
    for place in places:
        mine = rows[by_resource == model.names.resources.index(place.name)]
        for kind, integral in _integrals(grid, journeys, place, mine).items():
            totals[kind].append(integral)
    if not places:
        return
    seconds = {kind: np.concatenate(parts, axis=1) for kind, parts in totals.items()}
    names = [place.name for place in places]
    for kind in ("busy", "turnaround", "idle", "blocked", "capacity"):
        figures.add(kind, names, seconds[kind], grid.spans.seconds)
    figures.add("utilisation", names, seconds["busy"], seconds["capacity"])


def _integrals(grid: Grid, journeys: Journeys, place: Resource, rows: Ints) -> dict[str, Floats]:
    """Unit-seconds of one resource, each (replications, 1, spans)."""
    log = journeys.log
    replication, code, value = journeys.log_replication[rows], log.code[rows], log.value[rows]
    nothing = np.zeros(len(rows), dtype=np.int64)
    claimed = np.where(code == Event.CLAIM, value, np.where(code == Event.RELEASE, -value, 0))
    turning = np.where(code == Event.RELEASE, value, np.where(code == Event.TURNED, -value, 0))
    if place.turnaround.amount == 0:
        turning = nothing
    capacity = _capacity_changes(replication, code, value)

    def integral(change: Ints) -> Floats:
        moved = np.flatnonzero(change)
        return grid.integral_of_steps(replication[moved], nothing[moved], 1, log.time[rows[moved]], change[moved])

    levels = _levels(journeys, place.name, rows, capacity - claimed - turning)
    idle = np.flatnonzero(levels.free)
    blocked = idle[levels.in_line[idle] > 0]

    def free(which: Ints) -> Floats:
        return grid.integral(
            levels.replication[which],
            np.zeros_like(which),
            1,
            levels.time[which],
            levels.until[which],
            levels.free[which],
        )

    return {
        "busy": integral(claimed),
        "turnaround": integral(turning),
        "capacity": integral(capacity),
        "idle": free(idle),
        "blocked": free(blocked),
    }


def _capacity_changes(replication: Ints, code: Ints, value: Ints) -> Ints:
    """The change of the capacity at each row; a CAPACITY row states the new level."""
    rows = np.flatnonzero(code == Event.CAPACITY)
    before = np.concatenate(([0], value[rows][:-1]))
    if len(rows):
        before[1:][replication[rows][1:] != replication[rows][:-1]] = 0
    change = np.zeros_like(value)
    change[rows] = value[rows] - before
    return change


def _levels(journeys: Journeys, name: str, rows: Ints, net_change: Ints) -> Levels:
    """Free units and the length of the lines of stages that use the resource, from both kinds of rows merged."""
    log, requests = journeys.log, journeys.requests
    needing = np.isin(requests.step, _stages_using(journeys, name)) & (requests.join_row >= 0)
    joins = requests.join_row[needing]
    ends = requests.end_row[needing]
    ends = ends[ends < len(log)]
    row = np.concatenate((rows, joins, ends))
    order = np.argsort(row)
    row = row[order]
    net = np.concatenate((net_change, np.zeros(len(joins) + len(ends), dtype=np.int64)))[order]
    line = np.concatenate((np.zeros_like(rows), np.ones_like(joins), -np.ones_like(ends)))[order]
    replication, time = journeys.log_replication[row], log.time[row]
    until = np.full(len(row), journeys.model.end)
    if len(row):
        same = replication[1:] == replication[:-1]
        until[:-1] = np.where(same, time[1:], journeys.model.end)
    return Levels(
        replication, time, until, np.maximum(_running(net, replication), 0), np.asarray(_running(line, replication))
    )


def _running(change: Ints, replication: Ints) -> Ints:
    """Running sum that begins at 0 in every replication."""
    total = np.cumsum(change)
    if len(change) == 0:
        return total
    first = np.flatnonzero(np.concatenate(([True], replication[1:] != replication[:-1])))
    before = total[first] - change[first]
    return total - np.repeat(before, np.diff(np.append(first, len(change))))


def _stages_using(journeys: Journeys, name: str) -> list[int]:
    steps = {step.name: step for step in journeys.model.scenario.steps}
    return [
        number
        for number, step in enumerate(journeys.model.names.steps)
        if steps[step].kind == "stage" and name in used(steps[step].uses)
    ]


def used(uses: UsesValue) -> set[str]:
    """Names of everything that a stage uses in some case."""
    if isinstance(uses, Case):
        found: set[str] = set()
        for value in (*(case for _, case in uses.cases), uses.other):
            found |= used(value) if value is not None else set()
        return found
    return {name for name, amount in uses if amount > 0}
