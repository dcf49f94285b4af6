"""Readers of one plain value each: number, text, name; those of times are in :mod:`sim.scenario.time_leaves`.

A leaf returns the value named in its docstring, or BROKEN after it has reported what is wrong (hence ``Any``).
"""

from __future__ import annotations

import math
from datetime import datetime
from typing import Any

from sim.bounds import LARGEST
from sim.scenario.problems import BROKEN, KeyPath
from sim.scenario.reader import Leaf, Reader
from sim.scenario.schema import Span, Titles
from sim.scenario.values import Rate, moment, whole
from sim.scenario.words import said


def number(low: float = -LARGEST, high: float = LARGEST, integral: bool = False) -> Leaf:
    """A leaf for a plain number within [low, high]; "35 %" is 0.35.  No number of a scenario is beyond ``LARGEST``."""

    def read(reader: Reader, path: KeyPath, raw: object) -> Any:
        value = reader.plain(path, raw)
        if value is BROKEN:
            return BROKEN
        if isinstance(value, Span | Rate | datetime) or moment(value):
            return reader.add(path, "wrong-unit", "A plain number is expected", raw, "a number without a unit")
        if isinstance(value, bool) or not isinstance(value, int | float):
            return reader.add(path, "wrong-type", "A number is expected", raw, "a number")
        return checked(reader, path, raw, value, low, high, integral)

    return read


def checked(
    reader: Reader, path: KeyPath, raw: object, value: float, low: float, high: float, integral: bool, unit: str = ""
) -> Any:
    """The number as a float if it is finite, within [low, high] and, if asked for, whole."""
    try:
        result = float(value)
    except OverflowError:
        result = math.inf
    if not math.isfinite(result):
        return reader.add(path, "not-finite", "The number is not finite", raw, "a finite number")
    if integral and not whole(result):
        return reader.add(path, "not-whole", "A whole number is expected", raw, "a whole number")
    if low <= result <= high:
        return float(round(result)) if integral else result
    code, message = ("negative", "The number must not be negative") if result < 0 <= low else (
        "out-of-range", "The number lies outside what is allowed")  # fmt: skip
    allowed = said("{low} to {high}{unit}", low=format(low, ".12g"), high=format(high, ".12g"), unit=unit)
    return reader.add(path, code, message, raw, allowed)


def integer(low: int = 0, high: int = LARGEST) -> Leaf:
    """A leaf for a whole number."""
    read_number = number(low, high, integral=True)

    def read(reader: Reader, path: KeyPath, raw: object) -> Any:
        value = read_number(reader, path, raw)
        return BROKEN if value is BROKEN else int(value)

    return read


amount = number(0)
share = number(0, 1)
count = integer(0)


def text(reader: Reader, path: KeyPath, raw: object) -> Any:
    """Free text."""
    if isinstance(raw, str) or raw is BROKEN:
        return raw
    return reader.add(path, "wrong-type", "A text is expected", raw, '"text"')


def texts(reader: Reader, path: KeyPath, raw: object) -> Any:
    """One text or a list of texts."""
    return listed(text)(reader, path, raw)


def listed(leaf: Leaf) -> Leaf:
    """A leaf for one value or a list of values, without the broken ones."""

    def read(reader: Reader, path: KeyPath, raw: object) -> Any:
        value = reader.deref(path, raw)
        if isinstance(value, list):
            found = tuple(leaf(reader, (*path, i), item) for i, item in enumerate(value))
        else:
            found = (leaf(reader, path, raw),)
        return tuple(item for item in found if item is not BROKEN)

    return read


def flag(reader: Reader, path: KeyPath, raw: object) -> Any:
    """true or false."""
    if isinstance(raw, bool):
        return raw
    return reader.add(path, "wrong-type", "true or false is expected", raw, "true, false")


def one_of(*allowed: str) -> Leaf:
    """A leaf for one of some words (also by a ``$choice``)."""

    def read_word(reader: Reader, path: KeyPath, raw: object) -> Any:
        value = reader.deref(path, raw)
        if value is BROKEN or (isinstance(value, str) and value in allowed):
            return value
        code = "choice-not-allowed" if isinstance(value, str) else "wrong-type"
        return reader.add(path, code, "One of a few words is expected", value, allowed)

    return chosen(read_word)


def chosen(leaf: Leaf) -> Leaf:
    """The leaf with ``by = "$choice"`` allowed around it, but no property of a person."""
    return lambda reader, path, raw: reader.case(path, raw, leaf, person=False)


def personal(leaf: Leaf) -> Leaf:
    """The leaf with ``by`` allowed around it, on a choice or on a property."""
    return lambda reader, path, raw: reader.case(path, raw, leaf)


def name_of(kind: str, none: bool = False) -> Leaf:
    """A leaf for the name of a thing of a kind; "none" gives None where allowed."""

    def read(reader: Reader, path: KeyPath, raw: object) -> Any:
        value = reader.deref(path, raw)
        if value is BROKEN or (none and value == "none"):
            return None if value == "none" else BROKEN
        if not isinstance(value, str):
            return reader.add(
                path, "wrong-type", said("The name of a {kind} is expected", kind=kind), raw, reader.names.get(kind, ())
            )
        if kind in reader.unknown:
            return BROKEN
        if not reader.knows(kind, value):
            return reader.add(
                path,
                "unknown-name",
                said("There is no {kind} of that name", kind=kind),
                value,
                reader.names.get(kind, ()),
            )
        return value

    return read


def step(reader: Reader, path: KeyPath, raw: object) -> Any:
    """The name of a step; every mention is remembered for the checks of the whole pathway."""
    name = name_of("step")(reader, path, raw)
    if name is BROKEN:
        reader.lost = True
    else:
        reader.references.append((path, name))
    return name


def stage(reader: Reader, path: KeyPath, raw: object) -> Any:
    """The name of a stage, not of another kind of step."""
    name = name_of("step")(reader, path, raw)
    if name is not BROKEN and not reader.knows("stage", name):
        return reader.add(
            path, "wrong-type", "A stage is expected, not another kind of step", name, reader.names["stage"]
        )
    return name


def titles(reader: Reader, path: KeyPath, raw: object) -> Any:
    """``"text"`` for both languages or ``{ da = "...", en = "..." }``."""
    if isinstance(raw, str):
        return Titles(raw, raw)
    table = reader.table(path, raw)
    for key in table:
        if key not in ("da", "en"):
            reader.add((*path, key), "unknown-key", "No such language", key, ("da", "en"))
    found = {key: text(reader, (*path, key), table[key]) for key in ("da", "en") if key in table}
    return Titles(**found)
