"""Checks of the pathway as a graph: what leads where, loops, ways out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.scenario.cases import assignments, evaluate, leaves_of, targets_of
from sim.scenario.digraph import cycles, reach
from sim.scenario.problems import KeyPath
from sim.scenario.reader import STEP_KINDS, Reader
from sim.scenario.routes import broken, targets
from sim.scenario.schema import Law, Scenario, Span, Step
from sim.scenario.words import absence, said

Edges = dict[str, set[str]]


def check(reader: Reader, scenario: Scenario) -> None:
    """Report unreachable steps, steps without a way out, loops without time, refusals without ``else``."""
    if not reader.names["step"] and "step" not in reader.unknown:
        reader.add((), "missing-key", "A scenario needs steps", allowed="[stage.*], [exit.*] ...")
        return
    if not any(reader.names[kind] or kind in reader.unknown for kind in ("arrivals", "backlog")):
        reader.add((), "missing-key", "Nobody ever comes", allowed="[arrivals.*] or [backlog.*]")
    named = _named(reader)
    _unreachable(reader, scenario, named)
    steps = {step.name: step for step in scenario.steps}
    real = {name: ways_on(reader, scenario, step) for name, step in steps.items()}
    _without_exit(reader, scenario, steps, real)
    _without_time(reader, steps)
    if reader.names["exit"]:
        _endless(reader, steps, real)
    _positive_behind_job(reader, steps, real)
    for step in scenario.steps:
        _else_missing(reader, scenario, step)


def _named(reader: Reader) -> Edges:
    """Step -> steps that it names anywhere, also in branches that no choice takes; "" for what stands outside steps."""
    edges: Edges = {}
    for path, target in reader.references:
        inside = len(path) > 1 and path[0] in STEP_KINDS
        if path[0] == "risk":  # leads on from each of its stages
            origins = reader.tables["risk"][path[1]].get("in", [])
            for stage in origins if isinstance(origins, list) else [origins]:
                edges.setdefault(str(stage), set()).add(target)
        else:
            edges.setdefault(str(path[1]) if inside else "", set()).add(target)
    return edges


def _unreachable(reader: Reader, scenario: Scenario, named: Edges) -> None:
    if reader.lost or not named.get("") or any(broken(step.route) for step in scenario.steps if step.kind != "exit"):
        return  # reported already: it would look as if nothing led to what lies behind
    reached = reach(named[""], named)
    for step in scenario.steps:
        if step.name in reached:
            continue
        if reader.source.inherited((step.kind, step.name)):
            words = said("{kind}.{name} is inherited, and no way leads to it now", kind=step.kind, name=step.name)
            reader.findings.warn(absence(words))
        else:
            reader.add((step.kind, step.name), "unreachable-step", "No way leads to this step", step.name,
                       "a step that arrivals, `next`, `else`, a risk or a token lead to")  # fmt: skip


def ways_on(reader: Reader, scenario: Scenario, step: Step) -> set[str] | None:
    """Steps that a person in ``step`` really goes on to (shares above 0, risks that happen); None if that is broken."""
    if step.kind == "exit":
        return set()
    if broken(step.route):
        return None
    found = taken(reader, step) | _limited_to(step) | _meanwhile(step)
    found |= targets_of(step.otherwise)
    if step.closes:
        found.add(step.closes.to)
    for risk in scenario.risks:
        if step.name in risk.stages and risk.to and (risk.dates or any(_happens(law) for law in leaves_of(risk.law))):
            found.add(risk.to)
    return found


def taken(reader: Reader, step: Step) -> set[str]:
    """Targets of the route that get more than nothing for some person."""
    if step.route.ends:
        return {target for _, target in step.route.ends}
    values = [value for _, value in step.route.shares]
    found: set[str] = set()
    for assignment in assignments([*values, step.route.rest], reader.properties):
        left = 1.0
        for target, value in step.route.shares:
            share = evaluate(value, assignment)
            if share is not None and share > 0:
                found.add(target)
            left -= share or 0.0
        rest = evaluate(step.route.rest, assignment)
        if left > 1e-12 and isinstance(rest, str):
            found.add(rest)
    return found


def _limited_to(step: Step) -> set[str]:
    return {name for limit in step.limits for name in targets_of(limit.to)}


def _meanwhile(step: Step) -> set[str]:
    return {target for pairs in leaves_of(step.meanwhile) if pairs for _, target in pairs}


def _happens(law: Any) -> bool:
    return not (isinstance(law, Law) and law.name == "hazard" and all(piece.rate == 0 for piece in law.pieces))


def _without_exit(
    reader: Reader, scenario: Scenario, steps: Mapping[str, Step], real: Mapping[str, set[str] | None]
) -> None:
    """A step from which no exit can be reached, among those that somebody reaches.

    A file without any exit is a closed population: nobody is meant to leave.
    """
    if not reader.names["exit"] and "exit" not in reader.unknown:
        if scenario.arrivals:
            reader.findings.warn(said("there is no exit, so whoever arrives stays for ever"))
        return
    # a step whose route is broken was reported; it counts as a way out here
    back: Edges = {}
    for name, following in real.items():
        for target in following or ():
            back.setdefault(target, set()).add(name)
    outs = [name for name, step in steps.items() if step.kind == "exit" or real[name] is None]
    outs += [name for name in reader.names["step"] if name not in steps]
    leads_out = reach(outs, back)
    starts = [one.to for one in scenario.arrivals if one.to] + [one.at for one in scenario.backlog if one.at]
    for name in sorted(reach(starts, {name: following or set() for name, following in real.items()}) - leads_out):
        if name in steps:
            message = "No way leads from this step to an exit"
            reader.add((steps[name].kind, name), "step-without-exit", message, name, "a way to an [exit.*]")


def _without_time(reader: Reader, steps: Mapping[str, Step]) -> None:
    """Loops in which no time passes: of decisions always an error, through waits and stages if nothing limits them."""
    decisions = {
        name: targets(step.route) | _limited_to(step) for name, step in steps.items() if step.kind == "decision"
    }
    for circle in cycles({name: following & set(decisions) for name, following in decisions.items()}):
        message = "Decisions lead to each other in a circle"
        reader.add(("decision", circle[0], "next"), "decision-cycle", message, _round(circle), "a stage in between")
    edges = {name: following - {limit.target for limit in steps[name].limits} for name, following in decisions.items()}
    for name, step in steps.items():
        if step.kind == "wait" and step.otherwise and any(_zero(leaf) for leaf in leaves_of(step.patience)):
            edges[name] = targets_of(step.otherwise)
        elif step.kind == "stage" and not step.route.ends and step.lasts == Span(0, "seconds") and not step.work:
            edges[name] = targets(step.route) - {limit.target for limit in step.limits}
    closed = decisions | {name: {step.closes.to} for name, step in steps.items() if step.closes}
    for circle in cycles(closed):
        if any(steps[name].closes for name in circle):
            message = "Steps that have closed send people round in a circle"
            path = (steps[circle[0]].kind, circle[0])
            reader.add(path, "loop-without-time", message, _round(circle), "a step that does not close")
    for circle in cycles(edges):
        if any(steps[name].kind == "stage" for name in circle):
            reader.findings.warn(said("a loop takes no time: {circle}", circle=_round(circle)))
        elif any(steps[name].kind == "wait" for name in circle):
            message = "A loop that takes no time has no limit"
            path = (steps[circle[0]].kind, circle[0])
            reader.add(path, "loop-without-time", message, _round(circle), "a stage, patience or a limit in between")


def _round(circle: list[str]) -> str:
    return " -> ".join([*circle, circle[0]])


def _zero(length: Any) -> bool:
    return isinstance(length, Span) and length.amount == 0


def _endless(reader: Reader, steps: Mapping[str, Step], real: Mapping[str, set[str] | None]) -> None:
    """Warn of loops that nothing limits: how long people stay in the pathway has no bound."""
    edges = {
        name: (following or set()) - {limit.target for limit in steps[name].limits} for name, following in real.items()
    }
    for circle in cycles(edges):
        if any(steps[name].kind == "stage" for name in circle if name in steps):
            reader.findings.warn(said("nothing limits how often people go round: {circle}", circle=_round(circle)))


def _positive_behind_job(reader: Reader, steps: Mapping[str, Step], real: Mapping[str, set[str] | None]) -> None:
    """Warn of a positive exit to which a job leads: who still works when the run ends would not be counted."""
    for name, step in steps.items():
        if not any(level in ("self", "partly") for level in leaves_of(step.support)) or step.kind == "exit":
            continue
        following = {key: real[key] or set() for key in real if key == name or steps[key].kind == "decision"}
        for behind in sorted(reach(following[name], following)):
            if behind in steps and steps[behind].kind == "exit" and steps[behind].positive:
                reader.findings.warn(
                    said(
                        "exit.{behind} is positive, and the job {kind}.{name} leads to it: people would count when the "
                        "job ends, and not at all while it lasts; put `positive = true` on {kind}.{name}",
                        behind=behind,
                        kind=step.kind,
                        name=name,
                    )
                )


def _else_missing(reader: Reader, scenario: Scenario, step: Step) -> None:
    """Whoever can be turned away needs somewhere to go."""
    path: KeyPath = (step.kind, step.name)
    if step.kind not in ("stage", "wait"):
        return
    sending = {gate.name for gate in scenario.gates if gate.below == "send_away"}
    gates = [gate for gate in leaves_of(step.gate) if gate in sending]
    reasons = [said("its patience ends")] * (step.patience is not None)
    reasons += [said("the queue is too long")] * (step.queue is not None)
    reasons += [said("a session of {gate} turns them away", gate=gate) for gate in gates]
    if reasons and step.otherwise is None:
        message = said("People are turned away when {reason}, so the step needs `else`", reason=reasons[0])
        if len(set(reasons)) > 1:
            message = said("People are turned away when {reason} or when {other}, so the step needs `else`",
                           reason=reasons[0], other=sorted(set(reasons))[1])  # fmt: skip
        reader.add((*path, "else"), "missing-else", message, allowed="else = STEP")
    elif step.otherwise and not reasons:
        words = said("{kind}.{name} has `else`, but nothing ever turns anybody away", kind=step.kind, name=step.name)
        reader.findings.warn(absence(words))
