"""What steps, staff and other things cost, and who pays, in words."""

from __future__ import annotations

from collections.abc import Iterator

from sim.report.phrases import Phrases
from sim.scenario.cases import leaves_of
from sim.scenario.schema import FixedCost, Scenario, Staff, Step, Steps


def costs_of_step(step: Step, say: Phrases) -> Iterator[str]:
    """What a step costs, and who pays what part of it."""
    t, cost = say.texts, step.cost
    for per in ("per_start", "per_day", "per_working_day", "per_day_in_line"):
        amount = getattr(cost, per)
        if amount != 0:
            yield t(f"explain.cost.{per}", amount=say.by_case(amount, say.texts.write.money))
    if cost.funder and any(leaves_of(cost.funder_share)):
        yield t("explain.cost.funder", funder=cost.funder, share=say.by_case(cost.funder_share, say.share))
    if cost.payer:
        yield t("explain.cost.payer", payer=cost.payer)


def wages(group: Staff, say: Phrases) -> Iterator[str]:
    """What an hour of a group of staff costs."""
    if group.cost_per_hour != Steps(0.0):
        yield say.texts("explain.cost.per_hour", amount=say.steps(group.cost_per_hour))
    if group.payer:
        yield say.texts("explain.cost.payer", payer=group.payer)


def other_costs(scenario: Scenario, say: Phrases) -> Iterator[str]:
    """What is paid every year or on dates."""
    for cost in scenario.fixed_costs:
        yield f"- {say.of(cost)}: {_amount(cost, say)}"
        if cost.funder and cost.funder_share:
            yield "  " + say.texts("explain.cost.funder", funder=cost.funder, share=say.share(cost.funder_share))
        if cost.payer:
            yield "  " + say.texts("explain.cost.payer", payer=cost.payer)


def _amount(cost: FixedCost, say: Phrases) -> str:
    if cost.amounts:
        paid = [
            say.texts("explain.cost.on_date", amount=say.texts.write.money(kroner), date=say.date(time))
            for time, kroner in cost.amounts
        ]
        return say.texts.listing(paid)
    return say.texts("explain.cost.per_year", amount=say.steps(cost.per_year))
