"""Life outside the project in ``explain`` and ``check``."""

from __future__ import annotations

from math import exp
from pathlib import Path

import pytest

from sim.analysis.arithmetic import arithmetic
from sim.loaded import load
from sim.report.arithmetic_in_words import arithmetic_in_words
from sim.report.explain import explain
from sim.report.texts import Texts
from sim.scenario.schema import WEEK, YEAR

PROJECT = """
format = 1
[run]
start = 2021-01-01
years = 1
[attribute.group]
near = 0.25
far = "rest"
[arrivals.all]
to = "course"
rate = 60
[stage.course]
lasts = "30 days"
next = { job = 0.5, gone = 0.25, moved = "rest" }
[stage.job]
support = "self"
lasts = { exponential = "20 weeks" }
marks = { hours = { triangular = [8, 20, 37] } }
next = "gone"
[exit.gone]
title = { da = "Ude", en = "Out" }
[exit.moved]
support = "self"
[background]
rate = { by = "group", near = "0.02 per week", far = "0.01 per week" }
retention = "8 months"
months = { 7 = 0.5 }
text = "as found elsewhere"
[[change]]
from = 2021-03-01
times = { "background.rate" = 0.5 }
"""
SUPPLEMENT = """
[benefit]
monthly = 11000
[benefit.supplement]
hours = "hours"
wage = 150
disregard = 28
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "project.toml"
    file.write_text(PROJECT, encoding="utf-8")
    return file


def _explained(path: Path, language: str) -> str:
    question = load(path)
    return explain(question.scenario, Texts(language), question.source.tables)


def test_explain_says_it_aloud(path: Path) -> None:
    said = " ".join(_explained(path, "en").split())
    near, far = (100 * (1 - exp(-rate * YEAR / WEEK)) for rate in (0.02, 0.01))
    for words in (f"{near:.1f}%", f"{far:.1f}%", "It lasts 8 months", "July", "leaves the project: Out.", "elsewhere",
                  "jobs that people find by themselves"):  # fmt: skip
        assert words in said
    danish = " ".join(_explained(path, "da").split())
    assert "Uden projektet ============== - Alle har også et liv uden projektet" in danish


def test_check_weighs_it_against_the_project(path: Path) -> None:
    scenario = load(path).scenario
    found = arithmetic(scenario).background
    assert found is not None
    near, far = (1 - exp(-rate * YEAR / WEEK) for rate in (0.02, 0.01))
    assert found.found[0] == pytest.approx(0.25 * near + 0.75 * far)
    assert found.gross == pytest.approx(0.5)
    said = " ".join(arithmetic_in_words(scenario, Texts("en")).split())
    first, second = (round(100 * share) for share in found.found)
    assert f"about {first} of 100 find a job by themselves within a year and {second} within two" in said
    assert "compare --without computes the difference" in said, "the two numbers cannot be subtracted"
    assert "Of 100 who come (also those who never start) about 50 come to a job" in said


def test_jobs_that_end_all_benefit_on_one_side_only_are_warned_of(path: Path) -> None:
    text = path.read_text("utf-8")
    path.write_text(text + SUPPLEMENT, encoding="utf-8")
    (warning,) = [one for one in load(path).scenario.warnings if "[background]" in str(one)]
    assert "hours" in str(warning)
    marks = "[background]\nmarks = { hours = { triangular = [8, 20, 37] } }"
    path.write_text(text.replace("[background]", marks) + SUPPLEMENT, encoding="utf-8")
    assert not [one for one in load(path).scenario.warnings if "[background]" in str(one)]
