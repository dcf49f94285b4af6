"""Parameters with a stated rank correlation: drawn together, each with its own prior, in every study."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import sim
from sim.knowledge.draws import SCRAMBLES, draw, priors_of
from sim.knowledge.uncertain import uncertain

pytestmark = pytest.mark.theory

SUM = """
format = 1
[run]
years = 1
follow_up = "1 month"

[parameters.first]
value = 24
unit = "per year"
law = {{ gamma = {{ mean = 24, sd = 8 }} }}
rank_correlation = {{ second = {correlation} }}

[parameters.second]
value = 24
unit = "per year"
law = {{ gamma = {{ mean = 24, sd = 8 }} }}

[parameters.wanted]
value = 48
basis = "text"

[arrivals.first]
to = "stay"
rate = "$first"

[arrivals.second]
to = "stay"
rate = "$second"

[stage.stay]
lasts = "1 day"
next = "gone"

[exit.gone]

[target.many]
count = "entered stay"
at_least = "$wanted"
"""


def scenario(tmp_path: Path, correlation: float) -> sim.Scenario:
    path = tmp_path / "sum.toml"
    path.write_text(SUM.format(correlation=correlation), encoding="utf-8")
    return sim.load(path)


def ranks(values: np.ndarray) -> np.ndarray:
    return np.argsort(np.argsort(values, axis=0), axis=0)


@pytest.mark.parametrize("correlation", [-0.9, -0.3, 0.6, 0.95])
def test_draws_have_the_stated_rank_correlation_and_the_same_values(tmp_path: Path, correlation: float) -> None:
    parameters = scenario(tmp_path, correlation).scenario.parameters
    draws = draw(priors_of(parameters), 800, seed=5)
    found = [np.corrcoef(ranks(draws.values[draws.scramble == one]), rowvar=False)[0, 1] for one in range(SCRAMBLES)]
    assert np.mean(found) == pytest.approx(correlation, abs=0.03)
    alone = draw(priors_of(scenario(tmp_path, 0.0).scenario.parameters), 800, seed=5)
    for cube in range(SCRAMBLES):  # the strata stay those of the hypercube, in another order
        here = draws.scramble == cube
        np.testing.assert_array_equal(np.sort(draws.values[here], axis=0), np.sort(alone.values[here], axis=0))


def test_what_is_not_known_of_a_sum_grows_with_the_correlation(tmp_path: Path) -> None:
    """V_K of the sum of two gamma rates with sd 8: 128 (1 + r), r near the rank correlation."""
    for correlation in (-0.8, 0.8):
        (found,) = uncertain(scenario(tmp_path, correlation), worlds=400, replications=4, workers=1)
        values = found.draws.values
        expected = float(values.sum(axis=1).var(ddof=1))
        assert expected == pytest.approx(128 * (1 + correlation), abs=10)
        parts = found.split("many")
        assert parts.knowledge == pytest.approx(expected, abs=4 * np.sqrt(2 / 400) * (expected + 48 / 4))


def test_one_that_is_decided_leaves_the_other_as_it_was(tmp_path: Path) -> None:
    loaded = scenario(tmp_path, 0.9)
    (decided,) = uncertain(loaded.set(first=30), worlds=32, replications=1, workers=1)
    (alone,) = uncertain(scenario(tmp_path, 0.0), worlds=32, replications=1, workers=1)
    assert decided.draws.names == ("second",)
    np.testing.assert_array_equal(decided.draws.values[:, 0], alone.draws.values[:, 1])


PROBLEMS = {
    "rank_correlation = 0.5": ("wrong-type", "parameters.first.rank_correlation"),
    "rank_correlation = { secnd = 0.5 }": ("unknown-name", "parameters.first.rank_correlation.secnd"),
    "rank_correlation = { first = 0.5 }": ("unknown-name", "parameters.first.rank_correlation.first"),
    "rank_correlation = { second = 1 }": ("out-of-range", "parameters.first.rank_correlation.second"),
    "rank_correlation = { second = 0.6, wanted = 0.6 }": (
        "out-of-range", "parameters.second.rank_correlation"),
}  # fmt: skip


@pytest.mark.parametrize("stated", PROBLEMS)
def test_what_cannot_be_meant_is_a_problem_of_its_line(tmp_path: Path, stated: str) -> None:
    text = SUM.format(correlation=0.5).replace("rank_correlation = { second = 0.5 }", stated)
    if "wanted" in stated:
        text = text.replace("[parameters.wanted]", "rank_correlation = { wanted = -0.6 }\n\n[parameters.wanted]")
    path = tmp_path / "wrong.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(sim.ProblemsFound) as found:
        sim.load(path)
    (problem,) = found.value.problems
    assert (problem.code, problem.key) == PROBLEMS[stated]
    assert problem.line is not None


def test_both_may_state_it_if_they_agree(tmp_path: Path) -> None:
    text = SUM.format(correlation=0.5)
    path = tmp_path / "twice.toml"
    again = text.replace("[parameters.wanted]", "rank_correlation = { first = 0.5 }\n\n[parameters.wanted]")
    path.write_text(again, encoding="utf-8")
    assert sim.load(path).scenario.hash == scenario(tmp_path, 0.5).scenario.hash
    path.write_text(again.replace("first = 0.5", "first = 0.4"), encoding="utf-8")
    with pytest.raises(sim.ProblemsFound, match="differently"):
        sim.load(path)
