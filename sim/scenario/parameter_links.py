"""What ties parameters to one another: which follows which on the page, and which are uncertain together."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from sim.scenario.problems import KeyPath
from sim.scenario.reader import Reader

Correlations = dict[str, dict[str, float]]
"""Rank correlation of two parameters, under the name of each."""


def companion(reader: Reader, name: str, stated: str) -> str:
    """The parameter that one follows: another one; "" without one."""
    if stated and (stated == name or stated not in reader.names["parameters"]):
        path = ("parameters", name, "moves_with")
        reader.add(path, "unknown-name", "There is no such parameter to move with", stated, _others(reader, name))
    return stated


def correlations(reader: Reader, stated: Mapping[str, Any]) -> Correlations:
    """Rank correlations as the parameters state them, each said once, by either of the two.

    A set of correlations that no joint distribution has (A with B and B with C nearly 1, A with C nearly -1) is a
    problem of the parameter that completes it.
    """
    found: Correlations = {}
    for name, table in stated.items():
        path = ("parameters", name, "rank_correlation")
        if table is None:
            continue
        if not isinstance(table, dict):
            reader.add(path, "wrong-type", "A table of parameters and rank correlations is expected", table)
            continue
        for other, value in table.items():
            _add(reader, found, name, other, value, (*path, other))
        if not _can_hold(found):
            reader.add(path, "out-of-range", "These rank correlations cannot hold together", table)
            return {}
    return found


def _add(reader: Reader, found: Correlations, name: str, other: str, value: Any, path: KeyPath) -> None:
    if other == name or other not in reader.names["parameters"]:
        reader.add(path, "unknown-name", "There is no such parameter to be correlated with", other,
                   _others(reader, name))  # fmt: skip
    elif isinstance(value, bool) or not isinstance(value, int | float) or not -1 < value < 1:
        reader.add(path, "out-of-range", "A rank correlation lies between -1 and 1", value, "-0.99 to 0.99")
    elif found.get(other, {}).get(name, value) != value:
        message = "This rank correlation is stated by both parameters, differently"
        reader.add(path, "conflicting-keys", message, value, f"{found[other][name]:g}")
    else:
        found.setdefault(name, {})[other] = found.setdefault(other, {})[name] = float(value)


def _others(reader: Reader, name: str) -> tuple[str, ...]:
    return tuple(one for one in reader.names["parameters"] if one != name)


def pearson_of(rank_correlation: float) -> float:
    """The correlation of two normal variables whose ranks have this one (Pearson 1907: 2 sin(pi r / 6))."""
    return 2 * math.sin(math.pi * rank_correlation / 6)


def _can_hold(found: Correlations) -> bool:
    """Whether normal variables can have these: the matrix of their correlations has a Cholesky factor."""
    names = sorted(found)
    matrix = [[1.0 if a == b else pearson_of(found[a].get(b, 0.0)) for b in names] for a in names]
    return _is_positive_definite(matrix)


def _is_positive_definite(matrix: Sequence[Sequence[float]]) -> bool:
    lower: list[list[float]] = []
    for i, row in enumerate(matrix):
        lower.append([])
        for j in range(i):
            known = sum(a * b for a, b in zip(lower[i], lower[j], strict=False))
            lower[i].append((row[j] - known) / lower[j][j])
        left = row[i] - sum(value * value for value in lower[i])
        if left <= 1e-9:
            return False
        lower[i].append(math.sqrt(left))
    return True
