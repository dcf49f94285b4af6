"""Plain values of a scenario file: numbers, lengths, rates, dates; from TOML and from text."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TypeAlias, TypeVar

from sim.scenario.schema import DAY, MONTH, WEEK, YEAR, Span, TimeUnit

SECONDS_OF = {"second": 1, "minute": 60, "hour": 3600, "day": DAY, "week": WEEK, "month": MONTH, "year": YEAR}
_NUMBER = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?"
_LENGTH = re.compile(rf"({_NUMBER})\s*(working\s+days?|[a-z]+)")
_RATE = re.compile(rf"({_NUMBER})\s*per\s+(?:({_NUMBER})\s+)?(working\s+days?|[a-z]+)")
_PERCENT = re.compile(rf"({_NUMBER})\s*%")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?)?")
_PER = re.compile(rf"per\s+(?:({_NUMBER})\s+)?(working\s+)?([a-z]+)")
Record = TypeVar("Record")
UNITS_KEPT = 256  # ways to write a unit of time or a rate
_TIME = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)")


@dataclass(frozen=True)
class Rate:
    """So many in a period of so many seconds; ``working``: seconds of working days."""

    amount: float
    period: float
    working: bool = False

    @property
    def per_second(self) -> float:
        return self.amount / self.period


Quantity: TypeAlias = float | str | Span | Rate | datetime
"""A number, a text, a length (months may be fractional here), a rate or a date with its time of day."""


def unit_seconds(word: str) -> float | None:
    """Seconds in a unit such as "days" or "week"; None if it is no unit of time (or working days)."""
    return SECONDS_OF.get(word.removesuffix("s"))


def length_in(amount: float, unit: str) -> Span | None:
    """``amount`` of a unit of time as a length; None if the unit is none."""
    one = _length_unit(unit)
    return None if one is None else Span(amount * one[0], one[1])


@lru_cache(UNITS_KEPT)
def _length_unit(unit: str) -> tuple[float, TimeUnit] | None:
    """What one of a unit of time is, in the unit that lengths are kept in."""
    if re.fullmatch(r"working\s+days?", unit):
        return 1, "working days"
    word = unit.removesuffix("s")
    if word in ("month", "year"):
        return 12 if word == "year" else 1, "months"
    return (SECONDS_OF[word], "seconds") if word in SECONDS_OF else None


@lru_cache(UNITS_KEPT)
def rate_unit(unit: str) -> Rate | None:
    """One in the period of a unit such as "per year", "per 8 hours" or "per working day"; None if it is no rate."""
    match = _PER.fullmatch(unit.strip())
    seconds = unit_seconds(match[3]) if match else None
    if not match or seconds is None or (match[2] and seconds != DAY):
        return None
    count = float(match[1]) if match[1] else 1.0
    return Rate(1.0, count * seconds, bool(match[2])) if count > 0 else None


def quantity(text: str) -> Quantity:
    """The quantity that a text states ("28 days", "0.5 per day", "35 %", "2021-02-01"), else the text itself."""
    words = text.strip()
    if match := _PERCENT.fullmatch(words):
        return float(match[1]) / 100
    if match := _LENGTH.fullmatch(words):
        length = length_in(float(match[1]), match[2])
        return text if length is None else length
    if match := _RATE.fullmatch(words):
        one = rate_unit(words[words.index("per") :])
        return text if one is None else replace(one, amount=float(match[1]))
    if _DATE.fullmatch(words):
        try:
            return datetime.fromisoformat(words)
        except ValueError:
            return text
    return text


def quantity_typed(text: str) -> Quantity:
    """As :func:`quantity`, for text typed by a person: also plain numbers, with a decimal comma or point ("0,6")."""
    words = text.strip()
    if re.fullmatch(r"[+-]?\d*,\d+(\s*%|\s*[a-z ]+)?", words):
        words = words.replace(",", ".", 1)
    if re.fullmatch(rf"{_NUMBER}|[+-]?(nan|inf)", words):
        return float(words)
    return quantity(words)


DANISH_UNITS = {
    "dag": "days", "dage": "days", "uge": "weeks", "uger": "weeks", "måned": "months", "måneder": "months",
    "time": "hours", "timer": "hours", "minut": "minutes", "minutter": "minutes", "år": "years",
    "arbejdsdag": "working days", "arbejdsdage": "working days", "pct": "%", "pct.": "%",
}  # fmt: skip
_IN_DANISH = re.compile(r"([+-]?\d+(?:[.,]\d+)?)\s*([a-zæøå.]+)", re.IGNORECASE)


def as_written(value: object) -> str:
    """How a file writes what stands there in Danish (``6 uger``: ``6 weeks``); empty where it is no such length."""
    found = _IN_DANISH.fullmatch(value.strip()) if isinstance(value, str) else None
    unit = DANISH_UNITS.get(found[2].lower()) if found else None
    return f"{found[1].replace(',', '.')} {unit}" if found and unit else ""


def in_a_file(value: Span | Rate | datetime) -> str:
    """A quantity as a file states it: ``182 days``, ``-3 per year``, ``2021-02-01``."""
    if isinstance(value, datetime):
        return value.isoformat() if value.hour or value.minute or value.second else value.date().isoformat()
    if isinstance(value, Rate):
        count, unit = _in_units(value.period)
        words = f"{'working ' * value.working}{unit}"
        return f"{value.amount:g} per {words if count == 1 else f'{count:g} {words}s'}"
    if value.unit == "seconds":
        count, unit = _in_units(value.amount)
        return f"{count:g} {unit}{'s' * (count != 1)}"
    return f"{value.amount:g} {value.unit}"


def _in_units(seconds: float) -> tuple[float, str]:
    """A time in the largest unit of which it is whole; weeks and months only where it is one."""
    whole_units = [(seconds / size, unit) for unit, size in SECONDS_OF.items() if seconds and seconds % size == 0]
    plain = [(n, unit) for n, unit in whole_units if n == 1 or unit not in ("week", "month", "year")]
    return plain[-1] if plain else (seconds, "second")


def moment(value: object) -> datetime | None:
    """A TOML date or local date and time (or one written as text) as date and time; None if it is neither."""
    if isinstance(value, datetime):
        return None if value.tzinfo else value
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    if isinstance(value, str):
        stated = quantity(value)
        return stated if isinstance(stated, datetime) else None
    return None


def time_of_day(value: object) -> int | None:
    """Seconds after 00:00 of "08:30" or a TOML time; None if it is neither."""
    if isinstance(value, time):
        return value.hour * 3600 + value.minute * 60 + value.second
    match = _TIME.fullmatch(value.strip()) if isinstance(value, str) else None
    if not match or (match[1] == "24" and match[2] != "00"):
        return None
    return int(match[1]) * 3600 + int(match[2]) * 60


def add_months(start: datetime, months: int) -> datetime:
    """``start`` so many civil months later: same day of month, else its last day; same time of day (contract T2).

    Raises OverflowError beyond the year 9999.
    """
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise OverflowError("beyond the calendar")
    next_month = date(year + (month == 11), (month + 1) % 12 + 1, 1) if year < 9999 or month < 11 else None
    days = (next_month - date(year, month + 1, 1)).days if next_month else 31
    return start.replace(year=year, month=month + 1, day=min(start.day, days))


def later(start: datetime, span: Span) -> datetime:
    """``start`` plus a fixed length in seconds or whole months.  Raises OverflowError beyond the year 9999."""
    if span.unit == "months":
        return add_months(start, round(span.amount))
    return start + timedelta(seconds=round_half_up(span.amount))


def round_half_up(number: float) -> int:
    """The nearest whole number, halves upwards (contract T1)."""
    return math.floor(number + 0.5)


def changed(record: Record, **values: object) -> Record:
    """As ``dataclasses.replace`` of a record of many fields that nothing is made of, several times as fast."""
    copy = object.__new__(type(record))
    copy.__dict__.update(record.__dict__, **values)
    return copy


def whole(number: float) -> bool:
    """Whether a finite number is whole, up to the rounding of sums and products."""
    return abs(number - round(number)) <= 1e-9 * max(1.0, abs(number))


def words(span: Span) -> str:
    """A length in words of the language, for messages."""
    if span.unit != "seconds":
        return f"{span.amount:g} {span.unit}"
    for unit in ("week", "day", "hour", "minute"):
        if span.amount and span.amount % SECONDS_OF[unit] == 0:
            count = span.amount / SECONDS_OF[unit]
            return f"{count:g} {unit}{'' if count == 1 else 's'}"
    return f"{span.amount:g} seconds"
