"""Where people can block each other: each keeps what another waits for (contract Q3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sim.scenario.cases import leaves_of
from sim.scenario.digraph import cycles, reach
from sim.scenario.problems import BROKEN
from sim.scenario.routes import broken, targets
from sim.scenario.schema import Resource, Step

LARGEST_CAPACITY = 10_000
"""Up to this capacity the sums of units that people can keep are gone through; above it any sum counts as possible."""


def blocking_circles(steps: Mapping[str, Step], resources: Iterable[Resource]) -> list[list[str]]:
    """Circles of resources: while people keep units of one of them they wait for the next; steps by name.

    A circle of one resource: people who keep some units of it wait for more of the same.
    """
    levels = {item.name: _levels(item) for item in resources}
    edges: dict[str, set[str]] = defaultdict(set)
    more: dict[str, set[tuple[int, int]]] = defaultdict(set)  # (units kept, units wanted in all) of one resource
    for origin, target in _ways(steps):
        for kept_from in _claims(origin):
            for wanted in _claims(target):
                for kept in kept_from.keys() & set(target.holds) - wanted.keys():
                    edges[kept].update(name for name in wanted if wanted[name] > kept_from.get(name, 0))
                for kept in kept_from.keys() & wanted.keys():
                    edges[kept].update(name for name in wanted if wanted[name] > kept_from.get(name, 0))
                    edges[kept].discard(kept)
                    if wanted[kept] > kept_from[kept]:
                        more[kept].add((kept_from[kept], wanted[kept]))
    for name, pairs in more.items():
        if any(_can_run_short(level, pairs) for level in levels.get(name, ())):
            edges[name].add(name)
    return cycles(edges)


def _ways(steps: Mapping[str, Step]) -> Iterable[tuple[Step, Step]]:
    """Pairs of stages of which the second can follow on the first."""
    passing = {
        name: set() if broken(one.route) or one.kind == "stage" else targets(one.route) for name, one in steps.items()
    }
    for origin in steps.values():
        if origin.kind == "stage" and not broken(origin.route):
            for name in reach(targets(origin.route), passing):
                if name in steps and steps[name].kind == "stage":
                    yield origin, steps[name]


def _claims(step: Step) -> list[dict[str, int]]:
    """What people use in a stage: one claim for each case, equal ones once."""
    return [dict(claim) for claim in {claim for claim in leaves_of(step.uses) if claim and claim is not BROKEN}]


def _levels(resource: Resource) -> set[int]:
    if resource.capacity is BROKEN or resource.consumable:
        return set()
    return {int(resource.capacity.first), *(int(level) for _, level in resource.capacity.changes)}


def _can_run_short(capacity: int, pairs: Iterable[tuple[int, int]]) -> bool:
    """Whether people who keep units can leave too few for every one of them to get what is missing.

    ``pairs``: units kept and units wanted in all, of those who can get them.
    """
    possible = [(kept, wanted) for kept, wanted in pairs if wanted <= capacity]
    if not possible:
        return False
    missing = min(wanted - kept for kept, wanted in possible)
    if capacity > LARGEST_CAPACITY or missing >= min(kept for kept, _ in possible):
        return True
    sums = 1  # bit s: people can keep s units together
    for kept in {kept for kept, _ in possible}:
        shift = kept
        while shift <= capacity:  # any number of people who keep as much
            sums |= sums << shift
            shift *= 2
    return any(sums >> taken & 1 for taken in range(capacity - missing + 1, capacity + 1))
