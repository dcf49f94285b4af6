"""The event log of one replication, as the function of an own figure reads it (:mod:`sim.measures.own`)."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sim.log.events import Event
from sim.measures.civil import Bools, Floats, Ints

if TYPE_CHECKING:
    import pandas as pd

    from sim.log.table import Log
    from sim.model.model import Model

Words = NDArray[np.object_]


class ReplicationLog:
    """Rows of the event log of one replication, and the span of time that the figure is of.

    Columns, one entry a row: ``time`` (seconds from 00:00 on the first day of the run), ``owner`` (number of the
    person, -1 for the environment), ``event``, ``step`` and ``object`` (names, None where there is none), ``visit``,
    ``value``; ``sim/log/events.py`` says event by event what they hold.  They cannot be written to.

    ``start`` and ``end``: the span in seconds, the reported window or a calendar year of it.  ``things``: the names
    that the figure is of.  ``people``: how many people there are, numbered from 0.  ``replication``: its number.
    """

    def __init__(self, log: Log, model: Model, things: tuple[str, ...], start: int, end: int, people: int) -> None:
        self._log, self._model = log, model
        self.things, self.start, self.end, self.people = things, start, end, people

    @property
    def replication(self) -> int:
        return int(self._log.replications[0])

    @property
    def steps(self) -> tuple[str, ...]:
        """Names of all steps of the scenario."""
        return self._model.names.steps

    @property
    def time(self) -> Ints:
        return _fixed(self._log.time)

    @property
    def owner(self) -> Ints:
        return _fixed(self._log.owner)

    @property
    def visit(self) -> Ints:
        return _fixed(self._log.visit)

    @property
    def value(self) -> Ints:
        return _fixed(self._log.value)

    @property
    def event(self) -> Words:
        return self._words("event")

    @property
    def step(self) -> Words:
        return self._words("step")

    @property
    def object(self) -> Words:
        return self._words("object")

    def __len__(self) -> int:
        """The number of rows."""
        return len(self._log)

    def where(self, event: str | None = None, step: str | None = None, object: str | None = None) -> ReplicationLog:
        """The rows of an event, at a step, about an object; what is not given may be anything.

        Raises KeyError with the nearest names for an event or a step that the scenario cannot have.
        """
        rows = np.ones(len(self), dtype=np.bool_)
        if event is not None:
            rows &= self._log.code == Event[_known("event", event, tuple(one.name.lower() for one in Event)).upper()]
        if step is not None:
            rows &= self._log.step == self.steps.index(_known("step", step, self.steps))
        if object is not None:
            rows &= self.object == object
        return self._only(rows)

    def in_span(self) -> ReplicationLog:
        """The rows from ``start`` up to but not at ``end``."""
        return self._only((self._log.time >= self.start) & (self._log.time < self.end))

    def first(self, event: str, step: str | None = None, object: str | None = None) -> Floats:
        """When each person has the event for the first time, in seconds, shape (people,); NaN for who never has.

        So differences are lengths, person by person.  Who was there when the run began arrives at time 0 with the
        seconds already spent as ``value``.
        """
        rows = self.where(event, step, object)._log
        found = np.full(self.people, np.inf)
        mine = rows.owner >= 0
        np.minimum.at(found, rows.owner[mine], rows.time[mine].astype(np.float64))
        return np.where(np.isinf(found), np.nan, found)

    def within(self, times: Floats | Ints) -> Bools:
        """Which of some times lie in the span; none that is missing does."""
        return np.asarray((times >= self.start) & (times < self.end))

    def frame(self) -> pd.DataFrame:
        """The rows as a pandas frame, with the columns of ``Result.log_frame``."""
        from sim.log.export import in_form

        frame: pd.DataFrame = in_form(self._log, self._model, "pandas")
        return frame

    def _only(self, rows: Bools) -> ReplicationLog:
        from sim.log.table import from_columns

        columns = [column[rows] for column in self._log.columns()]
        log = from_columns(columns, np.array([0, len(columns[0])]), self._log.replications)
        return ReplicationLog(log, self._model, self.things, self.start, self.end, self.people)

    def _words(self, column: str) -> Words:
        words: Words = self._table[column].to_numpy()
        return _fixed(words)

    @cached_property
    def _table(self) -> Any:
        from sim.log.export import as_table

        return as_table(self._log, self._model)


def _fixed(column: NDArray[Any]) -> NDArray[Any]:
    """A view that cannot be written to: the log belongs to all figures."""
    view = column.view()
    view.flags.writeable = False
    return view


def _known(kind: str, name: str, names: tuple[str, ...]) -> str:
    if name in names:
        return name
    near = get_close_matches(name, names, 3)
    raise KeyError(f"no {kind} {name!r}" + (f"; did you mean {', '.join(near)}?" if near else ""))
