"""How soon people start, how soon they support themselves, and whether that lasts."""

from __future__ import annotations

import numpy as np

from sim.measures.civil import Ints, months_later
from sim.measures.figures import Figures
from sim.measures.journeys import NEVER, Journeys
from sim.measures.moments import first_times
from sim.measures.money import starting
from sim.measures.spans import Grid
from sim.measures.spells import SpellBook, Spells
from sim.measures.waiting import quantiles
from sim.scenario.cases import leaves_of
from sim.scenario.schema import DAY, Status

MONTHS = (3, 6, 12)


def outcomes(figures: Figures, grid: Grid, journeys: Journeys, book: SpellBook) -> None:
    """Time to start where a target counts starts; figures of self-support where some step is self-supporting."""
    start = starting(journeys.model.scenario)
    if start is not None:
        started = first_times(journeys, start)
        person = np.flatnonzero((started != NEVER) & (journeys.arrived != NEVER))
        _times(figures, grid, journeys, "time_to_start", person, started[person], started[person])
    if any("self" in leaves_of(step.support) for step in journeys.model.scenario.steps):
        spells = _first_of_each(book.of(Status()))
        _retention(figures, grid, journeys, spells)
        known = journeys.arrived[spells.person] != NEVER
        person, began = spells.person[known], spells.start[known]
        _times(figures, grid, journeys, "time_to_self", person, began, journeys.arrived[person])


def _first_of_each(spells: Spells) -> Spells:
    """The first spell of each person."""
    first = np.ones(len(spells.person), dtype=bool)
    first[1:] = spells.person[1:] != spells.person[:-1]
    return Spells(spells.person[first], spells.start[first], spells.end[first], spells.running[first])


def _retention(figures: Figures, grid: Grid, journeys: Journeys, spells: Spells) -> None:
    replication, cohort = journeys.person_replication[spells.person], grid.spans.slice_of(spells.start)
    for months in MONTHS:
        reached = months_later(spells.start, months, journeys.model.scenario.run.first_day)
        known = np.flatnonzero(reached <= journeys.model.end)  # the run saw the whole time
        kept = known[spells.end[known] >= reached[known]]
        seen, lasting = (grid.count(replication[rows], np.zeros_like(rows), 1, cohort[rows]) for rows in (known, kept))
        figures.add("retention", [f"self[{months} months]"], lasting, seen)


def _times(
    figures: Figures, grid: Grid, journeys: Journeys, kpi: str, person: Ints, reached: Ints, counted: Ints
) -> None:
    """Mean, median and 90 % point of the time from arrival, by the span in which ``counted`` lies."""
    gap = np.maximum(reached - journeys.arrived[person], 0)
    replication, slice_ = journeys.person_replication[person], grid.spans.slice_of(counted)
    nothing = np.zeros_like(person)
    number = grid.count(replication, nothing, 1, slice_)
    figures.add(f"{kpi}_mean", [""], grid.count(replication, nothing, 1, slice_, gap / DAY), number)
    found = np.zeros((2, journeys.replications, 1, len(grid.spans)))
    for i, (first, last) in enumerate(zip(grid.spans.first, grid.spans.last, strict=True)):
        rows = np.flatnonzero((slice_ > first) & (slice_ <= last))
        found[:, :, 0, i] = quantiles(replication[rows], journeys.replications, gap[rows], (0.5, 0.9))[0] / DAY
    figures.add(f"{kpi}_p50", [""], found[0], number > 0)
    figures.add(f"{kpi}_p90", [""], found[1], number > 0)
