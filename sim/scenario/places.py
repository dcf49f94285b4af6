"""``[resource.*]``, ``[staff.*]``, ``[gate.*]`` and ``[budget.*]``: what people need and have to share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sim.bounds import LARGEST
from sim.scenario.calendartable import closed
from sim.scenario.changes import Changes
from sim.scenario.closures import CLOSURES, closures, with_closures
from sim.scenario.dated import dated, folded, largest, moments, opened, overlaid
from sim.scenario.keys import NAMED, Key, exactly_one, fields
from sim.scenario.lawtables import count_or_law
from sim.scenario.leaves import amount, chosen, count, integer, name_of, number, one_of, share, text
from sim.scenario.problems import BROKEN, KeyPath
from sim.scenario.reader import Reader
from sim.scenario.remembered import elements
from sim.scenario.schema import DAY, FOREVER, Budget, Gate, Resource, Span, Staff, Steps
from sim.scenario.series import DATES, EVERY, FIRST, SINCE, UNTIL, begins_before, written_out
from sim.scenario.time_leaves import day_time, length, whole_length
from sim.scenario.values import moment, round_half_up
from sim.scenario.words import said

WHOLE = dated(count)

RESOURCE = {
    **NAMED,
    "capacity": Key(WHOLE, required=True),
    "opens": Key(SINCE),
    "closes": Key(UNTIL),
    "turnaround": Key(chosen(length), Span(0, "seconds")),
    **CLOSURES,
    "borrows": Key(chosen(name_of("resource")), ""),
    "unit": Key(text, "places"),
}


def read_resources(reader: Reader, changes: Changes) -> list[Resource]:
    """Places, sorted by name."""
    return elements(reader, "resource", _resource, changes)


def _resource(reader: Reader, name: str, table: dict[str, Any], changes: Changes) -> Resource:
    path: KeyPath = ("resource", name)
    reader.name(path, name)
    if name in reader.names["budget"]:
        reader.add(path, "defined-twice", "A budget and a resource cannot share a name", name)
    f = fields(reader, path, table, RESOURCE)
    capacity = overlaid(f["capacity"], changes.sets.get(f"resource.{name}.capacity", []))
    capacity = opened(capacity, f["opens"], f["closes"])
    shut = closures(reader, path, table, f)
    more = {"titles": f["title"], "text": f["text"], "unit": f["unit"], "borrows": f["borrows"] or ""}
    return Resource(name, with_closures(capacity, shut), f["turnaround"], **more, closures=shut, stated=capacity)


def _hours(reader: Reader, path: KeyPath, raw: object) -> Any:
    """Hours a week: a number, or a length such as "24 hours"."""
    value = reader.plain(path, raw)
    if isinstance(value, Span) and value.unit == "seconds":
        value = value.amount / 3600
    return number(0, 168)(reader, path, value)


STAFF = {
    **NAMED,
    "people": Key(dated(amount), required=True),
    "hours": Key(dated(_hours), required=True),
    "opens": Key(chosen(day_time), 8 * 3600),
    "closed": Key(chosen(closed), ()),
    "days": Key(one_of("working", "all"), "working"),
    "cost_per_hour": Key(dated(amount), Steps(0.0)),
    "payer": Key(text, ""),
}


def read_staff(reader: Reader, changes: Changes) -> tuple[Staff, ...]:
    """Groups of people with weekly hours, sorted by name."""
    return tuple(elements(reader, "staff", _group, changes))


def _group(reader: Reader, name: str, table: dict[str, Any], changes: Changes) -> Staff:
    path: KeyPath = ("staff", name)
    reader.name(path, name)
    f = fields(reader, path, table, STAFF)
    every_day = f["days"] == "all"
    stated = f["hours"] if isinstance(f["hours"], Steps) else Steps(0.0)
    if f["opens"] is not BROKEN and f["opens"] + largest(stated) / (7 if every_day else 5) * 3600 > DAY:
        message = "The working day would end after midnight"
        reader.add((*path, "hours"), "out-of-range", message, table["hours"], "fewer hours or an earlier `opens`")
    people = overlaid(f["people"], changes.sets.get(f"staff.{name}.people", []))
    paid = f["cost_per_hour"], f["title"], f["text"], f["payer"]
    return Staff(name, people, f["hours"], f["opens"], f["closed"], every_day, *paid)


GATE = {
    **NAMED,
    "first": Key(FIRST),
    "every": Key(EVERY),
    "dates": Key(DATES),
    "at": Key(chosen(day_time)),
    "until": Key(UNTIL),
    "seats": Key(WHOLE, required=True),
    "minimum": Key(WHOLE, Steps(0.0)),
    "others": Key(count_or_law, 0.0),
    "cancelled": Key(dated(share), Steps(0.0)),
    "below": Key(one_of("skip", "try_again", "send_away"), "skip"),
    "again_after": Key(chosen(whole_length)),
    "tries": Key(chosen(integer(1))),
    "backfill": Key(chosen(name_of("resource", none=True))),
    "days": Key(one_of("opening", "all"), "opening"),
}


def read_gates(reader: Reader, changes: Changes) -> tuple[Gate, ...]:
    """Dated sessions, sorted by name."""
    return tuple(elements(reader, "gate", _gate, changes))


def _gate(reader: Reader, name: str, table: dict[str, Any], changes: Changes) -> Gate:
    path: KeyPath = ("gate", name)
    reader.name(path, name)
    f = fields(reader, path, table, GATE)
    if exactly_one(reader, path, table, ("every", "dates")) and "every" in table and "first" not in table:
        reader.add((*path, "first"), "missing-key", "`every` needs its first date", allowed="first = 2021-02-01")
    if "dates" in table and "first" in table:
        reader.add(
            (*path, "first"), "conflicting-keys", "`first` goes with `every`, not with `dates`", "first", ("every",)
        )
    if f["below"] == "try_again":
        for key, example in (("again_after", '"7 days"'), ("tries", "2")):
            if key not in table:
                reader.add(
                    (*path, key),
                    "missing-key",
                    '`below = "try_again"` needs it',
                    allowed=said("{key} = {example}", key=key, example=example),
                )
    if isinstance(f["again_after"], Span) and not f["again_after"].amount:
        message = "A session cannot be tried again after no time at all"
        reader.add((*path, "again_after"), "out-of-range", message, table["again_after"], 'a length such as "7 days"')
    sets = changes.sets.get
    return Gate(
        name,
        times=_sessions(reader, path, table, f, changes.stopped(f"gate.{name}")),
        seats=overlaid(f["seats"], sets(f"gate.{name}.seats", [])),
        minimum=overlaid(f["minimum"], sets(f"gate.{name}.minimum", [])),
        others=f["others"],
        cancelled=overlaid(f["cancelled"], sets(f"gate.{name}.cancelled", [])),
        below=f["below"],
        again_after=f["again_after"] or Span(0, "seconds"),
        tries=f["tries"] or 0,
        backfill=f["backfill"],
        opening_days=f["days"] == "opening",
        titles=f["title"],
        text=f["text"],
    )


def _sessions(
    reader: Reader, path: KeyPath, table: dict[str, Any], f: dict[str, Any], stops: Sequence[tuple[int, int]]
) -> tuple[int, ...]:
    """Nominal session times; a session inside a stop does not take place."""
    end = FOREVER if f["until"] is None else f["until"]
    at = f["at"] or 0
    if BROKEN in (f["first"], f["every"], end):
        return ()
    if f["dates"]:
        stated = table["dates"] if isinstance(table["dates"], list) else [table["dates"]]
        with_time = [isinstance(moment(item), type(reader.origin)) and _has_time(item) for item in stated]
        shift = [0 if has else at for has in with_time] if len(stated) == len(f["dates"]) else [at] * len(f["dates"])
        stated_times = (time + more for time, more in zip(f["dates"], shift, strict=True) if reader.in_run(time))
        times = tuple(sorted({time for time in stated_times if time < end}))
    elif f["every"] and f["first"]:
        first = reader.seconds(f["first"])
        begins_before(reader, (*path, "first"), first)
        times = written_out(
            reader, path, first + (0 if f["first"].time() != f["first"].min.time() else at), f["every"], end
        )
    else:
        return ()
    return tuple(time for time in times or () if not any(a <= time < b for a, b in stops))


def _has_time(stated: object) -> bool:
    found = moment(stated)
    return found is not None and (found.hour, found.minute, found.second) != (0, 0, 0)


def _kroner(reader: Reader, path: KeyPath, raw: object) -> Any:
    value = amount(reader, path, raw)
    return BROKEN if value is BROKEN else round_half_up(value)


def _amounts(reader: Reader, path: KeyPath, raw: object) -> Any:
    return moments(reader, path, reader.table(path, raw), chosen(_kroner), anywhere=True)


def _window(reader: Reader, path: KeyPath, raw: object) -> Any:
    return fields(reader, path, raw, {"from": Key(SINCE, 0), "to": Key(UNTIL, FOREVER)})


BUDGET = {**NAMED, "amounts": Key(_amounts, required=True), "window": Key(_window), "funder": Key(text, "")}


def read_budgets(reader: Reader) -> tuple[tuple[Budget, ...], list[Resource]]:
    """Money that runs out: budgets, and the consumable resources of the same names (whole kroner)."""
    budgets, resources = [], []
    for name, table in reader.section("budget"):
        path: KeyPath = ("budget", name)
        reader.name(path, name)
        f = fields(reader, path, table, BUDGET)
        opens, closes = (f["window"] or {}).get("from", 0), (f["window"] or {}).get("to", FOREVER)
        broken = BROKEN in (f["amounts"], f["window"], opens, closes)
        amounts = () if broken else tuple((max(time, 0), kroner) for time, kroner in f["amounts"])
        budgets.append(Budget(name, amounts, (opens, closes), f["funder"], f["title"], f["text"]))
        total, steps = 0, []
        for time, kroner in amounts:
            total += kroner
            steps.append((time, float(total)))
        if total > LARGEST:
            message = "The amounts of a budget add up to more than a number can be"
            reader.add(
                (*path, "amounts"),
                "out-of-range",
                message,
                f"{total}",
                said("at most {largest} in all", largest=LARGEST),
            )
        capacity = opened(folded(steps), opens or None, closes if closes is not BROKEN and closes < FOREVER else None)
        resources.append(Resource(name, capacity, consumable=True, titles=f["title"], text=f["text"], unit="kr"))
    return tuple(budgets), resources
