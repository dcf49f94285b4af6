"""What every reader of a table needs: parameter values, known names, the clock of the run, and a place for problems."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, TypeAlias

from sim.bounds import LARGEST
from sim.scenario import durations
from sim.scenario.memory import Values
from sim.scenario.problems import BROKEN, EnoughFound, Findings, KeyPath, dotted
from sim.scenario.reading import Source, Table
from sim.scenario.schema import DAY, Calendar, Case, Duration, KindOfStep
from sim.scenario.values import quantity
from sim.scenario.words import said

MOST_THINGS = 2_000  # of one kind; steps of all kinds together: checks and arithmetic take their square
OVERRIDE = "--set"  # stands where a file would
STEP_KINDS: tuple[KindOfStep, ...] = ("stage", "decision", "wait", "exit")
RESERVED = frozenset(("by", "other", "rest", "none", "off", "any"))
_NAME = re.compile(r"[a-z0-9_]+")
_BOUND = re.compile(r"<\s*([+-]?\d+(?:\.\d+)?)")


@dataclass(frozen=True)
class PropertyUse:
    """A ``by`` table on a property; without ``other`` the property must have been drawn."""

    path: KeyPath
    name: str
    other: bool


@dataclass
class Reader:
    """State of one reading.  A *leaf* reads one plain value; :meth:`case` adds ``$name`` and ``by`` around it."""

    source: Source
    tables: Table
    findings: Findings
    parameters: Values = field(default_factory=Values)  # BROKEN where the value is
    choices: dict[str, tuple[str, ...]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)  # kind of thing -> names
    properties: dict[str, tuple[str, ...]] = field(default_factory=dict)  # categories; empty for a numeric one
    origin: datetime = datetime(2021, 1, 1)  # time 0
    calendar: Calendar = field(default_factory=Calendar)
    horizon: int = 0  # dates are written out up to here (seconds)
    window_end: int = 0
    references: list[tuple[KeyPath, str]] = field(default_factory=list)  # every step named anywhere, in any branch
    unknown: set[str] = field(default_factory=set)  # kinds of which nothing is known, because their part is no table
    unread: set[str] = field(default_factory=set)  # properties whose statement is broken
    durations: dict[str, Duration] = field(default_factory=dict)  # those properties that are durations
    lost: bool = False  # a way from step to step was reported, so what can be reached is not known
    property_uses: list[PropertyUse] = field(default_factory=list)
    overrides: Mapping[str, object] = field(default_factory=dict)  # values that no file states: --set
    around: tuple[tuple[object, ...] | None, object] = field(default=(None, None), compare=False)  # see remembered
    _known: dict[str, frozenset[str]] = field(default_factory=dict, compare=False)

    @property
    def first_day(self) -> date:
        return self.origin.date()

    def add(
        self, path: KeyPath, code: str, message: str, found: object = "", allowed: Any = "", nearest: str = ""
    ) -> Any:
        """Report a problem, where the value was written that is wrong; gives BROKEN."""
        name = self._parameter_at(path)
        if name and name in self.overrides:
            message = said("{message} (in {key})", message=message, key=dotted(path))
            return self.findings.add((name,), code, message, found, allowed, nearest, file=OVERRIDE)
        if name and name in self.source.given:
            message = said("{message} (in {key})", message=message, key=dotted(path))
            return self.findings.add(("set", name), code, message, found, allowed, nearest)
        return self.findings.add(path, code, message, found, allowed, nearest)

    def _parameter_at(self, path: KeyPath) -> str:
        """The parameter that stands at a key path as ``$name``; empty if something else does."""
        value: Any = self.tables
        for part in path:
            if isinstance(value, dict):
                value = value.get(part)
            else:
                value = value[part] if isinstance(value, list) and isinstance(part, int) and part < len(value) else None
        return value[1:] if isinstance(value, str) and value.startswith("$") else ""

    def seconds(self, moment: datetime) -> int:
        """Seconds from the start of the run to a date."""
        since = moment - self.origin
        return since.days * DAY + since.seconds

    def origin_plus(self, seconds: int) -> datetime:
        """The date and time so many seconds after the start of the run."""
        return self.origin + timedelta(seconds=seconds)

    def table(self, path: KeyPath, raw: object) -> Table:
        """The value as a table; anything else is reported and gives an empty one."""
        if isinstance(raw, dict):
            return raw
        if raw is not BROKEN:
            self.add(path, "wrong-type", "A table is expected here", raw, "a table { ... }")
        return {}

    def section(self, kind: str) -> list[tuple[str, Table]]:
        """The named tables of a kind, sorted by name, for example all of ``[stage.*]``; without what is no table."""
        tables = self.tables.get(kind, {})
        names = sorted(tables, key=str.encode) if isinstance(tables, dict) else []
        return [(name, tables[name]) for name in names if isinstance(tables[name], dict)]

    def survey(self, kinds: Iterable[str]) -> None:
        """Find the names of everything, and report what should be a table and is not."""
        for kind in kinds:
            tables = self.table((kind,), self.tables.get(kind, {}))
            self.names[kind] = tuple(sorted(tables, key=str.encode))
            if not isinstance(self.tables.get(kind, {}), dict):
                self.unknown.update((kind, "step") if kind in STEP_KINDS else (kind,))
            for name in self.names[kind]:
                if not isinstance(tables[name], dict):
                    self.table((kind, name), tables[name])
                    self.lost |= kind in STEP_KINDS
        self.names["step"] = tuple(sorted({name for kind in STEP_KINDS for name in self.names[kind]}, key=str.encode))
        for kind, names in self.names.items():
            self._few(("stage",) if kind == "step" else (kind,), len(names), f"`{kind}`")
        changes = self.tables.get("change", ())
        self._few(("change",), len(changes) if isinstance(changes, list) else 0, "`change`")

    def _few(self, path: KeyPath, number: int, what: str) -> None:
        """Refuse a file with more things than a pathway can have; nothing of it is read then."""
        if number > MOST_THINGS:
            self.add(
                path,
                "too-many",
                said("There are too many things of the kind {what}", what=what),
                str(number),
                said("at most {most}", most=MOST_THINGS),
            )
            raise EnoughFound

    def knows(self, kind: str, name: str) -> bool:
        """Whether there is a thing of that kind and name."""
        if kind not in self._known or len(self._known[kind]) != len(self.names.get(kind, ())):
            self._known[kind] = frozenset(self.names.get(kind, ()))
        return name in self._known[kind]

    def deref(self, path: KeyPath, raw: object) -> Any:
        """The value of a parameter where ``"$name"`` stands, else the value itself."""
        if not isinstance(raw, str) or not raw.startswith("$"):
            return raw
        name = raw[1:]
        if name not in self.parameters:
            if "parameters" in self.unknown:
                return BROKEN
            return self.add(path, "unknown-name", "There is no such parameter", name, tuple(self.parameters))
        self.used.add(name)
        return self.parameters[name]

    def plain(self, path: KeyPath, raw: object) -> Any:
        """As :meth:`deref`, with texts such as "28 days" turned into what they state."""
        value = self.deref(path, raw)
        return quantity(value) if isinstance(value, str) else value

    def case(self, path: KeyPath, raw: object, leaf: Leaf, person: bool = True) -> Any:
        """A value that may depend on a choice or, if ``person``, on a property.  Every branch is read and checked."""
        if not isinstance(raw, dict) or "by" not in raw:
            return leaf(self, path, raw)
        by = raw["by"]
        if not isinstance(by, str) or not by:
            return (
                BROKEN
                if by is BROKEN
                else self.add((*path, "by"), "wrong-type", "`by` names a property or a $choice", by)
            )
        branches: dict[str, Any] = {}
        uses: dict[str, list[PropertyUse]] = {}
        before = self.property_uses
        for key in raw:
            if key != "by":
                self.property_uses = uses[key] = []
                branches[key] = self.case((*path, key), raw[key], leaf, person)
        self.property_uses = before
        if by.startswith("$"):
            key = self._chosen(path, by, branches)
            before += uses.get(key, [])  # what stands in a branch that is not chosen is checked, but not used
            return branches.get(key, BROKEN)
        before += [use for branch in uses.values() for use in branch]
        if not person:
            message = "This cannot depend on a property of the person, only on a $choice"
            return self.add((*path, "by"), "wrong-type", message, by, _dollars(self.choices))
        return self._property_case(path, by, branches)

    def _chosen(self, path: KeyPath, by: str, branches: Mapping[str, object]) -> str:
        """The branch of the value that a choice has now; empty after a problem."""
        value = self.deref((*path, "by"), by)
        choices = self.choices.get(by[1:], ())
        if value is BROKEN or not choices:
            if value is not BROKEN:
                self.add(
                    (*path, "by"), "wrong-type", "A case needs a parameter with choices", by, _dollars(self.choices)
                )
            return ""
        self._covered(path, by, branches, choices)
        return str(value) if value in branches else "other"

    def _property_case(self, path: KeyPath, by: str, branches: dict[str, Any]) -> Any:
        if by in self.unread:
            return BROKEN
        duration = durations.duration_of(by)
        if duration is not None:
            return self._duration_case(path, by, duration, branches)
        if by not in self.properties:
            message = "There is no such attribute or mark (a parameter is written with $)"
            known = [*self.properties, *_dollars(self.choices), *durations.FORMS]
            return self.add((*path, "by"), "unknown-name", message, by, known)
        self.property_uses.append(PropertyUse(path, by, "other" in branches))
        other = branches.pop("other", None)
        categories = self.properties[by]
        if not categories:
            return self._bounded(path, by, branches, other)
        complete = {**branches, "other": other} if self.property_uses[-1].other else branches
        self._covered(path, by, complete, categories)
        if (
            other is None and self.property_uses[-1].other
        ):  # "none": spelt out, so that it is never taken for "not given"
            branches = {**dict.fromkeys(categories), **branches}
        return Case(by, tuple(sorted(branches.items(), key=lambda pair: pair[0].encode())), other)

    def _covered(self, path: KeyPath, by: str, branches: Mapping[str, object], categories: Iterable[str]) -> None:
        for key in branches:
            if key != "other" and key not in categories:
                self.add(
                    (*path, key), "unknown-category", said("{by} has no such category", by=by), key, tuple(categories)
                )
        missing = sorted(set(categories) - set(branches))
        if missing and "other" not in branches:
            message = said("No value for {by} = {cases}", by=by, cases=", ".join(missing))
            self.add(path, "case-not-covered", message, allowed="all cases, or `other`")

    def _bounded(self, path: KeyPath, by: str, branches: dict[str, Any], other: Any) -> Any:
        """Cases of a numeric property: upper bounds, ascending, and `other` above them."""
        bounds: dict[float, tuple[str, Any]] = {}
        for key, value in branches.items():
            match = _BOUND.fullmatch(key)
            if not match:
                self.add(
                    (*path, key), "unknown-category", said("{by} is a number", by=by), key, 'bounds such as "< 25"'
                )
            elif abs(float(match[1])) > LARGEST:
                self.add(
                    (*path, key),
                    "out-of-range",
                    "The bound lies beyond what a number can be",
                    key,
                    f"{LARGEST}",
                )
            elif float(match[1]) in bounds:
                self.add((*path, key), "defined-twice", "The same bound stands twice", key)
            else:
                bounds[float(match[1])] = (f"< {float(match[1]):g}", value)
        if not self.property_uses[-1].other:
            self.add(path, "case-not-covered", said("No value for {by} above the bounds", by=by), allowed="`other`")
        return Case(by, tuple(bounds[bound] for bound in sorted(bounds)), other)

    def _duration_case(self, path: KeyPath, by: str, duration: Duration, branches: dict[str, Any]) -> Any:
        """Cases of a duration: upper bounds that are lengths, in the order of their length, and `other` above them."""
        if self.measured((*path, "by"), by, duration) is BROKEN:
            return BROKEN
        bounds: dict[int, tuple[str, Any]] = {}
        for key, value in branches.items():
            stated = durations.bound(key)
            given = self.deref((*path, key), stated) if stated is not None else None
            seconds = None if given is None or given is BROKEN else durations.bound_seconds(given)
            if given is BROKEN or key == "other":
                continue
            if seconds is None:
                message = said("{by} is a time, so its cases are bounds", by=by)
                self.add((*path, key), "unknown-category", message, key, 'bounds such as "< 28 days"')
            elif seconds in bounds:
                self.add((*path, key), "defined-twice", "The same bound stands twice", key)
            else:
                bounds[seconds] = (f"< {seconds}", value)
        if "other" not in branches:
            self.add(path, "case-not-covered", said("No value for {by} above the bounds", by=by), allowed="`other`")
        return Case(by, tuple(bounds[seconds] for seconds in sorted(bounds)), branches.get("other"))

    def measured(self, path: KeyPath, name: str, duration: Duration) -> Any:
        """The name of a duration, which is measured from now on."""
        kinds = ("stage", "wait") if duration.event == "wait" else ("stage",)
        known = tuple(name for kind in kinds for name in self.names.get(kind, ()))
        if duration.step and duration.step not in known and not self.unknown & {*kinds, "step"}:
            message = "There is no stage (or wait) of that name to measure a time of"
            return self.add(path, "unknown-name", message, duration.step, known)
        if self.durations.get(name) != duration:
            self.durations, self.properties = {**self.durations, name: duration}, {**self.properties, name: ()}
        return name

    def in_run(self, time: int) -> bool:
        """Whether a time lies in the run; where that is a part of the file's time, others are passed over."""
        return 0 <= time <= self.horizon

    def name(self, path: KeyPath, name: str) -> None:
        """Check how something is called."""
        if not _NAME.fullmatch(name) or name in RESERVED:
            allowed = "a-z 0-9 _"
            if name in RESERVED:
                allowed = said("a-z 0-9 _ and not {reserved}", reserved=", ".join(sorted(RESERVED)))
            self.add(
                path,
                "bad-name",
                "A name is made of a-z, 0-9 and _",
                name,
                allowed,
            )


def _dollars(names: Iterable[str]) -> list[str]:
    return ["$" + name for name in names]


Leaf: TypeAlias = Callable[[Reader, KeyPath, object], Any]
