"""How people leave a step: by its planned end, by a named end, or by a risk; averaged over people."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from sim.analysis.competing import Cause, Stay, compete, fixed
from sim.analysis.population import Population
from sim.bounds import LONGEST
from sim.distributions import empirical
from sim.scenario.dated import factor_at
from sim.scenario.schema import REST, Law, Risk, Scenario, Search, Span, Step

INSTANTS = 200  # at which people are taken to begin a stay that ends on a date


@dataclass(frozen=True)
class Ends:
    """``onward``: chance of leaving to each step by the planned end; ``risks``: by each risk.  Before any limit.

    ``stays`` are the lengths of the stay with their weights, none for a step without one.
    """

    onward: dict[str, float]
    risks: dict[str, float]
    stays: tuple[tuple[float, Stay], ...] = ()

    @property
    def mean(self) -> float:
        """Mean length in seconds."""
        return sum(weight * stay.mean for weight, stay in self.stays)

    def beyond(self, age: float) -> float:
        """P(T > age)."""
        return sum(weight * stay.beyond(age) for weight, stay in self.stays)

    def up_to(self, age: float) -> float:
        """E[min(T, age)]."""
        return sum(weight * stay.up_to(age) for weight, stay in self.stays)

    @staticmethod
    def mixed(parts: list[tuple[float, Ends]]) -> Ends:
        """Several ways of ending, each with its weight."""
        onward: dict[str, float] = {}
        risks: dict[str, float] = {}
        for weight, ends in parts:
            add(onward, ends.onward, weight)
            add(risks, ends.risks, weight)
        return Ends(onward, risks, tuple((w * inner, stay) for w, ends in parts for inner, stay in ends.stays))


Key = TypeVar("Key", bound=Hashable)


def add(total: dict[Key, float], part: Mapping[Key, float], weight: float = 1.0) -> None:
    """Add ``weight`` times a part to a total."""
    for name, value in part.items():
        total[name] = total.get(name, 0.0) + weight * value


def ends_of(scenario: Scenario, step: Step, people: Population, time: int, leaving: Population | None = None) -> Ends:
    """How people leave a step that they enter at ``time``; limits, tokens and seats are left aside.

    ``leaving``: the same people as they are when they look for the way on, if an event has changed them by then.
    """
    leaving = leaving or people
    if step.kind != "stage":
        return Ends({} if step.kind == "exit" else _routes(step, people, time, {}, 1.0), {})
    risks = [risk for risk in scenario.risks if step.name in risk.stages]
    parts = []
    for weight, (length, *laws) in people.together((step.lasts, *(_law_of(risk, scenario) for risk in risks))):
        if length is None:  # people who never come here
            continue
        found = tuple(_risk(law, risk, step, people, time) for law, risk in zip(laws, risks, strict=True))
        for share, causes in _own(step, length, people, time):
            stay = compete((*causes, *found))
            own, by_risk = stay.chances[: len(causes)], stay.chances[len(causes) :]
            named = {"found": own[0] if len(own) > 1 else 0.0, "not_found": own[-1]}
            struck = {risk.name: chance for risk, chance in zip(risks, by_risk, strict=True)}
            then = _knowing_the_stay(step, leaving, causes, found)
            onward = _routes(step, then, time, named if isinstance(length, Search) else {}, sum(own))
            parts.append((weight * share, Ends(onward, struck, ((1.0, stay),))))
    return Ends.mixed(parts)


def _knowing_the_stay(step: Step, people: Population, own: tuple[Cause, ...], risks: tuple[Cause, ...]) -> Population:
    """The people who leave a stage by plan, with the law of their stay."""

    def below(seconds: float) -> float:
        ended = sum(compete((*own, *risks)).chances[: len(own)])
        early = sum(compete((fixed(seconds), *own, *risks)).chances[1 : 1 + len(own)])
        return early / ended if ended > 0 else 1.0

    return people.told({"last stay": below, f"stay in {step.name}": below})


def knowing_stays(scenario: Scenario, people: Population, time: int) -> Population:
    """The people with the law of their stay in each stage, however it ends."""
    stages = {step.name: step for step in scenario.steps if step.kind == "stage"}
    wanted = {prop.duration.step for prop in scenario.properties if prop.duration and prop.duration.event == "stay"}
    laws = {name: ends_of(scenario, stages[name], people, time) for name in wanted if name in stages}
    return people.told({f"stay in {name}": partial(_below, ends) for name, ends in laws.items()})


def _below(ends: Ends, seconds: float) -> float:
    return 1 - ends.beyond(seconds)


def _own(step: Step, length: Any, people: Population, time: int) -> list[tuple[float, tuple[Cause, ...]]]:
    """What ends the stay by plan, in order of precedence, with the share of people for whom it is so."""
    longer, faster = factor_at(step.length_factor, time), factor_at(step.hazard_factor, time)
    longer *= people.per_second_of_clock(step)
    if isinstance(length, Span):
        return [(1.0, (fixed(longer * people.seconds(length)),))]
    if isinstance(length, Law):
        return [(1.0, (Cause(length, longer * people.scale(length), faster),))]
    limit = fixed(longer * people.seconds(length.limit))
    search = Cause(length.law, longer * people.scale(length.law), faster)
    return [(length.success, (search, limit)), (1 - length.success, (limit,))]


def _law_of(risk: Risk, scenario: Scenario) -> Any:
    """The law of a risk; of one on dates the time to the next of them, from any instant while it is open."""
    start, end = scenario.run.start + scenario.run.warm_up, scenario.run.end
    dates = sorted(time for time in risk.dates if time > start)
    if not dates:
        return risk.law
    instants = [start + (end - start) * (i + 0.5) / INSTANTS for i in range(INSTANTS)]
    closed = [window for item in scenario.resources for window in item.closures.windows if window[0] in risk.dates]
    instants = [one for one in instants if not any(since <= one < to for since, to in closed)] or instants
    places = [bisect_right(dates, instant) for instant in instants]
    last = float(4 * LONGEST)
    values = [dates[at] - instant if at < len(dates) else last for at, instant in zip(places, instants, strict=True)]
    return empirical(values, "seconds")


def _risk(law: Law, risk: Risk, step: Step, people: Population, time: int) -> Cause:
    """A risk of working days acts on the calendar at its mean rate."""
    days = people.day_per_working_day if risk.working_days else 1.0
    longer = 1.0 if risk.dates else people.per_second_of_clock(step)
    return Cause(law, people.scale(law) * longer, factor_at(risk.factor, time) / days)


def _routes(step: Step, people: Population, time: int, named: dict[str, float], ended: float) -> dict[str, float]:
    """Where those go who leave by the planned end; ``ended`` is their share of all."""
    chances: dict[str, float] = {}
    if step.route.ends:
        for end, target in step.route.ends:
            add(chances, {target: named.get(end, 0.0) if named else ended * (end == "found")})
        return chances
    factors = {target: factor_at(factor, time) for target, factor in step.share_factors}
    stated = [(target, share) for target, share in step.route.shares if target != REST]
    for weight, (*plain, rest) in people.together((*(share for _, share in stated), step.route.rest)):
        shares = {target: share * factors.get(target, 1.0) for (target, _), share in zip(stated, plain, strict=True)}
        add(chances, shares, weight * ended)
        if rest:
            add(chances, {rest: max(0.0, 1 - sum(shares.values()))}, weight * ended)
    return chances


def equal(wanted: str, name: str | None) -> float:
    """1 for the name that is wanted."""
    return float(name == wanted)
