"""A percentage given to what is a rate a week is read back, wherever it was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.cli import main

ROOT = Path(__file__).parents[2]


def child(folder: Path, text: str) -> str:
    path = folder / "child.toml"
    base = (ROOT / "scenarios" / "rengoering.toml").as_posix()
    path.write_text(f'format = 1\nextends = "{base}"\n{text}', encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    "text",
    [
        '[set]\ndropout_hazard = "20 %"\n',
        '[[change]]\nfrom = 2022-01-01\nset = { dropout_hazard = "20 %" }\n',
        '[parameters.dropout_hazard]\nvalue = "3 %"\n[set]\ndropout_hazard = "20 %"\n',
    ],
)
def test_a_percentage_in_a_file_is_read_back(tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    assert main(["check", child(tmp_path, text), "--allow-folder", str(ROOT / "scenarios")]) == 0
    said = capsys.readouterr().err
    assert "0,2 om ugen" in said
    assert "Falder 20 pct. fra i alt, svarer det til 0,02" in " ".join(said.split())


def test_what_is_set_on_the_command_line_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = child(tmp_path, '[set]\ndropout_hazard = "20 %"\n')
    assert main(["check", path, "--set", "dropout_hazard=0.015", "--allow-folder", str(ROOT / "scenarios")]) == 0
    assert "Læst sådan" not in capsys.readouterr().err


@pytest.mark.parametrize(("first", "warned"), [("2023-12-31", False), ("2024-01-01", True)])
def test_a_change_after_the_last_day_is_pointed_at(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], first: str, warned: bool
) -> None:
    path = child(tmp_path, f"\n[[change]]\nfrom = {first}\nset = {{ slots = 15 }}\n")
    assert main(["check", path, "--allow-folder", str(ROOT / "scenarios")]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert ("child.toml:5: ændringen begynder efter den sidste dag" in said) == warned
