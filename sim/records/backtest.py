"""How good past forecasts would have been: at the end of each month forecast what was known then, and compare.

The forecast of the model is put beside two that need no model: the pace so far held on (a Poisson number at the same
rate), and the same model without knowledge of where people were.  A forecast is scored by the continuous ranked
probability score (Gneiting and Raftery, 2007; in its fair form for samples, Ferro 2014): the mean distance from what
came, less half the mean distance within the forecast; in people, 0 is best.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.given import checked, made_by
from sim.records.fit import fit
from sim.records.forecast import EXAMPLE, CannotForecast, Forecast, counted, forecast
from sim.records.present import people_so_far, until
from sim.records.schema import Records
from sim.scenario.schema import Scenario, Target
from sim.studies.frames import Framed, Row
from sim.studies.shown import Progress, Shown, told

Counts = NDArray[np.int64]

REPLICATIONS = 200
WITHIN = (0.1, 0.9)
SHORTEST = 28  # days that a forecast looks ahead at least
METHODS = ("model", "pace", "blind")
"""The model from where people were; the pace so far; the model without knowing where people were."""


@dataclass(frozen=True)
class Past:
    """One forecast that could have been made: of a target, on a day, for the end of that year, or of what is recorded
    of it.

    ``scores`` in the order of :data:`METHODS`.  ``low``, ``high``: 80 % of the model's forecast; ``promised``: the part
    of it that really lies between them (ties make it more than 80 %).  ``place``: where in the forecast the outcome
    lies, randomised among ties, so that it is uniform if forecasts are right.
    """

    target: str
    as_of: date
    until: date
    so_far: int
    outcome: int
    low: float
    high: float
    promised: float
    place: float
    scores: tuple[float, float, float]

    @property
    def covered(self) -> bool:
        return self.low <= self.outcome <= self.high


@dataclass(frozen=True, repr=False)
class Backtest(Framed, Shown):
    """``years``: how many calendar years the forecasts are about; those of one year share its luck."""

    forecasts: tuple[Past, ...]
    years: int
    refitted: bool
    scenario: Scenario

    def rows(self) -> Iterator[Row]:
        """A row for each forecast: the fields of :class:`Past`, ``covered``, and the score of each method, in people.

        ``score_model``, ``score_pace`` and ``score_blind``: those of :data:`METHODS`; the smaller the better.
        """
        for one in self.forecasts:
            scores = {f"score_{name}": score for name, score in zip(METHODS, one.scores, strict=True)}
            yield {
                "target": one.target, "as_of": np.datetime64(one.as_of, "s"), "until": np.datetime64(one.until, "s"),
                "so_far": one.so_far, "outcome": one.outcome, "low": float(one.low), "high": float(one.high),
                "promised": one.promised, "place": one.place, "covered": one.covered, **scores,
            }  # fmt: skip

    def __repr__(self) -> str:
        scores = ", ".join(f"{name} {score:.2f}" for name, score in zip(METHODS, self.scores, strict=True))
        covered = sum(one.covered for one in self.forecasts)
        return f"<Backtest of {len(self.forecasts)} forecasts: {covered} outcomes as forecast; mean score {scores}>"

    @property
    def scores(self) -> tuple[float, ...]:
        """Mean score of each of :data:`METHODS`."""
        return tuple(float(np.mean([one.scores[place] for one in self.forecasts])) for place in range(len(METHODS)))


def known_by(records: Records, as_of: date) -> Records:
    """The records as they stood at the end of a day."""
    episodes = []
    for episode in records.episodes:
        spells = tuple(until(episode, as_of))
        if spells and (episode.since is None or episode.since <= as_of):
            episodes.append(replace(episode, spells=spells, until=min(episode.until, as_of)))
    mapping = replace(records.mapping, last=as_of)
    tokens = {name: tuple((begin, end if end is not None and end <= as_of else None) for begin, end in periods
                          if begin <= as_of) for name, periods in records.tokens.items()}  # fmt: skip
    return replace(records, mapping=mapping, episodes=tuple(episodes), tokens=tokens)


@checked(records=made_by(Records, "what sim.read_records gives"))
@told
def backtest(
    records: Records,
    replications: int = REPLICATIONS,
    refit: bool = False,
    seed: int = 1,
    engine: str = "auto",
    progress: Progress | bool | None = None,
) -> Backtest:
    """A forecast at the end of every month of each calendar year that the window holds from its first day, the last one
    left out; of a year that it does not hold to its end, a forecast of how far it has come by the end of the window.

    ``refit``: with the parameters that the records known by then allow, else with those of the file.  Raises
    :class:`CannotForecast` where the window holds no such year, or no target counts entries.
    """
    targets = counted(records.mapping.scenario.scenario.targets)
    if not targets:
        raise CannotForecast("target", file=records.mapping.scenario.scenario.path, example=EXAMPLE)
    days = tuple(_days(records))
    if not days:
        raise CannotForecast("year", first=records.mapping.first, last=records.mapping.last)
    found: list[Past] = []
    for number, day in enumerate(days):
        then = known_by(records, day)
        draws = [dict(zip(fitted.names, row, strict=True)) for fitted in [fit(then, 200, seed)]
                 for row in fitted.draws.tolist()] if refit else []  # fmt: skip
        last = _end(records, day)
        from_there = forecast(then, day, last, replications, draws, None, seed, engine, shares=False)
        blind = forecast(replace(then, episodes=()), day, last, replications, draws, None, seed, engine, shares=False)
        generator = np.random.default_rng([seed, day.toordinal()])
        found += [_past(records, target, day, from_there, blind, place, generator)
                  for place, target in enumerate(targets)]  # fmt: skip
        if callable(progress):
            progress(number + 1, len(days))
    return Backtest(tuple(found), len({day.year for day in days}), refit, records.mapping.scenario.scenario)


def _days(records: Records) -> Iterator[date]:
    """The last days of months, a month or more before the end, of the calendar years that begin in the window."""
    mapping = records.mapping
    for year in range(mapping.first.year, mapping.last.year + 1):
        if mapping.first <= date(year, 1, 1):
            days = (date(year, month, 1) - timedelta(days=1) for month in range(2, 13))
            yield from (day for day in days if (_end(records, day) - day).days >= SHORTEST)


def _end(records: Records, day: date) -> date:
    """The last day that is recorded of a year."""
    return min(date(day.year, 12, 31), records.mapping.last)


def _past(
    records: Records, target: Target, day: date, from_there: Forecast, blind: Forecast, place: int,
    generator: np.random.Generator,
) -> Past:  # fmt: skip
    assert target.count is not None
    first, last = date(day.year, 1, 1), _end(records, day)
    outcome = people_so_far(records, target.count.steps, first, last)
    totals, so_far = from_there.targets[place].totals, from_there.targets[place].so_far
    elapsed, left = (day - first).days + 1, (last - day).days
    pace = so_far + generator.poisson(so_far / elapsed * left, len(totals))
    without = so_far + blind.targets[place].totals - blind.targets[place].so_far
    low, high = (float(value) for value in np.quantile(totals, WITHIN, method="inverted_cdf"))
    where = place_in(totals, outcome, generator)
    scores = (score(totals, outcome), score(pace, outcome), score(without, outcome))
    promised = float(np.mean((totals >= low) & (totals <= high)))
    return Past(target.name, day, last, so_far, outcome, low, high, promised, where, scores)


def place_in(sample: NDArray[Any], outcome: float, generator: np.random.Generator) -> float:
    """Where an outcome lies in a sample, from 0 to 1 and randomised among ties: uniform if both are of one law."""
    less, equal = float(np.sum(sample < outcome)), float(np.sum(sample == outcome))
    return (less + float(generator.random()) * (equal + 1)) / (len(sample) + 1)


def score(sample: Counts, outcome: float) -> float:
    """The fair continuous ranked probability score of a sample."""
    values = np.sort(sample.astype(np.float64))
    number = len(values)
    weights = 2 * np.arange(1, number + 1) - number - 1
    within = float((weights * values).sum()) / (number * (number - 1)) if number > 1 else 0.0
    return float(np.abs(values - outcome).mean()) - within
