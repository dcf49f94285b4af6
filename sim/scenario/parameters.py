"""``[parameters.NAME]``: values, formulas, ranges; ``[set]`` and values given on the command line."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, cast

from sim.scenario import formulas
from sim.scenario.changes import Setting
from sim.scenario.keys import Key, fields
from sim.scenario.leaves import flag, number, one_of, text, texts, titles
from sim.scenario.memory import Values
from sim.scenario.ownership import own_value
from sim.scenario.parameter_links import Correlations, companion, correlations
from sim.scenario.parameter_values import Entry, amount_in, bound_of, number_in_file, number_in_unit, unit_in
from sim.scenario.problems import BROKEN, KeyPath, nearest_name
from sim.scenario.reader import OVERRIDE, Reader
from sim.scenario.reading import Table
from sim.scenario.remembered import noted
from sim.scenario.schema import Law, Own, Parameter, Span, Titles
from sim.scenario.values import (
    Quantity,
    changed,
    length_in,
    quantity,
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


def read_parameters(
    reader: Reader, given: Table, overrides: Mapping[str, object], dated: Mapping[str, Setting] | None = None
) -> list[Parameter]:
    """All parameters, sorted by name; fills ``reader.parameters`` and ``reader.choices``.

    Values in force from a date on (``dated``) lie over those of the command line, and these over ``[set]``.
    """
    entries: dict[str, Entry] = {}
    kept = reader.source.memory.as_stated
    set_anew = _touched({*overrides, *(dated or {})}, kept.values())
    for name, table in reader.section("parameters"):
        last = None if name in set_anew else kept.get(name)
        entries[name] = Entry(name, *_stated(reader, name, table)) if last is None else last
        reader.choices[name] = entries[name].table["choices"]
        if last is not None and last.tree is not None:
            reader.used.update(formulas.names(last.tree))
    for name in given:
        if name not in reader.names["parameters"]:
            reader.add(("set", name), "unknown-name", "There is no such parameter to set", name, tuple(entries))
    for name in overrides:
        if name not in reader.names["parameters"]:
            message = "There is no such parameter to set"
            reader.findings.add(
                (name,), "unknown-name", message, name, tuple(entries), _titled(name, entries), file=OVERRIDE
            )
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
        read = [(entry, one) for entry, one in zip(entries.values(), parameters, strict=True) if entry.finished is None]
        _keep(reader, [(entry, one) for entry, one in read if entry.name not in set_anew and _of_file(entries, entry)])
    return parameters


def _titled(title: str, entries: Mapping[str, Entry]) -> str:
    """The parameter that is called so in either language, or nearly so; empty where there is none."""
    names: dict[str, str] = {}
    for name, entry in entries.items():
        given = entry.table["title"]
        names.update({word.lower(): name for word in (given.da, given.en) if word} if isinstance(given, Titles) else {})
    wanted = title.strip().lower()
    return names.get(wanted) or names.get(nearest_name(wanted, names), "")


def _touched(set_anew: set[str], kept: Iterable[Entry]) -> set[str]:
    """The parameters that are set, and all that follow from them by formulas."""
    follow = [(entry.name, formulas.names(entry.tree)) for entry in kept if entry.tree is not None]
    touched, before = set_anew, -1
    while len(touched) > before:
        before = len(touched)
        touched = touched | {name for name, names in follow if not touched.isdisjoint(names)}
    return touched


def _of_file(entries: Mapping[str, Entry], entry: Entry) -> bool:
    """Whether the value is that of the files: the entry's own, or of a formula everything that it is made of."""
    return entry.tree is None or all(entries[name].finished is not None for name in formulas.names(entry.tree))


def _keep(reader: Reader, read: Iterable[tuple[Entry, Parameter]]) -> None:
    """Parameters as the files state them, for the next setting, where there was nothing to say of them."""
    memory = reader.source.memory
    for entry, parameter in read:
        if (entry.tree is not None or entry.name in memory.stated) and memory.parameters.get(entry.name) is parameter:
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
            return found, unit_in(found)
        known[key] = found, unit_in(found)
    stated: tuple[dict[str, Any], str] = known[key]
    return stated


def _direct(
    reader: Reader, entry: Entry, given: Table, overrides: Mapping[str, object], dated: Mapping[str, Setting]
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
        entry.number = number_in_unit(reader, path, raw, entry, own, {"file": OVERRIDE})
    elif raw is not None and raw is not BROKEN:
        entry.number = number_in_file(reader, path, raw, entry, own)
    elif entry.table["formula"]:
        _parse(reader, entry)


def _parse(reader: Reader, entry: Entry) -> None:
    try:
        entry.tree = formulas.parse(entry.table["formula"])
    except formulas.BadFormula as error:
        path = ("parameters", entry.name, "formula")
        reader.add(path, error.code, said("The formula cannot be used: {error}", error=error), entry.table["formula"])


def _compute(reader: Reader, entries: dict[str, Entry], entry: Entry, chain: list[str]) -> None:
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


def _standing_for(reader: Reader, entry: Entry) -> Quantity:
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


def _finished(reader: Reader, entry: Entry, correlated: Correlations) -> Parameter:
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


def _parameter(reader: Reader, entry: Entry, value: float | str, formula: str, correlated: Correlations) -> Parameter:
    found = entry.table
    step = None if found["step"] is None else number(0)(reader, ("parameters", entry.name, "step"), found["step"])
    return Parameter(
        entry.name,
        value,
        entry.unit,
        low=bound_of(reader, entry, "low"),
        high=bound_of(reader, entry, "high"),
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


def _own(reader: Reader, entry: Entry, value: float | str) -> Own | None:
    """Whose the value is, where its source speaks for another one; what follows by formula is nobody's."""
    if entry.tree is not None or entry.number is None:
        return None

    def amount(stated: object) -> float | None:
        if isinstance(stated, str):
            return None if entry.table["choices"] else amount_in(quantity(stated), entry.unit)
        return amount_in(stated, entry.unit)

    return own_value(reader.source, entry.name, value, amount)


def _choice_titles(reader: Reader, entry: Entry) -> tuple[tuple[str, Titles], ...]:
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


def _law(reader: Reader, entry: Entry) -> Law | None:
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
        amount = amount_in(quantity(raw), unit)
        return raw if amount is None else amount
    return raw
