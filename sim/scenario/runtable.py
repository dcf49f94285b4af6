"""``[run]``: the first day, the window that is judged, and how far dates are written out."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sim.bounds import LONGEST, LONGEST_YEARS
from sim.scenario.keys import Key, exactly_one, fields
from sim.scenario.leaves import integer, number
from sim.scenario.problems import BROKEN
from sim.scenario.reader import Reader
from sim.scenario.schema import DAY, Run, Span
from sim.scenario.time_leaves import instant, length, seconds
from sim.scenario.values import later, whole
from sim.scenario.words import said

MARGIN = 3 * 366 * DAY  # dated things are written out so far beyond the last follow-up
DEFAULT_START = datetime(2021, 1, 1)
LONG_BEFORE = 366 * DAY  # what is recruited longer before the start was hardly meant for it
FIRST_YEAR, LAST_YEAR = 1900, 2200  # years in which a run can start: the calendar is sure of itself there

KEYS = {
    "start": Key(instant, DEFAULT_START),
    "recruit_from": Key(instant),
    "years": Key(number(0, LONGEST_YEARS)),
    "length": Key(length),
    "warm_up": Key(seconds, 0),
    "follow_up": Key(length),
    "replications": Key(integer(1, 1_000_000), 200),
}


def read_run(reader: Reader) -> Run:
    """The run; sets the origin and the horizon of the reader, whatever is wrong, so that the rest can be read."""
    raw = reader.table(("run",), reader.tables.get("run", {}))
    reader.origin = _origin(reader, raw)
    found = fields(reader, ("run",), raw, KEYS)
    start = 0 if found["start"] is BROKEN else reader.seconds(found["start"])
    if start < 0 and found["recruit_from"] is not BROKEN and "recruit_from" in raw:
        message = "Reporting cannot start before the run"
        reader.add(
            ("run", "recruit_from"), "date-outside-run", message, raw["recruit_from"], "a date not after `start`"
        )
    start = max(start, 0)
    if start > LONG_BEFORE and "recruit_from" in raw:
        text = "recruit_from, {first}, lies long before start, {start}: who comes in between may stand in line by then"
        reader.findings.warn(said(text, first=reader.first_day, start=reader.origin_plus(start).date()))
    judged = _judged(reader, raw, found)
    end, reader.horizon = start, start + MARGIN
    if start <= LONGEST and judged is not BROKEN:
        end = reader.seconds(later(reader.origin_plus(start), judged))
        reader.horizon = _horizon(reader, end, found["follow_up"] or Span(0, "seconds"))
    if max(start, reader.horizon - MARGIN) > LONGEST:
        message = "The run is too long, counted from its first day to the end of the last follow-up"
        reader.add(
            ("run",),
            "out-of-range",
            message,
            allowed=said("at most {years} years", years=LONGEST_YEARS),
        )
        start, end, judged, reader.horizon = 0, 0, BROKEN, LONGEST
    if judged is not BROKEN and judged.amount == 0:
        reader.add(("run",), "out-of-range", "The window that is judged is empty", allowed="years or length above 0")
    warm_up = found["warm_up"] or 0
    if warm_up and warm_up >= end - start and judged is not BROKEN:
        message = "The warm-up takes the whole window that is judged"
        reader.add(("run", "warm_up"), "out-of-range", message, raw["warm_up"], "less than years or length")
    reader.window_end = end
    return Run(reader.first_day, start, end, warm_up, found["follow_up"], found["replications"])


def _origin(reader: Reader, raw: dict[str, Any]) -> datetime:
    """00:00 on the first day; what is wrong with the date is reported when the whole table is read."""
    from sim.scenario.problems import Findings

    quiet = Reader(reader.source, reader.tables, Findings(), parameters=reader.parameters)
    stated = instant(quiet, (), raw.get("recruit_from", raw.get("start", DEFAULT_START)))
    if stated is BROKEN:
        return DEFAULT_START
    key = "recruit_from" if "recruit_from" in raw else "start"
    if (stated.hour, stated.minute, stated.second) != (0, 0, 0):
        reader.add(("run", key), "wrong-type", "A run starts at 00:00", raw[key], "a date without time of day")
    if not FIRST_YEAR <= stated.year < LAST_YEAR:
        message = "A run cannot start in that year"
        allowed = said("{first} to {last}", first=f"{FIRST_YEAR}-01-01", last=f"{LAST_YEAR - 1}-12-31")
        reader.add(("run", key), "date-outside-run", message, raw[key], allowed)
        return DEFAULT_START
    return datetime(stated.year, stated.month, stated.day)


def _judged(reader: Reader, raw: dict[str, Any], found: dict[str, Any]) -> Any:
    """The length of the window that is judged."""
    if not exactly_one(reader, ("run",), raw, ("years", "length")):
        return BROKEN
    if found["length"] is not None:
        if found["length"] is not BROKEN and found["length"].unit == "working days":
            return reader.add(
                ("run", "length"), "wrong-unit", "Working days cannot be used here", raw["length"], "days, months"
            )
        return found["length"]
    years = found["years"]
    if years is not BROKEN and not whole(years * 12):
        return reader.add(
            ("run", "years"), "fraction-of-month", "The years are no whole number of months", raw["years"]
        )
    return BROKEN if years is BROKEN else Span(round(years * 12), "months")


def _horizon(reader: Reader, end: int, follow_up: Span) -> int:
    if follow_up.unit == "working days":
        reader.add(("run", "follow_up"), "wrong-unit", "Working days cannot be used here", allowed="days, months")
        return end + MARGIN
    return reader.seconds(later(reader.origin_plus(end), follow_up)) + MARGIN
