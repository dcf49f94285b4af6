"""Averages over the people of a scenario, from shares alone: what the flow arithmetic needs before any run."""

from __future__ import annotations

from collections.abc import Callable
from math import exp
from typing import Any

from sim.scenario.laws import cumulative_hazard, mean
from sim.scenario.schema import DAY, MONTH, REST, Arrivals, Case, Draw, Law, Scenario, Search, Shares, Span, Stay, Steps


def chance_above(law: Law, age: float) -> float:
    """P(T > age), ``age`` in the unit of the law."""
    import numpy as np

    return exp(-float(cumulative_hazard(law, np.array(age))))


def average_of(steps: Steps, start: int, end: int) -> float:
    """Time average of a number that changes on dates over [start, end)."""
    if end <= start:
        return steps.first
    total, since, value = 0.0, start, steps.first
    for time, new in steps.changes:
        if time > since:
            total += value * (min(time, end) - since)
            since = min(time, end)
        value = new
    return (total + value * (end - since)) / (end - start)


class Population:
    """Shares of every property, averaged over the arrival streams.

    ``arrivals`` is people a year by stream.  Properties are taken as independent of each other and of the way people
    have gone, which is exact only where they decide nothing.
    """

    def __init__(self, scenario: Scenario, arrivals: dict[str, float]) -> None:
        self._scenario = scenario
        total = sum(arrivals.values()) or 1.0
        self._sources = {name: people / total for name, people in arrivals.items()}
        self._draws = {prop.name: self._draws_of(prop.name) for prop in scenario.properties}
        self.day_per_working_day = _days_per_working_day(scenario)

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
        if not isinstance(value, Case):
            return number(value)
        total, left = 0.0, 1.0
        for chance, inner in self._weights(value):
            total += chance * self.average(inner, number)
            left -= chance
        if value.other is not None and left > 1e-12:
            total += left * self.average(value.other, number)
        return total

    def _weights(self, case: Case[object]) -> list[tuple[float, object]]:
        if case.by == "source":
            return [(self._sources.get(name, 0.0), value) for name, value in case.cases]
        weights: list[tuple[float, object]] = []
        below = 0.0
        for name, value in case.cases:
            if name.startswith("<"):
                up_to = self._chance_below(case.by, float(name[1:]))
                weights.append((up_to - below, value))
                below = up_to
            else:
                weights.append((self.share(case.by, name), value))
        return weights

    def share(self, prop: str, category: str) -> float:
        """Share of people with this category."""
        return sum(weight * self._share_in(draw, category) for weight, draw in self._draws.get(prop, []))

    def _share_in(self, draw: Draw, category: str) -> float:
        if draw.category:
            return float(draw.category == category)
        if draw.composition:
            return dict(draw.composition).get(category, 0) / sum(count for _, count in draw.composition)
        return self.shares(draw.shares).get(category, 0.0)

    def _chance_below(self, prop: str, bound: float) -> float:
        def below(law: Law) -> float:
            return 1 - chance_above(law, bound)

        return sum(weight * self.average(draw.law, below) for weight, draw in self._draws.get(prop, []) if draw.law)

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
            return mean(stay) * (DAY * self.day_per_working_day if stay.unit == "working days" else 1.0)
        limit = self.seconds(stay.limit)
        scale = DAY * self.day_per_working_day if stay.law.unit == "working days" else 1.0
        steps = 400
        cut_mean = sum(chance_above(stay.law, limit * (i + 0.5) / steps / scale) for i in range(steps)) * limit / steps
        return stay.success * cut_mean + (1 - stay.success) * limit

    def found(self, stay: Stay) -> float:
        """Chance that a search ends by ``found``; 1 for any other stay."""
        if not isinstance(stay, Search):
            return 1.0
        scale = DAY * self.day_per_working_day if stay.law.unit == "working days" else 1.0
        return stay.success * (1 - chance_above(stay.law, self.seconds(stay.limit) / scale))


def _days_per_working_day(scenario: Scenario) -> float:
    """Calendar days for each working day over the run."""
    from datetime import timedelta

    days = max(1, scenario.run.end // DAY)
    holidays = set(scenario.calendar.holidays)
    first = scenario.run.first_day
    working = sum((first + timedelta(day)).weekday() < 5 and day not in holidays for day in range(days))
    return days / max(1, working)


def people_a_year(stream: Arrivals, start: int, end: int) -> float:
    """People of one stream a year over [start, end), dated multipliers left out."""
    from sim.scenario.schema import YEAR

    years = max(end - start, 1) / YEAR
    if stream.rate is not None:
        profile = sum(stream.profile) / len(stream.profile) if stream.profile else 1.0
        return average_of(stream.rate, start, end) * YEAR * profile
    if stream.a_year is not None:
        return float(stream.a_year)
    if stream.between is not None:
        return YEAR / mean(stream.between)
    size = mean(stream.size) if isinstance(stream.size, Law) else stream.size
    people = size * sum(start <= time < end for time in stream.times)
    return people / years
