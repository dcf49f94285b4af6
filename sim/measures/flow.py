"""Entries, stays, people inside, exits, time in the system: where people are and how long."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sim.log.events import Event
from sim.measures.civil import Floats, Ints
from sim.measures.figures import Figures
from sim.measures.journeys import NEVER, Bools, Journeys
from sim.measures.spans import Grid
from sim.scenario.schema import DAY

ENTRY = {"stage": Event.START, "wait": Event.JOIN, "decision": Event.DECIDE, "exit": Event.EXIT}
"""The event that counts as entering a step, by kind of step."""


def step_kinds(journeys: Journeys) -> tuple[str, ...]:
    """Kind of each step, by its number."""
    kinds = {step.name: step.kind for step in journeys.model.scenario.steps}
    return tuple(kinds[name] for name in journeys.model.names.steps)


def of_kind(journeys: Journeys, *kinds: str) -> list[int]:
    """Numbers of the steps of these kinds."""
    return [number for number, kind in enumerate(step_kinds(journeys)) if kind in kinds]


def entry_rows(journeys: Journeys) -> Bools:
    """Which rows of the journeys are entries into a step."""
    entry = np.array([ENTRY[kind] for kind in step_kinds(journeys)], dtype=np.int64)
    return np.asarray((journeys.step >= 0) & (journeys.code == entry[journeys.step]))


def flow(figures: Figures, grid: Grid, journeys: Journeys) -> None:
    """All figures of steps, exits and people."""
    _entries(figures, grid, journeys)
    _stays(figures, grid, journeys)
    _people(figures, grid, journeys)
    _unfinished(figures, journeys)


def _entries(figures: Figures, grid: Grid, journeys: Journeys) -> None:
    steps = journeys.model.names.steps
    rows = np.flatnonzero(entry_rows(journeys))
    person, step, time = journeys.person[rows], journeys.step[rows], journeys.began[rows]
    entries = grid.count(journeys.replication[rows], step, len(steps), grid.spans.slice_of(time))
    figures.add("entries", steps, entries)

    # rows of one person and step side by side: the first of them decides the entry cohort of all
    order = np.lexsort((rows, step, person)) if len(rows) else rows
    person, step, time = person[order], step[order], time[order]
    first = np.ones(len(order), dtype=bool)
    first[1:] = (person[1:] != person[:-1]) | (step[1:] != step[:-1])
    starts = np.flatnonzero(first)
    replication = journeys.person_replication[person[starts]]
    cohort = grid.spans.slice_of(time[starts])
    people = grid.count(replication, step[starts], len(steps), cohort)
    visits = np.diff(np.append(starts, len(order))).astype(np.float64)
    stages = of_kind(journeys, "stage", "wait", "decision")
    figures.add(
        "visits", [steps[i] for i in stages],
        grid.count(replication, step[starts], len(steps), cohort, visits)[:, stages], people[:, stages],
    )  # fmt: skip

    arrived = journeys.arrived[person[starts]]
    reached = grid.count(replication, step[starts], len(steps), grid.spans.slice_of(arrived))
    everybody = _cohort(grid, journeys)
    exits = of_kind(journeys, "exit")
    figures.add("share_reaching", [steps[i] for i in stages], reached[:, stages], everybody)
    figures.add("exit_share", [steps[i] for i in exits], reached[:, exits], everybody)
    figures.add("exits", [steps[i] for i in exits], entries[:, exits])


def _cohort(grid: Grid, journeys: Journeys) -> Floats:
    """Everybody who arrived in each span, shape (replications, 1, spans)."""
    people = np.flatnonzero(journeys.arrived != NEVER)
    slice_ = grid.spans.slice_of(journeys.arrived[people])
    return grid.count(journeys.person_replication[people], np.zeros_like(people), 1, slice_)


def _stays(figures: Figures, grid: Grid, journeys: Journeys) -> None:
    names = journeys.model.names.steps
    stages = of_kind(journeys, "stage")
    titles = [names[i] for i in stages]
    stays = journeys.stays
    inside = grid.integral(stays.replication, stays.step, len(names), stays.start, stays.end)
    figures.add("occupancy", titles, inside[:, stages], grid.spans.seconds)

    done = np.flatnonzero(stays.ended)
    cohort = grid.spans.slice_of(stays.began[done])
    days = (stays.end[done] - stays.began[done]) / DAY
    count = grid.count(stays.replication[done], stays.step[done], len(names), cohort)
    total = grid.count(stays.replication[done], stays.step[done], len(names), cohort, days)
    figures.add("stay_mean", titles, total[:, stages], count[:, stages])

    log = journeys.log
    for kpi, code, kinds in (
        ("overdue", Event.OVERDUE, ("stage",)),
        ("limited", Event.LIMITED, ("stage", "wait", "decision")),
    ):
        rows = np.flatnonzero(log.code == code)
        table = grid.count(
            journeys.log_replication[rows], log.step[rows], len(names), grid.spans.slice_of(log.time[rows])
        )
        chosen = of_kind(journeys, *kinds)
        figures.add(kpi, [names[i] for i in chosen], table[:, chosen])


def _people(figures: Figures, grid: Grid, journeys: Journeys) -> None:
    model, log = journeys.model, journeys.log
    sources = model.names.sources
    people = np.flatnonzero(journeys.arrived != NEVER)
    replication, arrived = journeys.person_replication[people], journeys.arrived[people]
    cohort = grid.spans.slice_of(arrived)
    figures.add("arrivals", sources, grid.count(replication, journeys.source[people], len(sources), cohort))

    rows = np.flatnonzero(log.code == Event.NOT_CONTACTED)
    slice_ = grid.spans.slice_of(log.time[rows])
    figures.add(
        "not_contacted", sources, grid.count(journeys.log_replication[rows], log.object[rows], len(sources), slice_)
    )

    gone = journeys.exit_time[people] != NEVER
    days = np.where(gone, journeys.exit_time[people] - arrived, 0) / DAY
    nothing = np.zeros_like(people)
    left = grid.count(replication[gone], nothing[gone], 1, cohort[gone])
    figures.add("time_in_system", [""], grid.count(replication, nothing, 1, cohort, days), left)
    figures.add("unfinished", [""], grid.count(replication[~gone], nothing[~gone], 1, cohort[~gone]))
    end = np.where(gone, journeys.exit_time[people], model.end)
    seen = log_arrival(journeys)[people]
    figures.add("in_system", [""], grid.integral(replication, nothing, 1, seen, end), grid.spans.seconds)


def log_arrival(journeys: Journeys) -> Ints:
    """Time of the ARRIVE row of each person (0 for the backlog), NEVER for those not contacted."""
    rows = journeys.code == Event.ARRIVE
    return journeys.per_person(journeys.person[rows], journeys.time[rows])


def _unfinished(figures: Figures, journeys: Journeys) -> None:
    """People who are still there when the run ends, by step."""
    names = journeys.model.names.steps
    for kpi, code, kinds in (
        ("inside_end", Event.INSIDE, ("stage",)),
        ("in_line_end", Event.IN_LINE, ("stage", "wait")),
    ):
        rows = np.flatnonzero(journeys.code == code)
        key = journeys.replication[rows] * len(names) + journeys.step[rows]
        table = (
            np.bincount(key, minlength=journeys.replications * len(names)).reshape(-1, len(names)).astype(np.float64)
        )
        figures.add_whole(kpi, [""], table.sum(axis=1, keepdims=True))
        chosen = of_kind(journeys, *kinds)
        figures.add_whole(kpi, [names[i] for i in chosen], table[:, chosen])


def inside(journeys: Journeys, step: int, times: Sequence[int]) -> Floats:
    """People inside the step just after each time: shape (replications, times)."""
    stays = journeys.stays
    chosen = stays.step == step
    columns = []
    for time in times:
        there = chosen & (stays.start <= time) & (time < stays.end)
        columns.append(np.bincount(stays.replication[there], minlength=journeys.replications))
    return np.stack(columns, axis=1).astype(np.float64)
