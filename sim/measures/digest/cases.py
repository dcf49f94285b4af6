"""Values that depend on properties, as numbered classes of people: what ``basics.class_of`` reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from sim.model.tables import NUMERIC_SCALE
from sim.scenario.cases import bounds_in, evaluate, label_of
from sim.scenario.schema import DATE, Property, in_seconds


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
    axes = _axes(value)
    counts = [1 + (len(properties[index[name]].categories) or len(bounds) + 1) for name, bounds in axes.items()]
    words, stride = [len(axes)], 1
    for (name, bounds), count in zip(axes.items(), counts, strict=True):
        categories = properties[index[name]].categories
        words += [
            _read_as(properties[index[name]], index[name]),
            stride,
            -1 if categories else len(bounds),
            *([] if categories else _whole(name, bounds)),
        ]
        stride *= count
    chosen: Iterator[tuple[int, ...]] = product(*(range(count) for count in reversed(counts)))
    values = []
    for each in chosen:
        places = zip(axes.items(), reversed(each), strict=True)
        values.append(
            evaluate(
                value,
                {name: label_of(place, properties[index[name]].categories, bounds) for (name, bounds), place in places},
            )
        )
    return Classes(tuple(words), tuple(values))


def _axes(value: Any) -> dict[str, list[float]]:
    """The properties that occur, with their ascending bounds."""
    bounds = bounds_in([value])
    return {name: sorted(bounds[name]) for name in sorted(bounds)}


def _whole(name: str, bounds: Sequence[float]) -> list[int]:
    """Bounds in millionths; of the date and of durations in seconds."""
    return [round(bound * (1 if in_seconds(name) else NUMERIC_SCALE)) for bound in bounds]


def _read_as(item: Property, number: int) -> int:
    """The property as ``basics.class_of`` reads it: its number, or below 0 where the time of reading counts."""
    if item.name == DATE:
        return -1
    return -2 - number if item.duration is not None and item.duration.event in ("arrival", "entry") else number
