"""Levels over time: people inside a stage, people in line, tokens open, units of a resource claimed.

The level at a time is what has begun up to it less what has ended up to it, everything that happens in that very
second included.  People who were there from the start of the run begin with it.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np

from sim.log.events import Event
from sim.log.table import Log
from sim.measures.civil import Ints
from sim.model.model import Model
from sim.scenario.schema import DAY, Scenario

INSIDE = ((Event.START,), (Event.END, Event.RISK, Event.CALLED))
IN_LINE = ((Event.JOIN,), (Event.ADMIT, Event.RENEGED, Event.BALKED, Event.SENT_AWAY))
OPEN = ((Event.TOKEN_IN,), (Event.TOKEN_TAKEN, Event.TOKEN_EXPIRED, Event.TOKEN_LOST))
CLAIMED = ((Event.CLAIM,), (Event.RELEASE,))
"""What begins and what ends: a stay, a wait, an open token, a claim (of so many units as its value says)."""


def level_over_time(log: Log, kind: tuple[tuple[Event, ...], tuple[Event, ...]], number: int, times: Ints) -> Ints:
    """The level of one thing (a step; a pool or resource) at ascending times, shape (replications, times)."""
    begins, ends = kind
    thing = log.step if kind in (INSIDE, IN_LINE) else log.object
    mine = np.isin(log.code, (*begins, *ends)) & (thing == number)
    size = log.value if kind is CLAIMED else 1
    change = np.where(np.isin(log.code, begins), size, -size)
    found = np.zeros((len(log.replications), len(times)), dtype=np.int64)
    for row, (first, last) in enumerate(zip(log.first_row[:-1], log.first_row[1:], strict=True)):
        here = np.flatnonzero(mine[first:last]) + first
        level = np.concatenate(([0], np.cumsum(change[here])))
        found[row] = level[np.searchsorted(log.time[here], times, side="right")]
    return found


def levels_of(log: Log, model: Model) -> Ints:
    """Levels of each replication on each date of the scenario: (replications, dates, steps + steps + pools).

    Stays by step, then people in line by step, then open tokens by pool.
    """
    steps, pools = len(model.names.steps), len(model.names.pools)
    dates = model.scenario.report.on
    width = 2 * steps + pools
    found = np.zeros((len(log.replications), len(dates), width), dtype=np.int64)
    if not dates:
        return found
    replication = np.repeat(np.arange(len(log.replications)), np.diff(log.first_row))
    counted = ((INSIDE, log.step, 0), (IN_LINE, log.step, steps), (OPEN, log.object, 2 * steps))
    for (begins, ends), thing, first in counted:
        for codes, change in ((begins, 1), (ends, -1)):
            rows = np.flatnonzero(np.isin(log.code, codes))
            where = replication[rows] * width + first + thing[rows]
            for place, date in enumerate(dates):
                by_then = where[log.time[rows] <= date]
                number = np.bincount(by_then, minlength=len(found) * width).reshape(len(found), width)
                found[:, place] += change * number
    return found


def date_label(scenario: Scenario, time: int) -> str:
    """``2022-12-31`` or ``2022-12-31T12:00:00``, for a time of the run."""
    moment = datetime.combine(scenario.run.first_day, datetime.min.time()) + timedelta(seconds=time)
    return moment.isoformat() if time % DAY else moment.date().isoformat()
