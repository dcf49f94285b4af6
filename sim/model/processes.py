"""Streams of arrivals and tokens as tables of listed times, periods, or cells with a cumulative rate (contract R4)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from sim.model.tables import ProcessKind
from sim.scenario.dated import average_of, factor_at, value_at
from sim.scenario.schema import FOREVER, Arrivals, Law, Pool, Steps

YEAR_0 = 1970 * 12 + 1
"""The number of the month that numpy counts from, January 1970."""


class Cell(NamedTuple):
    """The part of a civil month in which a Poisson stream runs, as far as its rate is above 0 somewhere in it."""

    month: int  # year x 12 + month
    segments: list[tuple[int, float, float]]  # time, people expected before it in this cell, rate; last the end, rate 0
    size: int = 0  # how many come, of the year of a fixed number

    @property
    def mean(self) -> float:
        """The number of people expected."""
        return self.segments[-1][1]


@dataclass
class Process:
    """One stream before it is laid out flat; see the ``process_*`` tables."""

    name: str
    kind: ProcessKind
    start: int
    end: int
    number: int = -1
    size: float | Law = 1
    gap: Law | None = None
    times: tuple[int, ...] = ()
    cells: list[Cell] = field(default_factory=list)
    stops: tuple[tuple[int, int], ...] = ()
    weights: list[Cell] = field(default_factory=list)  # factors of A_YEAR and EVEN (by block) and of RENEWAL (one)
    factor: Steps | None = None  # TIMES: multiplies the size


def process_of(stream: Arrivals | Pool, first_day: date, end: int) -> Process:
    """The process of an arrival stream or a pool, up to the run's end."""
    start, stop = stream.start, min(stream.end, end)
    number = -1
    if isinstance(stream, Arrivals) and stream.number is not None:
        number = stream.number
    common = Process(stream.name, ProcessKind.TIMES, start, stop, number, stream.size, stops=stream.stops)
    if stream.rate is not None:
        common.kind = ProcessKind.POISSON
        common.cells = rate_cells(stream, first_day, max(0, start), stop)
    elif isinstance(stream, Arrivals) and stream.a_year is not None:
        common.kind = ProcessKind.A_YEAR if stream.spread == "random" else ProcessKind.EVEN
        common.size = stream.a_year.first
        common.times = periods(first_day, start, stop)
        common.weights = weights_by_year(stream, stream.a_year, common.times)
    elif isinstance(stream, Arrivals) and stream.between is not None:
        common.kind = ProcessKind.RENEWAL
        common.gap = stream.between
        common.weights = [weights(stream, start, stop)] if is_weighed(stream) and start < stop else []
    else:
        if is_weighed(stream):
            pieces = rate_pieces(stream, 0, max(stop, 1))
            common.factor = Steps(pieces[0][1], tuple(pieces[1:-1]))
        common.times = tuple(sorted(time for time in stream.times if start <= time < stop))
    return common


def is_weighed(stream: Arrivals | Pool) -> bool:
    """Whether a stream without a rate has more people, or tokens, at some times than at others."""
    return stream.factor is not None or (isinstance(stream, Arrivals) and bool(stream.profile))


def weights_by_year(stream: Arrivals, a_year: Steps, times: tuple[int, ...]) -> list[Cell]:
    """The factors in each year, and how many come in it; none where nothing changes.

    In a year in which the number changes as many come as the time average of it, rounded half up, and they come in
    proportion to it (contract R4).
    """
    if not is_weighed(stream) and not a_year.changes:
        return []
    by_number = replace(stream, rate=a_year)
    sizes = [int(average_of(a_year, *block) + 0.5) for block in pairwise(times)]
    return [weights(by_number, *block, size) for size, block in zip(sizes, pairwise(times), strict=True)]


def weights(stream: Arrivals | Pool, start: int, end: int, size: int = 0) -> Cell:
    """The factors in [start, end) as a rate; a stretch in which all are 0 counts as one in which all are equal."""
    segments, total = [], 0.0
    for (time, factor), (until, _) in pairwise(rate_pieces(stream, start, end)):
        segments.append((time, total, factor))
        total += factor * (until - time)
    if total <= 0:
        segments, total = [(start, 0.0, 1.0)], float(end - start)
    return Cell(0, [*segments, (end, total, 0.0)], size)


def periods(first_day: date, start: int, end: int) -> tuple[int, ...]:
    """Boundaries of the civil years that begin at ``start``; the last one is at or after ``end``."""
    begin = np.datetime64(first_day, "s") + np.timedelta64(start, "s")
    day = begin.astype("datetime64[D]")
    time_of_day = begin - day
    months = day.astype("datetime64[M]")
    boundaries = [start]
    year = 0
    while boundaries[-1] < end:
        year += 1
        moved = (months + np.timedelta64(12 * year, "M")).astype("datetime64[D]") + (
            day - months.astype("datetime64[D]")
        )
        boundaries.append(int((moved + time_of_day - np.datetime64(first_day, "s")) / np.timedelta64(1, "s")))
    return tuple(boundaries)


def rate_cells(stream: Arrivals | Pool, first_day: date, start: int, end: int) -> list[Cell]:
    """The cells of a stream with a rate in [start, end), in order of time; a month without anybody has none."""
    pieces = rate_pieces(stream, start, end)
    cells = []
    piece = 0
    for month, begin, until in civil_months(first_day, start, end):
        while pieces[piece + 1][0] <= begin:
            piece += 1
        segments, expected = [], 0.0
        at = piece
        while pieces[at][0] < until:
            time, rate = max(pieces[at][0], begin), pieces[at][1]
            segments.append((time, expected, rate))
            expected += rate * (min(pieces[at + 1][0], until) - time)
            at += 1
        if expected > 0:
            cells.append(Cell(month, [*segments, (until, expected, 0.0)]))
    return cells


@lru_cache(maxsize=64)
def civil_months(first_day: date, start: int, end: int) -> tuple[tuple[int, int, int], ...]:
    """(year x 12 + month, begin, end) of the civil months that [start, end) touches, in seconds and cut to it."""
    if start >= end:
        return ()
    midnight = np.datetime64(first_day, "s")
    first, last = ((midnight + np.timedelta64(time, "s")).astype("datetime64[M]") for time in (start, end - 1))
    months = np.arange(first, last + 2)
    bounds = np.clip((months.astype("datetime64[s]") - midnight).astype(np.int64), start, end).tolist()
    numbers = (months.astype(np.int64) + YEAR_0).tolist()
    return tuple((number, *bound) for number, bound in zip(numbers, pairwise(bounds), strict=False))


def rate_pieces(stream: Arrivals | Pool, start: int, end: int) -> list[tuple[int, float]]:
    """(time, rate from then on) of steps (1 without a rate) x dated factor x profile; last the end with rate 0.

    Neighbours differ, so that a step to the value that is there leaves no trace.
    """
    steps = stream.rate or Steps(1.0)
    period = stream.profile_period if isinstance(stream, Arrivals) else 0
    profile = stream.profile if isinstance(stream, Arrivals) else ()
    times = {start, end}
    times.update(time for time, _ in steps.changes if start < time < end)
    times.update(time for time, _ in (stream.factor.steps if stream.factor else ()) if start < time < end)
    if profile:
        slots = (
            np.arange(0, end + period, period)[:, None]
            + np.floor(np.arange(len(profile)) * (period / len(profile)) + 0.5)[None, :]
        )
        times.update(int(time) for time in slots.ravel() if start < time < end)
    pieces: list[tuple[int, float]] = []
    for time in sorted(times):
        rate = 0.0 if time >= end else value_at(steps, time) * factor_at(stream.factor, time)
        if profile:
            rate *= profile[min(int((time % period) * len(profile) / period), len(profile) - 1)]
        if not pieces or time >= end or rate != pieces[-1][1]:
            pieces.append((time, rate))
    return pieces


def poisson(mean: float) -> Law:
    """The law of the number of people in a cell."""
    return Law("poisson", (("mean", mean),), "number")


def capacity_steps(capacity: Steps, end: int) -> list[tuple[int, int]]:
    """(time, level): the level at time 0 first, then the changes before ``end``."""
    level = value_at(capacity, 0)
    later = [(time, int(value)) for time, value in capacity.changes if 0 < time < min(end, FOREVER)]
    return [(0, int(level)), *later]
