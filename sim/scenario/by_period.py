"""A value of each period between two changes, written as one value that depends on the date."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from sim.scenario.dated import Window, folded, merged, value_at
from sim.scenario.schema import DATE, DAY, FOREVER, Case, Steps

Starts = Sequence[int]
"""When the periods begin, ascending from 0; the first holds before the start of the run as well."""


def case(starts: Starts, values: Sequence[Any]) -> Any:
    """The value as it depends on the date; the plain value where it is the same in all periods."""
    ends = zip(starts[1:], values, values[1:], strict=False)
    cases = tuple((f"< {until}", value) for until, value, later in ends if later != value)
    return Case(DATE, cases, values[-1]) if cases else values[0]


def steps(starts: Starts, values: Sequence[Steps]) -> Steps:
    """A number that changes on dates: in each period as it is there."""
    pairs: list[tuple[int, float]] = []
    for start, end, value in zip(starts, (*starts[1:], FOREVER), values, strict=True):
        pairs += [(start, value_at(value, start)), *(one for one in value.changes if start < one[0] < end)]
    return folded(pairs)


def times(starts: Starts, values: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    """In each period its own times."""
    return tuple(
        time for (start, end), found in zip(_spans(starts), values, strict=True) for time in found
        if start <= time < end
    )  # fmt: skip


def windows(starts: Starts, values: Sequence[tuple[Window, ...]]) -> tuple[Window, ...]:
    """In each period the parts of its own windows that lie in it; in seconds."""
    return merged(
        (max(first, start), min(last, end))
        for (start, end), found in zip(_spans(starts), values, strict=True) for first, last in found
    )  # fmt: skip


def days(starts: Starts, values: Sequence[tuple[Window, ...]]) -> tuple[Window, ...]:
    """The same of windows of days: a day is as in the period in which it begins."""
    return windows([-(-start // DAY) for start in starts], values)


def _spans(starts: Starts) -> list[Window]:
    return list(pairwise((-FOREVER, *starts[1:], FOREVER)))
