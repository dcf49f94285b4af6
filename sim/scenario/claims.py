"""What a step asks for: ``uses``, ``spends``, ``work``, ``meanwhile``, ``queue``, ``closes``, ``cost``."""

from __future__ import annotations

import re
from typing import Any

from sim.scenario.cases import leaves_of, map_leaves
from sim.scenario.keys import Key, fields
from sim.scenario.lawtables import clock_length, length_or_law
from sim.scenario.leaves import amount, chosen, count, integer, name_of, personal, share, step, text
from sim.scenario.problems import BROKEN, KeyPath
from sim.scenario.reader import Reader
from sim.scenario.schema import Case, Closing, Cost, Steps, Work
from sim.scenario.series import since
from sim.scenario.time_leaves import seconds
from sim.scenario.values import round_half_up
from sim.scenario.words import said


def uses(reader: Reader, path: KeyPath, raw: object) -> Any:
    """(resource, amount) sorted by name, also by a property; a list means one of each."""
    return reader.case(path, raw, _uses)


def _uses(reader: Reader, path: KeyPath, raw: object) -> Any:
    value = reader.deref(path, raw)
    resource = name_of("resource")
    if value is BROKEN or value == "none":
        return BROKEN if value is BROKEN else ()
    if isinstance(value, dict):
        amounts = {
            resource(reader, (*path, key), key): chosen(count)(reader, (*path, key), item)
            for key, item in value.items()
        }
    else:
        listed = value if isinstance(value, list) else [value]
        names = [
            resource(reader, (*path, i) if isinstance(value, list) else path, item) for i, item in enumerate(listed)
        ]
        twice = sorted({name for name in names if name is not BROKEN and names.count(name) > 1})
        if twice:
            reader.add(path, "defined-twice", "A resource stands twice", ", ".join(twice), f"{{ {twice[0]} = 2 }}")
        amounts = dict.fromkeys(names, 1)
    if BROKEN in amounts or BROKEN in amounts.values():
        return BROKEN
    return tuple(sorted(((name, n) for name, n in amounts.items() if n), key=lambda pair: pair[0].encode()))


def spends(reader: Reader, path: KeyPath, raw: object) -> Any:
    """{budget: kroner, also by a property}."""
    table = reader.table(path, raw)
    found = {}
    for key, item in table.items():
        name = name_of("budget")(reader, (*path, key), key)
        kroner = personal(amount)(reader, (*path, key), item)
        if name is not BROKEN and BROKEN not in leaves_of(kroner):
            found[name] = map_leaves(kroner, round_half_up)
    return found


def claim(used: Any, spent: dict[str, Any]) -> Any:
    """Resources and budgets as one claim."""
    for name in sorted(spent):
        used = _with(used, name, spent[name])
    return used


def _with(used: Any, name: str, kroner: Any) -> Any:
    """The claim with one more entry, wherever either of them depends on a property."""
    if used is BROKEN:
        return BROKEN
    if isinstance(used, Case):
        return map_leaves(used, lambda leaf: _with(leaf, name, kroner))
    if isinstance(kroner, Case):
        return map_leaves(kroner, lambda leaf: _with(used, name, leaf))
    return tuple(sorted((*used, (name, kroner)), key=lambda pair: pair[0].encode())) if kroner else used


WORK = {
    "by": Key(chosen(name_of("staff")), required=True),
    "time": Key(clock_length(length_or_law), required=True),
    "ahead": Key(chosen(seconds)),
}


def work(reader: Reader, path: KeyPath, raw: object) -> Any:
    """Tasks of a stage, in the order of the file (their order is no queue order: tasks run beside each other)."""
    value = reader.deref(path, raw)
    if isinstance(value, dict) and "by" in value and "time" not in value and str(value["by"]).startswith("$"):
        return reader.case(path, value, work, person=False)
    if value == "none":
        return ()
    entries = [((*path, i), item) for i, item in enumerate(value)] if isinstance(value, list) else [(path, value)]
    tasks = [Work(**fields(reader, here, item, WORK)) for here, item in entries]
    return tuple(sorted(tasks, key=lambda task: str((task.by, task.ahead, task.time))))


def meanwhile(reader: Reader, path: KeyPath, raw: object) -> Any:
    """(pool, target) sorted by pool, also by a property; "none" for nothing."""
    return reader.case(path, raw, _meanwhile)


def _meanwhile(reader: Reader, path: KeyPath, raw: object) -> Any:
    value = reader.deref(path, raw)
    if value == "none" or value is BROKEN:
        return () if value == "none" else BROKEN
    table = reader.table(path, value)
    pairs = [
        (name_of("pool")(reader, (*path, key), key), chosen(step)(reader, (*path, key), table[key])) for key in table
    ]
    if any(BROKEN in pair for pair in pairs):
        return BROKEN
    return tuple(sorted(pairs, key=lambda pair: pair[0].encode()))


COST = {
    "per_start": Key(personal(amount), 0.0),
    "per_day": Key(personal(amount), 0.0),
    "per_working_day": Key(personal(amount), 0.0),
    "per_day_in_line": Key(personal(amount), 0.0),
    "funder_share": Key(personal(share), 0.0),
    "funder": Key(text, ""),
    "payer": Key(text, ""),
}


def cost(reader: Reader, path: KeyPath, raw: object) -> Any:
    """What a stay costs."""
    return Cost(**fields(reader, path, raw, COST))


def wait_cost(reader: Reader, path: KeyPath, raw: object) -> Any:
    """What waiting for a token costs: only the days in line."""
    keys = {key: COST[key] for key in ("per_day_in_line", "funder_share", "funder", "payer")}
    return Cost(**fields(reader, path, raw, keys))


def exit_cost(reader: Reader, path: KeyPath, raw: object) -> Any:
    """What an outcome costs: only per start."""
    keys = {key: COST[key] for key in ("per_start", "funder_share", "funder", "payer")}
    return Cost(**fields(reader, path, raw, keys))


_PEOPLE = re.compile(r"<\s*(\d{1,9})")


def queue(reader: Reader, path: KeyPath, raw: object) -> Any:
    """At most so many in line, or the chance of joining by how many stand there: ``{ "< 3" = 1, other = 0.5 }``."""
    value = reader.deref(path, raw)
    if not isinstance(value, dict):
        most = integer()(reader, path, raw)
        return BROKEN if most is BROKEN else Steps(1.0, ((most, 0.0),)) if most else Steps(0.0)
    bounds: dict[int, Any] = {}
    for key in value:
        match = _PEOPLE.fullmatch(key)
        if match and int(match[1]) not in bounds:
            bounds[int(match[1])] = chosen(share)(reader, (*path, key), value[key])
        elif match or key != "other":
            message = said("A queue is at most so many people, or a table of chances")
            reader.add((*path, key), "unknown-key", message, key, said('bounds such as "< 3", and `other`'))
    if "other" not in value:
        message = said("The chance of joining a longer queue is needed")
        return reader.add((*path, "other"), "missing-key", message, allowed="other = 0")
    last = chosen(share)(reader, (*path, "other"), value["other"])
    if last is BROKEN or BROKEN in bounds.values():
        return BROKEN
    ordered = sorted(bounds)
    chances = [*(bounds[bound] for bound in ordered), last]
    return Steps(chances[0], tuple(zip(ordered, chances[1:], strict=True)))


CLOSING = {"on": Key(chosen(since), required=True), "to": Key(chosen(step), required=True)}


def closing(reader: Reader, path: KeyPath, raw: object) -> Any:
    """When a step closes for good, and where those in line then and those who come later go."""
    found = fields(reader, path, raw, CLOSING)
    return BROKEN if BROKEN in found.values() or None in found.values() else Closing(found["on"], found["to"])
