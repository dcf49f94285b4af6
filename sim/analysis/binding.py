"""What holds each target back, before any run: of what there is too little on the way to the people that it counts.

A count is held back by what comes up to the steps it counts and at them; a share of those who started by what comes
behind.  Averages without queues, as everything in :mod:`sim.analysis.arithmetic`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf

from sim.analysis.arithmetic import Arithmetic, Load, arithmetic
from sim.analysis.flow import Traffic, behind, traffic
from sim.scenario.cases import leaves_of
from sim.scenario.digraph import reach
from sim.scenario.schema import Scenario, Step, Target


@dataclass(frozen=True)
class Binding:
    """What one target is held back by; ``loads`` the heaviest first, empty where there is enough of everything.

    ``people``: of a count, how many a year would come to its steps if nothing held them up; else inf.
    """

    target: Target
    loads: tuple[Load, ...]
    people: float = inf


def bindings(scenario: Scenario) -> tuple[list[Binding], list[Load]]:
    """What holds each count and then each share back; and of what else there is too little, the heaviest first."""
    sums, flows = arithmetic(scenario), traffic(scenario)
    short = overloaded(sums)
    users = {load.name: {step.name for step in scenario.steps if _asks(scenario, step, load, flows)} for load in short}
    found = []
    for target in sorted(scenario.targets, key=lambda target: target.count is None):
        if target.count is None and target.share_of is None:
            continue
        on_the_way = _on_the_way(target, flows)
        loads = [load for load in short if users[load.name] & on_the_way and not _refilled(scenario, load)]
        if target.count is not None:
            people = sum(flows.reach.get(name, 0.0) for name in target.count.steps)
            found.append(Binding(target, (*loads, *_carried(sums, target, loads)), people))
        else:
            found.append(Binding(target, tuple(loads)))
    named = {load.name for one in found for load in one.loads}
    return found, [load for load in short if load.name not in named and not _refilled(scenario, load)]


def overloaded(sums: Arithmetic) -> list[Load]:
    """What is offered more than it can serve, the heaviest load first."""
    loads = [load for load in (*sums.gates, *sums.resources, *sums.pools, *sums.staff) if load.share > 1]
    return sorted(loads, key=lambda load: -load.share)


def _on_the_way(target: Target, flows: Traffic) -> set[str]:
    """Steps up to those that a count counts, they included; of a share the steps behind those that it is of."""
    if target.count is None:
        assert target.share_of is not None
        ahead = {name: [to for to, people in moves.items() if people > 0] for name, moves in flows.moves.items()}
        return reach([to for name in target.share_of.steps for to in ahead.get(name, ())], ahead)
    counted = set(target.count.steps)
    back: dict[str, list[str]] = {}
    for name, moves in flows.moves.items():
        for to in moves if name not in counted else ():  # ways round and back to a counted step are not ways to it
            if moves[to] > 0:
                back.setdefault(to, []).append(name)
    return reach(counted, back)


def _asks(scenario: Scenario, step: Step, load: Load, flows: Traffic) -> bool:
    """Whether a step asks for what a load is about, for anybody."""
    people = flows.population
    if load.unit == "people a year":
        return behind(step, load.name, people) > 0
    if load.unit == "units":
        return people.average(step.uses, lambda uses: float(dict(uses).get(load.name, 0))) > 0
    if load.unit == "tokens a year":
        return load.name in (*leaves_of(step.takes), *_meanwhile(step))
    followed = any(one.by == load.name and step.name in one.stages for one in scenario.follow_ups)
    return followed or any(work.by == load.name for work in step.work)


def _meanwhile(step: Step) -> Iterator[str]:
    """Pools whose tokens somebody takes out of a stage."""
    for pairs in leaves_of(step.meanwhile):
        yield from (pool for pool, _ in pairs or ())


def _refilled(scenario: Scenario, load: Load) -> bool:
    """Whether places that become free are filled between sessions, so that seats of sessions are no limit."""
    gate = next((gate for gate in scenario.gates if gate.name == load.name), None)
    return gate is not None and gate.backfill is not None


def _carried(sums: Arithmetic, target: Target, loads: list[Load]) -> Iterator[Load]:
    """Places or money that carry fewer people than come, where nothing else is said to be too little."""
    for one in sums.enough:
        if one.target == target.name and not loads and one.places < one.people and one.tightest:
            yield Load(one.tightest, one.people, one.places, "people carried")
