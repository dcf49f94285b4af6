"""Attributes and marks of people, and values that depend on them (cases), for the measures that need them."""

from __future__ import annotations

from typing import TypeVar

import numpy as np

from sim.log.events import NUMERIC_SCALE, Event
from sim.measures.civil import Floats, Ints
from sim.measures.journeys import Bools, Journeys, is_code
from sim.scenario.schema import Case, NumberValue

T = TypeVar("T")


class Properties:
    """Looks up what was last drawn for a person before a given row of the log."""

    def __init__(self, journeys: Journeys) -> None:
        self._journeys = journeys
        self._bits = max(1, len(journeys.log).bit_length())
        self._drawn: dict[str, tuple[Ints, Ints]] = {}

    def latest(self, name: str, person: Ints, row: Ints) -> tuple[Ints, Bools]:
        """Category index or millionths as last drawn before ``row``, and whether it was drawn at all.

        The built-in property ``source`` is the arrival stream.
        """
        if name == "source":
            source = self._journeys.source[person]
            return source, source >= 0
        keys, values = self._table(name)
        if len(keys) == 0:
            return np.zeros_like(person), np.zeros(len(person), dtype=bool)
        place = np.searchsorted(keys, (person << self._bits) | row) - 1
        known = (place >= 0) & (keys[place] >> self._bits == person)
        return values[place], known

    def _table(self, name: str) -> tuple[Ints, Ints]:
        """Packed (person, row) in ascending order, and the values drawn."""
        if name not in self._drawn:
            journeys, log = self._journeys, self._journeys.log
            number = journeys.model.names.properties.index(name)
            rows = np.flatnonzero(is_code(log.code, Event.ATTRIBUTE, Event.MARK))
            rows = rows[log.object[rows] == number]
            person = journeys.first_person[journeys.log_replication[rows]] + log.owner[rows]
            keys = np.sort((person << self._bits) | rows)
            self._drawn[name] = (keys, log.value[keys & ((1 << self._bits) - 1)])
        return self._drawn[name]

    def numbers(self, value: NumberValue, person: Ints, row: Ints) -> Floats:
        """A number for each person; ``row`` is the row of the log at which the value is needed."""
        chosen, leaves = self.choices(value, person, row)
        return np.array([0.0 if leaf is None else float(leaf) for leaf in leaves])[chosen]

    def choices(self, value: T | Case[T] | None, person: Ints, row: Ints) -> tuple[Ints, list[T | None]]:
        """Which of the plain values of a case holds for each person: places in the list of them."""
        leaves: list[T | None] = []
        chosen = np.zeros(len(person), dtype=np.int64)
        self._choose(value, np.arange(len(person)), person, row, chosen, leaves)
        return chosen, leaves

    def _choose(
        self, value: T | Case[T] | None, who: Ints, person: Ints, row: Ints, chosen: Ints, leaves: list[T | None]
    ) -> None:
        """Fill ``chosen[who]``; later cases overwrite earlier ones, so numeric bounds are gone through from above."""
        if not isinstance(value, Case):
            chosen[who] = len(leaves)
            leaves.append(value)
            return
        self._choose(value.other, who, person, row, chosen, leaves)
        drawn, known = self.latest(value.by, person[who], row[who])
        categories = self._categories(value.by)
        for label, case in value.cases if categories else reversed(value.cases):
            if categories:
                fits = known & (drawn == categories.index(label))
            else:
                fits = known & (drawn < float(label.removeprefix("<")) * NUMERIC_SCALE)
            self._choose(case, who[fits], person, row, chosen, leaves)

    def _categories(self, name: str) -> tuple[str, ...]:
        names = self._journeys.model.names
        return names.sources if name == "source" else names.categories[names.properties.index(name)]
