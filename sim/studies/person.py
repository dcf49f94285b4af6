"""One person of one replication: every row of the event log that is theirs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np

from sim.log.events import Event
from sim.log.table import Log, from_columns
from sim.studies.frames import Framed, Row
from sim.studies.shown import Tabulated

if TYPE_CHECKING:
    from sim.model.model import Model

LATER = range(Event.WITHOUT_FOUND, Event.AFTER_LOST + 1)
"""Events of a life outside: their value says in how many seconds they happen (contract O4)."""


@dataclass(frozen=True, repr=False)
class Person(Framed, Tabulated):
    """What happens to a person; ``print`` tells it as a story, in the language of :func:`sim.language`; frozen."""

    model: Model = field(repr=False)
    number: int
    replication: int
    log: Log  # the person's rows alone

    def moment(self, row: int) -> datetime:
        """When a row of the log happens, as date and time."""
        later = int(self.log.value[row]) if int(self.log.code[row]) in LATER else 0
        first = datetime.combine(self.model.scenario.run.first_day, datetime.min.time())
        return first + timedelta(seconds=int(self.log.time[row]) + later)

    @property
    def order(self) -> list[int]:
        """The rows in the order in which they happen."""
        return sorted(range(len(self.log)), key=self.moment)

    def rows(self) -> Iterator[Row]:
        """One for each row of the log, in the order in which they happen: ``when``, ``event``, ``step``, ``visit``,
        ``object``, ``value`` (:mod:`sim.log.events` says what it is)."""
        from sim.log.export import as_table

        named = as_table(self.log, self.model).to_pylist()
        for place in self.order:
            words = {name: named[place][name] for name in ("event", "step", "visit", "object", "value")}
            yield {"when": self.moment(place), **words}

    def __str__(self) -> str:
        return str(self.table())

    def __repr__(self) -> str:
        return f"<Person {self.number} of replication {self.replication}: {len(self.log)} events>"


def person(log: Log, model: Model, number: int) -> Person:
    """A person of the replication of a log; raises KeyError if nobody has the number."""
    rows = np.flatnonzero(log.owner == number) if number >= 0 else np.zeros(0, dtype=np.int64)
    if not len(rows):
        last = int(log.owner.max(initial=-1))
        raise KeyError(f"nobody has the number {number!r}; people of this replication are numbered from 0 to {last}")
    columns = [column[rows] for column in log.columns()]
    return Person(
        model, number, int(log.replications[0]), from_columns(columns, np.array([0, len(rows)]), log.replications[:1])
    )
