"""The canonical text of a resolved scenario: files that ask the same question have the same text, so the same hash."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime, time
from typing import Any

from sim.scenario.csvfiles import BadCsv
from sim.scenario.problems import KeyPath
from sim.scenario.reading import Source
from sim.scenario.schema import Parameter

WORDING = frozenset(("title", "text", "reason", "category_titles"))  # of things; says nothing about what happens
HEAD = frozenset(("title", "asks", "notes", "observed", "parameters", "mark"))
PARAMETER_WORDING = frozenset(
    ("title", "text", "source", "basis", "lever", "decision", "choice_titles", "moves_with", "rank_correlation", "step",
     "value", "formula")
)  # fmt: skip


def text(source: Source, parameters: Sequence[Parameter]) -> str:
    """JSON with sorted keys: tables without wording, parameters with the values in force, CSV files by digest."""
    known = source.made_once
    for key, value in source.tables.items():
        if key not in HEAD and key not in known:
            known[key] = _json(_plain(source, (key,), value))
    tables = {key: known[key] for key in source.tables if key not in HEAD}
    stated = source.tables.get("parameters", {})
    members = [_parameter(source, one, stated[one.name]) for one in sorted(parameters, key=lambda one: one.name)]
    tables["parameters"] = "{" + ",".join(members) + "}"
    return "{" + ",".join(f"{_json(name)}:{tables[name]}" for name in sorted(tables)) + "}"


def _parameter(source: Source, parameter: Parameter, stated: dict[str, Any]) -> str:
    """One parameter as a member of a JSON object; what the file says of it besides the value is looked at once."""
    known, key = source.made_once, ("parameters", parameter.name, parameter.formula)
    if key not in known:
        kept = {key: value for key, value in stated.items() if key not in PARAMETER_WORDING}
        formula = {"formula": parameter.formula} if parameter.formula else {}
        others = {**_plain(source, key[:2], kept), "unit": parameter.unit, **formula}
        members = {name: f"{_json(name)}:{_json(others[name])}" for name in sorted(others)}
        before = "".join(f"{member}," for name, member in members.items() if name < "value")
        behind = "".join(f",{member}" for name, member in members.items() if name > "value")
        known[key] = f'{_json(parameter.name)}:{{{before}"value":', behind + "}"
    before, behind = known[key]
    value = _number(parameter.value) if isinstance(parameter.value, float) else parameter.value
    return f"{before}{_json(value) if isinstance(value, str) else repr(value)}{behind}"


def _json(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _plain(source: Source, path: KeyPath, value: Any) -> Any:
    if isinstance(value, dict):
        element = len(path) == 2 or path[0] == "change"
        found = {
            key: _plain(source, (*path, key), item) for key, item in value.items() if not (element and key in WORDING)
        }
        if isinstance(value.get("csv"), str):
            with suppress(BadCsv):  # a category that is called so
                found["csv"] = source.csv(value["csv"], (*path, "csv")).digest
        return found
    if isinstance(value, list):
        return [_plain(source, (*path, i), item) for i, item in enumerate(value)]
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return _number(value) if isinstance(value, float) else value


def _number(value: float) -> float | int:
    """A whole number the same way, however it was written."""
    return int(value) if value.is_integer() and abs(value) < 1e15 else value
