"""The two lives of the people of a run, each as a log that is read like any other (contract O1-O4).

With the project: what happened to a person, followed by their life after leaving.  Without it: their life outside from
arrival on.  Jobs outside stand in these logs as stays in a stage of their own, so support, hours, benefit and refund of
both lives are counted by the same rules; whatever else a scenario says is left out.  The people are those who came
before the window ends: of those who come later its figures say nothing.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sim.log.events import COLUMNS, Event
from sim.log.table import Column, Log, from_columns
from sim.measures.civil import Bools
from sim.measures.digest.cases import depends_on
from sim.model.model import Model
from sim.scenario.cases import leaves_of
from sim.scenario.schema import Background, Report, Step

OUTSIDE = "life outside"
"""The stage that a job outside is; no file can call a step so."""

KNOWN = (Event.ARRIVE, Event.ATTRIBUTE)
ALWAYS = (*KNOWN, Event.MARK, Event.EXIT, Event.INSIDE, Event.IN_LINE)
MOVES = (
    *(Event.JOIN, Event.ADMIT, Event.RENEGED, Event.BALKED, Event.SENT_AWAY, Event.DECIDE),
    *(Event.START, Event.END, Event.RISK, Event.CALLED),
)
"""Rows of a life that are kept at every step, and at those where there may be support other than benefit."""

WITHOUT = (Event.WITHOUT_FOUND, Event.WITHOUT_MARK, Event.WITHOUT_LOST)
AFTER = (Event.AFTER_FOUND, Event.AFTER_MARK, Event.AFTER_LOST)
AS_STAY = dict.fromkeys((*WITHOUT, *AFTER), Event.MARK) | {

    Event.WITHOUT_FOUND: Event.START, Event.WITHOUT_LOST: Event.END,
    Event.AFTER_FOUND: Event.START, Event.AFTER_LOST: Event.END,
}  # fmt: skip


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
    judged, columns = _come_before(log, model.window[1]), _on_the_day(log, model)
    told = np.isin(log.code, ALWAYS) | (np.isin(log.code, MOVES) & np.isin(log.step, _supporting(model)))
    kept = (told | np.isin(log.code, AFTER), np.isin(log.code, (*KNOWN, *WITHOUT)))
    with_project, without = (_rows(log, columns, judged & rows) for rows in kept)
    return with_project, without


def _come_before(log: Log, time: int) -> Bools:
    """Whether a row is of somebody who arrives before the time."""
    replication = np.repeat(np.arange(len(log.replications)), np.diff(log.first_row))
    person = replication * (int(log.owner.max(initial=0)) + 1) + np.maximum(log.owner, 0)
    early = np.zeros(int(person.max(initial=0)) + 1, dtype=bool)
    early[person[(log.code == Event.ARRIVE) & (log.time < time)]] = True
    return np.asarray(early[person] & (log.owner >= 0))


def _supporting(model: Model) -> list[int]:
    """The steps whose rows tell of support; all of them where the amount of benefit may change within a step."""
    scenario = model.scenario
    marks = {mark for step in scenario.steps for mark, _ in step.marks}
    marks |= {name for event in scenario.events for name, _ in event.sets}
    if marks & set(depends_on(scenario.benefit.monthly)):
        return list(range(len(model.names.steps)))
    names = {step.name for step in scenario.steps if set(leaves_of(step.support)) != {"benefit"}}
    return [number for number, name in enumerate(model.names.steps) if name in names]


def _on_the_day(log: Log, model: Model) -> dict[str, Column]:
    """The columns, in which what happens outside stands at the time at which it does, as a stay in :data:`OUTSIDE`."""
    columns = {name: getattr(log, name).copy() for name in COLUMNS}
    rows = np.flatnonzero(log.code >= Event.WITHOUT_FOUND)
    drawn = np.isin(log.code[rows], (Event.WITHOUT_MARK, Event.AFTER_MARK))
    job = np.maximum.accumulate(np.where(drawn, 0, np.arange(len(rows))))  # a mark follows the row of its job
    code_of = np.arange(max(Event) + 1)
    code_of[list(AS_STAY)] = list(AS_STAY.values())
    columns["time"][rows] += log.value[rows][job]
    columns["code"][rows] = code_of[log.code[rows]]
    columns["step"][rows] = len(model.names.steps)
    columns["value"][rows] = np.where(drawn, log.value[rows], 0)
    return columns


def _rows(log: Log, columns: dict[str, Column], wanted: Bools) -> Log:
    before = np.concatenate([[0], np.cumsum(wanted)])
    return from_columns([columns[name][wanted] for name in COLUMNS], before[log.first_row], log.replications)
