"""Hand-made scenarios and logs: a few rows written out, with names instead of numbers and days instead of seconds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

import numpy as np

from sim.log.events import Event
from sim.log.table import Log, concatenate, from_rows
from sim.measures import measure
from sim.model.model import Model, Names, Task
from sim.scenario.schema import DAY, Arrivals, Property, Run, Scenario, Step, Titles

Row = tuple[Any, ...]  # (day, owner, event name, step or "", object or "", value) ; the value is in seconds or plain
FIRST_DAY = date(2021, 1, 1)


def days(number: float) -> int:
    return round(number * DAY)


def scenario_of(
    steps: Sequence[Step],
    *,
    years: int = 1,
    properties: Sequence[Property] = (),
    first_day: date = FIRST_DAY,
    **parts: Any,
) -> Scenario:
    """A scenario of the steps named; one arrival stream ``in``."""
    parts.setdefault("arrivals", (Arrivals("in", steps[0].name),))
    return Scenario(
        path="", name="hand", titles=Titles(), asks=Titles(), run=Run(first_day, 0, years * 365 * DAY),
        steps=tuple(sorted(steps, key=lambda step: step.name)), properties=tuple(properties), **parts,
    )  # fmt: skip


def model_of(scenario: Scenario, *, window: tuple[float, float], end: float, tasks: Sequence[Task] = ()) -> Model:
    """Window and end in days.  Tables are left out: measures may not look at them."""
    names = Names(
        sources=tuple(sorted([item.name for item in scenario.arrivals] + [item.name for item in scenario.backlog])),
        properties=tuple(item.name for item in scenario.properties),
        categories=tuple(item.categories for item in scenario.properties),
        resources=tuple(item.name for item in scenario.resources),
        pools=tuple(item.name for item in scenario.pools),
        gates=tuple(item.name for item in scenario.gates),
        steps=tuple(step.name for step in scenario.steps),
        risks=tuple(item.name for item in scenario.risks),
        staff=tuple(item.name for item in scenario.staff),
        tasks=tuple(tasks),
    )
    return Model(scenario, names, cast(Any, None), (days(window[0]), days(window[1])), days(end), settled=True)


OBJECTS = {
    Event.ARRIVE: "sources", Event.NOT_CONTACTED: "sources", Event.ATTRIBUTE: "properties", Event.MARK: "properties",
    Event.LIMITED: "steps", Event.DECIDE: "steps", Event.RISK: "risks", Event.CALLED: "pools", Event.CLAIM: "resources",
    Event.RELEASE: "resources", Event.TURNED: "resources", Event.CAPACITY: "resources", Event.TOKEN_IN: "pools",
    Event.TOKEN_TAKEN: "pools", Event.TOKEN_EXPIRED: "pools", Event.TOKEN_LOST: "pools", Event.SEATS: "gates",
    Event.OTHERS: "gates", Event.HELD: "gates", Event.NOT_HELD: "gates", Event.CANCELLED: "gates",
    Event.BACKFILL: "gates",
}  # fmt: skip


def log_of(model: Model, *replications: Sequence[Row]) -> Log:
    """Rows ``(day, owner, event, step, object, value)``; trailing parts may be left out.  Visits are counted."""
    return concatenate([_one(model, rows, number) for number, rows in enumerate(replications)])


def _one(model: Model, rows: Sequence[Row], number: int) -> Log:
    visits: dict[tuple[int, str], int] = {}
    numbered = []
    for row in rows:
        day, owner, name, step, thing, value = (*row, *("", "", 0)[len(row) - 3 :])
        event = Event[name]
        if event in (Event.JOIN, Event.DECIDE) or (event == Event.START and not _joined(numbered, owner)):
            visits[owner, step] = visits.get((owner, step), 0) + 1
        kind = "tasks" if event.name.startswith("WORK") else OBJECTS.get(event, "lines")
        numbered.append((
            days(day), owner, int(event), model.names.steps.index(step) if step else -1,
            visits.get((owner, step), 0), _number(model, kind, thing), value,
        ))  # fmt: skip
    return from_rows(numbered, number)


def _joined(rows: list[tuple[int, ...]], owner: int) -> bool:
    return any(row[1] == owner for row in rows) and next(row for row in rows[::-1] if row[1] == owner)[2] == Event.ADMIT


def _number(model: Model, kind: str, thing: str | int) -> int:
    if isinstance(thing, int):
        return thing
    if not thing:
        return -1
    if kind == "tasks":
        return [task.name for task in model.names.tasks].index(thing)
    if kind == "lines":
        kind = "gates" if thing in model.names.gates else "pools"
    return cast(int, getattr(model.names, kind).index(thing))


class Values:
    """Figures of a log by name."""

    def __init__(self, model: Model, *replications: Sequence[Row]) -> None:
        self.sheet = measure(log_of(model, *replications), model)

    def __getitem__(self, name: str) -> float:
        """The value in the first replication."""
        return float(self.sheet.column(name)[0])

    def all(self, name: str) -> list[float]:
        return cast(list[float], self.sheet.column(name).tolist())

    def is_nan(self, name: str) -> bool:
        return bool(np.isnan(self[name]))
