"""A level over time: units of a resource in use, people inside a stage, people in line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

import numpy as np

from sim.measures.civil import Ints
from sim.measures.levels import CLAIMED, IN_LINE, INSIDE, level_over_time
from sim.scenario.schema import DAY
from sim.studies.frames import pandas
from sim.studies.naming import thing
from sim.studies.shown import Shown

if TYPE_CHECKING:
    import pandas as pd

    from sim.log.table import Log
    from sim.model.model import Model
    from sim.scenario.schema import Scenario

Kind = Literal["in use", "inside", "in line"]
NOON = DAY // 2


@dataclass(frozen=True, repr=False)
class OverTime(Shown):
    """A level at noon of every day of the window; frozen.

    ``values`` has the shape (replications, days); ``capacity``, of shape (days,), is that of a resource, else None.
    """

    scenario: Scenario = field(repr=False)
    name: str
    kind: Kind
    replications: Ints
    days: tuple[date, ...]
    values: Ints
    capacity: np.ndarray[tuple[int], np.dtype[np.float64]] | None = None

    def frame(self) -> pd.DataFrame:
        """One row for each replication and day: ``replication``, ``day`` (noon, as a date and time), ``value``."""
        pd = pandas()
        noon = np.array(self.days, dtype="datetime64[s]") + np.timedelta64(NOON, "s")
        frame = pd.DataFrame(
            {
                "replication": np.repeat(self.replications, len(self.days)),
                "day": np.tile(noon, len(self.replications)),
                "value": self.values.ravel(),
            }
        )
        if self.capacity is not None:
            frame["capacity"] = np.tile(self.capacity, len(self.replications))
        return frame

    def __repr__(self) -> str:
        mean = float(self.values.mean()) if self.values.size else float("nan")
        size = f"{len(self.replications):,} replications, {len(self.days):,} days"
        return f"<OverTime of {self.name}, {self.kind}: {mean:.3g} on average; {size}>"


def occupancy(logs: Iterable[Log], model: Model, name: str) -> OverTime:
    """Units of a resource in use, or people inside a stage; a resource comes first where both have the name.

    Raises KeyError with the nearest names.
    """
    resources = {item.name: item for item in model.scenario.resources if not item.consumable}
    stages = [step.name for step in model.scenario.steps if step.kind == "stage"]
    if name not in resources:
        thing("resource or stage", name, [*resources, *stages])
        return _over_time(logs, model, name, "inside")
    found = _over_time(logs, model, name, "in use")
    first = model.scenario.run.first_day
    capacity = [resources[name].capacity.at((day - first).days * DAY + NOON) for day in found.days]
    return OverTime(
        found.scenario, name, found.kind, found.replications, found.days, found.values, np.array(capacity, dtype=float)
    )


def queue(logs: Iterable[Log], model: Model, name: str) -> OverTime:
    """People in line for a stage or a wait; raises KeyError with the nearest names."""
    thing("step", name, [step.name for step in model.scenario.steps if step.kind in ("stage", "wait")])
    return _over_time(logs, model, name, "in line")


def _over_time(logs: Iterable[Log], model: Model, name: str, kind: Kind) -> OverTime:
    start, end = model.window
    days = np.arange(start // DAY, -(-end // DAY))
    counted = {"in use": CLAIMED, "inside": INSIDE, "in line": IN_LINE}[kind]
    number = (model.names.resources if kind == "in use" else model.names.steps).index(name)
    parts = [(log.replications, level_over_time(log, counted, number, days * DAY + NOON)) for log in logs]
    dates = tuple(model.scenario.run.first_day + timedelta(days=day) for day in days.tolist())
    replications, values = (np.concatenate(column) for column in zip(*parts, strict=True))
    return OverTime(model.scenario, name, kind, replications, dates, values)
