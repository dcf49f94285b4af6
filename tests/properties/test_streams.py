"""Law 5: the uniforms that a run uses are uniform, uncorrelated, and each address is used for one purpose."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from sim.engines.reference import run
from sim.engines.reference.chance import Chance
from sim.random_keys import draw, person_key, replication_key, stream_key
from tests import generated

Address = tuple[int, int, int, int, int]


@pytest.fixture(scope="module")
def used() -> dict[Address, float]:
    """Every uniform that the runs of a few pathways asked for, by (key, stream, owner, visit, index)."""
    found: dict[Address, float] = {}
    plain = Chance.uniform

    def noted(self: Chance, stream: int, owner: int, visit: int = 0, index: int = 0) -> float:
        u = plain(self, stream, owner, visit, index)
        address = (self.key, stream, owner, visit, index)
        assert found.setdefault(address, u) == u
        return u

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Chance, "uniform", noted)
        for seed in range(25):
            run(generated.model(seed), 1000 + seed, [0, 1])
    return found


def test_they_are_what_the_addresses_say(used: dict[Address, float]) -> None:
    for key, stream, owner, visit, index in list(used)[:2000]:
        assert used[key, stream, owner, visit, index] == draw(key, stream, owner, visit, index)


def test_they_are_uniform(used: dict[Address, float]) -> None:
    values = np.sort(np.array(list(used.values())))
    n = len(values)
    assert n > 20_000
    grid = np.arange(n) / n
    distance = max(np.max(values - grid), np.max(grid + 1 / n - values))
    assert distance * np.sqrt(n) < 2.0  # Kolmogorov: a chance of 7e-4
    assert values[0] > 0
    assert values[-1] < 1
    assert len(np.unique(values)) == n


def test_the_streams_of_a_person_are_uncorrelated(used: dict[Address, float]) -> None:
    people: dict[tuple[int, int, int], dict[int, float]] = {}
    for (key, stream, owner, visit, index), u in used.items():
        if index == 0:
            people.setdefault((key, owner, visit), {})[stream] = u
    pairs = [pair for streams in people.values() for pair in combinations([streams[s] for s in sorted(streams)], 2)]
    first, second = np.array(pairs).T
    assert len(pairs) > 5000
    assert abs(np.corrcoef(first, second)[0, 1]) * np.sqrt(len(pairs)) < 4.5


@pytest.mark.parametrize("step", ["stream", "owner", "visit", "index", "replication", "seed"])
def test_neighbours_are_uncorrelated(step: str) -> None:
    n = 20_000
    source = stream_key("arrivals.a")

    def u(i: int) -> float:
        at = dict.fromkeys(("stream", "owner", "visit", "index", "replication", "seed"), 0) | {step: i}
        stream = stream_key(f"step.s{at['stream']}.length")
        owner = person_key(source, at["owner"], 0)
        return draw(replication_key(at["seed"], at["replication"]), stream, owner, at["visit"], at["index"])

    values = np.array([u(i) for i in range(n)])
    assert abs(np.corrcoef(values[1:], values[:-1])[0, 1]) * np.sqrt(n) < 4.5
    assert abs(values.mean() - 0.5) * np.sqrt(12 * n) < 4.5
    cells = np.bincount((values * 20).astype(int), minlength=20)
    assert np.sum((cells - n / 20) ** 2 / (n / 20)) < 50.8  # chi-square with 19 degrees of freedom: a chance of 1e-4
