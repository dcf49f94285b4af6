"""What the figures need, taken from the event log of some replications."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.log.events import Event
from sim.log.table import concatenate
from sim.measures.levels import CLAIMED, level_over_time
from sim.report.figures.cohort import PLACES, Cohort
from sim.report.figures.flow import Flow, FlowArc, FlowStep
from sim.report.figures.held import supported_by
from sim.report.figures.weeks import PlacesByWeek
from sim.report.figures.year_axis import YearAxis
from sim.scenario.schema import DAY, WEEK
from sim.studies.result_view import Reading

if TYPE_CHECKING:
    from sim.log.table import Log
    from sim.scenario.schema import Scenario, Step
    from sim.studies.result import Result

LOGGED = 60  # replications whose log is read: bands and shares change little with more
LINES = 20
AFTER_WEEKS = (0, 4, 8, 13, 26, 39, 52, 78)

Ints = NDArray[np.int64]


class Logged:
    """The log of the first replications of a result, kept or simulated again."""

    def __init__(self, result: Result, replications: int = LOGGED) -> None:
        self.result = result
        self.wanted = range(min(replications, result.manifest.replications))

    @cached_property
    def log(self) -> Log:
        return concatenate(list(self.result.logs(None if self.result.log is not None else self.wanted)))

    @property
    def count(self) -> int:
        return len(self.log.replications)


# --- places over the weeks -------------------------------------------------------------------------------------------


def main_resource(result: Result) -> str | None:
    """The resource of which there is least where those begin whom a target counts: what a change of places is about.

    Where no target says, the one of which the largest share is in use; of those only that are ever in use.
    """
    reading, scenario = Reading(result), result.scenario
    used = {item.name: item for item in scenario.resources
            if not item.consumable and reading.mean(f"utilisation.{item.name}") > 0}  # fmt: skip
    counted = {step for target in scenario.targets if target.count is not None for step in target.count.steps}
    begin = [step for step in scenario.steps if step.name in counted]
    needed = [name for name in used if any(_uses(step, name) for step in begin)]
    if needed:
        return min(needed, key=lambda name: (used[name].capacity.at(result.model.window[1] - 1), name))
    return max(used, key=lambda name: (reading.mean(f"utilisation.{name}"), name), default=None)


def places_by_week_of(logged: Logged, resource: str, year: int) -> PlacesByWeek:
    """A resource in one calendar year; the middle of a week stands for it."""
    scenario = logged.result.scenario
    first_day = scenario.run.first_day
    weeks = YearAxis(year).weeks
    times = np.array([((day - first_day).days) * DAY + WEEK // 2 for day in weeks])
    found = next(item for item in scenario.resources if item.name == resource)
    place = logged.result.model.names.resources.index(resource)
    in_use = level_over_time(logged.log, CLAIMED, place, times).astype(np.float64)
    low, middle, high = np.quantile(in_use, (0.1, 0.5, 0.9), axis=0, method="inverted_cdf")
    gates = [gate for gate in scenario.gates if _leads_to(logged.result, gate.name, resource)]
    starts = sorted({first_day + timedelta(seconds=time) for gate in gates for time in gate.times})
    return PlacesByWeek(
        name=resource,
        titles=found.titles,
        year=year,
        weeks=weeks,
        capacity=tuple(found.capacity.at(int(time)) for time in times),
        lines=tuple(tuple(map(float, row)) for row in in_use[:LINES]),
        low=tuple(map(float, low)),
        middle=tuple(map(float, middle)),
        high=tuple(map(float, high)),
        mean=tuple(map(float, in_use.mean(axis=0))),
        starts=tuple(day for day in starts if day.year == year),
        closed=closed_in(scenario, year),
    )


def closed_in(scenario: Scenario, year: int) -> tuple[tuple[date, date], ...]:
    """The closed periods that lie in a year, even if only in part: first day, day after the last."""
    first = scenario.run.first_day
    found = ((first + timedelta(days=a), first + timedelta(days=b)) for a, b in scenario.calendar.closed_days)
    return tuple((a, b) for a, b in found if a.year <= year <= b.year)


def _leads_to(result: Result, gate: str, resource: str) -> bool:
    """Whether a stage behind the gate uses the resource."""
    scenario = result.scenario
    return any(gate in str(step.gate) and _uses(step, resource) for step in scenario.steps if step.gate)


def _uses(step: Step, resource: str) -> bool:
    return f"'{resource}'" in str(step.uses)


# --- the pathway with counts -----------------------------------------------------------------------------------------


def flow_of(logged: Logged) -> Flow:
    """Steps with the people who come to them in a year of the window, and the ways they go.

    The counts of the steps are the figures of the result; the ways are shares of them found in the log.
    """
    from sim.report.explain import flow_order

    result, reading = logged.result, Reading(logged.result)
    counts = {step.name: reading.a_year(f"entries.{step.name}") for step in result.scenario.steps}
    steps = tuple(
        FlowStep(step.name, step.titles, step.kind, counts[step.name]) for step in flow_order(result.scenario)
    )  # fmt: skip
    names = result.model.names.steps
    pairs, numbers = _ways(logged)
    leaving = np.bincount(pairs[:, 0], weights=numbers, minlength=len(names))
    arcs = tuple(
        FlowArc(names[a], names[b], counts[names[a]] * n / leaving[a])
        for (a, b), n in zip(pairs.tolist(), numbers.tolist(), strict=True)
    )
    return Flow(steps, arcs, _start(result))


def _start(result: Result) -> str:
    """The step whose entries a target counts, if there is one."""
    counted = [target.count for target in result.scenario.targets if target.count is not None]
    steps = [when.steps[0] for when in counted if when.event == "entered" and len(when.steps) == 1]
    return steps[0] if steps else ""


def _ways(logged: Logged) -> tuple[Ints, Ints]:
    """Pairs (from, to) of steps that follow each other on somebody's way, and how often."""
    person, step, visit, _ = _visits(logged)
    same = (person[1:] == person[:-1]) & ((step[1:] != step[:-1]) | (visit[1:] != visit[:-1]))
    pairs = np.stack((step[:-1][same], step[1:][same]), axis=1)
    found, numbers = np.unique(pairs, axis=0, return_counts=True)
    return found, numbers.astype(np.int64)


HERE = (Event.JOIN, Event.DECIDE, Event.SETUP, Event.START, Event.EXIT)


def _visits(logged: Logged) -> tuple[Ints, Ints, Ints, Ints]:
    """(person, step, visit, time) of each first row of a visit to a step, person by person in order of time."""
    log = logged.log
    here = np.flatnonzero(np.isin(log.code, HERE) & (log.owner >= 0) & (log.step >= 0))
    person = log.replication[here] * (1 << 32) + log.owner[here]
    order = np.argsort(person, kind="stable")
    here, person = here[order], person[order]
    step, visit = log.step[here], log.visit[here]
    first = np.ones(len(here), dtype=bool)
    first[1:] = (person[1:] != person[:-1]) | (step[1:] != step[:-1]) | (visit[1:] != visit[:-1])
    return person[first], step[first], visit[first], log.time[here][first]


# --- where those who start are later ---------------------------------------------------------------------------------


def cohort_of(logged: Logged) -> Cohort | None:
    """Where the starters of the window are so many weeks after their first start; None if nothing says who starts."""
    result = logged.result
    start = _start(result)
    if not start:
        return None
    log = logged.log
    low, high = result.model.window
    begins = _starts_of(log, result.model.names.steps.index(start), low, high)
    if not len(begins[0]):
        return None
    weeks = tuple(week for week in AFTER_WEEKS if begins[1].max() + week * WEEK <= result.model.end)
    spans = _spans(logged)
    rows = [_shares(spans, begins, week * WEEK) for week in weeks]
    return Cohort(weeks, tuple(rows), Reading(result).a_year(f"entries.{start}"))


def _starts_of(log: Log, step: int, low: int, high: int) -> tuple[Ints, Ints]:
    """(person, time of the first start in the step), of those who start in the window."""
    rows = np.flatnonzero((log.code == Event.START) & (log.step == step))
    person = log.replication[rows] * (1 << 32) + log.owner[rows]
    people, first = np.unique(person, return_index=True)
    time = log.time[rows[first]]
    inside = (time >= low) & (time < high)
    return people[inside], time[inside]


def _spans(logged: Logged) -> tuple[Ints, Ints, Ints]:
    """(person, time from which, place among PLACES), person by person in order of time."""
    log, model = logged.log, logged.result.model
    steps = {step.name: step for step in logged.result.scenario.steps}
    here = np.flatnonzero(np.isin(log.code, (Event.JOIN, Event.START, Event.EXIT)) & (log.owner >= 0))
    person = log.replication[here] * (1 << 32) + log.owner[here]
    order = np.argsort(person, kind="stable")
    here, person = here[order], person[order]
    code, number, time = log.code[here], log.step[here], log.time[here]
    until = np.append(time[1:], model.end)
    until[:-1][person[1:] != person[:-1]] = model.end
    place = np.full(len(here), PLACES.index("waiting"))
    for i, name in enumerate(model.names.steps):
        rows = np.flatnonzero((number == i) & (code != Event.JOIN))
        if len(rows):
            supported = supported_by(log, model, steps[name].support, person[rows], until[rows])
            place[rows] = np.where(supported, PLACES.index("self"), PLACES.index(_otherwise(steps[name])))
    return person, time, place


def _otherwise(step: Step) -> str:
    """Where those are who are not self-supporting in a step."""
    return "project" if step.kind == "stage" else "left_positive" if step.positive else "left"


def _shares(spans: tuple[Ints, Ints, Ints], begins: tuple[Ints, Ints], after: int) -> tuple[float, ...]:
    """Shares in each of PLACES so long after the start."""
    person, time, place = spans
    wanted_person, wanted_time = begins[0], begins[1] + after
    longest = int(max(time.max(), wanted_time.max())) + 1
    key = np.searchsorted(np.unique(person), person) * longest + time
    wanted = np.searchsorted(np.unique(person), wanted_person) * longest + wanted_time
    row = np.searchsorted(key, wanted, side="right") - 1
    counts = np.bincount(place[row], minlength=len(PLACES))
    return tuple(float(count) / len(row) for count in counts)
