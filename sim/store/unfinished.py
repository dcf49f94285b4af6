"""Figures of a study that has not come to its end, kept so that the same study goes on where it was broken off.

``results/unfinished/<id>/replications-FIRST-END-DIGEST.parquet``, files as those of :mod:`sim.store.chunks`.  The id is
that of a question to this program.  The folder goes when the study has its answer; removing it at any time loses time
alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sim import disk
from sim.measures.sheet import Sheet
from sim.store.chunks import chunks_in, encode_chunk, read_chunk, write_chunk
from sim.store.program import ProgramChanged, check_unchanged, content_id
from sim.store.sealed import Damaged

FOLDER = "unfinished"


@dataclass(frozen=True)
class Part:
    """Rows of figures that belong to one question, numbered as replications are."""

    path: Path
    identity: str

    def sheets(self) -> Iterator[Sheet]:
        """What is there and intact, in order; rows may occur twice."""
        for chunk in chunks_in(self.path):
            with suppress(Damaged, disk.FileTrouble):
                yield read_chunk(chunk)

    def write(self, sheet: Sheet) -> None:
        """Keep rows that follow each other.  What cannot be kept (a full disk, a program that has been edited
        meanwhile) costs a second computation at most, and must not end a study that is under way."""
        with suppress(disk.FileTrouble, ProgramChanged, Damaged):
            check_unchanged()
            disk.make_folder(self.path)
            write_chunk(self.path, encode_chunk(self.identity, sheet, {}))


@dataclass(frozen=True)
class Unfinished:
    """The parts of one study."""

    folder: Path
    used: list[Path] = field(default_factory=list, compare=False)

    def part(self, question: dict[str, Any]) -> Part:
        """Where the rows that answer a question are kept; nothing is written yet."""
        identity = content_id(question)
        path = self.folder / identity
        self.used.append(path)
        return Part(path, identity)

    def remove(self) -> None:
        """Remove everything that was used."""
        with suppress(disk.FileTrouble):
            for path in self.used:
                disk.remove(path)
            if self.folder.is_dir() and not disk.names_in(self.folder):
                disk.remove(self.folder)


@contextmanager
def unfinished(results: str | Path | None) -> Iterator[Unfinished | None]:
    """A study within a folder of results, None for one that keeps nothing.

    What it keeps is removed when the block ends, and stays if the block is left by an interrupt or an error.
    """
    if results is None:
        yield None
        return
    kept = Unfinished(Path(results) / FOLDER)
    yield kept
    kept.remove()
