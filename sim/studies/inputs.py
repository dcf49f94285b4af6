"""In which inputs scenarios differ: parameters by value, everything else by its key path."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.scenario.schema import Parameter, Scenario
    from sim.studies.option import Option

Value = float | str


@dataclass(frozen=True)
class Input:
    """A parameter whose value is not the same everywhere; None where a scenario does not have it."""

    name: str
    values: tuple[Value | None, ...]  # one for each scenario
    computed: bool  # by a formula wherever it exists, so it follows the others


@dataclass(frozen=True)
class Inputs:
    """``parameters`` in the order of the file; ``other`` are key paths outside the parameters."""

    parameters: tuple[Input, ...]
    other: tuple[str, ...]


def differing(options: Sequence[Option]) -> Inputs:
    """What is not the same in all the options."""
    by_name = [{parameter.name: parameter for parameter in option.scenario.parameters} for option in options]
    found = []
    for name in in_file_order(options):
        there = [known.get(name) for known in by_name]
        values = tuple(None if parameter is None else parameter.value for parameter in there)
        if len(set(values)) > 1:
            found.append(Input(name, values, all(one.formula for one in there if one is not None)))
    resolved = [_tables(option.scenario) for option in options]
    return Inputs(tuple(found), tuple(dict.fromkeys(path for one in resolved[1:] for path in apart(resolved[0], one))))


def in_file_order(options: Sequence[Option]) -> list[str]:
    """Names of all parameters, as they stand in the files."""
    names: dict[str, None] = {}
    for option in options:
        if option.loaded is not None:
            names |= dict.fromkeys(option.loaded.source.tables.get("parameters", {}))
        names |= dict.fromkeys(parameter.name for parameter in option.scenario.parameters)
    known = {parameter.name for option in options for parameter in option.scenario.parameters}
    return [name for name in names if name in known]


def parameter_of(scenario: Scenario, name: str) -> Parameter | None:
    return next((parameter for parameter in scenario.parameters if parameter.name == name), None)


def _tables(scenario: Scenario) -> dict[str, Any]:
    """The resolved scenario without its parameters and without what a study has added to it."""
    tables: dict[str, Any] = json.loads(scenario.resolved.partition("\n")[0] or "{}")
    tables.pop("parameters", None)
    return tables


def apart(a: Any, b: Any, path: str = "") -> Iterator[str]:
    """Key paths at which two resolved scenarios differ, the whole table where one of them does not have it."""
    if a == b:
        return
    if isinstance(a, Mapping) and isinstance(b, Mapping) and path.count(".") < 2:
        for key in dict.fromkeys((*a, *b)):
            if key in a and key in b:
                yield from apart(a[key], b[key], f"{path}.{key}".lstrip("."))
            else:
                yield f"{path}.{key}".lstrip(".")
        return
    yield path
