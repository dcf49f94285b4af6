"""Traffic equations over (step, visits so far, what is carried), so that limits count what each person has used up.

A limit of n visits to a step sends the next one elsewhere, over whatever routes the earlier ones came (contract R2).
The equations are therefore solved over the steps and the visits paid to each limited step, up to its limit.  Limits
that depend on the person hold for the share of people who still have a visit left, which is exact if every visit after
the first came over a limited route.  What is carried are the properties that events change on the way
(:mod:`sim.analysis.changing`); without events it is nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil, isfinite

import numpy as np
from numpy.typing import NDArray

from sim.analysis.changing import Carried, Changing
from sim.analysis.ends import Ends, add
from sim.analysis.population import Population
from sim.analysis.ways import Stays
from sim.scenario.cases import targets_of
from sim.scenario.schema import YEAR, Case, NumberValue, Scenario, Step

MOST_STATES = 4000  # beyond that limits are left aside
SETTLED = 2000  # moves after which a closed population is taken as stationary
DENSE = 60  # states up to which a full matrix is faster; larger ones start threads, which wait where others work
Floats = NDArray[np.float64]
Places = NDArray[np.intp]
State = tuple[str, tuple[int, ...], Carried]


@dataclass(frozen=True)
class Moves:
    """People a year: entries of each step by what people carry, moves between steps; and the share let in who finish.

    ``ends``: how the stays of those who come end.
    """

    carried: dict[str, dict[Carried, float]]
    between: dict[str, dict[str, float]]
    finished: dict[str, float]
    ends: dict[str, Ends]

    @property
    def entries(self) -> dict[str, float]:
        return {step: sum(people.values()) for step, people in self.carried.items()}

    @staticmethod
    def averaged(parts: list[tuple[float, Moves]]) -> Moves:
        """Several, each with its weight."""
        carried: dict[str, dict[Carried, float]] = {}
        between: dict[str, dict[str, float]] = {}
        finished: dict[str, float] = {}
        for weight, one in parts:
            add(finished, one.finished, weight)
            for step in one.carried:
                add(carried.setdefault(step, {}), one.carried[step], weight)
                add(between.setdefault(step, {}), one.between[step], weight)
        ends = {name: Ends.mixed([(weight, one.ends[name]) for weight, one in parts]) for name in parts[0][1].ends}
        return Moves(carried, between, finished, ends)


class Visits:
    """The steps of a scenario with the visits that its limits count and what events change."""

    def __init__(self, scenario: Scenario, people: Population, streams: dict[str, Population]) -> None:
        self._scenario, self._people, self._streams = scenario, people, streams
        self._steps = {step.name: step for step in scenario.steps}
        self._to = {stream.name: stream.to for stream in scenario.arrivals}
        closed = all(step.kind != "exit" for step in scenario.steps)
        self._present = [(group.at, group.people) for group in scenario.backlog] if closed else []
        self.changing, self._caps = Changing(scenario), self._limits(scenario)
        self.counted = self.changes_counted = True
        self._states = self._reachable()
        if not self._states:
            self.counted, self._caps = False, {}
            self._states = self._reachable()
        if not self._states:
            self.changes_counted, self.changing = False, Changing(replace(scenario, events=()))
            self._states = self._reachable()
        self._number = {state: i for i, state in enumerate(self._states)}

    def stays(self, people: Population, time: int) -> Stays:
        """How stays end that begin at a time."""
        return Stays(self._scenario, people, self.changing, time)

    def _limits(self, scenario: Scenario) -> dict[str, int]:
        """The most visits that a limit of each step still counts."""
        caps: dict[str, int] = {}
        for step in scenario.steps:
            for limit in step.limits:
                highest = max((visits for _, (visits,) in self._people.together((limit.visits,))), default=0)
                if isfinite(highest):
                    caps[limit.target] = max(caps.get(limit.target, 0), min(MOST_STATES, ceil(highest)))
        return dict(sorted(caps.items()))

    @staticmethod
    def _shared(people: Population, value: str | Case[str] | None) -> dict[str, float]:
        """The steps that a value names, with the share of people for whom it does."""
        shares: dict[str, float] = {}
        for weight, (name,) in people.together((value,)):
            if name:
                add(shares, {name: weight})
        return shares

    def _entered(self, target: str, visits: tuple[int, ...], carried: Carried) -> State:
        """The state after joining a step."""
        counted = zip(visits, self._caps.items(), strict=True)
        return target, tuple(min(n + (name == target), cap) for n, (name, cap) in counted), carried

    def _reachable(self) -> list[State]:
        """Every state that somebody can be in; empty if there are too many."""
        none, stays = (0,) * len(self._caps), self.stays(self._people, 0)
        arriving = dict.fromkeys(
            carried
            for people in (self._people, *self._streams.values())
            for carried in self.changing.at_arrival(people)
        )
        if len(arriving) * len(self._steps) > MOST_STATES and self.changing.properties:
            return []
        first = [self._entered(name, none, carried) for name in self._steps for carried in arriving]
        found, ahead = dict.fromkeys(first), first
        while ahead:
            ahead = [
                self._entered(target, visits, then)
                for name, visits, carried in ahead
                for then in self._leaving_with(stays, self._steps[name], carried)
                for target in self._next(self._steps[name])
            ]
            ahead = [state for state in dict.fromkeys(ahead) if state not in found]
            found.update(dict.fromkeys(ahead))
            if (self._caps or self.changing.properties) and len(found) > MOST_STATES:
                return []
        return list(found)

    def _leaving_with(self, stays: Stays, step: Step, carried: Carried) -> set[Carried]:
        """All that somebody may carry on leaving a step: sent away before the stay, too."""
        if not self.changing.properties:
            return {carried}
        return {carried, *(way.carried for way in stays.of(step, carried)[1])}

    def _next(self, step: Step) -> set[str]:
        """Every step that can come after this one."""
        targets = {name for name, _ in step.route.shares} | {name for _, name in step.route.ends}
        targets |= targets_of(step.route.rest) | targets_of(step.otherwise)
        targets |= {risk.to for risk in self._scenario.risks if step.name in risk.stages}
        targets |= {name for limit in step.limits for name in targets_of(limit.to)}
        targets |= {step.closes.to} if step.closes else set()
        return targets & set(self._steps)

    def solve(
        self,
        arrivals: dict[str, float],
        stays: Stays,
        let_in: dict[str, float],
        token: dict[str, float],
        closed: dict[str, str],
    ) -> Moves:
        """Entries and moves with these arrivals a year, ways of leaving, and shares let in and served by tokens.

        Whoever comes to a step that has ``closed`` goes where it sends people.
        """
        external = np.zeros(len(self._states))
        none = (0,) * len(self._caps)
        for stream, people in arrivals.items():
            for carried, share in self.changing.at_arrival(self._streams[stream]).items():
                external[self._number[self._received(self._to[stream], none, carried, closed)]] += share * people
        rows = [self._leaving(state, stays, token, closed) for state in self._states]
        entries = self._entries(external, rows, let_in)
        if self._present and not external.any():
            entries = self._circling(rows, stays)
        between: dict[str, dict[str, float]] = {name: {} for name in self._steps}
        found: dict[str, dict[Carried, float]] = {name: {} for name in self._steps}
        for (name, _, carried), row, people in zip(self._states, rows, entries, strict=True):
            add(found[name], {carried: float(people)})
            for (target, _, _), chance in row.items():
                add(between[name], {target: people * let_in[name] * chance})
        ends = {name: self._ends(step, stays, found[name]) for name, step in self._steps.items()}
        finished = {name: sum(ends[name].onward.values()) * token.get(name, 1.0) for name in self._steps}
        return Moves(found, between, finished, ends)

    @staticmethod
    def _ends(step: Step, stays: Stays, carried: dict[Carried, float]) -> Ends:
        """How the stays of all who come to a step end; where nobody comes or they never settle, all count alike."""
        total = sum(carried.values())
        weighed = 0 < total < float("inf")
        return Ends.mixed(
            [
                (people / total if weighed else 1 / len(carried), stays.of(step, one)[0])
                for one, people in carried.items()
                if people > 0 or not weighed
            ]
        )

    def _received(self, target: str, visits: tuple[int, ...], carried: Carried, closed: dict[str, str]) -> State:
        """The state after coming to a step, which may have closed."""
        state = self._entered(target, visits, carried)
        while state[0] in closed:
            state = self._entered(closed[state[0]], state[1], carried)
        return state

    def _leaving(
        self, state: State, stays: Stays, token: dict[str, float], closed: dict[str, str]
    ) -> dict[State, float]:
        """Where people go from a state: by plan or by a risk, within the limits, or refused a token."""
        name, visits, _ = state
        step, counted = self._steps[name], dict(zip(self._caps, visits, strict=True))
        served = token.get(name, 1.0)
        left: dict[State, float] = {}
        for way in stays.of(step, state[2])[1]:
            chances: dict[str, float] = {}
            add(chances, way.onward, served)
            add(chances, way.risks)
            for limit in step.limits:
                if limit.target in counted and chances.get(limit.target):
                    kept = chances[limit.target] * self._left(way.people, limit.visits, counted[limit.target])
                    add(chances, self._shared(way.people, limit.to), chances[limit.target] - kept)
                    chances[limit.target] = kept
            if step.otherwise and served < 1:
                add(chances, self._shared(way.people, step.otherwise), way.weight * (1 - served))
            for target, chance in chances.items():
                if chance > 0:
                    add(left, {self._received(target, visits, way.carried, closed): chance})
        return left

    @staticmethod
    def _left(people: Population, most: NumberValue, visits: int) -> float:
        """Share of those with so many visits who may pay another one."""

        def above(number: int) -> float:
            return people.average(most, lambda visits: float(visits > number))

        before = above(visits - 1) if visits > 0 else 1.0
        return above(visits) / before if before > 0 else 0.0

    def _entries(self, external: Floats, rows: list[dict[State, float]], let_in: dict[str, float]) -> Floats:
        """Solve x = external + P' x; inf everywhere where a loop is left by nobody."""
        origins, targets, chances = [], [], []
        for i, ((name, _, _), row) in enumerate(zip(self._states, rows, strict=True)):
            for target, chance in row.items():
                origins.append(i)
                targets.append(self._number[target])
                chances.append(-chance * let_in[name])
        places = (np.array(targets, dtype=np.intp), np.array(origins, dtype=np.intp))
        return _solved(len(self._states), np.array(chances), places, external)

    def _circling(self, rows: list[dict[State, float]], stays: Stays) -> Floats:
        """Entries a year of a closed population, as if nobody ever waited: each goes round by the stationary chain.

        Half of the time the chain stays where it is, so that it settles also where steps alternate.
        """
        from scipy.sparse import csr_matrix

        cells = [(self._number[target], i, chance) for i, row in enumerate(rows) for target, chance in row.items()]
        to, origin, chance = zip(*cells, strict=True)
        moves = csr_matrix((chance, (to, origin)), (len(rows), len(rows)))
        lengths = np.array([stays.of(self._steps[name], carried)[0].mean for name, _, carried in self._states])
        entries = np.zeros(len(rows))
        for at, people in self._present:
            share = np.zeros(len(rows))
            for carried, part in self.changing.at_arrival(self._people).items():
                share[self._number[self._entered(at, (0,) * len(self._caps), carried)]] += part
            for _ in range(SETTLED):
                share = (share + moves @ share) / 2
            entries += people * share * YEAR / max(float(lengths @ share), 1.0)
        return entries


def _solved(size: int, chances: Floats, places: tuple[Places, Places], external: Floats) -> Floats:
    """Solve (1 + C) x = external, C sparse with ``chances`` at ``places``; inf everywhere if it is singular."""
    if size <= DENSE:
        matrix = np.eye(size)
        np.add.at(matrix, places, chances)
        try:
            return np.asarray(np.linalg.solve(matrix, external), dtype=np.float64)
        except np.linalg.LinAlgError:
            return np.full(size, np.inf)
    from scipy.sparse import coo_matrix, identity
    from scipy.sparse.linalg import splu

    try:
        factors = splu((identity(size) + coo_matrix((chances, places), (size, size))).tocsc())
    except RuntimeError:  # exactly singular
        return np.full(size, np.inf)
    return np.asarray(factors.solve(external), dtype=np.float64)
