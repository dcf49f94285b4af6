"""``next`` and ``limit``: where a step leads."""

from __future__ import annotations

from typing import Any

from sim.scenario.cases import assignments, evaluate, leaves_of
from sim.scenario.changes import Changes
from sim.scenario.dated import factor_at
from sim.scenario.keys import Key, fields
from sim.scenario.leaves import chosen, count, personal, step
from sim.scenario.problems import BROKEN, KeyPath
from sim.scenario.reader import Reader
from sim.scenario.schema import Factor, Limit, Route
from sim.scenario.shares import TOLERANCE, read_shares
from sim.scenario.words import said

ENDS = ("found", "not_found")


def read_route(reader: Reader, path: KeyPath, raw: object, search: bool) -> tuple[Route, bool]:
    """The route of a step, and whether the file says who is "rest".  ``search``: the law has named ends."""
    if raw is None:
        return Route(rest=BROKEN), False
    if search:
        return Route(ends=_ends(reader, path, raw)), False
    value = reader.deref(path, raw)
    if isinstance(value, dict) and value and set(value) <= set(ENDS) and not set(value) & set(reader.names["step"]):
        message = "Named ends need a stay with a `limit`"
        reader.add(path, "wrong-type", message, value, '{ a = 0.3, b = "rest" }, or lasts with `limit`')
        return Route(rest=BROKEN), False
    read = read_shares(reader, path, value, step)
    return Route(read.shares, read.rest), read.stated


def _ends(reader: Reader, path: KeyPath, raw: object) -> Any:
    def read(inner: Reader, here: KeyPath, value: object) -> Any:
        value = inner.deref(here, value)
        if isinstance(value, str):
            only = step(inner, here, value)
            return tuple((end, only) for end in ENDS)
        keys = {end: Key(chosen(step), required=True) for end in ENDS}
        return tuple(fields(inner, here, value, keys).items())

    return reader.case(path, raw, read, person=False)


def read_limits(reader: Reader, path: KeyPath, raw: object, route: Route) -> tuple[Limit, ...]:
    """``limit.TARGET = { visits = n, else = STEP }``, sorted by target."""
    keys = {"visits": Key(personal(count), required=True), "else": Key(chosen(step))}
    limits = []
    table = reader.table(path, raw)
    for target in sorted(table, key=str.encode):
        here = (*path, target)
        if target not in targets(route) and not broken(route):
            known = sorted(targets(route))
            reader.add(here, "unknown-name", "The step does not lead there, so nothing can be limited", target, known)
            continue
        found = fields(reader, here, table[target], keys)
        if found["else"] is None:
            message = "A limit can refuse, so it needs to say where people go then"
            reader.add(here, "missing-else", message, allowed="else = STEP")
        limits.append(Limit(target, found["visits"], found["else"] or BROKEN))
    return tuple(limits)


def targets(route: Route) -> set[str]:
    """The steps that a route can lead to (shares of 0 included)."""
    found = {name for name, _ in route.shares} | {target for _, target in route.ends or ()}
    return {name for name in found | set(leaves_of(route.rest)) if name}


def broken(route: Route) -> bool:
    """Whether something in the route was reported already."""
    return (
        BROKEN in leaves_of(route.rest)
        or any(target is BROKEN for _, target in route.ends or ())
        or route.ends is BROKEN
    )


def share_factors(
    reader: Reader, name: str, route: Route, stated: bool, changes: Changes
) -> tuple[tuple[str, Factor], ...]:
    """Dated multipliers on the shares of a step; the sum must not pass 1 at any time (contract R4)."""
    found: list[tuple[str, Factor]] = []
    for target in sorted(dict(route.shares), key=str.encode):
        key = f"next.{name}.{target}"
        factor = changes.factor(key)
        if factor is None:
            continue
        if not stated:
            message = 'A share can only be multiplied where another one is "rest"'
            reader.add(
                changes.stated_at[key], "no-rest", message, key, said('one "rest" in the step {name}', name=name)
            )
        found.append((target, factor))
    for key, path in changes.stated_at.items():
        if (
            key.startswith(f"next.{name}.")
            and key.removeprefix(f"next.{name}.") not in dict(route.shares)
            and not broken(route)
        ):
            reader.add(
                path,
                "no-rest",
                "This share takes what is left and cannot be multiplied",
                key,
                sorted(dict(route.shares)),
            )
    if found:
        _check_sums(reader, name, route, dict(found), changes)
    return tuple(found)


def _check_sums(reader: Reader, name: str, route: Route, factors: dict[str, Factor], changes: Changes) -> None:
    values = [value for _, value in route.shares]
    times = sorted({time for factor in factors.values() for time, _ in factor.steps})
    for assignment in assignments(values, reader.properties):
        shares = {target: evaluate(value, assignment) for target, value in route.shares}
        if any(value is None for value in shares.values()):
            continue
        for time in times:
            total = sum(value * factor_at(factors.get(target), time) for target, value in shares.items())
            if total > 1 + TOLERANCE:
                target = min(factors)
                message = said("With the changes the shares of {name} add up to more than 1", name=name)
                reader.add(
                    changes.stated_at[f"next.{name}.{target}"], "share-sum", message, f"{total:.6g}", "at most 1"
                )
                return
