"""What was recorded up to a day and what is simulated from then on, as one event log: so that a figure of a whole year
is measured as it is for any run.

Days are whole in records: a recorded stay begins and ends at 00:00.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import numpy as np

from sim.loaded import LoadedScenario, Value
from sim.log.events import Event
from sim.log.table import Log, from_columns, from_rows
from sim.model.model import Model
from sim.model.tables import NUMERIC_SCALE
from sim.records.present import PERSON, Present, until
from sim.records.schema import Records
from sim.records.simulated import with_values
from sim.scenario.schema import DAY

Row = tuple[int, int, int, int, int, int, int]
SHARED = (*range(Event.CLAIM, Event.BACKFILL), *range(Event.WORK_DUE, Event.EXIT), Event.NOT_CONTACTED)
"""Rows of resources, tokens, sessions and work: what went on with them before is in no records."""


class Joined:
    """Logs of the year of ``now.as_of``: one for each simulated log that begins on the day after.

    ``ahead``: the model that those logs are of, with the values of the file.
    """

    def __init__(self, records: Records, now: Present, ahead: Model, changes: Mapping[str, Value]) -> None:
        self._records, self._now = records, now
        self._ahead, self._changes = ahead, changes
        begins = [spell.begin for episode in records.episodes for spell in until(episode, now.as_of)]
        self._opens = date(now.as_of.year, 1, 1)
        self.first = min([*begins, self._opens])
        self._shift = (now.as_of + timedelta(days=1) - self.first).days * DAY

    @cached_property
    def model(self) -> Model:
        """The year and the simulated time after it: what the logs are measured by."""
        end, window = self._ahead.end, self._ahead.window[1]
        return self._model((window + self._shift) // DAY, (end - window) // DAY)

    @cached_property
    def model_so_far(self) -> Model:
        """The year up to the end of the day: what :attr:`recorded` is measured by."""
        return self._model(self._shift // DAY, 0)

    def _model(self, days: int, after: int) -> Model:
        """A model whose time begins on the first day, to measure with: nobody is there, and nothing is simulated."""
        loaded = self._records.mapping.scenario
        before = (self._opens - self.first).days
        run: dict[str, Any] = {"start": self._opens, "length": f"{days - before} days", "follow_up": f"{after} days"}
        tables = {**loaded.source.tables, "run": run | ({"recruit_from": self.first} if before else {}), "backlog": {}}
        return with_values(
            LoadedScenario(replace(loaded.source, tables=tables, partial=True), loaded.settings), self._changes
        ).model

    @cached_property
    def recorded(self) -> Log:
        """What was recorded, as the log of replication 0."""
        return from_rows(self._rows, 0)

    @cached_property
    def _rows(self) -> list[Row]:
        """Rows of what was recorded, in order of time; the owner is the number of the episode."""
        found = [row for number, episode in enumerate(self._records.episodes)
                 for row in self._of_person(number, episode.properties)]  # fmt: skip
        return sorted(found, key=lambda row: row[0])

    def _of_person(self, number: int, properties: Mapping[str, str | float]) -> Iterator[Row]:
        names = self.model.names
        spells = list(until(self._records.episodes[number], self._now.as_of))
        if not spells:
            return
        arrived = self._time(spells[0].begin)
        yield arrived, number, Event.ARRIVE, names.steps.index(spells[0].step), 0, 0, 0
        for name, value in properties.items():
            place = names.properties.index(name)
            found = names.categories[place].index(value) if isinstance(value, str) else round(value * NUMERIC_SCALE)
            yield arrived, number, Event.ATTRIBUTE, -1, 0, place, found
        for visit, spell in enumerate(spells, start=1):
            step, time = names.steps.index(spell.step), self._time(spell.begin)
            if step in self._exits:
                yield time, number, Event.EXIT, step, visit, -1, time - arrived
                continue
            yield time, number, Event.START, step, visit, -1, 0
            if spell.end is not None:
                ended = self._time(spell.end)
                yield ended, number, Event.END, step, visit, 0, ended - time

    def _time(self, day: date) -> int:
        return (day - self.first).days * DAY

    @cached_property
    def _exits(self) -> frozenset[int]:
        steps = self.model.scenario.steps
        return frozenset(self.model.names.steps.index(step.name) for step in steps if step.kind == "exit")

    def after(self, log: Log, model: Model) -> Log:
        """The recorded rows, then those of one simulated log, by the numbers of the people in the records."""
        own = self._numbers(log, model)
        kept = (log.owner >= 0) & ~np.isin(log.code, SHARED) & ~self._known(log, own)
        rows = [column[kept] for column in log.columns()]
        rows[0], rows[1] = rows[0] + self._shift, own[rows[1]]
        arrives = rows[2] == Event.ARRIVE
        sources = [self.model.names.sources.index(name) if name in self.model.names.sources else 0
                   for name in model.names.sources]  # fmt: skip
        rows[5] = np.where(arrives, np.array(sources, dtype=np.int64)[np.where(arrives, rows[5], 0)], rows[5])
        columns = [np.concatenate([first, second]) for first, second in zip(self.recorded.columns(), rows, strict=True)]
        return from_columns(columns, np.array([0, len(columns[0])]), log.replications)

    def _numbers(self, log: Log, model: Model) -> np.ndarray[Any, np.dtype[np.int64]]:
        """Owner in a simulated log -> number in the joined one: of the episode, or behind all episodes."""
        arrive = log.code == Event.ARRIVE
        own = np.arange(int(log.owner.max(initial=-1)) + 1, dtype=np.int64) + len(self._records.episodes)
        for owner, source in zip(log.owner[arrive].tolist(), log.object[arrive].tolist(), strict=True):
            name = model.names.sources[source]
            if name.startswith(PERSON):
                own[owner] = int(name.removeprefix(PERSON))
        return own

    def _known(self, log: Log, own: np.ndarray[Any, np.dtype[np.int64]]) -> np.ndarray[Any, np.dtype[np.bool_]]:
        """Rows of what is recorded already: that somebody came, and began the stay that goes on."""
        people = np.where(log.owner >= 0, own[log.owner], len(self._records.episodes))
        recorded = people < len(self._records.episodes)
        going_on = np.isin(people, [number for number in self._open if recorded.any()])
        begun = (log.code == Event.START) & (log.time == 0) & (log.value > 0) & going_on
        return np.asarray(recorded & ((log.code == Event.ARRIVE) | begun))

    @cached_property
    def _open(self) -> list[int]:
        """Numbers of the episodes with a stay that goes on."""
        last = (
            (number, list(until(episode, self._now.as_of))) for number, episode in enumerate(self._records.episodes)
        )
        return [number for number, spells in last if spells and spells[-1].end is None]
