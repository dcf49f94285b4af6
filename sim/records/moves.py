"""What must happen on the way from the end of one recorded stay to the beginning of the next.

Between two spells lie decisions, waits and stages that nobody recorded.  Every way through them is a product of
factors: a share of a route (a parameter), a limit that is used up or not (a rule, known from the spells so far), and
whether a token, place or session was got (the state of the pathway that day, which spells do not show).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from sim.records.stays import FOUND, NOT_FOUND, ROUTE
from sim.scenario.cases import Assignment, evaluate, leaves_of, targets_of
from sim.scenario.dated import factor_at
from sim.scenario.routes import targets
from sim.scenario.schema import DATE, Scenario, Step


@dataclass(frozen=True)
class Part:
    """One factor of a way.

    ``share``: the route of ``step`` takes ``target``; ``within`` and ``over``: the limit of ``step`` on ``target`` is
    not yet, or is, used up; ``granted`` and ``refused``: what ``step`` waits for came or did not (``target`` names it).
    """

    kind: str
    step: str
    target: str


CALLED = "called"
"""The end of a stay for a token that came meanwhile."""

Way: TypeAlias = tuple[Part, ...]
Ways: TypeAlias = Mapping[str, tuple[Way, ...]]
"""Recorded step -> the ways to it."""


class Moves:
    """The ways of a pathway of which some steps are ``recorded``."""

    def __init__(self, scenario: Scenario, recorded: Collection[str]) -> None:
        self._steps = {step.name: step for step in scenario.steps}
        self._risks = scenario.risks
        self._recorded = frozenset(recorded)

    def to(self, target: str) -> Ways:
        """The ways that begin with going to ``target``."""
        found: dict[str, list[Way]] = {}
        self._go((), target, found, frozenset())
        return {name: tuple(ways) for name, ways in found.items()}

    def after(self, step: str, end: str = "") -> Ways:
        """The ways on from the end of a stay; ``end``: the named end of a search (``found``, ``not_found``)."""
        found: dict[str, list[Way]] = {}
        if end:
            self._go((), dict(self._steps[step].route.ends)[end], found, frozenset())
        else:
            self._by_route((), self._steps[step], found, frozenset())
        return {name: tuple(ways) for name, ways in found.items()}

    def by_end(self, name: str) -> dict[str, Ways]:
        """What ended a stay (its route, a named end of a search, a risk, :data:`CALLED`) -> the ways on."""
        step = self._steps[name]
        ends = (FOUND, NOT_FOUND) if step.route.ends else ()
        found = {end: self.after(name, end) for end in ends} or {ROUTE: self.after(name)}
        found |= {risk.name: self.to(risk.to) for risk in self._risks if name in risk.stages}
        called: dict[str, tuple[Way, ...]] = {}
        for pairs in leaves_of(step.meanwhile):
            for _, target in pairs or ():
                called |= self.to(target)
        return {**found, **({CALLED: called} if called else {})}

    def under_way(self, ways: Ways) -> tuple[Way, ...]:
        """The ways on which somebody can be between two recorded steps at the end of a day.

        They wait for the step, or are in something that nobody recorded.  Whether they will get what they wait for is
        not known yet: that factor is left out.
        """
        found = []
        for target, some in ways.items():
            for way in some:
                so_far = tuple(part for part in way if part.step != target or part.kind == "share")
                if can_wait(self._steps[target]) or any(self._lasts(part.step) for part in so_far):
                    found.append(so_far)
        return tuple(found)

    def _lasts(self, name: str) -> bool:
        """Whether time can pass in a step that was not recorded."""
        step = self._steps[name]
        return name not in self._recorded and (step.kind == "stage" or can_wait(step))

    def _go(self, way: Way, name: str, found: dict[str, list[Way]], passed: frozenset[str]) -> None:
        step = self._steps[name]
        if name in passed:  # a circle through steps that nobody recorded
            return
        passed |= {name}
        if step.otherwise is not None:
            what = _waited_for(step)
            for target in sorted(targets_of(step.otherwise)):
                self._go((*way, Part("refused", name, what)), target, found, passed)
            way = (*way, Part("granted", name, what))
        if name in self._recorded:
            found.setdefault(name, []).append(way)
            return
        for risk in self._risks if step.kind == "stage" else ():
            if name in risk.stages:
                what = f"{name}/{risk.name}"
                self._go((*way, Part("refused", name, what)), risk.to, found, passed)
                way = (*way, Part("granted", name, what))
        self._by_route(way, step, found, passed)

    def _by_route(self, way: Way, step: Step, found: dict[str, list[Way]], passed: frozenset[str]) -> None:
        limits = {limit.target: sorted(targets_of(limit.to)) for limit in step.limits}
        for target in sorted(targets(step.route)):
            here = (*way, Part("share", step.name, target))
            if target not in limits:
                self._go(here, target, found, passed)
                continue
            self._go((*here, Part("within", step.name, target)), target, found, passed)
            for instead in limits[target]:
                self._go((*here, Part("over", step.name, target)), instead, found, passed)


def can_wait(step: Step) -> bool:
    """Whether people may have to wait before they enter a step: for a session, a place or a token."""
    return any(leaf for value in (step.gate, step.uses, step.takes) for leaf in leaves_of(value))


def _waited_for(step: Step) -> str:
    """A pool by its name, so that all who take its tokens have one chance; anything else by the step."""
    pools = [name for name in leaves_of(step.takes) if name]
    return f"pool {pools[0]}" if pools else step.name


@dataclass(frozen=True)
class Chances:
    """The factors of ways in one scenario, for people of one class at one time of day and year."""

    steps: Mapping[str, Step]
    known: Assignment
    full: frozenset[tuple[str, str]]  # (step, target) whose limit is used up
    granted: Mapping[str, float]

    def of(self, ways: tuple[Way, ...]) -> float:
        """The sum over the ways of the products of their factors."""
        total = 0.0
        for way in ways:
            product = 1.0
            for part in way:
                product *= self._part(part)
                if product == 0:
                    break
            total += product
        return total

    def _part(self, part: Part) -> float:
        if part.kind in ("granted", "refused"):
            chance = self.granted[part.target]
            return chance if part.kind == "granted" else 1 - chance
        if part.kind in ("within", "over"):
            return float(((part.step, part.target) in self.full) == (part.kind == "over"))
        return self._share(self.steps[part.step], part.target)

    def _share(self, step: Step, target: str) -> float:
        """The share of a route, dated multipliers included; 0 where a property that decides is not known."""
        if step.route.ends:
            return 1.0 if target in {name for _, name in step.route.ends} else 0.0
        factors, time = dict(step.share_factors), float(self.known.get(DATE, 0.0))
        shares = {name: (evaluate(value, self.known) or 0.0) * factor_at(factors.get(name), time)
                  for name, value in step.route.shares}  # fmt: skip
        stated = shares.get(target, 0.0)
        if evaluate(step.route.rest, self.known) == target:
            stated += max(0.0, 1 - sum(shares.values()))
        return stated
