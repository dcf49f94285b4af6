"""Spells: the time a person is continuously self-supporting (or partly so), across stages and exits.

After every row of a person the support is that of the stage entered, the wait joined (a line for a stage and everything
in between count as benefit) or the exit taken; the exit's holds to the end of the run.  A spell is a maximal run of
intervals that qualify with no gap between them, not even of a second.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sim.log.events import NUMERIC_SCALE, Event
from sim.measures.civil import Ints
from sim.measures.journeys import Bools, Journeys
from sim.measures.properties import Properties
from sim.scenario.schema import Status

LEVELS = {"benefit": 0, "partly": 1, "self": 2}


@dataclass(frozen=True)
class Timeline:
    """Support of people over time: intervals [start, end) in order of (person, time); zero lengths included.

    ``running``: the interval lasts to the end of the run.  ``until_row``: the row of the log that ends it.
    """

    person: Ints
    start: Ints
    end: Ints
    support: Ints
    running: Bools
    until_row: Ints

    def where(self, which: Bools) -> Timeline:
        return Timeline(
            self.person[which], self.start[which], self.end[which], self.support[which],
            self.running[which], self.until_row[which],
        )  # fmt: skip


ENTRY = {"stage": Event.START, "wait": Event.JOIN, "exit": Event.EXIT}
"""The row with which the support of a step begins."""


def timeline(journeys: Journeys, properties: Properties) -> Timeline:
    """The support of everybody from arrival to the end of the run."""
    model = journeys.model
    # what is still running when the run ends is no event: the row before it holds on
    rows = np.flatnonzero(~journeys.is_code(Event.INSIDE, Event.IN_LINE))
    person, row = journeys.person[rows], journeys.row[rows]
    follows = np.append(person[1:] == person[:-1], False) if len(rows) else np.zeros(0, dtype=bool)
    time = journeys.time[rows]
    until_row = np.where(follows, np.append(row[1:], 0) if len(rows) else row, len(journeys.log))
    return Timeline(
        person=person,
        start=np.where(journeys.code[rows] == Event.START, journeys.began[rows], time),
        end=np.where(follows, np.append(time[1:], 0) if len(rows) else time, model.end),
        support=_support(journeys, properties, rows, until_row),
        running=~follows,
        until_row=until_row,
    )


def _support(journeys: Journeys, properties: Properties, rows: Ints, until_row: Ints) -> Ints:
    """The level that begins with each of the rows; one that depends on a property as that stood when the time ended."""
    model = journeys.model
    steps = {step.name: step for step in model.scenario.steps}
    table = np.zeros((max(Event) + 1, len(model.names.steps) + 1), dtype=np.int64)
    code, at = journeys.code[rows], journeys.step[rows]
    cases = []
    for number, name in enumerate(model.names.steps):
        kind, support = steps[name].kind, steps[name].support
        if kind in ENTRY and isinstance(support, str):
            table[ENTRY[kind], number] = LEVELS[support]
        elif kind in ENTRY:
            cases.append((number, kind, support))
    found = table[code, at]
    for number, kind, support in cases:
        mine = np.flatnonzero((code == ENTRY[kind]) & (at == number))
        chosen, words = properties.choices(support, journeys.person[rows[mine]], until_row[mine])
        found[mine] = np.array([LEVELS[word or "benefit"] for word in words], dtype=np.int64)[chosen]
    return found


@dataclass(frozen=True)
class Spells:
    """Spells in order of (person, time).  ``running``: not yet over at the end of the run."""

    person: Ints
    start: Ints
    end: Ints
    running: Bools


class SpellBook:
    """Spells for every status asked for, each found once."""

    def __init__(self, journeys: Journeys, properties: Properties) -> None:
        self._journeys = journeys
        self._properties = properties
        self._found: dict[Status, Spells] = {}

    @cached_property
    def timeline(self) -> Timeline:
        return timeline(self._journeys, self._properties)

    @cached_property
    def _supported(self) -> Timeline:
        return self.timeline.where(self.timeline.support > 0)

    def of(self, status: Status) -> Spells:
        if status not in self._found:
            self._found[status] = self._join(status)
        return self._found[status]

    def _join(self, status: Status) -> Spells:
        kept = self._supported
        fits = kept.support >= LEVELS["partly" if status.partly else "self"]
        if status.mark:
            mark, drawn = self._properties.latest(status.mark, kept.person, kept.until_row)
            fits = fits & drawn & (mark >= status.at_least * NUMERIC_SCALE)
        kept = kept.where(fits)
        begins = np.ones(len(kept.person), dtype=bool)
        begins[1:] = (kept.person[1:] != kept.person[:-1]) | (kept.start[1:] > kept.end[:-1])
        first = np.flatnonzero(begins)
        last = np.append(first, len(begins))[1:] - 1
        return Spells(kept.person[first], kept.start[first], kept.end[last], kept.running[last])
