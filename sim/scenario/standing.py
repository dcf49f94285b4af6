"""What surely holds of a person on reaching a step, whichever way they came: what they hold, what has been drawn.

A forward analysis over the pathway: for each step the intersection over all ways into it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from typing import Any

from sim.scenario import followup
from sim.scenario.blocking import blocking_circles
from sim.scenario.cases import Assignment, assignments, evaluate, leaves_of, targets_of
from sim.scenario.problems import BROKEN, KeyPath
from sim.scenario.reader import STEP_KINDS, Reader
from sim.scenario.routes import broken, targets
from sim.scenario.schema import FollowUp, Risk, Scenario, Step
from sim.scenario.words import said

Facts = frozenset[Any]
BEFORE_ENTRY = ("gate", "uses", "spends", "patience", "priority", "takes", "marks")  # read before the marks are drawn
MOST = 64  # combinations of properties for which claims are followed


def check(reader: Reader, scenario: Scenario) -> None:
    """Report waits that use what is not held, marks not drawn yet, a missing ``follow_up``; warn of deadlocks."""
    steps = {step.name: step for step in scenario.steps}
    _not_held(reader, scenario, steps)
    _not_drawn(reader, scenario, steps)
    _circular_waits(reader, scenario, steps)
    if followup.needed(scenario):
        followup.check(reader, scenario, _claiming(scenario, steps))


def arriving(
    scenario: Scenario,
    steps: Mapping[str, Step],
    leaving: Callable[[Step, Facts], Facts],
    refused: Callable[[Step, Facts], Facts],
    there: Callable[[Step], Facts] = lambda step: frozenset(),
) -> dict[str, Facts]:
    """Facts that hold on every way into each step that can be reached.

    ``leaving`` gives the facts on leaving a step by its route, a limit, a risk or a token from those on reaching it,
    ``refused`` those on leaving by ``else`` or a closing; ``there`` those of people who are inside at the start.
    """
    facts: dict[str, Facts] = {}
    todo: list[str] = []

    def meet(name: Any, new: Facts) -> None:
        if name in steps:
            now = new if name not in facts else facts[name] & new
            if facts.get(name) != now:
                facts[name] = now
                todo.append(name)

    for stream in scenario.arrivals:
        meet(stream.to, frozenset())
    for group in scenario.backlog:
        meet(group.at, there(steps[group.at]) if group.inside and group.at in steps else frozenset())
    risks: dict[str, list[str]] = {}
    for risk in scenario.risks:
        for name in risk.stages:
            risks.setdefault(name, []).append(risk.to)
    while todo:
        step = steps[todo.pop()]
        if step.kind == "exit":
            continue
        after = leaving(step, facts[step.name])
        for name in _followers(step, risks.get(step.name, ())):
            meet(name, after)
        for target in targets_of(step.otherwise) | ({step.closes.to} if step.closes else set()):
            meet(target, refused(step, facts[step.name]))
    return facts


def _followers(step: Step, risks: Iterable[str]) -> set[str]:
    onward = set() if broken(step.route) else targets(step.route)
    limited = {name for limit in step.limits for name in targets_of(limit.to)}
    tokens = {target for pairs in leaves_of(step.meanwhile) if pairs for _, target in pairs}
    return onward | tokens | limited | {name for name in risks if name}


# --- what is held ----------------------------------------------------------------------------------------------------


def _held(scenario: Scenario, steps: Mapping[str, Step], assignment: Assignment) -> dict[str, Facts]:
    """Units held on reaching each step, as (resource, number of the unit)."""

    def used(step: Step) -> Facts:
        claim = evaluate(step.uses, assignment)
        return frozenset((name, i) for name, amount in claim or () for i in range(min(amount, 1000)))

    def leaving(step: Step, held: Facts) -> Facts:
        return held if step.kind == "decision" else used(step)

    def refused(step: Step, held: Facts) -> Facts:
        return frozenset(unit for unit in held if unit in used(step) or unit[0] in step.holds)

    return arriving(scenario, steps, leaving, refused, used)


def _claims(reader: Reader, steps: Mapping[str, Step]) -> list[Assignment]:
    return list(islice(assignments([step.uses for step in steps.values()], reader.properties, drawn=True), MOST))


def _not_held(reader: Reader, scenario: Scenario, steps: Mapping[str, Step]) -> None:
    waits = [step for step in steps.values() if step.kind == "wait" and any(leaves_of(step.uses))]
    if not waits or any(BROKEN in leaves_of(step.uses) for step in steps.values()):
        return
    for assignment in _claims(reader, steps):
        held = _held(scenario, steps, assignment)
        for step in waits:
            missing = sorted({name for name, amount in evaluate(step.uses, assignment) or ()
                              if (name, amount - 1) not in held.get(step.name, {(name, amount - 1)})})  # fmt: skip
            if missing:
                message = "A wait claims nothing: it can only use what is held on every way to it"
                surely = sorted({name for name, _ in held[step.name]})
                reader.add(("wait", step.name, "uses"), "not-held", message, ", ".join(missing), surely)


def _claiming(scenario: Scenario, steps: Mapping[str, Step]) -> set[str]:
    """The stages that may have to wait for a resource that is not held already."""
    sound = {name: step for name, step in steps.items() if BROKEN not in leaves_of(step.uses)}
    held = _held(scenario, sound, {})
    found = set()
    for name, step in sound.items():
        have = {resource for resource, _ in held.get(name, ())}
        if any(resource not in have for claim in leaves_of(step.uses) for resource, _ in claim or ()):
            found.add(name)
    return found


def _circular_waits(reader: Reader, scenario: Scenario, steps: Mapping[str, Step]) -> None:
    """Warn where people who keep one thing wait for another and the other way round, or for more of the same."""
    for circle in blocking_circles(steps, scenario.resources):
        text = " -> ".join([*circle, circle[0]])
        more = "people can block each other: while they keep some units they wait for more, {text}"
        other = "people can block each other: while they keep one they wait for the next, {text}"
        reader.findings.warn(said(more if len(circle) == 1 else other, text=text))


# --- what has been drawn ---------------------------------------------------------------------------------------------


def _not_drawn(reader: Reader, scenario: Scenario, steps: Mapping[str, Step]) -> None:
    always = {"source", *reader.names["attribute"]}
    asked = [use for use in reader.property_uses if not use.other and use.name not in always]
    if not asked:
        return

    def leaving(step: Step, drawn: Facts) -> Facts:
        return drawn | {name for name, _ in step.marks or ()}

    def there(step: Step) -> Facts:
        return leaving(step, frozenset())

    reached = arriving(scenario, steps, leaving, lambda step, drawn: drawn, there)
    drawn_by = {
        name: sorted(step for step in steps if name in dict(steps[step].marks or ())) for name in reader.properties
    }
    for use in asked:
        for name in _where(scenario, use.path):
            drawn = reached.get(name, frozenset((use.name,))) if name else frozenset()
            if name in steps and not _before_entry(use.path):
                drawn = leaving(steps[name], drawn)
            if use.name not in drawn:
                message = said("{property} has not been drawn here", property=use.name)
                if name:
                    message = said("On some way to {step} {property} has not been drawn", step=name, property=use.name)
                allowed = said("`other`, or a way through {steps} only", steps=", ".join(drawn_by[use.name]))
                reader.add(use.path, "not-drawn-yet", message, use.name, allowed)


def _before_entry(path: KeyPath) -> bool:
    return path[0] in STEP_KINDS and len(path) > 2 and path[2] in BEFORE_ENTRY


def _where(scenario: Scenario, path: KeyPath) -> tuple[str, ...]:
    """The steps at which a value is read; "" for what is read at arrival."""
    if path[0] in STEP_KINDS:
        return (str(path[1]),)
    if path[0] not in ("risk", "followup"):
        return ("",)
    side: tuple[Risk | FollowUp, ...] = (*scenario.risks, *scenario.follow_ups)
    kind = Risk if path[0] == "risk" else FollowUp
    return next((one.stages for one in side if isinstance(one, kind) and one.name == path[1]), ())
