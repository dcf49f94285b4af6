"""Values that depend on properties, as numbered classes of people: what ``basics.class_of`` reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from sim.model.tables import NUMERIC_SCALE
from sim.scenario.schema import DATE, Case, Property, in_seconds


@dataclass(frozen=True)
class Classes:
    """``words`` of the case in memory, and the plain value (None: no case fits) of each class."""

    words: tuple[int, ...]
    values: tuple[Any, ...]


def classes(value: Any, properties: Sequence[Property]) -> Classes:
    """All combinations of the properties that a value depends on.

    Of each property class 0 is "not drawn yet"; then come its categories, or the intervals between the bounds that
    occur, which hold their lower bound.  A plain value has one class.
    """
    index = {item.name: number for number, item in enumerate(properties)}
    axes = depends_on(value)
    counts = [1 + (len(properties[index[name]].categories) or len(bounds) + 1) for name, bounds in axes.items()]
    words, stride = [len(axes)], 1
    for (name, bounds), count in zip(axes.items(), counts, strict=True):
        categories = properties[index[name]].categories
        words += [
            _read_as(properties[index[name]], index[name]),
            stride,
            -1 if categories else len(bounds),
            *([] if categories else bounds),
        ]
        stride *= count
    chosen: Iterator[tuple[int, ...]] = product(*(range(count) for count in reversed(counts)))
    values = [_plain(value, dict(zip(axes, reversed(each), strict=True)), axes, properties, index) for each in chosen]
    return Classes(tuple(words), tuple(values))


def depends_on(value: Any) -> dict[str, list[int]]:
    """The properties that occur, with their ascending bounds."""
    bounds: dict[str, set[int]] = {}
    left = [value]
    while left:
        one = left.pop()
        if isinstance(one, Case):
            found = bounds.setdefault(one.by, set())
            found.update(_bound(one, label) for label, _ in one.cases if label.startswith("<"))
            left += [branch for _, branch in one.cases] + [one.other]
    return {name: sorted(bounds[name]) for name in sorted(bounds)}


def _plain(
    value: Any,
    chosen: dict[str, int],
    axes: dict[str, list[int]],
    properties: Sequence[Property],
    index: dict[str, int],
) -> Any:
    """The plain value for one combination of classes; the first case that fits holds."""
    while isinstance(value, Case):
        place, categories = chosen[value.by], properties[index[value.by]].categories
        branch = value.other
        for label, case in value.cases:
            if place == 0:
                break
            if (
                label == categories[place - 1]
                if categories
                else place - 1 <= axes[value.by].index(_bound(value, label))
            ):
                branch = case
                break
        value = branch
    return value


def _bound(case: Case[Any], label: str) -> int:
    """In millionths; of the date and of durations in seconds."""
    return round(float(label.removeprefix("<")) * (1 if in_seconds(case.by) else NUMERIC_SCALE))


def _read_as(item: Property, number: int) -> int:
    """The property as ``basics.class_of`` reads it: its number, or below 0 where the time of reading counts."""
    if item.name == DATE:
        return -1
    return -2 - number if item.duration is not None and item.duration.event in ("arrival", "entry") else number
