"""Budgets: kroner that came, were used and are left, and whom an empty budget turned away.

A budget limits starts; what it pays for is stated as costs of steps, so nothing here is part of the cost.
"""

from __future__ import annotations

import numpy as np

from sim.measures.digest import layout
from sim.measures.digest.digest import Digest
from sim.measures.figures import Figures
from sim.measures.questions import used
from sim.scenario.schema import DAY, Budget


def budgets(figures: Figures, digest: Digest) -> None:
    """All figures of budgets."""
    for budget in digest.model.scenario.budgets:
        _kroner(figures, digest, budget)
        _refusals(figures, digest, budget)


def _kroner(figures: Figures, digest: Digest, budget: Budget) -> None:
    """What came and was used in each span, and what is left at its end of all that ever came."""
    names = digest.model.names.resources
    cells = digest.bins(layout.RESOURCE_CELLS, len(names), layout.OF_RESOURCE)
    claimed = cells[:, names.index(budget.name), layout.CLAIMED].astype(np.float64)

    def came(opens: int, closes: int) -> float:
        return float(sum(kroner for when, kroner in budget.amounts if opens <= when < closes))

    granted = np.array([came(opens, closes) for opens, closes in digest.spans.bounds])
    ever = np.cumsum(claimed, axis=1)[:, list(digest.spans.last)]
    left = np.array([came(0, closes) for _, closes in digest.spans.bounds]) - ever
    figures.add("budget_granted", [budget.name], granted[None, None])
    figures.add("budget_used", [budget.name], digest.spans.over(claimed[:, 1:-1])[:, None])
    figures.add("budget_left", [budget.name], left[:, None])


def _refusals(figures: Figures, digest: Digest, budget: Budget) -> None:
    """People turned away from a stage that spends the budget, at once or after waiting, and the day of the first."""
    model = digest.model
    steps = {step.name: step for step in model.scenario.steps}
    spending = [
        number
        for number, name in enumerate(model.names.steps)
        if steps[name].kind == "stage" and budget.name in used(steps[name].uses)
    ]
    refused = digest.of_steps(layout.REFUSED_THEN, spending).sum(axis=1)
    cells = digest.bins(layout.STEP_CELLS, len(model.names.steps), layout.OF_STEP)
    seconds = cells[:, spending, layout.FIRST_REFUSAL, 1:-1].astype(np.float64) - 1  # -1: none in this slice
    by_slice = np.where(seconds < 0, np.inf, seconds).min(axis=1, initial=np.inf)
    spans = zip(digest.spans.first, digest.spans.last, strict=True)
    first = np.stack([by_slice[:, a:b].min(axis=1) for a, b in spans], axis=1) / DAY
    known = np.isfinite(first)
    figures.add("budget_refused", [budget.name], refused[:, None])
    figures.add("budget_first_refusal", [budget.name], np.where(known, first, 0.0)[:, None], known[:, None])
