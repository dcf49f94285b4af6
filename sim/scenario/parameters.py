"""``[parameters.NAME]``: values, formulas, ranges; ``[set]`` and values given on the command line."""

from __future__ import annotations

import ast
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast

from sim.scenario import formulas
from sim.scenario.changes import Setting
from sim.scenario.keys import Key, fields
from sim.scenario.leaves import flag, number, one_of, text, texts, titles
from sim.scenario.memory import Values
from sim.scenario.ownership import own_value
from sim.scenario.parameter_links import Correlations, companion, correlations
from sim.scenario.problems import BROKEN, KeyPath
from sim.scenario.reader import OVERRIDE, Reader
from sim.scenario.reading import Table
from sim.scenario.remembered import noted
from sim.scenario.schema import Law, Own, Parameter, Span, Titles
from sim.scenario.values import (
    Quantity,
    Rate,
    as_written,
    changed,
    length_in,
    moment,
    quantity,
    quantity_typed,
    rate_unit,
    whole,
)
from sim.scenario.words import said


def _raw(reader: Reader, path: KeyPath, raw: object) -> Any:
    return raw


KEYS = {
    "value": Key(_raw),
    "formula": Key(text, ""),
    "unit": Key(text, ""),
    "low": Key(_raw),
    "high": Key(_raw),
    "step": Key(_raw),
    "choices": Key(texts, ()),
    "basis": Key(one_of("text", "measured", "proxy", "assumption"), "assumption"),
    "source": Key(titles, Titles()),
    "title": Key(titles, Titles()),
    "text": Key(text, ""),
    "lever": Key(flag, False),
    "moves_with": Key(text, ""),
    "choice_titles": Key(_raw),
    "decision": Key(flag, False),
    "law": Key(_raw),
    "rank_correlation": Key(_raw),
}


@dataclass
class _Entry:
    """A parameter on its way from the file to a value."""

    name: str
    table: dict[str, Any]  # fields as stated
    unit: str = ""
    tree: ast.expr | None = None  # of a formula that is in force
    number: float | str | None = None  # in `unit`; None: broken, or not computed yet
    state: str = ""  # of a formula: "" | "open" | "done"
    finished: tuple[Parameter, Quantity] | None = None  # with what "$name" stands for; of one that is as files state it


def read_parameters(
    reader: Reader, given: Table, overrides: Mapping[str, object], dated: Mapping[str, Setting] | None = None
) -> list[Parameter]:
    """All parameters, sorted by name; fills ``reader.parameters`` and ``reader.choices``.

    Values in force from a date on (``dated``) lie over those of the command line, and these over ``[set]``.
    """
    entries: dict[str, _Entry] = {}
    set_anew, kept = {*overrides, *(dated or {})}, reader.source.memory.as_stated
    for name, table in reader.section("parameters"):
        last = None if name in set_anew else kept.get(name)
        entries[name] = _Entry(name, *_stated(reader, name, table)) if last is None else last
        reader.choices[name] = entries[name].table["choices"]
    for name in given:
        if name not in reader.names["parameters"]:
            reader.add(("set", name), "unknown-name", "There is no such parameter to set", name, tuple(entries))
    for name in overrides:
        if name not in reader.names["parameters"]:
            message = "There is no such parameter to set"
            reader.findings.add((name,), "unknown-name", message, name, tuple(entries), file=OVERRIDE)
    anew = [entry for entry in entries.values() if entry.finished is None]
    for entry in anew:
        _direct(reader, entry, given, overrides, dated or {})
    for entry in anew:
        _compute(reader, entries, entry, [])
    values = dict.fromkeys(reader.names["parameters"], BROKEN)  # also those that are no table
    reader.parameters = Values(values | {name: _standing_for(reader, entry) for name, entry in entries.items()})
    reader.choices = {name: choices for name, choices in reader.choices.items() if choices}
    correlated = correlations(reader, {name: entry.table["rank_correlation"] for name, entry in entries.items()})
    parameters = [_finished(reader, entry, correlated) for entry in entries.values()]
    if not len(reader.findings):
        _keep(reader, [(entry, one) for entry, one in zip(entries.values(), parameters, strict=True)
                       if entry.finished is None and entry.tree is None and entry.name not in set_anew])  # fmt: skip
    return parameters


def _keep(reader: Reader, read: Iterable[tuple[_Entry, Parameter]]) -> None:
    """Parameters as the files state them, for the next setting, where there was nothing to say of them."""
    memory = reader.source.memory
    for entry, parameter in read:
        if entry.name in memory.stated and memory.parameters.get(entry.name) is parameter:
            entry.finished = parameter, reader.parameters[entry.name]
            memory.as_stated[entry.name] = entry


def _stated(reader: Reader, name: str, table: object) -> tuple[dict[str, Any], str]:
    """The fields of a parameter and its unit, which no value changes: read once unless there is something to report."""
    known, key = reader.source.made_once, ("fields of", name)
    if key not in known:
        before = len(reader.findings), len(reader.findings.warnings)
        reader.name(("parameters", name), name)
        found = fields(reader, ("parameters", name), table, KEYS)
        if before != (len(reader.findings), len(reader.findings.warnings)):
            return found, _unit(found)
        known[key] = found, _unit(found)
    stated: tuple[dict[str, Any], str] = known[key]
    return stated


def _unit(found: Mapping[str, Any]) -> str:
    """The stated unit, or the one inside the value ("28 days", a date)."""
    value = found["value"]
    if found["unit"] or found["choices"]:
        return found["unit"] or ""
    if isinstance(value, str) and isinstance(quantity(value), Span | Rate):
        return value.strip().lstrip("+-0123456789.eE").strip()
    return "date" if moment(value) is not None else ""


def _direct(
    reader: Reader, entry: _Entry, given: Table, overrides: Mapping[str, object], dated: Mapping[str, Setting]
) -> None:
    """The value from a change, from the command line, from [set] or from the block itself, or the formula."""
    path: KeyPath = ("parameters", entry.name, "value")
    raw = entry.table["value"]
    if (raw is None) == (not entry.table["formula"]) and entry.table["formula"] is not BROKEN:
        reader.add(("parameters", entry.name), "conflicting-keys", "A parameter has either a value or a formula",
                   allowed="value = ... or formula = ...")  # fmt: skip
    own = raw
    typed = entry.name in overrides and entry.name not in dated
    if entry.name in dated:
        path, raw = dated[entry.name].path, dated[entry.name].value
    elif typed:
        path, raw = (entry.name,), overrides[entry.name]
    elif entry.name in given:
        path, raw = ("set", entry.name), given[entry.name]
    if BROKEN in (entry.table["unit"], entry.table["choices"]):
        return
    if typed:
        entry.number = _number_in_unit(reader, path, raw, entry, own, {"file": OVERRIDE})
    elif raw is not None and raw is not BROKEN:
        entry.number = _number_in_file(reader, path, raw, entry, own)
    elif entry.table["formula"]:
        _parse(reader, entry)


def _choice_called(raw: object, entry: _Entry) -> str:
    """The choice with a title, in either language, that is what stands there; empty where there is none."""
    given = entry.table["choice_titles"]
    for choice, title in given.items() if isinstance(given, dict) else ():
        words = title.values() if isinstance(title, dict) else (title,)
        if isinstance(raw, str) and raw.strip().lower() in {str(word).lower() for word in words}:
            return str(choice)
    return ""


def _number_in_file(reader: Reader, path: KeyPath, raw: object, entry: _Entry, own: object) -> float | str | None:
    """As :func:`_number_in_unit`, once for each value that a file states, unless there is something to report."""
    known = reader.source.memory.stated
    last = known.get(entry.name)
    if last is not None and last[0] is raw:
        return last[1]
    before = len(reader.findings), len(reader.findings.warnings)
    number = _number_in_unit(reader, path, raw, entry, own, {})
    if number is not None and before == (len(reader.findings), len(reader.findings.warnings)):
        known[entry.name] = raw, number
    return number


def _number_in_unit(
    reader: Reader, path: KeyPath, raw: object, entry: _Entry, own: object, place: dict[str, str]
) -> float | str | None:
    """The number in the unit of the parameter (or a choice or a date as text); None after a problem."""
    add = reader.findings.add
    choices = entry.table["choices"]
    if choices:
        if raw in choices and isinstance(raw, str):
            return raw
        called = _choice_called(raw, entry)
        add(path, "choice-not-allowed", "The value is none of the choices", raw, choices, nearest=called, **place)
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
    amount = _amount(stated, entry.unit)
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
    low, high = _bound(reader, entry, "low"), _bound(reader, entry, "high")
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


def _amount(stated: object, unit: str) -> float | None:
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


def _bound(reader: Reader, entry: _Entry, key: str) -> float | None:
    raw = entry.table[key]
    if raw is None:
        return None
    amount = _amount(quantity(raw) if isinstance(raw, str) else raw, entry.unit)
    if amount is None or not math.isfinite(amount):
        reader.add(
            ("parameters", entry.name, key), "wrong-type", "A number in the unit of the parameter is expected", raw
        )
        return None
    return amount


def _parse(reader: Reader, entry: _Entry) -> None:
    try:
        entry.tree = formulas.parse(entry.table["formula"])
    except formulas.BadFormula as error:
        path = ("parameters", entry.name, "formula")
        reader.add(path, error.code, said("The formula cannot be used: {error}", error=error), entry.table["formula"])


def _compute(reader: Reader, entries: dict[str, _Entry], entry: _Entry, chain: list[str]) -> None:
    """Compute a formula after those that it uses."""
    if entry.tree is None or entry.state == "done":
        return
    path = ("parameters", entry.name, "formula")
    if entry.state == "open":
        circle = chain[chain.index(entry.name) :]
        start = circle.index(min(circle))
        ordered = [*circle[start:], *circle[: start + 1]]
        reader.add(("parameters", min(circle), "formula"), "formula-cycle", "Formulas use each other in a circle",
                   " -> ".join(ordered))  # fmt: skip
        return
    entry.state = "open"
    ready: dict[str, tuple[float, str]] = {}
    for name in formulas.names(entry.tree):
        if name not in entries:
            reader.add(path, "unknown-name", "There is no such parameter", name, tuple(entries))
            continue
        reader.used.add(name)
        _compute(reader, entries, entries[name], [*chain, entry.name])
        value, unit = entries[name].number, entries[name].unit
        if isinstance(value, str):
            reader.add(path, "wrong-type", said("{name} is no number", name=name), value, "parameters that are numbers")
        elif value is not None:
            ready[name] = (value, unit if length_in(1, unit) or rate_unit(unit) else "")
    entry.state = "done"
    if len(ready) == len(formulas.names(entry.tree)):
        try:
            entry.number = formulas.value(entry.tree, ready)
        except formulas.BadFormula as error:
            reader.add(
                path, error.code, said("The formula cannot be used: {error}", error=error), entry.table["formula"]
            )


def _quantity(value: float | str, unit: str) -> Quantity:
    """A value in its unit."""
    if isinstance(value, str):
        return datetime.fromisoformat(value) if unit == "date" else value
    one = rate_unit(unit)
    if one is not None:
        return replace(one, amount=value)
    length = length_in(value, unit)
    if length is not None and length.unit == "months" and whole(length.amount):
        return Span(float(round(length.amount)), "months")
    return value if length is None else length


def _standing_for(reader: Reader, entry: _Entry) -> Quantity:
    """What ``"$name"`` stands for, the very same object as the last time if the number is; BROKEN for none."""
    if entry.finished is not None:
        return entry.finished[1]
    if entry.number is None:
        return cast(Quantity, BROKEN)
    known = reader.source.memory.quantities
    last = known.get(entry.name)
    if last is None or not _same(last[0], entry.number):
        last = known[entry.name] = entry.number, _quantity(entry.number, entry.unit)
    return last[1]


def _same(value: float | str, other: float | str) -> bool:
    """Whether two values are the same, the sign of a zero included."""
    if isinstance(value, str) or isinstance(other, str):
        return value == other
    return value == other and (value != 0 or math.copysign(1, value) == math.copysign(1, other))


def _finished(reader: Reader, entry: _Entry, correlated: Correlations) -> Parameter:
    """The very same as the last time if its value is; what else there is of it is read once if it is plain."""
    if entry.finished is not None:
        return entry.finished[0]
    known, formula = reader.source.memory.parameters, entry.table["formula"] if entry.tree is not None else ""
    number = 0.0 if entry.number is None else entry.number
    last = known.get(entry.name)
    if last is None:
        parameter, reading = noted(reader, lambda: _parameter(reader, entry, number, formula, correlated))
        if reading is None or reading.values:
            return parameter
    elif last.formula == formula and _same(last.value, number):
        return last
    else:
        parameter = changed(last, value=number, formula=formula, own=_own(reader, entry, number))
    if entry.number is not None:  # a broken value stands as 0 until it is reported, and is not that of a 0
        known[entry.name] = parameter
    return parameter


def _parameter(reader: Reader, entry: _Entry, value: float | str, formula: str, correlated: Correlations) -> Parameter:
    found = entry.table
    step = None if found["step"] is None else number(0)(reader, ("parameters", entry.name, "step"), found["step"])
    return Parameter(
        entry.name,
        value,
        entry.unit,
        low=_bound(reader, entry, "low"),
        high=_bound(reader, entry, "high"),
        step=step,
        basis=found["basis"],
        source=found["source"],
        own=_own(reader, entry, value),
        titles=found["title"],
        choices=found["choices"],
        formula=formula,
        law=_law(reader, entry),
        lever=found["lever"],
        choice_titles=_choice_titles(reader, entry),
        moves_with=companion(reader, entry.name, found["moves_with"] or ""),
        rank_correlation=tuple(sorted(correlated.get(entry.name, {}).items())),
        decision=found["decision"],
    )


def _own(reader: Reader, entry: _Entry, value: float | str) -> Own | None:
    """Whose the value is, where its source speaks for another one; what follows by formula is nobody's."""
    if entry.tree is not None or entry.number is None:
        return None

    def amount(stated: object) -> float | None:
        if isinstance(stated, str):
            return None if entry.table["choices"] else _amount(quantity(stated), entry.unit)
        return _amount(stated, entry.unit)

    return own_value(reader.source, entry.name, value, amount)


def _choice_titles(reader: Reader, entry: _Entry) -> tuple[tuple[str, Titles], ...]:
    """What the choices are called; those without a title are left out."""
    raw, path = entry.table["choice_titles"], ("parameters", entry.name, "choice_titles")
    if raw is None:
        return ()
    if not isinstance(raw, dict):
        reader.add(path, "wrong-type", "A table of choices and their titles is expected", raw)
        return ()
    choices = entry.table["choices"] or ()
    for choice in raw:
        if choice not in choices:
            reader.add((*path, choice), "choice-not-allowed", "The title is of none of the choices", choice, choices)
    return tuple((choice, titles(reader, (*path, choice), raw[choice])) for choice in choices if choice in raw)


def _law(reader: Reader, entry: _Entry) -> Law | None:
    """How uncertain the value is: a law of plain numbers in the unit of the parameter."""
    from sim.scenario.lawtables import number_law

    if entry.table["law"] is None:
        return None
    raw = _without_units(entry.table["law"], entry.unit)
    law = number_law(reader, ("parameters", entry.name, "law"), raw)
    return law if isinstance(law, Law) else None


def _without_units(raw: Any, unit: str) -> Any:
    """Lengths and rates inside a law as numbers in the unit of the parameter."""
    if isinstance(raw, dict):
        return {key: _without_units(value, unit) for key, value in raw.items()}
    if isinstance(raw, list):
        return [_without_units(value, unit) for value in raw]
    if isinstance(raw, str) and unit:
        amount = _amount(quantity(raw), unit)
        return raw if amount is None else amount
    return raw
