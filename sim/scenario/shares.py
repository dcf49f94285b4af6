"""Tables of shares: where people go, which category they get.  One entry is ``"rest"``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sim.scenario.cases import leaves_of, totals
from sim.scenario.leaves import personal, share
from sim.scenario.problems import BROKEN, KeyPath
from sim.scenario.reader import Leaf, Reader
from sim.scenario.schema import REST, Case, NumberValue

TOLERANCE = 1e-9


@dataclass(frozen=True)
class SharesRead:
    """Shares by name, and who takes what is left (always somebody; ``stated`` if the file says ``"rest"``)."""

    shares: tuple[tuple[str, Any], ...]
    rest: Any  # name or Case of names; BROKEN after a problem
    stated: bool = True


def read_shares(reader: Reader, path: KeyPath, raw: object, name: Leaf) -> SharesRead:
    """A name alone (all go there), a table of shares, or either of them by a property."""
    found = reader.case(path, raw, lambda inner, here, value: _plain(inner, here, value, name))
    if found is BROKEN:
        return SharesRead((), BROKEN)
    merged = _pivoted(found)
    shares = [value for _, value in merged.shares]
    for total in totals(shares, reader.properties):
        if total > 1 + TOLERANCE:
            reader.add(path, "share-sum", "The shares add up to more than 1", f"{total:.6g}", "at most 1")
            break
    return merged


def _plain(reader: Reader, path: KeyPath, raw: object, name: Leaf) -> Any:
    value = reader.deref(path, raw)
    if isinstance(value, str):
        only = name(reader, path, value)
        return BROKEN if only is BROKEN else SharesRead((), only)
    if value is BROKEN:
        return BROKEN
    if not isinstance(value, dict) or not value:
        return reader.add(
            path, "wrong-type", "A name or a table of shares is expected", value, '{ a = 0.3, b = "rest" }'
        )
    rests = sorted(key for key, item in value.items() if item == REST and isinstance(item, str))
    pairs = [(name(reader, (*path, key), key), key) for key in sorted(value, key=str.encode)]
    shares = {key: personal(share)(reader, (*path, key), value[key]) for key in value if key not in rests}
    if any(item is BROKEN for item, _ in pairs) or any(BROKEN in leaves_of(item) for item in shares.values()):
        return BROKEN
    if len(rests) > 1:
        return reader.add(path, "defined-twice", 'Only one can be "rest"', ", ".join(rests), 'one "rest"')
    ordered = tuple((key, shares[key]) for _, key in pairs if key in shares)
    if rests:
        return SharesRead(ordered, rests[0])
    lowest = min(totals([item for _, item in ordered], reader.properties), default=1.0)
    if lowest < 1 - TOLERANCE:
        return reader.add(
            path, "no-rest", 'The shares do not reach 1 and none is "rest"', f"{lowest:.6g}", 'one "rest"'
        )
    if max(totals([item for _, item in ordered], reader.properties), default=1.0) > 1 + TOLERANCE:
        return SharesRead(ordered, ordered[-1][0], False)  # reported by the caller
    return SharesRead(ordered[:-1], ordered[-1][0], False)


def _pivoted(found: Any) -> SharesRead:
    """A case of share tables as one table of shares that are cases."""
    if isinstance(found, SharesRead):
        return found
    branches = [(label, _pivoted(branch)) for label, branch in found.cases if branch is not BROKEN]
    other = None if found.other is None or found.other is BROKEN else _pivoted(found.other)
    every = [branch for _, branch in branches] + ([other] if other else [])
    names = sorted({name for branch in every for name, _ in branch.shares}, key=str.encode)

    def column(name: str) -> NumberValue:
        cases = tuple((label, dict(branch.shares).get(name, 0.0)) for label, branch in branches)
        return Case(found.by, cases, dict(other.shares).get(name, 0.0) if other else None)

    rest = Case(found.by, tuple((label, branch.rest) for label, branch in branches), other.rest if other else None)
    return replace(SharesRead((), rest), shares=tuple((name, column(name)) for name in names),
                   stated=all(branch.stated for branch in every))  # fmt: skip
