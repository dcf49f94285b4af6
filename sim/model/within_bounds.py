"""The last look at a model before it is given to an engine: no number is larger than the words can carry.

The reader keeps the same bounds and says so in the reader's language; this is for scenarios that were made otherwise,
and so that no engine ever computes with numbers that wrap around.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sim.bounds import LARGEST, LONGEST, MOST_TASKS, BeyondBounds
from sim.model.tables import NUMERIC_SCALE, Below, Floats, Ints, LengthKind, ProcessKind, ResourceKind, Tables

COUNTS = (
    *("case_value", "claim_amount", "dated_value", "gate_tries", "pool_initial", "process_number"),
    "member_people",
)
"""``case_value``: priorities, visits of limits, and numbers of rows; ``dated_value``: seats and minima of gates."""

TIMES = ("gate_again", "follow_every", "follow_until", "row_elapsed", "session_time", "session_nominal")

MOST_KRONER = 1000 * LARGEST
"""In a budget with all its amounts."""


def check_bounds(tables: Tables, end: int, path: str = "", sources: Sequence[str] = ()) -> None:
    """Raise :class:`sim.bounds.BeyondBounds` for a number beyond the bounds of :mod:`sim.bounds`.

    ``path`` of the file and names of its ``sources`` are for the message.
    """
    try:
        _check_tables(tables, end, sources)
    except BeyondBounds as found:
        raise BeyondBounds(found.key, found.found, found.most, path) from None


def _check_tables(tables: Tables, end: int, sources: Sequence[str]) -> None:
    if end > LONGEST:
        raise BeyondBounds("run.length + run.follow_up (s)", end, LONGEST)
    for name in COUNTS:
        _check(name, getattr(tables, name), LARGEST)
    for name in TIMES:
        _check(name, getattr(tables, name), LONGEST)
    _check("length_a", tables.length_a[tables.length_kind == LengthKind.SECONDS], LARGEST * NUMERIC_SCALE)
    if np.any((tables.gate_below == Below.TRY_AGAIN) & (tables.gate_again < 1)):
        raise ValueError("a session is tried again after no time at all")
    for kind, first, last in zip(tables.resource_kind, tables.capacity_first, tables.capacity_last, strict=True):
        if kind != ResourceKind.DOOR:
            most = MOST_KRONER if kind == ResourceKind.BUDGET else LARGEST
            _check("capacity_level", tables.capacity_level[first:last], most)
    for name in ("work_task", "follow_task"):
        _check(name, getattr(tables, name), MOST_TASKS - 1)
    _check_present(tables, sources)


def _check_present(tables: Tables, sources: Sequence[str]) -> None:
    """Units that people may hold at the start: times the seconds of the longest run they are less than 2^63."""
    present = np.where(tables.process_kind == ProcessKind.BACKLOG, tables.process_number, 0)
    held = int(present.sum()) * int(np.max(tables.claim_amount, initial=0))
    if held > 2 * LARGEST:
        largest = int(np.argmax(present))
        key = f"backlog.{sources[largest]}.people" if largest < len(sources) else "backlog"
        raise BeyondBounds(f"{key} × uses", held, 2 * LARGEST)


def _check(name: str, values: Ints | Floats, most: int) -> None:
    beyond = values[np.abs(values) > most]
    if len(beyond):
        raise BeyondBounds(name, float(beyond[0]), most)
