"""The last look at a model before it is given to an engine: no number is larger than the words can carry.

The reader keeps the same bounds and says so in the reader's language; this is for scenarios that were made otherwise,
and so that no engine ever computes with numbers that wrap around.
"""

from __future__ import annotations

import numpy as np

from sim.bounds import LARGEST, LONGEST
from sim.model.tables import NUMERIC_SCALE, Below, Floats, Ints, LengthKind, ProcessKind, ResourceKind, Tables

COUNTS = (
    *("case_value", "claim_amount", "dated_value", "gate_tries", "pool_most", "pool_initial", "process_number"),
    *("source_at_least", "member_people"),
)
"""``case_value``: priorities, visits of limits, and numbers of rows; ``dated_value``: seats and minima of gates."""

TIMES = ("gate_again", "work_ahead", "follow_every", "follow_until", "row_elapsed", "session_time", "session_nominal")

MOST_KRONER = 1000 * LARGEST
"""In a budget with all its amounts."""


def check_bounds(tables: Tables, end: int) -> None:
    """Raise ValueError, naming the table, for a number beyond the bounds of :mod:`sim.bounds`."""
    if end > LONGEST:
        raise ValueError(f"the run takes {end} seconds, more than {LONGEST}")
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
    backlog = tables.process_number[tables.process_kind == ProcessKind.BACKLOG]
    held = int(backlog.sum()) * int(np.max(tables.claim_amount, initial=0))
    if held > 2 * LARGEST:  # times the seconds of the longest run is less than 2^63
        raise ValueError(f"people present at the start may hold {held} units, more than {2 * LARGEST}")


def _check(name: str, values: Ints | Floats, most: int) -> None:
    beyond = values[np.abs(values) > most]
    if len(beyond):
        raise ValueError(f"{name}: {beyond[0]:g} is beyond {most:g}")
