"""The results store: replications by the question they answer, so that nothing is computed twice or lost.

``results/<scenario>/<id>/``: ``manifest.json`` and ``replications-FIRST-END.parquet``.  The id is the hash of the
resolved scenario, the seed and the program, not of the number of replications or of the engine: a longer study goes on
where a shorter one stopped, and both engines give the same figures.
"""

from __future__ import annotations

import json
import shutil
import weakref
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

from sim.measures.sheet import Sheet, stack
from sim.studies.chunks import Chunk, Damaged, Pick, chunks_in, read_chunk, write_chunk
from sim.studies.files import slug, sweep_up, write_whole
from sim.studies.program import content_id, program

if TYPE_CHECKING:
    from sim.scenario.schema import Scenario

MANIFEST = "manifest.json"


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

    def missing(self, first: int, end: int) -> list[range]:
        """Which of the replications first .. end - 1 are not there, in order."""
        found: list[range] = []
        for chunk in chunks_in(self.path):
            if chunk.first > first and first < end:
                found.append(range(first, min(chunk.first, end)))
            first = max(first, chunk.end)
        if first < end:
            found.append(range(first, end))
        return found

    def read(self, first: int, end: int, pick: Pick | None = None) -> Sheet:
        """Figures of the replications first .. end - 1.

        Raises :class:`Damaged` if they cannot all be read; a file that cannot be read is removed, so that asking
        :meth:`missing` again tells what has to be computed.
        """
        return stack(list(self.parts(first, end, pick)))

    def parts(self, first: int, end: int, pick: Pick | None = None) -> Iterator[Sheet]:
        """As :meth:`read`, one file after the other."""
        for chunk in chunks_in(self.path):
            if chunk.first <= first < min(chunk.end, end):
                yield _cut(self._read_one(chunk, pick), first, end)
                first = min(chunk.end, end)
        if first < end:
            raise Damaged(f"{self.path}: replications {first} to {end - 1} are not there")

    def _read_one(self, chunk: Chunk, pick: Pick | None) -> Sheet:
        try:
            return read_chunk(chunk, pick)
        except Damaged:
            chunk.path.unlink(missing_ok=True)
            raise

    def write(self, sheet: Sheet, facts: dict[str, Any]) -> None:
        """Keep replications that follow each other."""
        if not (self.path / MANIFEST).is_file():
            sweep_up(self.path)
            write_whole(self.path / MANIFEST, lambda part: part.write_text(self._manifest(), encoding="utf-8"))
        write_chunk(self.path, sheet, {"id": self.identity, **facts})

    def remove(self) -> None:
        shutil.rmtree(self.path, ignore_errors=True)

    def _manifest(self) -> str:
        scenario = self.scenario
        said = {
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
        return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def _cut(sheet: Sheet, first: int, end: int) -> Sheet:
    """The rows of the replications first .. end - 1."""
    low, high = first - int(sheet.replications[0]), end - int(sheet.replications[0])
    return sheet.rows(max(0, low), min(high, len(sheet.replications)))
