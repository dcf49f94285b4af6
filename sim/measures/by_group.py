"""Figures by group: what the log says of the people of one group alone.

The rows of a group's people make a log of their own.  Its figures are those of everybody, defined and counted the
same way; kept are the figures that speak of people and of nothing that all share (``registry.BY_GROUP``).  So the
people, entries and days of all groups add up to those of everybody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from sim.log.events import COLUMNS, Event
from sim.log.table import Column, Log, from_columns
from sim.measures.names import FigureName
from sim.measures.registry import BY_GROUP
from sim.measures.sheet import Matrix, Sheet
from sim.model.model import Model
from sim.model.tables import NUMERIC_SCALE
from sim.scenario.schema import Grouping

SOURCE = "source"
NOBODY = -1


@dataclass(frozen=True)
class Group:
    """The people of whom a property has one value (or lies between two bounds)."""

    grouping: Grouping
    place: int

    @property
    def label(self) -> str:
        return self.grouping.labels[self.place]

    def name(self, figure: str) -> str:
        """The name of a figure (that of everybody) for this group."""
        return str(replace(FigureName.of(figure), by=self.grouping.by, label=self.label))


def groups(model: Model) -> list[Group]:
    """All groups that the scenario asks for, in the order of the file."""
    by = model.scenario.report.by
    return [Group(grouping, place) for grouping in by for place in range(len(grouping.labels))]


def logs_by_group(log: Log, model: Model) -> Iterator[Log]:
    """The log of each of :func:`groups`: the rows of its people, their numbers kept.

    A property that is drawn several times (a mark) counts as drawn last; whoever has no value is in no group.
    """
    replication = np.repeat(np.arange(len(log.replications)), np.diff(log.first_row))
    person = replication * (int(log.owner.max(initial=0)) + 1) + log.owner
    for grouping in model.scenario.report.by:
        places = _places(log, model, grouping, person)
        for place in range(len(grouping.labels)):
            yield _rows(log, places == place)


def _places(log: Log, model: Model, grouping: Grouping, person: Column) -> Column:
    """The group of the person of each row; NOBODY for rows of the environment."""
    if grouping.by == SOURCE:
        told = np.flatnonzero((log.code == Event.ARRIVE) | (log.code == Event.NOT_CONTACTED))
        order = np.array([grouping.labels.index(name) for name in model.names.sources], dtype=np.int64)
        found = order[log.object[told]]
    else:
        drawn = (log.code == Event.ATTRIBUTE) | (log.code == Event.MARK)
        told = np.flatnonzero(drawn & (log.object == model.names.properties.index(grouping.by)))
        bounds = np.array([round(bound * NUMERIC_SCALE) for bound in grouping.bounds], dtype=np.int64)
        found = np.searchsorted(bounds, log.value[told], side="right") if grouping.bounds else log.value[told]
    group = np.full(int(person.max(initial=0)) + 1, NOBODY)
    group[person[told]] = found  # of several rows of one person the last one counts
    return np.where(log.owner >= 0, group[np.maximum(person, 0)], NOBODY)


def _rows(log: Log, wanted: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Log:
    before = np.concatenate([[0], np.cumsum(wanted)])
    return from_columns([getattr(log, name)[wanted] for name in COLUMNS], before[log.first_row], log.replications)


def with_groups(everybody: Sheet, model: Model, sheets: list[Sheet]) -> Sheet:
    """The figures of everybody, then those about people of each group; ``sheets`` in the order of :func:`groups`."""
    names = list(everybody.names)
    numerators: list[Matrix] = [everybody.numerator]
    denominators: list[Matrix] = [everybody.denominator]
    for group, sheet in zip(groups(model), sheets, strict=True):
        own = sheet.only(lambda name: _is_about_people(name, model))
        names += [group.name(name) for name in own.names]
        numerators.append(own.numerator)
        denominators.append(own.denominator)
    return Sheet(
        tuple(names), np.concatenate(numerators, axis=1), np.concatenate(denominators, axis=1), everybody.replications
    )


def _is_about_people(name: str, model: Model) -> bool:
    """Whether a figure has a meaning for a group; of a target its chosen definition, if its figure has one."""
    figure = FigureName.of(name)
    if figure.kpi not in BY_GROUP:
        return False
    if figure.kpi != "target":
        return True
    target = next(one for one in model.scenario.targets if one.name == figure.thing)
    return not figure.option and (not target.figure or _is_about_people(target.figure, model))
