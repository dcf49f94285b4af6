"""The laws hold on every engine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module

import pytest

from sim.engines import available
from sim.log.table import Log
from sim.model.model import Model

Run = Callable[[Model, int, Sequence[int]], Log]


@pytest.fixture(params=available())
def engine(request: pytest.FixtureRequest) -> str:
    """The name of each engine in turn."""
    name: str = request.param
    return name


@pytest.fixture
def run(engine: str) -> Run:
    """``run(model, seed, replications)`` of each engine in turn."""
    found: Run = import_module(f"sim.engines.{engine}").run
    return found
