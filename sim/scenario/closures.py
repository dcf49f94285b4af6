"""Resources that are closed on some days of the week and in some weeks, and what becomes of those inside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sim.scenario.calendar import working_days_between
from sim.scenario.calendartable import closed
from sim.scenario.cases import leaves_of
from sim.scenario.dated import Piece, Window, merged, overlaid
from sim.scenario.horizon import in_a_place
from sim.scenario.keys import Key, fields
from sim.scenario.lawtables import constant_hazard
from sim.scenario.leaves import chosen, listed, one_of, step
from sim.scenario.problems import BROKEN, KeyPath
from sim.scenario.reader import Reader
from sim.scenario.schema import DAY, Closures, Resource, Risk, Scenario, Step, Titles, Week
from sim.scenario.words import said

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
OPENINGS = ("days", "closed")
SEND = {"to": Key(chosen(step), required=True)}


def open_days(reader: Reader, path: KeyPath, raw: object) -> Any:
    """A week: "all", "working", or a list of weekdays."""
    value = reader.deref(path, raw)
    if value == "all":
        return Week()
    if value == "working":
        return Week(tuple(range(5)), True)
    days = listed(one_of(*WEEKDAYS))(reader, path, value)
    return Week(tuple(sorted({WEEKDAYS.index(day) for day in days}))) if days else BROKEN


def policy(reader: Reader, path: KeyPath, raw: object) -> Any:
    """(what becomes of those inside, the step they are sent to)."""
    value = reader.deref(path, raw)
    if isinstance(value, dict):
        to = fields(reader, path, value, SEND)["to"]
        return BROKEN if to in (BROKEN, None) else ("send", to)
    word = one_of("finish", "pause")(reader, path, value)
    return BROKEN if word is BROKEN else (word, "")


CLOSURES = {
    "days": Key(chosen(open_days), Week()),
    "closed": Key(chosen(closed), ()),
    "when_closed": Key(chosen(policy), ("finish", "")),
}


def closures(reader: Reader, path: KeyPath, table: dict[str, Any], f: dict[str, Any]) -> Closures:
    """The closures of a resource from its keys."""
    if "when_closed" in table and not set(OPENINGS) & table.keys():
        message = said("`{key}` needs `{needed}`", key="when_closed", needed="` or `".join(OPENINGS))
        reader.add((*path, "when_closed"), "conflicting-keys", message, "when_closed", OPENINGS)
    if BROKEN in (f["days"], f["closed"], f["when_closed"]):
        return Closures()
    week, closed_days, (inside, to) = f["days"], f["closed"], f["when_closed"]
    return Closures(_windows(reader, week, closed_days), week, closed_days, inside, to)


def _windows(reader: Reader, week: Week, closed_days: Sequence[Window]) -> tuple[Window, ...]:
    weeks = [(max(start, 0) * DAY, end * DAY) for start, end in closed_days]
    return merged((*_days_off(reader, week), *weeks))


def _days_off(reader: Reader, week: Week) -> list[Window]:
    """The days of the run on which a week is not open."""
    if week == Week():
        return []
    last, monday = reader.horizon // DAY + 1, reader.first_day.weekday()
    if week.working_days:
        inside = set(working_days_between(reader.calendar, reader.first_day, 0, last))
    else:
        inside = {day for day in range(last) if (day + monday) % 7 in week.days}
    return [(day * DAY, (day + 1) * DAY) for day in range(last) if day not in inside]


def with_closures(capacity: Any, found: Closures) -> Any:
    """The capacity, 0 while the resource is closed."""
    return overlaid(capacity, [Piece(start, end, 0.0) for start, end in found.windows])


def paused(steps: Sequence[Step], resources: Sequence[Resource]) -> tuple[Step, ...]:
    """The steps, the clocks of which stand still while a resource that they use is closed and pauses stays."""
    result = []
    for one in steps:
        closing = [item.closures.windows for item in resources if item.closures.inside == "pause" and _uses(one, item)]
        more = [window for windows in closing for window in windows]
        result.append(replace(one, pauses=merged((*one.pauses, *more))) if more else one)
    return tuple(result)


def pauses_nothing(reader: Reader, scenario: Scenario) -> None:
    """Warn of closed periods that are to pause stays where no stay occupies anything that could be closed."""
    if scenario.calendar.paused_days and not any(in_a_place(step) for step in scenario.steps):
        message = (
            "{key}: no stage uses a resource, so closed periods pause nothing; `pause` of a [[change]] names stages"
        )
        reader.findings.warn(said(message, key="calendar.stays"))


def sending(reader: Reader, resources: Sequence[Resource], steps: Sequence[Step]) -> list[Risk]:
    """Risks on the dates at which resources close that send away those inside."""
    found = []
    for item in resources:
        stages = tuple(one.name for one in steps if one.kind == "stage" and _uses(one, item))
        if item.closures.inside == "send" and stages:
            name = f"{item.name}_closed"
            if name in reader.names["risk"]:
                reader.add(
                    ("risk", name), "defined-twice", "This is the name of what the closing of a resource does", name
                )
            dates = tuple(start for start, _ in item.closures.windows)
            found.append(Risk(name, stages, constant_hazard(0.0), item.closures.to, titles=_titles(item), dates=dates))
    return found


def struck_by_closing(risks: Sequence[Risk], resources: Sequence[Resource]) -> tuple[Risk, ...]:
    """The risks, those of resources that send people away on the dates at which these close."""
    closing = {f"{item.name}_closed": item.closures for item in resources if item.closures.inside == "send"}
    return tuple(
        replace(risk, dates=tuple(start for start, _ in closing[risk.name].windows)) if risk.name in closing else risk
        for risk in risks
    )


def _uses(one: Step, item: Resource) -> bool:
    return any(name == item.name for claim in leaves_of(one.uses) if claim and claim is not BROKEN for name, _ in claim)


def _titles(item: Resource) -> Titles:
    name = item.name.replace("_", " ")
    return Titles(
        f"Lukket: {item.titles.da or item.titles.en or name}", f"Closed: {item.titles.en or item.titles.da or name}"
    )
