"""Traffic equations over (step, visits so far), so that limits of visits count what each person has used up.

A limit of n visits to a step sends the next one elsewhere, over whatever routes the earlier ones came (contract R2).
The equations are therefore solved over the steps and the visits paid to each limited step, up to its limit.  Limits
that depend on the person hold for the share of people who still have a visit left, which is exact if every visit after
the first came over a limited route.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, isfinite

import numpy as np
from numpy.typing import NDArray

from sim.analysis.ends import Ends, add
from sim.analysis.population import Population
from sim.scenario.cases import targets_of
from sim.scenario.schema import YEAR, Case, NumberValue, Scenario, Step

MOST_STATES = 4000  # beyond that limits are left aside
SETTLED = 2000  # moves after which a closed population is taken as stationary
DENSE = 60  # states up to which a full matrix is faster; larger ones start threads, which wait where others work
Floats = NDArray[np.float64]
Places = NDArray[np.intp]
State = tuple[str, tuple[int, ...]]


@dataclass(frozen=True)
class Moves:
    """People a year: entries of each step, moves between steps; and the share of those let in who finish."""

    entries: dict[str, float]
    between: dict[str, dict[str, float]]
    finished: dict[str, float]

    def plus(self, other: Moves, weight: float) -> Moves:
        """With ``weight`` times another."""
        entries, finished = dict(self.entries), dict(self.finished)
        add(entries, other.entries, weight)
        add(finished, other.finished, weight)
        between = {origin: dict(targets) for origin, targets in self.between.items()}
        for origin, targets in other.between.items():
            add(between.setdefault(origin, {}), targets, weight)
        return Moves(entries, between, finished)


class Visits:
    """The steps of a scenario with the visits that its limits count."""

    def __init__(self, scenario: Scenario, people: Population) -> None:
        self._steps = {step.name: step for step in scenario.steps}
        self._people = people
        self._to = {stream.name: stream.to for stream in scenario.arrivals}
        self._risks = {
            step.name: {risk.to for risk in scenario.risks if step.name in risk.stages} for step in scenario.steps
        }
        closed = all(step.kind != "exit" for step in scenario.steps)
        self._present = [(group.at, group.people) for group in scenario.backlog] if closed else []
        self._caps = self._limits(scenario)
        self.counted = True
        self._states = self._reachable()
        if not self._states:
            self.counted, self._caps = False, {}
            self._states = self._reachable()
        self._number = {state: i for i, state in enumerate(self._states)}

    def _limits(self, scenario: Scenario) -> dict[str, int]:
        """The most visits that a limit of each step still counts."""
        caps: dict[str, int] = {}
        for step in scenario.steps:
            for limit in step.limits:
                highest = max((visits for _, (visits,) in self._people.together((limit.visits,))), default=0)
                if isfinite(highest):
                    caps[limit.target] = max(caps.get(limit.target, 0), min(MOST_STATES, ceil(highest)))
        return dict(sorted(caps.items()))

    def _shared(self, value: str | Case[str] | None) -> dict[str, float]:
        """The steps that a value names, with the share of people for whom it does."""
        shares: dict[str, float] = {}
        for weight, (name,) in self._people.together((value,)):
            if name:
                add(shares, {name: weight})
        return shares

    def _entered(self, target: str, visits: tuple[int, ...]) -> State:
        """The state after joining a step."""
        return target, tuple(min(n + (name == target), cap)
                             for n, (name, cap) in zip(visits, self._caps.items(), strict=True))  # fmt: skip

    def _reachable(self) -> list[State]:
        """Every state that somebody can be in; empty if there are too many."""
        none = (0,) * len(self._caps)
        first = [self._entered(name, none) for name in self._steps]
        found, ahead = dict.fromkeys(first), first
        while ahead:
            ahead = [
                self._entered(target, visits) for name, visits in ahead for target in self._next(self._steps[name])
            ]
            ahead = [state for state in dict.fromkeys(ahead) if state not in found]
            found.update(dict.fromkeys(ahead))
            if self._caps and len(found) > MOST_STATES:
                return []
        return list(found)

    def _next(self, step: Step) -> set[str]:
        """Every step that can come after this one."""
        targets = {name for name, _ in step.route.shares} | {name for _, name in step.route.ends}
        targets |= targets_of(step.route.rest) | targets_of(step.otherwise) | self._risks[step.name]
        targets |= {name for limit in step.limits for name in targets_of(limit.to)}
        targets |= {step.closes.to} if step.closes else set()
        return targets & set(self._steps)

    def solve(
        self,
        arrivals: dict[str, float],
        ends: dict[str, Ends],
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
            external[self._number[self._received(self._to[stream], none, closed)]] += people
        rows = [self._leaving(state, ends[state[0]], token, closed) for state in self._states]
        entries = self._entries(external, rows, let_in)
        if self._present and not external.any():
            entries = self._circling(rows, ends)
        between: dict[str, dict[str, float]] = {name: {} for name in self._steps}
        total = dict.fromkeys(self._steps, 0.0)
        for (name, _), row, people in zip(self._states, rows, entries, strict=True):
            total[name] += people
            for (target, _), chance in row.items():
                add(between[name], {target: people * let_in[name] * chance})
        finished = {name: sum(ends[name].onward.values()) * token.get(name, 1.0) for name in self._steps}
        return Moves(total, between, finished)

    def _received(self, target: str, visits: tuple[int, ...], closed: dict[str, str]) -> State:
        """The state after coming to a step, which may have closed."""
        state = self._entered(target, visits)
        while state[0] in closed:
            state = self._entered(closed[state[0]], state[1])
        return state

    def _leaving(self, state: State, ends: Ends, token: dict[str, float], closed: dict[str, str]) -> dict[State, float]:
        """Where people go from a state: by plan or by a risk, within the limits, or refused a token."""
        name, visits = state
        step, counted = self._steps[name], dict(zip(self._caps, visits, strict=True))
        served = token.get(name, 1.0)
        chances: dict[str, float] = {}
        add(chances, ends.onward, served)
        add(chances, ends.risks)
        for limit in step.limits:
            if limit.target in counted and chances.get(limit.target):
                kept = chances[limit.target] * self._left(limit.visits, counted[limit.target])
                add(chances, self._shared(limit.to), chances[limit.target] - kept)
                chances[limit.target] = kept
        if step.otherwise and served < 1:
            add(chances, self._shared(step.otherwise), 1 - served)
        left: dict[State, float] = {}
        for target, chance in chances.items():
            if chance > 0:
                to = self._received(target, visits, closed)
                left[to] = left.get(to, 0.0) + chance
        return left

    def _left(self, most: NumberValue, visits: int) -> float:
        """Share of those with so many visits who may pay another one."""

        def above(number: int) -> float:
            return self._people.average(most, lambda visits: float(visits > number))

        before = above(visits - 1) if visits > 0 else 1.0
        return above(visits) / before if before > 0 else 0.0

    def _entries(self, external: Floats, rows: list[dict[State, float]], let_in: dict[str, float]) -> Floats:
        """Solve x = external + P' x; inf everywhere where a loop is left by nobody."""
        origins, targets, chances = [], [], []
        for i, ((name, _), row) in enumerate(zip(self._states, rows, strict=True)):
            for target, chance in row.items():
                origins.append(i)
                targets.append(self._number[target])
                chances.append(-chance * let_in[name])
        places = (np.array(targets, dtype=np.intp), np.array(origins, dtype=np.intp))
        return _solved(len(self._states), np.array(chances), places, external)

    def _circling(self, rows: list[dict[State, float]], ends: dict[str, Ends]) -> Floats:
        """Entries a year of a closed population, as if nobody ever waited: each goes round by the stationary chain.

        Half of the time the chain stays where it is, so that it settles also where steps alternate.
        """
        from scipy.sparse import csr_matrix

        cells = [(self._number[target], i, chance) for i, row in enumerate(rows) for target, chance in row.items()]
        to, origin, chance = zip(*cells, strict=True)
        moves = csr_matrix((chance, (to, origin)), (len(rows), len(rows)))
        stays = np.array([ends[name].mean for name, _ in self._states])
        entries = np.zeros(len(rows))
        for at, people in self._present:
            share = np.zeros(len(rows))
            share[self._number[self._entered(at, (0,) * len(self._caps))]] = 1.0
            for _ in range(SETTLED):
                share = (share + moves @ share) / 2
            entries += people * share * YEAR / max(float(stays @ share), 1.0)
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
