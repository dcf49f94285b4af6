"""A model agrees with records that it made itself, and not with those of another one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sim.cli import main
from sim.records import Records, read_mapping, read_records
from sim.records.validate import figures_of, validate
from sim.records.writing import as_csv
from sim.report.texts import Texts
from sim.report.validation import validation_answer
from tests.records.project import HEAD, SCENARIO, recorded, write_project


def records_of(folder: Path, made_by: str, judged_by: str, replication: int) -> Records:
    """Records of a run of one scenario, with a mapping on another."""
    mapping = read_mapping(write_project(folder, scenario=made_by))
    text = as_csv(recorded(mapping, replication, seed=77), mapping)
    return read_records(read_mapping(write_project(folder, text, scenario=judged_by)))


def test_figures_of_records_by_hand(tmp_path: Path) -> None:
    rows = (
        "1;Samtale;01-02-2021;11-02-2021;\n1;Kursus;15-02-2021;15-03-2021;\n1;Praktik;15-03-2021;;\n"
        "2;Samtale;01-12-2020;05-01-2021;\n2;Retur;05-01-2021;;\n"
        "3;Samtale;01-03-2021;21-03-2021;\n3;Kursus;29-03-2021;;\n"
    )
    records = read_records(read_mapping(write_project(tmp_path, HEAD + rows)))
    found = {name: value for name, (value, _) in figures_of(records.episodes, records.mapping).items()}
    assert found["people",] == 3
    assert found["begun", "talk"] == 2  # the other one had begun before the window
    assert found["days", "talk"] == (10 + 20) / 2
    assert found["share", "talk", "course"] == 2 / 3
    assert found["wait", "talk", "course"] == (4 + 8) / 2
    assert found["inside", "work"] == 1


def test_own_records_agree_in_most_years(tmp_path: Path) -> None:
    """By Holm's rule at most one year in twenty has a figure that stands out."""
    found = [validate(records_of(tmp_path, SCENARIO, SCENARIO, r), 480, engine="compiled") for r in range(3)]
    assert all(one.enough for one in found)
    assert sum(bool(one.stand_out) for one in found) <= 1  # P(more than 1 of 3 at 1 in 20) = .007


def test_another_world_does_not_agree(tmp_path: Path) -> None:
    other = SCENARIO.replace('{ exponential = "10 days" }', '{ exponential = "30 days" }')
    found = validate(records_of(tmp_path, other, SCENARIO, 3), 500, engine="compiled")
    worst = found.compared[0]
    assert worst.stands_out
    assert worst.figure == ("days", "talk")
    assert worst.observed > worst.high


@pytest.mark.parametrize("engine", ["reference", "compiled"])
def test_the_command_gives_a_verdict(tmp_path: Path, capsys: pytest.CaptureFixture[str], engine: str) -> None:
    records_of(tmp_path, SCENARIO, SCENARIO, 1)
    command = ["validate", str(tmp_path / "map.toml"), "--replications", "40", "--engine", engine]
    assert main([*command, "--lang", "da"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Modellen ")
    assert "Dage i snit: Samtale" in said
    assert max(map(len, said.splitlines())) <= 80


def test_engines_see_the_same_records(tmp_path: Path) -> None:
    records = records_of(tmp_path, SCENARIO, SCENARIO, 2)
    first, second = (validate(records, 40, engine=engine) for engine in ("reference", "compiled"))
    assert first == second


def test_small_numbers_are_left_out(tmp_path: Path) -> None:
    rows = "1;Samtale;01-02-2021;11-02-2021;\n1;Retur;11-02-2021;;\n"
    records = read_records(read_mapping(write_project(tmp_path, HEAD + rows)))
    assert validate(records, 30).compared == ()


@pytest.mark.slow
def test_chances_are_uniform_under_the_model(tmp_path: Path) -> None:
    """The p of one figure over many records that the model made itself (a mean of days: hardly any ties)."""
    found = []
    for replication in range(200):
        compared = validate(records_of(tmp_path, SCENARIO, SCENARIO, replication), 99, engine="compiled").compared
        found += [one.p for one in compared if one.figure == ("days", "work")]
    counts = np.histogram(found, bins=10, range=(0, 1))[0]
    assert ((counts - len(found) / 10) ** 2 / (len(found) / 10)).sum() < 27.9


def test_agreement_is_not_called_proof(tmp_path: Path) -> None:
    """What agreement does not say stands below the table, and only where the model does agree."""
    other = SCENARIO.replace('{ exponential = "10 days" }', '{ exponential = "30 days" }')
    for made_by, agrees in ((SCENARIO, True), (other, False)):
        found = validate(records_of(tmp_path, made_by, SCENARIO, 3), 480, engine="compiled")
        assert (not found.stand_out) is agrees
        for language in ("da", "en"):
            texts = Texts(language)
            notes = validation_answer(found, found.scenario, False, texts)[3]
            assert (texts("validate.agreement_is") in notes) is agrees
