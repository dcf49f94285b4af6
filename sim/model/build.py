"""Scenario -> Model: names become numbers, laws become tables, dates become seconds."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.model.casebook import Casebook
from sim.model.days import DAYS_BEYOND, DayTables, day_tables
from sim.model.gate_tables import gate_tables
from sim.model.lengths import Lengths
from sim.model.model import Model, Names
from sim.model.place_tables import door_of, resource_tables, staff_tables
from sim.model.slices import Slices
from sim.model.step_tables import StepTables, tasks_of
from sim.model.stream_tables import StreamTables
from sim.model.tables import PropertyKind, Tables
from sim.model.within_bounds import check_bounds
from sim.scenario.cases import bounds_in
from sim.scenario.horizon import earliest_time, pauses_of, run_end
from sim.scenario.schema import DATE, DAY, Property, Scenario

FLOATS = {
    *("numbers", "quantiles", "atom_cumulative", "atom_value", "hazard_age", "hazard_cumulative", "factor_value"),
    *("length_p", "share_cumulative", "segment_cumulative", "segment_rate", "dated_value"),
}
KEYS = {name for name in Tables._fields if "stream" in name or name.endswith("_key")}
SHARED_KEYS = {
    "draw_stream",
    "source_elapsed_stream",
}  # several sources draw the same attribute; unused for most sources


def build(scenario: Scenario) -> Model:
    """The model of a checked scenario; raises ValueError if two random streams share a key (contract R1)."""
    end, settled = run_end(scenario)
    names = names_of(scenario)
    properties = sorted(scenario.properties, key=lambda item: item.name.encode())
    casebook, lengths = Casebook(properties), Lengths()
    first = min(0, earliest_time(scenario) // DAY - 2)
    days = day_tables(scenario.calendar, scenario.run.first_day, first, -(-end // DAY) + DAYS_BEYOND - first)
    steps = StepTables(scenario, names, casebook, lengths)
    steps.build()
    times = move_times(scenario)
    streams = StreamTables(scenario, properties, steps, days, end)
    background = scenario.background
    columns = {
        **({} if background is None else steps.outside(background)),
        "first_day": first,
        "opening_next": days.opening_next,
        "property_kind": [property_kind(item) for item in properties],
        "move_time": times,
        **steps.on_dates(times),
        **calendar_tables(scenario, names, days),
        **resource_tables(scenario, names.resources, days, lengths, end),
        **staff_tables(scenario.staff, names.staff, days),
        **streams.build(),
        **gate_tables(scenario.gates, names.gates, steps.resource_number, days, lengths, end),
        **steps.tables(),
    }
    columns.update(lengths.tables(days))  # last: everything above may add lengths
    columns.update(casebook.tables())
    tables = Tables(**{name: _array(name, columns.get(name, []), properties) for name in Tables._fields})
    check_keys(tables)
    check_bounds(tables, end, scenario.path, names.sources)
    window = (scenario.run.start + scenario.run.warm_up, scenario.run.end)
    return Model(scenario, names, tables, window, end, settled)


def names_of(scenario: Scenario) -> Names:
    doors = [door for step in scenario.steps if (door := door_of(step)) is not None]
    properties = sorted(scenario.properties, key=lambda item: item.name.encode())
    return Names(
        sources=_sorted([item.name for item in scenario.arrivals] + [item.name for item in scenario.backlog]),
        properties=tuple(item.name for item in properties),
        categories=tuple(item.categories for item in properties),
        resources=_sorted([item.name for item in scenario.resources] + doors),
        pools=_sorted(item.name for item in scenario.pools),
        gates=_sorted(item.name for item in scenario.gates),
        steps=_sorted(item.name for item in scenario.steps),
        risks=_sorted(item.name for item in scenario.risks),
        staff=_sorted(item.name for item in scenario.staff),
        tasks=tasks_of(scenario),
    )


def property_kind(item: Property) -> PropertyKind:
    """How the values of a property are to be read."""
    if item.name == DATE:
        return PropertyKind.DATE
    if item.duration is not None and item.duration.event in ("arrival", "entry"):
        return PropertyKind.SINCE
    return PropertyKind.CATEGORY if item.categories else PropertyKind.NUMBER


def move_times(scenario: Scenario) -> list[int]:
    """Dates on which people change, or on which people in line may have to join another line or to leave it."""
    values = [value for step in scenario.steps for value in (step.gate, step.uses, step.takes)]
    closing = {step.closes.on for step in scenario.steps if step.closes}
    changing = {event.time for event in scenario.events if event.time is not None}
    return sorted(closing | changing | set(map(int, bounds_in(values).get(DATE, ()))))


def _sorted(names: Any) -> tuple[str, ...]:
    return tuple(sorted(names, key=lambda name: name.encode()))


def calendar_tables(scenario: Scenario, names: Names, days: DayTables) -> dict[str, Any]:
    """A row of working days for each set of pauses, and the pauses of each step; row 0 is the plain calendar."""
    by_name = {step.name: step for step in scenario.steps}
    pauses = Slices("pause", "start", "end")
    rows: dict[tuple[tuple[int, int], ...], int] = {(): 0}
    calendars = []
    for name in names.steps:
        windows = pauses_of(by_name[name], scenario.calendar)
        rows.setdefault(windows, len(rows))
        calendars.append(rows[windows])
        pauses.add(windows)
    numbers, working = zip(*(days.working(windows) for windows in rows), strict=True)
    return {
        "step_calendar": calendars,
        "working_number": np.stack(numbers),
        "working_day": np.stack(working),
        **pauses.columns(),
    }


def _array(name: str, values: Any, properties: list[Property]) -> Any:
    if name == "first_day":
        return values
    kind: Any = np.float64 if name in FLOATS else np.uint64 if name in KEYS else np.int64
    if name == "row_property":
        return np.array(values, dtype=kind).reshape(len(values), len(properties))
    return np.ascontiguousarray(np.asarray(values, dtype=kind))


def check_keys(tables: Tables) -> None:
    """Different streams have different names, so equal keys could only be a collision of the hash."""
    keys = [int(key) for name in sorted(KEYS - SHARED_KEYS) for key in getattr(tables, name)]
    if len(set(keys)) != len(keys):
        raise ValueError(f"{len(keys) - len(set(keys))} random streams share a key with another one")
