"""Event log -> figures.  Each KPI is defined once, here, whichever engine ran or whoever kept the records."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.log.table import Log
    from sim.measures.sheet import Sheet
    from sim.model.model import Model

__all__ = ["measure"]


def measure(log: Log, model: Model) -> Sheet:
    """All figures of a batch of replications.

    One row a replication, one column a figure; the columns depend on the model alone.  What each figure means is in
    :mod:`sim.measures.registry` and, generated from it, in ``docs/measures.md``.
    """
    from sim.measures.benefits import benefits
    from sim.measures.figures import Figures
    from sim.measures.flow import flow
    from sim.measures.gates_pools import gates, pools
    from sim.measures.journeys import Journeys
    from sim.measures.money import money
    from sim.measures.outcomes import outcomes
    from sim.measures.properties import Properties
    from sim.measures.resources import resources
    from sim.measures.spans import Grid, Spans
    from sim.measures.spells import SpellBook
    from sim.measures.staff import staff
    from sim.measures.targets import targets
    from sim.measures.waiting import waiting

    journeys = Journeys.of(log, model)
    properties = Properties(journeys)
    book = SpellBook(journeys, properties)
    grid = Grid(journeys.replications, Spans.of(model))
    figures = Figures(log.replications, grid.spans)
    flow(figures, grid, journeys)
    waiting(figures, grid, journeys)
    resources(figures, grid, journeys)
    gates(figures, grid, journeys)
    pools(figures, grid, journeys)
    staff(figures, grid, journeys, properties)
    outcomes(figures, grid, journeys, book)
    bill = money(figures, grid, journeys, properties, book)
    benefits(figures, grid, journeys, properties, book, bill)
    targets(figures, grid, journeys, book)
    return figures.sheet()
