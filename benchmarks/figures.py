"""The figures that the hand-written model computes, from the columnar log of a batch, and canonical events."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.log.events import Event
from sim.log.table import Log
from sim.model.model import Model

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]
DAY = 86_400
CANONICAL = ("screening", "amu", "offer", "extension", "praktik", "outplacement", "job")


def figures(log: Log, model: Model) -> dict[str, Floats]:
    """starts, completions, share, wait (days) and utilisation, one value for each replication."""
    step = {name: number for number, name in enumerate(model.names.steps)}
    slot = model.names.resources.index("slot")
    slots = model.tables.capacity_level[model.tables.capacity_first[slot]]
    admitted = np.flatnonzero(log.code == Event.ADMIT)
    to_offer = admitted[log.step[admitted] == step["offer"]]
    to_job = admitted[log.step[admitted] == step["direct"]]
    exits = np.flatnonzero(log.code == Event.EXIT)
    kept = _count(log, exits[log.step[exits] == step["kept"]])
    claims = np.flatnonzero(log.code == Event.CLAIM)
    claims = claims[log.object[claims] == slot]
    releases = np.flatnonzero(log.code == Event.RELEASE)
    releases = releases[log.object[releases] == slot]
    starts = _count(log, to_offer)
    praktik = _count(log, releases[log.step[releases] == step["praktik"]])  # the place is given back at its end
    busy = _sum(log, releases, log.time) - _sum(log, claims, log.time)
    busy += (_count(log, claims) - _count(log, releases)) * model.end
    return {
        "starts": starts,
        "completions": praktik + _count(log, to_job),
        "share": kept / starts,
        "wait": _sum(log, to_offer, log.value) / starts / DAY,
        "utilisation": busy / (slots * model.end),
    }


def canonical_events(log: Log, model: Model) -> Floats:
    """Arrivals, ends of stages, arrivals of vacancies and their expiry (about one each), for each replication."""
    ends = np.flatnonzero(log.code == Event.END)
    ends = ends[np.isin(log.step[ends], [model.names.steps.index(name) for name in CANONICAL])]
    arrivals, tokens = (np.flatnonzero(log.code == code) for code in (Event.ARRIVE, Event.TOKEN_IN))
    return _count(log, ends) + _count(log, arrivals) + 2 * _count(log, tokens)


def _count(log: Log, rows: Rows) -> Floats:
    """How many of these rows, in ascending order, each replication has."""
    return np.diff(np.searchsorted(rows, log.first_row)).astype(np.float64)


def _sum(log: Log, rows: Rows, values: NDArray[np.int64]) -> Floats:
    """The sum of a column over these rows of each replication."""
    total = np.concatenate([[0], np.cumsum(values[rows])])
    return np.diff(total[np.searchsorted(rows, log.first_row)]).astype(np.float64)
