"""Law 9: numbers are exactly Poisson, a higher rate only adds people, and a dip is forgotten when it is over."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.special import chdtrc, pdtr, pdtrik

from sim.engines import compiled
from sim.engines.reference.arrivals import Arrival, arrivals
from sim.engines.reference.chance import Chance
from sim.engines.view import view
from sim.log.events import Event
from sim.model.build import build
from sim.model.model import Model
from sim.scenario.schema import DAY
from tests import generated
from tests.properties.conftest import Run

CHANCE = 1e-3  # of a false alarm in a test, shared out among all that it compares
START = "2021-01-11"


def tables(length: str = "3 years", **more: Any) -> dict[str, Any]:
    """People with an attribute who stay for a time, as far as ``more`` does not say otherwise."""
    return {
        "format": 1,
        "run": {"start": START, "length": length},
        "attribute": {"level": {"uniform": [0, 1]}},
        "stage": {"s": {"lasts": {"exponential": "20 days"}, "next": "out"}},
        "exit": {"out": {}},
        **more,
    }


def model_of(length: str = "3 years", **more: Any) -> Model:
    return build(generated.scenario_of(tables(length, **more)))


# --- exactly Poisson -------------------------------------------------------------------------------------------------

REPLICATIONS = 10_000
WINDOWS = [  # begin, end (days) and the number expected in it
    (0, 2, 2 * 0.4),
    (2, 21, 19 * 0.4),  # to the end of January
    (21, 23, 2 * 0.4),  # across the end of February's first days
    (23, 49, 7 * 0.4 + 10 * 0.1 + 9 * 0.0),
    (49, 80, 11 * 0.0 + 20 * 1.2),  # a whole month with a pause in it
    (80, 81, 0.8),
    (81, 100, 19 * 0.8),
]


@pytest.fixture(scope="module", params=["arrivals", "pool"])
def counts(request: pytest.FixtureRequest) -> NDArray[np.int64]:
    """How many people or tokens came in each window, shape (replications, windows)."""
    rate = {"start": "0.4 per day", "30 days": "0.1 per day", "40 days": "0 per day", "60 days": "1.2 per day"}
    stream = {"rate": rate}
    change = [{"from": "80 days", "times": {f"{request.param}.a": 2 / 3}}]
    if request.param == "arrivals":
        model = model_of("100 days", arrivals={"a": {**stream, "to": "s"}}, change=change)
    else:
        people = {"b": {"to": "q", "dates": ["99 days"]}}
        waits = {"q": {"takes": "a", "next": "s"}}
        model = model_of("100 days", pool={"a": stream}, wait=waits, arrivals=people, change=change)
    log = compiled.run(model, 21, range(REPLICATIONS))
    code = Event.ARRIVE if request.param == "arrivals" else Event.TOKEN_IN
    replication = np.repeat(np.arange(REPLICATIONS), np.diff(log.first_row))
    here, day = replication[log.code == code], log.time[log.code == code] / DAY
    edges = [*(begin for begin, _, _ in WINDOWS), WINDOWS[-1][1]]
    found, _, _ = np.histogram2d(here, day, bins=(np.arange(REPLICATIONS + 1), edges))
    return found.astype(np.int64)


def poisson_chance(found: NDArray[np.int64], mean: float) -> float:
    """Of a chi-square as large as that of these numbers, if they are Poisson, in cells of about the same chance."""
    cuts = np.unique(np.ceil(pdtrik(np.arange(1, 12) / 12, mean)).clip(0))
    cuts = cuts[np.isfinite(cuts)]
    expected = len(found) * np.diff(pdtr(cuts, mean), prepend=0.0, append=1.0)
    seen = np.bincount(np.searchsorted(cuts, found), minlength=len(expected))
    return float(chdtrc(len(expected) - 1, np.sum((seen - expected) ** 2 / expected)))


def test_numbers_are_poisson_within_cells_and_across_them(counts: NDArray[np.int64]) -> None:
    spans = [(first, last) for first in range(len(WINDOWS)) for last in range(first + 1, len(WINDOWS) + 1)]
    for first, last in spans:
        mean = sum(expected for _, _, expected in WINDOWS[first:last])
        chance = poisson_chance(counts[:, first:last].sum(axis=1), mean)
        assert chance > CHANCE / len(spans), (first, last)


def test_numbers_in_windows_apart_are_independent(counts: NDArray[np.int64]) -> None:
    correlations = np.corrcoef(counts.T)[np.triu_indices(len(WINDOWS), 1)]
    assert np.max(np.abs(correlations)) * np.sqrt(REPLICATIONS) < 4.5


# --- a higher rate only adds -----------------------------------------------------------------------------------------

RATES = st.lists(st.sampled_from([0.0, 0.03, 0.1, 0.11, 0.5, 2.0]), min_size=4, max_size=4)
STEPS = ("start", "2021-02-01", "2021-03-01", "2021-05-17")


def stream(rates: list[float], kind: str, **more: Any) -> list[Arrival]:
    """What a stream of people or a pool with these rates a day brings in half a year."""
    rate = {step: f"{rate} per day" for step, rate in zip(STEPS, rates, strict=True)}
    some = {"s": {"lasts": "1 day", "next": "out"}}
    own = {"a": {"rate": rate, **({"to": "s"} if kind == "arrivals" else {}), **more}}
    people = own if kind == "arrivals" else {"b": {"to": "q", "dates": ["1 day"]}}
    pool = {"pool": own, "wait": {"q": {"takes": "a", "next": "s"}}} if kind == "pool" else {}
    model = model_of("180 days", arrivals=people, stage=some, **pool)
    process = 0 if kind == "arrivals" else len(model.tables.source_to)
    return arrivals(Chance(view(model), 5, 0, SimpleNamespace(now=0)), process, model.end)


@settings(max_examples=25, deadline=None)
@given(rates=RATES, more=RATES, kind=st.sampled_from(["arrivals", "pool"]))
def test_a_higher_rate_only_adds(rates: list[float], more: list[float], kind: str) -> None:
    low, high = stream(rates, kind), stream([a + b for a, b in zip(rates, more, strict=True)], kind)
    assert {one.key for one in low} <= {one.key for one in high}
    whole_months = [one for one in low if one.time < 110 * DAY]  # in May the rate changes inside the month
    assert {(one.time, one.key) for one in whole_months} <= {(one.time, one.key) for one in high}
    assert [one.time for one in high] == sorted(one.time for one in high)


@settings(max_examples=25, deadline=None)
@given(rates=RATES, number=st.integers(0, 30))
def test_a_stated_number_are_the_first_in_time(rates: list[float], number: int) -> None:
    assert stream(rates, "arrivals", number=number) == stream(rates, "arrivals")[:number]


# --- a dip -----------------------------------------------------------------------------------------------------------

DIP = [{"from": "2021-03-15", "to": "2021-09-15", "times": {"arrivals.a": 0.5, "pool.p": 0.5}}]
PEOPLE = {"arrivals": {"a": {"to": "q", "rate": "150 per year"}}}
TOKENS = {
    "pool": {"p": {"rate": "120 per year", "lifetime": {"exponential": "30 days"}}},
    "wait": {"q": {"takes": "p", "patience": {"exponential": "40 days"}, "else": "out", "next": "s"}},
}
THIRD_YEAR = 720 * DAY


def told(model: Model, run: Run, replication: int) -> list[tuple[int, ...]]:
    """Who comes in the third year, with all that was drawn for them, and which tokens appear."""
    rows = list(run(model, 2, [replication]).rows())
    came = {row[1]: row[0] for row in rows if row[2] == Event.ARRIVE and row[0] >= THIRD_YEAR}
    theirs = {Event.ARRIVE, Event.ATTRIBUTE, Event.END}
    found = [(came[row[1]], row[2], row[6]) for row in rows if row[1] in came and row[2] in theirs]
    return sorted(found) + [(row[0], row[2]) for row in rows if row[2] == Event.TOKEN_IN and row[0] >= THIRD_YEAR]


def test_after_a_dip_the_third_year_has_the_same_people_and_tokens(run: Run) -> None:
    plain, dipped = (model_of(**PEOPLE, **TOKENS, change=change) for change in ([], DIP))
    free = {"arrivals": {"a": {"to": "s", "rate": "150 per year"}}}
    for replication in range(3):
        first, second = (
            [row for row in told(model, run, replication) if row[1] != Event.END] for model in (plain, dipped)
        )
        assert first == second
        assert len(first) > 300
    plain, dipped = (model_of(**free, change=change) for change in ([], [{**DIP[0], "times": {"arrivals.a": 0.5}}]))
    assert told(plain, run, 0) == told(dipped, run, 0)


def test_after_a_dip_the_third_year_goes_on_nearly_as_it_would_have() -> None:
    stage = {
        "s": {"lasts": {"exponential": "60 days"}, "uses": "r", "patience": "90 days", "else": "out", "next": "out"}
    }
    more = {"resource": {"r": {"capacity": 12}}, "stage": stage, "arrivals": {"a": {"to": "s", "rate": "48 per year"}}}
    dip = [{**DIP[0], "times": {"arrivals.a": 0.5}}]
    starts = []
    for change in ([], dip):
        log = compiled.run(model_of(**more, change=change), 3, range(300))
        replication = np.repeat(np.arange(300), np.diff(log.first_row))
        starts.append(np.bincount(replication[(log.code == Event.START) & (log.time >= THIRD_YEAR)], minlength=300))
    assert np.mean(starts[0] == starts[1]) > 0.9
    assert np.corrcoef(*starts)[0, 1] > 0.98


def test_a_higher_rate_is_paired_in_every_year() -> None:
    # a tenth more people: the variance of the difference is that of those who are added alone, in every year
    years = np.array([0, 355, 720, 1085]) * DAY
    found = []
    for rate in (48.0, 52.8):
        log = compiled.run(model_of(arrivals={"a": {"to": "s", "rate": f"{rate} per year"}}), 4, range(2000))
        replication = np.repeat(np.arange(2000), np.diff(log.first_row))
        came = log.code == Event.ARRIVE
        found.append(np.histogram2d(replication[came], log.time[came], bins=(np.arange(2001), years))[0])
    assert np.all(found[1] >= found[0])
    apart = found[0].var(axis=0) + found[1].var(axis=0)
    assert np.all(apart / (found[1] - found[0]).var(axis=0) > 15)
