"""Traffic equations: how many people a year come to each step if nobody had to wait.

Entries x solve x = a + P' x, with a the arrivals and P the chances of going from step to step (Jackson 1957).  Where
dated multipliers change the chances, the equations are solved for each period between two changes and averaged by its
length.  Risks compete with the distribution of the stay (:mod:`sim.analysis.competing`), limits count the visits of
each person (:mod:`sim.analysis.visits`), waits for tokens are served as far as people and tokens meet
(:mod:`sim.analysis.meeting`), and a gate lets in as many as it has seats.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import pairwise

import numpy as np

from sim.analysis.changing import Carried
from sim.analysis.ends import Ends, add, equal, knowing_stays
from sim.analysis.meeting import met
from sim.analysis.population import Population
from sim.analysis.streams import people_a_year, tokens_a_year
from sim.analysis.visits import Moves, Visits
from sim.analysis.ways import Stays
from sim.distributions import atoms, has_atoms, mean
from sim.model.days import DAYS_BEYOND, DayTables
from sim.model.gate_tables import sessions_of
from sim.scenario.cases import evaluate
from sim.scenario.dated import average_of
from sim.scenario.schema import DATE, DAY, YEAR, Gate, Law, Scenario, Step

ROUNDS = 100  # of the fixed point between flows, tokens, seats and searches
MOST_PERIODS = 120  # between dated changes; more are merged


@dataclass(frozen=True)
class Traffic:
    """Expected flows without any queue.  Flows are people a year of 365.2425 days, stays seconds.

    ``reach`` is who would come to each step if every seat and token asked for were there and no search paused;
    ``flow`` who comes when gates let through no more than their seats; ``starts`` who is let in; ``finished`` is the
    share of those let in who leave by the planned end.
    """

    population: Population
    arrivals: dict[str, float]
    reach: dict[str, float]
    flow: dict[str, float]
    starts: dict[str, float]
    finished: dict[str, float]
    stay: dict[str, float]  # set-up included
    ends: dict[str, Ends]  # of each stage, over all periods
    moves: dict[str, dict[str, float]]  # people a year from step to step
    seats: dict[str, float]  # a year by gate
    tokens: dict[str, float]  # arriving a year by pool
    wanted: dict[str, float]  # people a year who ask for a token
    met: dict[str, float]  # share of these who get one
    limits_counted: bool  # False: too many limits to follow; the flows beyond them are bounds from above
    changes_counted: bool  # False: too much that events change to follow; everybody is as on arrival
    coming: dict[str, Population]  # who comes to each step
    inside: dict[str, Population]  # who has begun a stay there

    def stage_flow(self, origin: str, stages: set[str]) -> dict[str, float]:
        """People a year who go from one stage to each next stage of the set, decisions and waits passed over."""
        reached: dict[str, float] = {}
        ahead = [(origin, self.starts[origin])]
        for _ in range(50):
            onward: list[tuple[str, float]] = []
            for step, people in ahead:
                starts = self.starts[step]
                for target, moved in self.moves[step].items():
                    going = people * moved / starts if starts > 0 else 0.0
                    if target in stages:
                        reached[target] = reached.get(target, 0.0) + going
                    elif self.stay[target] == 0 and going > 1e-9:
                        onward.append((target, going))
            ahead = onward
        return reached


@dataclass(frozen=True)
class Period:
    """A part of the window in which every chance is constant; ``weight`` is its share of the window."""

    weight: float
    arrivals: dict[str, float]  # a year, while it lasts
    stays: Stays
    closed: dict[str, str]  # steps that have closed, and where people go instead


def traffic(scenario: Scenario) -> Traffic:
    """Solve the traffic equations over the reporting window."""
    start, end = scenario.run.start + scenario.run.warm_up, scenario.run.end
    arrivals = {stream.name: people_a_year(stream, start, end) for stream in scenario.arrivals}
    people = knowing_stays(scenario, Population(scenario, arrivals), start)
    tokens = {pool.name: tokens_a_year(pool, start, end) for pool in scenario.pools}
    seats = {gate.name: seats_a_year(scenario, gate) for gate in scenario.gates}
    streams = {name: Population(scenario, {**dict.fromkeys(arrivals, 0.0), name: 1.0}) for name in arrivals}
    visits = Visits(scenario, people, streams)
    periods = _periods(scenario, visits, start, end)
    coming = dict.fromkeys((step.name for step in scenario.steps), people)
    served, passed, found = dict.fromkeys(tokens, 1.0), dict.fromkeys(seats, 1.0), dict.fromkeys(arrivals, 1.0)
    reach: dict[str, float] = {}
    for _ in range(ROUNDS):
        let_in = {step.name: _through(step, coming[step.name], passed) for step in scenario.steps}
        token = {step.name: _served(step, coming[step.name], served) for step in scenario.steps if step.kind == "wait"}
        moves = _average(visits, periods, found, let_in, token)
        flow = moves.entries
        coming = {name: visits.changing.mixed(people, carried) for name, carried in moves.carried.items()}
        reach = reach or flow
        starts = {name: flow[name] * let_in[name] for name in flow}
        wanted = _wanted(scenario, coming, starts)
        asked = {
            gate: sum(flow[step.name] * behind(step, gate, coming[step.name]) for step in scenario.steps)
            for gate in seats
        }
        now = (
            met(scenario, people, tokens, wanted),
            _ratios(seats, asked),
            _searched(scenario, coming, seats, asked, found),
        )
        if all(
            abs(new[name] - old[name]) < 1e-6
            for old, new in zip((served, passed, found), now, strict=True)
            for name in old
        ):
            break
        served, passed, found = now
    stay = {step.name: _stay(step, moves.ends, coming[step.name]) for step in scenario.steps}
    inside = {step.name: _inside(step, visits, periods[0].stays, people, moves) for step in scenario.steps}
    return Traffic(
        people, arrivals, reach, flow, starts, moves.finished, stay, moves.ends, moves.between, seats, tokens, wanted,
        served, visits.counted, visits.changes_counted, coming, inside,
    )  # fmt: skip


def _periods(scenario: Scenario, visits: Visits, start: int, end: int) -> list[Period]:
    """The window cut at every change of a chance or a length."""
    factors = [risk.factor for risk in scenario.risks]
    for step in scenario.steps:
        factors += [step.hazard_factor, step.length_factor, *(factor for _, factor in step.share_factors)]
    dates = {time for factor in factors if factor for time, _ in factor.steps}
    dates |= {step.closes.on for step in scenario.steps if step.closes}
    dates |= {time for parameter in scenario.parameters for time, _ in parameter.later}
    cuts = sorted(time for time in dates if start < time < end)
    cuts = cuts[:: -(-len(cuts) // MOST_PERIODS)] if cuts else []
    edges = [start, *cuts, max(end, start + 1)]
    periods = []
    for since, to in pairwise(edges):
        arrivals = {stream.name: people_a_year(stream, since, to) for stream in scenario.arrivals}
        then = knowing_stays(scenario, Population(scenario, arrivals, (since, to)), since)
        closed = {step.name: step.closes.to for step in scenario.steps if step.closes and step.closes.on <= since}
        periods.append(Period((to - since) / (edges[-1] - start), arrivals, visits.stays(then, since), closed))
    return periods


def _average(
    visits: Visits, periods: list[Period], found: dict[str, float], let_in: dict[str, float], token: dict[str, float]
) -> Moves:
    """The flows of every period, averaged by its length."""
    parts = []
    for period in periods:
        arrivals = {name: people * found[name] for name, people in period.arrivals.items()}
        parts.append((period.weight, visits.solve(arrivals, period.stays, let_in, token, period.closed)))
    return Moves.averaged(parts)


def _inside(step: Step, visits: Visits, stays: Stays, people: Population, moves: Moves) -> Population:
    """Who has begun a stay in a step."""
    shares: dict[Carried, float] = {}
    for carried, coming in moves.carried[step.name].items():
        for share, inside in stays.inside(step, carried):
            add(shares, {inside: share * coming})
    return visits.changing.mixed(people, shares)


def _served(step: Step, people: Population, served: dict[str, float]) -> float:
    """Share of those who wait for a token that get one; all, where nobody is sent away."""
    if not step.otherwise:
        return 1.0
    return 1 - people.average(step.takes, lambda pool: 1 - served.get(pool, 1.0))


def _ratios(offered: dict[str, float], asked: dict[str, float]) -> dict[str, float]:
    """Share of those who ask that can be served."""
    return {name: min(1.0, offered[name] / asked[name]) if asked[name] > 0 else 1.0 for name in offered}


def _searched(
    scenario: Scenario,
    coming: dict[str, Population],
    seats: dict[str, float],
    asked: dict[str, float],
    found: dict[str, float],
) -> dict[str, float]:
    """A search that pauses while enough are ready finds no more people than the gates ahead of it have seats for."""
    steps = {step.name: step for step in scenario.steps}
    shares = {}
    for stream in scenario.arrivals:
        watched = [(steps[name], coming[name]) for _, name in stream.pause_while if name in steps]
        gates = [
            gate
            for gate in seats
            if asked[gate] > 0 and any(behind(step, gate, people) > 0.5 for step, people in watched)
        ]
        share = min((found[stream.name] * seats[gate] / asked[gate] for gate in gates), default=1.0)
        shares[stream.name] = min(1.0, share)
    return shares


def behind(step: Step, gate: str, people: Population) -> float:
    """Share of people for whom the step is behind the gate."""
    return people.average(step.gate, partial(equal, gate))


def _through(step: Step, people: Population, passed: dict[str, float]) -> float:
    """Share of those who come to a step that its gate lets in."""
    return 1 - people.average(step.gate, lambda gate: 1 - passed.get(gate, 1.0))


def seats_a_year(scenario: Scenario, gate: Gate) -> float:
    """Seats for own people: sessions in the window times seats less other people, cancelled sessions left out.

    Sessions that holidays and closed weeks move to one day are one (contract Q5).
    """
    start, end = scenario.run.start + scenario.run.warm_up, scenario.run.end
    days = DayTables(scenario.calendar, scenario.run.first_day, 0, -(-end // DAY) + DAYS_BEYOND)
    seats = 0.0
    for time, _ in sessions_of(gate, days, end):
        if start <= time < end:
            held = 1 - average_of(gate.cancelled, time, time + 1)
            others = evaluate(gate.others, {DATE: float(time + 1)})
            seats += _own_seats(average_of(gate.seats, time, time + 1), others) * held
    return seats * YEAR / max(1, end - start)


def _own_seats(seats: float, others: float | Law) -> float:
    """E[max(0, seats - others)]: others beyond the seats are turned away."""
    if not isinstance(others, Law):
        return max(0.0, seats - others)
    if not has_atoms(others):
        return max(0.0, seats - mean(others))
    numbers, shares = atoms(others)
    return float(np.maximum(seats - numbers, 0.0) @ shares)


def _stay(step: Step, ends: dict[str, Ends], people: Population) -> float:
    """Mean time in a stage, cut short by risks, with its set-up."""
    if step.kind != "stage":
        return 0.0
    setup = people.average(step.setup, people.seconds) if step.setup is not None else 0.0
    return ends[step.name].mean + setup


def _wanted(scenario: Scenario, coming: dict[str, Population], flow: dict[str, float]) -> dict[str, float]:
    wanted = dict.fromkeys((pool.name for pool in scenario.pools), 0.0)
    for step in scenario.steps:
        for pool in wanted:
            share = coming[step.name].average(step.takes, partial(equal, pool))
            wanted[pool] += share * flow[step.name]
    return wanted
