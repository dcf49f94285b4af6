"""Intervals: exact where there is an exact answer, and honest where nothing has happened."""

from __future__ import annotations

from math import comb, exp, factorial, isnan, log, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.measures.sheet import Sheet
from sim.scenario.schema import Target, When
from sim.studies.intervals import Law, clopper_pearson, holm, interval, paired_difference, student
from sim.studies.laws import law_of
from sim.studies.samples import Sample, difference
from sim.studies.statistics import summarise

pytestmark = pytest.mark.unit

EVENTS: tuple[Law, ...] = ("share", "chance", "count")


def sample(law: Law, values: list[float], people: float = 1.0) -> Sample:
    return Sample(np.array(values), np.full(len(values), people), law)


def seen(law: Law, events: int, n: int, people: float) -> tuple[float, float]:
    """The interval after ``events`` in as many of n replications, of which each has so many people or years."""
    estimate = sample(law, [1.0] * events + [0.0] * (n - events), people).estimate()
    return estimate.low, estimate.high


@pytest.mark.parametrize("law", EVENTS)
@settings(deadline=None)
@given(n=st.integers(10, 500), people=st.integers(1, 50))
def test_nothing_seen_is_never_wider_than_one_seen(law: Law, n: int, people: int) -> None:
    none, one = seen(law, 0, n, people), seen(law, 1, n, people)
    assert none[0] == 0
    assert 0 < none[1] <= one[1] * (1 + 1e-9)
    assert none[1] - none[0] > 0


@settings(deadline=None)
@given(n=st.integers(10, 500), people=st.integers(1, 50))
def test_everything_seen_is_the_mirror_of_nothing(n: int, people: int) -> None:
    for law in ("share", "chance"):
        all_ = sample(law, [float(people)] * n, people).estimate()  # type: ignore[arg-type]
        none = sample(law, [0.0] * n, people).estimate()  # type: ignore[arg-type]
        assert (all_.low, all_.high) == pytest.approx((1 - none.high, 1.0))


def test_a_number_that_never_happened_has_the_exact_poisson_bound() -> None:
    """exp(-200 x) = 2.5 %."""
    assert seen("count", 0, 200, 1.0) == pytest.approx((0.0, -log(0.025) / 200))


def test_a_number_of_events_has_the_poisson_tails() -> None:
    """With many replications t is z, and the 12 events of 1,000,000 replications are Poisson."""
    n, events = 1_000_000, 12
    low, high = interval("count", events / n, sqrt(events) / n, n, n)
    at_most = sum(exp(-n * high) * (n * high) ** k / factorial(k) for k in range(events + 1))
    below = sum(exp(-n * low) * (n * low) ** k / factorial(k) for k in range(events))
    assert (at_most, 1 - below) == pytest.approx((0.025, 0.025), rel=1e-3)


def test_a_share_of_people_who_come_one_by_one_is_binomial() -> None:
    n, successes = 1_000_000, 7
    p = successes / n
    low, high = interval("share", p, sqrt(p * (1 - p) / n), n / 10, n)
    at_most = sum(comb(n, k) * high**k * (1 - high) ** (n - k) for k in range(successes + 1))
    assert at_most == pytest.approx(0.025, rel=1e-2)
    assert low == pytest.approx(clopper_pearson(successes, n)[0], rel=1e-3)


def test_a_number_that_is_always_the_same_is_known_to_an_event_more_or_less() -> None:
    estimate = sample("count", [48.0] * 200).estimate()
    assert estimate.high - estimate.low == pytest.approx(2 * student(0.975, 199) / 200, rel=0.01)


def test_an_amount_has_students_interval() -> None:
    assert interval("mean", 3.0, 0.5, 5, 5) == pytest.approx((3 - 2.776445 * 0.5, 3 + 2.776445 * 0.5))


def test_nothing_measured_has_no_interval() -> None:
    for law in ("mean", *EVENTS):
        assert isnan(interval(law, float("nan"), float("nan"), 0, 0)[0])  # type: ignore[arg-type]


def test_options_that_agreed_may_still_differ_by_an_event() -> None:
    same, apart = sample("count", [3.0] * 100), sample("mean", [3.0] * 100)
    found = difference(same, same)
    assert found.none
    assert found.high == -found.low == pytest.approx(student(0.975, 99) * sqrt(3 / (100 * 99)))
    assert difference(same, same, same=True).high == 0
    assert difference(apart, apart).high == 0  # an amount has no natural unit
    assert isnan(paired_difference(0.0, np.zeros(1))[0])


def test_what_a_figure_counts() -> None:
    when = When("entered", ("course",))
    targets = [
        Target("many", count=when),
        Target("good", share_of=when),
        Target("cheap", figure="cost_own"),
        Target("lost", figure="reneged.course"),
    ]
    laws = {
        "attained.many@2021": "chance",
        "joint@2021": "chance",
        "target.many@2022": "count",
        "target.good[within=any]": "share",
        "target.cheap": "mean",
        "target.lost": "count",
        "target.unheard": "mean",
        "reneged_share.course": "share",
        "entries.course@2021": "count",
        "utilisation.place": "mean",
        "staff_load.nurse": "mean",
        "queue.course": "mean",
        "wait_mean.course": "mean",
        "cost_total": "mean",
        "wait_over_28_days.course": "share",
    }
    assert {name: law_of(name, targets) for name in laws} == laws


def test_a_table_of_figures_and_a_figure_alone_have_the_same_intervals() -> None:
    rng = np.random.default_rng(4)
    names = ("attained.x", "reneged_share.s", "reneged.s", "queue.s")
    columns = [rng.random(80) < 0.3, rng.binomial(9, 0.02, 80), rng.poisson(0.1, 80), rng.random(80)]
    numerator = np.stack(columns, axis=1)
    denominator = np.stack([np.ones(80), np.full(80, 9), np.ones(80), np.ones(80)], axis=1)
    table = summarise(Sheet(names, numerator.astype(float), denominator, np.arange(80)))
    for i, name in enumerate(names):
        alone = Sample(numerator[:, i].astype(float), denominator[:, i], law_of(name)).estimate(name)
        assert (alone.low, alone.high) == pytest.approx((table[name].low, table[name].high), rel=1e-12)


@pytest.mark.theory
@pytest.mark.parametrize(("law", "people"), [("share", 15), ("count", 1), ("chance", 1), ("chance", 3)])
@pytest.mark.parametrize("rate", [0.002, 0.01, 0.05])
def test_intervals_of_rare_events_cover(law: Law, people: int, rate: float) -> None:
    """500 studies of 150 replications: 95 of 100, less 3.5 standard errors of the count."""
    rng = np.random.default_rng(20)
    covered = 0
    for _ in range(500):
        events = rng.poisson(rate, 150) if law == "count" else rng.binomial(people, rate, 150)
        estimate = sample(law, events.astype(float).tolist(), people).estimate()
        covered += estimate.low <= rate <= estimate.high
    assert covered / 500 >= 0.95 - 3.5 * sqrt(0.95 * 0.05 / 500)


def test_holm_steps_down():
    assert holm([0.01, 0.04, 0.03, 0.005], 0.05) == [True, False, False, True]  # .0125, .0167, then .03 > .025
    assert holm([0.012, 0.025], 0.025) == [True, True]  # at the bound is rejected
    assert holm([], 0.05) == []
    assert holm([0.2, 0.0003], 0.001) == [False, True]
    assert holm([0.2, 0.0006], 0.001) == [False, False]
