"""Dates that come again: ``first`` and ``every``, or a list of ``dates``, written out to the end of the run."""

from __future__ import annotations

from typing import Any

from sim.scenario.calendar import FIRST_DAY_OFF, working_days_between
from sim.scenario.leaves import chosen, listed
from sim.scenario.problems import BROKEN, KeyPath
from sim.scenario.reader import Reader
from sim.scenario.schema import DAY, FOREVER, Span
from sim.scenario.time_leaves import instant, when, whole_working_days
from sim.scenario.values import add_months, round_half_up
from sim.scenario.words import said

MOST = 5_000_000  # dates of one series


def interval(reader: Reader, path: KeyPath, raw: object) -> Any:
    """The time between two dates: a length above 0, in whole months, whole working days or on the calendar."""
    value = whole_working_days(reader, path, raw)
    if value is BROKEN:
        return BROKEN
    if round_half_up(value.amount) <= 0:
        return reader.add(path, "out-of-range", "The interval must be longer than nothing", raw, "above 0")
    return value


EVERY = chosen(interval)
FIRST = chosen(instant)
DATES = chosen(listed(when()))


def written_out(reader: Reader, path: KeyPath, first: int, every: Span, end: int = FOREVER) -> Any:
    """first, first + every, ... in seconds, not before the run, before ``end`` and up to the horizon of the reader."""
    last = min(end - 1, reader.horizon)
    if every.unit == "months":
        return _monthly(reader, first, round(every.amount), last)
    if every.unit == "working days":
        return _by_working_days(reader, path, first, round(every.amount), last)
    step = round_half_up(every.amount)
    start = first if first >= 0 else first % step
    if (last - start) // step >= MOST:
        return reader.add(
            (*path, "every"),
            "too-many",
            "More dates than a run can hold",
            f"{(last - start) // step}",
            f"{MOST}",
        )
    return tuple(range(start, last + 1, step))


def _monthly(reader: Reader, first: int, months: int, last: int) -> tuple[int, ...]:
    """Always counted from the first date, so that the 31st is the 31st again after a short month."""
    begin = reader.origin_plus(first)
    times: list[int] = []
    count = 0
    while True:
        try:
            time = reader.seconds(add_months(begin, count * months))
        except OverflowError:
            return tuple(times)
        if time > last:
            return tuple(times)
        if time >= 0:
            times.append(time)
        count += 1


def _by_working_days(reader: Reader, path: KeyPath, first: int, every: int, last: int) -> Any:
    """From the first working day not before ``first`` on, always at the time of day of ``first``."""
    day, of_day = divmod(first, DAY)
    if day < FIRST_DAY_OFF:
        message = "Working days are counted from a date at most a year before the run"
        return reader.add((*path, "first"), "date-outside-run", message, format(reader.origin_plus(first), "%Y-%m-%d"))
    days = working_days_between(reader.calendar, reader.first_day, day, last // DAY + 1)
    times = (number * DAY + of_day for number in days[::every])
    return tuple(time for time in times if 0 <= time <= last)


def begins_before(reader: Reader, path: KeyPath, time: int) -> None:
    """Warn of a date before the run, which counts as its start."""
    if time < 0:
        from sim.scenario.problems import dotted

        reader.findings.warn(
            said(
                "{key} lies before the start of the run, {start}",
                key=dotted(path),
                start=format(reader.origin, "%Y-%m-%d"),
            )
        )


def since(reader: Reader, path: KeyPath, raw: object) -> Any:
    """A date from which something holds; before the run it holds from its start (with a warning)."""
    time = when(earliest=False)(reader, path, raw)
    if time is BROKEN:
        return BROKEN
    begins_before(reader, path, time)
    return max(time, 0)


def ends(reader: Reader, path: KeyPath, raw: object) -> Any:
    """A date at which something ends; of one that has passed, the start of the run."""
    time = when()(reader, path, raw)
    return time if time is BROKEN else max(time, 0)


SINCE = chosen(since)
UNTIL = chosen(ends)
