"""``[report]``: what is reported beside the figures of everybody over the window."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import Any

from sim.scenario.horizon import run_end
from sim.scenario.keys import Key, fields
from sim.scenario.leaves import listed, number, step
from sim.scenario.problems import BROKEN, KeyPath
from sim.scenario.reader import Reader
from sim.scenario.schema import Grouping, Report, Scenario
from sim.scenario.series import EVERY, written_out
from sim.scenario.time_leaves import when
from sim.scenario.words import said

MOST_GROUPS = 50
"""Groups of people in all: each has as many figures as everybody together."""


def _grouping(reader: Reader, path: KeyPath, raw: object) -> Any:
    """The name of a property with categories, or ``{ age = [30, 50] }``: a numeric one with bounds."""
    value = reader.deref(path, raw)
    if value is BROKEN:
        return BROKEN
    bounds: Any = ()
    if isinstance(value, dict) and len(value) == 1:
        ((value, stated),) = value.items()
        path = (*path, value)
        bounds = listed(number())(reader, path, stated)
        if any(low >= high for low, high in pairwise(bounds)):
            return reader.add(path, "out-of-range", "The bounds of the groups must ascend", stated)
    if not isinstance(value, str):
        return reader.add(path, "wrong-type", "The name of a property is expected", raw, tuple(reader.properties))
    if value in reader.unread:
        return BROKEN
    if value not in reader.properties or value in reader.durations:
        known = tuple(name for name in reader.properties if name not in reader.durations)
        return reader.add(path, "unknown-name", "There is no property of that name", value, known)
    if reader.properties[value] and bounds:
        message = "A property with categories has no bounds"
        return reader.add(path, "wrong-type", message, raw, f'"{value}"')
    if not reader.properties[value] and not bounds:
        message = "A number needs bounds, to make groups of it"
        return reader.add(path, "missing-key", message, raw, f"{{ {value} = [30, 50] }}")
    return Grouping(value, bounds, reader.properties[value])


MOST_DATES = 400
"""Weeks of seven years."""


SERIES = {"every": Key(EVERY, required=True), "first": Key(when(), 0), "until": Key(when())}


def _dates(reader: Reader, path: KeyPath, raw: object) -> Any:
    """Dates, or ``{ every = "1 week" }`` from ``first`` (the start of the run) to ``until`` (the end of the window)."""
    value = reader.deref(path, raw)
    if not isinstance(value, dict):
        return tuple(filter(reader.in_run, listed(when())(reader, path, value)))
    found = fields(reader, path, value, SERIES)
    if BROKEN in found.values():
        return BROKEN
    last = reader.window_end if found["until"] is None else found["until"]
    return written_out(reader, path, found["first"], found["every"], last + 1)


KEYS = {"by": Key(listed(_grouping), ()), "on": Key(_dates, ()), "monthly": Key(listed(step), ())}


def read_report(reader: Reader) -> Report:
    """What is asked for beside the figures of everybody."""
    found = fields(reader, ("report",), reader.tables.get("report", {}), KEYS)
    if BROKEN in found.values():
        return Report()
    by = tuple(dict.fromkeys(found["by"]))
    groups = sum(len(one.labels) for one in by)
    if groups > MOST_GROUPS:
        message = "There are too many groups to report"
        reader.add(
            ("report", "by"), "out-of-range", message, groups, said("at most {largest} in all", largest=MOST_GROUPS)
        )
    if len(found["on"]) > MOST_DATES:
        message, allowed = "There are too many dates to report", said("at most {largest} in all", largest=MOST_DATES)
        reader.add(("report", "on"), "out-of-range", message, len(found["on"]), allowed)
    return Report(by, tuple(sorted(set(found["on"]))), tuple(dict.fromkeys(found["monthly"])))


def check_dates(reader: Reader, scenario: Scenario) -> None:
    """Report dates that the run does not reach: what would be found there is the level at its end."""
    end = run_end(scenario)[0]
    for time in scenario.report.on:
        if time > end:
            stated, last = (reader.origin + timedelta(seconds=at) for at in (time, end))
            message, allowed = "The run ends before that date", said("up to {last}", last=f"{last:%Y-%m-%d}")
            reader.add(("report", "on"), "date-outside-run", message, f"{stated:%Y-%m-%d}", allowed)
