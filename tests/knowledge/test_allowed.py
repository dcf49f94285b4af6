"""Priors are cut to what the scenario has room for, and to nothing less."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import sim
from sim.knowledge.allowed import allowed, cut_off
from sim.knowledge.draws import draw, priors_of
from sim.knowledge.uncertain import uncertain
from sim.scenario.problems import ProblemsFound
from tests.knowledge.test_uncertain import POISSON_GAMMA

pytestmark = pytest.mark.theory

HOURS = (
    POISSON_GAMMA
    + """
[parameters.typical]
value = 20
unit = "people"
low = 8
high = 37
basis = "assumption"

[parameters.first]
value = 10
unit = "days"
low = 2
high = 20
basis = "assumption"

[parameters.last]
value = 12
unit = "days"
low = 6
high = 40
basis = "assumption"

[parameters.way]
formula = "last - first"
unit = "days"

[stage.job]
lasts = "$way"
marks = { hours = { triangular = [8, "$typical", 37] } }
next = "gone"
"""
)
HOURS = HOURS.replace('lasts = "1 day"\nnext = "gone"', 'lasts = "1 day"\nnext = "job"')


def scenario(tmp_path: Path, text: str = HOURS) -> sim.Scenario:
    path = tmp_path / "hours.toml"
    path.write_text(text, encoding="utf-8")
    return sim.load(path)


def test_a_limit_that_always_holds_cuts_the_prior(tmp_path: Path) -> None:
    """The most likely value of a triangular law lies between its ends; the rest of the prior stays as it was."""
    loaded = scenario(tmp_path)
    before = {prior.name: prior for prior in priors_of(loaded.scenario.parameters)}
    after = {prior.name: prior for prior in allowed(tuple(before.values()), [loaded])}
    low, high = after["typical"].quantile(np.array([0.0, 1.0]))
    assert 8 <= low < 8.2
    assert 36.8 < high <= 37
    # the same distribution, given that it lies between the limits
    first, last = after["typical"].part
    u = np.linspace(0.05, 0.95, 7)
    assert after["typical"].quantile(u) == pytest.approx(before["typical"].quantile(first + (last - first) * u))
    assert cut_off(tuple(after.values())) == ("typical",)


def test_a_limit_that_depends_on_others_cuts_nothing(tmp_path: Path) -> None:
    """``first`` may be 15 days where ``last`` is 20: such worlds are left out one by one."""
    loaded = scenario(tmp_path)
    after = {prior.name: prior for prior in allowed(priors_of(loaded.scenario.parameters), [loaded])}
    with pytest.raises(ProblemsFound):
        loaded.set(first=15)
    assert (after["first"].part, after["last"].part) == ((0.0, 1.0), (0.0, 1.0))


def test_only_worlds_that_fail_together_are_left_out(tmp_path: Path) -> None:
    loaded = scenario(tmp_path)
    (found,) = uncertain(loaded, worlds=64, replications=2, engine="auto", workers=1)
    at = [found.draws.names.index(name) for name in ("first", "last")]
    values = found.draws.values[:, at]
    assert found.figures.possible.tolist() == np.flatnonzero(values[:, 0] <= values[:, 1]).tolist()
    assert 0 < found.impossible < 32


def test_options_share_what_all_of_them_have_room_for(tmp_path: Path) -> None:
    wide = scenario(tmp_path, HOURS.replace('"$typical", 37]', '"$typical", 90]'))
    narrow = sim.load(_written(tmp_path / "narrow.toml", HOURS))
    priors = priors_of(wide.scenario.parameters)
    (alone,) = (prior for prior in allowed(priors, [wide]) if prior.name == "typical")
    (both,) = (prior for prior in allowed(priors, [wide, narrow]) if prior.name == "typical")
    assert float(alone.quantile(np.array([1.0]))[0]) > 50
    assert float(both.quantile(np.array([1.0]))[0]) <= 37


def test_hardly_a_world_of_the_baseline_is_impossible() -> None:
    baseline = sim.load("scenarios/rengoering.toml")
    draws = draw(allowed(priors_of(baseline.scenario.parameters), [baseline]), 48)
    failed = 0
    for world in range(len(draws)):
        try:
            baseline.set(**draws.world(world))
        except ProblemsFound:
            failed += 1
    assert failed <= 4


def _written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path
