"""Parameters that change on dates: a scenario for each period between two changes, merged into one.

Each period is resolved and checked by itself, so every value that holds at some time has passed every check.  Merging
writes what differs as a value that depends on the date; what an engine has no dated form for is a conflict.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from typing import Any

from sim.scenario import by_period
from sim.scenario.changes import Setting
from sim.scenario.closures import struck_by_closing
from sim.scenario.problems import KeyPath
from sim.scenario.schema import (
    DATE,
    FOREVER,
    Arrivals,
    Background,
    Benefit,
    Calendar,
    Case,
    Closures,
    Cost,
    Draw,
    FixedCost,
    FollowUp,
    Gate,
    Law,
    Limit,
    Parameter,
    Pool,
    Property,
    Resource,
    Risk,
    Route,
    Scenario,
    Shares,
    Span,
    Staff,
    StateEvent,
    Step,
    Steps,
    Target,
    Work,
)
from sim.scenario.words import Absence, Words, said

SECTIONS = {
    "arrivals": "arrivals", "backlog": "backlog", "resources": "resource", "staff": "staff", "pools": "pool",
    "gates": "gate", "risks": "risk", "events": "event", "follow_ups": "followup", "targets": "target",
    "budgets": "budget", "fixed_costs": "cost", "properties": "attribute", "steps": "stage",
}  # fmt: skip
WRITTEN = {
    "otherwise": "else", "route": "next", "lasting": "for", "first": "for", "closed_days": "closed",
    "week": "days", "inside": "when_closed", "to": "when_closed",
}  # fmt: skip
"""What a field is called in a file, where it has another name."""

NO_DATED_FORM = said("it has no form that depends on the date")
WHY = {
    (Target, ""): said("a target has one bound for the whole run; put another target beside it, or use two files"),
    (Benefit, ""): said(
        "benefit has one set of rules; its monthly rates and the disregard may have dates of their own"
    ),
    (Pool, "serve"): said("those who wait have their order already"),
    (FollowUp, "first"): said("it is counted from the beginning of a stay that may lie before the date"),
}
"""Why something of a kind (and of a field of it) is the same for the whole run."""

NEVER = Law("exponential", (("mean", float("inf")),))
AT_ONCE = Span(0, "seconds")
EVERYBODY_JOINS = Steps(1.0)


def settings_at(settings: Sequence[Setting], time: int) -> dict[str, Setting]:
    """The settings in force; where windows overlap the one that began last counts."""
    inside = [one for one in settings if one.start <= time < one.end]
    return {one.name: one for one in sorted(inside, key=lambda one: (one.start, -one.end))}


def begins(settings: Sequence[Setting]) -> list[int]:
    """When the periods begin: the start of the run, and every later date on which a setting begins or ends."""
    dates = {time for one in settings for time in (one.start, one.end)}
    return [0, *sorted(time for time in dates if 0 < time < FOREVER)]


class Merged:
    """The scenarios of all periods as one; ``conflicts``: key paths that differ and have no dated form, and why."""

    def __init__(self, starts: Sequence[int], scenarios: Sequence[Scenario]) -> None:
        self.starts = tuple(starts)
        self.conflicts: dict[KeyPath, Words] = {}
        base = scenarios[0]
        changed: dict[str, Any] = {"parameters": self._parameters([one.parameters for one in scenarios])}
        for name in (item.name for item in fields(Scenario)):
            if name in ("parameters", "warnings", "resolved"):
                continue
            values = [getattr(one, name) for one in scenarios]
            if name == "gates":
                values = [self._gates_used(one) for one in scenarios]
            if name == "background":
                changed[name] = self._background(values)
            elif name == "calendar":
                changed[name] = self.thing(values, (name,))
            elif name in SECTIONS:
                changed[name] = self._things(values, (SECTIONS[name],))
            elif any(value != values[0] for value in values):
                self._fixed(values[0], "", values, (name,))
        everywhere = set(base.warnings).intersection(*(one.warnings for one in scenarios))
        warnings = dict.fromkeys(
            warning for one in scenarios for warning in one.warnings
            if not isinstance(warning, Absence) or warning in everywhere
        )  # fmt: skip
        changed["properties"] = _with_date(changed["properties"])
        changed["risks"] = struck_by_closing(changed["risks"], changed["resources"])
        self.scenario = replace(base, warnings=tuple(warnings), **changed)

    def case(self, values: Sequence[Any], path: KeyPath) -> Any:
        """The value as it depends on the date."""
        return by_period.case(self.starts, values)

    def steps(self, values: Sequence[Any], path: KeyPath) -> Any:
        """A number that changes on dates."""
        if any(not isinstance(value, Steps) for value in values):
            return self._conflict(values, path)
        return by_period.steps(self.starts, values)

    def route(self, values: Sequence[Route], path: KeyPath) -> Any:
        """Shares name by name; a name that a period does not list has the share 0 there."""
        if any(value.ends != values[0].ends for value in values):
            return self._conflict(values, path)
        names = sorted({name for value in values for name, _ in value.shares}, key=str.encode)
        tables = [dict(value.shares) for value in values]
        shares = tuple((name, self.case([table.get(name, 0.0) for table in tables], path)) for name in names)
        return replace(values[0], shares=shares, rest=self.case([value.rest for value in values], path))

    def draw(self, values: Sequence[Any], path: KeyPath) -> Any:
        """Shares of the same categories, or laws."""
        if all(isinstance(value, Draw) and value.law is not None for value in values):
            return Draw(law=self.case([value.law for value in values], path))
        names = {tuple(name for name, _ in value.shares) if isinstance(value, Draw) else None for value in values}
        if len(names) > 1 or names <= {(), None}:
            return self._conflict(values, path)
        columns = zip(*([share for _, share in value.shares] for value in values), strict=True)
        shares: Shares = tuple(zip(names.pop() or (), (self.case(column, path) for column in columns), strict=True))
        return Draw(shares=shares)

    def thing(self, values: Sequence[Any], path: KeyPath) -> Any:
        """A dataclass field by field."""
        if len({type(value) for value in values}) > 1:
            return self._conflict(values, path)
        changed = {}
        for name in (item.name for item in fields(values[0])):
            found = [getattr(value, name) for value in values]
            if any(value != found[0] for value in found):
                rule, here = RULES.get((type(values[0]), name)), (*path, WRITTEN.get(name, name))
                changed[name] = self._fixed(values[0], name, found, here) if rule is None else rule(self, found, here)
        return replace(values[0], **changed)

    def listed(self, values: Sequence[tuple[Any, ...]], path: KeyPath) -> Any:
        """Lists of the same length, item by item; pairs (name, draw) by their draws."""
        if len({len(value) for value in values}) > 1:
            return self._conflict(values, path)
        return tuple(self._item(items, path) for items in zip(*values, strict=True))

    def _item(self, items: Sequence[Any], path: KeyPath) -> Any:
        if not isinstance(items[0], tuple):
            return self.thing(items, path)
        name = items[0][0]
        if any(item[0] != name for item in items):
            return self._conflict(items, path)
        draws = [item[1] for item in items]
        return name, draws[0] if all(one == draws[0] for one in draws) else self.draw(draws, (*path, name))

    def _things(self, values: Sequence[tuple[Any, ...]], path: KeyPath) -> tuple[Any, ...]:
        """Named things; what a resource does when it closes may be there in some periods only, which is a conflict."""
        names = [{item.name for item in things} for things in values]
        for name in sorted(set.union(*names) - set.intersection(*names)):
            self._conflict(values, ("resource", name.removesuffix("_closed"), "when_closed"))  # sends away at times
        common = [[item for item in things if item.name in set.intersection(*names)] for things in values]
        return tuple(
            self.thing(items, (getattr(items[0], "kind", path[0]), items[0].name))
            for items in zip(*common, strict=True)
        )

    def _background(self, values: Sequence[Background | None]) -> Background | None:
        """Life outside; its rate acts from date to date, also on who has waited for long."""
        first, later = values[0], [one for one in values[1:] if one is not None]
        if first is None or len(later) < len(values) - 1:
            return None
        rates = [one.rate for one in (first, *later)]
        found: Background = self.thing([replace(one, rate=first.rate) for one in (first, *later)], ("background",))
        dated = zip(self.starts[1:], rates, rates[1:], strict=False)
        return replace(found, later_rates=tuple((time, now) for time, before, now in dated if now != before))

    def _parameters(self, values: Sequence[tuple[Parameter, ...]]) -> tuple[Parameter, ...]:
        found = []
        for items in zip(*values, strict=True):
            later = [
                (time, now.value)
                for time, before, now in zip(self.starts[1:], items, items[1:], strict=False)
                if now.value != before.value
            ]
            found.append(replace(items[0], later=tuple(later), used=any(item.used for item in items)))
        return tuple(found)

    def _gates_used(self, scenario: Scenario) -> tuple[Gate, ...]:
        """The gates of a period; one that no step uses then has no sessions."""
        used = {name for step in scenario.steps for name in _names(step.gate)}
        return tuple(gate if gate.name in used else replace(gate, times=()) for gate in scenario.gates)

    def _fixed(self, thing: Any, name: str, values: Sequence[Any], path: KeyPath) -> Any:
        return self._conflict(values, path, WHY.get((type(thing), name)) or WHY.get((type(thing), ""), NO_DATED_FORM))

    def _conflict(self, values: Sequence[Any], path: KeyPath, why: Words | None = None) -> Any:
        self.conflicts[path] = why or NO_DATED_FORM
        return values[0]


def _given(values: Sequence[Any], instead: Any) -> list[Any]:
    """The values, with ``instead`` where there is none."""
    return [instead if value is None else value for value in values]


def _names(value: Any) -> set[str]:
    if isinstance(value, Case):
        return {name for branch in (*(one for _, one in value.cases), value.other) for name in _names(branch)}
    return set() if value is None else {value}


def _with_date(properties: tuple[Property, ...]) -> tuple[Property, ...]:
    return tuple(sorted((*properties, Property(DATE)), key=lambda item: item.name.encode()))


MERGED: tuple[tuple[Callable[[Merged, Sequence[Any], KeyPath], Any], dict[type, tuple[str, ...]]], ...] = (
    (Merged.steps, {
        Arrivals: ("rate", "a_year", "pause_at_least"), Resource: ("capacity", "stated"), Pool: ("rate",),
        Staff: ("people", "hours", "cost_per_hour"), FixedCost: ("per_year",),
        Gate: ("seats", "minimum", "cancelled"),
    }),
    (Merged.case, {
        Background: ("retention", "support"),
        Step: ("gate", "uses", "lasts", "priority", "takes", "meanwhile", "support", "otherwise"),
        Cost: ("per_start", "per_day", "per_working_day", "per_day_in_line", "funder_share"),
        Risk: ("law", "limit"), Limit: ("visits", "to"), Work: ("time", "ahead"),
        FollowUp: ("rate", "time"), Gate: ("backfill", "others"), Pool: ("max_open",), Resource: ("turnaround",),
        Closures: ("week", "inside"),
    }),
    (lambda merged, values, path: merged.case(_given(values, AT_ONCE), path), {Step: ("setup",)}),
    (lambda merged, values, path: merged.case(_given(values, NEVER), path), {Step: ("patience",), Pool: ("lifetime",)}),
    (lambda merged, values, path: merged.case(_given(values, EVERYBODY_JOINS), path), {Step: ("queue",)}),
    (Merged.listed, {
        Step: ("marks", "limits", "work"), StateEvent: ("sets",), Background: ("marks",), Arrivals: ("attributes",),
    }),
    (Merged.route, {Step: ("route",)}),
    (Merged.thing, {Step: ("cost",)}),
    (Merged.draw, {Property: ("draw",)}),
    (lambda merged, values, path: by_period.times(merged.starts, values), {Gate: ("times",), Risk: ("dates",)}),
    (lambda merged, values, path: by_period.windows(merged.starts, values), {
        Closures: ("windows",), Step: ("pauses",),
    }),
    (lambda merged, values, path: by_period.days(merged.starts, values), {
        Closures: ("closed_days",), Staff: ("closed_days",), Calendar: ("closed_days", "paused_days"),
    }),
    (lambda merged, values, path: merged.thing(values, path[:-1]), {Resource: ("closures",)}),
)  # fmt: skip
"""What may change on a date, and how it is written as one value."""

RULES = {(kind, name): rule for rule, kinds in MERGED for kind, names in kinds.items() for name in names}
