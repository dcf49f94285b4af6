"""``[stage.*]``, ``[decision.*]``, ``[wait.*]``, ``[exit.*]``: one namespace of steps."""

from __future__ import annotations

from functools import partial
from typing import Any

from sim.scenario.cases import leaves_of
from sim.scenario.changes import Changes
from sim.scenario.claims import claim, closing, cost, exit_cost, meanwhile, queue, spends, uses, wait_cost, work
from sim.scenario.dated import Window, merged
from sim.scenario.keys import NAMED, Key, exactly_one, fields
from sim.scenario.lawtables import has_hazard, length_or_law, stay
from sim.scenario.leaves import chosen, flag, listed, name_of, number, one_of, personal, step, text
from sim.scenario.problems import BROKEN, KeyPath
from sim.scenario.properties import read_draw
from sim.scenario.reader import STEP_KINDS, Reader
from sim.scenario.remembered import remembered
from sim.scenario.routes import ENDS, read_limits, read_route, share_factors
from sim.scenario.schema import FOREVER, Closing, Cost, KindOfStep, Search, Span, Step


def _marks(reader: Reader, path: KeyPath, raw: object) -> Any:
    table = reader.table(path, raw)
    known = [name for name in sorted(table, key=str.encode) if name in reader.properties]
    drawn = tuple((name, read_draw(reader, (*path, name), table[name], name)) for name in known)
    return tuple(pair for pair in drawn if pair[1] is not BROKEN)


def _kept(reader: Reader, path: KeyPath, raw: object) -> Any:
    """Routes and limits are read later, when it is known whether the stay has named ends."""
    return raw


ROUTED = {"next": Key(_kept, required=True), "limit": Key(_kept, {}), "marks": Key(_marks, ())}
ASKED = {
    "uses": Key(uses, ()),
    "patience": Key(length_or_law),
    "queue": Key(chosen(queue)),
    "closes": Key(closing),
    "else": Key(chosen(step)),
    "priority": Key(personal(number()), 0.0),
    "support": Key(personal(one_of("benefit", "partly", "self")), "benefit"),
    "positive": Key(flag, False),
}
KEYS: dict[str, dict[str, Key]] = {
    "stage": {
        **NAMED,
        **ROUTED,
        **ASKED,
        "holds": Key(chosen(listed(name_of("resource"))), ()),
        "spends": Key(spends, {}),
        "gate": Key(personal(name_of("gate", none=True))),
        "lasts": Key(stay, required=True),
        "setup": Key(length_or_law),
        "starts": Key(one_of("opening days", "any day"), "any day"),
        "work": Key(work, ()),
        "meanwhile": Key(meanwhile, ()),
        "cost": Key(cost, Cost()),
    },
    "decision": {**NAMED, **ROUTED},
    "wait": {
        **NAMED,
        **ROUTED,
        **ASKED,
        "takes": Key(personal(name_of("pool", none=True))),
        "gate": Key(personal(name_of("gate", none=True))),
        "cost": Key(wait_cost, Cost()),
    },
    "exit": {
        **NAMED,
        "support": ASKED["support"],
        "cost": Key(exit_cost, Cost()),
        "group": Key(text, ""),
        "positive": ASKED["positive"],
    },
}


NOTHING: dict[str, Any] = {
    **{key: rule.default for keys in KEYS.values() for key, rule in keys.items()},
    "lasts": Span(0, "seconds"),
}
"""What the keys are that a kind of step does not have."""


def read_steps(reader: Reader, changes: Changes) -> tuple[Step, ...]:
    """All steps, sorted by name."""
    found = []
    kinds: dict[str, list[str]] = {}
    for kind in STEP_KINDS:
        for name, table in reader.section(kind):
            path: KeyPath = (kind, name)
            reader.name(path, name)
            kinds.setdefault(name, []).append(kind)
            if len(kinds[name]) > 1:
                other = f"{kinds[name][0]}.{name}"
                reader.add(
                    path, "defined-twice", "Steps share one namespace and this name is taken", f"{kind}.{name}", other
                )
            found.append(remembered(reader, path, partial(_step, reader, kind, name, table, changes), changes))
    return tuple(sorted(found, key=lambda one: one.name.encode()))


def _step(reader: Reader, kind: KindOfStep, name: str, table: dict[str, Any], changes: Changes) -> Step:
    path: KeyPath = (kind, name)
    f: dict[str, Any] = {**NOTHING, **fields(reader, path, table, KEYS[kind])}
    if kind == "exit":
        return Step(name, kind, f["title"], f["text"], support=f["support"], cost=f["cost"], group=f["group"],
                    positive=f["positive"])  # fmt: skip
    if kind == "wait":
        exactly_one(reader, path, table, ("takes", "gate"))
    search = any(isinstance(leaf, Search) for leaf in leaves_of(f["lasts"]))
    if BROKEN in leaves_of(f["lasts"]) and isinstance(f["next"], dict) and set(f["next"]) <= set(ENDS):
        search = True  # what the stay was meant to be
    route, stated = remembered(
        reader, ("route", *path), partial(read_route, reader, (*path, "next"), f["next"], search), f["next"], search
    )
    gate = f["gate"]
    factors = _law_factors(reader, name, f["lasts"], changes) if kind == "stage" else {}
    return Step(
        name,
        kind,
        f["title"],
        f["text"],
        gate=gate,
        uses=claim(f["uses"], f["spends"] or {}),
        lasts=f["lasts"],
        setup=f["setup"],
        starts_on_opening_days=f["starts"] == "opening days",
        work=f["work"],
        marks=f["marks"],
        route=route,
        share_factors=share_factors(reader, name, route, stated, changes),
        limits=read_limits(reader, (*path, "limit"), f["limit"], route),
        patience=f["patience"],
        queue=f["queue"],
        closes=f["closes"],
        holds=tuple(sorted(set(f["holds"] or ()), key=str.encode)),
        otherwise=f["else"],
        priority=f["priority"],
        takes=f["takes"],
        meanwhile=f["meanwhile"],
        stops=_stops(kind, name, f["closes"], changes),
        pauses=changes.paused(name),
        hazard_factor=factors.get("hazard"),
        length_factor=factors.get("length"),
        support=f["support"],
        cost=f["cost"],
        positive=f["positive"],
    )


def _stops(kind: str, name: str, closes: Any, changes: Changes) -> tuple[Window, ...]:
    """When nobody may start: while a change says so, and for good once the stage has closed."""
    if kind != "stage" or not isinstance(closes, Closing):
        return changes.stopped(f"stage.{name}")
    return merged((*changes.stopped(f"stage.{name}"), (closes.on, FOREVER)))


def _law_factors(reader: Reader, name: str, lasts: Any, changes: Changes) -> dict[str, Any]:
    """Dated multipliers on the hazard or the length of a stay."""
    found = {}
    for key in ("hazard", "length"):
        target = f"stage.{name}.{key}"
        factor = changes.factor(target)
        if factor is None:
            continue
        found[key] = factor
        if key == "hazard" and not all(has_hazard(leaf) for leaf in leaves_of(lasts) if leaf is not BROKEN):
            message = "This length has no hazard that could be multiplied"
            reader.add(changes.stated_at[target], "wrong-type", message, target, f"stage.{name}.length")
    return found
