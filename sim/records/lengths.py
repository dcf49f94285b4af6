"""How long stays lasted beside the law of the scenario: the curve of Kaplan and Meier with delayed entry."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.loaded import LoadedScenario
from sim.records.likelihood import Likelihood
from sim.records.schema import Records
from sim.records.seen_spells import Seen
from sim.records.simulated import with_values
from sim.records.stays import begins, stay_law
from sim.scenario.problems import ProblemsFound
from sim.scenario.schema import Scenario

Floats = NDArray[np.float64]

FEWEST = 5
"""A step of a curve rests on at least so many ends, and on so many who stay on."""
MOST_DRAWS = 40


@dataclass(frozen=True)
class Lengths:
    """One stage: parts still inside at the end of each of ``days`` since they began.

    ``recorded``: estimated from the records (Kaplan and Meier 1958, delayed entry counted), put together so that no
    step rests on fewer than :data:`FEWEST` ends, and NaN where fewer than that are left.  ``model``: by the law of the
    scenario for the same people, whatever ends the stay; 10, 50 and 90 % points over draws of the parameters, of shape
    (3, days).  ``at_risk``: stays under observation on each day.
    """

    step: str
    stays: int
    days: NDArray[np.int64]
    recorded: Floats
    model: Floats
    at_risk: NDArray[np.int64]


def lengths_of(records: Records, draws: Sequence[Mapping[str, float]] = ()) -> tuple[Lengths, ...]:
    """Every recorded stage with at least :data:`FEWEST` stays that have ended."""
    likelihood, loaded = Likelihood(records), records.mapping.scenario
    every = -(-len(draws) // MOST_DRAWS) if draws else 1
    scenarios = [one for values in (draws[::every] or ({},)) if (one := _scenario(loaded, values)) is not None]
    found = []
    for step, counted in likelihood.seen.items():
        ended = sum(number for one, number in counted.items() if one.ended)
        if ended >= FEWEST and scenarios:
            found.append(_lengths(step, counted, scenarios))
    return tuple(found)


def _scenario(loaded: LoadedScenario, values: Mapping[str, float]) -> Scenario | None:
    try:
        return with_values(loaded, values).scenario
    except ProblemsFound:
        return None


def _lengths(step: str, counted: Counter[Seen], scenarios: Sequence[Scenario]) -> Lengths:
    days = np.arange(max(one.days for one in counted) + 1)
    at_risk, ends = np.zeros(len(days), dtype=np.int64), np.zeros(len(days), dtype=np.int64)
    for one, number in counted.items():
        at_risk[one.entered : one.days + 1] += number
        ends[one.days] += number * one.ended
    curves = np.array([law_curve(scenario, step, counted, days) for scenario in scenarios])
    model = np.quantile(curves, (0.1, 0.5, 0.9), axis=0)
    return Lengths(step, sum(counted.values()), days, kaplan_meier(at_risk, ends), model, at_risk)


def kaplan_meier(at_risk: NDArray[np.int64], ends: NDArray[np.int64], fewest: int = FEWEST) -> Floats:
    """Part still inside at the end of each day, from the numbers under observation and the ends of each day.

    Steps are put together until ``fewest`` stays have ended; NaN from the day on which fewer are under observation.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        stay = np.where(at_risk > 0, 1 - ends / np.maximum(at_risk, 1), 1.0)
    curve, shown, since, level = np.cumprod(stay), np.empty(len(stay)), 0, 1.0
    for day in range(len(stay)):
        since += int(ends[day])
        if since >= fewest:
            since, level = 0, float(curve[day])
        shown[day] = level
    few = np.flatnonzero(at_risk < fewest)
    late = few[few > int(np.argmax(at_risk >= fewest))] if (at_risk >= fewest).any() else np.array([0])
    if len(late):
        shown[int(late[0]) :] = np.nan
    return shown


def law_curve(scenario: Scenario, step: str, counted: Counter[Seen], days: NDArray[np.int64]) -> Floats:
    """Part still inside at the end of each day by the law, averaged over the people who were there."""
    steps = {one.name: one for one in scenario.steps}
    people: dict[tuple[str, tuple[tuple[str, str | float], ...]], int] = defaultdict(int)
    for one, number in counted.items():
        people[one.before, one.known] += number
    total = np.zeros(len(days))
    for (before, known), number in people.items():
        law = stay_law(scenario, steps[step], dict(known))
        instants = np.array(begins(scenario, steps[step], steps.get(before)))
        inside = law.survival(days[:, None] + 1 - instants).mean(axis=1)
        if law.fixed is not None:  # the likelihood lets work keep somebody longer; the law by itself does not
            inside = np.where(days + 1 > law.fixed, 0.0, inside)
        total += number * inside
    return total / sum(people.values())
