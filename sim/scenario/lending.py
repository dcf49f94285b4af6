"""A resource whose people may use the free units of another: sharing with repacking.

With n and m people of two kinds, C and D units, and the first kind allowed to use all of them, everybody has a place as
long as m <= D and n + m <= C + D: whoever uses a borrowed unit moves to an own one as soon as one is free.  So both
kinds claim a unit of both together, of which there are C + D, beside their own kind (J. S. Kaufman, *Blocking in a
shared resource environment*, IEEE Transactions on Communications 29 (1981) 1474-1481).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sim.scenario.cases import leaves_of, map_leaves
from sim.scenario.dated import folded, value_at
from sim.scenario.problems import BROKEN
from sim.scenario.reader import Reader
from sim.scenario.schema import Resource, Step, Steps, Titles
from sim.scenario.words import said


def lent(
    reader: Reader, resources: Sequence[Resource], steps: Sequence[Step]
) -> tuple[list[Resource], tuple[Step, ...]]:
    """Resources and steps with the joint resource of every pair of borrower and lender."""
    by_name = {item.name: item for item in resources}
    found, changed = dict(by_name), tuple(steps)
    for borrower in [item for item in resources if item.borrows]:
        lender = by_name.get(borrower.borrows)
        if lender is None or not _sound(reader, borrower, lender, resources):
            continue
        joint = borrower.joint
        if joint in by_name:
            reader.add(("resource", joint), "defined-twice", "This is the name of what two resources share", joint)
        total = _sum(borrower.capacity, lender.capacity)
        found[joint] = Resource(joint, total, titles=_titles(borrower, lender), unit=borrower.unit)
        found[borrower.name] = replace(borrower, capacity=total, stated=borrower.stated or borrower.capacity)
        changed = tuple(_claiming(step, (borrower.name, lender.name), joint) for step in changed)
    return sorted(found.values(), key=lambda item: item.name.encode()), changed


def _sound(reader: Reader, borrower: Resource, lender: Resource, resources: Sequence[Resource]) -> bool:
    path = ("resource", borrower.name, "borrows")
    others = [item.name for item in resources if item.borrows == lender.name and item.name != borrower.name]
    message = ""
    if lender.name == borrower.name or lender.borrows:
        message = said("A resource borrows from one that does not borrow itself")
    elif others and others[0] < borrower.name:
        message = said("Only one resource can borrow from another")
    elif any(span.amount for one in (borrower, lender) for span in leaves_of(one.turnaround)):
        message = said("What is borrowed has no turnaround")
    if message:
        reader.add(path, "conflicting-keys", message, lender.name)
    return not message and BROKEN not in (borrower.capacity, lender.capacity)


def _sum(one: Steps, other: Steps) -> Steps:
    times = sorted({0, *(time for time, _ in (*one.changes, *other.changes))})
    return folded((time, value_at(one, time) + value_at(other, time)) for time in times)


def _claiming(step: Step, pair: tuple[str, str], joint: str) -> Step:
    def with_joint(claim: Any) -> Any:
        units = sum(amount for name, amount in claim if name in pair) if claim and claim is not BROKEN else 0
        return tuple(sorted((*claim, (joint, units)), key=lambda one: one[0].encode())) if units else claim

    holds = (*step.holds, joint) if set(pair) & set(step.holds) else step.holds
    return replace(step, uses=map_leaves(step.uses, with_joint), holds=tuple(sorted(holds, key=str.encode)))


def _titles(borrower: Resource, lender: Resource) -> Titles:
    names = [
        (item.titles.da or item.titles.en or item.name, item.titles.en or item.titles.da or item.name)
        for item in (borrower, lender)
    ]
    return Titles(" eller ".join(name for name, _ in names), " or ".join(name for _, name in names))
