"""Money spent, by whom, and what it buys (contract L3: found from log and scenario, never simulated).

Money counts in the span in which it is spent: a start when it happens, days as they pass, staff by the hours,
fixed costs by the calendar.  Costs *per* something are ratios of sums (C3): the money of the span over the starts of
the span, or over those of its starters who came to the end asked for, however late.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from sim.measures.budgets import budgets
from sim.measures.civil import Bools, Floats
from sim.measures.digest.digest import NEVER, Digest
from sim.measures.digest.layout import STARTS
from sim.measures.figures import Figures
from sim.measures.groups import count, places
from sim.measures.questions import Meter, costs, funded, outcome, starting
from sim.measures.staff import hours_paid
from sim.scenario.dated import average_of, largest
from sim.scenario.schema import DAY, Cost, FixedCost, Scenario, Status, Steps

NOBODY = "nobody named"


def has_costs(scenario: Scenario) -> bool:
    """Whether the scenario states any cost at all."""
    return bool(
        scenario.fixed_costs
        or any(step.cost != Cost() for step in scenario.steps)
        or any(largest(group.cost_per_hour) for group in scenario.staff)
    )


@dataclass(frozen=True)
class Bill:
    """What was spent, by whom (funders too; "" for nobody named), and how many positive outcomes it bought.

    All (replications, spans).
    """

    total: Floats
    positive: Floats
    by_payer: Mapping[str, Floats]


def money(figures: Figures, digest: Digest) -> Bill | None:
    """Costs by kind and payer, costs per start and per result, and budgets.  None if nothing costs anything."""
    scenario = digest.model.scenario
    bill = _costs(figures, digest) if has_costs(scenario) else None
    if scenario.budgets:
        budgets(figures, digest)
    return bill


def _costs(figures: Figures, digest: Digest) -> Bill:
    shape = (digest.count, len(digest.spans))
    total, given, paid = np.zeros(shape), dict[str, Floats](), dict[str, Floats]()
    for line in _lines(digest):
        figures.add(line.kpi, [line.name], np.broadcast_to(line.amount, shape)[:, None])
        total += line.amount
        own = line.amount
        if line.funder:
            given[line.funder] = given.get(line.funder, np.zeros(shape)) + line.funded
            own = line.amount - line.funded
        paid[line.payer] = paid.get(line.payer, np.zeros(shape)) + own
    figures.add("cost_total", [""], total[:, None])
    for funder in sorted(given):
        figures.add("cost_funded", [funder], given[funder][:, None])
    figures.add("cost_own", [""], (total - sum(given.values(), np.zeros(shape)))[:, None])
    if any(paid):
        for payer in sorted(paid):
            figures.add("cost_paid", [payer or NOBODY], paid[payer][:, None])
    by_payer = {name: paid.get(name, 0.0) + given.get(name, np.zeros(shape)) for name in {*paid, *given}}
    return Bill(total, _unit_costs(figures, digest, total), by_payer)


@dataclass(frozen=True)
class _Line:
    """One cost, and what a funder pays of it, both (replications or 1, spans); ``funder`` "": there is none."""

    kpi: str
    name: str
    amount: Floats
    payer: str
    funder: str = ""
    funded: Floats | float = 0.0


def _lines(digest: Digest) -> Iterator[_Line]:
    """Everything that costs something, in a fixed order."""
    scenario = digest.model.scenario
    for step in scenario.steps:
        if step.cost != Cost():
            cost = step.cost
            funder = (cost.funder or "funder") if cost.funder_share != 0 else ""
            part = _metered(digest, funded(step)) if funder else 0.0
            yield _Line("cost", step.name, _metered(digest, costs(step)), cost.payer, funder, part)
    for group in scenario.staff:
        if largest(group.cost_per_hour):
            price = _on_average(digest, group.cost_per_hour)
            yield _Line("cost_staff", group.name, hours_paid(digest, group) * price, group.payer)
    for fixed in scenario.fixed_costs:
        amount = (_on_average(digest, fixed.per_year) * digest.spans.years + _paid_on_dates(digest, fixed))[None]
        funder = (fixed.funder or "funder") if fixed.funder_share > 0 else ""
        yield _Line("cost_fixed", fixed.name, amount, fixed.payer, funder, fixed.funder_share * amount)


def _on_average(digest: Digest, price: Steps) -> Floats:
    """The average of a price over the time of each span, shape (spans,)."""
    return np.array([average_of(price, start, end) for start, end in digest.spans.bounds])


def _paid_on_dates(digest: Digest, fixed: FixedCost) -> Floats:
    """Kroner paid once, by span, shape (spans,)."""
    amounts = [sum(kroner for time, kroner in fixed.amounts if a <= time < b) for a, b in digest.spans.bounds]
    return np.array(amounts, dtype=float)


def _metered(digest: Digest, meters: Iterable[Meter]) -> Floats:
    """Kroner of one step in each span, shape (replications, spans)."""
    spent = np.zeros((digest.count, len(digest.spans)))
    for meter in meters:
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
