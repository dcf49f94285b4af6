"""What a property of a person is at a moment, from the event log: for values that depend on a property."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.log.events import Event
from sim.measures.digest.cases import classes
from sim.measures.digest.image import properties_of

if TYPE_CHECKING:
    from sim.log.table import Log
    from sim.model.model import Model
    from sim.scenario.schema import Case

Ints = NDArray[np.int64]


def supported_by(log: Log, model: Model, support: str | Case[str], person: Ints, until: Ints) -> NDArray[np.bool_]:
    """Whether a step's support is ``self`` for people whose time in it ends at ``until``: properties count as then.

    ``person`` is replication * 2^32 + owner, as everywhere in figures of a log.
    """
    found = classes(support, properties_of(model))
    number, words = np.zeros(len(person), dtype=np.int64), list(found.words)
    at = 1
    for _ in range(words[0]):
        name, stride, count = words[at : at + 3]
        bounds = words[at + 3 : at + 3 + max(count, 0)]
        at += 3 + len(bounds)
        drawn, value = (np.ones(len(person), dtype=bool), until) if name < 0 else _held(log, model, name, person, until)
        kind = value if count < 0 else np.searchsorted(np.array(bounds), value, side="right")
        number += stride * np.where(drawn, 1 + kind, 0)
    return np.array([value == "self" for value in found.values])[number]


def _held(log: Log, model: Model, name: int, person: Ints, until: Ints) -> tuple[NDArray[np.bool_], Ints]:
    """Whether a property has been drawn by the moment, and its value then, as the log writes it."""
    if name < len(model.names.properties):
        rows = np.flatnonzero(np.isin(log.code, (Event.ATTRIBUTE, Event.MARK)) & (log.object == name))
        values = log.value[rows]
    else:  # the built-in property: the stream of arrival
        rows = np.flatnonzero(log.code == Event.ARRIVE)
        values = log.object[rows]
    if not len(rows):
        return np.zeros(len(person), dtype=bool), np.zeros(len(person), dtype=np.int64)
    people, rank = np.unique(log.replication[rows] * (1 << 32) + log.owner[rows], return_inverse=True)
    longest = int(max(log.time[rows].max(), until.max())) + 1
    key = rank * longest + log.time[rows]
    order = np.argsort(key, kind="stable")
    wanted = np.searchsorted(people, person)
    place = np.searchsorted(key[order], wanted * longest + until, side="right") - 1
    place = np.maximum(place, 0)
    drawn = (wanted < len(people)) & (rank[order][place] == wanted) & (key[order][place] <= wanted * longest + until)
    drawn &= people[np.minimum(wanted, len(people) - 1)] == person
    return drawn, values[order][place]
