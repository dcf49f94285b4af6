"""Commands that are killed at a random moment: nothing is lost, and nothing half-finished is believed."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from pathlib import Path

import pytest

from sim.store.chunks import chunks_in
from sim.studies import batches, runs
from tests.faults.commands import COMMANDS, SLOW, Place, content_of
from tests.faults.test_file_operations import check_after


@pytest.fixture(autouse=True)
def drawn_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.report.drawing.as_svg", lambda figure, title, description: b"<svg/>" * 1000)
    monkeypatch.setattr("matplotlib.figure.Figure.savefig", lambda figure, stream, **_: stream.write(b"PNG" * 1000))
    monkeypatch.setitem(batches.ROWS_IN_BATCH, "reference", 1)  # a batch and a file for each replication
    monkeypatch.setattr(runs, "LARGEST", 1)


def killed_after(place: Place, name: str, seconds: float) -> int:
    """Run a command in a process that is killed after so many seconds; its exit status."""
    child = os.fork()
    if child == 0:
        try:
            place.call(COMMANDS[name])
        finally:
            os._exit(0)
    timer = threading.Timer(seconds, os.kill, (child, signal.SIGKILL))
    timer.start()
    status = os.waitpid(child, 0)[1]
    timer.cancel()
    timer.join()
    return os.waitstatus_to_exitcode(status)


def finished(place: Place) -> set[str]:
    return {chunk.path.name for folder in place.results.glob("*/*") for chunk in chunks_in(folder)}


def kills(name: str, tries: int, seed: int, folder: Path) -> None:
    rng, place, command = random.Random(seed), Place(folder), COMMANDS[name]
    started = time.monotonic()
    good = place.call(command)
    took = time.monotonic() - started
    files = {file: content_of(place.wanted / file) for file in command.wanted}
    for _ in range(tries):
        place.empty()
        assert killed_after(place, name, rng.uniform(0, 1.1 * took)) in (0, -signal.SIGKILL)
        before = finished(place)
        check_after(place, command, good, files)
        assert before <= finished(place)  # what was there was used, not computed again


@pytest.mark.parametrize("name", ["run", "log", "sweep"])
def test_some_kills(name: str, tmp_path: Path) -> None:
    kills(name, 2, 1, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("name", COMMANDS)
def test_many_kills(name: str, tmp_path: Path) -> None:
    kills(name, 2 if name == SLOW else 30, 2, tmp_path)
