"""``[event.*]``: what changes of a person when something happens to them, or on a date."""

from __future__ import annotations

import re
from typing import Any

from sim.scenario.keys import NAMED, Key, fields
from sim.scenario.leaves import chosen
from sim.scenario.problems import BROKEN, KeyPath
from sim.scenario.properties import SOURCE, read_draw
from sim.scenario.reader import Reader
from sim.scenario.schema import EventKind, StateEvent
from sim.scenario.time_leaves import when
from sim.scenario.words import said

_STAGES = re.compile(r"(entered|left|finished)\s+(\S.*)")
_RISK = re.compile(r"risk\s+(\S+)")
EXAMPLES = '"entered STAGE", "left STAGE, STAGE", "finished STAGE", "risk NAME", a date'


def _moment(reader: Reader, path: KeyPath, raw: object) -> Any:
    """(event, names) with the event "entered", "left", "finished" or "risk"; or a date in seconds."""
    words = reader.deref(path, raw)
    if not isinstance(words, str):
        return when()(reader, path, raw)
    match, risk = _STAGES.fullmatch(words.strip()), _RISK.fullmatch(words.strip())
    if match is None and risk is None and not words.strip()[:1].isdigit():
        return reader.add(path, "bad-grammar", "An event is expected", words, EXAMPLES)
    if match is None and risk is None:
        return when()(reader, path, raw)
    kind, found = (
        ("risk", [risk[1]]) if risk else ("stage", [name.strip() for name in str(match and match[2]).split(",")])
    )
    for name in found:
        if not reader.knows(kind, name):
            message = said("There is no {kind} of that name", kind=kind)
            return (
                BROKEN
                if kind in reader.unknown
                else reader.add(path, "unknown-name", message, name, reader.names[kind])
            )
    return "risk" if risk else str(match and match[1]), tuple(sorted(set(found), key=str.encode))


def _sets(reader: Reader, path: KeyPath, raw: object) -> Any:
    """Properties and how each is drawn, sorted by name."""
    table = reader.table(path, raw)
    known = [name for name in reader.properties if name not in reader.durations and name != SOURCE]
    found = []
    for name in sorted(table, key=str.encode):
        if name in reader.unread:
            continue
        if name not in known:
            message = "There is no such attribute or mark that could change"
            reader.add((*path, name), "unknown-name", message, name, known)
            continue
        found.append((name, read_draw(reader, (*path, name), table[name], name)))
    if raw == {}:
        return reader.add(path, "missing-key", "At least one attribute changes", allowed='{ health = "good" }')
    return tuple(pair for pair in found if pair[1] is not BROKEN)


KEYS = {**NAMED, "when": Key(chosen(_moment), required=True), "set": Key(_sets, required=True)}


def read_state_events(reader: Reader) -> tuple[StateEvent, ...]:
    """What changes of people, sorted by name."""
    found = []
    for name, table in reader.section("event"):
        path: KeyPath = ("event", name)
        reader.name(path, name)
        f = fields(reader, path, table, KEYS)
        if BROKEN in (f["when"], f["set"]):
            continue
        at: EventKind
        at, names = ("date", ()) if isinstance(f["when"], int) else f["when"]
        time = f["when"] if isinstance(f["when"], int) else None
        if time is not None and not reader.in_run(time):
            continue
        found.append(StateEvent(name, at, names, time, f["set"], f["title"], f["text"]))
    return tuple(found)
