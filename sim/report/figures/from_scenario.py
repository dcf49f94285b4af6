"""What the pathway figure needs, from the scenario alone: the people a year of the traffic equations."""

from __future__ import annotations

from sim.analysis.flow import traffic
from sim.report.figures.flow import Flow, FlowArc, FlowStep
from sim.scenario.schema import Scenario


def expected_flow(scenario: Scenario) -> Flow:
    """Who would come to each step in a year if nobody had to wait."""
    from sim.report.explain import flow_order

    found = traffic(scenario)
    steps = tuple(FlowStep(step.name, step.titles, step.kind, found.flow[step.name]) for step in flow_order(scenario))
    arcs = tuple(
        FlowArc(origin, target, people)
        for origin, targets in found.moves.items()
        for target, people in targets.items()
        if people > 0
    )
    counted = [target.count for target in scenario.targets if target.count is not None and len(target.count.steps) == 1]
    return Flow(steps, arcs, counted[0].steps[0] if counted else "")
