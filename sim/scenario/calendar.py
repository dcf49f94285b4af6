"""Danish public holidays and closed weeks, as day numbers counted from the first day of the run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from sim.scenario.schema import Calendar
from sim.scenario.words import said

FIRST_DAY_OFF = -366  # holidays are known from a year before the run on: people who are there may have come before it

_WEEKS = re.compile(r"weeks?\s+(\d{1,2})(?:\s*(?:-|–|to)\s*(\d{1,2}))?", re.IGNORECASE)
_DATES = re.compile(r"(\d{4}-\d{2}-\d{2})\s+to\s+(\d{4}-\d{2}-\d{2})", re.IGNORECASE)
_FORMS = 'write "weeks 28-30", "week 52" or "2021-10-18 to 2021-10-25" (the last date is open again)'


def danish_holidays(first_day: date, from_day: int, to_day: int) -> tuple[int, ...]:
    """Danish public holidays in [from_day, to_day), ascending day numbers relative to ``first_day`` (may be negative).

    Statutory holidays only, those on a Sunday included; store bededag is one up to 2023.  5 June, 24 and 31 December
    are customary days off, not public holidays: a scenario adds them by ``calendar.extra``.
    """
    import holidays

    if to_day <= from_day:
        return ()
    first, last = first_day + timedelta(days=from_day), first_day + timedelta(days=to_day - 1)
    found = holidays.country_holidays("DK", years=range(first.year, last.year + 1), categories=("public",))
    return tuple(sorted((day - first_day).days for day in found if first <= day <= last))


def working_days_between(calendar: Calendar, first_day: date, from_day: int, to_day: int) -> list[int]:
    """Day numbers in [from_day, to_day) that are Monday to Friday and no public holiday (contract T2)."""
    holidays, monday = set(calendar.holidays), first_day.weekday()
    return [day for day in range(from_day, to_day) if (day + monday) % 7 < 5 and day not in holidays]


def closed_windows(words: Iterable[str], first_day: date, from_day: int, to_day: int) -> tuple[tuple[int, int], ...]:
    """Closed windows [from, to) in day numbers relative to ``first_day``, sorted, disjoint, cut to [from_day, to_day).

    Each word is ``"weeks 28-30"``, ``"week 52"`` (ISO weeks of every year; week 53 exists only in some years and must
    be named: ``"weeks 52-53"``; ``"weeks 52-1"`` goes over the turn of the year) or ``"2021-10-18 to 2021-10-25"``
    (half open).
    Raises ValueError with a text for the planner.
    """
    found: list[tuple[int, int]] = []
    for word in words:
        for opens, closes in _windows_of(word.strip(), first_day, from_day, to_day):
            start, end = max((opens - first_day).days, from_day), min((closes - first_day).days, to_day)
            if start < end:
                found.append((start, end))
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return tuple(merged)


def _windows_of(word: str, first_day: date, from_day: int, to_day: int) -> Iterator[tuple[date, date]]:
    dates, weeks = _DATES.fullmatch(word), _WEEKS.fullmatch(word)
    if dates:
        yield _date_window(word, dates[1], dates[2])
    elif weeks:
        first = int(weeks[1])
        last = int(weeks[2]) if weeks[2] else first
        for week in (first, last):
            if not 1 <= week <= 53:
                raise ValueError(said('"{word}": there is no week {week}; weeks go from 1 to 53', word=word, week=week))
        if last < first and last + 53 - first > 26:
            raise ValueError(
                said(
                    '"{word}" would close {weeks} weeks; did you mean "weeks {last}-{first}"?',
                    word=word,
                    weeks=last + 53 - first,
                    last=last,
                    first=first,
                )
            )
        years = range((first_day + timedelta(days=from_day)).year - 2, (first_day + timedelta(days=to_day)).year + 3)
        for year in years:
            yield from _week_window(year, first, last)
    else:
        raise ValueError(said('"{word}" is not a closed period; {forms}', word=word, forms=_FORMS))


def _date_window(word: str, opens: str, closes: str) -> tuple[date, date]:
    try:
        first, last = date.fromisoformat(opens), date.fromisoformat(closes)
    except ValueError:
        raise ValueError(said('"{word}": no such date; {forms}', word=word, forms=_FORMS)) from None
    if last <= first:
        raise ValueError(
            said('"{word}": the second date (the day it opens again) must be later than the first', word=word)
        )
    return first, last


def _week_window(year: int, first: int, last: int) -> Iterator[tuple[date, date]]:
    """Weeks ``first`` to ``last`` of the ISO year, into the next if ``last`` < ``first``; nothing if there are none."""
    weeks_here = date(year, 12, 28).isocalendar().week  # 28 December is always in the last week
    if first > weeks_here:
        if last >= first:
            return
        opens = date.fromisocalendar(year + 1, 1, 1)  # "weeks 53-2" in a year without week 53
    else:
        opens = date.fromisocalendar(year, first, 1)
    if last < first:
        last_monday = date.fromisocalendar(year + 1, last, 1)
    else:
        last_monday = date.fromisocalendar(year, min(last, weeks_here), 1)
    yield opens, last_monday + timedelta(days=7)
