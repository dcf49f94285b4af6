"""``[[change]]``: the one mechanism for everything that changes on a date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sim.scenario.dated import Piece, Window, product, ramped, within_run
from sim.scenario.keys import Key, fields
from sim.scenario.leaves import amount, chosen, count, listed, share, text, titles
from sim.scenario.problems import BROKEN, KeyPath
from sim.scenario.reader import Leaf, Reader
from sim.scenario.schema import FOREVER, Factor, Run, Titles
from sim.scenario.time_leaves import instant, length, rate
from sim.scenario.words import said

SETTABLE: dict[str, dict[str, Leaf]] = {
    "resource": {"capacity": count},
    "staff": {"people": amount},
    "gate": {"seats": count, "minimum": count, "cancelled": share},
    "pool": {"rate": rate(working=True)},
    "arrivals": {"rate": rate(working=True), "a_year": count},
}
KINDS = ("stage", "risk", *SETTABLE)


def _raw(reader: Reader, path: KeyPath, raw: object) -> Any:
    return reader.table(path, raw)


KEYS = {
    "from": Key(chosen(instant), required=True),
    "to": Key(chosen(instant)),
    "reason": Key(titles, Titles()),
    "title": Key(titles, Titles()),
    "set": Key(_raw, {}),
    "times": Key(_raw, {}),
    "ramp": Key(chosen(length)),
    "stop": Key(listed(text), ()),
    "pause": Key(listed(text), ()),
}


@dataclass(frozen=True)
class Setting:
    """A parameter that has another value from ``start`` to ``end``."""

    start: int
    end: int
    name: str
    value: object  # as stated, "$name" resolved
    path: KeyPath


@dataclass
class Changes:
    """What the changes do to each thing, by its dotted name such as ``resource.place.capacity``."""

    sets: dict[str, list[Piece]] = field(default_factory=dict)
    factors: dict[str, list[list[Piece]]] = field(default_factory=dict)
    stops: dict[str, list[Window]] = field(default_factory=dict)
    pauses: dict[str, list[Window]] = field(default_factory=dict)
    stated_at: dict[str, KeyPath] = field(default_factory=dict)  # where a thing was named last
    settings: list[Setting] = field(default_factory=list)
    windows: list[tuple[KeyPath, Window]] = field(default_factory=list)  # of each change

    def factor(self, name: str, *own: Sequence[Piece]) -> Factor | None:
        """The dated multiplier on a thing, its own factors by the calendar included."""
        factors = [*self.factors.get(name, ()), *(list(pieces) for pieces in own if pieces)]
        if not factors:
            return None
        return product(sorted(factors, key=repr))  # products in one order, whatever the order of the file

    def stopped(self, name: str) -> tuple[Window, ...]:
        return within_run(self.stops.get(name, ()))

    def paused(self, stage: str) -> tuple[Window, ...]:
        return within_run(self.pauses.get(stage, ()))


def read_changes(reader: Reader) -> Changes:
    """All changes of the file, each checked against the things that it names."""
    changes = Changes()
    tables = reader.tables.get("change", [])
    if not isinstance(tables, list):
        reader.add(("change",), "wrong-type", "Changes are a list", tables, "[[change]] in double brackets")
        return changes
    names = _Names(reader)
    for i, raw in enumerate(tables):
        path: KeyPath = ("change", i)
        found = fields(reader, path, raw, KEYS)
        if isinstance(raw, dict) and not any(key in raw for key in ("set", "times", "stop", "pause")):
            reader.add(path, "missing-key", "The change changes nothing", allowed="set, times, stop or pause")
        window = _window(reader, path, found)
        if window is not None:
            changes.windows.append((path, window))
        _sets(reader, (*path, "set"), found["set"], window, changes, names)
        _times(reader, path, found, window, changes, names)
        for key, known, into in (("stop", names.stops, changes.stops), ("pause", names.pauses, changes.pauses)):
            for name in found[key] or ():
                if _known(reader, (*path, key), name, known, f"be in `{key}`") and window is not None:
                    into.setdefault(name.removeprefix("stage.") if key == "pause" else name, []).append(window)
    return changes


def without_effect(reader: Reader, changes: Changes, run: Run) -> None:
    """Warn of each change that lies after the last day on which somebody who is counted can come."""
    for path, (start, _) in changes.windows:
        if start >= run.end:
            last = format(reader.origin_plus(run.end - 1), "%Y-%m-%d")
            place = reader.source.place((*path, "from"))
            message = "{place}: the change begins after the last day on which people are counted, {last}"
            reader.findings.warn(said(message, place=place, last=last))


class _Names:
    """What can be named under each key."""

    def __init__(self, reader: Reader) -> None:
        names = reader.names
        self.parameters = names["parameters"]
        self.sets = [f"{kind}.{name}.{key}" for kind, keys in SETTABLE.items() for name in names[kind] for key in keys]
        self.times = [f"{kind}.{name}" for kind in ("arrivals", "pool", "risk") for name in names[kind]]
        self.times += ["background.rate"] if "background" in reader.tables else []
        self.times += [f"stage.{name}.{key}" for name in names["stage"] for key in ("hazard", "length")]
        for kind in ("stage", "decision", "wait"):
            for step, table in reader.section(kind):
                routes = table.get("next")
                if isinstance(routes, dict):
                    self.times += [f"next.{step}.{target}" for target in _targets(routes)]
        self.stops = [f"{kind}.{name}" for kind in ("stage", "arrivals", "gate", "pool") for name in names[kind]]
        self.pauses = [*names["stage"], *(f"stage.{name}" for name in names["stage"])]


def _targets(routes: dict[str, Any]) -> list[str]:
    """The targets of a route that are shares (not "rest"), in any branch."""
    if "by" in routes:
        return [name for branch in routes.values() if isinstance(branch, dict) for name in _targets(branch)]
    return [target for target, value in routes.items() if value != "rest"]


def _window(reader: Reader, path: KeyPath, found: dict[str, Any]) -> Window | None:
    """[from, to) in seconds; None after a problem."""
    if BROKEN in (found["from"], found["to"]):
        return None
    start = reader.seconds(found["from"])
    end = FOREVER if found["to"] is None else reader.seconds(found["to"])
    if end <= start:
        reader.add(
            (*path, "to"), "out-of-range", "A change ends after it begins", str(found["to"]), "a date after `from`"
        )
        return None
    if end <= 0 or start > reader.horizon:
        if reader.source.partial:
            return None
        key = "to" if end <= 0 else "from"
        allowed = said(
            "{first} to {last}",
            first=format(reader.origin, "%Y-%m-%d"),
            last=format(reader.origin_plus(reader.horizon), "%Y-%m-%d"),
        )
        reader.add((*path, key), "date-outside-run", "The change lies outside the run", str(found[key]), allowed)
        return None
    return start, end


def _sets(reader: Reader, path: KeyPath, table: Any, window: Window | None, changes: Changes, names: _Names) -> None:
    for name, raw in (table or {}).items():
        here = (*path, name)
        if name in names.parameters:
            _setting(reader, here, name, raw, window, changes)
            continue
        if not _known(reader, here, name, [*names.sets, *names.parameters], "be set by a change"):
            continue
        kind, thing, key = name.split(".")
        value = chosen(SETTABLE[kind][key])(reader, here, raw)
        if key in ("rate", "a_year") and not _has(reader, kind, thing, key):
            message = said("{kind}.{thing} has no `{key}` that could change", kind=kind, thing=thing, key=key)
            reader.add(here, "wrong-type", message, name, said("a stream with `{key}`", key=key))
        elif value is not BROKEN and window is not None:
            pieces = changes.sets.setdefault(name, [])
            if any((piece.start, piece.end) == window for piece in pieces):
                reader.add(here, "defined-twice", "Two changes set the same thing at the same time", name)
            pieces.append(Piece(*window, value))


def _setting(reader: Reader, path: KeyPath, name: str, raw: object, window: Window | None, changes: Changes) -> None:
    """Another value of a parameter; whether it is one of that parameter is checked when the date is resolved."""
    value = reader.deref(path, raw)
    if value is BROKEN or window is None:
        return
    if any((one.name, one.start, one.end) == (name, *window) for one in changes.settings):
        reader.add(path, "defined-twice", "Two changes set the same thing at the same time", name)
    changes.settings.append(Setting(*window, name, value, path))


def _times(
    reader: Reader, path: KeyPath, found: dict[str, Any], window: Window | None, changes: Changes, names: _Names
) -> None:
    table = found["times"] or {}
    months = _ramp(reader, path, found)
    for name, raw in table.items():
        here = (*path, "times", name)
        if not _known(reader, here, name, names.times, "be multiplied by a change"):
            continue
        value = chosen(amount)(reader, here, raw)
        kind, thing, *_ = name.split(".")
        if kind in ("arrivals", "pool") and not _can_be_multiplied(reader, kind, thing):
            reader.add(
                here,
                "wrong-type",
                said("{name} has no rate that could be multiplied", name=name),
                name,
                said("a stream that is no list of people"),
            )
        elif value is not BROKEN and window is not None and months is not BROKEN:
            changes.stated_at[name] = here
            changes.factors.setdefault(name, []).append(ramped(reader, *window, value, months))


def _known(reader: Reader, path: KeyPath, name: str, known: list[str], what: str) -> bool:
    """Whether a thing can be named here; reported if not, unless its own table was."""
    if name in known:
        return True
    kind, thing = (*name.split("."), "")[:2]
    tables = reader.tables.get(kind, {})
    broken = kind in reader.unknown or (isinstance(tables, dict) and not isinstance(tables.get(thing, {}), dict))
    if not broken and not (kind not in KINDS and "step" in reader.unknown):
        reader.add(path, "unknown-name", said("Nothing of that name can {what}", what=what), name, known)
    return False


def _has(reader: Reader, kind: str, name: str, key: str) -> bool:
    table = reader.tables[kind][name]
    return key in table if isinstance(table, dict) else True  # what is no table was reported


def _can_be_multiplied(reader: Reader, kind: str, name: str) -> bool:
    """Whether people or tokens of the stream can be more or fewer: not if each is a row of a file, or was there."""
    table = reader.tables[kind][name]
    keys = ("rate", "a_year", "every", "dates", "between")
    return any(key in table for key in keys) if isinstance(table, dict) else True


def _ramp(reader: Reader, path: KeyPath, found: dict[str, Any]) -> Any:
    """Months until a factor has reached its value."""
    ramp = found["ramp"]
    if ramp is None or ramp is BROKEN:
        return 0 if ramp is None else BROKEN
    if not found["times"]:
        reader.add((*path, "ramp"), "conflicting-keys", "A ramp needs `times`", allowed="times = { ... }")
    if ramp.unit != "months":
        return reader.add((*path, "ramp"), "wrong-unit", "A ramp goes in monthly steps", found["ramp"], '"18 months"')
    return round(ramp.amount)
