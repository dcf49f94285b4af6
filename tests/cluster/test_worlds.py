"""Worlds on machines: the figures of threads, in the order of the worlds, whoever is finished first."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sim.cluster.trouble import UnitsLost
from sim.knowledge import one_world
from sim.knowledge.draws import Draws, draw, priors_of
from sim.knowledge.worlds import worlds_of
from sim.loaded import LoadedScenario
from tests.cluster.test_spread import Shuffled
from tests.studies.clinic import clinic

WORLDS, FIGURES = 16, {"target.many", "attained.good"}


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> LoadedScenario:
    found = clinic(tmp_path_factory.mktemp("worlds")).loaded
    assert found is not None
    return found


@pytest.fixture(scope="module")
def draws(loaded: LoadedScenario) -> Draws:
    """Two of the worlds are impossible."""
    found = draw(priors_of(loaded.scenario.parameters), WORLDS)
    values = found.values.copy()
    values[[3, 9], found.names.index("job_chance")] = 1.5
    return Draws(found.priors, values, found.scramble)


@pytest.mark.parametrize(("seed", "threads", "second"), [(1, 1, 1.0), (2, 3, 4.0)])
def test_the_figures_are_those_of_threads(
    loaded: LoadedScenario, draws: Draws, seed: int, threads: int, second: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(one_world, "SECONDS", second)
    here = worlds_of(loaded, draws, 2, FIGURES, seed=5, engine="reference")
    there = worlds_of(
        loaded, draws, 2, FIGURES, seed=5, engine="reference", machines=Shuffled(seed, threads)  # type: ignore[arg-type]
    )  # fmt: skip
    assert there.names == here.names
    assert list(there.possible) == [place for place in range(WORLDS) if place not in (3, 9)]
    for name in ("numerator", "denominator", "possible"):
        assert np.array_equal(getattr(here, name), getattr(there, name), equal_nan=name != "possible")


def test_worlds_that_workers_die_of_are_named(loaded: LoadedScenario, draws: Draws, tmp_path: Path) -> None:
    machines = Shuffled(1, threads=1, deadly="clinic")
    with pytest.raises(UnitsLost, match=r"clinic .*\), \d-\d") as lost:
        worlds_of(loaded, draws, 2, FIGURES, engine="reference", machines=machines, workers=1)  # type: ignore[arg-type]
    assert not lost.value.kept
