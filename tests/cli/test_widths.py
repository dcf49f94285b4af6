"""What a command prints is no wider than the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.cli import main

BASELINE = str(Path(__file__).parents[2] / "scenarios" / "rengoering.toml")


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("command", ["check", "explain"])
def test_no_line_is_wider_than_the_terminal(
    command: str, width: int, lang: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    assert main([command, BASELINE, "--lang", lang]) == 0
    lines = capsys.readouterr().out.split("\n")
    assert [line for line in lines if len(line) > width] == []
