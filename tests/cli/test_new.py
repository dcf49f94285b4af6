"""``rengsim new``: what is answered stands in a file that passes ``check``; nothing is guessed, nothing overwritten."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

import sim
from sim.cli import main
from sim.cli.command_line import NEW_PROJECT
from sim.report.new_project import ASKS
from sim.studies.leaving import share_now

OWN = ["--start", "1.3.2027", "--places", "8", "--holds", "3", "--praktik", "6 uger", "--dropout", "20 %"]


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    for name in ("rengoering.toml", "parametre.toml", "satser.csv"):
        (folder / name).write_bytes((Path("scenarios") / name).read_bytes())
    return folder


def new(folder: Path, name: str, *more: str) -> int:
    return main(["new", str(folder / name), *more, "--lang", "da"])


def test_every_question_has_an_option() -> None:
    assert [ask.option for ask in ASKS] == list(NEW_PROJECT)


def test_a_project_of_ones_own(copied: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(copied, "mit", *OWN, "--yes") == 0
    said = capsys.readouterr().out
    said = said.replace("\xa0", " ")
    assert "1. marts 2027" in said
    assert "Hvor længe varer praktikken? 6 uger\n" in said
    assert "Hvor mange skal starte om året? 24 personer om året\n" in said, "a target is no assumption out of range"
    assert "Første holdstart; pladserne åbner: 5. april 2027" in said
    assert "Søgningen holder pause, når så mange er klar: 20 personer" in said, "what else is one's own to decide"
    made = sim.load(copied / "mit.toml")
    assert made.scenario.asks.da == "Hvad giver projektet?"
    assert made.scenario.warnings == ()
    base = sim.load(copied / "rengoering.toml").parameters
    derived = {one.name for one in made.scenario.parameters if one.formula}
    changed = {name: value for name, value in made.parameters.items() if value != base[name] and name not in derived}
    assert changed.pop("dropout_hazard")
    assert share_now(made, "dropout_hazard") == pytest.approx(0.2, abs=1e-4)
    assert {str(changed.pop(name))[:10] for name in ("first_hold", "amu_first")} == {"2027-04-05", "2026-11-16"}
    assert changed == {
        "slots": 8, "hold_size": 8, "hold_interval": 17, "volume_target": 24, "praktik_length": 42,
    }  # fmt: skip
    assert main(["check", str(copied / "mit.toml")]) == 0
    text = (copied / "mit.toml").read_text(encoding="utf-8")
    assert "# suitable = 0.7  # Andel egnede ved screening: 70" in text
    (copied / "alt.toml").write_text(text.replace("\n# suitable", "\nsuitable"), encoding="utf-8")
    assert sim.load(copied / "alt.toml").parameters == made.parameters


def test_without_a_terminal_what_is_missing_is_named(
    copied: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert new(copied, "b", *OWN) == 2
    said = capsys.readouterr().err
    assert "--vacancies" in said
    assert "--places" not in said
    assert not (copied / "b.toml").exists()


def test_everything_that_cannot_be_used_is_said_at_once(copied: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(copied, "c", "--start", "i morgen", "--places", "1.234", "--dropout", "300", "--yes") == 2
    said = capsys.readouterr().err
    assert all(f"--{option}:" in said for option in ("start", "places", "dropout"))
    assert "1234" in said
    assert "1,2340" in said
    assert not (copied / "c.toml").exists()


def test_a_file_that_is_there_stays_as_it_is(copied: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (copied / "rengoering.toml").read_bytes()
    assert new(copied, "rengoering", "--yes") == 2
    assert "findes allerede" in capsys.readouterr().err
    assert (copied / "rengoering.toml").read_bytes() == before


def test_answers_are_typed_and_wrong_ones_asked_for_again(
    copied: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = iter(["Dit og mit", "1.3.2027", "", "otte", "8", "3", "", "", "", "0,25", "", ""])

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("builtins.input", lambda prompt: next(typed))
    assert new(copied, "typed") == 0
    assert "”otte” er ikke et tal" in capsys.readouterr().out
    made = sim.load(copied / "typed.toml")
    assert made.parameters["intake_mode"] == "rolling"
    assert share_now(made, "dropout_hazard") == pytest.approx(0.25, abs=1e-4)
    assert made.scenario.titles.da == "Dit og mit"


def test_recruiting_long_before_the_start_is_pointed_out(copied: Path, capsys: pytest.CaptureFixture[str]) -> None:
    moved = copied / "moved.toml"
    moved.write_text('format = 1\nextends = "rengoering.toml"\n[run]\nstart = 2027-03-01\n', encoding="utf-8")
    assert main(["check", str(moved), "--lang", "da"]) == 0
    assert "recruit_from, 2020-09-01, ligger længe før start, 2027-03-01" in capsys.readouterr().out
    assert main(["check", str(copied / "rengoering.toml"), "--lang", "da"]) == 0
    assert "længe før" not in capsys.readouterr().out
