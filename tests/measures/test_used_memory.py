"""Counting in memory that has been used before: nothing that stands there is ever read."""

from __future__ import annotations

import numpy as np
import pytest

from sim.engines import compiled
from sim.log import buffers
from sim.measures import measure
from tests import generated

pytestmark = pytest.mark.property


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("content", [-1, 1 << 40])
def test_figures_are_those_of_fresh_memory(seed: int, content: int, monkeypatch: pytest.MonkeyPatch) -> None:
    model = generated.model(seed)
    log = compiled.run(model, 3, range(5))
    plain = measure(log, model, compiled=False)
    monkeypatch.setattr("sim.measures.digest.running.buffer", lambda words: np.full(words + 100, content))
    counted = measure(log, model, compiled=True)
    assert counted.names == plain.names
    assert np.array_equal(counted.numerator, plain.numerator, equal_nan=True)
    assert np.array_equal(counted.denominator, plain.denominator, equal_nan=True)


def test_a_digest_keeps_its_memory() -> None:
    """What is in use is never handed out again."""
    held = buffers.buffer(1000)
    view = held[:10]
    del held
    assert not np.shares_memory(buffers.buffer(1000), view)
