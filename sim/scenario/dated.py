"""Numbers that change on dates, and dated multipliers: as written, and as ``[[change]]`` alters them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sim.scenario.leaves import chosen
from sim.scenario.problems import BROKEN, KeyPath
from sim.scenario.reader import Leaf, Reader
from sim.scenario.schema import FOREVER, Dated, Factor, Span, Steps
from sim.scenario.time_leaves import when
from sim.scenario.values import add_months, moment, quantity

Window = tuple[int, int]


@dataclass(frozen=True)
class Piece:
    """A value that holds in [start, end)."""

    start: int
    end: int
    value: float


def dated(leaf: Leaf) -> Leaf:
    """A leaf for Steps: a plain value, or ``{ start = 12, 2021-08-01 = 14 }``."""

    def read(reader: Reader, path: KeyPath, raw: object) -> Any:
        value = reader.deref(path, raw)
        if not isinstance(value, dict):
            plain = leaf(reader, path, value)
            return plain if plain is BROKEN else Steps(plain)
        pairs = moments(reader, path, value, chosen(leaf))
        if "start" not in value:
            return reader.add(
                (*path, "start"), "missing-key", "The number before the first date is needed", allowed="start = ..."
            )
        return BROKEN if pairs is BROKEN else folded(pairs)

    return chosen(read)


def amounts_by_date(leaf: Leaf) -> Leaf:
    """A leaf for a Dated table: as :func:`dated`, but the first amount holds before the first date."""

    def read(reader: Reader, path: KeyPath, raw: object) -> Any:
        value = reader.deref(path, raw)
        if not isinstance(value, dict):
            plain = leaf(reader, path, value)
            return plain if plain is BROKEN else Dated(((0, plain),))
        pairs = moments(reader, path, value, chosen(leaf), anywhere=True)
        if pairs is BROKEN or not pairs:
            return BROKEN if pairs is BROKEN else reader.add(path, "missing-key", "At least one amount is needed")
        steps = folded([(-FOREVER, pairs[0][1]), *pairs])
        return Dated(((0, steps.first), *steps.changes))

    return read


def moments(reader: Reader, path: KeyPath, table: dict[str, Any], leaf: Leaf, anywhere: bool = False) -> Any:
    """(time, value) ascending from the keys ``start``, dates, or lengths after the start of the run."""
    pairs: list[tuple[int, Any]] = []
    for key, raw in table.items():
        here = (*path, key)
        time = -FOREVER if key == "start" else _time_of_key(reader, here, key, anywhere)
        pairs.append((time, leaf(reader, here, raw)))
    if any(time is BROKEN or value is BROKEN for time, value in pairs):
        return BROKEN
    pairs.sort()
    twice = [time for (time, _), (after, _) in pairwise(pairs) if time == after]
    if twice:
        return reader.add(path, "defined-twice", "Two keys name the same time", sorted(table))
    return pairs


def _time_of_key(reader: Reader, path: KeyPath, key: str, anywhere: bool) -> Any:
    if moment(key) is None and not isinstance(quantity(key), Span):
        allowed = '`start`, dates such as 2021-08-01, or lengths such as "90 days"'
        return reader.add(path, "unknown-key", "Neither `start` nor a date", key, allowed)
    if anywhere and (stated := moment(key)) is not None:
        return reader.seconds(stated)
    return when(earliest=False)(reader, path, key)


def folded(pairs: Iterable[tuple[int, float]]) -> Steps:
    """Steps from ascending (time, value); what lies before the run becomes the value at its start."""
    first = 0.0
    changes: list[tuple[int, float]] = []
    for time, value in pairs:
        if time <= 0:
            first = value
        elif value != (changes[-1][1] if changes else first):
            changes.append((time, value))
    return Steps(first, tuple(changes))


def value_at(steps: Steps, time: float) -> float:
    """The number in force at a time."""
    place = bisect_right(steps.changes, time, key=lambda change: change[0])
    return steps.changes[place - 1][1] if place else steps.first


def largest(steps: Steps) -> float:
    """The largest number that is ever in force."""
    return max([steps.first, *(value for _, value in steps.changes)])


def factor_at(factor: Factor | None, time: float) -> float:
    """The multiplier in force at a time; 1 without one."""
    return value_at(Steps(1.0, factor.steps), time) if factor else 1.0


def average_of(steps: Steps, start: int, end: int) -> float:
    """Time average of a number that changes on dates over [start, end)."""
    if end <= start:
        return steps.first
    total, since, value = 0.0, start, steps.first
    for time, new in steps.changes:
        if time > since:
            total += value * (min(time, end) - since)
            since = min(time, end)
        value = new
    return (total + value * (end - since)) / (end - start)


def overlaid(base: Any, pieces: Sequence[Piece]) -> Any:
    """``base`` with other values in some windows; where windows overlap the one that begins last counts."""
    if base is BROKEN or not pieces:
        return base
    times = {0, *(time for time, _ in base.changes), *(end for piece in pieces for end in (piece.start, piece.end))}

    def at(time: int) -> float:
        over = [piece for piece in pieces if piece.start <= time < piece.end]
        return max(over, key=lambda piece: (piece.start, -piece.end)).value if over else value_at(base, time)

    return folded((time, at(time)) for time in sorted(times) if 0 <= time < FOREVER)


def opened(base: Any, opens: Any, closes: Any) -> Any:
    """``base``, but 0 before ``opens`` and from ``closes`` on (None: no such date)."""
    if BROKEN in (opens, closes):
        return BROKEN
    before = [Piece(-FOREVER, opens, 0.0)] if opens is not None else []
    after = [Piece(closes, FOREVER, 0.0)] if closes is not None else []
    return overlaid(base, before + after)


def product(pieces: Sequence[Sequence[Piece]]) -> Factor | None:
    """Multipliers of several changes together: 1 outside their windows, the product where they overlap.

    The pieces of one change do not overlap and come in order of time.
    """
    edges = {time for one in pieces for piece in one for time in (piece.start, piece.end) if time < FOREVER}
    times = sorted({max(time, 0) for time in edges})  # what began before the run is there when it starts
    steps: list[tuple[int, float]] = []
    for time in times:
        value = 1.0
        for one in pieces:
            place = bisect_right(one, time, key=lambda piece: piece.start)
            value *= one[place - 1].value if place and time < one[place - 1].end else 1.0
        if value != (steps[-1][1] if steps else 1.0):
            steps.append((time, value))
    return Factor(tuple(steps)) if steps else None


def pieces_of(factor: Factor) -> list[Piece]:
    """A dated multiplier piece by piece."""
    ends = [*(time for time, _ in factor.steps[1:]), FOREVER]
    return [Piece(start, end, value) for (start, value), end in zip(factor.steps, ends, strict=True)]


def ramped(reader: Reader, start: int, end: int, value: float, months: int) -> list[Piece]:
    """A multiplier that moves from 1 at ``start`` to ``value`` after so many months, in monthly steps."""
    if months == 0:
        return [Piece(start, end, value)]
    begin = reader.origin_plus(start)
    edges = [min(reader.seconds(add_months(begin, month)), end) for month in range(1, months + 1)]
    levels = [1 + (value - 1) * month / months for month in range(1, months + 1)]
    levels[-1] = value
    return [Piece(a, b, level) for a, b, level in zip(edges, [*edges[1:], end], levels, strict=True) if a < b]


def merged(windows: Iterable[Window]) -> tuple[Window, ...]:
    """Windows [start, end) as sorted disjoint ones that cover the same times; empty ones vanish, touching ones join."""
    joined: list[Window] = []
    for start, end in sorted(window for window in windows if window[0] < window[1]):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return tuple(joined)


def within_run(windows: Iterable[Window]) -> tuple[Window, ...]:
    """The part of the windows that lies in the run, merged."""
    return merged((max(start, 0), end) for start, end in windows)
