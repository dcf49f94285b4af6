"""How many people or tokens a stream brings a year."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from sim.distributions import mean
from sim.scenario.dated import average_of, factor_at
from sim.scenario.schema import YEAR, Arrivals, Law, Pool, Steps


def people_a_year(stream: Arrivals, start: int, end: int) -> float:
    """People of one stream a year over [start, end): rate, profile, dated multipliers, stops, first and last date.

    A bound from above where the number of people is limited (``number``) and arrivals are random.
    """
    before = _people(stream, min(stream.start, start), start)
    within = _people(stream, start, end)
    if stream.number is not None:
        within = max(0.0, min(within, stream.number - before))
    return within * YEAR / max(end - start, 1)


def _people(stream: Arrivals, start: int, end: int) -> float:
    """Expected people in [start, end), as if their number were not limited."""
    size = mean(stream.size) if isinstance(stream.size, Law) else stream.size
    if stream.rate is None and stream.a_year is None and stream.between is None:
        return size * sum(weight_at(stream, time) for time in open_times(stream, start, end))
    return sum(_people_in(stream, since, to) for since, to in open_windows(stream, start, end))


def _people_in(stream: Arrivals, start: int, end: int) -> float:
    if stream.rate is not None:
        return arrivals_of_rate(stream, start, end)
    if stream.a_year is None:
        pace = YEAR / mean(stream.between) if stream.between else 0.0
        return pace / YEAR * arrivals_of_rate(replace(stream, rate=Steps(1.0)), start, end)
    since = min(stream.start, start)
    coming = arrivals_of_rate(replace(stream, rate=stream.a_year), start, end)
    before = arrivals_of_rate(replace(stream, rate=stream.a_year), since, end)
    stated = average_of(stream.a_year, since, end) * (end - since)  # as many with factors as without
    return stated / YEAR * coming / before if before else 0.0


def tokens_a_year(pool: Pool, start: int, end: int) -> float:
    """Tokens of a pool a year over [start, end), expired ones included."""
    if pool.rate is None:
        tokens = pool.size * sum(weight_at(pool, time) for time in open_times(pool, start, end))
        return tokens * YEAR / max(1, end - start)
    windows = open_windows(pool, start, end)
    return sum(arrivals_of_rate(pool, since, to) for since, to in windows) * YEAR / max(1, end - start)


def open_times(stream: Arrivals | Pool, start: int, end: int) -> list[int]:
    """The listed times in [start, end) at which the stream runs."""
    first, last = max(start, stream.start), min(end, stream.end)
    return [time for time in stream.times
            if first <= time < last and not any(since <= time < to for since, to in stream.stops)]  # fmt: skip


def open_windows(stream: Arrivals | Pool, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of [start, end) in which the stream runs."""
    windows, since = [], max(start, stream.start)
    last = min(end, stream.end)
    for stop, again in sorted(stream.stops):
        if since < min(stop, last):
            windows.append((since, min(stop, last)))
        since = max(since, again)
    return [*windows, (since, last)] if since < last else windows


def arrivals_of_rate(stream: Arrivals | Pool, start: int, end: int) -> float:
    """Expected arrivals of a rate in [start, end): the integral of rate x dated multiplier x profile."""
    assert stream.rate is not None
    factor = stream.factor.steps if stream.factor else ()
    inner = {time for time, _ in (*stream.rate.changes, *factor) if start < time < end}
    times = sorted({start, end, *inner})
    total = 0.0
    for since, to in pairwise(times):
        rate = average_of(stream.rate, since, since + 1) * factor_at(stream.factor, since)
        total += rate * (_profiled(stream, to) - _profiled(stream, since))
    return total


def weight_at(stream: Arrivals | Pool, time: int) -> float:
    """The factor on what comes at a listed time."""
    return factor_at(stream.factor, time) * (_profiled(stream, time + 1) - _profiled(stream, time))


def _profiled(stream: Arrivals | Pool, time: int) -> float:
    """Integral of the repeating profile from the start of the run to ``time``, in seconds."""
    if not isinstance(stream, Arrivals) or not stream.profile:
        return float(time)
    slot = stream.profile_period / len(stream.profile)
    periods, rest = divmod(time, stream.profile_period)
    whole, part = divmod(rest / slot, 1.0)
    done = sum(stream.profile[: int(whole)]) + (stream.profile[int(whole)] * part if part else 0.0)
    return float(slot * (periods * sum(stream.profile) + done))
