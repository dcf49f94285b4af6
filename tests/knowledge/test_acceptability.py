"""How often an option is the best on average, against closed forms: luck is not taken for ignorance."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import ndtr

from sim.knowledge.acceptability import Acceptability, acceptability, switches

pytestmark = pytest.mark.theory

WORTHS = (0.0, 50.0, 100.0, 150.0, 200.0)


def two_options(luck: float, seed: int, parameters: int = 12, worlds: int = 1_000) -> tuple[Acceptability, float]:
    """Option 1 costs 100 more and helps 1 + .5 z people more; z could be known, the luck could not.

    Also the share of raw worlds in which option 1 comes out best at 150 kroner.
    """
    generator = np.random.default_rng(seed)
    columns = generator.normal(size=(worlds, parameters))
    people = np.column_stack([np.zeros(worlds), 1 + 0.5 * columns[:, 3] + luck * generator.normal(size=worlds)])
    costs = np.column_stack([np.zeros(worlds), np.full(worlds, 100.0)])
    return acceptability(people, costs, columns, WORTHS), float((150 * people[:, 1] > 100).mean())


@pytest.mark.parametrize(("luck", "parameters"), [(0.0, 12), (1.0, 12), (1.0, 75), (3.5, 12)])
def test_two_options_with_a_normal_difference(luck: float, parameters: int) -> None:
    """P(worth (1 + .5 z) > 100); with luck seven times as large as what is not known, raw worlds are far off."""
    found = [two_options(luck, seed, parameters) for seed in range(12)]
    chances = np.array([one.chances[:, 1] for one, _ in found])
    errors = chances.std(axis=0, ddof=1) / len(found) ** 0.5
    for worth, mean, error in zip(WORTHS, chances.mean(axis=0), errors, strict=True):
        exact = float(ndtr((worth - 100) / (0.5 * worth))) if worth else 0.0
        assert mean == pytest.approx(exact, abs=0.03 + 2.5 * error)
    raw = np.mean([share for _, share in found])
    assert luck < 3 or abs(raw - ndtr(50 / 75)) > 0.15


def test_chances_of_all_options_add_up_to_1_and_ties_go_to_the_best() -> None:
    generator = np.random.default_rng(1)
    people, columns = generator.normal(size=(400, 3)), generator.normal(size=(400, 2))
    found = acceptability(people, np.zeros((400, 3)), columns, WORTHS)
    assert found.chances.sum(axis=1) == pytest.approx(np.ones(5))
    equal = acceptability(np.ones((400, 2)), np.zeros((400, 2)), columns, WORTHS)
    assert equal.best == (0,) * 5
    assert equal.chances[:, 0].tolist() == [1.0] * 5


def test_the_worths_at_which_another_option_becomes_the_best() -> None:
    people = np.array([[0.0, 1.0, 2.0, 1.5], [0.0, 1.0, 2.0, 1.5]])
    costs = np.array([[0.0, 100.0, 300.0, 290.0], [0.0, 100.0, 300.0, 290.0]])
    assert switches(people, costs, 1_000) == pytest.approx((100, 200))  # the last is never the best
    assert switches(people, costs, 150) == pytest.approx((100,))
    assert switches(people[:, :1], costs[:, :1], 1_000) == ()
