"""What a planner writes who does not know the language is named for what it is, with what to write instead."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

import sim
from sim.cli import _say_compiling, main
from sim.cli.figures import figure_file
from sim.kernels import stored
from sim.kernels.known import ENGINE
from sim.report.problems_in_words import problems_in_words, warnings_in_words
from sim.report.texts import Texts
from sim.scenario import ProblemsFound

BASE = """format = 1
[run]
start = 2021-01-01
years = 1
[parameters.weeks]
value = 6
unit = "weeks"
basis = "assumption"
[parameters.intake]
value = "cohort"
choices = ["cohort", "rolling"]
choice_titles.rolling = { da = "løbende", en = "one by one" }
basis = "assumption"
[parameters.vacancies]
value = 3
unit = "per year"
basis = "assumption"
lever = true
title = { da = "Ledige stillinger", en = "Vacancies" }
[arrivals.in]
to = "stay"
rate = "$vacancies"
[stage.stay]
lasts = { by = "$intake", cohort = "$weeks", other = "1 week" }
next = "gone"
[exit.gone]
"""


def project(folder: Path, text: str) -> Path:
    (folder / "base.toml").write_text(BASE, "utf-8")
    path = folder / "mine.toml"
    path.write_text(f'format = 1\nextends = "base.toml"\n{text}\n', "utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "line", "hint"),
    [
        ("[[change]]\nfrom = 2021-02-01\nset = { weeks = 5,5 }", 5, "decimaltal med punktum: 5.5"),
        ("[[change]]\nfrom = 2021-02-01\nset = { weeks = 5,5, vacancies = 3 }", 5, "decimaltal med punktum: 5.5"),
        ("[sæt]\nweeks = 5", 3, "Et navn med andre bogstaver end a til z"),
        ("[set]\nløbetid = 5", 4, 'Fundet: "løbetid"'),
        ('[set]\nweeks = "6 uger"', 4, "Mente du 6 weeks?"),
        ('[set]\nintake = "Løbende"', 4, "Mente du rolling?"),
        ('[stage.stay]\nlasts = "6 uger"', 4, "Mente du 6 weeks?"),
        ('[stage.stay]\nlasts = "1,5 måneder"', 4, "Mente du 1.5 months?"),
    ],
)
def test_slips_in_a_file(text: str, line: int, hint: str, tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound) as found:
        sim.load(project(tmp_path, text))
    words = problems_in_words(found.value, Texts("da"))
    assert f"mine.toml:{line}: " in words
    assert hint in words


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["run", "mine.toml", "--set", "intake=løbnde"], '"rolling" (løbende)'),
        (["size", "mine.toml", "--find", "stillinger", "--until", "mean(entries.stay) >= 2"], "mente du vacancies?"),
        (["run", "mine.toml", "--pladser", "15"], "mente du --set slots=15?"),
        (["run", "mine.toml", "--stillinger=15"], "mente du --set vacancies=15?"),
        (["new", "x.toml", "--pladser", "15"], "mente du --places 15?"),
        (["run", "mine.toml", "--vrøvl", "15"], "ukendte argumenter: --vrøvl 15\n"),
    ],
)
def test_slips_on_the_command_line(
    arguments: list[str], hint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project(tmp_path, "")
    monkeypatch.chdir(tmp_path)
    try:
        code = main([*arguments, "--lang", "da"])
    except SystemExit as stopped:
        code = int(stopped.code or 0)
    assert code == 2
    assert hint in capsys.readouterr().err


def test_a_missing_file_is_looked_for_among_the_scenarios(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "scenarios").mkdir()
    project(tmp_path / "scenarios", "")
    monkeypatch.chdir(tmp_path)
    assert main(["run", "mine.toml", "--lang", "da"]) == 2
    assert str(Path("scenarios") / "mine.toml") in capsys.readouterr().err


@pytest.mark.parametrize("length", ["6", "6,5"])
def test_a_length_without_its_unit_is_asked_about(
    length: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """``--praktik 6`` took six days without a word."""
    assert main(["new", str(tmp_path / "mit.toml"), "--praktik", length, "--yes", "--lang", "da"]) == 2
    assert f"Er {length} dage eller uger?" in capsys.readouterr().err
    assert not (tmp_path / "mit.toml").exists()


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("da", "den hurtige motor oversættes til maskinkode (omkring 15 s, kun første gang)"),
        ("en", "compiling the fast engine (about 15 s, once)"),
    ],
)
def test_compiling_is_said_in_the_language_of_the_reader(
    lang: str, words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(stored, "announce", partial(_say_compiling, lang))
    monkeypatch.setattr(stored, "compiled_now", stop)
    with pytest.raises(RuntimeError):
        stored._compiled(ENGINE)
    assert capsys.readouterr().err == f"{words}\n"


def test_several_figures_go_to_files_of_the_name_that_was_given() -> None:
    """``--figure dotplot=ud.svg`` wrote its two figures to files of another name."""
    assert figure_file("ud/mit.svg", "dotplot.volume", 2) == Path("ud/mit-dotplot-volume.svg")
    assert figure_file("ud/mit.svg", "flow", 1) == Path("ud/mit.svg")


def test_a_closure_before_the_run_is_named(tmp_path: Path) -> None:
    """Where a project is moved, its closed periods stayed in the old year without a word."""
    text = '[calendar]\nclosed = ["week 52", "2020-03-01 to 2020-04-01", "2021-03-01 to 2021-04-01"]'
    (warning,) = warnings_in_words(sim.load(project(tmp_path, text)).scenario.warnings, Texts("da"))
    assert warning.startswith('calendar.closed: "2020-03-01 to 2020-04-01" ligger ikke i kørslen')


def test_choices_and_parameters_may_be_typed_by_their_titles(tmp_path: Path) -> None:
    """What a planner reads is ``løbende`` and ``Ledige stillinger``; files go on stating codes and names."""
    path = project(tmp_path, "")
    assert sim.load(path, intake="Løbende").scenario.hash == sim.load(path, intake="rolling").scenario.hash
    assert sim.load(path, intake="one by one").scenario.hash == sim.load(path, intake="rolling").scenario.hash
    with pytest.raises(ProblemsFound) as found:
        sim.load(path, **{"Ledige stilinger": 5})
    assert found.value.problems[0].nearest == "vacancies"
