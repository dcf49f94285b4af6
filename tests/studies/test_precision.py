"""Replications by precision: what is promised is kept, whatever the luck of the pilot."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil
from pathlib import Path

import numpy as np
import pytest

from sim.studies.asked import chance_of, mean_of
from sim.studies.precision import Measured, Precision, Reached, half_width, needed, run_to_precision
from sim.studies.samples import Sample
from tests.studies.clinic import clinic


def looked_at(draw: Callable[[np.random.Generator, int], np.ndarray], wanted: float, chance: bool, seed: int,
              precision: Precision, seen: list[Sample]) -> Reached:  # fmt: skip
    """A run to precision on made-up values, which are the same replication for replication at every look."""
    values = draw(np.random.default_rng(seed), precision.most)

    def look(n: int) -> list[Measured]:
        sample = Sample(values[:n], np.ones(n), chance)
        seen.append(sample)
        return [Measured("x", wanted, sample, half_width(sample))]

    return run_to_precision(look, precision)


LAWS = {
    "rare": (lambda rng, n: (rng.random(n) < 0.02).astype(float), 0.02, 0.012, True),
    "even": (lambda rng, n: (rng.random(n) < 0.4).astype(float), 0.4, 0.04, True),
    "sure": (lambda rng, n: (rng.random(n) < 0.995).astype(float), 0.995, 0.01, True),
    "normal": (lambda rng, n: rng.normal(10, 3, n), 10.0, 0.3, False),
    "skewed": (lambda rng, n: rng.exponential(2.0, n), 2.0, 0.15, False),
}


@pytest.mark.parametrize("law", LAWS)
def test_intervals_cover_as_often_as_they_say(law: str) -> None:
    """1,000 studies: in 95 of 100 the truth lies inside, and in nearly all the width is reached at the second look."""
    draw, truth, wanted, chance = LAWS[law]
    precision = Precision(wanted, least=100, most=5000)
    covered, reached, late = 0, 0, 0
    for seed in range(1000):
        seen: list[Sample] = []
        found = looked_at(draw, wanted, chance, seed, precision, seen)
        estimate = seen[-1].estimate()
        covered += estimate.low <= truth <= estimate.high
        reached += found.reached
        late += len(found.looks) > 2
    assert covered >= 930  # 95 % within a point, less two standard errors of the count
    assert reached == 1000
    assert late <= 110  # the exponential law; with every other the bound of the variance fails once in a hundred


def test_no_early_stop_on_lucky_agreement() -> None:
    """A pilot in which nothing happens says that the chance is small, not that it is 0."""
    pilot = Sample(np.zeros(200), np.ones(200), True)
    assert half_width(pilot) == pytest.approx((1 - 0.025 ** (1 / 200)) / 2)
    assert needed(pilot, 0.005) > 200 * half_width(pilot) / 0.005
    found = looked_at(lambda rng, n: np.zeros(n), 0.005, True, 0, Precision(0.005, least=200, most=5000), [])
    assert found.looks[0] == 200
    assert found.replications > 200


def test_the_precision_is_not_relative() -> None:
    """Half the chance does not ask for twice the replications."""
    half, small = (Sample((np.arange(1000) < 1000 * p).astype(float), np.ones(1000), True) for p in (0.5, 0.05))
    assert needed(small, 0.01) < needed(half, 0.01)
    assert needed(half, 0.01) == pytest.approx(9604, rel=0.02)  # the worst case, p = 1/2


def test_needed_is_judged_by_a_bound_of_the_variance() -> None:
    sample = Sample(np.array([9.0, 11.0] * 50), np.ones(100), False)
    plain = 1.96**2 * (100 / 99) / 0.1**2
    assert needed(sample, 0.1) == ceil(1.959963984540054**2 * 100 / 69.22989 / 0.1**2)  # 1 % point of chi-squared, 99
    assert needed(sample, 0.1) > 1.4 * plain


def test_years_that_go_together_count_less() -> None:
    """Three years that always go together are worth one."""
    together = Sample(np.array([3.0, 0.0] * 100), np.full(200, 3.0), True)
    apart = Sample(np.array([1.0, 2.0] * 100), np.full(200, 3.0), True)
    assert needed(together, 0.02) > 2.5 * needed(apart, 0.02)


def test_the_maximum_ends_it_and_is_said() -> None:
    seen: list[Sample] = []
    found = looked_at(lambda rng, n: rng.normal(0, 100, n), 0.1, False, 1, Precision(0.1, least=50, most=300), seen)
    assert found.looks == (50, 300)
    assert not found.reached
    assert found.lines[0].half_width > 0.1


def test_looks_are_planned() -> None:
    """A figure whose variance grows is not looked at after every batch."""
    growing = looked_at(
        lambda rng, n: rng.normal(0, 1, n) * np.sqrt(np.arange(n)),
        0.5,
        False,
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
