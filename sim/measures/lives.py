"""The two lives of the people of a run, each as a log that is read like any other (contract O1-O4).

With the project: what happened to a person, followed by their life after leaving.  Without it: their life outside from
arrival on.  Jobs outside stand in these logs as stays in a stage of their own, so support, hours, benefit and refund of
both lives are counted by the same rules; whatever else a scenario says is left out.  The people are those who came
before the window ends: of those who come later its figures say nothing.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from sim.log.events import COLUMNS, Event
from sim.log.table import Column, Log, from_columns
from sim.measures.civil import Bools
from sim.model.model import Model
from sim.scenario.cases import bounds_in, leaves_of
from sim.scenario.schema import Background, Report, Step

OUTSIDE = "life outside"
"""The stage that a job outside is; no file can call a step so."""

OTHER, KNOWN, ALWAYS, MOVES, WITHOUT, AFTER = range(6)
"""Kinds of rows: of no life; of both from the beginning; of the life with the project, at every step; the same, where
there may be support other than benefit; of the life without it; of the life after it."""


def _by_code(rows: dict[Event, int]) -> NDArray[np.int8]:
    found = np.zeros(max(Event) + 1, dtype=np.int8)
    found[list(rows)] = list(rows.values())
    return found


KINDS = _by_code(
    dict.fromkeys((Event.ARRIVE, Event.ATTRIBUTE), KNOWN)
    | dict.fromkeys((Event.MARK, Event.EXIT, Event.INSIDE, Event.IN_LINE), ALWAYS)
    | dict.fromkeys((Event.JOIN, Event.ADMIT, Event.RENEGED, Event.BALKED, Event.SENT_AWAY, Event.DECIDE), MOVES)
    | dict.fromkeys((Event.START, Event.END, Event.RISK, Event.CALLED), MOVES)
    | dict.fromkeys((Event.WITHOUT_FOUND, Event.WITHOUT_MARK, Event.WITHOUT_LOST), WITHOUT)
    | dict.fromkeys((Event.AFTER_FOUND, Event.AFTER_MARK, Event.AFTER_LOST), AFTER)
)
AS_STAY = _by_code(
    dict.fromkeys((Event.WITHOUT_FOUND, Event.AFTER_FOUND), int(Event.START))
    | dict.fromkeys((Event.WITHOUT_MARK, Event.AFTER_MARK), int(Event.MARK))
    | dict.fromkeys((Event.WITHOUT_LOST, Event.AFTER_LOST), int(Event.END))
)


def model_of_lives(model: Model, background: Background) -> Model:
    """The model that the logs of lives are read with: support and benefit, billed from arrival, and nothing else."""
    outside = Step(OUTSIDE, "stage", support=background.support)
    steps = tuple(Step(step.name, step.kind, support=step.support, marks=step.marks) for step in model.scenario.steps)
    scenario = replace(
        model.scenario, steps=(*steps, outside), targets=(), follow_ups=(), fixed_costs=(), budgets=(), risks=(),
        report=Report(), benefit=replace(model.scenario.benefit, starters_only=False),
    )  # fmt: skip
    return replace(model, scenario=scenario, names=replace(model.names, steps=(*model.names.steps, OUTSIDE)))


def lives(log: Log, model: Model) -> tuple[Log, Log]:
    """The logs of the lives with the project and without it; people keep their numbers."""
    told = _told(log, model)  # few of all rows: what follows is done with these alone
    kind = KINDS[log.code[told]]
    with_project, without = kind != WITHOUT, (kind == KNOWN) | (kind == WITHOUT)
    return _life(log, model, told[with_project]), _life(log, model, told[without])


def _told(log: Log, model: Model) -> Column:
    """The rows that tell of the lives of people who come before the window ends; of moves those at steps where there
    may be support."""
    kind = KINDS[log.code]
    before = np.repeat(_people_before(log, model.window[1]), np.diff(log.first_row))
    tells = (kind != OTHER) & ((kind != MOVES) | _supporting(model)[log.step])
    return np.flatnonzero(tells & (log.owner >= 0) & (log.owner < before))


def _people_before(log: Log, time: int) -> Column:
    """How many have arrived or been passed over before the time, of each replication: people are numbered in order of
    arrival (contract S4)."""
    arrive = np.flatnonzero((log.code == Event.ARRIVE) & (log.time < time))
    last = np.searchsorted(arrive, log.first_row[1:]) - 1
    some = last >= np.searchsorted(arrive, log.first_row[:-1])
    found = np.zeros(len(last), dtype=np.int64)
    found[some] = log.owner[arrive[last[some]]] + 1
    return found


def _supporting(model: Model) -> Bools:
    """Of each step (the last one stands for none) whether its rows tell of support; all of them do where the amount
    of benefit may change within a step."""
    scenario = model.scenario
    marks = {mark for step in scenario.steps for mark, _ in step.marks}
    marks |= {name for event in scenario.events for name, _ in event.sets}
    if marks & set(bounds_in([scenario.benefit.monthly])):
        return np.ones(len(model.names.steps) + 1, dtype=bool)
    names = {step.name for step in scenario.steps if set(leaves_of(step.support)) != {"benefit"}}
    return np.array([*(name in names for name in model.names.steps), False])


def _life(log: Log, model: Model, rows: Column) -> Log:
    """These rows, in which what happens outside stands at the time at which it does, as a stay in :data:`OUTSIDE`."""
    columns = {name: getattr(log, name).take(rows) for name in COLUMNS}
    here = np.flatnonzero(columns["code"] >= Event.WITHOUT_FOUND)
    code, value = columns["code"][here], columns["value"][here]
    drawn = (code == Event.WITHOUT_MARK) | (code == Event.AFTER_MARK)
    job = np.maximum.accumulate(np.where(drawn, 0, np.arange(len(here))))  # a mark follows the row of its job
    columns["time"][here] += value[job]
    columns["code"][here] = AS_STAY[code]
    columns["step"][here] = len(model.names.steps)
    columns["value"][here] = np.where(drawn, value, 0)
    return from_columns([columns[name] for name in COLUMNS], np.searchsorted(rows, log.first_row), log.replications)
