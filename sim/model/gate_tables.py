"""Gates and their sessions as flat tables."""

from __future__ import annotations

from typing import Any

from sim.model.columns import Columns
from sim.model.days import DayTables
from sim.model.lengths import Lengths, seconds_of
from sim.model.slices import Slices
from sim.model.tables import Below
from sim.random_keys import stream_key
from sim.scenario.schema import DAY, Gate

BELOW = {"skip": Below.SKIP, "try_again": Below.TRY_AGAIN, "send_away": Below.SEND_AWAY}


def gate_tables(
    gates: tuple[Gate, ...],
    names: tuple[str, ...],
    resources: dict[str, int],
    days: DayTables,
    lengths: Lengths,
    end: int,
) -> dict[str, Any]:
    """Tables ``gate_*`` and ``session_*``; ``resources`` are the numbers of the resources."""
    by_name = {gate.name: gate for gate in gates}
    sessions = Slices("gate", "session_time", "session_nominal")
    columns = Columns()
    for name in names:
        gate = by_name[name]
        sessions.add(sessions_of(gate, days, end))
        columns.put(
            gate_seats=lengths.dated_number(gate.seats),
            gate_minimum=lengths.dated_number(gate.minimum),
            gate_cancelled=lengths.dated_number(gate.cancelled),
            gate_others=lengths.by_date(gate.others, lengths.number),
            gate_below=BELOW[gate.below],
            gate_again=seconds_of(gate.again_after),
            gate_again_working=int(gate.again_after.unit == "working days"),
            gate_tries=gate.tries,
            gate_backfill=lengths.by_date(gate.backfill, lambda name: resources.get(str(name), -1)),
            gate_opening=int(gate.opening_days),
            gate_key=stream_key(f"gate.{name}"),
            gate_others_stream=stream_key(f"gate.{name}.others"),
            gate_cancelled_stream=stream_key(f"gate.{name}.cancelled"),
        )
    return {**columns.values, **sessions.columns()}


def sessions_of(gate: Gate, days: DayTables, end: int) -> list[tuple[int, int]]:
    """(time, nominal time): moved to opening days; of sessions moved to one day the latest stays (contract Q5)."""
    opening_next = days.opening_next if gate.opening_days else None
    moved: dict[int, int] = {}
    for nominal in sorted(gate.times):
        if 0 <= nominal < end:
            day = nominal // DAY if opening_next is None else int(opening_next[nominal // DAY - days.first])
            moved[day * DAY + nominal % DAY] = nominal
    return [(time, nominal) for time, nominal in sorted(moved.items()) if time < end]
