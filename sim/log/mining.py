"""The event log as tools for process mining and for animation read it: events of cases, not rows of a simulation.

A case is a person in a replication, ``3-17`` for person 17 of replication 3.  Each visit to a step is one instance of
an activity, in the transactional life cycle of the standard XES (IEEE 1849): joining its queue is ``schedule``,
beginning it is ``start``, its end ``complete``; who leaves early ends it with ``ate_abort``, who gives up or is sent
away from the queue with ``withdraw``.  Arrivals, decisions and exits take no time and are ``complete``.  A queue that
is left in the second in which it is joined is no event of its own.  What a person is (``group``) is an attribute of the
case.  Whoever is still there at the end has a case without an exit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush
from typing import TYPE_CHECKING, Any, Literal
from xml.sax.saxutils import quoteattr

import numpy as np

from sim.log.events import Event
from sim.log.table import Log
from sim.model.tables import NUMERIC_SCALE

if TYPE_CHECKING:
    from sim.model.model import Model

Form = Literal["xes", "bupar", "vidigi"]
FORMS = ("xes", "bupar", "vidigi")
Value = str | float

TRANSITIONS = {
    Event.ARRIVE: "complete", Event.JOIN: "schedule", Event.START: "start", Event.END: "complete",
    Event.CALLED: "complete", Event.RISK: "ate_abort", Event.RENEGED: "withdraw", Event.BALKED: "withdraw",
    Event.SENT_AWAY: "withdraw", Event.DECIDE: "complete", Event.EXIT: "complete",
}  # fmt: skip
OF_A_WAIT = {
    Event.JOIN: "start", Event.ADMIT: "complete", Event.RENEGED: "ate_abort", Event.BALKED: "withdraw",
    Event.SENT_AWAY: "ate_abort",
}  # fmt: skip
"""A step in which people only wait is an activity that begins with joining."""


@dataclass(frozen=True)
class Case:
    """A person in a replication, with what they are on arrival and their events in order."""

    replication: int
    person: int
    attributes: dict[str, Value]
    events: tuple[Happening, ...]

    @property
    def name(self) -> str:
        return f"{self.replication}-{self.person}"


@dataclass(frozen=True)
class Happening:
    """One event of a case; ``kind`` is that of the step, or ``arrival``; ``time`` in seconds of the run."""

    activity: str
    kind: str
    transition: str
    time: int
    visit: int
    resources: tuple[str, ...]  # what the stage uses


def cases(log: Log, model: Model) -> Iterator[Case]:
    """The cases of all replications of a log, in the order of their numbers."""
    for place in range(len(log.replications)):
        one = log.one(place)
        order = np.flatnonzero(one.owner >= 0)[np.argsort(one.owner[one.owner >= 0], kind="stable")]
        owners, first = np.unique(one.owner[order], return_index=True)
        for owner, rows in zip(owners.tolist(), np.split(order, first[1:]), strict=True):
            case = _case(one, rows.tolist(), owner, model)
            if case.events:  # not of somebody who was never contacted
                yield case


def _case(log: Log, rows: list[int], owner: int, model: Model) -> Case:
    names = model.names
    kinds = {step.name: step.kind for step in model.scenario.steps}
    attributes: dict[str, Value] = {}
    found: list[Happening] = []
    used: dict[tuple[int, int], list[str]] = {}
    for row in rows:
        code, time, step, visit, thing, value = (
            int(column[row]) for column in (log.code, log.time, log.step, log.visit, log.object, log.value)
        )
        if code == Event.ATTRIBUTE:
            categories = names.categories[thing]
            attributes[names.properties[thing]] = categories[value] if categories else value / NUMERIC_SCALE
        elif code == Event.CLAIM:
            used.setdefault((step, visit), []).append(names.resources[thing])
        elif code == Event.ARRIVE:
            attributes["source"] = names.sources[thing]
            found.append(Happening(names.sources[thing], "arrival", "complete", time, 0, ()))
        else:
            kind = kinds[names.steps[step]] if step >= 0 else ""
            transition = (OF_A_WAIT if kind == "wait" else TRANSITIONS).get(Event(code), "")
            admitted = code == Event.ADMIT and value == 0 and kind != "wait"
            if admitted and found and found[-1].transition == "schedule":
                found.pop()  # the queue was left in the second in which it was joined
            if transition:
                resources = tuple(dict.fromkeys(used.get((step, visit), ())))
                found.append(Happening(names.steps[step], kind, transition, time, visit, resources))
    return Case(int(log.replications[0]), owner, attributes, tuple(found))


def event_rows(log: Log, model: Model, form: Form) -> Iterator[dict[str, Any]]:
    """One row for each event, with the columns that a tool expects; raises ValueError for another form."""
    if form not in FORMS:
        raise ValueError(f"form={form!r}: an event log is given as {', '.join(FORMS)}")
    if form == "vidigi":
        yield from _vidigi(log, model)
        return
    first = datetime.combine(model.scenario.run.first_day, datetime.min.time(), UTC)
    names = ["source", *(item.name for item in model.scenario.properties if item.draw is not None)]
    for case in cases(log, model):
        for one in case.events:
            when = first + timedelta(seconds=one.time)
            resources = "+".join(one.resources) or None
            instance = f"{case.name}-{one.activity}-{one.visit}"
            if form == "xes":
                row = {
                    "case:concept:name": case.name, "concept:name": one.activity,
                    "lifecycle:transition": one.transition, "time:timestamp": when,
                    "concept:instance": instance, "org:resource": resources,
                }  # fmt: skip
                yield row | {f"case:{name}": case.attributes.get(name) for name in names}
            else:
                row = {
                    "case_id": case.name, "activity_id": one.activity, "activity_instance_id": instance,
                    "lifecycle_id": one.transition, "timestamp": when, "resource_id": resources,
                }  # fmt: skip
                yield row | {name: case.attributes.get(name) for name in names}


def _vidigi(log: Log, model: Model) -> Iterator[dict[str, Any]]:
    """Arrivals and departures, queues, and stays with the number of the place that is used (the lowest free one)."""
    free: dict[str, list[int]] = {}
    highest: dict[str, int] = {}
    taken: dict[tuple[str, str, int], int] = {}
    events = [(one.time, place, case, one) for case in cases(log, model) for place, one in enumerate(case.events)]
    events.sort(key=lambda event: (event[2].replication, event[0], event[1]))
    for time, _, case, one in events:
        key = (case.name, one.activity, one.visit)
        row = {"run_number": case.replication, "entity_id": case.person, "pathway": case.attributes["source"]}
        resource: int | None = None
        if one.kind in ("arrival", "exit"):
            what, event = "arrival_departure", "arrival" if one.kind == "arrival" else "depart"
        elif one.transition == "schedule" or (one.kind == "wait" and one.transition == "start"):
            what, event = "queue", f"{one.activity}_queue"
        elif one.transition == "start":
            rest = free.setdefault(one.activity, [])
            highest.setdefault(one.activity, 0)
            highest[one.activity] += not rest
            resource = taken[key] = heappop(rest) if rest else highest[one.activity]
            what, event = "resource_use", f"{one.activity}_begins"
        elif key in taken:
            resource = taken.pop(key)
            heappush(free[one.activity], resource)
            what, event = "resource_use_end", f"{one.activity}_ends"
        else:  # a decision, or somebody who leaves a queue: no place of its own on the picture
            continue
        yield row | {"event_type": what, "event": event, "time": time / 86_400, "resource_id": resource}


HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849.2016" xes.features="" xmlns="http://www.xes-standard.org/">
 <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
 <extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
 <extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
 <extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
 <global scope="trace">
  <string key="concept:name" value=""/>
 </global>
 <global scope="event">
  <string key="concept:name" value=""/>
  <string key="lifecycle:transition" value="complete"/>
  <date key="time:timestamp" value="1970-01-01T00:00:00+00:00"/>
 </global>
 <classifier name="Activity" scope="event" keys="concept:name"/>
 <string key="lifecycle:model" value="standard"/>
"""
FOOT = "</log>\n"


def as_xes(log: Log, model: Model) -> str:
    """The cases of a log as traces, to stand between ``HEAD`` and ``FOOT``."""
    first = datetime.combine(model.scenario.run.first_day, datetime.min.time(), UTC)
    parts: list[str] = []
    for case in cases(log, model):
        parts.append(f' <trace>\n  <string key="concept:name" value="{case.name}"/>\n')
        parts += [f"  {_attribute(name, value)}\n" for name, value in case.attributes.items()]
        for one in case.events:
            parts.append("  <event>\n")
            facts = {"concept:name": one.activity, "lifecycle:transition": one.transition}
            if one.resources:
                facts["org:resource"] = "+".join(one.resources)
            facts["concept:instance"] = f"{case.name}-{one.activity}-{one.visit}"
            parts += [f"   {_attribute(name, value)}\n" for name, value in facts.items()]
            when = (first + timedelta(seconds=one.time)).isoformat()
            parts.append(f'   <date key="time:timestamp" value="{when}"/>\n  </event>\n')
        parts.append(" </trace>\n")
    return "".join(parts)


def _attribute(name: str, value: Value) -> str:
    kind = "string" if isinstance(value, str) else "float"
    return f"<{kind} key={quoteattr(name)} value={quoteattr(str(value))}/>"
