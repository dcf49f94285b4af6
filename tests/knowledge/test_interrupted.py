"""A study over many sets of assumptions that is interrupted: the same call goes on, and gives the same figures."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim.knowledge import kept_worlds
from sim.knowledge.draws import Draws, draw, priors_of
from sim.knowledge.one_world import OfEachWorld
from sim.knowledge.optimise import optimise
from sim.knowledge.points import points_in_worlds
from sim.knowledge.sensitivity import sensitivity
from sim.knowledge.uncertain import uncertain
from sim.knowledge.worlds import worlds_of
from sim.loaded import LoadedScenario
from sim.measures.sheet import Sheet
from sim.store.unfinished import FOLDER, unfinished
from sim.studies.asked import stated
from sim.studies.option import Option
from tests.studies.clinic import clinic

pytestmark = pytest.mark.property

WORLDS, FIGURES = 16, {"target.many", "attained.good"}


@pytest.fixture
def loaded(tmp_path: Path) -> LoadedScenario:
    found = clinic(tmp_path).loaded
    assert found is not None
    return found


@pytest.fixture
def draws(loaded: LoadedScenario) -> Draws:
    """Some of the worlds are impossible, the first one too."""
    found = draw(priors_of(loaded.scenario.parameters), WORLDS)
    values = found.values.copy()
    values[[0, 3, 9], found.names.index("job_chance")] = 1.5
    return Draws(found.priors, values, found.scramble)


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> Counter[int]:
    """Counts how often each world (by its seed) has been simulated."""
    count: Counter[int] = Counter()
    simulate = OfEachWorld.sheet

    def counted(self: OfEachWorld, loaded: LoadedScenario, engine: Any, rows: Any, world: Any) -> Sheet | str:
        found = simulate(self, loaded, engine, rows, world)
        if isinstance(found, Sheet):
            count[world.seed] += 1
        return found

    monkeypatch.setattr(OfEachWorld, "sheet", counted)
    monkeypatch.setattr(kept_worlds, "SHORTEST", 0.0)
    return count


class Interrupted(BaseException):
    """As Ctrl-C, which pytest would take for its own."""


class Stop:
    """Progress that interrupts after so many calls."""

    def __init__(self, calls: int) -> None:
        self.left = calls

    def __call__(self, done: int, wanted: int) -> None:
        self.left -= 1
        if self.left == 0:
            raise Interrupted


@pytest.mark.parametrize("at", [1, 2, 4, 5, 11, WORLDS])
def test_worlds_go_on_where_they_were_interrupted(
    loaded: LoadedScenario, draws: Draws, done: Counter[int], tmp_path: Path, at: int
) -> None:
    whole = worlds_of(loaded, draws, 2, FIGURES, engine="compiled")
    done.clear()
    with pytest.raises(Interrupted), unfinished(tmp_path) as study:
        worlds_of(loaded, draws, 2, FIGURES, engine="compiled", progress=Stop(at), study=study)
    with unfinished(tmp_path) as study:
        again = worlds_of(loaded, draws, 2, FIGURES, engine="compiled", study=study)
    assert set(done.values()) == {1}
    assert len(done) == WORLDS - 3
    for name in ("names", "numerator", "denominator", "possible"):
        assert np.array_equal(getattr(whole, name), getattr(again, name))
    assert not (tmp_path / FOLDER).exists()


def test_other_worlds_figures_or_replications_take_nothing(
    loaded: LoadedScenario, draws: Draws, done: Counter[int], tmp_path: Path
) -> None:
    with pytest.raises(Interrupted), unfinished(tmp_path) as study:
        worlds_of(loaded, draws, 2, FIGURES, engine="compiled", progress=Stop(WORLDS), study=study)
    slower = np.where(np.array(draws.names) == "days", 1.001, 1.0)
    other = Draws(draws.priors, draws.values * slower, draws.scramble)
    for given in (
        (loaded.set(places=5), draws, 2, FIGURES, 1),
        (loaded, other, 2, FIGURES, 1),
        (loaded, draws, 3, FIGURES, 1),
        (loaded, draws, 2, {"target.many"}, 1),
        (loaded, draws, 2, FIGURES, 2),
    ):
        done.clear()
        with pytest.raises(Interrupted), unfinished(tmp_path) as study:
            worlds_of(*given, engine="compiled", progress=Stop(WORLDS), study=study)
        assert sum(done.values()) >= WORLDS - 3


def test_a_damaged_part_is_computed_again(
    loaded: LoadedScenario, draws: Draws, done: Counter[int], tmp_path: Path
) -> None:
    with pytest.raises(Interrupted), unfinished(tmp_path) as study:
        worlds_of(loaded, draws, 2, FIGURES, engine="compiled", progress=Stop(WORLDS), study=study)
    parts = sorted((tmp_path / FOLDER).rglob("*.parquet"))
    content = bytearray(parts[-1].read_bytes())
    content[len(content) // 2] ^= 1
    parts[-1].write_bytes(content)
    done.clear()
    with unfinished(tmp_path) as study:
        again = worlds_of(loaded, draws, 2, FIGURES, engine="compiled", study=study)
    assert 0 < sum(done.values()) < WORLDS - 3
    assert np.array_equal(again.numerator, worlds_of(loaded, draws, 2, FIGURES, engine="compiled").numerator)


def studies(loaded: LoadedScenario) -> dict[str, Any]:
    option = Option.of(loaded)
    return {
        "uncertain": lambda **more: uncertain(loaded, worlds=16, replications=2, engine="compiled", workers=1, **more),
        "points": lambda **more: points_in_worlds(
            [option, option.set(places=3)], stated(option.scenario), ["places"], 16, 2, engine="compiled",
            workers=1, **more,
        ),
        "sensitivity": lambda **more: sensitivity(
            loaded, trajectories=2, detail=1, size=8, replications=1, engine="compiled", workers=1, **more
        ),
        "optimise": lambda **more: optimise(
            loaded, subject=["P(many) >= 0.2"], vary={"places": [2, 3]}, minimise="target.many", worlds=32,
            replications=1, engine="compiled", workers=1, **more,
        ),
    }  # fmt: skip


@pytest.mark.parametrize("name", ["uncertain", "points", "sensitivity", "optimise"])
def test_every_study_goes_on(loaded: LoadedScenario, done: Counter[int], tmp_path: Path, name: str) -> None:
    study = studies(loaded)[name]
    whole = study()
    computed, _ = sum(done.values()), done.clear()
    with pytest.raises(Interrupted):
        study(results=tmp_path, progress=Stop(12))
    again = study(results=tmp_path)
    assert sum(done.values()) <= computed + 1  # a run of the options alone may come first
    assert repr(again) == repr(whole)
    assert not (tmp_path / FOLDER).exists()
