"""What is stated as the value of a parameter, as a number in its unit: from a file, from ``[set]``, or typed."""

from __future__ import annotations

import ast
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sim.scenario.problems import KeyPath, listing, nearest_name
from sim.scenario.reader import Reader
from sim.scenario.schema import Parameter, Span
from sim.scenario.values import Quantity, Rate, as_written, length_in, moment, quantity, quantity_typed, rate_unit
from sim.scenario.words import in_both, said


@dataclass
class Entry:
    """A parameter on its way from the file to a value."""

    name: str
    table: dict[str, Any]  # fields as stated
    unit: str = ""
    tree: ast.expr | None = None  # of a formula that is in force
    number: float | str | None = None  # in `unit`; None: broken, or not computed yet
    state: str = ""  # of a formula: "" | "open" | "done"
    finished: tuple[Parameter, Quantity] | None = None  # with what "$name" stands for; of one that is as files state it


def unit_in(found: Mapping[str, Any]) -> str:
    """The stated unit, or the one inside the value ("28 days", a date)."""
    value = found["value"]
    if found["unit"] or found["choices"]:
        return found["unit"] or ""
    if isinstance(value, str) and isinstance(quantity(value), Span | Rate):
        return value.strip().lstrip("+-0123456789.eE").strip()
    return "date" if moment(value) is not None else ""


def _choice_called(raw: object, entry: Entry) -> str:
    """The choice with a title, in either language, that is what stands there; empty where there is none."""
    given = entry.table["choice_titles"]
    for choice, title in given.items() if isinstance(given, dict) else ():
        words = title.values() if isinstance(title, dict) else (title,)
        if isinstance(raw, str) and raw.strip().lower() in {str(word).lower() for word in words}:
            return str(choice)
    return ""


def _with_titles(entry: Entry) -> str:
    """The choices, each with what it is called: ``"rolling" (løbende)``."""
    given = entry.table["choice_titles"]
    titled = {choice: title if isinstance(title, dict) else {"da": title, "en": title}
              for choice, title in (given if isinstance(given, dict) else {}).items()}  # fmt: skip

    def of(language: str) -> str:
        words = {choice: str(titled.get(choice, {}).get(language, "")) for choice in entry.table["choices"]}
        return listing([f'"{choice}" ({title})' if title else f'"{choice}"' for choice, title in words.items()])

    return in_both(of("en"), of("da"))


def number_in_file(reader: Reader, path: KeyPath, raw: object, entry: Entry, own: object) -> float | str | None:
    """As :func:`number_in_unit`, once for each value that a file states, unless there is something to report."""
    known = reader.source.memory.stated
    last = known.get(entry.name)
    if last is not None and last[0] is raw:
        return last[1]
    before = len(reader.findings), len(reader.findings.warnings)
    number = number_in_unit(reader, path, raw, entry, own, {})
    if number is not None and before == (len(reader.findings), len(reader.findings.warnings)):
        known[entry.name] = raw, number
    return number


def number_in_unit(
    reader: Reader, path: KeyPath, raw: object, entry: Entry, own: object, place: dict[str, str]
) -> float | str | None:
    """The number in the unit of the parameter (or a choice or a date as text); None after a problem."""
    add = reader.findings.add
    choices = entry.table["choices"]
    if choices:
        if raw in choices and isinstance(raw, str):
            return raw
        called = _choice_called(raw, entry)
        if called and place:  # typed by a person, who sees titles; files state codes
            return called
        nearest = called or (nearest_name(raw, choices) if isinstance(raw, str) else "")
        add(path, "choice-not-allowed", "The value is none of the choices", raw, _with_titles(entry), nearest, **place)
        return None
    stated: object = raw
    if isinstance(raw, str):
        stated = quantity_typed(raw) if place else quantity(raw)
    if (day := moment(stated)) is not None or entry.unit == "date":
        if day is None or entry.unit != "date":
            expected = "a date" if day is None else _number_of(entry.unit)
            add(path, "wrong-unit", "The value has another unit than the parameter", raw, expected, **place)
            return None
        return day.isoformat() if day.hour or day.minute or day.second else day.date().isoformat()
    amount = amount_in(stated, entry.unit)
    if amount is None:
        is_unit = isinstance(stated, Span | Rate)
        code = "wrong-unit" if is_unit else "wrong-type"
        message = (
            "The value has another unit than the parameter"
            if is_unit
            else "A number is expected (a text needs `choices`)"
        )
        add(path, code, message, raw, _number_of(entry.unit), nearest=as_written(raw), **place)
        return None
    if not math.isfinite(amount):
        add(path, "not-finite", "The number is not finite", raw, "a finite number", **place)
        return None
    low, high = bound_of(reader, entry, "low"), bound_of(reader, entry, "high")
    if (low is not None and amount < low) or (high is not None and amount > high):
        ends = {"low": "-inf" if low is None else f"{low:g}", "high": "inf" if high is None else f"{high:g}"}
        allowed = said("{low} to {high}{unit}", **ends, unit="")
        if path[0] == "parameters":
            add(path, "out-of-range", "The value lies outside the range of the parameter", raw, allowed, **place)
            return None
        if _is_bound_of_target(reader, path[-1]):
            return amount  # what is wanted, and no assumption that a source could support
        # a planner may ask for more than the sources support: say so, and answer
        reader.findings.warn(
            said(
                "{name} = {amount} lies outside the range that its source supports, {allowed}",
                name=path[-1],
                amount=format(amount, "g"),
                allowed=allowed,
            )
        )
    return amount


def _is_bound_of_target(reader: Reader, name: object) -> bool:
    tables = reader.tables.get("target", {})
    targets = tables.values() if isinstance(tables, dict) else ()
    return any(
        target.get(key) == f"${name}"
        for target in targets
        if isinstance(target, dict)
        for key in ("at_least", "at_most")
    )


def _number_of(unit: str) -> str:
    return said("a number of {unit}", unit=unit) if unit else "a number"


def amount_in(stated: object, unit: str) -> float | None:
    """A quantity as a number in a unit; None if it has another one."""
    if isinstance(stated, bool):
        return None
    if isinstance(stated, int | float):
        try:
            return float(stated)
        except OverflowError:
            return math.inf
    if isinstance(stated, Span):
        one = length_in(1.0, unit)
        return stated.amount / one.amount if one is not None and one.unit == stated.unit else None
    if isinstance(stated, Rate):
        other = rate_unit(unit)
        fits = other is not None and other.working == stated.working
        return stated.amount * (other.period / stated.period) if other is not None and fits else None
    return None


def bound_of(reader: Reader, entry: Entry, key: str) -> float | None:
    raw = entry.table[key]
    if raw is None:
        return None
    amount = amount_in(quantity(raw) if isinstance(raw, str) else raw, entry.unit)
    if amount is None or not math.isfinite(amount):
        reader.add(
            ("parameters", entry.name, key), "wrong-type", "A number in the unit of the parameter is expected", raw
        )
        return None
    return amount
