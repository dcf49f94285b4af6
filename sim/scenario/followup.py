"""Whether ``run.follow_up`` has to be stated: a share target meets a wait that nothing bounds (contract C1)."""

from __future__ import annotations

from collections.abc import Set

from sim.scenario.cases import leaves_of
from sim.scenario.digraph import reach
from sim.scenario.graph import ways_on
from sim.scenario.problems import BROKEN
from sim.scenario.reader import Reader
from sim.scenario.schema import Scenario, Step, Target, When
from sim.scenario.words import said


def needed(scenario: Scenario) -> bool:
    """Whether there is a share target and no ``follow_up`` is given."""
    return scenario.run.follow_up is None and any(target.share_of for target in scenario.targets)


def check(reader: Reader, scenario: Scenario, claiming: Set[str]) -> None:
    """Report the first share target whose people may wait without bound, of a scenario without ``follow_up``."""
    shares = [target for target in scenario.targets if target.share_of]
    edges = {step.name: ways_on(reader, scenario, step) or set() for step in scenario.steps}
    limited = {name for risk in scenario.risks if risk.since for name in risk.stages}
    waits = {step.name: reason for step in scenario.steps if (reason := _unbounded(step, claiming, limited))}
    for target in shares:
        for event in (target.share_of, *target.also_share_of):
            if event is None or event is BROKEN:
                continue
            ahead = sorted(name for name in _ahead(scenario, event, edges) if name in waits)
            inside = sorted(
                name for name in event.steps if name in waits and event.event == "entered" and _works(scenario, name)
            )
            if ahead or inside:
                _report(reader, target, event, (ahead + inside)[0], waits)
                return


def _ahead(scenario: Scenario, event: When, edges: dict[str, set[str]]) -> set[str]:
    """Steps that people may still come to after the event."""
    starts = {target for name in event.steps for target in edges.get(name, ())}
    starts |= {one.to for one in scenario.arrivals if one.name in event.steps and one.name not in edges}
    starts |= {one.at for one in scenario.backlog if one.name in event.steps and one.name not in edges}
    return reach([name for name in starts if name], edges)


def _unbounded(step: Step, claiming: Set[str], limited: Set[str]) -> str:
    """Why people may wait at a step for as long as it takes; empty if they do not."""
    if step.kind == "stage" and step.work:
        return said("its work waits for staff")
    if step.patience is not None or step.closes is not None or step.name in limited:
        return ""
    if step.kind == "wait":
        return said("it waits for a token") if any(leaves_of(step.takes)) else _session(step)
    if step.kind == "stage" and any(leaves_of(step.gate)):
        return _session(step)
    return said("it waits for places") if step.kind == "stage" and step.name in claiming else ""


def _session(step: Step) -> str:
    return said("it waits for a session") if any(leaves_of(step.gate)) else ""


def _works(scenario: Scenario, name: str) -> bool:
    return any(step.name == name and step.work for step in scenario.steps)


def _report(reader: Reader, target: Target, event: When, step: str, waits: dict[str, str]) -> None:
    what = said(
        "target.{name} follows people after {event} {steps}",
        name=target.name,
        event=event.event,
        steps=", ".join(event.steps),
    )
    message = said(
        "{what}, and in {step} nothing bounds how long they wait ({wait})", what=what, step=step, wait=waits[step]
    )
    reader.add(("run", "follow_up"), "follow-up-missing", message, allowed='follow_up = "24 months"')
