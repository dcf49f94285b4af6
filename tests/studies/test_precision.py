"""Replications by precision: what is promised is kept, whatever the luck of the pilot."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil, sqrt
from pathlib import Path

import numpy as np
import pytest

from sim.studies.asked import chance_of, mean_of
from sim.studies.intervals import Law, interval
from sim.studies.precision import Measured, Precision, Reached, half_width, needed, run_to_precision
from sim.studies.samples import Sample
from tests.studies.clinic import clinic


def looked_at(draw: Callable[[np.random.Generator, int], np.ndarray], wanted: float, law: Law, seed: int,
              precision: Precision, seen: list[Sample]) -> Reached:  # fmt: skip
    """A run to precision on made-up values, which are the same replication for replication at every look."""
    values = draw(np.random.default_rng(seed), precision.most)

    def look(n: int) -> list[Measured]:
        sample = Sample(values[:n], np.ones(n), law)
        seen.append(sample)
        return [Measured.of("x", wanted, sample)]

    return run_to_precision(look, precision)


LAWS: dict[str, tuple[Callable[[np.random.Generator, int], np.ndarray], float, float, Law]] = {
    "rare": (lambda rng, n: (rng.random(n) < 0.02).astype(float), 0.02, 0.012, "chance"),
    "even": (lambda rng, n: (rng.random(n) < 0.4).astype(float), 0.4, 0.04, "chance"),
    "sure": (lambda rng, n: (rng.random(n) < 0.995).astype(float), 0.995, 0.01, "chance"),
    "normal": (lambda rng, n: rng.normal(10, 3, n), 10.0, 0.3, "mean"),
    "skewed": (lambda rng, n: rng.exponential(2.0, n), 2.0, 0.15, "mean"),
}


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("studies", [150, pytest.param(1000, marks=pytest.mark.slow)])
def test_intervals_cover_as_often_as_they_say(law: str, studies: int) -> None:
    """In 95 of 100 studies the truth lies inside (less 2.5 standard errors), and none ends before the width is reached.

    Late are studies with a third look at an amount: the bound of its variance fails once in a hundred (more often for
    the exponential law); what is counted is looked at up to five times.
    """
    draw, truth, wanted, kind = LAWS[law]
    precision = Precision(wanted, least=100, most=5000)
    covered, reached, late = 0, 0, 0
    for seed in range(studies):
        seen: list[Sample] = []
        found = looked_at(draw, wanted, kind, seed, precision, seen)
        estimate = seen[-1].estimate()
        covered += estimate.low <= truth <= estimate.high
        reached += found.reached
        late += len(found.looks) > (2 if kind == "mean" else 5)
    assert covered >= (0.95 - 2.5 * sqrt(0.95 * 0.05 / studies)) * studies
    assert reached == studies
    assert late <= 0.11 * studies + 3


def test_no_early_stop_on_lucky_agreement() -> None:
    """A pilot in which nothing happens says that the chance is small, not that it is 0."""
    pilot = Sample(np.zeros(200), np.ones(200), "chance")
    assert half_width(pilot) == pytest.approx((1 - 0.025 ** (1 / 200)) / 2)
    assert needed(pilot, 0.005) > 200 * half_width(pilot) / 0.005
    found = looked_at(lambda rng, n: np.zeros(n), 0.005, "chance", 0, Precision(0.005, least=200, most=5000), [])
    assert found.looks[0] == 200
    assert found.replications > 200
    assert found.lines[0].half_width <= 0.005


def test_the_precision_is_not_relative() -> None:
    """Half the chance does not ask for twice the replications."""
    half, small = (Sample((np.arange(1000) < 1000 * p).astype(float), np.ones(1000), "chance") for p in (0.5, 0.05))
    assert needed(small, 0.01) < needed(half, 0.01)
    assert needed(half, 0.01) == pytest.approx(9604, rel=0.02)  # the worst case, p = 1/2


def test_needed_is_judged_by_a_bound_of_the_variance() -> None:
    sample = Sample(np.array([9.0, 11.0] * 50), np.ones(100), "mean")
    plain = 1.96**2 * (100 / 99) / 0.1**2
    assert needed(sample, 0.1) == ceil(1.959963984540054**2 * 100 / 69.22989 / 0.1**2)  # 1 % point of chi-squared, 99
    assert needed(sample, 0.1) > 1.4 * plain


SELDOM: dict[str, tuple[Law, int]] = {"a chance": ("chance", 1), "a share": ("share", 20), "a number": ("count", 1)}


def seldom(kind: str, p: float, wanted: float, studies: int) -> tuple[float, float]:
    """(studies whose interval has the truth, median number asked / number that the true p needs), from 200 on."""
    law, people = SELDOM[kind]
    covered, asked, entrants = 0, [], np.full(40_000, float(people))
    for seed in range(studies):
        rng = np.random.default_rng((seed, 7))
        met = rng.poisson(p, 40_000) if law == "count" else rng.binomial(people, p, 40_000)
        samples: list[Sample] = []

        def look(n: int, met: np.ndarray = met, samples: list[Sample] = samples) -> list[Measured]:
            samples.append(Sample(met[:n].astype(float), entrants[:n], law))
            return [Measured.of("x", wanted, samples[-1])]

        asked.append(run_to_precision(look, Precision(wanted, most=40_000)).replications)
        estimate = samples[-1].estimate()
        covered += estimate.low <= p <= estimate.high
    return covered / studies, float(np.median(asked)) / needed_by_the_truth(law, people, p, wanted)


def needed_by_the_truth(law: Law, people: int, p: float, wanted: float) -> int:
    """Replications after which a study that sees exactly the true p would stop; at least the pilot."""
    n = 200
    while True:
        se = sqrt(p * (1 - p if law != "count" else 1) / (n * people))
        low, high = interval(law, p, se, n, n * people)
        if (high - low) / 2 <= wanted:
            return n
        n = ceil(1.01 * n)


@pytest.mark.parametrize("kind", SELDOM)
@pytest.mark.parametrize("p", [0.002, 0.01, 0.05])
def test_what_is_seldom_asks_for_what_it_needs(kind: str, p: float) -> None:
    """A small version of the next: binomial bound of 3.5 sd."""
    covered, factor = seldom(kind, p, p / 2, 80)
    assert covered >= 0.93 - 3.5 * sqrt(0.93 * 0.07 / 80)
    assert factor <= 2


@pytest.mark.slow
@pytest.mark.parametrize("kind", SELDOM)
@pytest.mark.parametrize("p", [0.002, 0.01, 0.05])
@pytest.mark.parametrize("part", [0.4, 1.0])
def test_what_is_seldom_keeps_its_promise(kind: str, p: float, part: float) -> None:
    covered, factor = seldom(kind, p, part * p, 2000)
    assert covered >= 0.93
    assert factor <= 2


def test_a_share_that_never_happened_does_not_end_a_study() -> None:
    """Formerly the interval of a share or a number that never happened had no width."""
    for law in ("share", "count"):
        sample = Sample(np.zeros(200), np.full(200, 1.0), law)  # type: ignore[arg-type]
        assert half_width(sample) > 0.005
        found = looked_at(lambda rng, n: np.zeros(n), 0.002, law, 0, Precision(0.002, most=5000), [])  # type: ignore[arg-type]
        assert found.reached
        assert found.replications > 800


def test_years_that_go_together_count_less() -> None:
    """Three years that always go together are worth one."""
    together = Sample(np.array([3.0, 0.0] * 100), np.full(200, 3.0), "chance")
    apart = Sample(np.array([1.0, 2.0] * 100), np.full(200, 3.0), "chance")
    assert needed(together, 0.02) > 2.5 * needed(apart, 0.02)


def test_the_maximum_ends_it_and_is_said() -> None:
    seen: list[Sample] = []
    found = looked_at(lambda rng, n: rng.normal(0, 100, n), 0.1, "mean", 1, Precision(0.1, least=50, most=300), seen)
    assert found.looks == (50, 300)
    assert not found.reached
    assert found.lines[0].half_width > 0.1


def test_looks_are_planned() -> None:
    """A figure whose variance grows is not looked at after every batch."""
    growing = looked_at(
        lambda rng, n: rng.normal(0, 1, n) * np.sqrt(np.arange(n)),
        0.5,
        "mean",
        2,
        Precision(0.5, least=20, most=4000),
        [],
    )
    assert len(growing.looks) <= 7
    assert list(growing.looks) == sorted(set(growing.looks))


def test_what_is_wanted_of_each_figure(tmp_path: Path) -> None:
    scenario = clinic(tmp_path).scenario
    precision = Precision(0.01, {"mean(target.many)": 0.2})
    assert precision.wanted(chance_of("many", scenario), scenario) == 0.01
    assert precision.wanted(chance_of("joint", scenario), scenario) == 0.01
    assert precision.wanted(mean_of("target.good", scenario), scenario) == 0.01
    assert precision.wanted(mean_of("target.many", scenario), scenario) == 0.2
    assert Precision(0.01).wanted(mean_of("target.many", scenario), scenario) == pytest.approx(0.22)  # of at least 22
    assert Precision(0.01).wanted(mean_of("queue.stay", scenario), scenario) is None
    assert Precision(None, {"P(many)": 0.1}).wanted(chance_of("good", scenario), scenario) is None


@pytest.mark.parametrize("wrong", [{"half_width": 0.0}, {"half_width": -1.0}, {"half_width": None}, {"least": 1},
                                   {"least": 10, "most": 9}])  # fmt: skip
def test_a_precision_that_makes_no_sense(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"half-width|least number"):
        Precision(**{"half_width": 0.1, **wrong})  # type: ignore[arg-type]
