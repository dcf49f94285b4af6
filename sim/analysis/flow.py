"""Traffic equations: how many people a year come to each step if nobody had to wait.

Entries x solve x = a + P' x, with a the arrivals and P the chances of going from step to step (Jackson 1957).  Chances
are averaged over people, risks compete over the mean stay, a self-loop with a limit of n visits has (1 - p^n) / (1 - p)
visits, waits for tokens are served as far as the tokens last, and a gate lets in as many as it has seats.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from math import exp

import numpy as np
from numpy.typing import NDArray

from sim.analysis.population import Population, average_of, chance_above, people_a_year
from sim.scenario.laws import mean
from sim.scenario.schema import DAY, REST, YEAR, Gate, Law, Scenario, Step

Floats = NDArray[np.float64]
ROUNDS = 100  # of the fixed point between flows, tokens, seats and searches


@dataclass(frozen=True)
class Traffic:
    """Expected flows without any queue.  Flows are people a year, stays seconds.

    ``reach`` is who would come to each step if every seat and token asked for were there and no search paused;
    ``flow`` who comes when gates let through no more than their seats; ``starts`` who is let in.
    """

    population: Population
    arrivals: dict[str, float]
    reach: dict[str, float]
    flow: dict[str, float]
    starts: dict[str, float]
    stay: dict[str, float]
    chances: dict[str, dict[str, float]]  # from step to step, of those let in
    seats: dict[str, float]  # a year by gate
    tokens: dict[str, float]  # arriving a year by pool
    wanted: dict[str, float]  # people a year who ask for a token

    def stage_flow(self, origin: str, stages: set[str]) -> dict[str, float]:
        """People a year who go from one stage to each next stage of the set, decisions and waits passed over."""
        reached: dict[str, float] = {}
        ahead = [(origin, self.starts[origin])]
        for _ in range(50):
            onward: list[tuple[str, float]] = []
            for step, people in ahead:
                for target, chance in self.chances[step].items():
                    if target in stages:
                        reached[target] = reached.get(target, 0.0) + people * chance
                    elif self.stay[target] == 0 and people * chance > 1e-9:
                        onward.append((target, people * chance))
            ahead = onward
        return reached


def traffic(scenario: Scenario) -> Traffic:
    """Solve the traffic equations over the reporting window."""
    start, end = scenario.run.start, scenario.run.end
    arrivals = {stream.name: people_a_year(stream, start, end) for stream in scenario.arrivals}
    people = Population(scenario, arrivals)
    tokens = {pool.name: _tokens_a_year(scenario, pool.name) for pool in scenario.pools}
    seats = {gate.name: seats_a_year(scenario, gate) for gate in scenario.gates}
    number = {step.name: i for i, step in enumerate(scenario.steps)}
    served, passed, found = dict.fromkeys(tokens, 1.0), dict.fromkeys(seats, 1.0), dict.fromkeys(arrivals, 1.0)
    reach: dict[str, float] = {}
    for _ in range(ROUNDS):
        rows = {step.name: _chances(scenario, step, people, served) for step in scenario.steps}
        through = {step.name: _through(step, people, passed) for step in scenario.steps}
        external = np.zeros(len(scenario.steps))
        for stream in scenario.arrivals:
            external[number[stream.to]] += arrivals[stream.name] * found[stream.name]
        flow = _solve(external, rows, through, number)
        reach = reach or flow
        starts = {name: flow[name] * through[name] for name in flow}
        wanted = _wanted(scenario, people, starts)
        asked = {gate: sum(flow[step.name] * behind(step, gate, people) for step in scenario.steps) for gate in seats}
        now = (_ratios(tokens, wanted), _ratios(seats, asked), _searched(scenario, people, seats, asked, found))
        if all(
            abs(new[name] - old[name]) < 1e-6
            for old, new in zip((served, passed, found), now, strict=True)
            for name in old
        ):
            break
        served, passed, found = now
    stay = {step.name: _stay(scenario, step, people) for step in scenario.steps}
    return Traffic(people, arrivals, reach, flow, starts, stay, rows, seats, tokens, wanted)


def _ratios(offered: dict[str, float], asked: dict[str, float]) -> dict[str, float]:
    """Share of those who ask that can be served."""
    return {name: min(1.0, offered[name] / asked[name]) if asked[name] > 0 else 1.0 for name in offered}


def _searched(
    scenario: Scenario, people: Population, seats: dict[str, float], asked: dict[str, float], found: dict[str, float]
) -> dict[str, float]:
    """A search that pauses while enough are ready finds no more people than the gates ahead of it have seats for."""
    steps = {step.name: step for step in scenario.steps}
    shares = {}
    for stream in scenario.arrivals:
        watched = [steps[name] for _, name in stream.pause_while if name in steps]
        gates = [
            gate for gate in seats if asked[gate] > 0 and any(behind(step, gate, people) > 0.5 for step in watched)
        ]
        share = min((found[stream.name] * seats[gate] / asked[gate] for gate in gates), default=1.0)
        shares[stream.name] = min(1.0, share)
    return shares


def behind(step: Step, gate: str, people: Population) -> float:
    """Share of people for whom the step is behind the gate."""
    return people.average(step.gate, partial(_is, gate))


def _through(step: Step, people: Population, passed: dict[str, float]) -> float:
    """Share of those who come to a step that its gate lets in."""
    return people.average(step.gate, lambda gate: passed.get(gate, 1.0) if gate else 1.0)


def seats_a_year(scenario: Scenario, gate: Gate) -> float:
    """Seats for own people: sessions in the window times seats less other people, cancelled sessions left out."""
    start, end = scenario.run.start, scenario.run.end
    others = mean(gate.others) if isinstance(gate.others, Law) else gate.others
    seats = 0.0
    for time in gate.times:
        if start <= time < end:
            held = 1 - average_of(gate.cancelled, time, time + 1)
            seats += max(0.0, average_of(gate.seats, time, time + 1) - others) * held
    return seats * YEAR / max(1, end - start)


def _solve(
    external: Floats, rows: dict[str, dict[str, float]], through: dict[str, float], number: dict[str, int]
) -> dict[str, float]:
    matrix = np.eye(len(number))
    for origin, targets in rows.items():
        for target, chance in targets.items():
            matrix[number[target], number[origin]] -= chance * through[origin]
    try:
        solution = np.linalg.solve(matrix, external)
    except np.linalg.LinAlgError:  # a loop that nobody leaves
        solution = np.full(len(number), np.inf)
    return {name: float(solution[i]) for name, i in number.items()}


def _chances(scenario: Scenario, step: Step, people: Population, served: dict[str, float]) -> dict[str, float]:
    """Where people go from a step, risks and refusals included."""
    if step.kind == "exit":
        return {}
    onward = _limited(step, people, _routes(step, people))
    if step.kind == "wait":
        token = people.average(step.takes, lambda pool: served.get(pool, 1.0) if pool else 1.0)
        refused = (1 - token) if step.otherwise else 0.0
        chances = {target: chance * (1 - refused) for target, chance in onward.items()}
        if refused and step.otherwise:
            chances[step.otherwise] = chances.get(step.otherwise, 0.0) + refused
        return chances
    risks = _risks(scenario, step, people)
    remains = 1 - sum(risks.values())
    chances = {target: chance * remains for target, chance in onward.items()}
    for target, chance in risks.items():
        chances[target] = chances.get(target, 0.0) + chance
    return chances


def _routes(step: Step, people: Population) -> dict[str, float]:
    if step.route.ends:
        found = people.average(step.lasts, people.found)
        chances: dict[str, float] = {}
        for end, target in step.route.ends:
            chances[target] = chances.get(target, 0.0) + (found if end == "found" else 1 - found)
        return chances
    shares = people.shares((*(s for s in step.route.shares if s[0] != REST), (REST, 0.0)))
    rest = shares.pop(REST)
    for target in _targets(step.route.rest):
        share = people.average(step.route.rest, partial(_is, target))
        shares[target] = shares.get(target, 0.0) + rest * share
    return shares


def _is(wanted: str, found: str | None) -> float:
    return float(found == wanted)


def _targets(value: object) -> set[str]:
    from sim.scenario.schema import Case

    if isinstance(value, Case):
        return set().union(*(_targets(v) for _, v in value.cases), _targets(value.other) if value.other else set())
    return {str(value)} if value else set()


def _limited(step: Step, people: Population, chances: dict[str, float]) -> dict[str, float]:
    """A limit of n visits: exact for a loop of a step onto itself; others bind only at 0 visits."""
    for limit in step.limits:
        p = chances.get(limit.target, 0.0)
        if p == 0:
            continue

        kept = people.average(limit.visits, partial(_passes, p, limit.target == step.name))
        chances = {**chances, limit.target: kept}
        chances[limit.to] = chances.get(limit.to, 0.0) + p - kept
    return chances


def _passes(p: float, own_loop: bool, visits: float) -> float:
    """The share that still takes the route."""
    if not own_loop or p >= 1:
        return 0.0 if visits < 1 + own_loop else p
    mean_visits: float = (1 - p ** max(1.0, visits)) / (1 - p)
    return 1 - 1 / mean_visits


def _hazards(scenario: Scenario, step: Step, people: Population) -> list[tuple[str, float]]:
    """Chance of each risk alone over the mean stay, as a cumulative hazard."""
    stay = people.average(step.lasts, people.seconds)
    hazards = []
    for risk in scenario.risks:
        if step.name in risk.stages and stay > 0:

            def survives(law: Law) -> float:
                unit = DAY * people.day_per_working_day if law.unit == "working days" else 1.0
                return chance_above(law, stay / unit)

            chance = people.average(risk.law, survives)
            hazards.append((risk.to, -float(np.log(max(chance, 1e-300)))))
    return hazards


def _risks(scenario: Scenario, step: Step, people: Population) -> dict[str, float]:
    hazards = _hazards(scenario, step, people)
    total = sum(hazard for _, hazard in hazards)
    found: dict[str, float] = {}
    for target, hazard in hazards:
        found[target] = found.get(target, 0.0) + (1 - exp(-total)) * hazard / total if total > 0 else 0.0
    return found


def _stay(scenario: Scenario, step: Step, people: Population) -> float:
    """Mean stay in seconds, cut short by risks at a constant hazard."""
    if step.kind != "stage":
        return 0.0
    stay = people.average(step.lasts, people.seconds)
    total = sum(hazard for _, hazard in _hazards(scenario, step, people))
    if 0 < total < 600:
        stay *= (1 - exp(-total)) / total
    setup = people.average(step.setup, people.seconds) if step.setup is not None else 0.0
    return stay + setup


def _tokens_a_year(scenario: Scenario, name: str) -> float:
    pool = next(pool for pool in scenario.pools if pool.name == name)
    start, end = scenario.run.start, scenario.run.end
    if pool.rate is not None:
        return average_of(pool.rate, start, end) * YEAR
    return pool.size * sum(start <= time < end for time in pool.times) * YEAR / max(1, end - start)


def _wanted(scenario: Scenario, people: Population, flow: dict[str, float]) -> dict[str, float]:
    wanted = dict.fromkeys((pool.name for pool in scenario.pools), 0.0)
    for step in scenario.steps:
        for pool in wanted:
            share = people.average(step.takes, partial(_is, pool))
            wanted[pool] += share * flow[step.name]
    return wanted
