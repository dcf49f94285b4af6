"""Money spent, by whom, and what it buys (contract L3: found from log and scenario, never simulated).

Money counts in the span in which it is spent: a start when it happens, days as they pass, staff by the hours,
fixed costs by the calendar.  Costs *per* something are ratios of sums (C3): the money of the span over the starts of
the span, or over those of its starters who came to the end asked for, however late.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.measures.budgets import budgets
from sim.measures.civil import Bools, Floats
from sim.measures.digest.digest import NEVER, Digest
from sim.measures.digest.layout import STARTS
from sim.measures.figures import Figures
from sim.measures.groups import count, places
from sim.measures.questions import costs, outcome, starting
from sim.measures.staff import hours_paid
from sim.scenario.schema import DAY, Cost, FixedCost, Scenario, Status, Step


def has_costs(scenario: Scenario) -> bool:
    """Whether the scenario states any cost at all."""
    return bool(
        scenario.fixed_costs
        or any(step.cost != Cost() for step in scenario.steps)
        or any(group.cost_per_hour for group in scenario.staff)
    )


@dataclass(frozen=True)
class Bill:
    """What was spent and how many positive outcomes it bought, both (replications, spans)."""

    total: Floats
    positive: Floats


def money(figures: Figures, digest: Digest) -> Bill | None:
    """Costs by kind and payer, costs per start and per result, and budgets.  None if nothing costs anything."""
    scenario = digest.model.scenario
    bill = _costs(figures, digest) if has_costs(scenario) else None
    if scenario.budgets:
        budgets(figures, digest)
    return bill


def _costs(figures: Figures, digest: Digest) -> Bill:
    model = digest.model
    paid = [step for step in model.scenario.steps if step.cost != Cost()]
    by_step = {step.name: _cost_of_step(digest, step) for step in paid}
    shape = (digest.count, len(digest.spans))
    total, funded = np.zeros(shape), {name: np.zeros(shape) for name in _funders(model.scenario)}
    for step in paid:
        figures.add("cost", [step.name], by_step[step.name][:, None])
        total += by_step[step.name]
        if step.cost.funder_share > 0:
            funded[step.cost.funder or "funder"] += step.cost.funder_share * by_step[step.name]
    for group in model.scenario.staff:
        if group.cost_per_hour:
            paid_staff = hours_paid(digest, group) * group.cost_per_hour
            figures.add("cost_staff", [group.name], paid_staff[:, None])
            total += paid_staff
    for fixed in model.scenario.fixed_costs:
        amount = fixed.per_year * digest.spans.years + _paid_on_dates(digest, fixed)
        figures.add("cost_fixed", [fixed.name], amount[None, None])
        total += amount
        if fixed.funder_share > 0:
            funded[fixed.funder or "funder"] += fixed.funder_share * amount
    figures.add("cost_total", [""], total[:, None])
    for funder, amount in funded.items():
        figures.add("cost_funded", [funder], amount[:, None])
    figures.add("cost_own", [""], (total - sum(funded.values(), np.zeros(shape)))[:, None])
    return Bill(total, _unit_costs(figures, digest, total))


def _paid_on_dates(digest: Digest, fixed: FixedCost) -> Floats:
    """Kroner paid once, by span, shape (spans,)."""
    amounts = [sum(kroner for time, kroner in fixed.amounts if a <= time < b) for a, b in digest.spans.bounds]
    return np.array(amounts, dtype=float)


def _funders(scenario: Scenario) -> list[str]:
    shared: list[Cost | FixedCost] = [*(step.cost for step in scenario.steps), *scenario.fixed_costs]
    return sorted({cost.funder or "funder" for cost in shared if cost.funder_share > 0})


def _cost_of_step(digest: Digest, step: Step) -> Floats:
    """Kroner spent on one step in each span, shape (replications, spans)."""
    spent = np.zeros((digest.count, len(digest.spans)))
    for meter in costs(step):
        spent += digest.metered(meter) / (1 if meter.kind == STARTS else DAY)
    return spent


# --- per start, per result -------------------------------------------------------------------------------------------


def _unit_costs(figures: Figures, digest: Digest, total: Floats) -> Floats:
    """Adds the costs per start and per result; returns the number of positive outcomes."""
    when = starting(digest.model.scenario)
    started = digest.arrived if when is None else digest.first(when)
    people = np.flatnonzero(started != NEVER)
    place = places(digest, people, digest.spans.slice_of(started[people]))
    figures.add("cost_per_start", [""], total[:, None], count(digest, place)[:, None])
    outcomes = count(digest, place, positive(digest)[people])
    figures.add("positive", [""], outcomes[:, None])
    figures.add("cost_per_positive", [""], total[:, None], outcomes[:, None])
    return outcomes


def positive(digest: Digest) -> Bools:
    """Who had a positive outcome: an event, so that nothing that follows it (the end of the job) takes it back."""
    event = outcome(digest.model.scenario)
    if event is not None:
        return np.asarray(digest.first(event) != NEVER)
    reached = np.zeros(len(digest.replication), dtype=bool)
    reached[digest.spells(Status()).person] = True
    return reached
