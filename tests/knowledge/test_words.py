"""``--uncertain`` on the command line: words, JSON, and what cannot be done."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sim.cli import BAD_INPUT, DONE, main
from tests.studies.clinic import CLINIC, write_clinic
from tests.tiers import first_of

pytestmark = pytest.mark.page


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    """One file for all: what one test has simulated, another finds in the results."""
    return str(write_clinic(tmp_path_factory.mktemp("clinic")))


@pytest.fixture(autouse=True)
def _elsewhere(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(path).parent)
    monkeypatch.setenv("COLUMNS", "80")


def options(lang: str) -> list[str]:
    return ["--replications", "8", "--engine", "auto", "--uncertain", "16", "--lang", lang]


@pytest.mark.parametrize(("lang", "words"), [("da", "i stedet for"), ("en", "instead of")])
def test_run_says_how_often_with_everything_counted_in(
    path: str, capsys: pytest.CaptureFixture[str], lang: str, words: str
) -> None:
    assert main(["run", path, *options(lang)]) == DONE
    text = capsys.readouterr().out
    assert words in " ".join(text.split())
    assert max(map(len, text.splitlines())) <= 80


@pytest.mark.parametrize("lang", ["da", "en"])
def test_compare_says_the_difference_with_everything_counted_in(
    path: str, capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    arguments = ["compare", path, "--with", "places=4", *options(lang)]
    assert main(arguments) == DONE
    first = capsys.readouterr().out
    assert main(arguments) == DONE  # as it was kept
    assert capsys.readouterr().out == first
    assert {"da": "ud af 100 sæt", "en": "of 100 sets"}[lang] in " ".join(first.split())


def test_json_states_priors_and_splits(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", path, "--json", *options("en")]) == DONE
    knowledge = json.loads(capsys.readouterr().out)["knowledge"]
    assert knowledge["worlds"] == 16
    assert set(knowledge["parameters"]) == {"places", "days", "job_chance"}
    assert set(knowledge["targets"]) == {"many", "good"}
    assert 0 <= knowledge["joint"]["mean"] <= 1


def test_another_range_is_another_question(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An answer that was kept is not given again when a parameter's range has changed."""
    arguments = ["compare", str(write_clinic(tmp_path)), "--with", "places=4", "--json", *options("en")]
    assert main(arguments) == DONE
    first = json.loads(capsys.readouterr().out)["knowledge"][0]["parameters"]
    write_clinic(tmp_path, text=CLINIC.replace("low = 5\nhigh = 40", "low = 15\nhigh = 25"))
    assert main(arguments) == DONE
    second = json.loads(capsys.readouterr().out)["knowledge"][0]["parameters"]
    assert first["days"] != second["days"]


@pytest.mark.parametrize("lang", ["da", "en"])
def test_a_file_in_which_nothing_is_uncertain_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    text = CLINIC.replace('basis = "assumption"', 'basis = "text"')
    assert main(["run", str(write_clinic(tmp_path, text=text)), *options(lang)]) == BAD_INPUT
    assert {"da": "usikker", "en": "uncertain"}[lang] in capsys.readouterr().err


def test_joint_draws_are_read_and_what_cannot_be_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import pyarrow as pa
    import pyarrow.parquet

    path, file = str(write_clinic(tmp_path)), str(tmp_path / "draws.parquet")
    pyarrow.parquet.write_table(pa.table({"days": [10.0, 20.0, 30.0], "job_chance": [0.3, 0.5, 0.7]}), file)
    assert main(["run", path, *options("en"), "--json", "--draws", file]) == DONE
    found = json.loads(capsys.readouterr().out)["knowledge"]["parameters"]
    assert {name: one["family"] for name, one in found.items()} == {
        "places": "lognormal", "days": "joint", "job_chance": "joint",
    }  # fmt: skip
    assert main(["run", path, "--draws", file]) == BAD_INPUT
    assert main(["run", path, *options("en"), "--draws", str(tmp_path / "none.parquet")]) == BAD_INPUT
    pyarrow.parquet.write_table(pa.table({"nothing": [1.0]}), file)
    assert main(["run", path, *options("en"), "--draws", file]) == BAD_INPUT
    assert "nothing" in capsys.readouterr().err


@pytest.mark.parametrize("number", ["0", "15", "-1", "1e3", "x", "1000001"])
def test_too_few_or_too_many_sets_are_refused(path: str, number: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["run", path, "--uncertain", number])
    assert stopped.value.code == BAD_INPUT


@pytest.mark.parametrize("lang", first_of(1, ["da", "en"]))
def test_value_says_what_is_worth_finding_out(path: str, capsys: pytest.CaptureFixture[str], lang: str) -> None:
    shared = ["--target", "many", "--worlds", "200", "--engine", "auto"]
    assert main(["value", path, "--with", "places=12", "--set", "wanted=12", *shared, "--lang", lang, "--json"]) == DONE
    found = json.loads(capsys.readouterr().out)
    assert found["best"] in (0, 1)
    assert 0 <= found["everything"]["value"] <= 1
    assert set(found["parameters"]) == {"days", "job_chance"}  # the places are what is decided
    assert main(["value", path, "--with", "places=12", "--set", "wanted=12", *shared, "--lang", lang]) == DONE
    text = capsys.readouterr().out
    assert max(map(len, text.splitlines())) <= 80
    assert {"da": "undersøge", "en": "finding out"}[lang] in " ".join(text.split())


def test_value_in_kroner_says_from_which_worth_what_is_best(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["value", str(write_clinic(tmp_path)), "--with", "places=6", "--target", "good", "--worlds", "200",
               "--engine", "auto", "--per-person", "1000", "--lang", "da", "--figure", "v.svg"]  # fmt: skip
    assert main(command) == DONE
    text = capsys.readouterr().out
    assert max(map(len, text.splitlines())) <= 80
    assert "Sæt ud af 100" in text
    assert b"<svg" in Path("v.svg").read_bytes()
    assert main([*command, "--json"]) == DONE
    curve = json.loads(capsys.readouterr().out)["curve"]
    assert [sum(row) for row in curve["chances"]] == pytest.approx([1.0] * len(curve["per_person"]))


@pytest.mark.parametrize(
    "wrong",
    [
        ["--figure", "v.svg"],
        ["--worlds", "199"],
        ["--per-person", "5"],
        ["--per-person", "x", "--target", "good"],
        ["--target", "no"],
    ],
)
def test_what_cannot_be_valued_is_refused(path: str, wrong: list[str]) -> None:
    arguments = ["value", path, "--with", "places=3", "--worlds", "200", "--engine", "auto"]
    assert main([*arguments, *wrong]) == BAD_INPUT
