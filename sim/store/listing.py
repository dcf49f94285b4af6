"""What is stored: replications and answers of studies, found by looking into ``results/<scenario>/<id>/``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim import disk
from sim.scenario.words import said
from sim.store.answers import Answer, read_answer
from sim.store.chunks import chunks_in, read_chunk, read_facts
from sim.store.program import program
from sim.store.replications import MANIFEST
from sim.store.sealed import Damaged, read_sealed

_IDENTITY = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True)
class Stored:
    """One directory of the store."""

    path: Path
    manifest: dict[str, Any]  # empty if it is damaged
    replications: int  # of a directory of replications: how many different ones are there
    bytes: int

    @property
    def identity(self) -> str:
        return self.path.name

    @property
    def kind(self) -> str:
        """``replications``, the kind of a study, or nothing if the manifest is damaged."""
        return str(self.manifest.get("kind", ""))

    @property
    def damaged(self) -> bool:
        """Whether the manifest is not what was written."""
        return not self.manifest

    @property
    def old(self) -> bool:
        """Whether another version of the program made it, so that it is no longer an answer."""
        return not self.damaged and bool(self.manifest.get("program") != program())

    def answer(self) -> Answer:
        """The answer of a study; raises :class:`Damaged`."""
        return read_answer(self.path, self.identity)


def stored(results: Path) -> Iterator[Stored]:
    """Everything that is stored, by scenario and time; what is half-written or foreign is passed over.

    Raises :class:`sim.disk.FileTrouble` if the folder cannot be read.
    """
    found = []
    for scenario in disk.names_in(results):
        disk.sweep(results / scenario)
        for identity in disk.names_in(results / scenario):
            path = results / scenario / identity
            if not _IDENTITY.fullmatch(identity) or not (path / MANIFEST).exists():
                continue
            try:
                said = read_sealed(path / MANIFEST)
            except Damaged:
                said = {}
            said = said if said.get("id") == identity else {}
            found.append((scenario, str(said.get("created", "")), identity, path, said))
    for _, _, _, path, said in sorted(found, key=lambda one: one[:3]):
        yield Stored(path, said, covered(path), _size(path))


def _size(path: Path) -> int:
    total = 0
    for name in disk.names_in(path):
        with suppress(OSError):  # removed meanwhile
            total += (path / name).stat().st_size
    return total


def covered(path: Path) -> int:
    """How many different replications the finished files hold."""
    count, end = 0, 0
    for chunk in chunks_in(path):
        count += max(0, chunk.end - max(chunk.first, end))
        end = max(end, chunk.end)
    return count


def seconds(path: Path) -> float:
    """Time that the replications took, simulation and measures, over all workers."""
    total = 0.0
    for chunk in chunks_in(path):
        with suppress(Damaged):
            facts = read_facts(chunk)
            total += float(facts.get("seconds_simulation", 0.0)) + float(facts.get("seconds_measures", 0.0))
    return total


class NoSuchResult(LookupError):
    """The beginning of an id means nothing, or several results."""


def matching(results: Path, beginnings: Sequence[str]) -> list[Stored]:
    """What is meant by the beginnings of ids; raises :class:`NoSuchResult` for one that means nothing or several
    things."""
    everything = list(stored(results))
    found = []
    for beginning in beginnings:
        mine = [one for one in everything if one.identity.startswith(beginning)]
        if len(mine) != 1:
            text = "{id}: several results begin so" if mine else "{id}: no result begins so"
            raise NoSuchResult(said(text, id=beginning))
        found += mine
    return found


def remove(one: Stored) -> None:
    """Remove a result; its scenario's directory goes with the last one.  Raises :class:`sim.disk.FileTrouble`."""
    disk.remove(one.path)
    disk.sweep(one.path.parent)
    with suppress(OSError):  # others are left
        one.path.parent.rmdir()


def intact_chunks(results: Path) -> tuple[list[Path], list[Path]]:
    """All files of replications, every byte looked at: those that are what was written, and those that are not."""
    good, bad = [], []
    for one in stored(results):
        for chunk in chunks_in(one.path):
            try:
                read_chunk(chunk)
                good.append(chunk.path)
            except Damaged:
                bad.append(chunk.path)
    return good, bad


def query(files: Sequence[Path], sql: str) -> Any:
    """Ask DuckDB: ``replications`` has one row for each figure and replication of the files of replications.

    Columns: scenario, id, figure, replication, numerator, denominator, value.  Raises ImportError without DuckDB (extra
    ``studies``), and what DuckDB raises.
    """
    import duckdb

    connection = duckdb.connect()
    if not files:
        connection.execute(
            "create table replications (scenario varchar, id varchar, figure varchar, replication integer, "
            "numerator double, denominator double, value double)"
        )
        return connection.execute(sql)
    quoted = ", ".join("'" + str(file.resolve()).replace("'", "''") + "'" for file in files)
    connection.execute(
        "create view replications as select distinct "
        "parse_path(filename)[-3] as scenario, parse_path(filename)[-2] as id, "
        "cast(figure as varchar) as figure, replication, numerator, denominator, "
        "case when denominator = 0 then null else numerator / denominator end as value "
        f"from read_parquet([{quoted}], filename = true)"
    )
    return connection.execute(sql)
