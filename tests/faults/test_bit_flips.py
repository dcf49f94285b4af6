"""A changed bit anywhere in the store changes no answer, and is said."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path

import pytest

from sim.store.answers import read_answer
from sim.store.chunks import chunks_in, read_chunk
from sim.store.sealed import Damaged, read_sealed
from tests.faults.commands import COMMANDS, Command, Outcome, Place, content_of

RUN = Command(("run", "{clinic}", "--json"))
KEPT = {
    "run": RUN,
    "compare": COMMANDS["compare"],
    "sweep": COMMANDS["sweep"],
}


class Kept:
    """A store with the answers of some commands."""

    def __init__(self, folder: Path) -> None:
        self.place = Place(folder)
        self.good = {name: self.place.call(command) for name, command in KEPT.items()}
        assert [one.code for one in self.good.values()] == [0, 0, 0]
        self.wanted = {
            name: [content_of(self.place.wanted / file) for file in command.wanted] for name, command in KEPT.items()
        }
        self.copy = folder / "copy"
        shutil.copytree(self.place.results, self.copy)
        self.files = sorted(path.relative_to(self.copy) for path in self.copy.rglob("*") if path.is_file())

    def restore(self) -> None:
        shutil.rmtree(self.place.results)
        shutil.copytree(self.copy, self.place.results)

    def forget_answers(self) -> None:
        """So that the replications are read."""
        for answer in list(self.place.results.rglob("answer.txt")):
            shutil.rmtree(answer.parent)

    def ask(self) -> list[Outcome]:
        """The same answers as before; returns what was said."""
        said = []
        for name, command in KEPT.items():
            again = self.place.call(command)
            assert (again.code, again.out) == (0, self.good[name].out), again.err
            assert [content_of(self.place.wanted / file) for file in command.wanted] == self.wanted[name]
            said.append(again)
        return said


@pytest.fixture(autouse=True)
def drawn_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.report.drawing.as_svg", lambda figure, title, description: b"<svg/>" * 1000)


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path)


def flip(path: Path, rng: random.Random) -> None:
    content = bytearray(path.read_bytes())
    place = rng.randrange(8 * len(content))
    content[place // 8] ^= 1 << place % 8
    path.write_bytes(content)


def flips(kept: Kept, tries: int, seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(tries):
        kept.restore()
        file = rng.choice(kept.files)
        flip(kept.place.results / file, rng)
        if file.name.startswith("replications"):
            kept.forget_answers()
        heard = "".join(one.err for one in kept.ask())
        if b'"kind": "replications"' in (kept.copy / file).read_bytes():
            continue  # a manifest from which nothing is read while the replications are whole
        assert "not what was stored" in heard, file
        assert not list(kept.place.folder.rglob("*.part"))


def read_back(path: Path) -> None:
    """Read what a file belongs to, as the program does."""
    if path.name.startswith("replications"):
        [chunk] = [one for one in chunks_in(path.parent) if one.path == path]
        read_chunk(chunk, lambda names: names[:1])
    elif (path.parent / "answer.txt").exists():
        read_answer(path.parent, path.parent.name)
    else:
        read_sealed(path)


def test_a_thousand_changed_bits_are_all_noticed(kept: Kept) -> None:
    rng = random.Random(4)
    for _ in range(1000):
        path = kept.place.results / rng.choice(kept.files)
        content = path.read_bytes()
        flip(path, rng)
        with pytest.raises(Damaged):
            read_back(path)
        path.write_bytes(content)
    for file in kept.files:
        read_back(kept.place.results / file)


def test_a_changed_bit_changes_no_answer(kept: Kept) -> None:
    flips(kept, 12, 1)


@pytest.mark.slow
def test_a_thousand_changed_bits_change_no_answer(kept: Kept) -> None:
    flips(kept, 1000, 2)


def test_every_kind_of_file_is_looked_at(kept: Kept) -> None:
    """One changed bit in each file at once: everything is computed again and said, in both languages."""
    rng = random.Random(3)
    for file in kept.files:
        flip(kept.place.results / file, rng)
    for said in kept.ask():
        assert "Something in the store is not what was stored" in said.err
    heard = [one.err for one in kept.ask()]
    assert not any("not what was stored" in one for one in heard)
    assert re.search("Asked before", heard[1])


def swap(a: Path, b: Path) -> None:
    content = a.read_bytes()
    a.write_bytes(b.read_bytes())
    b.write_bytes(content)


def test_files_of_two_entries_that_are_swapped_are_noticed(kept: Kept) -> None:
    entries = sorted({path.parent for path in kept.place.results.rglob("replications-*.parquet")})
    first, second = (chunks_in(entry)[0] for entry in entries[:2])
    for how in ("content", "files"):
        kept.restore()
        kept.forget_answers()
        if how == "content":
            swap(first.path, second.path)
        else:  # with their names, so that every digest is right
            first.path.rename(second.path.with_name(first.path.name))
            second.path.rename(first.path.with_name(second.path.name))
        assert any("not what was stored" in one.err for one in kept.ask())


def test_answers_that_are_swapped_are_noticed(kept: Kept) -> None:
    one, other = (answer.parent for answer in sorted(kept.place.results.rglob("answer.txt")))
    one.rename(one.with_name("aside"))
    other.rename(one)
    one.with_name("aside").rename(other)
    said = kept.ask()
    assert "answer to another question" in said[1].err
    assert "answer to another question" in said[2].err


def shorten(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def test_files_that_are_missing_cut_or_replaced_by_folders(kept: Kept) -> None:
    for spoil in (Path.unlink, shorten, empty):
        for number in range(len(kept.files)):
            if number % 3 == 0:
                kept.restore()
            spoil(kept.place.results / kept.files[number])
            if number % 3 == 2:
                kept.ask()
    kept.restore()
    for file in kept.files:
        (kept.place.results / file).unlink()
        (kept.place.results / file / "inside").mkdir(parents=True)
    kept.ask()
    kept.restore()
    for entry in {file.parent for file in kept.files}:
        shutil.rmtree(kept.place.results / entry)
        (kept.place.results / entry).write_text("a file in the place of a folder")
    kept.ask()
