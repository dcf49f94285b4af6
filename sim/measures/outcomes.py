"""Retention in self-support, and how soon it begins."""

from __future__ import annotations

import numpy as np

from sim.measures.civil import months_later
from sim.measures.figures import Figures
from sim.measures.journeys import NEVER, Journeys
from sim.measures.spans import Grid
from sim.measures.spells import SpellBook
from sim.measures.waiting import quantiles
from sim.scenario.schema import DAY, Status

MONTHS = (3, 6, 12)


def outcomes(figures: Figures, grid: Grid, journeys: Journeys, book: SpellBook) -> None:
    """Figures of the first self-supporting spell of each person; only where some step is self-supporting."""
    if not any(step.support == "self" for step in journeys.model.scenario.steps):
        return
    spells = book.of(Status())
    first = np.ones(len(spells.person), dtype=bool)
    first[1:] = spells.person[1:] != spells.person[:-1]
    person, start, end = spells.person[first], spells.start[first], spells.end[first]
    replication, cohort = journeys.person_replication[person], grid.spans.slice_of(start)
    nothing = np.zeros_like(person)
    for months in MONTHS:
        reached = months_later(start, months, journeys.model.scenario.run.first_day)
        known = np.flatnonzero(reached <= journeys.model.end)  # the run saw the whole time
        kept = known[end[known] >= reached[known]]
        figures.add(
            "retention", [f"self[{months} months]"],
            grid.count(replication[kept], nothing[kept], 1, cohort[kept]),
            grid.count(replication[known], nothing[known], 1, cohort[known]),
        )  # fmt: skip

    arrived = journeys.arrived[person]
    gap = np.where(arrived == NEVER, 0, start - arrived)
    slice_ = grid.spans.slice_of(arrived)
    shape = (journeys.replications, 1, len(grid.spans))
    median, known_ = np.zeros(shape), np.zeros(shape)
    for i, (a, b) in enumerate(zip(grid.spans.first, grid.spans.last, strict=True)):
        rows = np.flatnonzero((slice_ > a) & (slice_ <= b))
        values, counts = quantiles(replication[rows], journeys.replications, np.maximum(gap[rows], 0), (0.5,))
        median[:, 0, i], known_[:, 0, i] = values[0] / DAY, counts > 0
    figures.add("time_to_self_p50", [""], median, known_)
