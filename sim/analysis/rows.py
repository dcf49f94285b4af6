"""About how many rows of the event log the people of one replication leave behind.

Expected numbers are those of the traffic equations (:mod:`sim.analysis.flow`), without queues.  The bound takes the
most visits that anybody can pay to each step and no equations.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sim.analysis.flow import Traffic, traffic
from sim.engines.order import MOST_ITEMS_AT_ONCE
from sim.scenario.cases import leaves_of
from sim.scenario.horizon import longest, most_visits
from sim.scenario.schema import DAY, FollowUp, Scenario, Span, Step


@dataclass(frozen=True)
class Amount:
    """An expected amount and the key of the file it comes from."""

    key: str
    expected: float


def rows_at_most(scenario: Scenario, people: Iterable[Amount], end: int) -> list[Amount]:
    """No more rows than these, by key; inf where a loop has no end.  ``end``: of the run, in seconds."""
    people = tuple(people)
    total = sum(amount.expected for amount in people)
    most = math.inf if total else 0.0
    rows = _of_people(scenario, people, most_visits(scenario))
    for follow_up in scenario.follow_ups:
        if follow_up.queued:
            every = _seconds(follow_up.every) if follow_up.every is not None else 0
            key = f"followup.{follow_up.name}.{'every' if every else 'rate'}"
            rows.append(Amount(key, 3 * total * (end / every + 1) if every else most))
    return rows


def rows_expected(scenario: Scenario, people: Iterable[Amount], end: int) -> list[Amount]:
    """Rows of people, by the stream they come from, and of recurring work.  ``end``: of the run, in seconds."""
    people = tuple(people)
    total = sum(amount.expected for amount in people)
    if total == 0:
        return []
    flows = traffic(scenario)
    visits = _visits(scenario, flows, end)
    rows = _of_people(scenario, people, visits)
    queued = (follow_up for follow_up in scenario.follow_ups if follow_up.queued)
    rows.extend(Amount(*_follow_up_rows(follow_up, flows, total, visits, end)) for follow_up in queued)
    return rows


def _of_people(scenario: Scenario, people: Iterable[Amount], visits: Mapping[str, float]) -> list[Amount]:
    measured = sum(item.duration is not None for item in scenario.properties)
    measured += sum(len(event.sets) for event in scenario.events)
    of_visits = sum(visits[step.name] * (_rows_of_visit(step) + measured) for step in scenario.steps)
    each = 2.0 + len(scenario.attributes) + measured + of_visits
    return [Amount(amount.key, amount.expected * each if amount.expected else 0.0) for amount in people]


def _rows_of_visit(step: Step) -> int:
    """A wait and a stay, what is claimed and given back, marks, work and its three rows."""
    claims = max((len(claim) for claim in leaves_of(step.uses) if claim), default=0)
    return {"stage": 4, "wait": 3}.get(step.kind, 1) + 2 * claims + len(step.marks) + 3 * len(step.work)


def _visits(scenario: Scenario, flows: Traffic, end: int) -> dict[str, float]:
    """Visits of one person to each step; in a loop without an end as many as the run has time for.

    Where no time passes either, the engines stop after so many items at one instant and say which step it was.
    """
    arriving = sum(flows.arrivals.values())
    visits = {step.name: flows.starts[step.name] / arriving if arriving > 0 else 1.0 for step in scenario.steps}
    timed = {name: end / max(stay, 1.0) for name, stay in flows.stay.items() if stay > 0}
    visits.update({name: min(_known(visits[name]), most) for name, most in timed.items()})
    instants = 1 + sum(visits[name] for name in timed)
    return {name: min(_known(number), MOST_ITEMS_AT_ONCE * instants) for name, number in visits.items()}


def _known(visits: float) -> float:
    """Infinite where the equations have no solution: nobody ever leaves."""
    return visits if 0 <= visits < math.inf else math.inf


def _follow_up_rows(
    follow_up: FollowUp, flows: Traffic, people: float, visits: Mapping[str, float], end: int
) -> tuple[str, float]:
    inside = 0.0
    for name in follow_up.stages:
        stay = min(flows.stay[name], end, longest(follow_up.first) if follow_up.first is not None else math.inf)
        inside += people * visits[name] * stay
    if follow_up.every is not None:
        return f"followup.{follow_up.name}.every", 3 * inside / _seconds(follow_up.every)
    return f"followup.{follow_up.name}.rate", 3 * inside * flows.population.average(follow_up.rate or 0.0, float)


def _seconds(every: Span) -> float:
    """The shortest time between two calls."""
    return max(1.0, every.amount * (DAY if every.unit == "working days" else 1))
