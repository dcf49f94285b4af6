"""Sessions that people are counted at and that were planned in a long closed period: when they are held instead."""

from __future__ import annotations

from dataclasses import dataclass

from sim.model.days import DAYS_BEYOND, day_tables
from sim.scenario.cases import targets_of
from sim.scenario.schema import DAY, Scenario

LONG_CLOSURE = 28
"""Days from which a closure is named: a summer closure is shorter."""


@dataclass(frozen=True)
class Moved:
    """Sessions of one gate planned in one closed period, in seconds; all are moved to one opening day.

    Of sessions that are moved to the same day one is held (contract Q5).
    """

    gate: str
    planned: tuple[int, ...]
    held: int  # when the one that remains is held


def moved_sessions(scenario: Scenario) -> list[Moved]:
    """By time; of the gates in front of what the targets count, within the run."""
    counted = {step for target in scenario.targets if target.count for step in target.count.steps}
    gates = {gate for step in scenario.steps if step.name in counted for gate in targets_of(step.gate)}
    long = [(first * DAY, last * DAY) for first, last in scenario.calendar.closed_days if last - first >= LONG_CLOSURE]
    if not long:
        return []
    days = day_tables(scenario.calendar, scenario.run.first_day, 0, -(-scenario.run.end // DAY) + DAYS_BEYOND)
    found = []
    for gate in scenario.gates:
        for opens, closes in long if gate.name in gates and gate.opening_days else ():
            planned = tuple(sorted(time for time in gate.times if opens <= time < min(closes, scenario.run.end)))
            if planned:
                day = int(days.opening_next[planned[-1] // DAY - days.first])
                found.append(Moved(gate.name, planned, day * DAY + planned[-1] % DAY))
    return sorted(found, key=lambda one: one.planned)
