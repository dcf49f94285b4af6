"""One set: parameters from the prior, a year with them, its records, what fits make of them, and a forecast."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from sim.engines import choose
from sim.records import MappingFile, Records, read_mapping
from sim.records.backtest import known_by, place_in, score
from sim.records.fit import Unknowns
from sim.records.forecast import forecast
from sim.records.observe import observe
from sim.records.posterior import Posterior, sample
from sim.records.present import people_so_far
from sim.records.seen import Seen
from sim.records.simulated import with_values
from sim.records.stays import ANY_TIME

Floats = NDArray[np.float64]
Places = dict[str, float]

MAPPING = Path(__file__).parent / "mapping.toml"
SEED = 2026
DRAWS = 400
"""Posterior draws of each fit."""

AS_OF = date(2021, 6, 30)
COURSES = 200
"""Replications of each forecast."""

LOG_LIKELIHOOD = "log likelihood"
FORECASTS = ("model", "pace", "prior", "blind")
"""Fitted, from where people are; the pace so far; the prior, from where people are; fitted, without knowing where."""


@cache
def mapping() -> MappingFile:
    return read_mapping(MAPPING)


def truth_of(number: int) -> Floats:
    """The true parameters of a set, as coordinates that are standard normal under the prior."""
    empty = Unknowns(Records(mapping(), (), {}, 0, 0, ""))
    return np.random.default_rng([SEED, number]).standard_normal(len(empty))


def records_of(number: int) -> Records:
    """What was recorded of a year with the true parameters of a set."""
    empty = Unknowns(Records(mapping(), (), {}, 0, 0, ""))
    model = with_values(mapping().scenario, empty.values(truth_of(number))).model
    log = choose("reference", model, 1).run(model, SEED, [number])
    episodes = observe(log, model, mapping())
    return Records(mapping(), episodes, {}, sum(len(one.spells) for one in episodes), 0, f"set {number}")


def places(number: int, unknowns: Unknowns, with_likelihood: bool = True) -> Places:
    """Where the truth lies among the posterior draws: a number between 0 and 1 for each quantity."""
    posterior = sample(unknowns.terms, len(unknowns), DRAWS, number)
    truth, generator = truth_of(number), np.random.default_rng([SEED, number, 1])
    found = {
        prior.name: place_in(posterior.draws[:, place], truth[place], generator)
        for place, prior in enumerate(unknowns.priors)
    }
    if with_likelihood:
        draws = np.array([unknowns.terms(point).sum() for point in posterior.draws[::2]])
        found[LOG_LIKELIHOOD] = place_in(draws, float(unknowns.terms(truth).sum()), generator)
    return found


def fitted_places(number: int) -> Places:
    return places(number, Unknowns(records_of(number)))


def wrong_places(number: int) -> dict[str, Places]:
    """The same for fits that are wrong on purpose."""
    found = {}
    for name, change in WRONG.items():
        unknowns = Unknowns(records_of(number))
        with change(unknowns):
            found[name] = places(number, unknowns, with_likelihood=False)
    return found


def _counted(unknowns: Unknowns, change: Callable[[Seen], Seen | None]) -> None:
    for step, counted in unknowns.likelihood.seen.items():
        changed: Counter[Seen] = Counter()
        for one, number in counted.items():
            other = change(one)
            if other is not None:
                changed[other] += number
        unknowns.likelihood.seen[step] = changed


@contextmanager
def entry_ignored(unknowns: Unknowns) -> Iterator[None]:
    """As if stays that had begun before the window had been seen from their beginning."""
    _counted(unknowns, lambda one: replace(one, entered=0))
    yield


@contextmanager
def open_dropped(unknowns: Unknowns) -> Iterator[None]:
    """As if stays that still went on told nothing."""
    _counted(unknowns, lambda one: one if one.ended else None)
    yield


@contextmanager
def any_time_of_day(unknowns: Unknowns) -> Iterator[None]:
    """As if stays behind sessions began at any time of the day."""
    with patch("sim.records.likelihood.begins", lambda *_: ANY_TIME):
        yield


WRONG = {"delayed entry ignored": entry_ignored, "open spells dropped": open_dropped,
         "uniform time of day": any_time_of_day}  # fmt: skip


def forecast_of(number: int) -> dict[str, float]:
    """Where the end of the year lies in a forecast from its middle, and the scores of it and of three others."""
    records = records_of(number)
    then = known_by(records, AS_OF)
    unknowns = Unknowns(then)
    posterior = sample(unknowns.terms, len(unknowns), COURSES, number)
    generator = np.random.default_rng([SEED, number, 2])
    prior = Posterior(generator.standard_normal(posterior.draws.shape), (), ())
    first, last = records.mapping.first, records.mapping.last
    (target,) = records.mapping.scenario.scenario.targets
    assert target.count is not None
    year = date(last.year, 1, 1)  # who had begun before the window and is still there has been counted
    outcome = people_so_far(records, target.count.steps, year, last)

    def totals(known: Records, draws: Posterior) -> NDArray[np.int64]:
        worlds = [unknowns.values(point) for point in draws.draws]
        found = forecast(known, AS_OF, last, COURSES, worlds, seed=number + 1, engine="reference", shares=False)
        return found.targets[0].totals

    so_far = people_so_far(records, target.count.steps, year, AS_OF)
    a_day = people_so_far(records, target.count.steps, first, AS_OF) / ((AS_OF - first).days + 1)
    samples = {
        "model": totals(then, posterior),
        "pace": so_far + generator.poisson(a_day * (last - AS_OF).days, COURSES),
        "prior": totals(then, prior),
        "blind": so_far + totals(replace(then, episodes=()), posterior),
    }
    scores = {name: score(samples[name], outcome) for name in FORECASTS}
    return {"place": place_in(samples["model"], outcome, generator), **scores}
