"""The figures that the hand-written model computes, from the columnar log of a batch, and canonical events."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.log.events import Event
from sim.log.table import Log
from sim.model.model import Model

Floats = NDArray[np.float64]
DAY = 86_400
CANONICAL = ("screening", "amu", "offer", "extension", "praktik", "outplacement", "job")


def figures(log: Log, model: Model) -> dict[str, Floats]:
    """starts, completions, share, wait (days) and utilisation, one value for each replication."""
    step = {name: number for number, name in enumerate(model.names.steps)}
    slot = model.names.resources.index("slot")
    slots = model.tables.capacity_level[model.tables.capacity_first[slot]]
    starts = _count(log, (log.code == Event.START) & (log.step == step["offer"]))
    praktik = _count(log, (log.code == Event.END) & (log.step == step["praktik"]))
    direct = _count(log, (log.code == Event.ADMIT) & (log.step == step["direct"]))
    kept = _count(log, (log.code == Event.EXIT) & (log.step == step["kept"]))
    waits = _sum(log, (log.code == Event.ADMIT) & (log.step == step["offer"]), log.value)
    claims = (log.code == Event.CLAIM) & (log.object == slot)
    releases = (log.code == Event.RELEASE) & (log.object == slot)
    busy = _sum(log, releases, log.time) - _sum(log, claims, log.time)
    busy = busy + (_count(log, claims) - _count(log, releases)) * model.end
    return {
        "starts": starts,
        "completions": praktik + direct,
        "share": kept / starts,
        "wait": waits / starts / DAY,
        "utilisation": busy / (slots * model.end),
    }


def canonical_events(log: Log, model: Model) -> Floats:
    """Arrivals, ends of stages, arrivals of vacancies and their expiry (about one each), for each replication."""
    steps = [model.names.steps.index(name) for name in CANONICAL]
    ends = (log.code == Event.END) & np.isin(log.step, steps)
    return _count(log, ends | (log.code == Event.ARRIVE)) + 2 * _count(log, log.code == Event.TOKEN_IN)


def _count(log: Log, rows: NDArray[np.bool_]) -> Floats:
    return np.add.reduceat(rows.astype(np.float64), log.first_row[:-1])


def _sum(log: Log, rows: NDArray[np.bool_], values: NDArray[np.int64]) -> Floats:
    return np.add.reduceat(np.where(rows, values, 0).astype(np.float64), log.first_row[:-1])
