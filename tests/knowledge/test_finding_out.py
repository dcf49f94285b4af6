"""What is worth finding out about one scenario, and how well chances over possible sets of assumptions are known."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

import sim
from sim.knowledge.draws import Draws, draw
from sim.knowledge.ends import ends
from sim.knowledge.finding_out import finding_out
from sim.knowledge.priors import Prior
from sim.knowledge.uncertain import Uncertain, uncertain
from sim.knowledge.worlds import WorldFigures
from sim.report.finding_out import worth_lines
from sim.report.phrases import Phrases
from sim.report.texts import Texts
from tests.knowledge.test_uncertain import scenario

pytestmark = pytest.mark.theory

WORLDS = 80
Floats = NDArray[np.float64]


def in_worlds(chances: Floats, replications: int, generator: np.random.Generator, draws: Any = None) -> Uncertain:
    """A target that each world reaches with its own chance."""
    reached = generator.random((len(chances), replications, 1)) < chances[:, None, None]
    figures = WorldFigures(("attained.t",), reached.astype(float), np.ones(reached.shape), np.arange(len(chances)))
    return Uncertain(None, draws, figures, 1, replications)  # type: ignore[arg-type]


CASES = {
    "usual": lambda g: g.beta(2, 3, WORLDS),
    "rare": lambda g: np.full(WORLDS, 0.001),
    "sure": lambda g: np.full(WORLDS, 0.999),
    "all or nothing": lambda g: (g.random(WORLDS) < 0.03).astype(float),
    "mostly nothing": lambda g: g.beta(0.05, 1, WORLDS),
}
TRUE = {"usual": 0.4, "rare": 0.001, "sure": 0.999, "all or nothing": 0.03, "mostly nothing": 0.05 / 1.05}


def covered(case: str, trials: int) -> int:
    generator = np.random.default_rng(7)
    found = (in_worlds(CASES[case](generator), 3, generator).chance("t") for _ in range(trials))
    return sum(one.low <= TRUE[case] <= one.high for one in found)


def enough(count: int, trials: int) -> bool:
    """95 of 100 are promised; a binomial law with 93 gives fewer than this once in a thousand times."""
    from scipy.stats import binom

    return count >= int(binom.ppf(0.001, trials, 0.93))


@pytest.mark.parametrize("case", list(CASES))
def test_the_interval_of_a_chance_holds_it_also_where_it_is_rare(case: str) -> None:
    assert enough(covered(case, 300), 300)


@pytest.mark.slow
@pytest.mark.parametrize("case", list(CASES))
def test_the_interval_of_a_chance_holds_it_in_many_trials(case: str) -> None:
    assert enough(covered(case, 10_000), 10_000)


def test_where_nothing_happened_the_interval_has_a_width() -> None:
    one = in_worlds(np.zeros(WORLDS), 3, np.random.default_rng(1)).chance("t")
    assert (one.mean, one.low) == (0, 0)
    assert 0.01 < one.high < 0.05


PRIORS = tuple(Prior(name, "beta", 1.0, 1.0, 0.0, 1.0) for name in ("idle", "mover"))


def moved(low: float, high: float) -> tuple[Draws, Floats]:
    """The chance goes evenly from ``low`` to ``high`` with one of two parameters."""
    draws = draw(PRIORS, 200, 3)
    return draws, low + (high - low) * draws.values[:, 1]


@pytest.mark.parametrize(("low", "high"), [(0.2, 0.8), (0.0, 0.1), (0.9, 1.0)])
def test_ends_of_a_chance_hold_their_means(low: float, high: float) -> None:
    """The mean over the lowest fifth of an even law is at a tenth of its way."""
    draws, chances = moved(low, high)
    generator, inside = np.random.default_rng(5), np.zeros(2)
    for _ in range(300):
        reached = (generator.random((200, 4)) < chances[:, None]).mean(axis=1)
        found = ends(draws, np.arange(200), reached, "mover", "chance")
        for place, (end, part) in enumerate(((found.at_low, 0.1), (found.at_high, 0.9))):
            inside[place] += end.low <= low + part * (high - low) <= end.high
            assert 0 <= end.low <= end.high <= 1
    assert all(enough(int(count), 300) for count in inside)


def test_only_what_moves_the_chance_is_worth_finding_out() -> None:
    draws, chances = moved(0.2, 0.8)
    generator = np.random.default_rng(2)
    (one,) = finding_out(in_worlds(chances, 4, generator, draws), "t")
    assert one.parameter == "mover"
    assert one.at_low.high < one.at_high.low
    assert finding_out(in_worlds(np.full(200, 0.5), 4, generator, draws), "t") == ()


def test_nothing_is_called_worth_it_by_luck_in_more_than_5_of_100_searches() -> None:
    generator, false = np.random.default_rng(9), 0
    for seed in range(200):
        draws = draw(PRIORS, 40, seed)
        false += bool(finding_out(in_worlds(np.full(40, 0.3), 2, generator, draws), "t"))
    assert false <= 22  # a binomial law with .05 gives more once in a thousand times


@pytest.mark.parametrize(
    ("wanted", "da", "en"),
    [
        (48, "Værd at finde ud af for", "Worth finding out for"),
        (300, "Det er ikke det, man ikke ved", "What is not known does not decide it"),
        (1, "målet nås i mindst", "is met in at least"),
    ],
)
def test_it_is_said_what_moves_the_target_or_that_nothing_does(tmp_path: Path, wanted: int, da: str, en: str) -> None:
    loaded: sim.Scenario = scenario(tmp_path).set(wanted=wanted)
    (found,) = uncertain(loaded, worlds=120, replications=3, engine="auto", workers=1)
    for lang, words in (("da", da), ("en", en)):
        say = Phrases(loaded.scenario, Texts(lang))
        said = list(worth_lines(found, found.targets[0], say, "x"))
        assert words in said[0]
        assert len(said) == 1
