"""``[target.*]``: counts, shares with a status, shares that reach an event; a small fixed grammar."""

from __future__ import annotations

import re
from typing import Any

from sim.scenario.keys import NAMED, Key, exactly_one, fields
from sim.scenario.leaves import amount, chosen, listed, number, one_of
from sim.scenario.problems import BROKEN, KeyPath
from sim.scenario.reader import Reader
from sim.scenario.remembered import elements
from sim.scenario.schema import Cost, Scenario, Status, Target, When
from sim.scenario.time_leaves import seconds, whole_working_days
from sim.scenario.words import said

_EVENT = re.compile(r"(entered|left|finished|last day in)\s+(.+)")
_STATUS = re.compile(
    r"self(?P<partly> or partly)?(?: with ([a-z0-9_]+) >= (\d+(?:\.\d+)?)|(?P<free> without benefit))?"
)
LAST_DAY = "last day in"


def _event(*allowed: str) -> Any:
    """A leaf for "entered tilbud, praktik" and its like."""
    examples = ", ".join(f'"{word} STEP"' for word in allowed)

    def read(reader: Reader, path: KeyPath, raw: object) -> Any:
        words = reader.deref(path, raw)
        match = _EVENT.fullmatch(words.strip()) if isinstance(words, str) else None
        if words is BROKEN or not match or match[1] not in allowed:
            return (
                BROKEN if words is BROKEN else reader.add(path, "bad-grammar", "An event is expected", words, examples)
            )
        names = [name.strip() for name in match[2].split(",")]
        streams = (*reader.names["arrivals"], *reader.names["backlog"]) if match[1] == "entered" else ()
        known = sorted({*reader.names["step"], *streams})
        for name in names:
            if name not in known and "step" in reader.unknown:
                return BROKEN
            if name not in known:
                return reader.add(
                    path, "unknown-name", "There is no step (or stream, after `entered`) of that name", name, known
                )
        return When("last day" if match[1] == LAST_DAY else match[1], tuple(sorted(set(names), key=str.encode)))

    return read


def _status(reader: Reader, path: KeyPath, raw: object) -> Any:
    words = reader.deref(path, raw)
    match = _STATUS.fullmatch(words.strip()) if isinstance(words, str) else None
    if words is BROKEN or not match:
        allowed = '"self", "self or partly", "self with hours >= 25", "self without benefit"'
        return BROKEN if words is BROKEN else reader.add(path, "bad-grammar", "A status is expected", words, allowed)
    if match["free"] and (match["partly"] or "supplement" not in reader.tables.get("benefit", {})):
        allowed = '"self without benefit" in a file with [benefit.supplement]'
        return reader.add(path, "bad-grammar", "Nothing says when benefit ends", words, allowed)
    mark = match[2] or ""
    numeric = sorted(name for name, categories in reader.properties.items() if not categories)
    if mark and mark not in numeric and mark not in reader.unread:
        code = "wrong-type" if mark in reader.properties else "unknown-name"
        return reader.add(path, code, "A numeric attribute or mark is expected", mark, numeric)
    least = number(0)(reader, path, float(match[3] or 0))
    return BROKEN if least is BROKEN else Status(bool(match["partly"]), mark, least, words.strip(), bool(match["free"]))


def _within(reader: Reader, path: KeyPath, raw: object) -> Any:
    """Seconds, whole civil months and working days as they are (contract T2), or None for "any"."""
    if reader.deref(path, raw) == "any":
        return None
    value = whole_working_days(reader, path, raw)
    return value if value is BROKEN or value.unit != "seconds" else seconds(reader, path, raw)


OF_MONEY = ("cost_total", "cost_own", "cost_per_start", "cost_per_positive", "positive")
FIGURES = {
    **dict.fromkeys(OF_MONEY, ""),
    **dict.fromkeys(("budget_used", "budget_left", "budget_refused"), "budget"),
    "cost": "step",
    "exits": "exit",
    "occupancy": "stage",
    "wait_p90": "stage",
    "utilisation": "resource",
    "staff_load": "staff",
    "taken": "pool",
}
"""Figures that a target can be set for, and what stands behind the name; own figures are added (sim.measures.own)."""


def _figure(reader: Reader, path: KeyPath, raw: object) -> Any:
    """A figure such as "cost_own" or "staff_load.caseworker"."""
    words = reader.deref(path, raw)
    kpi, _, thing = words.strip().partition(".") if isinstance(words, str) else ("", "", "")
    if words is BROKEN or kpi not in FIGURES or bool(thing) != bool(FIGURES[kpi]):
        allowed = sorted(f"{name}.{kind.upper()}" if kind else name for name, kind in FIGURES.items())
        return BROKEN if words is BROKEN else reader.add(path, "bad-grammar", "A figure is expected", words, allowed)
    known = reader.names.get(FIGURES[kpi], ())
    if thing and thing not in known:
        return reader.add(
            path, "unknown-name", said("There is no {kind} of that name", kind=FIGURES[kpi]), thing, known
        )
    return words.strip()


START = _event("entered", "left", "finished")
ALSO = {
    "share_of": Key(listed(START), ()),
    "within": Key(listed(_within), ()),
    "who_are": Key(listed(_status), ()),
}


def _also(reader: Reader, path: KeyPath, raw: object) -> Any:
    return fields(reader, path, raw, ALSO)


TARGET = {
    **NAMED,
    "count": Key(chosen(START)),
    "share_of": Key(chosen(START)),
    "per": Key(one_of("calendar year", "window"), "calendar year"),
    "at_least": Key(chosen(amount)),
    "at_most": Key(chosen(amount)),
    "who_are": Key(chosen(_status)),
    "for": Key(chosen(whole_working_days)),
    "within": Key(chosen(_within)),
    "after": Key(chosen(_event(LAST_DAY, "entered", "left", "finished"))),
    "reach": Key(chosen(START)),
    "figure": Key(chosen(_figure), ""),
    "also": Key(_also),
}
BELONGS = {
    **dict.fromkeys(("who_are", "reach", "also", "within"), "share_of"),
    **dict.fromkeys(("for", "after"), "who_are"),
}


def read_targets(reader: Reader) -> tuple[Target, ...]:
    """All targets, sorted by name."""
    return tuple(elements(reader, "target", _target))


def _target(reader: Reader, name: str, table: dict[str, Any]) -> Target:
    path: KeyPath = ("target", name)
    reader.name(path, name)
    f = fields(reader, path, table, TARGET)
    exactly_one(reader, path, table, ("count", "share_of", "figure"))
    if "share_of" in table:
        exactly_one(reader, path, table, ("who_are", "reach"))
    for key, needed in BELONGS.items():
        if key in table and needed not in table:
            reader.add(
                (*path, key),
                "conflicting-keys",
                said("`{key}` goes with `{needed}`", key=key, needed=needed),
                key,
                (needed,),
            )
    _comparison(reader, path, table, f)
    also = f["also"] or {}
    return Target(
        name,
        f["title"],
        f["text"],
        per=f["per"],
        at_least=f["at_least"],
        at_most=f["at_most"],
        count=f["count"],
        share_of=f["share_of"],
        who_are=f["who_are"],
        lasting=f["for"],
        within=f["within"],
        after=f["after"],
        reach=f["reach"],
        figure=f["figure"],
        also_share_of=also.get("share_of", ()),
        also_within=also.get("within", ()),
        also_who_are=also.get("who_are", ()),
    )


def check_costs(reader: Reader, scenario: Scenario) -> None:
    """Report targets for what something costs where it costs nothing."""
    steps = {step.name for step in scenario.steps if step.cost != Cost()}
    anything = bool(steps or scenario.fixed_costs or any(group.cost_per_hour for group in scenario.staff))
    for target in scenario.targets:
        kpi, _, thing = (target.figure or "").partition(".")
        if (kpi in OF_MONEY and not anything) or (kpi == "cost" and thing not in steps):
            path = ("target", target.name, "figure")
            reader.add(path, "no-cost", "Nothing is said about what this costs", target.figure, "cost = { ... }")


def _comparison(reader: Reader, path: KeyPath, table: dict[str, Any], f: dict[str, Any]) -> None:
    if "at_least" not in table and "at_most" not in table:
        reader.add(
            path, "missing-key", "A target needs something to compare with", allowed="at_least = ... or at_most = ..."
        )
    for key in ("at_least", "at_most"):
        value = f[key]
        if "share_of" in table and value is not None and value is not BROKEN and value > 1:
            reader.add((*path, key), "out-of-range", "A share lies between 0 and 1", table[key], '0.6 or "60 %"')
