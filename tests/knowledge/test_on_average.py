"""In how many of the possible worlds something holds on average: the stated error, by Monte Carlo on known laws."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import betainc, ndtr

from sim.knowledge.on_average import above
from sim.knowledge.split import Split, split

pytestmark = pytest.mark.theory

NORMAL = [  # the worlds' means are z above the bound in standard deviations; luck in those; worlds; replications
    *((0.0, 3.0, 200, 4), (1.0, 3.0, 200, 4), (1.0, 0.1, 200, 4), (2.0, 8.0, 200, 4), (3.0, 0.1, 200, 4)),
    *((0.5, 2.0, 32, 6), (2.0, 2.0, 32, 6)),
]
BETA = [  # parameters of the beta law of the worlds' chances, bound, worlds, replications
    *((8.0, 2.0, 0.8, 200, 6), (30.0, 10.0, 0.8, 200, 6), (2.0, 38.0, 0.1, 200, 6), (0.05, 0.05, 0.8, 64, 6)),
    *((200.0, 20.0, 0.8, 64, 6), (1.0, 60.0, 0.5, 64, 6)),
]


def normal_is_held(z: float, luck: float, worlds: int, each: int, trials: int) -> float:
    held = 0
    for seed in range(trials):
        generator = np.random.default_rng(seed)
        values = z + generator.normal(size=(worlds, 1)) + luck * generator.normal(size=(worlds, each))
        found = above(split(values, np.arange(worlds) % 8), 0.0)
        held += found.low <= ndtr(z) <= found.high
    return held / trials


def beta_is_held(a: float, b: float, bound: float, worlds: int, each: int, trials: int) -> float:
    held, exact = 0, 1 - float(betainc(a, b, bound))
    for seed in range(trials):
        generator = np.random.default_rng(seed)
        chances = generator.beta(a, b, size=(worlds, 1))
        values = generator.binomial(1, np.broadcast_to(chances, (worlds, each))).astype(float)
        found = above(split(values, np.arange(worlds) % 8), bound, "chance")
        held += found.low - 1e-9 <= exact <= found.high + 1e-9
    return held / trials


@pytest.mark.parametrize("case", NORMAL[::3])
def test_the_error_of_a_share_of_worlds_holds(case: tuple[float, float, int, int]) -> None:
    assert normal_is_held(*case, trials=60) >= 0.83  # 95 of 100 wanted; less has probability .0003 at 94


@pytest.mark.parametrize("case", BETA[::3])
def test_the_error_of_a_share_of_worlds_with_a_high_enough_chance_holds(case: tuple[float, ...]) -> None:
    a, b, bound, worlds, each = case
    assert beta_is_held(a, b, bound, int(worlds), int(each), 60) >= 0.83


@pytest.mark.slow
@pytest.mark.parametrize("case", NORMAL)
def test_the_error_of_a_share_of_worlds_holds_in_many_trials(case: tuple[float, float, int, int]) -> None:
    assert normal_is_held(*case, trials=2_000) >= 0.93


@pytest.mark.slow
@pytest.mark.parametrize("case", BETA)
def test_the_error_of_a_share_with_a_high_enough_chance_holds_in_many_trials(case: tuple[float, ...]) -> None:
    a, b, bound, worlds, each = case
    assert beta_is_held(a, b, bound, int(worlds), int(each), 2_000) >= 0.92


def test_worlds_that_came_out_alike_leave_a_doubt() -> None:
    """Luck may hide how much 30 worlds differ: all of them above the bound is the estimate, not the certainty."""
    generator = np.random.default_rng(3)
    found = above(split(0.3 + generator.normal(size=(30, 4)), np.zeros(30, dtype=np.int64)), 0.0)
    assert found.low < 0.95


def test_a_mean_on_the_bound_lies_on_the_side_that_is_asked_for() -> None:
    alike = Split(5.0, 0.0, 0.0, 0.0, 0.0, 0.0, 10, 2, 7)
    assert above(alike, 5.0).mean == 0
    assert above(alike, 5.0, or_equal=True).mean == 1
