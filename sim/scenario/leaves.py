"""Readers of one plain value each: number, length, rate, date, text, name.

A leaf returns the value named in its docstring, or BROKEN after it has reported what is wrong (hence ``Any``).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sim.bounds import LARGEST, LONGEST, LONGEST_YEARS
from sim.scenario.problems import BROKEN, KeyPath
from sim.scenario.reader import Leaf, Reader
from sim.scenario.schema import DAY, MONTH, YEAR, Span, Titles
from sim.scenario.values import Rate, as_written, later, moment, round_half_up, time_of_day, whole
from sim.scenario.words import said

ALLOWED_LENGTH = 'a length such as "28 days", "3 months", "10 working days"'
ALLOWED_RATE = 'a rate such as "0.5 per day", "7 per week"'
CALENDAR_DAYS = "days, weeks, months ..."
ALLOWED_DATE = 'a date such as 2021-02-01 or a length after the start of the run such as "5 days"'


def number(low: float = -LARGEST, high: float = LARGEST, integral: bool = False) -> Leaf:
    """A leaf for a plain number within [low, high]; "35 %" is 0.35.  No number of a scenario is beyond ``LARGEST``."""

    def read(reader: Reader, path: KeyPath, raw: object) -> Any:
        value = reader.plain(path, raw)
        if value is BROKEN:
            return BROKEN
        if isinstance(value, Span | Rate | datetime) or moment(value):
            return reader.add(path, "wrong-unit", "A plain number is expected", raw, "a number without a unit")
        if isinstance(value, bool) or not isinstance(value, int | float):
            return reader.add(path, "wrong-type", "A number is expected", raw, "a number")
        return checked(reader, path, raw, value, low, high, integral)

    return read


def checked(
    reader: Reader, path: KeyPath, raw: object, value: float, low: float, high: float, integral: bool, unit: str = ""
) -> Any:
    """The number as a float if it is finite, within [low, high] and, if asked for, whole."""
    try:
        result = float(value)
    except OverflowError:
        result = math.inf
    if not math.isfinite(result):
        return reader.add(path, "not-finite", "The number is not finite", raw, "a finite number")
    if integral and not whole(result):
        return reader.add(path, "not-whole", "A whole number is expected", raw, "a whole number")
    if low <= result <= high:
        return float(round(result)) if integral else result
    code, message = ("negative", "The number must not be negative") if result < 0 <= low else (
        "out-of-range", "The number lies outside what is allowed")  # fmt: skip
    allowed = said("{low} to {high}{unit}", low=format(low, ".12g"), high=format(high, ".12g"), unit=unit)
    return reader.add(path, code, message, raw, allowed)


def integer(low: int = 0, high: int = LARGEST) -> Leaf:
    """A leaf for a whole number."""
    read_number = number(low, high, integral=True)

    def read(reader: Reader, path: KeyPath, raw: object) -> Any:
        value = read_number(reader, path, raw)
        return BROKEN if value is BROKEN else int(value)

    return read


amount = number(0)
share = number(0, 1)
count = integer(0)


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


def text(reader: Reader, path: KeyPath, raw: object) -> Any:
    """Free text."""
    if isinstance(raw, str) or raw is BROKEN:
        return raw
    return reader.add(path, "wrong-type", "A text is expected", raw, '"text"')


def texts(reader: Reader, path: KeyPath, raw: object) -> Any:
    """One text or a list of texts."""
    return listed(text)(reader, path, raw)


def listed(leaf: Leaf) -> Leaf:
    """A leaf for one value or a list of values, without the broken ones."""

    def read(reader: Reader, path: KeyPath, raw: object) -> Any:
        value = reader.deref(path, raw)
        if isinstance(value, list):
            found = tuple(leaf(reader, (*path, i), item) for i, item in enumerate(value))
        else:
            found = (leaf(reader, path, raw),)
        return tuple(item for item in found if item is not BROKEN)

    return read


def flag(reader: Reader, path: KeyPath, raw: object) -> Any:
    """true or false."""
    if isinstance(raw, bool):
        return raw
    return reader.add(path, "wrong-type", "true or false is expected", raw, "true, false")


def one_of(*allowed: str) -> Leaf:
    """A leaf for one of some words (also by a ``$choice``)."""

    def read_word(reader: Reader, path: KeyPath, raw: object) -> Any:
        value = reader.deref(path, raw)
        if value is BROKEN or (isinstance(value, str) and value in allowed):
            return value
        code = "choice-not-allowed" if isinstance(value, str) else "wrong-type"
        return reader.add(path, code, "One of a few words is expected", value, allowed)

    return chosen(read_word)


def chosen(leaf: Leaf) -> Leaf:
    """The leaf with ``by = "$choice"`` allowed around it, but no property of a person."""
    return lambda reader, path, raw: reader.case(path, raw, leaf, person=False)


def personal(leaf: Leaf) -> Leaf:
    """The leaf with ``by`` allowed around it, on a choice or on a property."""
    return lambda reader, path, raw: reader.case(path, raw, leaf)


def name_of(kind: str, none: bool = False) -> Leaf:
    """A leaf for the name of a thing of a kind; "none" gives None where allowed."""

    def read(reader: Reader, path: KeyPath, raw: object) -> Any:
        value = reader.deref(path, raw)
        if value is BROKEN or (none and value == "none"):
            return None if value == "none" else BROKEN
        if not isinstance(value, str):
            return reader.add(
                path, "wrong-type", said("The name of a {kind} is expected", kind=kind), raw, reader.names.get(kind, ())
            )
        if kind in reader.unknown:
            return BROKEN
        if not reader.knows(kind, value):
            return reader.add(
                path,
                "unknown-name",
                said("There is no {kind} of that name", kind=kind),
                value,
                reader.names.get(kind, ()),
            )
        return value

    return read


def step(reader: Reader, path: KeyPath, raw: object) -> Any:
    """The name of a step; every mention is remembered for the checks of the whole pathway."""
    name = name_of("step")(reader, path, raw)
    if name is BROKEN:
        reader.lost = True
    else:
        reader.references.append((path, name))
    return name


def stage(reader: Reader, path: KeyPath, raw: object) -> Any:
    """The name of a stage, not of another kind of step."""
    name = name_of("step")(reader, path, raw)
    if name is not BROKEN and not reader.knows("stage", name):
        return reader.add(
            path, "wrong-type", "A stage is expected, not another kind of step", name, reader.names["stage"]
        )
    return name


def titles(reader: Reader, path: KeyPath, raw: object) -> Any:
    """``"text"`` for both languages or ``{ da = "...", en = "..." }``."""
    if isinstance(raw, str):
        return Titles(raw, raw)
    table = reader.table(path, raw)
    for key in table:
        if key not in ("da", "en"):
            reader.add((*path, key), "unknown-key", "No such language", key, ("da", "en"))
    found = {key: text(reader, (*path, key), table[key]) for key in ("da", "en") if key in table}
    return Titles(**found)


def day_time(reader: Reader, path: KeyPath, raw: object) -> Any:
    """A time of day such as "08:00", in seconds after midnight."""
    value = reader.deref(path, raw)
    found = None if value is BROKEN else time_of_day(value)
    if found is None and value is not BROKEN:
        return reader.add(path, "wrong-type", "A time of day is expected", raw, '"08:00"')
    return BROKEN if found is None else found
