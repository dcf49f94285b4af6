"""A hazard as a file states it: constant in pieces of age, each by its rate or by the share that leaves within it."""

from __future__ import annotations

import math
from typing import Any

from sim import distributions
from sim.scenario.keys import Key, exactly_one, fields
from sim.scenario.leaves import share
from sim.scenario.problems import BROKEN, KeyPath
from sim.scenario.reader import Reader
from sim.scenario.time_leaves import law_length, rate


def hazard(reader: Reader, path: KeyPath, raw: object, unit: str) -> Any:
    """The law of ``[{ until = "3 months", rate = "0.1 per month" }, { rate = "0.05 per month" }]``."""
    if unit != "seconds":
        return reader.add(path, "wrong-type", "A hazard is for lengths on the calendar", raw, "days, weeks, months ...")
    if not isinstance(raw, list):
        return reader.add(path, "wrong-type", "A hazard is a list of pieces", raw, "[{ until = ..., rate = ... }, ...]")
    keys = {"until": Key(law_length(unit), math.inf), "rate": Key(rate(plain=False)), "share": Key(share)}
    pieces, since = [], 0.0
    for i, stated in enumerate(raw):
        found = fields(reader, (*path, i), stated, keys)
        pieces.append((found["until"], _rate(reader, (*path, i), stated, found, since)))
        since = found["until"]
    if any(BROKEN in piece for piece in pieces):
        return BROKEN
    return distributions.piecewise_hazard(pieces, unit)


def _rate(reader: Reader, path: KeyPath, stated: object, found: dict[str, Any], since: Any) -> Any:
    """Per second: as stated, or so that a share of those there at the beginning of the piece leave within it."""
    table = stated if isinstance(stated, dict) else {}
    exactly_one(reader, path, table, ("rate", "share"))
    until, leaving = found["until"], found["share"]
    if leaving is None or BROKEN in (until, since, leaving):
        return BROKEN if found["rate"] is None else found["rate"]
    if until == math.inf:
        return reader.add((*path, "until"), "missing-key", "A share leaves over a time", allowed='until = "20 weeks"')
    if leaving >= 1:
        message = "At a constant rate not everybody leaves"
        return reader.add((*path, "share"), "out-of-range", message, leaving, "below 1")
    if until <= since:
        return 0.0  # ages out of order are reported with the law
    return -math.log1p(-leaving) / (until - since)
