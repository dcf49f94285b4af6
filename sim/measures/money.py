"""Money spent, by whom, and what it buys (contract L3: found from log and scenario, never simulated).

Money counts in the span in which it is spent: a start when it happens, days as they pass, staff by the hours,
fixed costs by the calendar.  Costs *per* something are ratios of sums (C3): the money of the span over the starts of
the span, or over those of its starters who came to the end asked for, however late.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from sim.log.events import Event
from sim.measures.budgets import budgets
from sim.measures.civil import Floats, Ints, WorkingClock
from sim.measures.figures import Figures
from sim.measures.journeys import NEVER, Bools, Journeys
from sim.measures.moments import first_times
from sim.measures.properties import Properties
from sim.measures.spans import Grid
from sim.measures.spells import SpellBook
from sim.measures.staff import hours_paid
from sim.scenario.schema import DAY, Cost, FixedCost, Scenario, Status, Step, When


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


def money(figures: Figures, grid: Grid, journeys: Journeys, properties: Properties, book: SpellBook) -> Bill | None:
    """Costs by kind and payer, costs per start and per result, and budgets.  None if nothing costs anything."""
    scenario = journeys.model.scenario
    bill = _costs(figures, grid, journeys, properties, book) if has_costs(scenario) else None
    if scenario.budgets:
        budgets(figures, grid, journeys)
    return bill


def _costs(figures: Figures, grid: Grid, journeys: Journeys, properties: Properties, book: SpellBook) -> Bill:
    model = journeys.model
    paid = [step for step in model.scenario.steps if step.cost != Cost()]
    by_step = {step.name: _cost_of_step(grid, journeys, properties, step) for step in paid}
    shape = (journeys.replications, len(grid.spans))
    total, funded = np.zeros(shape), {name: np.zeros(shape) for name in _funders(model.scenario)}
    for step in paid:
        figures.add("cost", [step.name], by_step[step.name][:, None])
        total += by_step[step.name]
        if step.cost.funder_share > 0:
            funded[step.cost.funder or "funder"] += step.cost.funder_share * by_step[step.name]
    for group in model.scenario.staff:
        if group.cost_per_hour:
            paid_staff = hours_paid(grid, journeys, properties, group) * group.cost_per_hour
            figures.add("cost_staff", [group.name], paid_staff[:, None])
            total += paid_staff
    for fixed in model.scenario.fixed_costs:
        amount = fixed.per_year * grid.spans.years + _paid_on_dates(grid, fixed)
        figures.add("cost_fixed", [fixed.name], amount[None, None])
        total += amount
        if fixed.funder_share > 0:
            funded[fixed.funder or "funder"] += fixed.funder_share * amount
    figures.add("cost_total", [""], total[:, None])
    for funder, amount in funded.items():
        figures.add("cost_funded", [funder], amount[:, None])
    figures.add("cost_own", [""], (total - sum(funded.values(), np.zeros(shape)))[:, None])
    return Bill(total, _unit_costs(figures, grid, journeys, book, total))


def _paid_on_dates(grid: Grid, fixed: FixedCost) -> Floats:
    """Kroner paid once, by span, shape (spans,)."""
    cuts = grid.spans.cuts
    bounds = [(cuts[first], cuts[last]) for first, last in zip(grid.spans.first, grid.spans.last, strict=True)]
    return np.array([sum(kroner for time, kroner in fixed.amounts if a <= time < b) for a, b in bounds], dtype=float)


def _funders(scenario: Scenario) -> list[str]:
    shared: list[Cost | FixedCost] = [*(step.cost for step in scenario.steps), *scenario.fixed_costs]
    return sorted({cost.funder or "funder" for cost in shared if cost.funder_share > 0})


def _cost_of_step(grid: Grid, journeys: Journeys, properties: Properties, step: Step) -> Floats:
    """Kroner spent on one step in each span, shape (replications, spans)."""
    number = journeys.model.names.steps.index(step.name)
    if step.kind != "stage":
        rows = np.flatnonzero(journeys.is_code(Event.EXIT) & (journeys.step == number))
        person, time = journeys.person[rows], journeys.time[rows]
        amount = properties.numbers(step.cost.per_start, person, journeys.row[rows])
        return spent_at(grid, journeys.replication[rows], time, amount)
    stays = journeys.stays
    mine = np.flatnonzero(stays.step == number)
    person, replication, row = stays.person[mine], stays.replication[mine], stays.end_row[mine]
    spent = spent_at(grid, replication, stays.began[mine], properties.numbers(step.cost.per_start, person, row))
    for rate, elapsed in (
        (step.cost.per_day, _calendar_days),
        (step.cost.per_working_day, _working_clock(journeys).elapsed),
    ):
        if rate != 0:
            amount = properties.numbers(rate, person, row)
            spent += _spent_over(grid, replication, stays.start[mine], stays.end[mine], amount, elapsed)
    return spent


def _calendar_days(times: Ints | Floats) -> Floats:
    return np.asarray(times / DAY, dtype=np.float64)


def _working_clock(journeys: Journeys) -> WorkingClock:
    scenario = journeys.model.scenario
    return WorkingClock(scenario.calendar, scenario.run.first_day, journeys.model.end)


def spent_at(grid: Grid, replication: Ints, time: Ints, amount: Floats) -> Floats:
    nothing = np.zeros_like(replication)
    return grid.count(replication, nothing, 1, grid.spans.slice_of(time), amount)[:, 0]


def _spent_over(
    grid: Grid, replication: Ints, start: Ints, end: Ints, amount: Floats, elapsed: Callable[[Ints], Floats]
) -> Floats:
    """Amount per unit of the clock ``elapsed`` over each interval, by the span in which it passes."""
    table = np.zeros((grid.replications, grid.spans.slices))
    for i in range(grid.spans.slices):
        opens, closes = (np.clip(times, grid.spans.cuts[i], grid.spans.cuts[i + 1]) for times in (start, end))
        table[:, i] = np.bincount(replication, (elapsed(closes) - elapsed(opens)) * amount, minlength=grid.replications)
    return grid.spans.over(table)


# --- per start, per result -------------------------------------------------------------------------------------------


def starting(scenario: Scenario) -> When | None:
    """What counts as a start: the event counted by the first target that counts; None: every arrival."""
    return next((target.count for target in scenario.targets if target.count is not None), None)


def _unit_costs(figures: Figures, grid: Grid, journeys: Journeys, book: SpellBook, total: Floats) -> Floats:
    """Adds the costs per start and per result; returns the number of positive outcomes."""
    when = starting(journeys.model.scenario)
    started = journeys.arrived if when is None else first_times(journeys, when)
    people = np.flatnonzero(started != NEVER)
    replication, slice_ = journeys.person_replication[people], grid.spans.slice_of(started[people])
    nothing = np.zeros_like(people)
    figures.add("cost_per_start", [""], total[:, None], grid.count(replication, nothing, 1, slice_))
    good = positive(journeys, book)[people]
    outcomes = grid.count(replication[good], nothing[good], 1, slice_[good])
    figures.add("positive", [""], outcomes)
    figures.add("cost_per_positive", [""], total[:, None], outcomes)
    return outcomes[:, 0]


def positive(journeys: Journeys, book: SpellBook) -> Bools:
    """Who came to a positive outcome: an exit marked ``positive``, or, where none is marked, any self-support."""
    steps = {step.name: step for step in journeys.model.scenario.steps}
    marked = np.array([steps[name].positive for name in journeys.model.names.steps], dtype=bool)
    if marked.any():
        exit_step = journeys.exit_step
        return np.asarray((exit_step >= 0) & marked[exit_step])
    reached = np.zeros(journeys.people, dtype=bool)
    reached[book.of(Status()).person] = True
    return reached
