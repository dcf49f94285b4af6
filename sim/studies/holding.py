"""Who holds which unit of a resource, from when until when: a Gantt chart of one replication."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sim.measures.held import Held, held
from sim.studies.frames import Framed, Row
from sim.studies.naming import thing
from sim.studies.shown import Shown

if TYPE_CHECKING:
    from sim.log.table import Log
    from sim.model.model import Model
    from sim.scenario.schema import Scenario


@dataclass(frozen=True, repr=False)
class Holding(Framed, Shown):
    """Every unit of a resource that is held, in the order in which it is claimed; frozen."""

    scenario: Scenario = field(repr=False)
    resource: str
    replication: int
    held: tuple[Held, ...]
    steps: tuple[str, ...] = field(repr=False)  # their names, by number
    end: int  # of the run, in seconds

    def moment(self, seconds: int) -> datetime:
        """A time of the run as date and time."""
        return datetime.combine(self.scenario.run.first_day, datetime.min.time()) + timedelta(seconds=seconds)

    def rows(self) -> Iterator[Row]:
        """One for each unit that somebody holds: ``start``, ``end`` (missing: still held), ``days``."""
        for one in self.held:
            end = self.end if one.end is None else one.end
            yield {
                "replication": self.replication, "person": one.person, "unit": one.unit, "step": self.steps[one.step],
                "start": self.moment(one.start), "end": None if one.end is None else self.moment(one.end),
                "days": (end - one.start) / 86_400,
            }  # fmt: skip

    def __repr__(self) -> str:
        units = len({one.unit for one in self.held})
        return f"<Holding of {self.resource} in replication {self.replication}: {len(self.held)} times, {units} units>"


def holding(log: Log, model: Model, resource: str) -> Holding:
    """What is held of a resource in the replication of a log; raises KeyError with the nearest names."""
    thing("resource", resource, [item.name for item in model.scenario.resources if not item.consumable])
    found = sorted(held(log, model.names.resources.index(resource)), key=lambda one: (one.start, one.unit))
    return Holding(model.scenario, resource, int(log.replications[0]), tuple(found), model.names.steps, model.end)
