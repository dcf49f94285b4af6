"""Resources, the doors of stages, and staff as flat tables."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

from sim.model.clocks import StaffClock
from sim.model.days import TABLES_KEPT, DayTables
from sim.model.lengths import Lengths
from sim.model.processes import capacity_steps
from sim.model.slices import Slices
from sim.model.tables import ResourceKind
from sim.scenario.cases import leaves_of
from sim.scenario.dated import Window
from sim.scenario.schema import DAY, Resource, Scenario, Staff, Step

DOOR = "opening "
DOOR_OPEN = 1 << 40


def door_of(step: Step) -> str | None:
    """The name of the door of a stage that is stopped at times or starts on opening days only."""
    return f"{DOOR}{step.name}" if step.stops or step.starts_on_opening_days else None


def resource_tables(
    scenario: Scenario, names: tuple[str, ...], days: DayTables, lengths: Lengths, end: int
) -> dict[str, Any]:
    """Tables ``resource_*`` and ``capacity_*``."""
    resources = {item.name: item for item in scenario.resources}
    steps = {step.name: step for step in scenario.steps}
    capacity = Slices("capacity", "time", "level")
    kinds, turnarounds = [], []
    for name in names:
        if name in resources:
            kinds.append(ResourceKind.BUDGET if resources[name].consumable else ResourceKind.PLACES)
            turnarounds.append(turnaround_of(resources[name], lengths))
            capacity.add(capacity_steps(resources[name].capacity, end))
        else:
            kinds.append(ResourceKind.DOOR)
            turnarounds.append(-1)
            capacity.add(door_steps(steps[name.removeprefix(DOOR)], days, end))
    return {"resource_kind": kinds, "resource_turnaround": turnarounds, **capacity.columns()}


def turnaround_of(resource: Resource, lengths: Lengths) -> int:
    """The number of the turnaround by date, -1 where there never is one."""
    if all(span.amount == 0 for span in leaves_of(resource.turnaround)):
        return -1
    return lengths.by_date(resource.turnaround, lambda span: lengths.length(span) if span.amount else -1)


def door_steps(step: Step, days: DayTables, end: int) -> list[tuple[int, int]]:
    """Levels of the door: open outside the stage's stops and, if it says so, on opening days only."""
    return _levels(step.stops, days, step.starts_on_opening_days, end)


@lru_cache(TABLES_KEPT)
def _levels(stops: tuple[Window, ...], days: DayTables, on_opening_days: bool, end: int) -> list[tuple[int, int]]:
    is_opening = days.is_opening if on_opening_days else None
    times = {0, *(time for window in stops for time in window)}
    if is_opening is not None:
        changes = np.flatnonzero(np.diff(is_opening.astype(np.int8))) + 1
        times.update(int(day) * DAY for day in changes + days.first)
    steps: list[tuple[int, int]] = []
    for time in sorted(time for time in times if 0 <= time < end):
        shut = any(start <= time < until for start, until in stops)
        shut = shut or (is_opening is not None and not is_opening[time // DAY - days.first])
        level = 0 if shut else DOOR_OPEN
        if not steps or steps[-1][1] != level:
            steps.append((time, level))
    return steps


def staff_tables(staff: tuple[Staff, ...], names: tuple[str, ...], days: DayTables) -> dict[str, Any]:
    """Tables ``staff_*`` and ``member_*``: one row for all members of a group who are on duty at the same times."""
    by_name = {item.name: item for item in staff}
    first, last, opens = [], [], []
    clocks: list[StaffClock] = []
    for name in names:
        found = days.duty(by_name[name])
        first.append(len(clocks))
        clocks.extend(found)
        last.append(len(clocks))
        opens.append(found[0].opens if found else by_name[name].opens)
    empty = np.zeros((0, days.count + 1), dtype=np.int64)
    return {
        "staff_first": first,
        "staff_last": last,
        "staff_opens": opens,
        "member_people": [clock.people for clock in clocks],
        "member_before": np.stack([clock.before for clock in clocks]) if clocks else empty,
        "member_window": np.stack([clock.length for clock in clocks]) if clocks else empty[:, 1:],
    }
