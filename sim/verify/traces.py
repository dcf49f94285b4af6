"""Hand traces: small deterministic cases with the time of every event written out.

A trace is a table: one line for each kind of event (kinds with the same times share a line, with commas; "..." goes on
with the line before), one column for each participant in order of number.  "-": the event does not happen to them;
"2+5": it happens twice; "10x3": three columns alike.  Kinds that begin with "*" are events of the environment, in order
of time.  A time is a number of days after the start of the run, or a date.  The log must hold exactly these events:
nothing else may have happened.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from sim.log.events import Event
from sim.scenario.schema import DAY

if TYPE_CHECKING:
    from sim.log.table import Log
    from sim.model.model import Model

_TIME = re.compile(r"(-|[\d.]+(\+[\d.]+)*|\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?)?)(x\d+)?")
_OWN_STEP = {Event.ARRIVE, Event.EXIT, Event.JOIN, Event.ADMIT, Event.RENEGED, Event.BALKED, Event.SENT_AWAY,
             Event.LIMITED, Event.DECIDE, Event.SETUP, Event.START, Event.END, Event.OVERDUE, Event.RISK,
             Event.INSIDE, Event.IN_LINE, Event.NOT_CONTACTED, Event.MARK, Event.MOVE}  # fmt: skip
_RESOURCE = {Event.CLAIM, Event.RELEASE, Event.TURNED, Event.CAPACITY}
_POOL = {Event.CALLED, Event.TOKEN_IN, Event.TOKEN_TAKEN, Event.TOKEN_EXPIRED, Event.TOKEN_LOST}
_GATE = {Event.SEATS, Event.OTHERS, Event.HELD, Event.NOT_HELD, Event.CANCELLED, Event.BACKFILL}


@dataclass(frozen=True)
class Trace:
    """One scenario file of ``sim/verify/scenarios`` and everything that happens in it."""

    file: str
    events: str


Table = dict[str, list[list[int]]]  # kind of event -> times of each participant; one list for the environment


def expected(trace: Trace, model: Model) -> Table:
    """The table of the trace, in seconds."""
    table: Table = {}
    for line in re.sub(r"\n\s*\.\.\.", "", trace.events).strip().splitlines():
        words = line.split()
        first = next(i for i, word in enumerate(words) if i and _TIME.fullmatch(word))
        cells = [cell for word in words[first:] for cell in _cells(word, model.scenario.run.first_day)]
        for kind in " ".join(words[:first]).split(", "):
            table[kind] = [[at for cell in cells for at in cell]] if kind[0] == "*" else cells
    return table


def _cells(word: str, first_day: date) -> list[list[int]]:
    """One or several equal columns."""
    text, _, times = word.partition("x")
    if text == "-":
        cell = []
    elif "-" in text:
        cell = [round((datetime.fromisoformat(text) - datetime.combine(first_day, time())).total_seconds())]
    else:
        cell = [round(float(part) * DAY) for part in text.split("+")]
    return [cell] * int(times or 1)


def observed(log: Log, model: Model) -> Table:
    """The same table of a log of one replication."""
    table: Table = {}
    people = 1 + max((row[1] for row in log.rows()), default=-1)
    for at, owner, code, step, _, what, _ in log.rows():
        event = Event(code)
        name = " ".join(word for word in (event.name.lower(), _thing(model, event, step, what)) if word)
        kind = f"* {name}" if owner < 0 else name
        cells = table.setdefault(kind, [[] for _ in range(people if owner >= 0 else 1)])
        cells[max(owner, 0)].append(at)
    return table


def _thing(model: Model, event: Event, step: int, what: int) -> str:
    """What an event is about: a resource, a pool, a gate, a task, a property or the step."""
    names = model.names
    if event in _RESOURCE:
        return names.resources[what]
    if event in _POOL:
        return names.pools[what]
    if event in _GATE:
        return names.gates[what]
    if event == Event.ATTRIBUTE:
        return names.properties[what]
    if event.name.startswith("WORK"):
        return names.tasks[what].name
    return names.steps[step] if event in _OWN_STEP and step >= 0 else ""


def differences(log: Log, model: Model, trace: Trace) -> list[str]:
    """One line for each kind of event that differs, in words; empty if the log is what was calculated by hand."""
    wanted, found = expected(trace, model), observed(log, model)
    lines = []
    for kind in sorted(wanted.keys() | found.keys()):
        by_hand, in_log = _trimmed(wanted.get(kind, [])), _trimmed(found.get(kind, []))
        if by_hand != in_log:
            lines.append(f"{kind}: by hand {_words(by_hand)}, in the log {_words(in_log)}")
    return lines


def _trimmed(cells: list[list[int]]) -> list[list[int]]:
    """Without the empty cells at the end."""
    while cells and not cells[-1]:
        cells = cells[:-1]
    return cells


def _words(cells: list[list[int]]) -> str:
    return " ".join("+".join(f"{seconds / DAY:g}" for seconds in cell) or "-" for cell in cells) or "nothing"
