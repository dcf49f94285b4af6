"""Every rule is tested with every engine that is installed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sim.engines import available
from tests.contract import story


@pytest.fixture(params=available())
def engine(request: pytest.FixtureRequest) -> str:
    """The name of an engine."""
    return str(request.param)


@pytest.fixture
def play(tmp_path: Path, engine: str) -> Callable[..., story.Story]:
    """Plays the scenario of a TOML text: ``play(text, seed=1)``."""

    def run(text: str, **how: Any) -> story.Story:
        return story.play(text, tmp_path, engine, **how)

    return run
