"""The rengsim command as a user meets it: exit codes, outputs, languages, problems."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from sim.cli import main
from sim.engines import CONTRACT

ROOT = Path(__file__).parents[2]
BASELINE = str(ROOT / "scenarios" / "rengoering.toml")
SMALL = """
format = 1
title = { da = "Lille", en = "Small" }
[run]
years = 1
follow_up = "100 days"
replications = 5
[parameters.places]
value = 2
basis = "assumption"
title = { da = "Pladser", en = "Places" }
[arrivals.in]
to = "stay"
rate = 50
[resource.place]
capacity = "$places"
[stage.stay]
uses = ["place"]
lasts = { exponential = "10 days" }
next = "done"
[exit.done]
support = "self"
[target.many]
count = "entered stay"
at_least = 40
"""


@pytest.fixture
def small(tmp_path: Path) -> str:
    path = tmp_path / "small.toml"
    path.write_text(SMALL, encoding="utf-8")
    return str(path)


def call(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sim.cli", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=120, check=False)


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom sim.cli import main\n"
        "try:\n    main(['run', '--help'])\nexcept SystemExit as stop:\n    assert stop.code == 0\n"
        "heavy = {'numpy', 'scipy', 'numba', 'matplotlib', 'pandas', 'simpy', 'pyarrow', 'holidays', 'babel'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr
    assert "--replications" in done.stdout


def test_a_run_loads_neither_pandas_nor_scipy_stats_nor_matplotlib(small: str) -> None:
    code = (
        f"import sys\nfrom sim.cli import main\nassert main(['run', {small!r}, '--workers', '1']) == 0\n"
        "heavy = {'matplotlib', 'pandas', 'scipy.stats'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["--version"])
    assert stop.value.code == 0
    assert capsys.readouterr().out.startswith("rengsim ")


@pytest.mark.parametrize(
    "arguments",
    [[], ["fly"], ["run"], *(["run", "x.toml", *more] for more in (["--replications", "0"], ["--seed", "-1"],
                                                                   ["--lang", "de"], ["--engine", "steam"]))],
)  # fmt: skip
def test_wrong_arguments_exit_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    assert "brug: rengsim" in capsys.readouterr().err


def test_run_answers_in_danish_and_english(small: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", small, "--workers", "1"]) == 0
    danish = capsys.readouterr().out
    assert main(["run", small, "--workers", "1", "--lang", "en", "--set", "places=9"]) == 0
    english = capsys.readouterr().out
    assert danish.startswith("Lille   (2021)\n")
    assert "many: mindst 40 nås i alle år." in danish
    assert "Trin for trin" not in danish
    assert len(danish.splitlines()) <= 24
    assert english.startswith("Small   (2021)\n")
    assert "Places: 9 (places)" in english.partition("Changed")[2]
    assert "5 simulated years" in english
    assert "Seed 1." in english


def test_run_all_prints_every_table(small: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", small, "--workers", "1", "--all"]) == 0
    danish = capsys.readouterr().out
    assert main(["run", small, "--workers", "1", "--lang", "en", "--set", "places=9", "--all"]) == 0
    english = capsys.readouterr().out
    assert danish.startswith("Lille\n")
    assert "Trin for trin" in danish
    assert english.startswith("Small\nChanged: Places: 9 (places)\n")
    assert "of 100 simulated years: many (at least 40)." in english


def test_json_has_all_parts_and_no_nan(small: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", small, "--json", "--seed", "7", "--workers", "1"]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    answer = json.loads(captured.out, parse_constant=_refuse)
    assert set(answer) == {"scenario", "run", "measures", "targets", "joint"}
    assert {"name", "hash", "parameters", "first_day"} <= set(answer["scenario"])
    assert answer["scenario"]["parameters"] == {"places": 2}
    assert {"seed": 7, "replications": 5}.items() <= answer["run"].items()
    assert answer["run"]["engine"] in ("reference", "compiled")  # whichever is sooner ready on this machine
    assert {"versions", "rows", "seconds_simulation", "seconds_measures"} <= set(answer["run"])
    entries = answer["measures"]["entries.stay"]
    assert {"unit", "mean", "se", "sd", "p10", "p50", "p90", "n", "by_year"} <= set(entries)
    assert set(entries["by_year"]) == {"2021"}
    assert entries["by_year"]["2021"]["mean"] == entries["mean"]
    assert answer["measures"]["target.many"]["unit"] == "people a year"
    assert answer["targets"]["many"]["attained"]["a_year"]["n"] == 5
    assert answer["joint"]["targets"] == ["many"]


def _refuse(constant: str) -> None:
    raise AssertionError(f"{constant} is not JSON")


def test_the_same_question_has_the_same_answer_for_any_number_of_workers(small: str) -> None:
    answers = [json.loads(call("run", small, "--json", "--replications", "9", "--workers", w).stdout) for w in "12"]
    for answer in answers:
        del answer["run"]
    assert answers[0] == answers[1]


def test_out_writes_everything_or_nothing(small: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from pyarrow import parquet

    folder = tmp_path / "new" / "result"
    assert main(["run", small, "--out", str(folder), "--workers", "1"]) == 0
    assert sorted(path.name for path in folder.iterdir()) == [
        "manifest.json", "replications.parquet", "summary.csv", "summary.json"
    ]  # fmt: skip
    assert [path.name for path in folder.parent.iterdir()] == ["result"]  # nothing beside it
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert manifest["resolved"]["parameters"]["places"]
    assert manifest["versions"]["contract"] == str(CONTRACT)
    table = parquet.read_table(folder / "replications.parquet")
    assert table["replication"].to_pylist() == [0, 1, 2, 3, 4]
    summary = json.loads((folder / "summary.json").read_text("utf-8"))
    mean = sum(table["entries.stay"].to_pylist()) / 5
    assert summary["measures"]["entries.stay"]["mean"] == pytest.approx(mean)
    unit = summary["measures"]["entries.stay"]["unit"]
    assert f"entries.stay,2021,{unit},{mean}," in (folder / "summary.csv").read_text("utf-8")
    capsys.readouterr()
    assert main(["run", small, "--out", str(folder), "--lang", "en"]) == 2
    assert "already there" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("da", "der laves en mappe, og .xlsx er en filendelse"),
        ("en", "a folder is made, and .xlsx is the ending of a file"),
    ],
)
def test_a_folder_with_the_ending_of_a_file_is_refused(
    lang: str, words: str, small: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """--out result.xlsx made a folder of that name."""
    wanted = tmp_path / "result.xlsx"
    assert main(["run", small, "--out", str(wanted), "--lang", lang]) == 2
    said = capsys.readouterr().err
    assert words in said
    assert said.rstrip().endswith(str(wanted.with_suffix("")))
    assert not wanted.exists()


def test_log_is_written_and_a_wrong_ending_is_refused(
    small: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["run", small, "--log", str(tmp_path / "log.csv"), "--workers", "1", "--replications", "2"]) == 0
    lines = (tmp_path / "log.csv").read_text("utf-8").splitlines()
    assert lines[0].replace('"', "") == "replication,time,owner,event,step,visit,object,value"
    assert any(",start,stay," in line.replace('"', "") for line in lines)
    assert not list(tmp_path.glob(".*"))
    for wrong in ("log.txt", "nowhere/log.csv"):
        assert main(["run", small, "--log", str(tmp_path / wrong)]) == 2
    assert "log.txt" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["run", "check", "explain"])
def test_a_broken_file_exits_with_2_and_all_problems(
    command: str, small: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text(SMALL.replace('uses = ["place"]', 'uses = ["plase"]').replace("years = 1", "yeers = 1"), "utf-8")
    assert main([command, str(broken)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "unknown-name" in captured.err
    assert "unknown-key" in captured.err
    assert "Traceback" not in captured.err


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("places", "NAVN=VÆRDI"),
        ("plases=3", "places"),
        ("places=many", "places"),
        ("places=-1", "--set: negative: places: Tallet må ikke være negativt (i resource.place.capacity)"),
    ],
)
def test_a_wrong_setting_exits_with_2(setting: str, said: str, small: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", small, "--set", setting]) == 2
    assert said in capsys.readouterr().err


def test_check_goes_on_after_a_broken_file(small: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path / "none.toml"), small, "--lang", "en"]) == 2
    captured = capsys.readouterr()
    assert "missing-file" in captured.err
    assert f"{small}: ok" in captured.out
    assert "Enough for 40 (many)? Yes. At most 50 come that far a year; place can carry 73" in captured.out


def test_check_of_the_baseline_says_whether_there_are_enough_for_48(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", BASELINE]) == 0
    out = capsys.readouterr().out
    assert f"{BASELINE}: ok" in out
    assert "Nok til 48 (Startede pr. år)? Lige netop nok." in out


def test_explain_the_baseline(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", BASELINE, "--set", "slots=14"]) == 0
    assert "(slots): 14 pladser" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "value"),
    [("14", 14), ("0.35", 0.35), ("0,35", 0.35), ("35 %", 0.35), ("-2", -2), ("rolling", "rolling"), ('"a b"', "a b"),
     ("12,5 pct.", 0.125), ("4 weeks", "4 weeks")],
)  # fmt: skip
def test_values_of_settings(text: str, value: object) -> None:
    from sim.cli.common import value_of

    found: Any = value_of(text)
    assert found == pytest.approx(value) if isinstance(value, float) else found == value
    assert type(found) is type(value)


def test_a_fault_of_the_program_exits_with_1(
    small: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("out of order")

    monkeypatch.setattr("sim.studies.stored_run.run_stored", fail)
    assert main(["run", small]) == 1
    assert "RuntimeError: out of order" in capsys.readouterr().err


@pytest.fixture(scope="module")
def _compiled() -> None:
    """What is compiled is kept, so that a process that is started here need not do it."""
    from sim.engines import compiled
    from sim.measures import prepare_measures

    compiled.prepare()
    prepare_measures(compiled=True)


def test_interrupted_while_it_starts_exits_with_130(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("sim.cli.parser", interrupt)
    assert main(["run", BASELINE]) == 130
    assert "interrupted" in capsys.readouterr().err


@pytest.mark.usefixtures("_compiled")
@pytest.mark.parametrize("pause", [0.0, 0.02, 0.5])
def test_interrupted_exits_with_130_and_leaves_nothing(pause: float, small: str, tmp_path: Path) -> None:
    """Whenever Ctrl-C comes: while the pool starts, or in the middle."""
    command = [sys.executable, "-m", "sim.cli", "run", small, "--replications", "1000000", "--workers", "2",
               "--log", str(tmp_path / "log.parquet"), "--out", str(tmp_path / "result")]  # fmt: skip
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        try:
            deadline = time.monotonic() + 120
            while not list(tmp_path.glob(".log*")) and time.monotonic() < deadline:
                time.sleep(0.01)
            time.sleep(pause)
            os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the whole group
            out, err = process.communicate(timeout=120)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
    # Where the interrupt came while a text was executed (the making of a dataclass), Python ends by the signal itself:
    # a shell calls both 130.
    assert process.returncode in (130, -signal.SIGINT), err
    assert out == ""
    assert "interrupted" in err
    assert "Traceback" not in err
    assert [path.name for path in tmp_path.iterdir()] == ["small.toml"]


def test_a_reader_that_goes_away_is_no_error(small: str) -> None:
    command = f"{sys.executable} -m sim.cli run {small} --json --workers 1 | head -c 10"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == b""


def test_verify_prints_every_case_with_its_verdict(monkeypatch, capsys):
    """Only the hand traces here: the cases themselves are run in tests/theory."""
    monkeypatch.setattr("sim.verify.cases.CASES", ())
    assert main(["verify", "--lang", "en", "--engine", "reference", "--workers", "1"]) == 0
    printed = capsys.readouterr().out
    assert printed.count("pass") >= 28
    assert "0 inconclusive, 0 fail" in printed


@pytest.mark.parametrize(("lang", "words"), [("da", "det sidste i trinnet stay"), ("en", "the last in the step stay")])
def test_a_loop_without_progress_names_step_and_file(tmp_path, capsys, lang, words):
    path = tmp_path / "loop.toml"
    path.write_text(SMALL.replace('{ exponential = "10 days" }', '"0 days"').replace(
        'next = "done"', 'next = { stay = 0.9999999, done = "rest" }'))  # fmt: skip
    assert main(["run", str(path), "--engine", "reference", "--lang", lang, "--results", str(tmp_path / "r")]) == 2
    said = capsys.readouterr().err
    assert str(path) in said
    assert words in said
    assert "fault of the program" not in said
