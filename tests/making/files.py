"""Tables as a scenario file, and the scenario that it states."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from sim.scenario.assemble import assemble
from sim.scenario.reading import read
from sim.scenario.schema import Scenario

Table = dict[str, Any]


def scenario_of(found: Table) -> Scenario:
    """The scenario that a file with these tables states."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in found.get("csv", {}).items():
            (Path(folder) / name).write_text(text)
        path = Path(folder) / "generated.toml"
        path.write_text(toml({key: value for key, value in found.items() if key != "csv"}))
        return replace(assemble(read(path)), path="generated.toml")


def toml(found: Table) -> str:
    """A file with these tables: ``found[kind][name]`` is an element, a list of tables is repeated."""
    lines = [f"{key} = {_value(value)}" for key, value in found.items() if not isinstance(value, dict | list)]
    for kind, value in found.items():
        if isinstance(value, list):
            for entry in value:
                lines += ["", f"[[{kind}]]", *_entries(entry)]
        elif isinstance(value, dict) and kind in ("run", "calendar", "set", "benefit", "report", "background"):
            lines += ["", f"[{kind}]", *_entries(value)]
        elif isinstance(value, dict):
            for name, entry in value.items():
                lines += ["", f"[{kind}.{name}]", *_entries(entry)]
    return "\n".join(lines) + "\n"


def _entries(table: Table) -> Iterator[str]:
    return (f"{_key(key)} = {_value(value)}" for key, value in table.items())


def _key(key: str) -> str:
    return key if key.replace("_", "").replace("-", "").isalnum() else json.dumps(key)


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(_entries(value)) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(item) for item in value) + "]"
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value)
