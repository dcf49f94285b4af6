"""The results store: replications by the question they answer, so that nothing is computed twice or lost.

``results/<scenario>/<id>/``: ``manifest.json`` and ``replications-FIRST-END-DIGEST.parquet``.  The id is the hash of
the resolved scenario, the seed and the program, not of the number of replications or of the engine: a longer study goes
on where a shorter one stopped, and both engines give the same figures.
"""

from __future__ import annotations

import os
import re
import shutil
import weakref
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

from sim import disk
from sim.measures.sheet import Sheet, stack
from sim.store.chunks import Chunk, Encoded, Pick, chunks_in, encode_chunk, read_chunk, read_facts, write_chunk
from sim.store.program import check_unchanged, content_id, program
from sim.store.sealed import Damaged, read_sealed, sealed

if TYPE_CHECKING:
    from sim.scenario.schema import Scenario

MANIFEST = "manifest.json"
_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "ae", "Ø": "oe", "Å": "aa"})
LONGEST_NAME = 100


class Store:
    """A directory of results; without a path a temporary one that goes with the object."""

    def __init__(self, path: str | Path | None = None) -> None:
        self.path = Path(mkdtemp(prefix="rengsim-") if path is None else path)
        if path is None:
            weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)

    def entry(self, scenario: Scenario, seed: int) -> Entry:
        """Where the replications of a scenario with a seed are kept; nothing is written yet."""
        question = {"kind": "replications", "scenario": scenario.hash, "seed": seed}
        identity = content_id(question)
        return Entry(self.path / slug(scenario.name) / identity, identity, scenario, seed)


@dataclass(frozen=True)
class Entry:
    """The replications of one scenario with one seed."""

    path: Path
    identity: str
    scenario: Scenario
    seed: int
    _passed_over: set[str] = field(default_factory=set, repr=False, compare=False)
    """Names of files that are taken for not there: damaged ones that could not be removed, and those set aside."""
    _set_aside: set[str] = field(default_factory=set, repr=False, compare=False)

    def missing(self, first: int, end: int) -> list[range]:
        """Which of the replications first .. end - 1 are not there, in order."""
        found: list[range] = []
        for chunk in self._chunks():
            if chunk.first > first and first < end:
                found.append(range(first, min(chunk.first, end)))
            first = max(first, chunk.end)
        if first < end:
            found.append(range(first, end))
        return found

    def read(self, first: int, end: int, pick: Pick | None = None) -> Sheet:
        """Figures of the replications first .. end - 1.

        Raises :class:`Damaged` if they cannot all be read; a file that is not what was written is removed, so that
        asking :meth:`missing` again tells what has to be computed.
        """
        return stack(list(self.parts(first, end, pick)))

    def parts(self, first: int, end: int, pick: Pick | None = None) -> Iterator[Sheet]:
        """As :meth:`read`, one file after the other."""
        for chunk in self._chunks():
            if chunk.first <= first < min(chunk.end, end):
                yield _cut(self._read_one(chunk, pick), first, end)
                first = min(chunk.end, end)
        if first < end:
            raise Damaged(f"{self.path}: replications {first} to {end - 1} are not there")

    def _chunks(self) -> list[Chunk]:
        return [chunk for chunk in chunks_in(self.path) if chunk.path.name not in self._passed_over]

    def _read_one(self, chunk: Chunk, pick: Pick | None) -> Sheet:
        try:
            return read_chunk(chunk, pick)
        except Damaged:
            self._passed_over.add(chunk.path.name)
            with suppress(disk.FileTrouble):  # in a folder that cannot be written it stays, and is passed over
                disk.remove(chunk.path)
                self._passed_over.discard(chunk.path.name)
            raise

    def intact(self) -> bool:
        """Whether the manifest is there and is that of this entry."""
        try:
            return read_sealed(self.path / MANIFEST).get("id") == self.identity
        except Damaged:
            return False

    def prepare(self) -> bool:
        """See before computing that results can be kept; True if what was in the place was damaged.

        Raises :class:`sim.disk.FileTrouble` if nothing can be written there.
        """
        if os.path.lexists(self.path) and not self.path.is_dir():
            disk.remove(self.path)
        intact, empty = self.intact(), not (os.path.lexists(self.path / MANIFEST) or chunks_in(self.path))
        disk.make_folder(self.path)
        disk.sweep(self.path)
        if intact:
            disk.check_place(self.path / MANIFEST)
        else:
            disk.write_bytes(self.path / MANIFEST, sealed(self._manifest()))
        return not intact and not empty

    def write(self, sheet: Sheet, facts: dict[str, Any]) -> None:
        """Keep replications that follow each other; raises what :meth:`write_encoded` does."""
        self.write_encoded(encode_chunk(self.identity, sheet, facts))

    def write_encoded(self, encoded: Encoded) -> None:
        """The same, encoded already (by another machine).

        Raises :class:`sim.store.program.ProgramChanged`, :class:`sim.disk.FileTrouble`, and :class:`Damaged` if it is
        not what was encoded.
        """
        check_unchanged()
        if not (self.path / MANIFEST).is_file():
            disk.write_bytes(self.path / MANIFEST, sealed(self._manifest()))
        written = write_chunk(self.path, encoded).path.name
        self._passed_over.discard(written)
        self._set_aside.discard(written)

    def set_aside(self) -> None:
        """Take what is there for not there, so that it is computed again; :meth:`remove_replaced` ends it."""
        self._set_aside.update(chunk.path.name for chunk in chunks_in(self.path))
        self._passed_over.update(self._set_aside)

    def remove_replaced(self) -> None:
        """Remove files that were set aside and whose replications have been written again.

        Raises :class:`sim.disk.FileTrouble`.
        """
        for chunk in chunks_in(self.path):
            if chunk.path.name in self._set_aside and not self.missing(chunk.first, chunk.end):
                disk.remove(chunk.path)
                self._set_aside.discard(chunk.path.name)

    def spent(self, end: int) -> Spent:
        """The cost of the replications 0 .. end - 1; of a file that is needed in part, that part."""
        engines: dict[str, None] = {}
        rows, simulation, measures, at = 0.0, 0.0, 0.0, 0
        for chunk in self._chunks():
            if not chunk.first <= at < min(chunk.end, end):
                continue
            part = (min(chunk.end, end) - at) / (chunk.end - chunk.first)
            at = min(chunk.end, end)
            with suppress(Damaged):
                facts = read_facts(chunk)
                engines[str(facts.get("engine", ""))] = None
                rows += part * float(facts.get("rows", 0))
                simulation += part * float(facts.get("seconds_simulation", 0.0))
                measures += part * float(facts.get("seconds_measures", 0.0))
        return Spent("+".join(engines), round(rows), simulation, measures)

    def _manifest(self) -> dict[str, Any]:
        scenario = self.scenario
        return {
            "kind": "replications",
            "id": self.identity,
            "scenario": scenario.name,
            "path": scenario.path,
            "title": {"da": scenario.titles.da, "en": scenario.titles.en},
            "scenario_hash": scenario.hash,
            "seed": self.seed,
            "program": program(),
            "created": datetime.now(UTC).isoformat(timespec="seconds"),
            "parameters": {parameter.name: parameter.value for parameter in scenario.parameters},
            "resolved": scenario.resolved,
        }


@dataclass(frozen=True)
class Spent:
    """What replications cost when they were computed, whenever that was."""

    engine: str
    rows: int
    seconds_simulation: float
    seconds_measures: float


def _cut(sheet: Sheet, first: int, end: int) -> Sheet:
    """The rows of the replications first .. end - 1."""
    low, high = first - int(sheet.replications[0]), end - int(sheet.replications[0])
    return sheet.rows(max(0, low), min(high, len(sheet.replications)))


def slug(name: str) -> str:
    """A name as a directory name: æ, ø, å spelt out, anything unusual as a hyphen, not too long."""
    plain = re.sub(r"[^A-Za-z0-9_.-]+", "-", name.translate(_LETTERS)).strip(".-")
    return plain[:LONGEST_NAME].rstrip(".-") or "scenario"
