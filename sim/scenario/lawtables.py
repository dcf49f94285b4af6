"""Tables that state a law, a length or a search: ``lasts = { lognormal = { median = "7 days", p90 = "21 days" } }``."""

from __future__ import annotations

import math
from typing import Any

from sim import distributions
from sim.distributions import FAMILIES
from sim.scenario.cases import leaves_of, map_leaves
from sim.scenario.csvpeople import csv_table, number_in
from sim.scenario.hazards import hazard
from sim.scenario.keys import Key, fields
from sim.scenario.leaves import amount, listed, number, share, text
from sim.scenario.problems import BROKEN, KeyPath
from sim.scenario.reader import Leaf, Reader
from sim.scenario.reading import LAW_SIDE_KEYS, LAWS, Table
from sim.scenario.schema import MONTH, HazardPiece, Law, Search, Span
from sim.scenario.time_leaves import law_length, length
from sim.scenario.words import said

NO_UNIT = ("cv", "log_sd", "shape")


def stay(reader: Reader, path: KeyPath, raw: object) -> Any:
    """Span, Law or Search, also by a property: what ``lasts`` may say."""
    found = _lifted(reader, path, raw, lambda inner, here, value: _time(inner, here, value, search=True))
    kinds = {isinstance(value, Search) for value in leaves_of(found) if value is not BROKEN}
    if len(kinds) > 1:
        return reader.add(
            path, "wrong-type", "Either every case has a `limit` or none has", allowed="`limit` in every case"
        )
    return found


def length_or_law(reader: Reader, path: KeyPath, raw: object) -> Any:
    """Span or Law, also by a property."""
    return _lifted(reader, path, raw, _time)


def impersonal_length(reader: Reader, path: KeyPath, raw: object) -> Any:
    """Span or Law, the same for everybody."""
    return _lifted(reader, path, raw, _time, person=False)


def time_law(reader: Reader, path: KeyPath, raw: object) -> Any:
    """Law of a length, also by a property; a plain length is a fixed law."""
    return map_leaves(_lifted(reader, path, raw, _time), fixed_law)


def impersonal_law(reader: Reader, path: KeyPath, raw: object) -> Any:
    """Law of a length, the same for everybody."""
    return map_leaves(_lifted(reader, path, raw, _time, person=False), fixed_law)


def clock_length(read: Leaf) -> Leaf:
    """What ``read`` reads, in plain time: hours of work and gaps know no civil months and no working days."""

    def plain(reader: Reader, path: KeyPath, raw: object) -> Any:
        found = read(reader, path, raw)
        units = {leaf.unit for leaf in leaves_of(found) if isinstance(leaf, Span | Law)} - {"seconds"}
        if units:
            return reader.add(
                path, "wrong-unit", "A length of plain time is expected", " and ".join(sorted(units)), '"90 minutes"'
            )
        return found

    return plain


def has_hazard(law: object) -> bool:
    """Whether a law has a hazard that dated factors can multiply: no atoms, and not on the working-day clock."""
    if isinstance(law, Search):
        return has_hazard(law.law)
    return isinstance(law, Law) and law.unit == "seconds" and not distributions.has_atoms(law)


def number_law(reader: Reader, path: KeyPath, raw: object) -> Any:
    """Law of a plain number, also by a property; a plain number is a fixed law."""
    return _lifted(reader, path, raw, _number)


def count_or_law(reader: Reader, path: KeyPath, raw: object) -> Any:
    """A number of people, or a law of such numbers."""

    def read(inner: Reader, here: KeyPath, value: object) -> Any:
        value = inner.deref(here, value)
        return _law(inner, here, value, "number") if isinstance(value, dict) else amount(inner, here, value)

    return _lifted(reader, path, raw, read, person=False)


def fixed_law(value: Any) -> Any:
    """A fixed length as a law; months are mean months."""
    if not isinstance(value, Span):
        return value
    unit = "working days" if value.unit == "working days" else "seconds"
    return Law("fixed", (("value", value.amount * (MONTH if value.unit == "months" else 1)),), unit)


def _lifted(reader: Reader, path: KeyPath, raw: object, leaf: Leaf, person: bool = True) -> Any:
    """As ``reader.case``, and a ``by`` inside a law is lifted out: one law for each case."""

    def read(inner: Reader, here: KeyPath, value: object) -> Any:
        inside = _find_by(value) if isinstance(value, dict) else None
        if inside is None:
            return leaf(inner, here, value)
        table: Table = _at(value, inside)
        spread = {key: key if key == "by" else _replaced(value, inside, branch) for key, branch in table.items()}
        return _lifted(inner, here, {**spread, "by": table["by"]}, leaf, person)

    return reader.case(path, raw, read, person)


def _find_by(value: object, path: tuple[str, ...] = ()) -> tuple[str, ...] | None:
    """Where inside a law table the first ``by`` table stands."""
    if not isinstance(value, dict):
        return None
    if path and "by" in value:
        return path
    return next((found for key in sorted(value) if (found := _find_by(value[key], (*path, key))) is not None), None)


def _at(value: Any, path: tuple[str, ...]) -> Any:
    for key in path:
        value = value[key]
    return value


def _replaced(value: Any, path: tuple[str, ...], new: object) -> Any:
    return {**value, path[0]: _replaced(value[path[0]], path[1:], new)} if path else new


def _number(reader: Reader, path: KeyPath, raw: object) -> Any:
    value = reader.deref(path, raw)
    if isinstance(value, dict):
        return _law(reader, path, value, "number")
    value = number()(reader, path, value)
    return value if value is BROKEN else Law("fixed", (("value", value),), "number")


def _time(reader: Reader, path: KeyPath, raw: object, search: bool = False) -> Any:
    value = reader.deref(path, raw)
    if not isinstance(value, dict):
        return length(reader, path, value)
    law = _law(reader, path, value, "working days" if _in_working_days(reader, value) else "seconds")
    if "limit" not in value and "success" not in value:
        return law
    if not search:
        key = "limit" if "limit" in value else "success"
        return reader.add(
            (*path, key), "unknown-key", "Only the stay of a stage can have named ends", key, sorted(LAWS)
        )
    if "limit" not in value:
        return reader.add((*path, "limit"), "missing-key", "`success` needs a `limit`", allowed='limit = "26 weeks"')
    limit = length(reader, (*path, "limit"), value["limit"])
    success = share(reader, (*path, "success"), value.get("success", 1))
    return BROKEN if BROKEN in (law, limit, success) else Search(fixed_law(law), success, limit)


def _in_working_days(reader: Reader, value: object) -> bool:
    """Whether the first length inside a law is in working days."""
    if isinstance(value, dict):
        return any(_in_working_days(reader, item) for key, item in value.items() if key not in LAW_SIDE_KEYS)
    if isinstance(value, list):
        return any(_in_working_days(reader, item) for item in value)
    if isinstance(value, str) and value.startswith("$"):
        value = reader.parameters.get(value[1:])
    return (isinstance(value, str) and "working" in value) or (isinstance(value, Span) and value.unit == "working days")


def _law(reader: Reader, path: KeyPath, table: Table, unit: str) -> Any:
    """One law of lengths or numbers from a table without any ``by``."""
    names = LAWS & table.keys()
    for key in table:
        if key not in LAWS and key not in LAW_SIDE_KEYS:
            return reader.add((*path, key), "unknown-key", "There is no such law", key, sorted(LAWS))
    if len(names) != 1:
        return reader.add(path, "conflicting-keys", "Just one law is needed", ", ".join(sorted(names)), sorted(LAWS))
    name = next(iter(names))
    here = (*path, name)
    try:
        law = _stated(reader, here, name, table[name], unit)
        early = fields(reader, (*path, "early"), table["early"], _early_keys(unit)) if "early" in table else {}
        if law is BROKEN or BROKEN in early.values():
            return BROKEN
        return distributions.early(fixed_law(law), early["factor"], early["for"]) if early else law
    except distributions.ImpossibleLaw as error:
        why = said("No such law ({error})", error=said(error.template, **error.values))
        return reader.add(here, "impossible-law", why, table[name])


def _early_keys(unit: str) -> dict[str, Key]:
    return {"factor": Key(amount, required=True), "for": Key(law_length(unit), required=True)}


def _stated(reader: Reader, path: KeyPath, name: str, raw: object, unit: str) -> Any:
    leaf = law_length(unit)
    if name == "poisson" and unit != "number":
        return reader.add(
            path, "wrong-type", "A Poisson law is for counts, not for lengths", raw, "exponential, gamma ..."
        )
    if name == "fixed":
        value = _time(reader, path, raw) if unit != "number" else leaf(reader, path, raw)
        if isinstance(value, Span) or value is BROKEN:
            return value
        return distributions.canonical("fixed", {"value": value}, unit)
    if name == "hazard":
        return hazard(reader, path, raw, unit)
    if name == "empirical":
        return _empirical(reader, path, raw, unit)
    if name == "discrete":
        keys = {"values": Key(listed(leaf), required=True), "shares": Key(listed(share), required=True)}
        found = fields(reader, path, raw, keys)
        return BROKEN if BROKEN in found.values() else distributions.discrete(found["values"], found["shares"], unit)
    listed_keys = FAMILIES[name].listed
    given = _list_of(reader, path, raw, leaf, listed_keys) if listed_keys else _table_of(reader, path, raw, leaf)
    return BROKEN if given is BROKEN or BROKEN in given.values() else distributions.canonical(name, given, unit)


def _table_of(reader: Reader, path: KeyPath, raw: object, leaf: Leaf) -> Any:
    if not isinstance(raw, dict):
        return reader.add(path, "wrong-type", "The law needs a table of parameters", raw, "{ mean = ..., sd = ... }")
    return {key: (number() if key in NO_UNIT else leaf)(reader, (*path, key), value) for key, value in raw.items()}


def _list_of(reader: Reader, path: KeyPath, raw: object, leaf: Leaf, keys: tuple[str, ...]) -> Any:
    if isinstance(raw, dict):  # { low = ..., high = ... } says the same and can be changed key by key
        return {key: leaf(reader, (*path, key), value) for key, value in raw.items()}
    values = raw if isinstance(raw, list) else [raw]
    if len(values) != len(keys):
        return reader.add(path, "wrong-type", "The law has another number of parameters", raw, f"[{', '.join(keys)}]")
    return {key: leaf(reader, (*path, i) if isinstance(raw, list) else path, value)
            for i, (key, value) in enumerate(zip(keys, values, strict=True))}  # fmt: skip


def _empirical(reader: Reader, path: KeyPath, raw: object, unit: str) -> Any:
    if not isinstance(raw, dict):
        values = listed(law_length(unit))(reader, path, raw)
        return distributions.empirical(values, unit)
    found = fields(
        reader, path, raw, {"csv": Key(text, required=True), "column": Key(text, required=True), "unit": Key(text, "")}
    )
    if BROKEN in found.values():
        return BROKEN
    table = csv_table(reader, path, found["csv"])
    if table is BROKEN:
        return BROKEN
    if found["column"] not in table.columns:
        return reader.add(
            (*path, "column"), "unknown-name", "The CSV file has no such column", found["column"], tuple(table.columns)
        )
    if unit != "number" and not found["unit"]:
        return reader.add((*path, "unit"), "missing-key", "The unit of the column is needed", allowed='unit = "days"')
    column = table.columns[found["column"]]
    values = [_cell(reader, path, cell, found["unit"], unit) for cell in column]
    return BROKEN if any(map(math.isnan, values)) else distributions.empirical(values, unit)


def _cell(reader: Reader, path: KeyPath, cell: str, stated: str, unit: str) -> float:
    """The value of a cell in the unit of the law; NaN after a problem."""
    plain = number_in(cell)
    if unit != "number":
        value = law_length(unit)(reader, path, f"{cell} {stated}")
    elif math.isfinite(plain):
        value = number()(reader, path, plain)
    else:
        value = reader.add(path, "csv", "A cell holds something that is no number", cell, "a number")
    return math.nan if value is BROKEN else value


def constant_hazard(per_second: float) -> Law:
    """The law of the time to a risk with a constant rate; rate 0 never happens."""
    return Law("hazard", pieces=(HazardPiece(math.inf, per_second),))
