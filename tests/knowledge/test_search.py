"""The promise of a search for the cheapest: what is called feasible is, whatever the probabilities, by Monte Carlo."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.knowledge.search import Drawn, Search, rounds_of
from sim.studies.asked import Asked
from sim.studies.condition import Condition
from sim.studies.samples import Sample

pytestmark = pytest.mark.theory
Floats = NDArray[np.float64]


def condition(bound: float, sign: str = ">=") -> Condition:
    return Condition(Asked("chance", "volume", "volume"), sign, bound)


class Made:
    """Candidates whose probability of a good year and cost are known: worlds differ by a beta law of a given size.

    ``years`` in each world share its chance; costs share a world's luck, so that they are paired.
    """

    def __init__(self, chances: list[float], costs: list[float], bound: float, size: float, seed: int) -> None:
        self._chances, self._costs, self._size = chances, costs, size
        self._seed = seed
        self.worlds = rounds_of(256)
        self.search = Search(len(chances), [condition(bound)], self.draw, len(self.worlds))
        self.judged = self.search.run()

    def draw(self, candidate: int, number: int) -> Drawn:
        worlds, years = self.worlds[number], 12.0
        common = np.random.default_rng([self._seed, number, 0])
        luck = common.normal(size=worlds)
        own = np.random.default_rng([self._seed, number, 1, candidate])
        p = self._chances[candidate]
        if 0 < p < 1 and self._size:
            chance = own.beta(p * self._size, (1 - p) * self._size, size=worlds)
        else:
            chance = np.full(worlds, p)
        met = own.binomial(int(years), chance).astype(float)
        cost = self._costs[candidate] + 30 * luck + own.normal(size=worlds)
        ones = np.ones(worlds)
        return Drawn((Sample(met, years * ones, "chance"),), Sample(cost, ones, "mean"))


def wrong(chances: list[float], bound: float, size: float, trials: int) -> int:
    """Trials in which any candidate is called what it is not, or the answer is not feasible."""
    found = 0
    for seed in range(trials):
        made = Made(chances, [float(i) for i in range(len(chances))], bound, size, seed)
        says = [one.feasible for one in made.judged]
        truth = [chance >= bound for chance in chances]
        found += any(said is not None and said != true for said, true in zip(says, truth, strict=True))
    return found


CASES = [
    ("on the bound", [0.8, 0.799, 0.8, 0.7999], 0.8, 4.0),
    ("rare", [0.02, 0.001, 0.015, 0.0], 0.02, 2.0),
    ("nearly always", [0.985, 0.99, 1.0, 0.98], 0.99, 3.0),
    ("luck alone", [0.5, 0.49, 0.51, 0.2], 0.5, 0.0),
    ("worlds all or nothing", [0.3, 0.28, 0.9, 0.05], 0.3, 0.05),
]


@pytest.mark.parametrize(("chances", "bound", "size"), [one[1:] for one in CASES], ids=[one[0] for one in CASES])
def test_what_is_called_feasible_is(chances: list[float], bound: float, size: float) -> None:
    assert wrong(chances, bound, size, 60) <= 5  # 1.5 of 60 are allowed to be wrong; 6 or more has probability .004


@pytest.mark.slow
@pytest.mark.parametrize(("chances", "bound", "size"), [one[1:] for one in CASES], ids=[one[0] for one in CASES])
def test_what_is_called_feasible_is_in_many_trials(chances: list[float], bound: float, size: float) -> None:
    assert wrong(chances, bound, size, 2_000) <= 0.025 * 2_000 + 3 * (0.025 * 0.975 * 2_000) ** 0.5


def test_the_cheapest_that_is_feasible_is_found() -> None:
    right = 0
    for seed in range(40):
        made = Made([0.3, 0.95, 0.95, 0.6], [1.0, 3.0, 2.0, 0.0], 0.8, 6.0, seed)
        best = made.search.best()
        assert best in (1, 2)
        right += best == 2
        assert made.judged[0].feasible is False
        assert made.judged[3].feasible is False
        if made.judged[1].dearer:
            assert best == 2
    assert right >= 36


def test_equal_costs_leave_both_in_the_race_and_the_surer_one_is_taken() -> None:
    made = Made([0.99, 0.9], [5.0, 5.0], 0.5, 6.0, 1)

    def same_cost(candidate: int, number: int) -> Drawn:
        drawn = made.draw(candidate, number)
        return Drawn(drawn.chances, Sample(np.full(made.worlds[number], 7.0), np.ones(made.worlds[number]), "mean"))

    search = Search(2, [condition(0.5)], same_cost, len(made.worlds))
    judged = search.run()
    assert search.best() == 0
    assert [one.dearer for one in judged] == [False, False]


def test_what_is_settled_draws_no_more_worlds() -> None:
    made = Made([0.05, 0.95, 0.8], [0.0, 1.0, 2.0], 0.8, 6.0, 2)
    assert made.judged[0].worlds == made.worlds[0]
    assert made.judged[0].feasible is False


def test_where_none_can_be_feasible_there_is_no_best() -> None:
    made = Made([0.1, 0.2], [1.0, 2.0], 0.8, 6.0, 2)
    assert made.search.best() is None
    assert [one.feasible for one in made.judged] == [False, False]


def test_an_upper_bound_and_several_conditions() -> None:
    both = [condition(0.5), condition(0.9, "<=")]
    worlds = rounds_of(256)

    def draw(candidate: int, number: int) -> Drawn:
        generator = np.random.default_rng([candidate, number])
        n, ones = worlds[number], np.ones(worlds[number])
        chances = [(0.7, 0.95), (0.7, 0.5), (0.2, 0.5)][candidate]
        samples = tuple(Sample(generator.binomial(1, p, n).astype(float), ones, "chance") for p in chances)
        return Drawn(samples, Sample(ones * candidate, ones, "mean"))

    search = Search(3, both, draw, len(worlds))
    search.run()
    assert search.best() == 1


@pytest.mark.parametrize("worlds", [32, 64, 65, 200, 512, 1000])
def test_rounds_double_up_to_what_is_allowed(worlds: int) -> None:
    sizes = rounds_of(worlds)
    assert sum(sizes) == worlds
    assert all(b <= sum(sizes[:i]) for i, b in enumerate(sizes) if i)
