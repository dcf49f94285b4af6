"""How far a run must go: until the longest possible follow-up of the last entrant has passed (contract C1)."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import Any

from sim.scenario.laws import upper_bound
from sim.scenario.schema import DAY, MONTH, Case, Law, Scenario, Search, Span, Step, Target

UNSETTLED = 24 * MONTH  # follow-up where nothing is stated and no bound exists
MOST_EARLIER = 20 * 366 * DAY


def run_end(scenario: Scenario) -> tuple[int, bool]:
    """End of the run in seconds, and whether it covers every follow-up."""
    run = scenario.run
    if run.follow_up is not None:
        return add_span(scenario, run.end, run.follow_up), True
    timed = [target for target in scenario.targets if target.share_of is not None]
    if not timed:
        return run.end, True
    bound = longest_journey(scenario) + max(_after(target) for target in timed)
    if math.isinf(bound):
        return run.end + UNSETTLED, False
    return run.end + math.ceil(bound), True


def add_span(scenario: Scenario, time: int, span: Span) -> int:
    """``time`` plus a fixed span; whole months on the civil calendar, working days as weeks of five and one over."""
    if span.unit == "months":
        day = scenario.run.first_day + timedelta(days=time // DAY)
        months = day.year * 12 + day.month - 1 + int(span.amount)
        year, month = divmod(months, 12)
        for last in (day.day, 30, 29, 28):
            try:
                moved = day.replace(year=year, month=month + 1, day=last)
            except ValueError:
                continue
            return (moved - scenario.run.first_day).days * DAY + time % DAY
    if span.unit == "working days":
        return time + (math.ceil(span.amount / 5) + 1) * 7 * DAY
    return time + int(span.amount)


def _after(target: Target) -> float:
    lasting = longest(target.lasting) if target.lasting else 0.0
    within = 0.0 if target.within is None else float(target.within)
    return lasting + max([within, *(float(gap) for gap in target.also_within if gap is not None)])


def longest(length: Any) -> float:
    """Upper bound of a length in calendar seconds, inf if there is none."""
    if isinstance(length, Case):
        return max(longest(value) for value in [*(case for _, case in length.cases), length.other] if value is not None)
    if isinstance(length, Search):
        return longest(length.limit)
    factor = {"months": 31 * DAY, "working days": 7 * DAY, "seconds": 1}[length.unit]
    if isinstance(length, Law):
        return upper_bound(length) * factor
    return float(length.amount * factor)


def longest_journey(scenario: Scenario) -> float:
    """Upper bound of the time from entry to exit; inf where a line or a loop has no bound."""
    total = 0.0
    for step in scenario.steps:
        total += _longest_step(step) * _most_visits(scenario, step)
    return total


def _longest_step(step: Step) -> float:
    if step.kind in ("decision", "exit"):
        return 0.0
    waits = step.kind == "wait" or step.gate is not None or step.uses != () or step.stops != ()
    line = 0.0 if not waits else math.inf if step.patience is None else longest(step.patience)
    if step.work:
        return math.inf
    return line + (longest(step.lasts) if step.kind == "stage" else 0.0) + (longest(step.setup) if step.setup else 0.0)


def _most_visits(scenario: Scenario, step: Step) -> float:
    limits = [limit.visits for other in scenario.steps for limit in other.limits if limit.target == step.name]
    return max((float(visits) if not isinstance(visits, Case) else 100.0 for visits in limits), default=1.0)


def earliest_time(scenario: Scenario) -> int:
    """The earliest joining or entry time of the backlog, <= 0."""
    earliest = 0.0
    for item in scenario.backlog:
        elapsed = max(item.elapsed, default=0) if isinstance(item.elapsed, tuple) else longest(item.elapsed)
        earliest = max(earliest, min(float(elapsed), MOST_EARLIER))
    return -int(earliest)
