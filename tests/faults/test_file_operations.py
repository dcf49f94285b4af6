"""Every operation on a file fails, or the process ends there, in the manner of SQLite's tests of input and output."""

from __future__ import annotations

import errno
import os
from functools import cache
from pathlib import Path

import pytest

from tests.faults.commands import (
    COMMANDS,
    KILLED,
    SLOW,
    At,
    Command,
    Outcome,
    Place,
    content_of,
    count_operations,
    failing,
    in_child,
    watched,
)

ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS)
FEW = 2
"""Operations of each command that are tried in the ordinary run."""


@cache
def undisturbed(name: str, folder: Path) -> tuple[int, Outcome, dict[str, object]]:
    """Of a command: how many operations there are, what it says, and the files that it writes."""
    folder.mkdir()
    place, command = Place(folder), COMMANDS[name]
    count, outcome = count_operations(place, command)
    assert outcome.code == 0, outcome.err
    assert not place.unfinished()
    return count, outcome, {file: content_of(place.wanted / file) for file in command.wanted}


@pytest.fixture(autouse=True)
def drawn_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is drawn does not matter here, and drawing takes longer than all the rest."""
    monkeypatch.setattr("sim.report.drawing.as_svg", lambda figure, title, description: b"<svg/>" * 1000)
    monkeypatch.setattr("matplotlib.figure.Figure.savefig", lambda figure, stream, **_: stream.write(b"PNG" * 1000))


def check_whole(place: Place, command: Command, files: dict[str, object]) -> None:
    """What is in the place of a wanted file is the whole of it."""
    for name in command.wanted:
        if os.path.lexists(place.wanted / name):
            assert content_of(place.wanted / name) == files[name]


def check_after(place: Place, command: Command, good: Outcome, files: dict[str, object]) -> None:
    """The same command again gives the whole answer, believes nothing that is half, and clears up."""
    check_whole(place, command, files)
    if command.wanted == ("out",):
        place.clear_wanted()
    again = place.call(command)
    assert (again.code, again.out) == (0, good.out), again.err
    assert "not what was stored" not in again.err
    assert {name: content_of(place.wanted / name) for name in command.wanted} == files
    assert not place.unfinished()


def fail_at(place: Place, name: str, n: int, good: Outcome, files: dict[str, object]) -> None:
    command = COMMANDS[name]
    place.empty()
    with watched(At(n, failing(ERRORS[n % len(ERRORS)]), on=n % 3 == 0)):
        said = place.call(command)
    assert said.code in (0, 1, 2)
    assert "fault of the program" not in said.err, said.err
    assert "Traceback" not in said.err
    if said.code == 0:
        assert said.out == good.out
    else:
        assert said.err.strip()
        assert said.out in ("", good.out)
    check_after(place, command, good, files)


def kill_at(place: Place, name: str, n: int, good: Outcome, files: dict[str, object]) -> None:
    command = COMMANDS[name]
    place.empty()

    def run() -> int:
        with watched(At(n, lambda operation, path: os._exit(KILLED))):
            return place.call(command).code

    assert in_child(run) in (0, KILLED)
    check_after(place, command, good, files)


def chosen(count: int) -> list[int]:
    """Every operation up to the 200th, then every tenth."""
    return [*range(1, min(count, 200) + 1), *range(210, count + 1, 10)]


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != SLOW])
@pytest.mark.parametrize("how", [fail_at, kill_at])
def test_some_operations(name: str, how: object, tmp_path: Path) -> None:
    count, good, files = undisturbed(name, tmp_path / "undisturbed")
    place = Place(tmp_path)
    for n in range(1, FEW + 1):
        how(place, name, n * count // (FEW + 1), good, files)  # type: ignore[operator]


@pytest.mark.slow
@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("how", [fail_at, kill_at])
def test_every_operation(name: str, how: object, tmp_path: Path) -> None:
    count, good, files = undisturbed(name, tmp_path / "undisturbed")
    place = Place(tmp_path)
    for n in chosen(count)[:: 10 if name == SLOW else 1]:
        how(place, name, n, good, files)  # type: ignore[operator]
