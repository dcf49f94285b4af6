"""Sessions of gates, and tokens of pools."""

from __future__ import annotations

import numpy as np

from sim.log.events import Event
from sim.measures.civil import Floats, Ints
from sim.measures.figures import Figures
from sim.measures.journeys import Bools, Journeys, is_code
from sim.measures.spans import Grid

SESSION = (Event.SEATS, Event.OTHERS, Event.HELD, Event.NOT_HELD, Event.CANCELLED)
LEAVES_LINE = (Event.ADMIT, Event.GIVE_UP, Event.REFUSED, Event.SENT_AWAY)
TOKENS = {
    "arrived": Event.TOKEN_IN,
    "taken": Event.TOKEN_TAKEN,
    "expired": Event.TOKEN_EXPIRED,
    "lost": Event.TOKEN_LOST,
}


def gates(figures: Figures, grid: Grid, journeys: Journeys) -> None:
    """Sessions of each gate: how many, held or not, and how full.  A session counts at the time at which it decides."""
    names, log = journeys.model.names.gates, journeys.log
    if not names:
        return
    rows = np.flatnonzero(is_code(log.code, *SESSION))
    code, value = log.code[rows], log.value[rows]
    opens = np.flatnonzero(code == Event.SEATS)
    # a session is a SEATS row and the rows up to the next one
    session = np.cumsum(code == Event.SEATS) - 1

    def per_session(event: Event) -> tuple[Bools, Floats]:
        has, amount = np.zeros(len(opens), dtype=bool), np.zeros(len(opens))
        mine = np.flatnonzero(code == event)
        has[session[mine]] = True
        amount[session[mine]] = value[mine]
        return has, amount

    _, seats = per_session(Event.SEATS)
    _, others = per_session(Event.OTHERS)
    held, people = per_session(Event.HELD)
    gate, replication = log.object[rows[opens]], journeys.log_replication[rows[opens]]
    slice_ = grid.spans.slice_of(log.time[rows[opens]])

    def count(which: Bools, weights: Floats | None = None) -> Floats:
        weight = None if weights is None else weights[which]
        return grid.count(replication[which], gate[which], len(names), slice_[which], weight)

    sessions_held = count(held)
    figures.add("sessions", names, count(np.ones(len(opens), dtype=bool)))
    figures.add("held", names, sessions_held)
    figures.add("cancelled", names, count(per_session(Event.CANCELLED)[0]))
    figures.add("too_few", names, count(per_session(Event.NOT_HELD)[0]))
    figures.add("seats_filled", names, count(held, people), count(held, seats))
    figures.add("own_people_held", names, count(held, people), sessions_held)
    figures.add("size_held", names, count(held, people + others), sessions_held)
    ready = _in_line(journeys, rows[opens], gate) - people
    empty = np.maximum(seats - others - people, 0.0)
    figures.add("seats_empty_in_line", names, count(held, np.clip(ready, 0.0, empty)))
    figures.add("backfilled", names, _events(grid, journeys, Event.BACKFILL, len(names)))


def _in_line(journeys: Journeys, rows: Ints, gate: Ints) -> Floats:
    """People in line for a gate just before each of the log rows."""
    log, steps = journeys.log, journeys.model.scenario.steps
    kinds = {step.name: step.kind for step in steps}
    waits = np.array([kinds[name] == "wait" for name in journeys.model.names.steps])  # their lines are those of pools
    moves = np.flatnonzero(is_code(log.code, Event.JOIN, *LEAVES_LINE))
    moves = moves[(log.object[moves] >= 0) & ~waits[log.step[moves]]]
    change = np.where(log.code[moves] == Event.JOIN, 1, -1)
    found = np.zeros(len(rows))
    for number in range(len(journeys.model.names.gates)):
        mine = log.object[moves] == number
        level = np.concatenate(([0], np.cumsum(change[mine])))
        asked = np.flatnonzero(gate == number)
        begin = log.first_row[journeys.log_replication[rows[asked]]]
        before = level[np.searchsorted(moves[mine], rows[asked])]
        found[asked] = before - level[np.searchsorted(moves[mine], begin)]
    return found


def pools(figures: Figures, grid: Grid, journeys: Journeys) -> None:
    """Tokens of each pool, by the time of the event; ``open`` is a time average."""
    names, log = journeys.model.names.pools, journeys.log
    if not names:
        return
    counts = {kpi: _events(grid, journeys, event, len(names)) for kpi, event in TOKENS.items()}
    for kpi, table in counts.items():
        figures.add(kpi, names, table)
    figures.add("unused", names, counts["expired"] + counts["lost"])
    rows = np.flatnonzero(is_code(log.code, *TOKENS.values()))
    change: Ints = np.where(log.code[rows] == Event.TOKEN_IN, 1, -1)
    tokens = grid.integral_of_steps(
        journeys.log_replication[rows], log.object[rows], len(names), log.time[rows], change
    )
    figures.add("open", names, tokens, grid.spans.seconds)


def _events(grid: Grid, journeys: Journeys, event: Event, things: int) -> Floats:
    log = journeys.log
    rows = np.flatnonzero(log.code == event)
    return grid.count(journeys.log_replication[rows], log.object[rows], things, grid.spans.slice_of(log.time[rows]))
