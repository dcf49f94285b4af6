"""How far a run must go: until the longest possible follow-up of the last entrant has passed (contract C1)."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import Any

from sim.distributions import upper_bound
from sim.scenario.cases import leaves_of
from sim.scenario.dated import Window, merged
from sim.scenario.digraph import loops
from sim.scenario.schema import DAY, FOREVER, MONTH, Calendar, Case, Law, Scenario, Search, Span, Step, Target

UNSETTLED = 24 * MONTH  # follow-up where nothing is stated and no bound exists
MOST_EARLIER = 20 * 366 * DAY
LONGEST_HOLIDAYS = 14 * DAY  # public holidays and weekends in a row, at both ends of closed weeks


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


def pauses_of(step: Step, calendar: Calendar) -> tuple[Window, ...]:
    """When the clock of a stage stands still: its own pauses and, if the file says so, the closed weeks.

    Closed weeks are those of the programme: they stop what takes place in its places (T3), and not the job, or the
    search for one, of somebody who has left them.
    """
    closed = calendar.paused_days if in_a_place(step) else ()
    return merged((*step.pauses, *((start * DAY, end * DAY) for start, end in closed)))


def in_a_place(step: Step) -> bool:
    """Whether a stay there occupies a resource, for some people at least."""
    return any(leaves_of(step.uses))


def _after(target: Target) -> float:
    lasting = longest(target.lasting) if target.lasting else 0.0
    gaps = [gap for gap in (target.within, *target.also_within) if gap is not None]
    return lasting + max((longest(gap) if isinstance(gap, Span) else float(gap) for gap in gaps), default=0.0)


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
    visits = most_visits(scenario)
    return sum(_longest_visit(scenario, step) * visits[step.name] for step in scenario.steps)


def _longest_visit(scenario: Scenario, step: Step) -> float:
    if step.kind in ("decision", "exit"):
        return 0.0
    waits = step.kind == "wait" or step.gate is not None or step.uses != () or step.stops != ()
    line = 0.0 if not waits else math.inf if step.patience is None else longest(step.patience)
    line = line if step.closes is None else min(line, step.closes.on)
    line = min([line, *(longest(risk.limit) for risk in scenario.risks if risk.since and step.name in risk.stages)])
    if step.starts_on_opening_days and not waits:
        line = max((end - start for start, end in scenario.calendar.closed_days), default=0) * DAY + LONGEST_HOLIDAYS
    if step.work:
        return math.inf
    if step.kind == "wait":
        return line
    factor = max([1.0, *(value for _, value in step.length_factor.steps)] if step.length_factor else [1.0])
    stay = longest(step.lasts) * factor + (longest(step.setup) if step.setup else 0.0)
    return line + stay + _longest_pause(scenario, step, stay)


def _longest_pause(scenario: Scenario, step: Step, stay: float) -> float:
    """The longest time that the clock of a stage can stand still for somebody who enters in the window."""
    if math.isinf(stay):
        return 0.0
    windows = pauses_of(step, scenario.calendar)
    return sum(math.inf if end >= FOREVER else end - start for start, end in windows if end > scenario.run.end - stay)


def most_visits(scenario: Scenario) -> dict[str, float]:
    """Upper bound of how often one person comes to each step; inf in a loop that no limit ends.

    Without its limited ways a loop is none, so between two of them a step is passed once at most.
    """
    ways = {step.name: _ways_on(scenario, step) for step in scenario.steps}
    limited = [(step.name, limit.target, _most(limit.visits)) for step in scenario.steps for limit in step.limits]
    free = {
        name: targets - {target for origin, target, _ in limited if origin == name} for name, targets in ways.items()
    }
    endless = {name for loop in loops(free) for name in loop}
    visits = dict.fromkeys(ways, 1.0)
    for loop in loops(ways):
        rounds = sum(most for origin, target, most in limited if origin in loop and target in loop)
        visits.update(dict.fromkeys(loop, math.inf if loop & endless else 1 + rounds))
    return visits


def _ways_on(scenario: Scenario, step: Step) -> set[str]:
    """Steps that somebody may go to from here."""
    route = step.route
    found = {target for target, _ in route.shares} | {target for _, target in route.ends} | {*leaves_of(route.rest)}
    found |= {name for limit in step.limits for name in leaves_of(limit.to)} | {*leaves_of(step.otherwise or "")}
    found |= {step.closes.to if step.closes else ""}
    found |= {target for pairs in leaves_of(step.meanwhile) for _, target in pairs}
    return (found | {risk.to for risk in scenario.risks if step.name in risk.stages}) - {""}


def _most(visits: Any) -> float:
    return max(float(number) for number in leaves_of(visits))


def earliest_time(scenario: Scenario) -> int:
    """The earliest joining or entry time of the backlog, <= 0."""
    earliest = 0.0
    for item in scenario.backlog:
        elapsed = max(item.elapsed, default=0) if isinstance(item.elapsed, tuple) else longest(item.elapsed)
        earliest = max(earliest, min(float(elapsed), MOST_EARLIER))
    return -int(earliest)
