"""``[backlog.*]``: people who are there when the run begins."""

from __future__ import annotations

from typing import Any

from sim.scenario.csvpeople import people_from_csv
from sim.scenario.keys import NAMED, Key, exactly_one, fields
from sim.scenario.lawtables import impersonal_length
from sim.scenario.leaves import chosen, count, integer, name_of, stage, step, text
from sim.scenario.problems import BROKEN, KeyPath
from sim.scenario.properties import stated_attributes
from sim.scenario.reader import Reader
from sim.scenario.remembered import elements
from sim.scenario.schema import Backlog, Span


def _visits(reader: Reader, path: KeyPath, raw: object) -> Any:
    """How often people have been in steps before, sorted by step; what limits count."""
    table = reader.table(path, raw)
    pairs = []
    for name in sorted(set(table) - reader.unread, key=str.encode):
        number = integer(0)(reader, (*path, name), table[name])
        if name_of("step")(reader, (*path, name), name) is not BROKEN and number is not BROKEN:
            pairs.append((name, number))
    return tuple(pairs)


BACKLOG = {
    **NAMED,
    "waiting_for": Key(chosen(step)),
    "inside": Key(chosen(stage)),
    "people": Key(chosen(count)),
    "elapsed": Key(impersonal_length, Span(0, "seconds")),
    "csv": Key(text),
    "attributes": Key(stated_attributes, ()),
    "visits": Key(_visits, ()),
}


def read_backlog(reader: Reader) -> tuple[Backlog, ...]:
    """People who are there at the start of the run, sorted by name."""
    return tuple(elements(reader, "backlog", _group))


def _group(reader: Reader, name: str, table: dict[str, Any]) -> Backlog:
    path: KeyPath = ("backlog", name)
    reader.name(path, name)
    if name in reader.names["arrivals"]:
        reader.add(path, "defined-twice", "A backlog and a stream of arrivals cannot share a name", name)
    found = fields(reader, path, table, BACKLOG)
    exactly_one(reader, path, table, ("waiting_for", "inside"))
    exactly_one(reader, path, table, ("people", "csv"))
    if found["inside"]:
        reader.references.append(((*path, "inside"), found["inside"]))
    people, elapsed, rows = found["people"], found["elapsed"], ()
    if found["csv"]:
        people, elapsed, rows = people_from_csv(reader, path, found["csv"])
    at = found["inside"] if "inside" in table else found["waiting_for"]
    return Backlog(name, at, "inside" in table, people, elapsed, found["attributes"], found["visits"], rows)
