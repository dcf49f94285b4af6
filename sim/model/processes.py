"""Streams of arrivals and tokens as tables of listed times, periods or segments of a cumulative rate."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import numpy as np

from sim.model.tables import ProcessKind
from sim.scenario.schema import FOREVER, Arrivals, Factor, Law, Pool, Steps


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
    segments: list[tuple[int, float, float]] = field(default_factory=list)  # time, cumulative rate, rate per second
    stops: tuple[tuple[int, int], ...] = ()


def process_of(stream: Arrivals | Pool, first_day: date, end: int) -> Process:
    """The process of an arrival stream or a pool, up to the run's end."""
    start, stop = stream.start, min(stream.end, end)
    number = -1
    if isinstance(stream, Arrivals) and stream.number is not None:
        number = stream.number
    common = Process(stream.name, ProcessKind.TIMES, start, stop, number, stream.size, stops=stream.stops)
    if stream.rate is not None:
        common.kind = ProcessKind.POISSON
        common.segments = rate_segments(stream, start, stop)
    elif isinstance(stream, Arrivals) and stream.a_year is not None:
        common.kind = ProcessKind.A_YEAR if stream.spread == "random" else ProcessKind.EVEN
        common.size = stream.a_year
        common.times = periods(first_day, start, stop)
    elif isinstance(stream, Arrivals) and stream.between is not None:
        common.kind = ProcessKind.RENEWAL
        common.gap = stream.between
    else:
        common.times = tuple(sorted(time for time in stream.times if start <= time < stop))
    return common


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


def rate_segments(stream: Arrivals | Pool, start: int, end: int) -> list[tuple[int, float, float]]:
    """Segments (time, cumulative rate there, rate) of steps x dated factor x repeating profile; the last has rate 0."""
    assert stream.rate is not None
    period = stream.profile_period if isinstance(stream, Arrivals) else 0
    profile = stream.profile if isinstance(stream, Arrivals) else ()
    times = {start, end}
    times.update(time for time, _ in stream.rate.changes if start < time < end)
    times.update(time for time, _ in (stream.factor.steps if stream.factor else ()) if start < time < end)
    if profile:
        slots = (
            np.arange(0, end + period, period)[:, None]
            + np.floor(np.arange(len(profile)) * (period / len(profile)) + 0.5)[None, :]
        )
        times.update(int(time) for time in slots.ravel() if start < time < end)
    ordered = sorted(times)
    segments = []
    cumulative = 0.0
    for time, until in zip(ordered, [*ordered[1:], None], strict=True):
        rate = 0.0 if until is None else value_at(stream.rate, time) * factor_at(stream.factor, time)
        if profile:
            rate *= profile[min(int((time % period) * len(profile) / period), len(profile) - 1)]
        segments.append((time, cumulative, rate))
        cumulative += 0.0 if until is None else rate * (until - time)
    return segments


def value_at(steps: Steps, time: int) -> float:
    value = steps.first
    for since, changed in steps.changes:
        if since <= time:
            value = changed
    return value


def factor_at(factor: Factor | None, time: int) -> float:
    value = 1.0
    for since, changed in factor.steps if factor else ():
        if since <= time:
            value = changed
    return value


def capacity_steps(capacity: Steps, end: int) -> list[tuple[int, int]]:
    """(time, level): the level at time 0 first, then the changes before ``end``."""
    level = value_at(capacity, 0)
    later = [(time, int(value)) for time, value in capacity.changes if 0 < time < min(end, FOREVER)]
    return [(0, int(level)), *later]
