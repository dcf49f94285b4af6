"""Small studies of every command, and what must be true of them whatever happens to their files."""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as parquet

from sim import disk
from sim.cli import main
from tests.studies.clinic import write_clinic

FAST = ("--engine", "reference", "--workers", "1", "--lang", "en")
TWO = ("--replications", "2")
KILLED = 77
Watch = Callable[[str, Path], None]


@dataclass(frozen=True)
class Command:
    """Arguments with ``{clinic}`` and ``{wanted}`` (a folder for the files that are asked for)."""

    arguments: tuple[str, ...]
    wanted: tuple[str, ...] = ()


COMMANDS = {
    "run": Command(("run", "{clinic}", "--json", "--out", "{wanted}/out"), ("out",)),
    "log": Command(("run", "{clinic}", "--json", "--log", "{wanted}/log.parquet"), ("log.parquet",)),
    "log as text": Command(("run", "{clinic}", "--json", "--log", "{wanted}/log.csv"), ("log.csv",)),
    "compare": Command(
        ("compare", "{clinic}", "--with", "places=3", "--no-waterfall", "--figure", "{wanted}/figure.svg"),
        ("figure.svg",),
    ),
    "select": Command(
        (
            "select",
            "{clinic}",
            "--with",
            "places=3",
            "--measure",
            "mean(target.many)",
            "--worth",
            "5",
            "--max-replications",
            "200",
        )
    ),
    "sweep": Command(
        ("sweep", "{clinic}", "--vary", "places=2,3", "--table", "{wanted}/table.parquet"), ("table.parquet",)
    ),
    "size": Command(("size", "{clinic}", "--find", "places", "--until", "P(many) >= 0.5", "--range", "2..3")),
    "bottleneck": Command(
        ("bottleneck", "{clinic}", "--only", "places", "--figure", "{wanted}/figure.png"), ("figure.png",)
    ),
}


@dataclass(frozen=True)
class Outcome:
    """What one call came to."""

    code: int
    out: str
    err: str


class Place:
    """A folder with a scenario, a store, and a place for the files that are asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clinic, self.results, self.wanted = write_clinic(folder), folder / "results", folder / "wanted"
        self.empty()

    def empty(self) -> None:
        for path in (self.results, self.wanted):
            shutil.rmtree(path, ignore_errors=True)
            path.mkdir()

    def arguments(self, command: Command) -> list[str]:
        given = (part.format(clinic=self.clinic, wanted=self.wanted) for part in command.arguments)
        two = () if "select" in command.arguments else TWO
        return [next(given), *FAST, *two, "--results", str(self.results), *given]

    def call(self, command: Command) -> Outcome:
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = main(self.arguments(command))
        return Outcome(code, answer_of(out.getvalue()), err.getvalue())

    def unfinished(self) -> list[Path]:
        return list(self.folder.rglob("*.part"))

    def clear_wanted(self) -> None:
        for path in self.wanted.iterdir():
            disk.remove(path)


def answer_of(out: str) -> str:
    """The answer without what it took."""
    if out.startswith("{"):
        said = json.loads(out)
        del said["run"], said["scenario"]["path"]
        return json.dumps(said)
    return out


def content_of(path: Path) -> object:
    """What is in a file or folder that was asked for, without what it took; fails if it is not whole."""
    if path.is_dir():
        assert sorted(file.name for file in path.iterdir()) == [
            "manifest.json", "replications.parquet", "summary.csv", "summary.json"
        ]  # fmt: skip
        summary = json.loads((path / "summary.json").read_text("utf-8"))
        return summary["measures"], content_of(path / "replications.parquet")
    if path.suffix == ".parquet":
        return parquet.read_table(path).to_pydict().__repr__()
    return path.read_bytes()


SLOW = "select"  # simulates hundreds of runs before its first look

# --- faults ----------------------------------------------------------------------------------------------------------


@contextmanager
def watched(watch: Watch) -> Iterator[None]:
    before = disk.watch
    disk.watch = watch  # type: ignore[assignment]
    try:
        yield
    finally:
        disk.watch = before  # type: ignore[assignment]


class At:
    """Does something at the n-th operation (from 1), and only there unless ``on`` is set."""

    def __init__(self, n: int, act: Callable[[str, Path], None], on: bool = False) -> None:
        self.n, self.act, self.on, self.count = n, act, on, 0

    def __call__(self, operation: str, path: Path) -> None:
        self.count += 1
        if self.count == self.n or (self.on and self.count > self.n):
            self.act(operation, path)


def failing(number: int) -> Callable[[str, Path], None]:
    def fail(operation: str, path: Path) -> None:
        raise OSError(number, os.strerror(number), str(path))

    return fail


def count_operations(place: Place, command: Command) -> tuple[int, Outcome]:
    counter = At(0, lambda operation, path: None)
    with watched(counter):
        outcome = place.call(command)
    return counter.count, outcome


def in_child(action: Callable[[], int]) -> int:
    """The exit code of a forked process that does something; -9 if it was killed."""
    child = os.fork()
    if child == 0:
        code = KILLED + 1
        try:
            signal.alarm(120)
            code = action()
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
