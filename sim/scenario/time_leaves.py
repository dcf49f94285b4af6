"""Readers of one plain value each that has to do with time: length, rate, date, time of day.

A leaf returns the value named in its docstring, or BROKEN after it has reported what is wrong (hence ``Any``).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sim.bounds import LARGEST, LONGEST, LONGEST_YEARS
from sim.scenario.leaves import checked, number
from sim.scenario.problems import BROKEN, KeyPath
from sim.scenario.reader import Leaf, Reader
from sim.scenario.schema import DAY, MONTH, YEAR, Span
from sim.scenario.values import Rate, as_written, later, moment, round_half_up, time_of_day, whole
from sim.scenario.words import said

ALLOWED_LENGTH = 'a length such as "28 days", "3 months", "10 working days"'
ALLOWED_RATE = 'a rate such as "0.5 per day", "7 per week"'
CALENDAR_DAYS = "days, weeks, months ..."
ALLOWED_DATE = 'a date such as 2021-02-01 or a length after the start of the run such as "5 days"'


def length(reader: Reader, path: KeyPath, raw: object) -> Any:
    """A fixed length; months must be whole (contract T2)."""
    value = _length(reader, path, raw)
    if value is not BROKEN and value.unit == "months" and not whole(value.amount):
        message = "A fixed length is a whole number of months"
        return reader.add(path, "fraction-of-month", message, raw, 'whole months, or days such as "45 days"')
    return value


def law_length(unit: str) -> Leaf:
    """A leaf for a length inside a law, in its unit: "seconds" (a month is 2,629,746 s), "working days" or "number"."""

    def read(reader: Reader, path: KeyPath, raw: object) -> Any:
        if unit == "number":
            return number()(reader, path, raw)
        value = _length(reader, path, raw)
        if value is BROKEN:
            return BROKEN
        if (value.unit == "working days") != (unit == "working days"):
            message = "Working days and other lengths cannot be mixed in one law"
            return reader.add(
                path, "wrong-unit", message, raw, unit if unit == "working days" else "days, weeks, months ..."
            )
        return value.amount * MONTH if value.unit == "months" else value.amount

    return read


def seconds(reader: Reader, path: KeyPath, raw: object) -> Any:
    """A length on the calendar in whole seconds; a month is the mean month of 2,629,746 s."""
    value = length(reader, path, raw)
    if value is BROKEN:
        return BROKEN
    if value.unit == "working days":
        return reader.add(path, "wrong-unit", "Working days cannot be used here", raw, "days, weeks, months ...")
    return round_half_up(value.amount * MONTH if value.unit == "months" else value.amount)


def whole_length(reader: Reader, path: KeyPath, raw: object) -> Any:
    """A fixed length in whole seconds (a month is the mean month of 2,629,746 s) or in whole working days."""
    value = whole_working_days(reader, path, raw)
    if value is BROKEN or value.unit == "working days":
        return value
    return Span(float(seconds(reader, path, raw)), "seconds")


def whole_working_days(reader: Reader, path: KeyPath, raw: object) -> Any:
    """A fixed length; working days must be whole."""
    value = length(reader, path, raw)
    if value is not BROKEN and value.unit == "working days" and not whole(value.amount):
        return reader.add(path, "not-whole", "Working days are counted whole here", raw, '"10 working days"')
    return value


def _length(reader: Reader, path: KeyPath, raw: object) -> Any:
    value = reader.plain(path, raw)
    if value is BROKEN:
        return BROKEN
    if not isinstance(value, Span):
        is_plain = isinstance(value, int | float) and not isinstance(value, bool)
        code = "wrong-unit" if is_plain or isinstance(value, Rate | datetime) or moment(value) else "wrong-type"
        message = "A length needs its unit" if is_plain else "A length is expected"
        return reader.add(path, code, message, raw, ALLOWED_LENGTH, as_written(raw))
    if not math.isfinite(value.amount):
        return reader.add(path, "not-finite", "The length is not finite", raw, ALLOWED_LENGTH)
    if value.amount < 0:
        return reader.add(path, "negative", "A length must not be negative", raw, ALLOWED_LENGTH)
    if value.amount * {"months": MONTH, "seconds": 1}.get(value.unit, DAY) > LONGEST:
        return reader.add(
            path,
            "out-of-range",
            "The length is too long",
            raw,
            said("at most {years} years", years=LONGEST_YEARS),
        )
    return value


class WorkingDayRate(float):
    """A rate per second of working days; nothing happens on other days."""


def in_working_days(reader: Reader, path: KeyPath, rates: Iterable[Any]) -> bool:
    """Whether rates are per working day; those that are not 0 must all be, or none."""
    kinds = {isinstance(rate, WorkingDayRate) for rate in rates if rate is not BROKEN and rate}
    if len(kinds) > 1:
        message = "Rates per working day and other rates cannot be mixed"
        reader.add(path, "wrong-unit", message, allowed="all of them per working day, or none")
    return kinds == {True}


def rate(plain: bool = True, working: bool = False) -> Leaf:
    """A leaf for a rate per second; a plain number, where allowed, is so many a year.

    ``working``: a rate per working day is allowed, and given as :class:`WorkingDayRate`.
    """

    def read(reader: Reader, path: KeyPath, raw: object) -> Any:
        value = reader.plain(path, raw)
        if value is BROKEN:
            return BROKEN
        is_plain = isinstance(value, int | float) and not isinstance(value, bool)
        if isinstance(value, Rate) and value.working and not working:
            return reader.add(path, "wrong-unit", "A rate per working day cannot be used here", raw, ALLOWED_RATE)
        if isinstance(value, Rate):
            a_year = checked(reader, path, raw, value.per_second * YEAR, 0, LARGEST, False, " a year")
            kind = WorkingDayRate if value.working else float
            return BROKEN if a_year is BROKEN else kind(value.per_second)
        if is_plain and plain:
            a_year = checked(reader, path, raw, value, 0, LARGEST, False, " a year")
            return BROKEN if a_year is BROKEN else a_year / YEAR
        code = "wrong-unit" if is_plain or isinstance(value, Span | datetime) else "wrong-type"
        message = "A rate needs its unit" if is_plain else "A rate is expected"
        return reader.add(path, code, message, raw, ALLOWED_RATE + (" or a number a year" if plain else ""))

    return read


def instant(reader: Reader, path: KeyPath, raw: object) -> Any:
    """A date, wherever it lies."""
    value = reader.plain(path, raw)
    if value is BROKEN:
        return BROKEN
    if (stated := moment(value)) is not None:
        return stated
    if isinstance(value, Span) and value.unit != "working days":
        span = length(reader, path, raw)
        if span is BROKEN:
            return BROKEN
        try:
            return later(reader.origin, span)
        except OverflowError:
            return reader.add(path, "date-outside-run", "The date lies beyond the calendar", raw)
    code = (
        "wrong-unit" if isinstance(value, Span | Rate | int | float) and not isinstance(value, bool) else "wrong-type"
    )
    return reader.add(path, code, "A date is expected", raw, ALLOWED_DATE)


def when(earliest: bool = True) -> Leaf:
    """A leaf for a date within the run, in seconds after its start; before the start only if ``earliest`` is false.

    Where the run is a part of the time that the file is about, any date (see ``Reader.in_run``).
    """

    def read(reader: Reader, path: KeyPath, raw: object) -> Any:
        stated = instant(reader, path, raw)
        if stated is BROKEN:
            return BROKEN
        time = reader.seconds(stated)
        if (time > reader.horizon or (earliest and time < 0)) and not reader.source.partial:
            last = later(reader.origin, Span(reader.horizon, "seconds"))
            allowed = said("{first} to {last}", first=format(reader.origin, "%Y-%m-%d"), last=format(last, "%Y-%m-%d"))
            return reader.add(path, "date-outside-run", "The date lies outside the run", raw, allowed)
        return time

    return read


def day_time(reader: Reader, path: KeyPath, raw: object) -> Any:
    """A time of day such as "08:00", in seconds after midnight."""
    value = reader.deref(path, raw)
    found = None if value is BROKEN else time_of_day(value)
    if found is None and value is not BROKEN:
        return reader.add(path, "wrong-type", "A time of day is expected", raw, '"08:00"')
    return BROKEN if found is None else found
