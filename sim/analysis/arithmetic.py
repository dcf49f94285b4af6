"""What flows against what there is room for, before any run: the sums a planner does on the back of an envelope.

Everything here is an average without queues (see :mod:`sim.analysis.flow`).  Loads are Little's law: people a year
times the time each holds the thing.  A load near capacity means long waits; above it nothing settles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import inf

from sim.analysis.background import Background, background_of
from sim.analysis.ends import Ends
from sim.analysis.flow import Traffic, behind, traffic
from sim.analysis.meeting import Meeting, neither_waits
from sim.analysis.population import Population
from sim.measures.civil import years_covered
from sim.model.clocks import daily_windows, people_on_duty, working_flags
from sim.scenario.cases import reads
from sim.scenario.dated import average_of
from sim.scenario.schema import (
    DAY,
    WEEK,
    YEAR,
    FollowUp,
    Gate,
    Property,
    Resource,
    Route,
    Scenario,
    Staff,
    Step,
    Target,
)

ENOUGH = 0.999  # of what is wanted: years of 365 and 366 days are no reason for a no
MOST_CALLS = 10_000  # planned follow-ups of one stay


@dataclass(frozen=True)
class StageLine:
    name: str
    flow: float  # people a year
    stay_days: float
    inside: float  # mean number inside


@dataclass(frozen=True)
class Load:
    """Offered load against capacity, both in ``unit``; ``share`` is offered / capacity (inf with nothing to offer)."""

    name: str
    offered: float
    capacity: float
    unit: str  # "people a year" | "units" | "tokens a year" | "hours a week"

    @property
    def share(self) -> float:
        if self.capacity > 0:
            return self.offered / self.capacity
        return float("inf") if self.offered > 0 else 0.0


@dataclass(frozen=True)
class Enough:
    """Are there enough people, seats, places and money for a count target?

    All in people a calendar year, or in the whole window for a target of the window; inf where nothing limits.  Each is
    a bound from above: queues, people who give up and the accidents of single years can only take from it.
    """

    target: str
    wanted: float
    people: float
    seats: float
    places: float
    tightest: str  # resource or budget that allows the fewest, "" if none

    @property
    def verdict(self) -> str:
        """``yes`` | ``tight`` (less than 5 % to spare) | ``no``."""
        most = min(self.people, self.seats, self.places)
        return "no" if most < ENOUGH * self.wanted else "tight" if most < 1.05 * self.wanted else "yes"


@dataclass(frozen=True)
class Arithmetic:
    arrivals: tuple[tuple[str, float], ...]
    stages: tuple[StageLine, ...]
    gates: tuple[Load, ...]
    resources: tuple[Load, ...]
    pools: tuple[Load, ...]
    staff: tuple[Load, ...]
    meetings: tuple[Meeting, ...]  # of pools where neither tokens nor people wait for the other
    enough: tuple[Enough, ...]
    background: Background | None  # None: the scenario says nothing of life outside
    left_aside: tuple[
        str, ...
    ]  # of "patience", "meanwhile", "minimum", "present", "limits", "durations", "events": what the sums do not count


def arithmetic(scenario: Scenario) -> Arithmetic:
    """Loads of every stage, gate, resource, pool and staff group over the reporting window."""
    flows = traffic(scenario)
    stages = [step for step in scenario.steps if step.kind == "stage"]
    resources = tuple(
        _resource(scenario, resource, flows) for resource in scenario.resources if not resource.consumable
    )
    money = [_budget(scenario, budget, flows) for budget in scenario.resources if budget.consumable]
    gates = tuple(_gate(scenario, gate, flows) for gate in scenario.gates)
    return Arithmetic(
        arrivals=tuple(flows.arrivals.items()),
        stages=tuple(_stage(step, flows) for step in stages),
        gates=gates,
        resources=resources,
        pools=tuple(Load(name, flows.wanted[name], flows.tokens[name], "tokens a year") for name in flows.tokens),
        staff=tuple(_staff(scenario, group, flows) for group in scenario.staff),
        meetings=tuple(
            Meeting(pool.name, flows.tokens[pool.name], wanted, wanted * flows.met[pool.name])
            for pool in scenario.pools
            if (wanted := flows.wanted[pool.name]) > 0 and neither_waits(scenario, pool)
        ),
        background=background_of(scenario, flows),
        left_aside=tuple(_left_aside(scenario, flows)),
        enough=tuple(
            _enough(scenario, target, flows, gates, (*resources, *money))
            for target in scenario.targets
            if _asks_for_enough(target)
        ),
    )


def _left_aside(scenario: Scenario, flows: Traffic) -> Iterator[str]:
    """What of this scenario the sums do not count, so that flows behind it are bounds."""
    if any(step.patience is not None or step.queue is not None for step in scenario.steps):
        yield "patience"
    if any(step.meanwhile for step in scenario.steps):
        yield "meanwhile"
    if any(gate.minimum.first > 0 or gate.minimum.changes for gate in scenario.gates):
        yield "minimum"
    if scenario.backlog and any(step.kind == "exit" for step in scenario.steps):
        yield "present"
    if not flows.limits_counted:
        yield "limits"
    if any(_is_left_aside(scenario, item) for item in scenario.properties):
        yield "durations"
    if any(event.time is not None for event in scenario.events) or not flows.changes_counted:
        yield "events"


def _is_left_aside(scenario: Scenario, item: Property) -> bool:
    """Whether something depends on a duration other than a stage's way on by its own stay, whose law the sums know."""
    if item.duration is None:
        return False
    if any(risk.since == item.name for risk in scenario.risks):
        return True
    own = (item.duration.event == "stay", item.duration.step)
    steps = (
        replace(step, route=Route()) if step.kind == "stage" and own in ((True, ""), (True, step.name)) else step
        for step in scenario.steps
    )
    return item.name in reads((*steps, *scenario.risks, *scenario.follow_ups))


def _asks_for_enough(target: Target) -> bool:
    return target.count is not None and target.at_least is not None


def _stage(step: Step, flows: Traffic) -> StageLine:
    flow, stay = flows.starts[step.name], flows.stay[step.name]
    return StageLine(step.name, flow, stay / DAY, flow * stay / YEAR)


def _gate(scenario: Scenario, gate: Gate, flows: Traffic) -> Load:
    asked = sum(flows.reach[step.name] * behind(step, gate.name, flows.coming[step.name]) for step in scenario.steps)
    return Load(gate.name, asked, flows.seats[gate.name], "people a year")


def _units(step: Step, resource: str, flows: Traffic) -> float:
    return flows.coming[step.name].average(step.uses, lambda uses: float(dict(uses).get(resource, 0)))


def _resource(scenario: Scenario, resource: Resource, flows: Traffic) -> Load:
    """Mean units held, turnaround included, against mean capacity in the window."""
    using = {step.name: _units(step, resource.name, flows) for step in scenario.steps if step.kind == "stage"}
    held = sum(flows.starts[name] * units * flows.stay[name] for name, units in using.items()) / YEAR
    turnaround = flows.population.average(resource.turnaround, flows.population.seconds)
    freed = _released(using, flows) if turnaround else 0.0
    capacity = average_of(resource.capacity, scenario.run.start, scenario.run.end)
    return Load(resource.name, held + freed * turnaround / YEAR, capacity, "units")


def _budget(scenario: Scenario, budget: Resource, flows: Traffic) -> Load:
    """Kroner asked for a year against all that is granted up to the end of the window, as if none were spent before."""
    start, end = scenario.run.start + scenario.run.warm_up, max(scenario.run.end, scenario.run.start + 1)
    asked = sum(flows.starts[step.name] * _units(step, budget.name, flows) for step in scenario.steps)
    granted = max([budget.capacity.first, *(total for time, total in budget.capacity.changes if time < end)])
    return Load(budget.name, asked, granted * YEAR / max(1, end - start), "kr. a year")


def _released(using: dict[str, float], flows: Traffic) -> float:
    """Units a year that become free: what is not kept on the way to the next stage."""
    stages = {name for name, stay in flows.stay.items() if stay > 0}
    freed = 0.0
    for name, units in using.items():
        if units > 0:
            onward = flows.stage_flow(name, stages)
            kept = sum(min(units, using.get(target, 0.0)) * people for target, people in onward.items())
            freed += units * flows.starts[name] - kept
    return freed


def _staff(scenario: Scenario, group: Staff, flows: Traffic) -> Load:
    """Hours of work a week, queued or not, against hours offered a week (public holidays and closed weeks left out)."""
    people, seconds = flows.inside, 0.0
    for step in scenario.steps:
        for work in step.work:
            if work.by == group.name:
                seconds += flows.starts[step.name] * people[step.name].average(work.time, people[step.name].seconds)
    for follow_up in scenario.follow_ups:
        if follow_up.by == group.name:
            for stage in follow_up.stages:
                calls = flows.starts[stage] * _calls(follow_up, flows.ends[stage], people[stage])
                seconds += calls * people[stage].average(follow_up.time, people[stage].seconds)
    return Load(group.name, seconds / 3600 * WEEK / YEAR, hours_a_week(scenario, group), "hours a week")


def _calls(follow_up: FollowUp, stay: Ends, people: Population) -> float:
    """Calls in one stay: planned ones that fall due before its end (one due exactly then is none), or at random."""
    first = None if follow_up.first is None else people.seconds(follow_up.first)
    if follow_up.every is None:
        inside = stay.mean if first is None else stay.up_to(first)
        days = people.day_per_working_day if follow_up.working_days else 1.0
        return inside / days * people.average(follow_up.rate or 0.0, float)
    every, calls = people.seconds(follow_up.every), 0.0
    for number in range(1, MOST_CALLS):
        due = number * every
        still = stay.beyond(due) if first is None or due < first else 0.0
        calls += still
        if still < 1e-6:
            break
    return calls


def hours_a_week(scenario: Scenario, group: Staff) -> float:
    """Mean hours a week in the window: people times hours, less holidays and the group's closed weeks."""
    first, last = scenario.run.start // DAY, -(-scenario.run.end // DAY)
    people = people_on_duty(group, working_flags(scenario.calendar, scenario.run.first_day, first, last), first)
    hours = people @ daily_windows(group, first, last - first) / 3600
    return float(hours) * 7 / max(1, last - first)


def _enough(
    scenario: Scenario, target: Target, flows: Traffic, gates: Iterable[Load], resources: Iterable[Load]
) -> Enough:
    """A count target against people who come that far, seats at its gates, and what places and budgets can carry."""
    assert target.count is not None
    steps = {step.name: step for step in scenario.steps}
    counted = [steps[name] for name in target.count.steps if name in steps]
    share = {step.name: flows.finished[step.name] if target.count.event == "finished" else 1.0 for step in counted}
    reach = sum(flows.reach[step.name] * share[step.name] for step in counted)
    starts = sum(flows.starts[step.name] for step in counted)
    counts = sum(flows.starts[step.name] * share[step.name] for step in counted)
    mine = [gate for gate in gates if any(behind(step, gate.name, flows.coming[step.name]) > 0.5 for step in counted)]
    seats = sum(gate.capacity for gate in mine) * (counts / starts if starts > 0 else 1.0) if mine else inf
    places, tightest = inf, ""
    for load in resources:
        if load.offered > 0 and any(_units(step, load.name, flows) > 0 for step in counted):
            carried = counts * load.capacity / load.offered
            if carried < places:
                places, tightest = carried, load.name
    scale = _years(scenario, target)
    return Enough(target.name, target.at_least or 0.0, reach * scale, seats * scale, places * scale, tightest)


def _years(scenario: Scenario, target: Target) -> float:
    """From a year of 365.2425 days to what the target counts in: a calendar year, or the whole window."""
    start, end = scenario.run.start + scenario.run.warm_up, max(scenario.run.end, scenario.run.start + 1)
    whole = (end - start) / YEAR
    return whole if target.per == "window" else whole / years_covered(start, end, scenario.run.first_day)
