"""Why a count target falls short, as far as the figures tell.

Seats that a session loses are counted, so those parts are facts.  A seat that stays empty in a session that is held was
empty either although people stood in line (places, colleagues or the like were still taken) or because the line was
empty: too few were ready.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import isnan, nan
from typing import Any, Protocol

from sim.scenario.cases import leaves_of, targets_of
from sim.scenario.schema import Scenario, Step, Target

BUSY = 0.9  # utilisation above which a resource is short
NOTICEABLE = 0.05  # people a year that are worth a sentence
NOTICEABLE_SHARE = 0.05  # of what the largest cause explains


class Figures(Protocol):
    """What is asked of the figures of a run: estimates by KPI name, NaN for a name without a figure."""

    @property
    def scenario(self) -> Scenario: ...

    def mean(self, name: str) -> float: ...

    def a_year(self, name: str) -> float: ...

    def has(self, name: str) -> bool: ...


@dataclass(frozen=True)
class Cause:
    """``kind`` is the key of the sentence; ``size`` the people a year it explains (NaN where that is not known)."""

    kind: str
    size: float
    facts: dict[str, Any] = field(default_factory=dict)


def causes(figures: Figures, target: Target) -> list[Cause]:
    """Causes of the shortfall of a count target, the largest first; empty if nothing is missing."""
    shortfall = figures.mean(f"shortfall.{target.name}")
    if target.count is None or target.at_least is None or isnan(shortfall) or shortfall < NOTICEABLE:
        return []
    if figures.mean(f"target.{target.name}") >= target.at_least:
        return [Cause("spread", shortfall)]
    steps = [step for step in figures.scenario.steps if step.name in target.count.steps]
    found = [cause for step in steps for cause in _at(figures, target, step)]
    found.sort(key=lambda cause: -(cause.size if not isnan(cause.size) else 0.0))
    found = [cause for cause in found if isnan(cause.size) or cause.size >= NOTICEABLE_SHARE * found[0].size]
    if found and found[0].kind.startswith("people"):
        found += _upstream(figures, steps)
    return found or [Cause("unknown", nan)]


def most_seats(figures: Figures, target: Target) -> tuple[str, float]:
    """The only gate of the only step that a count of a calendar year is about, and the seats of its sessions a year.

    ``("", 0)`` where there is no such gate, or none of its sessions was held.
    """
    steps = [step for step in figures.scenario.steps if target.count and step.name in target.count.steps]
    gates = {step.gate for step in steps if isinstance(step.gate, str)}
    if len(gates) != 1 or len(steps) != 1 or target.per == "window":
        return "", 0.0
    gate = gates.pop()
    if not figures.mean(f"seats_filled.{gate}") > 0:
        return "", 0.0
    return gate, figures.a_year(f"sessions.{gate}") * _seats(figures, gate)


def _at(figures: Figures, target: Target, step: Step) -> list[Cause]:
    gates = [gate for gate in targets_of(step.gate) if figures.has(f"sessions.{gate}")]
    if not gates:
        return _without_gate(figures, step)
    return [cause for gate in gates for cause in _at_gate(figures, target, step, gate)]


def _at_gate(figures: Figures, target: Target, step: Step, gate: str) -> list[Cause]:
    """What the sessions lost, in seats a year."""
    held, size = figures.a_year(f"held.{gate}"), figures.mean(f"size_held.{gate}")
    seats = _seats(figures, gate)  # of one session
    facts = {"gate": gate, "step": step.name, "queue": figures.mean(f"queue.{step.name}")}
    found = []
    planned = figures.a_year(f"sessions.{gate}") * seats
    if target.at_least is not None and target.per == "calendar year" and planned < target.at_least - NOTICEABLE:
        missing = target.at_least - planned
        found.append(Cause("no_opening", missing, {**facts, "planned": planned, "wanted": target.at_least}))
    for kind in ("cancelled", "too_few"):
        lost = figures.a_year(f"{kind}.{gate}") * seats
        if lost >= NOTICEABLE:
            found.append(Cause(kind, lost, facts))
    empty = held * (seats - size) if held > 0 else 0.0
    return found + (_empty_seats(figures, step, gate, empty, facts) if empty >= NOTICEABLE else [])


def _seats(figures: Figures, gate: str) -> float:
    """Seats of one session: of those held, or as the scenario states them if none was."""
    filled = figures.mean(f"seats_filled.{gate}")
    if filled > 0:
        return figures.mean(f"own_people_held.{gate}") / filled
    return next(item.seats.first for item in figures.scenario.gates if item.name == gate)


def _empty_seats(figures: Figures, step: Step, gate: str, empty: float, facts: dict[str, Any]) -> list[Cause]:
    """Empty seats of sessions that were held, parted by whether somebody stood in line."""
    blocked = figures.a_year(f"seats_empty_in_line.{gate}")
    resource, utilisation = _busiest(figures, step)
    if isnan(blocked):
        return [Cause("mixed", empty, facts)]
    found = []
    if blocked >= NOTICEABLE and resource:
        found.append(Cause("resource", blocked, {**facts, "resource": resource, "utilisation": utilisation}))
    elif blocked >= NOTICEABLE:
        found.append(Cause("mixed", blocked, facts))
    if empty - blocked >= NOTICEABLE:
        found.append(Cause("people", empty - blocked, facts))
    return found


def _busiest(figures: Figures, step: Step) -> tuple[str, float]:
    """The resource of the step that is most in use, and how much of the time."""
    used = {name for uses in leaves_of(step.uses) for name, _ in uses}
    found = {name: figures.mean(f"utilisation.{name}") for name in used}
    found = {name: value for name, value in found.items() if not isnan(value)}
    if not found:
        return "", nan
    name = max(sorted(found), key=lambda name: found[name])
    return name, found[name]


def _without_gate(figures: Figures, step: Step) -> list[Cause]:
    """Rolling intake: a resource in use nearly always while people wait, or nobody in line."""
    queue = figures.mean(f"queue.{step.name}")
    facts = {"step": step.name, "queue": queue}
    resource, utilisation = _busiest(figures, step)
    if resource and utilisation >= BUSY and queue >= 1:
        return [Cause("resource.plain", nan, {**facts, "resource": resource, "utilisation": utilisation})]
    if isnan(queue) or queue < 1:
        return [Cause("people.plain", nan, {**facts, "queue": 0.0 if isnan(queue) else queue})]
    return []


def _upstream(figures: Figures, steps: list[Step]) -> list[Cause]:
    """Where people are held up before the step that is counted: overloaded staff, or the longest line."""
    found = [
        Cause("staff", nan, {"staff": group.name, "load": figures.mean(f"staff_load.{group.name}")})
        for group in figures.scenario.staff
        if figures.mean(f"staff_load.{group.name}") > BUSY and figures.mean(f"work_hours_week.{group.name}") > 0
    ]
    counted = {step.name for step in steps}
    lines = {
        step.name: figures.mean(f"queue.{step.name}") for step in figures.scenario.steps if step.name not in counted
    }
    here = max((figures.mean(f"queue.{name}") for name in counted), default=0.0)
    lines = {name: queue for name, queue in lines.items() if queue >= 1 and not queue <= here}
    if lines:
        longest = max(sorted(lines), key=lambda name: lines[name])
        found.append(Cause("upstream", nan, {"step": longest, "queue": lines[longest]}))
    return found
