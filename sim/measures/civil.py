"""Civil dates behind seconds: calendar years, whole months, working days (contract T1, T2).  All are vectorised."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from sim.model.clocks import working_flags
from sim.scenario.schema import DAY, FOREVER, Calendar, Span

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


def year_start(year: int, first_day: date) -> int:
    """00:00 on 1 January of the year, in seconds from 00:00 on the first day of the run."""
    return (date(year, 1, 1) - first_day).days * DAY


def years_covered(start: int, end: int, first_day: date) -> float:
    """Length of [start, end) in calendar years: every year counts by the part of its own days that is covered."""
    total = 0.0
    year = first_day.year - 1 if start >= 0 else first_day.year - 2 - (-start) // (365 * DAY)
    while year_start(year, first_day) < end:
        opens, closes = year_start(year, first_day), year_start(year + 1, first_day)
        total += max(0, min(end, closes) - max(start, opens)) / (closes - opens)
        year += 1
    return total


def months_later(times: Ints, months: int | Ints, first_day: date) -> Ints:
    """Whole months added to the civil date: the same day of the month, else its last day; the same time of day.

    Several numbers of months go with the times one by one (or all with one time).
    """
    day, clock = np.divmod(times, DAY)
    first, last = int(day.min(initial=FOREVER)), int(day.max(initial=-FOREVER))
    if np.ndim(months) == 0 and last - first < len(day):  # many times, few days: each day once
        return np.asarray(_days_later(np.arange(first, last + 1), months, first_day)[day - first] * DAY + clock)
    return np.asarray(_days_later(day, months, first_day) * DAY + clock)


def _days_later(day: Ints, months: int | Ints, first_day: date) -> Ints:
    dates = np.datetime64(first_day, "D") + day
    month = dates.astype("datetime64[M]")
    day_of_month = (dates - month.astype("datetime64[D]")).astype(np.int64)
    target = month + np.asarray(months, dtype=np.int64)
    opens = target.astype("datetime64[D]")
    last = ((target + np.int64(1)).astype("datetime64[D]") - opens).astype(np.int64) - 1
    later = (opens - np.datetime64(first_day, "D")).astype(np.int64) + np.minimum(day_of_month, last)
    return np.asarray(later, dtype=np.int64)


class WorkingClock:
    """Working days elapsed since time 0, a piecewise linear function of time; beyond ``horizon`` it is not known."""

    def __init__(self, calendar: Calendar, first_day: date, horizon: int) -> None:
        days = np.arange(horizon // DAY + 2, dtype=np.int64)
        working = working_flags(calendar, first_day, 0, len(days))
        self._knots = np.append(days, days[-1] + 1).astype(np.float64) * DAY
        self._worked = np.concatenate(([0.0], np.cumsum(working)))
        self._working_days = days[working]

    def elapsed(self, times: Ints | Floats) -> Floats:
        """Working days between time 0 and each time."""
        return np.interp(times, self._knots, self._worked)

    def later(self, times: Ints, count: int) -> Ints:
        """``count`` working days later; a time on another day counts as the same time on the next working day (T2)."""
        day, clock = np.divmod(times, DAY)
        place = np.searchsorted(self._working_days, day) + count
        known = place < len(self._working_days)
        found = self._working_days[np.minimum(place, len(self._working_days) - 1)]
        return np.where(known, found * DAY + clock, FOREVER)


def span_later(times: Ints, span: Span, first_day: date, clock: WorkingClock) -> Ints:
    """Each time plus a fixed length."""
    if span.unit == "months":
        return months_later(times, round(span.amount), first_day)
    if span.unit == "working days":
        return clock.later(times, round(span.amount))
    return times + round(span.amount)
