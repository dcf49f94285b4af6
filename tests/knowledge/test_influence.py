"""Rank correlations of parameters with a figure: what their intervals promise."""

from __future__ import annotations

import numpy as np
import pytest

from sim.knowledge.draws import draw
from sim.knowledge.influence import influences
from sim.knowledge.priors import Prior

pytestmark = pytest.mark.theory

PARAMETERS, WORLDS = 20, 100
PRIORS = tuple(Prior(f"p{number:02d}", "beta", 1.0, 1.0, 0.0, 1.0) for number in range(PARAMETERS))


def errors(trials: int) -> tuple[int, int]:
    """In how many trials an idle parameter is called certain, and the true correlation of an active one is missed.

    The figure is p00 and noise, jointly normal in scores: rho = .5 is a rank correlation of 6/pi asin(rho/2) = .483.
    """
    from scipy.special import ndtri

    generator, false, missed = np.random.default_rng(11), 0, 0
    exact = 6 / np.pi * np.arcsin(0.25)
    for seed in range(trials):
        draws = draw(PRIORS, WORLDS, seed)
        figure = 0.5 * ndtri(draws.values[:, 0]) + np.sqrt(0.75) * generator.normal(size=WORLDS)
        found = {one.parameter: one for one in influences(draws, np.arange(WORLDS), figure)}
        false += any(one.certain for name, one in found.items() if name != "p00")
        missed += not found["p00"].low <= exact <= found["p00"].high
    return false, missed


def test_what_is_called_certain_is_so_for_all_parameters_at_once() -> None:
    false, missed = errors(100)
    assert false <= 14  # at most 5 of 100 promised; 15 or more has probability .0002
    assert missed <= 3


@pytest.mark.slow
def test_what_is_called_certain_is_so_in_many_trials() -> None:
    false, missed = errors(2_000)
    assert false <= 130
    assert missed <= 20


def test_the_strongest_comes_first_and_too_few_worlds_tell_nothing() -> None:
    draws = draw(PRIORS, WORLDS, 1)
    figure = 3 * draws.values[:, 4] - draws.values[:, 7]
    assert influences(draws, np.arange(WORLDS), figure)[0].parameter == "p04"
    assert influences(draws, np.arange(WORLDS), np.full(WORLDS, np.nan)) == ()
