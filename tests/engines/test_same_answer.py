"""``--engine reference``, ``compiled`` and ``auto`` give the same answer, whatever is asked; auto is the default."""

from __future__ import annotations

import inspect
import json
from pathlib import Path
from typing import Any

import pytest

import sim
from sim.cli import main
from sim.cli.command_line import parser
from sim.studies.runs import Runs
from sim.verify import verify
from tests.studies.clinic import write_clinic

pytestmark = pytest.mark.unit

ROOT = Path(__file__).parents[2]
HOLD, ROLLING = (str(ROOT / "scenarios" / name) for name in ("rengoering.toml", "03-loebende-optag.toml"))
CASES = ROOT / "sim" / "verify" / "scenarios"
THEORY = [str(CASES / f"{name}.toml") for name in ("self-support", "staff-work", "course-gate", "costs")]
SMALL = [str(CASES / f"{name}.toml") for name in ("hand-1-one-server", "hand-4-strict-first-come")]
CLINIC_FILE = "clinic.toml"
STUDIES = {
    "select": (*SMALL, "--measure", "mean(in_system)", "--worth", "0.1"),
    "compare": (CLINIC_FILE, "--with", "places=4,days=10", "--waterfall", "--replications", "2"),
    "compare --without": (HOLD, "--without", "--replications", "1"),
    "compare with": (CLINIC_FILE, "--with", "places=4,days=10", "--measure", "P(many)", "--replications", "3"),
    "sweep": (CLINIC_FILE, "--vary", "places=1,4", "--replications", "3"),
    "sweep to a precision": (CLINIC_FILE, "--vary", "places=1,4", "--precision", "mean(target.many)=4",
                             "--min-replications", "3", "--max-replications", "6"),
    "size": (CLINIC_FILE, "--find", "places", "--until", "mean(target.many) >= 18", "--range", "1..4",
             "--min-replications", "3", "--max-replications", "6"),
    "optimise": (CLINIC_FILE, "--vary", "places=1,4", "--minimise", "in_system", "--subject",
                 "P(in_system >= 1) >= 0.5", "--worlds", "32", "--replications", "2"),
    "sensitivity": (CLINIC_FILE, "--size", "8", "--trajectories", "2", "--detail", "1", "--replications", "2"),
    "value": (CLINIC_FILE, "--with", "places=3", "--target", "many", "--worlds", "200"),
    "bottleneck": (CLINIC_FILE, "--only", "places,days", "--replications", "3"),
}  # fmt: skip
OF_RECORDS = ("fit", "validate", "forecast", "backtest")
"""Commands whose answers with both engines are compared in tests/records."""
TIMES = ("seconds", "seconds_simulation", "seconds_measures", "engine")


def without_times(answer: Any) -> Any:
    """The answer without what may differ: the time it took, and the engine."""
    if isinstance(answer, dict):
        return {key: without_times(value) for key, value in answer.items() if key not in TIMES}
    return [without_times(item) for item in answer] if isinstance(answer, list) else answer


def asked(arguments: tuple[str, ...], engine: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What a command prints with an engine, and no answer of another engine within reach."""
    store = str(folder / engine)
    assert main([*arguments, "--engine", engine, "--workers", "1", "--lang", "en", "--results", store]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("scenario", [HOLD, ROLLING, *THEORY], ids=lambda path: Path(path).stem)
def test_run(scenario: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ("run", scenario, "--replications", "3", "--json")
    answers = [json.loads(asked(command, engine, tmp_path, capsys)) for engine in ("reference", "compiled", "auto")]
    assert [answer["run"]["engine"] for answer in answers[:2]] == ["reference", "compiled"]
    assert without_times(answers[0]) == without_times(answers[1]) == without_times(answers[2])
    assert len(json.dumps(without_times(answers[0]))) > 500


@pytest.mark.parametrize(
    "study", [pytest.param(name, marks=pytest.mark.slow) if name == "value" else name for name in STUDIES]
)
def test_studies(
    study: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_clinic(tmp_path)
    command = (study.split()[0], *STUDIES[study], "--json")
    answers = [json.loads(asked(command, engine, tmp_path, capsys)) for engine in ("reference", "compiled")]
    assert without_times(answers[0]) == without_times(answers[1])
    assert len(json.dumps(answers[0])) > 500


def test_what_is_printed_and_the_log_that_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    logs = {engine: tmp_path / f"{engine}.csv" for engine in ("reference", "compiled")}
    words = [
        asked(("run", HOLD, "--replications", "2", "--log", str(log)), engine, tmp_path, capsys)
        for engine, log in logs.items()
    ]
    parts = [
        [line for line in text.splitlines() if not any(name in line for name in ("engine", *logs))] for text in words
    ]
    assert parts[0] == parts[1]
    assert len(parts[0]) > 10
    assert logs["reference"].read_bytes() == logs["compiled"].read_bytes()


def test_a_notebook(tmp_path: Path) -> None:
    reference, compiled = (sim.run(HOLD, replications=3, engine=name) for name in ("reference", "compiled"))
    assert reference.names == compiled.names
    assert all(reference.column(n).tobytes() == compiled.column(n).tobytes() for n in reference.names)


# --- the default -----------------------------------------------------------------------------------------------------

COMMANDS = (
    *(
        ("run", "x.toml"),
        ("report", "x.toml"),
        ("rerun", "x"),
        ("verify",),
        ("compare", "x.toml", "y.toml"),
        ("bottleneck", "x.toml"),
    ),
    ("select", "x.toml", "y.toml", "--measure", "P(joint)", "--worth", "0.1"),
    ("value", "x.toml", "y.toml"),
    ("sensitivity", "x.toml"),
    ("optimise", "x.toml", "--minimise", "a", "--subject", "P(joint) >= 0.5"),
    ("app",),
    *((name, "x.toml") for name in OF_RECORDS),
    *(("sweep", "x.toml", "--vary", "a=1"), ("size", "x.toml", "--find", "a", "--until", "P(joint) >= 0.5")),
)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_auto_is_the_default_of_every_command(command: tuple[str, ...]) -> None:
    assert parser().parse_args(command).engine == "auto"


@pytest.mark.parametrize(
    "function",
    [
        sim.run,
        sim.replicate,
        sim.compare,
        sim.select,
        sim.sweep,
        sim.size,
        sim.bottleneck,
        sim.sensitivity,
        sim.optimise,
        sim.uncertain,
        sim.value,
        verify,
    ],
)
def test_auto_is_the_default_of_every_function(function: Any) -> None:
    assert inspect.signature(function).parameters["engine"].default == "auto"


def test_every_command_that_simulates_has_been_asked() -> None:
    commands = next(iter(parser()._subparsers._group_actions)).choices  # type: ignore[union-attr]
    simulating = {name for name, command in commands.items() if "--engine" in command.format_help()}  # type: ignore[union-attr]
    assert simulating == {command[0] for command in COMMANDS}
    assert simulating - {"run", "report", "rerun", "verify", "app", *OF_RECORDS} == {
        study.split()[0] for study in STUDIES
    }
    assert Runs().engine == "auto"
