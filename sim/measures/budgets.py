"""Budgets: kroner that came, were used and are left, and whom an empty budget turned away.

A budget limits starts; what it pays for is stated as costs of steps, so nothing here is part of the cost.
"""

from __future__ import annotations

import numpy as np

from sim.log.events import Event
from sim.measures.civil import Floats
from sim.measures.figures import Figures
from sim.measures.flow import step_kinds
from sim.measures.journeys import Journeys, is_code
from sim.measures.resources import used
from sim.measures.spans import Grid
from sim.scenario.schema import DAY, Budget


def budgets(figures: Figures, grid: Grid, journeys: Journeys) -> None:
    """All figures of budgets."""
    for budget in journeys.model.scenario.budgets:
        _kroner(figures, grid, journeys, budget)
        _refusals(figures, grid, journeys, budget)


def _bounds(grid: Grid) -> list[tuple[int, int]]:
    """Start and end of each span."""
    cuts = grid.spans.cuts
    return [(cuts[first], cuts[last]) for first, last in zip(grid.spans.first, grid.spans.last, strict=True)]


def _kroner(figures: Figures, grid: Grid, journeys: Journeys, budget: Budget) -> None:
    """What came and was used in each span, and what is left at its end of all that ever came."""
    log, number = journeys.log, journeys.model.names.resources.index(budget.name)
    rows = np.flatnonzero((log.code == Event.CLAIM) & (log.object == number))
    replication, time, amount = journeys.log_replication[rows], log.time[rows], log.value[rows].astype(np.float64)

    def spent(opens: int, closes: int) -> Floats:
        inside = (time >= opens) & (time < closes)
        return np.bincount(replication, amount * inside, minlength=journeys.replications).astype(np.float64)

    def came(opens: int, closes: int) -> float:
        return float(sum(kroner for when, kroner in budget.amounts if opens <= when < closes))

    bounds = _bounds(grid)
    granted = np.array([came(opens, closes) for opens, closes in bounds])
    spending = np.stack([spent(opens, closes) for opens, closes in bounds], axis=1)
    left = np.stack([came(0, closes) - spent(0, closes) for _, closes in bounds], axis=1)
    figures.add("budget_granted", [budget.name], granted[None, None])
    figures.add("budget_used", [budget.name], spending[:, None])
    figures.add("budget_left", [budget.name], left[:, None])


def _refusals(figures: Figures, grid: Grid, journeys: Journeys, budget: Budget) -> None:
    """People turned away from a stage that spends the budget, at once or after waiting, and the day of the first."""
    kinds, requests = step_kinds(journeys), journeys.requests
    steps = {step.name: step for step in journeys.model.scenario.steps}
    spending = [
        number
        for number, name in enumerate(journeys.model.names.steps)
        if kinds[number] == "stage" and budget.name in used(steps[name].uses)
    ]
    refused = np.flatnonzero(is_code(requests.outcome, Event.REFUSED, Event.GIVE_UP) & np.isin(requests.step, spending))
    replication, time = requests.replication[refused], requests.end[refused]
    bounds = _bounds(grid)
    count = np.zeros((journeys.replications, len(bounds)))
    first = np.full_like(count, np.inf)
    for i, (opens, closes) in enumerate(bounds):
        inside = (time >= opens) & (time < closes)
        count[:, i] = np.bincount(replication[inside], minlength=journeys.replications)
        np.minimum.at(first[:, i], replication[inside], time[inside] / DAY)
    known = np.isfinite(first)
    figures.add("budget_refused", [budget.name], count[:, None])
    figures.add("budget_first_refusal", [budget.name], np.where(known, first, 0.0)[:, None], known[:, None])
