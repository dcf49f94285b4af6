"""Where people can block each other: each keeps what another waits for (contract Q3)."""

from __future__ import annotations

from collections.abc import Mapping

from sim.scenario.cases import leaves_of
from sim.scenario.digraph import cycles, reach
from sim.scenario.routes import broken, targets
from sim.scenario.schema import Step


def blocking_circles(steps: Mapping[str, Step]) -> list[list[str]]:
    """Circles of resources: while people keep one of them they wait for the next; steps by name."""
    edges: dict[str, set[str]] = {}
    passing = {
        name: set() if broken(one.route) or one.kind == "stage" else targets(one.route) for name, one in steps.items()
    }
    claims = {name: _names(step) for name, step in steps.items() if step.kind == "stage"}
    for origin, kept_from in claims.items():
        if not kept_from or broken(steps[origin].route):
            continue
        for name in reach(targets(steps[origin].route), passing):
            wanted = claims.get(name, set())
            for kept in kept_from & wanted:
                edges.setdefault(kept, set()).update(wanted - kept_from)
    return cycles(edges)


def _names(step: Step) -> set[str]:
    return {name for claim in leaves_of(step.uses) if claim for name, _ in claim}
