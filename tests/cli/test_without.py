"""``rengsim compare --without`` as a user meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sim.cli import main

PROJECT = """
format = 1
title = { da = "Projekt", en = "Project" }
[run]
start = 2021-01-01
years = 1
follow_up = "24 months"
[arrivals.all]
to = "course"
rate = 60
[stage.course]
lasts = "30 days"
next = { job = 0.5, gone = "rest" }
cost = { per_start = 5000, payer = "jobcentre" }
[stage.job]
support = "self"
lasts = { exponential = "20 weeks" }
next = "gone"
[exit.gone]
[benefit]
monthly = 11000
refund = { 26 = 0.8, other = 0.2 }
"""
OUTSIDE = '[background]\nrate = "{} per week"\nretention = {{ exponential = "20 weeks" }}\n'


def asked(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> tuple[str, str]:
    capsys.readouterr()
    rest = ("--engine", "reference", "--workers", "1", "--replications", "12")
    assert main(["compare", *arguments, "--without", *rest]) == code
    said = capsys.readouterr()
    return said.out, said.err


@pytest.fixture(autouse=True)
def eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def path(tmp_path: Path) -> str:
    file = tmp_path / "project.toml"
    file.write_text(PROJECT + OUTSIDE.format(0.01), encoding="utf-8")
    return str(file)


def test_one_project_in_danish(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = asked(capsys, path)
    first = " ".join(out.split("Talt er")[0].split())
    assert first.startswith("Projektet giver ")
    assert first.endswith("uden.")
    assert "af 100 borgere et job, de ellers ikke havde fået" in first
    for words in ("ud af 100 gennemspilninger", "Med og uden projektet, 2021", "Kommunen (forsørgelse)", "jobcentre"):
        assert words in out
    assert max(map(len, out.splitlines())) <= 80


def test_one_project_in_english(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = asked(capsys, path, "--lang", "en")
    assert out.startswith("The project gives ")
    for words in ("of 100 people a job that they would not have had", "The state (refund)", "All together"):
        assert words in " ".join(out.split())
    assert max(map(len, out.splitlines())) <= 80


def test_the_numbers_are_those_of_the_figures(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = asked(capsys, path, "--json")
    found = json.loads(out)
    (project,) = found["projects"]
    figures = project["figures"]
    assert found["kind"] == "without"
    for name in ("jobs", "self_months"):
        net = figures[f"{name}_with"]["mean"] - figures[f"{name}_without"]["mean"]
        assert figures[f"net_{name}"]["mean"] == pytest.approx(net)
    paid = [figures[f"net_paid.{payer}"]["mean"] for payer in ("state", "municipality", "jobcentre")]
    assert figures["net_kroner"]["mean"] == pytest.approx(sum(paid))
    assert figures["net_kroner"]["mean"] == pytest.approx(
        figures["net_benefit"]["mean"] - figures["cost_total"]["mean"]
    )
    assert project["runs_above_0"]["net_jobs"] + project["runs_below_0"]["net_jobs"] <= 1
    text, _ = asked(capsys, path, "--lang", "en")
    share = round(100 * figures["jobs_with"]["mean"] / project["came"])
    assert f"{share} of 100" in text


def test_two_projects_and_what_they_differ_by(path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    more = tmp_path / "more.toml"
    more.write_text((PROJECT + OUTSIDE.format(0.01)).replace("job = 0.5", "job = 0.9"), encoding="utf-8")
    out, _ = asked(capsys, path, str(more), "--lang", "en")
    assert out.startswith("B gives ")
    assert "more jobs net than A" in out
    assert out.count("With and without the project") == 2
    out, _ = asked(capsys, path, path, "--lang", "en")
    assert out.startswith("B and A give the same net in every run.")


def test_a_project_that_is_no_better_than_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "worse.toml"
    file.write_text(PROJECT.replace("30 days", "500 days") + OUTSIDE.format(0.05), encoding="utf-8")
    out, _ = asked(capsys, str(file), "--lang", "en")
    assert out.startswith("The project costs ")
    assert "does not pay for itself" in " ".join(out.split())


def test_what_does_not_go_with_it_is_said(path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bare = tmp_path / "bare.toml"
    bare.write_text(PROJECT, encoding="utf-8")
    _, said = asked(capsys, str(bare), code=2)
    assert "bare.toml siger intet om livet uden projektet: den har ingen [background]" in said
    for option in (("--measure", "mean(in_system)"), ("--waterfall",), ("--by", "source"), ("--uncertain", "16")):
        _, said = asked(capsys, path, *option, code=2)
        assert f"{option[0]} kan ikke bruges sammen med --without" in said
