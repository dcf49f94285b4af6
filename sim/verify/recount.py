"""Figures counted directly from the event log, for what the measures have no column for.

Each function gives a :data:`sim.verify.case.Statistic`: numerator and denominator of every replication.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.log.events import Event
from sim.scenario.schema import DAY
from sim.verify.case import Floats, Statistic

if TYPE_CHECKING:
    from sim.log.table import Log
    from sim.model.model import Model

Mask = NDArray[np.bool_]
PERSON = 1 << 32  # more people than any replication has


def sums(log: Log, rows: Mask, weights: Floats | None = None) -> Floats:
    """Number of these rows in each replication, or the sum of their weights."""
    count = len(log.replications)
    replication = np.repeat(np.arange(count), np.diff(log.first_row))[rows]
    found = np.bincount(replication, None if weights is None else weights[rows], minlength=count)
    return found.astype(np.float64)


def at(log: Log, model: Model, code: Event, step: str) -> Mask:
    """Rows of one kind of event at one step."""
    return np.asarray((log.code == code) & (log.step == model.names.steps.index(step)))


def _began_in_window(log: Log, model: Model) -> Mask:
    """Whether the wait or stay that a row ends was begun in the window."""
    began = log.time - log.value
    return np.asarray((began >= model.window[0]) & (began < model.window[1]))


def waits_over(step: str, days: float) -> Statistic:
    """Share of those admitted who waited longer than this."""

    def count(log: Log, model: Model) -> tuple[Floats, Floats]:
        admitted = at(log, model, Event.ADMIT, step) & _began_in_window(log, model)
        return sums(log, admitted & (log.value > days * DAY)), sums(log, admitted)

    return count


def wait_of(step: str, attribute: str, category: str) -> Statistic:
    """Mean wait in days of the people with this category."""

    def count(log: Log, model: Model) -> tuple[Floats, Floats]:
        number = model.names.properties.index(attribute)
        value = model.names.categories[number].index(category)
        person = np.repeat(np.arange(len(log.replications)), np.diff(log.first_row)) * PERSON + log.owner
        drawn = (log.code == Event.ATTRIBUTE) & (log.object == number) & (log.value == value)
        rows = at(log, model, Event.ADMIT, step) & _began_in_window(log, model) & np.isin(person, person[drawn])
        return sums(log, rows, log.value / DAY), sums(log, rows)

    return count


def census(step: str, days: Sequence[float], of: Callable[[Floats], Floats] = lambda people: people) -> Statistic:
    """Mean over the days (ascending) of a function of the number of people inside."""

    def count(log: Log, model: Model) -> tuple[Floats, Floats]:
        return of(inside(log, model, step, days)).astype(np.float64).sum(axis=1), _each(log, float(len(days)))

    return count


def time_ratio(step: str, people: int) -> Statistic:
    """Time with exactly so many inside, as a share of the time with at most so many; within the window."""

    def count(log: Log, model: Model) -> tuple[Floats, Floats]:
        replication, times, change = _changes(log, model, step)
        level = np.cumsum(change)
        last = np.append(replication[1:] != replication[:-1], True)
        ended = np.concatenate([[0.0], level[last]])[:-1]  # what the replications before have left inside
        level -= ended[np.cumsum(last) - last]
        until = np.where(last, model.end, np.append(times[1:], model.end))
        spent = np.clip(until, *model.window) - np.clip(times, *model.window)
        bins = len(log.replications)
        exactly = np.bincount(replication, spent * (level == people), bins).astype(np.float64)
        at_most = np.bincount(replication, spent * (level <= people), bins).astype(np.float64)
        return exactly, at_most

    return count


def inside(log: Log, model: Model, step: str, days: Sequence[float]) -> Floats:
    """People inside a stage on each day: shape (replications, days)."""
    replication, times, change = _changes(log, model, step)
    first_day = np.searchsorted(np.array(days) * DAY, times)  # the first day on which the change is seen
    size = len(days) + 1
    table = np.bincount(replication * size + first_day, change, minlength=len(log.replications) * size)
    return np.asarray(table.reshape(-1, size).cumsum(axis=1)[:, :-1])


def _changes(log: Log, model: Model, step: str) -> tuple[NDArray[np.int64], NDArray[np.int64], Floats]:
    """Replication, time and sign of everything that changes the number inside a stage, in order of time."""
    started = at(log, model, Event.START, step)
    gone = at(log, model, Event.END, step) | at(log, model, Event.RISK, step) | at(log, model, Event.CALLED, step)
    rows = np.flatnonzero(started | gone)
    replication = np.repeat(np.arange(len(log.replications)), np.diff(log.first_row))[rows]
    return replication, log.time[rows], np.where(started[rows], 1.0, -1.0)


def _each(log: Log, value: float = 1.0) -> Floats:
    return np.full(len(log.replications), value)


def starts_between(step: str, first: float, last: float) -> Statistic:
    """Number of stays that begin in [first, last) days."""

    def count(log: Log, model: Model) -> tuple[Floats, Floats]:
        rows = at(log, model, Event.START, step) & (log.time >= first * DAY) & (log.time < last * DAY)
        return sums(log, rows), _each(log)

    return count


def longer_than(step: str, days: float) -> Statistic:
    """Share of the stays begun in the window, all of which must have ended, that lasted longer than this."""

    def count(log: Log, model: Model) -> tuple[Floats, Floats]:
        rows = at(log, model, Event.END, step) & _began_in_window(log, model)
        return sums(log, rows & (log.value > days * DAY)), sums(log, rows)

    return count


def end_time(step: str) -> Statistic:
    """Mean day on which a stay ends."""

    def count(log: Log, model: Model) -> tuple[Floats, Floats]:
        rows = at(log, model, Event.END, step)
        return sums(log, rows, log.time / DAY), sums(log, rows)

    return count
