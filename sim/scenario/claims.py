"""What a step asks for: ``uses``, ``spends``, ``work``, ``meanwhile``, ``cost``."""

from __future__ import annotations

from typing import Any

from sim.scenario.cases import leaves_of, map_leaves
from sim.scenario.keys import Key, fields
from sim.scenario.lawtables import clock_length, length_or_law
from sim.scenario.leaves import amount, chosen, count, name_of, personal, seconds, share, step, text
from sim.scenario.problems import BROKEN, KeyPath
from sim.scenario.reader import Reader
from sim.scenario.schema import Case, Cost, Work
from sim.scenario.values import round_half_up


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
