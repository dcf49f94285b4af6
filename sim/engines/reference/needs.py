"""What a person needs for the next step beyond what they hold already (contract Q3)."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace

from sim.engines.reference.people import Person
from sim.engines.reference.places import Places
from sim.model.tables import StepKind

WAIT, EXIT = int(StepKind.WAIT), int(StepKind.EXIT)


def take_along(places: Places, person: Person, step: int) -> bool:
    """Keep what both steps use, release the rest, note what is new; True if there is a line to stand in (Q3)."""
    shared = places.shared
    t = shared.t
    kind = t.step_kind[step]
    if t.is_free[step] and not person.held:
        person.step, person.visit = step, person.visits[step]
        person.gate = person.pool = person.line = -1
        person.needs = []
        return False
    wanted = t.only_claim[step]
    if wanted is None:
        wanted = t.claims[shared.chance.pick(t.step_claim[step], person.props)]
    person.wanted = wanted
    keeps = t.step_keeps[step] >= 0
    if person.held:
        kept = t.claims[shared.chance.pick(t.step_keeps[step], person.props)] if keeps else wanted
        release_rest(places, person, () if kind == EXIT else kept)
    person.step = step
    person.visit = person.visits[step]
    person.gate = person.pool = person.line = -1
    if kind == EXIT:
        return False
    if kind == WAIT:
        person.needs = []
        person.pool = person.line = shared.chance.pick(t.step_pool[step], person.props)
        person.gate = shared.chance.pick(t.step_gate[step], person.props)
        if person.gate >= 0:
            person.line = person.gate
        return person.line >= 0
    person.needs = still_needed(t, person, wanted) if person.held else wanted
    gate = t.only_gate[step]
    if gate is None:
        gate = shared.chance.pick(t.step_gate[step], person.props)
    person.gate = person.line = gate
    waits = gate >= 0 or bool(person.needs)
    if keeps and not waits:
        let_go(places, person)
    return waits


def let_go(places: Places, person: Person) -> None:
    """What was kept only until the step was granted is given back."""
    if places.shared.t.step_keeps[person.step] >= 0:
        release_rest(places, person, person.wanted)


def still_needed(t: SimpleNamespace, person: Person, wanted: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """What of the claim is not held already; budgets are never held."""
    held, is_place, needs = person.held, t.is_place, []
    for resource, units in wanted:
        left = units - held.get(resource, 0) if is_place[resource] else units
        if left > 0:
            needs.append((resource, left))
    return needs


def release_rest(places: Places, person: Person, wanted: Sequence[tuple[int, int]]) -> None:
    """Give back what the next step does not use, in order of name."""
    held = person.held
    for resource in list(held) if len(held) == 1 else sorted(held):
        surplus = held[resource]
        for kept, units in wanted:
            if kept == resource:
                surplus -= units
        if surplus > 0:
            places.release(person, resource, surplus)
