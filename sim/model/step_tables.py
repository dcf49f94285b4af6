"""Steps, routes, draws, risks, work and follow-ups as flat tables."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import Any

from sim.model.casebook import Casebook
from sim.model.clocks import on_clock
from sim.model.columns import Columns
from sim.model.lengths import Lengths, seconds_of
from sim.model.model import Names, Task
from sim.model.place_tables import door_of
from sim.model.slices import Slices
from sim.model.tables import DrawKind, StepKind
from sim.random_keys import stream_key
from sim.scenario.cases import leaves_of
from sim.scenario.dated import Piece, pieces_of, product
from sim.scenario.horizon import pauses_of, run_end
from sim.scenario.schema import (
    FOREVER,
    Background,
    Draw,
    Factor,
    FollowUp,
    Law,
    Risk,
    Route,
    Scenario,
    Shares,
    StateEvent,
    Step,
    Uses,
)
from sim.scenario.seasons import days_off

NAMES_KEPT = 10_000
KINDS = {"stage": StepKind.STAGE, "decision": StepKind.DECISION, "wait": StepKind.WAIT, "exit": StepKind.EXIT}


def tasks_of(scenario: Scenario) -> tuple[Task, ...]:
    """Every kind of staff work that is queued, sorted by name."""
    works = [
        Task(f"work.{step.name}.{n}", work.by, step.name) for step in scenario.steps for n, work in enumerate(step.work)
    ]
    calls = [
        Task(f"followup.{item.name}.{stage}", item.by, stage)
        for item in scenario.follow_ups
        if item.queued
        for stage in item.stages
    ]
    return tuple(sorted(works + calls, key=lambda task: task.name.encode()))


@lru_cache(NAMES_KEPT)
def _streams(step: str) -> dict[str, int]:
    """The keys of the streams of random numbers that each step has, as entries of the tables of streams."""
    purposes = ("route", "length", "success", "setup", "patience", "queue")
    return {f"stream_{purpose}": stream_key(f"step.{step}.{purpose}") for purpose in purposes}


class StepTables:
    """Builds the tables of steps, routes, shares, draws, claims, risks, work, follow-ups and limits."""

    def __init__(self, scenario: Scenario, names: Names, casebook: Casebook, lengths: Lengths) -> None:
        self.scenario = scenario
        self.names = names
        self.casebook = casebook
        self.lengths = lengths
        self.by_name = {step.name: step for step in scenario.steps}
        self.measured = [item for item in scenario.properties if item.duration is not None]
        self.step_number = {name: i for i, name in enumerate(names.steps)}
        self.resource_number = {name: i for i, name in enumerate(names.resources)}
        self.pool_number = {name: i for i, name in enumerate(names.pools)}
        self.gate_number = {name: i for i, name in enumerate(names.gates)}
        self.staff_number = {name: i for i, name in enumerate(names.staff)}
        self.task_number = {task.name: i for i, task in enumerate(names.tasks)}
        self.category_number = [{name: i for i, name in enumerate(categories)} for categories in names.categories]
        self.columns = Columns()
        self.shares = Slices("share", "cumulative", "target")
        self.routes = Slices("route", "time", "share")
        self.claims = Slices("claim", "resource", "amount")
        self.meanwhiles = Slices("meanwhile", "pool", "target")
        self.draws = Slices("draw", "property", "kind", "value", "stream")
        self.marks = Slices("step_mark", "")
        self.served, self.begun = Slices("step_served", ""), Slices("step_begun", "")
        self.ended, self.called = Slices("step_ended", ""), Slices("step_called", "")
        self.struck = Slices("risk_struck", "")
        self.changes: dict[tuple[str, str], list[tuple[int]]] = {}  # draws by event and step
        self.risks = Slices("step_risk", "risk_name", "risk_length", "risk_to", "risk_since", "risk_stream")
        self.works = Slices("step_work", "work_task", "work_staff", "work_length", "work_ahead", "work_stream")
        self.follows = Slices(
            "step_follow", "follow_task", "follow_staff", "follow_rate", "follow_every", "follow_length",
            "follow_until", "follow_working", "follow_stream", "follow_gap_stream",
        )  # fmt: skip
        self.limits = Slices("step_limit", "limit_target", "limit_visits", "limit_else")
        self.numbers: list[float] = []

    def build(self) -> None:
        for name in self.names.steps:
            self._step(self.by_name[name])

    def outside(self, background: Background) -> dict[str, Any]:
        """The tables of the life outside: it goes on from every exit that leaves people on benefit."""
        case, lengths = self.casebook.case, self.lengths
        steps = [self.by_name[name] for name in self.names.steps]
        return {
            "outside_offer": [self._offers(background)],
            "outside_job": [case(background.retention, lengths.length)],
            "outside_mark": [self.draw(mark, draw, f"without.mark.{mark}") for mark, draw in background.marks],
            "outside_goes_on": [
                case(step.support, lambda word: int(word == "benefit")) if step.kind == "exit" else -1 for step in steps
            ],
            "outside_offer_stream": [stream_key("without.offer")],
            "outside_job_stream": [stream_key("without.job")],
        }

    def _offers(self, background: Background) -> int:
        """The case of the time to the next job; a rate that is set on dates is the highest one, times dated factors."""
        rates = [background.rate, *(rate for _, rate in background.later_rates)]
        times = [time for time, _ in background.later_rates]

        def length(laws: list[Any]) -> int:
            highest = max(laws, key=lambda law: law.pieces[0].rate)
            most = highest.pieces[0].rate
            if not times or most == 0:
                return self.lengths.length(highest, background.factor)
            shares = [law.pieces[0].rate / most for law in laws]
            stated = [] if background.factor is None else [pieces_of(background.factor)]
            spans = pairwise((0, *times, FOREVER))
            dated = [Piece(*span, share) for span, share in zip(spans, shares, strict=True)]
            return self.lengths.length(highest, product([*stated, dated]))

        return self.casebook.joint_case(rates, length)

    def tables(self) -> dict[str, Any]:
        """All tables built so far."""
        parts = (self.shares, self.routes, self.claims, self.meanwhiles, self.draws, self.marks)
        work = (self.risks, self.works, self.follows, self.limits)
        events = (self.served, self.begun, self.ended, self.called, self.struck)
        tables: dict[str, Any] = {**self.columns.values, "numbers": self.numbers}
        for part in (*parts, *work, *events):
            tables.update(part.columns())
        return tables

    def _step(self, step: Step) -> None:
        name, case, lengths = step.name, self.casebook.case, self.lengths
        ends = dict(step.route.ends)
        self.columns.put(
            step_kind=KINDS[step.kind],
            step_gate=case(step.gate, lambda gate: -1 if gate is None else self.gate_number[gate]),
            step_claim=case(step.uses, lambda uses: self._claim(uses, step)),
            step_length=case(step.lasts, lambda stay: lengths.length(stay, self._on_clock(step.hazard_factor, name))),
            step_setup=-1 if step.setup is None else case(step.setup, lengths.length),
            step_patience=-1 if step.patience is None else case(step.patience, lengths.length),
            step_queue=-1 if step.queue is None else case(step.queue, lengths.dated_number),
            step_closes=FOREVER if step.closes is None else step.closes.on,
            step_closed_to=-1 if step.closes is None else self.step_number[step.closes.to],
            step_keeps=case(step.uses, lambda uses: self._kept(uses, step)) if step.holds else -1,
            step_priority=case(step.priority, int),
            step_route=self._route(step),
            step_found=self.step_number.get(ends.get("found", ""), -1),
            step_not_found=self.step_number.get(ends.get("not_found", ""), -1),
            step_else=case(step.otherwise, self._target),
            step_pool=case(step.takes, lambda pool: -1 if pool is None else self.pool_number[pool]),
            step_meanwhile=-1 if step.meanwhile == () else case(step.meanwhile, self._meanwhile),
            step_length_factor=lengths.factor(step.length_factor),
            **_streams(name),
        )
        self.marks.add([(self.draw(mark, draw, f"mark.{name}.{mark}"),) for mark, draw in step.marks])
        risks = [risk for risk in self.scenario.risks if name in risk.stages]
        self.risks.add([self._risk(risk, name) for risk in risks])
        self._events(step, risks)
        self.works.add([self._work(step, n) for n in range(len(step.work))])
        self.follows.add(
            [self._follow(item, name) for item in self.scenario.follow_ups if item.queued and name in item.stages]
        )
        self.limits.add(
            [
                (self.step_number[limit.target], case(limit.visits, int), case(limit.to, self._target))
                for limit in step.limits
            ]
        )

    def _events(self, step: Step, risks: list[Risk]) -> None:
        """What a person carries on from each event of a step: durations that it measures, then what it changes."""

        def measured(event: str, kind: DrawKind) -> list[tuple[int]]:
            return [
                (self._measured(item.name, kind),)
                for item in self.measured
                if item.duration is not None and item.duration.event == event and item.duration.step in ("", step.name)
            ]

        waits, stage = step.kind in ("stage", "wait"), step.kind == "stage"
        self.served.add(measured("wait", DrawKind.GIVEN) if waits else [])
        self.begun.add([*measured("entry", DrawKind.FIRST), *self._changed(step, {"entered"})] if stage else [])
        stay = measured("stay", DrawKind.GIVEN) if stage else []
        self.ended.add([*stay, *self._changed(step, {"left", "finished"})])
        self.called.add([*stay, *self._changed(step, {"left"})])
        for risk in risks:
            self.struck.add([*stay, *self._changed(step, {"left"}, risk.name)])

    def _changed(self, step: Step, at: set[str], risk: str = "") -> list[tuple[int]]:
        """What changes with the step, in order of the names of events."""
        events = [
            event
            for event in self.scenario.events
            if (event.at in at and step.name in event.names) or (event.at == "risk" and risk in event.names)
        ]
        return [one for event in events for one in self._drawn_anew(event, step.name)]

    def on_dates(self, times: list[int]) -> dict[str, Any]:
        """What changes of everybody on each of the dates."""
        lists = Slices("move_draw", "")
        for time in times:
            events = [event for event in self.scenario.events if event.time == time]
            lists.add([one for event in events for one in self._drawn_anew(event, "")])
        return lists.columns()

    def _drawn_anew(self, event: StateEvent, step: str) -> list[tuple[int]]:
        """The draws of an event, a stream of random numbers for each step; drawn once, however the step is left."""
        place = event.name, step
        if place not in self.changes:
            self.changes[place] = [
                (self.draw(name, draw, f"event.{event.name}.{step}.{name}"),) for name, draw in event.sets
            ]
        return self.changes[place]

    def _measured(self, name: str, kind: DrawKind) -> int:
        """The number of a draw that takes what its event gives."""
        self.draws.add([(self.casebook.index[name], kind, -1, stream_key(f"measured.{name}"))])
        return len(self.draws) - 1

    def arrival_draws(self) -> list[tuple[int]]:
        """Draws of the durations that are measured from arrival."""
        found = [item.name for item in self.measured if item.duration and item.duration.event == "arrival"]
        return [(self._measured(name, DrawKind.GIVEN),) for name in found]

    def _claim(self, uses: Uses, step: Step) -> int:
        amounts = dict(uses)
        door = door_of(step)
        if door is not None:
            amounts[door] = 1
        return self.claims.shared(
            sorted((self.resource_number[name], amount) for name, amount in amounts.items() if amount > 0)
        )

    def _kept(self, uses: Uses, step: Step) -> int:
        """What is kept while somebody waits for a step: what it uses, and all they have of what it holds."""
        claims = [claim for other in self.scenario.steps for claim in leaves_of(other.uses) if claim]
        most = {name: max((dict(claim).get(name, 0) for claim in claims), default=0) for name in step.holds}
        amounts = {**dict(uses), **{name: max(units, dict(uses).get(name, 0)) for name, units in most.items()}}
        return self.claims.shared(
            sorted((self.resource_number[name], amount) for name, amount in amounts.items() if amount > 0)
        )

    def _meanwhile(self, takes: tuple[tuple[str, str], ...]) -> int:
        return self.meanwhiles.shared(
            sorted((self.pool_number[pool], self.step_number[target]) for pool, target in takes)
        )

    def _route(self, step: Step) -> int:
        """The case of the step's routes; a route is a list of (from time, share table)."""
        route = step.route
        if not route.shares and not route.rest:
            return -1
        values = [share for _, share in route.shares] + [route.rest]
        factors = dict(step.share_factors)
        return self.casebook.joint_case(values, lambda plain: self._dated_route(route, plain, factors))

    def _dated_route(self, route: Route, plain: list[Any], factors: dict[str, Factor]) -> int:
        targets = [target for target, _ in route.shares]
        times = sorted({time for target in targets if target in factors for time, _ in factors[target].steps})
        rows = []
        for time in [-(1 << 60), *times]:
            shares = []
            for target, share in zip(targets, plain[:-1], strict=True):
                factor = 1.0
                for since, value in factors[target].steps if target in factors else ():
                    factor = value if since <= time else factor
                shares.append((self.step_number[target], share * factor))
            rest = plain[-1] or str(leaves_of(route.rest)[0])  # no name: a class that nobody reaches (casebook._branch)
            rows.append((time, self._share_table(shares, self.step_number[rest])))
        return self.routes.shared(rows)

    def _share_table(self, shares: list[tuple[int, float]], rest: int) -> int:
        """Cumulative shares in order of route name, ``rest`` last (contract R2)."""
        total, rows = 0.0, []
        for target, share in shares:
            total += share
            if total > 1 + 1e-9:
                raise ValueError(f"shares of a route sum to {total:.6g} once dated factors act")
            rows.append((min(total, 1.0), target))
        return self.shares.shared([*rows, (1.0, rest)])

    def draw(self, name: str, draw: Draw, stream: str) -> int:
        """The number of a draw of one property."""
        index = self.casebook.index[name]
        kind, value = self._draw(index, draw)
        self.draws.add([(index, kind, value, stream_key(stream))])
        return len(self.draws) - 1

    def _draw(self, index: int, draw: Draw) -> tuple[DrawKind, int]:
        categories = self.category_number[index]
        if draw.category:
            return DrawKind.FIXED, categories[draw.category]
        if draw.composition:
            total, rows = 0, []
            for category, count in draw.composition:
                total += count
                rows.append((float(total), categories[category]))
            return DrawKind.COMPOSITION, self.shares.shared(rows)
        if draw.law is not None:
            return DrawKind.NUMBER, self.casebook.case(draw.law, self._numeric)
        values = [share for _, share in draw.shares]
        return DrawKind.SHARES, self.casebook.joint_case(
            values, lambda plain: self._category_table(draw.shares, plain, categories)
        )

    def _numeric(self, law: Law) -> int:
        return self.lengths.property_number(law)

    def _category_table(self, shares: Shares, plain: list[Any], categories: dict[str, int]) -> int:
        """Cumulative shares in order of name; the last category takes what is left."""
        total, rows = 0.0, []
        for (category, _), share in zip(shares, plain, strict=True):
            total += share
            rows.append((min(total, 1.0), categories[category]))
        rows[-1] = (1.0, rows[-1][1])
        return self.shares.shared(rows)

    def _risk(self, risk: Risk, stage: str) -> tuple[int, ...]:
        factor = self._on_clock(self._with_days_off(risk), stage)
        timed = risk.law if risk.limit is None else risk.limit
        length = self.casebook.case(timed, lambda length: self.lengths.length(length, factor))
        if risk.dates:
            length = self.casebook.case(0.0, lambda _: self.lengths.next_of(risk.dates))
        name = self.names.risks.index(risk.name)
        since = self.casebook.index[risk.since] if risk.since else -1
        return name, length, self.step_number[risk.to], since, stream_key(f"risk.{stage}.{risk.name}")

    def _with_days_off(self, risk: Risk) -> Factor | None:
        """The dated multiplier of a risk, 0 on days off where it acts on working days only."""
        if not risk.working_days:
            return risk.factor
        scenario = self.scenario
        off = days_off(scenario.calendar, scenario.run.first_day, run_end(scenario)[0])
        return product([off, pieces_of(risk.factor)] if risk.factor else [off])

    def _on_clock(self, factor: Factor | None, stage: str) -> Factor | None:
        """A dated multiplier on a hazard, dated on the clock of the stage (contract T3)."""
        if factor is None:
            return None
        return Factor(on_clock(factor.steps, pauses_of(self.by_name[stage], self.scenario.calendar)))

    def _work(self, step: Step, n: int) -> tuple[int, ...]:
        work = step.work[n]
        name = f"work.{step.name}.{n}"
        length = self.casebook.case(work.time, self.lengths.length)
        ahead = self.casebook.case(work.ahead, lambda ahead: -1 if ahead is None else self.lengths.seconds(ahead))
        return self.task_number[name], self.staff_number[work.by], length, ahead, stream_key(name)

    def _follow(self, item: FollowUp, stage: str) -> tuple[int, ...]:
        name = f"followup.{item.name}.{stage}"
        rate = -1 if item.rate is None else self.casebook.case(item.rate, self._number)
        every = -1 if item.every is None else seconds_of(item.every)
        until = -1 if item.first is None else seconds_of(item.first)
        length, working = self.casebook.case(item.time, self.lengths.length), working_flags(item)
        streams = stream_key(name), stream_key(f"{name}.gap")
        return self.task_number[name], self.staff_number[item.by], rate, every, length, until, working, *streams

    def _target(self, name: str | None) -> int:
        return -1 if name is None else self.step_number[name]

    def _number(self, number: float) -> int:
        if number not in self.numbers:
            self.numbers.append(number)
        return self.numbers.index(number)


def working_flags(item: FollowUp) -> int:
    """1 if the time between calls is time of working days, 2 if the age up to which there are any is; 3 for both."""
    gaps = item.working_days or (item.every is not None and item.every.unit == "working days")
    return int(gaps) + 2 * int(item.first is not None and item.first.unit == "working days")
