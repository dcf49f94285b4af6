"""Whose a value is: a basis and a source speak for the value of the file that states them, and for no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.analysis.basis import assumptions, by_basis
from sim.loaded import load
from sim.report.explain import explain
from sim.report.papers.assumptions import least_known_section, parameter_table
from sim.report.papers.blocks import Paragraph
from sim.report.texts import Texts
from sim.scenario.schema import Own

BASE = """
format = 1
[run]
start = 2021-01-01
years = 1
[parameters.places]
value = 12
unit = "places"
basis = "text"
source = { da = "Aftalen, side 3" }
[parameters.opens]
value = 2021-02-01
[parameters.stay]
value = "28 days"
basis = "proxy"
[parameters.way]
value = "hold"
choices = ["hold", "rolling"]
basis = "text"
[parameters.twice]
formula = "2 * places"
[resource.rooms]
capacity = "$twice"
[arrivals.people]
rate = "20 per year"
to = "course"
[gate.door]
first = "$opens"
every = "4 weeks"
seats = 5
[stage.course]
uses = "rooms"
gate = { by = "$way", hold = "door", rolling = "none" }
lasts = { by = "kind", a = "$stay", b = "1 day" }
next = "end"
[exit.end]
[attribute.kind]
a = 0.5
b = 0.5
"""
MIDDLE = 'format = 1\nextends = "base.toml"\n'
OWN = 'format = 1\nextends = "middle.toml"\n[set]\nplaces = 8\nstay = "4 weeks"\nway = "rolling"\nopens = 2021-03-01\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("base", BASE), ("middle", MIDDLE), ("own", OWN)):
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    return tmp_path


def whose(file: Path, **values: float | str) -> dict[str, Own | None]:
    return {one.name: one.own for one in load(file, **values).scenario.parameters}


def test_a_file_that_sets_another_value_owns_it_and_one_that_repeats_the_value_does_not(folder: Path) -> None:
    assert whose(folder / "own.toml") == {
        "places": Own("own.toml", "middle.toml", 12.0),
        "way": Own("own.toml", "middle.toml", "hold"),
        "opens": Own("own.toml", "middle.toml", "2021-02-01"),
        "stay": None,  # four weeks are 28 days
        "twice": None,  # follows
    }
    assert set(whose(folder / "base.toml").values()) == {None}


def test_a_value_of_the_command_line_is_of_no_file(folder: Path) -> None:
    assert whose(folder / "base.toml", places=9)["places"] == Own("", "base.toml", 12.0)
    assert whose(folder / "own.toml", places=9)["places"] == Own("", "middle.toml", 12.0)
    assert whose(folder / "own.toml", places=8)["places"] == Own("own.toml", "middle.toml", 12.0)
    assert whose(folder / "own.toml", places=12)["places"] is None
    assert whose(folder / "own.toml", twice=30)["twice"] == Own("", "own.toml", None)  # where the formula is in force


def test_whose_a_value_is_does_not_depend_on_what_was_set_before(folder: Path) -> None:
    scenario = load(folder / "own.toml")
    found = [scenario.set(places=value).scenario.parameters for value in (9, 8, 12, 9, 8)]
    files = [next(one.own.file if one.own else None for one in all_ if one.name == "places") for all_ in found]
    assert files == ["", "own.toml", None, "", "own.toml"]


def test_a_file_that_gives_its_own_source_speaks_for_what_it_sets(folder: Path) -> None:
    with (folder / "own.toml").open("a", encoding="utf-8") as file:
        file.write('[parameters.places]\nsource = { da = "Møde 3. maj" }\n')
    assert whose(folder / "own.toml")["places"] is None


def test_the_reader_is_told_whose_a_value_is_and_what_the_source_speaks_for(folder: Path) -> None:
    scenario, texts = load(folder / "own.toml").scenario, Texts("da")
    said = explain(scenario, texts)
    assert "sat i own.toml, ingen kilde; middle.toml har 12 pladser (står i teksten; Aftalen, side 3)" in said
    assert by_basis(scenario)["own"] == sum(one.own is not None for one in assumptions(scenario)) > 0
    rows = {row[0]: row for row in parameter_table(scenario, texts).rows}
    assert rows["places"][3] == "sat i own.toml, ingen kilde"
    (first, *_) = least_known_section(scenario, texts).blocks
    assert isinstance(first, Paragraph)
    assert "0 er taget fra en aftale" in first.words
    assert "egne valg uden kilde; de øvrige er overtaget fra middle.toml" in first.words
