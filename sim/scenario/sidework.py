"""``[risk.*]`` and ``[followup.*]``: what can happen, and what is done, while people are inside a stage."""

from __future__ import annotations

from collections.abc import Mapping
from math import log1p
from typing import Any

from sim.scenario.cases import leaves_of, map_leaves
from sim.scenario.changes import Changes
from sim.scenario.durations import duration_of
from sim.scenario.keys import NAMED, Key, exactly_one, fields
from sim.scenario.lawtables import clock_length, constant_hazard, fixed_law, has_hazard, impersonal_length, time_law
from sim.scenario.leaves import chosen, flag, listed, name_of, personal, share, stage, step
from sim.scenario.problems import BROKEN, KeyPath
from sim.scenario.reader import Reader
from sim.scenario.remembered import elements
from sim.scenario.schema import FollowUp, Risk
from sim.scenario.seasons import months, season
from sim.scenario.series import DATES
from sim.scenario.time_leaves import in_working_days, length, rate, seconds, whole_length


def _since(reader: Reader, path: KeyPath, raw: object) -> Any:
    """The duration since ``arrival`` or ``entering STAGE``, by its name."""
    words = reader.deref(path, raw)
    if words is BROKEN:
        return BROKEN
    duration = duration_of(f"since {words}") if isinstance(words, str) else None
    if duration is None:
        allowed = '"arrival", "entering STAGE"'
        return reader.add(path, "bad-grammar", "An event is expected from which time is counted", words, allowed)
    return reader.measured(path, f"since {words}", duration)


def _place(reader: Reader, path: KeyPath, raw: object) -> Any:
    """The name of a stage, or of a wait where a limit since an event also holds in line."""
    limited = "since" in reader.table(path[:2], reader.tables["risk"][path[1]])
    if limited and isinstance(raw, str) and reader.knows("wait", raw):
        return raw
    return stage(reader, path, raw)


RISK = {
    **NAMED,
    "in": Key(listed(_place), required=True),
    "since": Key(chosen(_since), ""),
    "rate": Key(personal(rate(plain=False, working=True))),
    "time": Key(time_law),
    "share": Key(personal(share)),
    "over": Key(seconds),
    "dates": Key(DATES, ()),
    "months": Key(months, ()),
    "to": Key(chosen(step), required=True),
}


def read_risks(reader: Reader, changes: Changes) -> tuple[Risk, ...]:
    """Competing risks, sorted by name; a constant rate is a hazard of one piece."""
    return tuple(elements(reader, "risk", _risk, changes))


def _risk(reader: Reader, name: str, table: dict[str, Any], changes: Changes) -> Risk:
    path: KeyPath = ("risk", name)
    reader.name(path, name)
    f = fields(reader, path, table, RISK)
    exactly_one(reader, path, table, ("rate", "time", "share", "dates"))
    limit = _limit(reader, path, table) if "since" in table else None
    law = _law(reader, path, table, f) if limit is None else map_leaves(limit, fixed_law)
    stages, dates = (
        _distinct(reader, (*path, "in"), f["in"]),
        tuple(sorted(set(filter(reader.in_run, f["dates"] or ())))),
    )
    factor = changes.factor(target := f"risk.{name}", season(reader, f["months"]))
    if factor is not None and (dates or not all(has_hazard(leaf) for leaf in leaves_of(law) if leaf is not BROKEN)):
        message, allowed = "This law has no hazard that could be multiplied", "a rate or a continuous law"
        reader.add(changes.stated_at.get(target, (*path, "months")), "wrong-type", message, target, allowed)
    working = in_working_days(reader, (*path, "rate"), leaves_of(f["rate"]))
    since = f["since"] if f["since"] is not BROKEN else ""
    called = f["title"], f["text"]
    return Risk(name, stages, law, f["to"], factor, f["months"], working, *called, since, limit, dates)


def _limit(reader: Reader, path: KeyPath, table: Mapping[str, object]) -> Any:
    """The fixed length that may pass since an event."""
    for key in ("rate", "share", "dates", "months"):
        if key in table:
            message = "A time since an event is a limit: a fixed `time`"
            return reader.add((*path, key), "conflicting-keys", message, allowed='time = "26 weeks"')
    return personal(length)(reader, (*path, "time"), table["time"]) if "time" in table else BROKEN


def _law(reader: Reader, path: KeyPath, table: Mapping[str, object], f: Mapping[str, Any]) -> Any:
    """The law of a risk: of a rate, of a time, or the constant rate by which a share of people leave over a time."""
    if "over" in table and "share" not in table:
        return reader.add((*path, "over"), "conflicting-keys", "This key goes with `share`", allowed="share = 0.25")
    if "dates" in table:
        return constant_hazard(0.0)
    if "share" not in table:
        return map_leaves(f["rate"], _hazard) if "rate" in table else f["time"]
    if f["over"] is None or (f["over"] is not BROKEN and f["over"] <= 0):
        return reader.add((*path, "over"), "missing-key", "A share leaves over a time", allowed='over = "20 weeks"')
    if any(leaf is not BROKEN and leaf is not None and leaf >= 1 for leaf in leaves_of(f["share"])):
        return reader.add(
            (*path, "share"), "out-of-range", "At a constant rate not everybody leaves", allowed="below 1"
        )
    over = f["over"]
    return map_leaves(f["share"], lambda one: BROKEN if BROKEN in (one, over) else _hazard(-log1p(-one) / over))


def _hazard(per_second: Any) -> Any:
    return BROKEN if per_second is BROKEN else constant_hazard(float(per_second))


def _distinct(reader: Reader, path: KeyPath, names: Any) -> tuple[str, ...]:
    twice = sorted({name for name in names or () if names.count(name) > 1})
    if twice:
        reader.add(path, "defined-twice", "A stage stands twice", ", ".join(twice))
    return tuple(sorted(set(names or ()), key=str.encode))


def _every(reader: Reader, path: KeyPath, raw: object) -> Any:
    value = whole_length(reader, path, raw)
    if value is not BROKEN and value.amount <= 0:
        return reader.add(path, "out-of-range", "The interval must be longer than nothing", raw, "above 0")
    return value


FOLLOW_UP = {
    **NAMED,
    "in": Key(listed(stage), required=True),
    "by": Key(chosen(name_of("staff")), required=True),
    "time": Key(clock_length(impersonal_length), required=True),
    "rate": Key(personal(rate(plain=False, working=True))),
    "every": Key(chosen(_every)),
    "for": Key(chosen(whole_length)),
    "queued": Key(flag, False),
}


def read_follow_ups(reader: Reader) -> tuple[FollowUp, ...]:
    """Recurring work, sorted by name."""
    return tuple(elements(reader, "followup", _follow_up))


def _follow_up(reader: Reader, name: str, table: dict[str, Any]) -> FollowUp:
    path: KeyPath = ("followup", name)
    reader.name(path, name)
    f = fields(reader, path, table, FOLLOW_UP)
    exactly_one(reader, path, table, ("rate", "every"))
    stages = _distinct(reader, (*path, "in"), f["in"])
    working = in_working_days(reader, (*path, "rate"), leaves_of(f["rate"]))
    rate = None if f["rate"] is None else map_leaves(f["rate"], lambda one: one if one is BROKEN else float(one))
    work = {"by": f["by"], "time": f["time"], "rate": rate, "every": f["every"], "first": f["for"]}
    return FollowUp(name, stages, **work, working_days=working, queued=f["queued"], titles=f["title"], text=f["text"])
