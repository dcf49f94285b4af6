"""A scenario that was set many times is the one that is read afresh: what is made once depends on the files alone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import sim
from sim.knowledge.draws import draw, priors_of
from sim.scenario.problems import ProblemsFound

pytestmark = pytest.mark.property

SCENARIOS = Path(__file__).parents[2] / "scenarios"
FILES = [SCENARIOS / "rengoering.toml", SCENARIOS / "neighbours" / "smaajob.toml",
         SCENARIOS / "neighbours" / "uddannelsespulje.toml"]  # fmt: skip
LOADED = {path: sim.load(path) for path in FILES}
WORLDS = {path: draw(priors_of(one.scenario.parameters), 64, 7) for path, one in LOADED.items()}


def problems_of(path: Path, again: bool, values: dict[str, float]) -> str:
    with pytest.raises(ProblemsFound) as found:
        _ = LOADED[path].set(**values) if again else sim.load(path, **values)
    return str(found.value)


@given(st.sampled_from(FILES), st.integers(0, 63), st.integers(0, 2**32 - 1))
@settings(max_examples=12, deadline=None, phases=(Phase.generate,))
def test_set_again_is_the_same_as_read_afresh(path: Path, world: int, choice: int) -> None:
    """Scenario, hash, digest of all tables, and problems; for one, some or all parameters drawn."""
    values = WORLDS[path].world(world)
    generator = np.random.default_rng(choice)
    some = generator.permutation(sorted(values))[: generator.choice([1, 5, len(values)])]
    values = {str(name): values[name] for name in some}
    try:
        again = LOADED[path].set(**values)
    except ProblemsFound:
        assert problems_of(path, True, values) == problems_of(path, False, values)
        return
    fresh = sim.load(path, **values)
    assert again.scenario == fresh.scenario
    assert again.scenario.hash == fresh.scenario.hash
    assert again.model.digest == fresh.model.digest


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_problem_is_reported_every_time(path: Path) -> None:
    name = next(iter(WORLDS[path].names))
    reports = []
    for _ in range(2):
        with pytest.raises(ProblemsFound) as found:
            LOADED[path].set(**{name: "nonsense"})
        reports.append(str(found.value))
    assert reports[0] == reports[1]
