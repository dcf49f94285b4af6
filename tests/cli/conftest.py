"""Every test of the command line has a results store of its own."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_results(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path_factory.mktemp("results")
    monkeypatch.setenv("RENGSIM_RESULTS", str(path))
    monkeypatch.setenv("COLUMNS", "1000")  # sentences stay on one line, however wide the terminal is
    return path
