"""``rengsim rerun``: stored results are repeated to the last digit; what cannot be is said in both languages."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sim.cli import main
from sim.page.answer import WANTED
from sim.page.stored import reference_folder
from sim.page.studies import FINAL
from sim.store.listing import stored
from sim.store.sealed import SEAL, read_sealed, sealed
from tests.studies.clinic import write_clinic

ENGINE = ("--engine", "reference", "--workers", "1")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write_clinic(tmp_path)
    return tmp_path


def done(*arguments: str) -> None:
    assert main([*arguments, *ENGINE]) == 0


def again(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    capsys.readouterr()
    code = main(["rerun", *map(str, arguments), *ENGINE])
    said = capsys.readouterr()
    return code, said.out, said.err


def rewrite(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Change what the manifest says, and seal it again."""
    manifest = read_sealed(folder / "manifest.json")
    manifest.pop(SEAL, None)
    change(manifest)
    (folder / "manifest.json").write_bytes(sealed(manifest))


@pytest.mark.parametrize(
    "more",
    [(), ("--set", "places=3"), ("--set", "days=9"), ("--set", "job_days=77"), ("--by", "source"),
     ("--precision", "mean(target.many)=4", "--min-replications", "3", "--max-replications", "4")],
    ids=" ".join,
)  # fmt: skip
def test_a_result_that_was_written_out(more: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    number = () if "--precision" in more else ("--replications", "3")
    done("run", "clinic.toml", "--out", "out", *number, *more)
    for place in ("out", "out/manifest.json"):
        code, out, _ = again(capsys, place, "--lang", "en")
        assert code == 0
        assert "The program is the same" in out
        assert "are equal to the last digit" in out


@pytest.mark.slow
def test_what_is_not_known_is_repeated_too(capsys: pytest.CaptureFixture[str]) -> None:
    done("run", "clinic.toml", "--out", "out", "--replications", "2", "--uncertain", "16")
    assert again(capsys, "out")[0] == 0
    summary = json.loads(Path("out/summary.json").read_text("utf-8"))
    summary["knowledge"]["worlds"] = 99
    Path("out/summary.json").write_text(json.dumps(summary), "utf-8")
    code, out, _ = again(capsys, "out", "--json")
    assert code == 1
    assert [one["name"] for one in json.loads(out)["differing"]] == ["knowledge.worlds"]


@pytest.mark.parametrize(
    "study",
    [("sweep", "clinic.toml", "--vary", "places=1,4"), ("compare", "clinic.toml", "--with", "places=4,days=10"),
     ("bottleneck", "clinic.toml", "--only", "places,days")],
    ids=lambda study: study[0],
)  # fmt: skip
def test_an_answer_of_a_study_and_all_its_replications(
    study: tuple[str, ...], capsys: pytest.CaptureFixture[str], own_results: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    done(*study, "--replications", "3", "--lang", "en")
    monkeypatch.setenv("COLUMNS", "1000")
    kinds = set()
    for one in stored(own_results):
        kinds.add(one.kind)
        code, out, err = again(capsys, one.identity)
        if code == 2:  # bottleneck adds a unit in memory; no file says that
            assert study[0] == "bottleneck"
            assert "gentag undersøgelsens svar" in err
        else:
            assert code == 0, out + err
    assert kinds == {"replications", study[0]}


@pytest.mark.parametrize(
    ("study", "what"),
    [(("sweep", "clinic.toml", "--vary", "places=1,4", "--replications", "2"), "places=1..4"),
     (("optimise", "clinic.toml", "--vary", "places=1..3", "--maximise", "mean(target.many)", "--subject",
       "P(many) >= 0.1", "--certain", "--replications", "2", "--worlds", "64"), "places=1..3")],
    ids=lambda value: value[0] if isinstance(value, tuple) else value,
)  # fmt: skip
def test_what_a_study_varied_is_listed(study: tuple[str, ...], what: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The list broke at the first answer of ``optimise`` with ``--vary``."""
    done(*study)
    capsys.readouterr()
    assert main(["results", "--lang", "en"]) == 0
    assert what in capsys.readouterr().out


def test_a_figure_that_is_not_what_it_was(capsys: pytest.CaptureFixture[str]) -> None:
    done("run", "clinic.toml", "--out", "out", "--replications", "3")
    rewrite(Path("out"), lambda manifest: manifest.update(seed=2))  # the figures are those of another seed
    code, out, _ = again(capsys, "out", "--lang", "en")
    assert code == 1
    assert "figures differ." in out
    assert "The same program should give the same figures" in out
    assert "target.many" in out
    code, out, _ = again(capsys, "out", "--json")
    found = json.loads(out)
    assert (found["equal"], found["same_program"], found["replications"]) == (False, True, 3)
    one = next(one for one in found["differing"] if one["name"] == "target.many")
    assert 0 < one["replications"] <= 3


def test_another_program_is_named_by_what_is_new(capsys: pytest.CaptureFixture[str], own_results: Path) -> None:
    done("run", "clinic.toml", "--replications", "3")
    (one,) = stored(own_results)
    rewrite(one.path, lambda manifest: manifest["program"].update(source="0123456789abcdef", numpy="1.0"))
    code, out, _ = again(capsys, one.path)
    assert code == 0, "the figures are equal all the same"
    assert "kildetekst 0123456789abcdef → " in out
    assert "numpy 1.0 → " in out
    assert "scipy" not in out


def test_another_scenario(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done("run", "clinic.toml", "--out", "out", "--replications", "2")
    done("sweep", "clinic.toml", "--vary", "places=1", "--replications", "2")
    text = (here / "clinic.toml").read_text("utf-8")
    (here / "clinic.toml").write_text(text.replace("years = 2", "years = 3"), "utf-8")
    code, out, err = again(capsys, "out")
    assert (code, out) == (2, "")
    assert (
        "clinic.toml er ikke længere det scenarie, som resultatet er lavet af; det er anderledes ved run.years" in err
    )
    (here / "clinic.toml").rename(here / "elsewhere.toml")
    code, _, err = again(capsys, "out", "--lang", "en")
    assert code == 2
    assert "clinic.toml is neither here nor beside the result; --scenario FILE says where it is" in err
    (here / "elsewhere.toml").write_text(text, "utf-8")
    assert again(capsys, "out", "--scenario", "elsewhere.toml")[0] == 0


def test_a_study_whose_scenario_is_another_or_gone(
    here: Path, capsys: pytest.CaptureFixture[str], own_results: Path
) -> None:
    done("sweep", "clinic.toml", "--vary", "places=1", "--replications", "2")
    study = next(one for one in stored(own_results) if one.kind == "sweep")
    text = (here / "clinic.toml").read_text("utf-8")
    (here / "clinic.toml").write_text(text.replace("years = 2", "years = 3"), "utf-8")
    code, _, err = again(capsys, study.path)
    assert code == 2
    assert "spørger om noget andet i dag: det er anderledes ved scenario" in err
    (here / "clinic.toml").unlink()
    code, _, err = again(capsys, study.path)
    assert code == 2
    assert "gå til den mappe, hvor undersøgelsen blev lavet" in err


def test_from_a_folder_below_the_result(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    done("run", "clinic.toml", "--out", "out", "--replications", "2")
    (here / "a" / "b").mkdir(parents=True)
    monkeypatch.chdir(here / "a" / "b")
    assert again(capsys, here / "out")[0] == 0


def test_what_is_no_result(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "empty").mkdir()
    (here / "old").mkdir()
    (here / "old" / "manifest.json").write_text('{"seed": 1}', "utf-8")
    done("run", "clinic.toml", "--out", "bad", "--replications", "2")
    manifest = here / "bad" / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace('"seed": 1', '"seed": 2'), "utf-8")
    for name, words in (("nowhere", "det resultat findes ikke"), ("empty", "der er ingen manifest.json"),
                        ("old", "et ældre program skrev det"), ("bad", "bad")):  # fmt: skip
        code, out, err = again(capsys, name)
        assert (code, out) == (2, "")
        assert words in err


def test_the_committed_reference_is_what_the_baseline_gives(capsys: pytest.CaptureFixture[str]) -> None:
    """``make reference`` writes it anew where a figure was meant to change."""
    folder = reference_folder()
    assert sum(path.stat().st_size for path in folder.iterdir()) < 500_000
    capsys.readouterr()
    code = main(["rerun", str(folder), "--json", "--engine", "compiled"])
    found = json.loads(capsys.readouterr().out)
    assert found["differing"] == []
    assert code == 0
    assert found["replications"] == FINAL
    assert found["figures"] > 300
    assert "target" in WANTED.kpis
