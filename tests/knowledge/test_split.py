"""Chance and knowledge are told apart: models whose split is known exactly, by Monte Carlo."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.knowledge.split import best_replications, split
from sim.knowledge.uncertain import better_on_average

pytestmark = pytest.mark.theory
Floats = NDArray[np.float64]


def poisson_gamma(generator: np.random.Generator, worlds: int, each: int, mean: float, sd: float) -> Floats:
    """Counts with a gamma rate: V_C = mean, V_K = sd^2."""
    rate = generator.gamma((mean / sd) ** 2, sd**2 / mean, size=(worlds, 1))
    return generator.poisson(np.broadcast_to(rate, (worlds, each))).astype(float)


def beta_binomial(generator: np.random.Generator, worlds: int, each: int, people: int, a: float, b: float) -> Floats:
    """Shares of so many people with a beta chance p: V_K = var p, V_C = E[p (1 - p)] / people."""
    p = generator.beta(a, b, size=(worlds, 1))
    return generator.binomial(people, np.broadcast_to(p, (worlds, each))) / people


def one_design(values: Floats) -> NDArray[np.int64]:
    return np.zeros(len(values), dtype=np.int64)


@pytest.mark.parametrize(("mean", "sd"), [(48.0, 6.0), (48.0, 0.9)], ids=["1:1.3", "1:60"])
def test_poisson_with_a_gamma_rate(mean: float, sd: float) -> None:
    generator, found = np.random.default_rng(1), []
    for _ in range(200):
        values = poisson_gamma(generator, 200, 10, mean, sd)
        found.append(split(values, one_design(values)))
    knowledge = np.array([one.knowledge for one in found])
    chance = np.array([one.chance for one in found])
    assert chance.mean() == pytest.approx(mean, abs=4 * chance.std() / 200**0.5)
    if sd > 1:  # a small one is cut at 0, so its mean is above the truth
        assert knowledge.mean() == pytest.approx(sd**2, abs=4 * knowledge.std() / 200**0.5)
    covered = sum(one.knowledge_low <= sd**2 <= one.knowledge_high for one in found)
    assert covered >= 180  # 95 % promised; 180 of 200 or fewer has probability .002 at 94 %


def test_shares_with_a_beta_chance() -> None:
    a, b, people = 26.0, 74.0, 48
    variance = a * b / ((a + b) ** 2 * (a + b + 1))
    inside = (a / (a + b)) * (b / (a + b)) - variance
    generator, covered = np.random.default_rng(2), 0
    for _ in range(200):
        values = beta_binomial(generator, 200, 10, people, a, b)
        parts = split(values, one_design(values))
        covered += parts.knowledge_low <= variance <= parts.knowledge_high
        assert parts.chance == pytest.approx(inside / people, rel=0.25)
    assert covered >= 180


def test_without_uncertain_parameters_knowledge_is_0_with_an_upper_limit() -> None:
    generator, zeros = np.random.default_rng(3), 0
    for _ in range(100):
        values = generator.poisson(48.0, size=(100, 10)).astype(float)
        parts = split(values, one_design(values))
        zeros += parts.knowledge == 0
        assert parts.knowledge_low == 0 or parts.knowledge > 0
        assert parts.knowledge_high > 0
    assert 30 <= zeros <= 70  # the estimate is negative about half of the time, and then said to be 0


def test_equal_values_everywhere_are_neither() -> None:
    parts = split(np.full((20, 4), 7.0), np.zeros(20, dtype=np.int64))
    assert (parts.mean, parts.chance, parts.knowledge, parts.knowledge_high) == (7, 0, 0, 0)
    assert np.isnan(parts.knowledge_share)


def test_the_error_of_the_mean_is_that_between_designs() -> None:
    """Stratified worlds know their mean better than independent ones, and say so."""
    generator = np.random.default_rng(4)
    scramble = np.repeat(np.arange(8), 25)
    strata = np.concatenate([(generator.permutation(25) + 0.5) / 25 for _ in range(8)])
    values = np.repeat(100 * strata[:, None], 2, axis=1)
    assert split(values, scramble).mean_se < 0.01
    assert split(values, np.zeros(200, dtype=np.int64)).mean_se == pytest.approx(100 / (12 * 200) ** 0.5, rel=0.1)


def mean_is_held(trials: int) -> int:
    """How often the interval of the mean holds it: eight designs, one parameter of them stratified, another not."""
    generator, held = np.random.default_rng(6), 0
    scramble = np.repeat(np.arange(8), 10)
    for _ in range(trials):
        strata = np.concatenate([(generator.permutation(10) + generator.random(10)) / 10 for _ in range(8)])
        values = 10 * strata[:, None] + generator.normal(size=(80, 1)) + generator.normal(size=(80, 2))
        parts = split(values, scramble)
        held += abs(parts.mean - 5) <= parts.mean_half
    return held


def test_the_interval_of_the_mean_holds_it() -> None:
    assert mean_is_held(300) >= 272  # 95 of 100 are promised; fewer at 94 has probability .005


@pytest.mark.slow
def test_the_interval_of_the_mean_holds_it_in_many_trials() -> None:
    assert mean_is_held(10_000) >= 9_420


def test_better_on_average_is_about_true_means_and_not_those_of_few_replications() -> None:
    """True means are normal with mean 1 and sd 1: Phi(1) = .84 of them are above 0, of raw means of two runs .65."""
    generator, found, raw = np.random.default_rng(8), [], []
    for _ in range(40):
        values = 1 + generator.normal(size=(4_000, 1)) + 3.5 * generator.normal(size=(4_000, 2))
        found.append(better_on_average(split(values, one_design(values))).mean)
        raw.append(float((values.mean(axis=1) > 0).mean()))
    assert np.mean(found) == pytest.approx(0.8413, abs=0.02)
    assert np.mean(raw) < 0.68


@pytest.mark.parametrize("shape", [(10, 1), (1, 10)])
def test_one_world_or_one_replication_identifies_nothing(shape: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="two"):
        split(np.zeros(shape), np.zeros(shape[0], dtype=np.int64))


def test_nothing_measured_is_nothing_known() -> None:
    assert np.isnan(split(np.full((5, 3), np.nan), np.zeros(5, dtype=np.int64)).mean)


def test_more_chance_or_dearer_worlds_ask_for_more_replications() -> None:
    assert best_replications(1.0, 100.0, 0.0, 1.0) == 2
    assert best_replications(60.0, 1.0, 1.0, 1.0) > best_replications(1.0, 1.0, 1.0, 1.0)
    assert best_replications(1.0, 1.0, 40.0, 1.0) > best_replications(1.0, 1.0, 1.0, 1.0)
