"""What the README shows is what the program says."""

from __future__ import annotations

import re
import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest

import sim
from sim.analysis.moved_sessions import moved_sessions
from sim.cli import main
from sim.limits import default_workers
from sim.scenario.schema import DAY

ROOT = Path(__file__).parents[2]


def form(text: str) -> str:
    """The words without the numbers, and without where lines are broken: numbers are made by ``make docs-figures``."""
    return " ".join(re.sub(r"\d[\d.,–]*", "#", text).split())


def test_the_first_result_has_the_form_of_what_the_command_prints(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "80")
    shown = re.search(r"^\$ (rengsim .*?)\n(.*?)^```", (ROOT / "README.md").read_text("utf-8"), re.M | re.S)
    assert shown is not None
    assert main([*shown[1].split()[1:], "--workers", str(default_workers())]) == 0
    assert form(capsys.readouterr().out) == form(shown[2])


def test_every_link_leads_somewhere() -> None:
    pages = [
        ROOT / "README.md",
        ROOT / "README.da.md",
        *(ROOT / "docs").glob("*.md"),
        ROOT / "scenarios" / "README.md",
        ROOT / "results" / "README.md",
    ]
    for page in pages:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


@pytest.mark.parametrize("page", ["README.md", "README.da.md"])
def test_the_readme_scenario_is_a_scenario(page: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    block = re.search(r"```toml\n(.*?)```", (ROOT / page).read_text("utf-8"), re.S)
    assert block is not None
    text = block[1].replace('"rengoering.toml"', f'"{ROOT / "scenarios" / "rengoering.toml"}"')
    (tmp_path / "mine.toml").write_text(text, "utf-8")
    assert main(["check", str(tmp_path / "mine.toml"), "--allow-folder", str(ROOT / "scenarios")]) == 0
    assert "kan bære" in capsys.readouterr().out


def test_ten_lines_of_toml_are_toml() -> None:
    (block,) = [one for one in danish_blocks() if "andel" in one]
    assert tomllib.loads(block)["andel"] == 0.8


def test_the_closed_project_builds_on_ones_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own, more = str(tmp_path / "mit.toml"), ["--allow-folder", str(ROOT / "scenarios")]
    dates = ["--start", "1.3.2027", "--places", "8", "--holds", "3", "--praktik", "6 uger", "--dropout", "20 %"]
    assert main(["new", own, "--from", str(ROOT / "scenarios" / "rengoering.toml"), *dates, "--yes", *more]) == 0
    (block,) = [one for one in danish_blocks() if "closed = " in one]
    (tmp_path / "mit-lukket.toml").write_text(block, "utf-8")
    capsys.readouterr()
    assert main(["check", str(tmp_path / "mit-lukket.toml"), *more]) == 0
    closed = sim.load(tmp_path / "mit-lukket.toml", allow_folders=[str(ROOT / "scenarios")])
    assert closed.parameters["closure_effect"] == "run_on", "summers are as they were"
    weeks = {one.name: sum(end - start for start, end in one.pauses) / DAY for one in closed.scenario.steps}
    assert {name for name, days in weeks.items() if days} == {"tilbud", "extension", "praktik"}
    assert set(weeks.values()) == {0, 92}
    (moved,) = moved_sessions(closed.scenario)
    first = closed.scenario.run.first_day
    days = [first + timedelta(seconds=time) for time in (*moved.planned, moved.held)]
    assert days == [date(2027, 4, 5), date(2027, 6, 1)]


def danish_blocks() -> list[str]:
    return re.findall(r"```toml\n(.*?)```", (ROOT / "README.da.md").read_text("utf-8"), re.S)
