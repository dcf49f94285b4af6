"""Factors on a rate or a hazard that come again with the calendar: by month, and on working days only."""

from __future__ import annotations

from datetime import date, datetime
from itertools import pairwise
from typing import Any

from sim.scenario.calendar import working_days_between
from sim.scenario.dated import Piece
from sim.scenario.leaves import amount, chosen
from sim.scenario.problems import BROKEN, KeyPath
from sim.scenario.reader import Reader
from sim.scenario.schema import DAY, Calendar
from sim.scenario.words import said

MONTHS = tuple(str(month) for month in range(1, 13))
Months = tuple[tuple[int, float], ...]


def months(reader: Reader, path: KeyPath, raw: object) -> Any:
    """``{ 7 = 0.4, 12 = 0.5 }`` as (month, factor) in the order of the calendar; months not named have the factor 1."""
    table = reader.table(path, reader.deref(path, raw))
    for key in table:
        if key not in MONTHS:
            reader.add((*path, key), "unknown-key", "A month is a number", key, said("1 to 12"))
    found = [(int(key), chosen(amount)(reader, (*path, key), table[key])) for key in MONTHS if key in table]
    return BROKEN if any(factor is BROKEN for _, factor in found) else tuple(found)


def season(reader: Reader, stated: Months) -> list[Piece]:
    """The factor of every month of the run, from the first of the month to the first of the next."""
    factors, first = dict(stated or ()), reader.origin
    last = reader.origin_plus(reader.horizon)
    pieces = []
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        if number % 12 + 1 in factors:
            start, end = (datetime(one // 12, one % 12 + 1, 1) for one in (number, number + 1))
            pieces.append(Piece(reader.seconds(start), reader.seconds(end), factors[number % 12 + 1]))
    return pieces


def days_off(calendar: Calendar, first_day: date, end: int) -> list[Piece]:
    """The factor 0 on all days up to ``end`` that are no working days."""
    last = end // DAY + 1
    days = [-1, *working_days_between(calendar, first_day, 0, last), last]
    return [Piece((day + 1) * DAY, after * DAY, 0.0) for day, after in pairwise(days) if after > day + 1]
