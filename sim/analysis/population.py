"""Averages over the people of a scenario, from shares alone: what the flow arithmetic needs before any run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from math import exp, inf
from typing import Any

from sim.analysis.competing import Cause, compete, fixed
from sim.distributions import cumulative_hazard, mean
from sim.scenario.calendar import working_days_between
from sim.scenario.cases import branch
from sim.scenario.horizon import pauses_of
from sim.scenario.schema import (
    DATE,
    DAY,
    MONTH,
    REST,
    Case,
    Draw,
    Law,
    Scenario,
    Shares,
    Span,
    Stay,
    Step,
)


def chance_above(law: Law, age: float) -> float:
    """P(T > age), ``age`` in the unit of the law."""
    import numpy as np

    return exp(-float(cumulative_hazard(law, np.array(age))))


class Population:
    """Shares of every property, averaged over the arrival streams.

    ``arrivals`` is people a year by stream; where nobody comes, all streams count alike.  Properties are taken as
    independent of each other and of the way people have gone, which is exact only where they decide nothing.  What
    depends on the date is averaged over ``window`` (start, end); by default the reporting window.  Nobody waits here,
    so a wait is below every bound; of a duration of which nothing has been :meth:`told` all classes count alike.
    """

    def __init__(self, scenario: Scenario, arrivals: dict[str, float], window: tuple[int, int] | None = None) -> None:
        self._scenario = scenario
        self._window = window or (scenario.run.start + scenario.run.warm_up, scenario.run.end)
        total = sum(arrivals.values())
        self._sources = {name: people / total if total > 0 else 1 / len(arrivals) for name, people in arrivals.items()}
        self._draws = {prop.name: self._draws_of(prop.name) for prop in scenario.properties}
        self._durations = {prop.name: prop.duration for prop in scenario.properties if prop.duration is not None}
        self._below: Mapping[str, Callable[[float], float]] = {}
        self._at_arrival = self
        self.day_per_working_day = _days_per_working_day(scenario)

    def told(self, below: Mapping[str, Callable[[float], float]]) -> Population:
        """The same people, of some durations with the chance that one is below a bound in seconds."""
        found = copy(self)
        found._below = {**self._below, **below}
        return found

    def carrying(self, draws: Mapping[str, list[tuple[float, Draw]]]) -> Population:
        """The same people, of whom some properties have been drawn anew, with these weights."""
        if not draws:
            return self
        found = copy(self)
        found._draws = {**self._draws, **draws}
        return found

    def _draws_of(self, name: str) -> list[tuple[float, Draw]]:
        """How the property gets its value, with weights: by stream for an attribute, evenly over steps for a mark."""
        own = next((prop.draw for prop in self._scenario.properties if prop.name == name), None)
        if own is None:
            steps = [draw for step in self._scenario.steps for mark, draw in step.marks if mark == name]
            return [(1 / len(steps), draw) for draw in steps]
        by_stream = {stream.name: dict(stream.attributes).get(name, own) for stream in self._scenario.arrivals}
        return [(self._sources.get(stream, 0.0), draw) for stream, draw in by_stream.items()] or [(1.0, own)]

    def average(self, value: object, number: Callable[[Any], float]) -> float:
        """The mean of ``number(value)`` over people."""
        return sum(weight * number(plain) for weight, (plain,) in self.together((value,)))

    def together(self, values: tuple[Any, ...]) -> list[tuple[float, tuple[Any, ...]]]:
        """(share of people, the values for them): values that depend on one property are taken for the same people."""
        by = next((value.by for value in values if isinstance(value, Case)), None)
        if by is None:
            return [(1.0, values)]
        found = []
        for share, label in self._classes(
            by, [value for value in values if isinstance(value, Case) and value.by == by]
        ):
            inner = self.together(tuple(branch(value, by, label) for value in values))
            found += [(share * weight, plain) for weight, plain in inner]
        return found

    def _classes(self, by: str, cases: list[Case[Any]]) -> list[tuple[float, str | float]]:
        """Shares of the categories that the cases name ("" for all others), or of the ranges between their bounds.

        People for whom no case says anything are left out.
        """
        names = sorted({name for case in cases for name, _ in case.cases})
        shares: list[tuple[float, str | float]] = []
        by_bounds = bool(names) and names[0].startswith("<")
        if by in self._durations and by not in self._below and self._durations[by].event != "wait":
            bounds = sorted(float(name[1:]) for name in names)
            shares = [(1 / (len(bounds) + 1), bound) for bound in bounds]
        elif by_bounds:
            below = 0.0
            for bound in sorted(float(name[1:]) for name in names):
                shares.append((self._chance_below(by, bound) - below, bound))
                below += shares[-1][0]
        elif by == "source":
            shares = [(self._sources.get(name, 0.0), name) for name in names]
        else:
            shares = [(self.share(by, name), name) for name in names]
        if any(case.other is not None for case in cases):
            shares.append((1 - sum(share for share, _ in shares), inf if by_bounds else ""))
        return [item for item in shares if item[0] > 1e-12]

    def share(self, prop: str, category: str) -> float:
        """Share of people with this category; what it depended on when it was drawn is as it was at arrival."""
        return sum(weight * self._at_arrival._share_in(draw, category) for weight, draw in self._draws.get(prop, []))

    def _share_in(self, draw: Draw, category: str) -> float:
        if draw.category:
            return float(draw.category == category)
        if draw.composition:
            return dict(draw.composition).get(category, 0) / sum(count for _, count in draw.composition)
        return self.shares(draw.shares).get(category, 0.0)

    def _chance_below(self, prop: str, bound: float) -> float:
        if prop == DATE:
            start, end = self._window
            return min(1.0, max(0.0, (bound - start) / max(1, end - start)))
        if prop in self._durations:
            return self._below[prop](bound) if prop in self._below else 1.0

        def below(law: Law) -> float:
            return 1 - chance_above(law, bound)

        drawn, then = self._draws.get(prop, []), self._at_arrival
        return sum(weight * then.average(draw.law, below) for weight, draw in drawn if draw.law)

    def shares(self, shares: Shares) -> dict[str, float]:
        """Mean share of each name; :data:`REST` takes what is left."""
        found = {name: self.average(value, float) for name, value in shares if name != REST}
        for name, _ in shares:
            if name == REST:
                found[name] = max(0.0, 1 - sum(found.values()))
        return found

    def seconds(self, stay: Stay) -> float:
        """Mean length in seconds; a search that is cut off ends at its limit at the latest."""
        if isinstance(stay, Span):
            factor = {"seconds": 1.0, "months": float(MONTH), "working days": DAY * self.day_per_working_day}[stay.unit]
            return stay.amount * factor
        if isinstance(stay, Law):
            return mean(stay) * self.scale(stay)
        causes = (Cause(stay.law, self.scale(stay.law)), fixed(self.seconds(stay.limit)))
        return stay.success * compete(causes).mean + (1 - stay.success) * self.seconds(stay.limit)

    def per_second_of_clock(self, step: Step) -> float:
        """Seconds of the calendar for each second of the clock of a stage, which stands still in pauses."""
        start, end = self._window
        pauses = pauses_of(step, self._scenario.calendar)
        still = sum(max(0, min(to, end) - max(since, start)) for since, to in pauses)
        return (end - start) / (end - start - still) if 0 < still < end - start else 1.0

    def scale(self, law: Law) -> float:
        """Seconds for each unit of the law."""
        return DAY * self.day_per_working_day if law.unit == "working days" else 1.0


def _days_per_working_day(scenario: Scenario) -> float:
    """Calendar days for each working day over the run."""
    days = max(1, scenario.run.end // DAY)
    return days / max(1, len(working_days_between(scenario.calendar, scenario.run.first_day, 0, days)))
