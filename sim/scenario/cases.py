"""Values that depend on properties: walking through them, and going through all combinations of the properties."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from itertools import islice, product
from typing import Any

from sim.scenario.problems import BROKEN
from sim.scenario.schema import Case

MOST = 4096  # combinations that are gone through at most
Assignment = Mapping[str, str | float]  # property -> category, or (numeric) the bound it lies below; "" for other


def leaves_of(value: Any) -> list[Any]:
    """The plain values of a case (all branches), or the value itself."""
    if not isinstance(value, Case):
        return [value]
    found = [leaf for _, branch in value.cases for leaf in leaves_of(branch)]
    return found + (leaves_of(value.other) if value.other is not None else [])


def targets_of(value: object) -> set[str]:
    """All names that a value may take."""
    if isinstance(value, Case):
        return set().union(*(targets_of(inner) for _, inner in value.cases), targets_of(value.other))
    return {str(value)} if value else set()


def reads(value: Any) -> set[str]:
    """The properties that anything in a value, or in a record of values, depends on."""
    if isinstance(value, tuple):
        return {name for item in value for name in reads(item)}
    if not is_dataclass(value):
        return set()
    own = {value.by} if isinstance(value, Case) else set()
    return own | {name for item in fields(value) for name in reads(getattr(value, item.name))}


def map_leaves(value: Any, change: Callable[[Any], Any]) -> Any:
    """The same value with every plain value replaced by ``change`` of it."""
    if not isinstance(value, Case):
        return change(value)
    cases = tuple((label, map_leaves(branch, change)) for label, branch in value.cases)
    return Case(value.by, cases, None if value.other is None else map_leaves(value.other, change))


def evaluate(value: Any, assignment: Assignment) -> Any:
    """The plain value for one combination of properties; None if no case fits."""
    while isinstance(value, Case):
        value = evaluate_once(value, assignment.get(value.by, ""))
    return value


def _fits(case: str, label: str | float) -> bool:
    return case == label if isinstance(label, str) else upper_bound(case) >= label


def upper_bound(case: str) -> float:
    """The bound of a case ``"< 25"``."""
    return float(case.removeprefix("<").strip())


def bounds_in(values: Sequence[Any]) -> dict[str, set[float]]:
    """The properties that occur in any branch, with the bounds on them (none for one with categories)."""
    found: dict[str, set[float]] = {}
    left = list(values)
    while left:
        value = left.pop()
        if isinstance(value, Case):
            bounds = found.setdefault(value.by, set())
            bounds.update(upper_bound(case) for case, _ in value.cases if case.startswith("<"))
            left += [branch for _, branch in value.cases] + [value.other]
    return found


def label_of(place: int, categories: Sequence[str], bounds: Sequence[float]) -> str | float:
    """What :func:`evaluate` takes for a numbered class of people.

    0 is "not drawn yet"; then come the categories, or the intervals below each of the ascending bounds, and the last.
    """
    if place == 0:
        return ""
    if categories:
        return categories[place - 1]
    return bounds[place - 1] if place <= len(bounds) else math.inf


def assignments(
    values: Sequence[Any], properties: Mapping[str, Sequence[str]], drawn: bool = False
) -> Iterator[Assignment]:
    """Every combination of the properties that ``values`` depend on, "not drawn yet" included unless ``drawn``."""
    labels: dict[str, set[str | float]] = {}
    todo = list(values)
    while todo:
        value = todo.pop()
        if isinstance(value, Case):
            known = labels.setdefault(value.by, set(properties[value.by]))
            if not properties[value.by]:
                known.update(upper_bound(case) for case, _ in value.cases)
            todo += [branch for _, branch in value.cases] + [value.other]
    names = sorted(labels)
    choices = [sorted(labels[name], key=str) + ([] if drawn and properties[name] else [""]) for name in names]
    for combination in islice(product(*choices), MOST):
        yield dict(zip(names, combination, strict=True))


def totals(values: Sequence[Any], properties: Mapping[str, Sequence[str]]) -> Iterator[float]:
    """The sum of the values for every combination for which all of them are known."""
    for assignment in assignments(values, properties):
        found = [evaluate(value, assignment) for value in values]
        if not any(value is None or value is BROKEN for value in found):
            yield math.fsum(found)


def remainder(values: Sequence[Any], properties: Mapping[str, Sequence[str]]) -> Any:
    """1 minus the sum of the shares, itself a case if they depend on properties; never below 0."""
    if any(value is None or value is BROKEN for value in values):
        return BROKEN
    by = next((value.by for value in values if isinstance(value, Case)), None)
    if by is None:
        return max(0.0, 1 - math.fsum(values))
    cases = [value for value in values if isinstance(value, Case) and value.by == by]
    labels: set[str | float] = set(properties[by])
    if not labels:
        labels = {upper_bound(label) for case in cases for label, _ in case.cases}

    def left(label: str | float) -> Any:
        return remainder([branch(value, by, label) for value in values], properties)

    listed = tuple(
        (f"< {label:g}" if isinstance(label, float) else label, left(label)) for label in sorted(labels, key=_order)
    )
    return Case(by, listed, left("") if all(case.other is not None for case in cases) else None)


def _order(label: str | float) -> tuple[float, bytes]:
    return (label, b"") if isinstance(label, float) else (0.0, label.encode())


def branch(value: Any, by: str, label: str | float) -> Any:
    """The value of a case on ``by`` for one label; anything else as it is."""
    while isinstance(value, Case) and value.by == by:
        value = evaluate_once(value, label)
    return value


def evaluate_once(case: Case[Any], label: str | float) -> Any:
    """The branch of a case for one category or bound."""
    return next((branch for stated, branch in case.cases if _fits(stated, label)), case.other)
