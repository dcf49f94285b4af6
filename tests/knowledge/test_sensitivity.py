"""Which unknown matters, through the whole program: exact indices, words, JSON, refusals."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import sim
from sim.cli import BAD_INPUT, DONE, main
from sim.knowledge.draws import JOINT_ROWS
from sim.knowledge.sensitivity import LUCK, REST, sensitivity
from tests.studies.clinic import CLINIC, write_clinic

pytestmark = pytest.mark.theory

LINEAR = """
format = 1
[run]
years = 1
follow_up = "3 months"

[parameters.first]
value = 10
unit = "days"
basis = "assumption"
law = { uniform = [8, 12] }

[parameters.second]
value = 10
unit = "days"
basis = "assumption"
law = { uniform = [4, 16] }

[parameters.idle]
value = 3
unit = "days"
basis = "assumption"
law = { uniform = [1, 5] }

[arrivals.in]
to = "one"
rate = 200

[stage.one]
lasts = "$first"
next = "two"

[stage.two]
lasts = "$second"
next = { gone = "rest", spare = 0 }

[stage.spare]
lasts = "$idle"
next = "gone"

[exit.gone]
"""


def scenario(tmp_path: Path, text: str = LINEAR) -> sim.Scenario:
    path = tmp_path / "linear.toml"
    path.write_text(text, encoding="utf-8")
    return sim.load(path)


def test_a_sum_of_two_lengths_has_the_indices_of_its_variances(tmp_path: Path) -> None:
    """Uniform lengths of width 4 and 12: variances 16 and 144 of 160; nothing for luck and a stage nobody enters."""
    found = sensitivity(
        scenario(tmp_path), "mean(time_in_system)", trajectories=4, detail=2, size=64, replications=1,
        engine="auto", workers=1,
    )  # fmt: skip
    effects = {one.factor: one for one in found.effects[0]}
    assert effects["first"].size == pytest.approx(0.9 * 4)
    assert effects["second"].size == pytest.approx(0.9 * 12)
    assert (effects["idle"].size, effects[LUCK].size) == pytest.approx((0, 0), abs=1e-9)
    indices = {one.factor: one for one in found.indices[0]}
    assert set(indices) == {"first", "second", REST, LUCK}
    assert indices["first"].total == pytest.approx(0.1, abs=0.03)
    assert indices["second"].total == pytest.approx(0.9, abs=0.15)
    assert indices["second"].first == pytest.approx(0.9, abs=0.15)
    assert (indices[REST].total, indices[LUCK].total) == pytest.approx((0, 0), abs=1e-9)
    assert [one.factor for one in found.ranked(0)] == ["second", "first"]


def test_luck_is_one_of_the_factors(tmp_path: Path) -> None:
    """Poisson arrivals: what is not known of the lengths does nothing for their number, and luck everything."""
    found = sensitivity(
        scenario(tmp_path), "mean(entries.one)", trajectories=2, detail=1, size=8, replications=1,
        engine="auto", workers=1,
    )  # fmt: skip
    luck = found.of(0, LUCK)
    assert luck is not None
    assert luck.total == pytest.approx(1, abs=0.7)
    assert all(one.total == 0 for one in found.indices[0] if one.factor != LUCK)


def test_what_was_set_is_decided_and_not_varied(tmp_path: Path) -> None:
    loaded = scenario(tmp_path).set(second=5)
    found = sensitivity(loaded, "mean(time_in_system)", trajectories=2, detail=1, size=8, replications=1,
                        engine="auto", workers=1)  # fmt: skip
    assert [prior.name for prior in found.priors] == ["first", "idle"]


SMALL = ["--size", "8", "--trajectories", "2", "--detail", "1", "--replications", "2", "--engine", "auto"]


@pytest.mark.page
@pytest.mark.parametrize(("lang", "words"), [("da", "held og uheld"), ("en", "luck")])
def test_the_command_says_its_conclusion_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], lang: str, words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    path = str(write_clinic(tmp_path))
    assert main(["sensitivity", path, *SMALL, "--lang", lang, "--figure", "a.svg"]) == DONE
    text = capsys.readouterr().out
    assert text.startswith({"da": "Startede", "en": "Started"}[lang])
    assert words in text
    assert max(map(len, text.splitlines())) <= 80
    assert b"<svg" in (tmp_path / "a.svg").read_bytes()
    assert main(["sensitivity", path, *SMALL, "--lang", lang, "--json"]) == DONE  # as it was kept
    found = json.loads(capsys.readouterr().out)
    assert set(found["figures"]) == {"mean(target.many)", "mean(target.good)"}
    assert LUCK in found["figures"]["mean(target.many)"]["indices"]


@pytest.mark.page
@pytest.mark.parametrize(
    "wrong", [["--size", "100"], ["--trajectories", "1"], ["--measure", "mean(nothing)"], ["--set", "nothing=1"]]
)
def test_what_cannot_be_asked_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrong: list[str]) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["sensitivity", str(write_clinic(tmp_path)), *SMALL, *wrong]) == BAD_INPUT


@pytest.mark.page
@pytest.mark.parametrize("lang", ["da", "en"])
def test_a_file_in_which_nothing_is_uncertain_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    monkeypatch.chdir(tmp_path)
    text = CLINIC.replace('basis = "assumption"', 'basis = "text"')
    assert main(["sensitivity", str(write_clinic(tmp_path, text=text)), *SMALL, "--lang", lang]) == BAD_INPUT
    assert {"da": "usikker", "en": "uncertain"}[lang] in capsys.readouterr().err


def test_joint_draws_are_one_factor_of_whole_rows(tmp_path: Path) -> None:
    """Two lengths that always add up to 20 days move nothing together; each alone has nearly all of the variance."""
    rows = [{"first": 8 + k / 4, "second": 12 - k / 4} for k in range(16)]
    found = sensitivity(
        scenario(tmp_path), "mean(time_in_system)", trajectories=2, detail=1, size=8, replications=1, joint=rows,
        engine="auto", workers=1,
    )  # fmt: skip
    assert {one.factor for one in found.effects[0]} == {"idle", JOINT_ROWS, LUCK}
    joint = next(one for one in found.effects[0] if one.factor == JOINT_ROWS)
    assert joint.size == pytest.approx(0, abs=1e-6)
    assert found.points == 2 * 4 + 8 * (len(found.indices[0]) + 2)
    apart = [{"first": 8 + k / 4, "second": 12 + k / 4} for k in range(16)]
    moved = sensitivity(
        scenario(tmp_path), "mean(time_in_system)", trajectories=2, detail=1, size=64, replications=1, joint=apart,
        engine="auto", workers=1,
    )  # fmt: skip
    index = moved.of(0, JOINT_ROWS)
    assert index is not None
    assert index.total == pytest.approx(1, abs=0.25)


@pytest.mark.page
@pytest.mark.parametrize(("lang", "words"), [("da", "trukket sammen"), ("en", "drawn together")])
def test_the_command_takes_joint_draws(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], lang: str, words: str
) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    monkeypatch.chdir(tmp_path)
    parquet.write_table(pa.table({"days": [15.0, 25.0], "job_chance": [0.3, 0.6]}), tmp_path / "d.parquet")
    path = str(write_clinic(tmp_path))
    assert main(["sensitivity", path, *SMALL, "--lang", lang, "--draws", "d.parquet"]) == DONE
    assert words in capsys.readouterr().out
    parquet.write_table(pa.table({"nobody": [1.0, 2.0]}), tmp_path / "d.parquet")
    assert main(["sensitivity", path, *SMALL, "--lang", lang, "--draws", "d.parquet"]) == BAD_INPUT
