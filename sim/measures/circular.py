"""People who wait for each other in a circle when the run ends: each keeps what another needs (contract Q3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.log.events import Event
from sim.log.table import Log
from sim.measures.civil import Ints
from sim.model.model import Model
from sim.model.tables import NUMERIC_SCALE, PropertyKind
from sim.scenario.blocking import blocking_circles
from sim.scenario.cases import evaluate
from sim.scenario.digraph import reach
from sim.scenario.schema import DATE, Scenario, UsesValue, in_seconds

Units = dict[int, int]  # resource -> units


@dataclass(frozen=True)
class Waiting:
    """Somebody in line for places when the run ends."""

    held: Units
    needs: Units


def can_block(scenario: Scenario) -> bool:
    """Whether people can come to wait for each other."""
    return bool(blocking_circles({step.name: step for step in scenario.steps}, scenario.resources))


def people_in_circles(log: Log, model: Model) -> Ints:
    """Number of people of each replication who can never go on, whatever the others do."""
    found = np.zeros(len(log.replications), dtype=np.int64)
    for place in range(len(found)):
        one = log.one(place)
        if np.count_nonzero(one.code == Event.IN_LINE) > 1:
            capacity, waiting = _at_the_end(one, model)
            found[place] = len(in_circles(capacity, waiting))
    return found


def in_circles(capacity: Units, waiting: Mapping[int, Waiting]) -> set[int]:
    """Those of the people in line who wait for each other in a circle.

    Everybody else goes on and gives back what they hold; of those in line, one after the other, whoever then finds
    what they need.  Who is left waits for ever: for somebody who is left too, or for units that do not exist.
    """
    left = dict(waiting)
    free = defaultdict(int, capacity)
    for person in waiting.values():
        for resource, units in person.held.items():
            free[resource] -= units
    served = True
    while served:
        served = False
        for number, person in list(left.items()):
            if all(free[resource] >= units for resource, units in person.needs.items()):
                for resource, units in person.held.items():
                    free[resource] += units
                del left[number]
                served = True
    waits_for = {
        number: {other for other in left if other != number and _waits_for(person, left[other], free)}
        for number, person in left.items()
    }
    return {number for number in left if number in reach(waits_for[number], waits_for)}


def _waits_for(person: Waiting, holder: Waiting, free: Units) -> bool:
    """Whether the holder has units of something that the person lacks."""
    return any(free[resource] < units and resource in holder.held for resource, units in person.needs.items())


def _at_the_end(log: Log, model: Model) -> tuple[Units, dict[int, Waiting]]:
    """Capacities, and the people in line for places, when the log of one replication ends."""
    capacity: Units = {}
    held: dict[int, Units] = defaultdict(lambda: defaultdict(int))
    drawn: dict[int, dict[str, int]] = defaultdict(dict)
    waiting: dict[int, Waiting] = {}
    names = model.names
    steps = {step.name: step for step in model.scenario.steps}
    places = {item.name for item in model.scenario.resources if not item.consumable}
    for _, owner, code, step, _, what, value in log.rows():
        if code == Event.CAPACITY:
            capacity[what] = value
        elif code in (Event.CLAIM, Event.RELEASE) and names.resources[what] in places:
            held[owner][what] += value if code == Event.CLAIM else -value
        elif code == Event.ARRIVE:
            drawn[owner]["source"] = what
        elif code in (Event.ATTRIBUTE, Event.MARK):
            drawn[owner][names.properties[what]] = value
        elif code == Event.IN_LINE and steps[names.steps[step]].kind == "stage":  # also behind a gate
            claim = _claim(steps[names.steps[step]].uses, drawn[owner], model.end - value, model)
            wanted = {names.resources.index(name): units for name, units in claim.items() if name in places}
            mine = {resource: units for resource, units in held[owner].items() if units > 0}
            needs = {resource: units - mine.get(resource, 0) for resource, units in wanted.items()}
            waiting[owner] = Waiting(mine, {resource: units for resource, units in needs.items() if units > 0})
    return capacity, waiting


def _claim(uses: UsesValue, drawn: Mapping[str, int], joined: int, model: Model) -> dict[str, int]:
    """What a stage uses for a person who stands in line since ``joined``."""
    known: dict[str, str | float] = {name: _label(name, value, joined, model) for name, value in drawn.items()}
    return dict(evaluate(uses, {**known, DATE: model.end + 1.0}) or ())


def _label(name: str, value: int, time: int, model: Model) -> str | float:
    """What is kept of a property, as it is read at a time: its category, or the least bound that it lies below."""
    names, number = model.names, model.names.properties.index(name)
    kind = model.tables.property_kind[number]
    if kind == PropertyKind.CATEGORY:
        return (names.sources if name == "source" else names.categories[number])[value]
    if in_seconds(name):
        return (time - value if kind == PropertyKind.SINCE else value) + 1.0
    return (value + 1) / NUMERIC_SCALE
