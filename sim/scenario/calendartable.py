"""``[calendar]``: public holidays, further days off, closed weeks."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from sim.scenario.calendar import FIRST_DAY_OFF, closed_windows, danish_holidays
from sim.scenario.keys import Key, fields
from sim.scenario.leaves import chosen, one_of, texts
from sim.scenario.problems import BROKEN, KeyPath, dotted
from sim.scenario.reader import Reader
from sim.scenario.schema import DAY, Calendar
from sim.scenario.words import said, text_of

_EVERY_YEAR = re.compile(r"(\d{2})-(\d{2})")


def _days_off(reader: Reader, path: KeyPath, raw: object) -> Any:
    """Day numbers of "12-24" (every year) or "2021-05-14" (once)."""
    last = reader.horizon // DAY + 366
    years = range(reader.first_day.year - 1, (reader.first_day + timedelta(days=last)).year + 1)
    days: set[int] = set()
    for word in texts(reader, path, raw) or ():
        try:
            match = _EVERY_YEAR.fullmatch(word)
            if match:
                date(2020, int(match[1]), int(match[2]))  # 29 February is a day of some years
                found = [_day(year, int(match[1]), int(match[2])) for year in years]
            else:
                found = [date.fromisoformat(word)]
        except ValueError:
            reader.add(path, "bad-grammar", "A day off is a day of the year or a date", word, '"12-24" or "2021-05-14"')
            continue
        days.update((day - reader.first_day).days for day in found if day)
    return tuple(sorted(day for day in days if FIRST_DAY_OFF <= day < last))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def closed(reader: Reader, path: KeyPath, raw: object) -> Any:
    """Closed windows [from, to) in days from the first day of the run, from a year before it to the horizon."""
    found = texts(reader, path, raw)
    try:
        _warn_of_the_past(reader, path, found)
        return closed_windows(found, reader.first_day, FIRST_DAY_OFF, reader.horizon // DAY + 366)
    except ValueError as error:
        return reader.add(
            path, "bad-grammar", text_of(error), allowed='"weeks 28-30", "week 52", "2021-10-18 to 2021-10-25"'
        )


def _warn_of_the_past(reader: Reader, path: KeyPath, words: tuple[str, ...]) -> None:
    """A closure before the run was left over from another year, or its year was mistyped."""
    for word in words:
        windows = closed_windows([word], reader.first_day, FIRST_DAY_OFF, reader.horizon // DAY + 366)
        if not any(end > 0 for _, end in windows):
            text = '{key}: "{period}" does not lie in the run, which begins on {start}, so it closes nothing'
            reader.findings.warn(said(text, key=dotted(path), period=word, start=reader.first_day))


_holidays = lru_cache(maxsize=64)(danish_holidays)

CALENDAR = {
    "holidays": Key(one_of("DK", "none"), "none"),
    "extra": Key(_days_off, ()),
    "closed": Key(chosen(closed), ()),
    "stays": Key(one_of("run on", "pause"), "run on"),
}


def read_calendar(reader: Reader) -> Calendar:
    """Days from a year before the run to a year after its horizon."""
    path: KeyPath = ("calendar",)
    f = fields(reader, path, reader.table(path, reader.tables.get("calendar", {})), CALENDAR)
    danish = _holidays(reader.first_day, FIRST_DAY_OFF, reader.horizon // DAY + 366) if f["holidays"] == "DK" else ()
    holidays = tuple(sorted({*danish, *(() if f["extra"] is BROKEN else f["extra"])}))
    closed_days = f["closed"] or ()
    return Calendar(holidays, closed_days, closed_days if f["stays"] == "pause" else ())
