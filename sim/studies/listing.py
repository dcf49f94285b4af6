"""What is stored: replications and answers of studies, found by looking into ``results/<scenario>/<id>/``."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.studies.chunks import Damaged, chunks_in, read_facts
from sim.studies.files import sweep_up
from sim.studies.program import program
from sim.studies.store import MANIFEST


@dataclass(frozen=True)
class Stored:
    """One directory of the store."""

    path: Path
    manifest: dict[str, Any]
    replications: int  # of a directory of replications: how many different ones are there
    bytes: int

    @property
    def identity(self) -> str:
        return str(self.manifest.get("id", self.path.name))

    @property
    def kind(self) -> str:
        return str(self.manifest.get("kind", ""))

    @property
    def old(self) -> bool:
        """Whether another version of the program made it, so that it is no longer an answer."""
        return bool(self.manifest.get("program") != program())


def stored(results: Path) -> Iterator[Stored]:
    """Everything that is stored, by scenario and time; what is half-written or foreign is passed over."""
    found = []
    for manifest in results.glob(f"*/*/{MANIFEST}"):
        if manifest.parent.name.startswith("."):
            continue
        try:
            said = json.loads(manifest.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        if isinstance(said, dict) and said.get("id") == manifest.parent.name:
            found.append((manifest.parent.parent.name, str(said.get("created", "")), manifest.parent, said))
    for _, _, path, said in sorted(found, key=lambda one: (one[0], one[1], one[2].name)):
        size = sum(file.stat().st_size for file in path.iterdir() if file.is_file())
        yield Stored(path, said, covered(path), size)


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
        try:
            facts = read_facts(chunk)
        except Damaged:
            continue
        total += float(facts.get("seconds_simulation", 0.0)) + float(facts.get("seconds_measures", 0.0))
    return total


def matching(results: Path, beginnings: Sequence[str]) -> list[Stored]:
    """What is meant by the beginnings of ids; raises KeyError for one that means nothing or several things."""
    everything = list(stored(results))
    found = []
    for beginning in beginnings:
        mine = [one for one in everything if one.identity.startswith(beginning)]
        if len(mine) != 1:
            raise KeyError(f"{beginning}: {'several results begin so' if mine else 'no result begins so'}")
        found += mine
    return found


def remove(one: Stored) -> None:
    """Remove a result; its scenario's directory goes with the last one."""
    shutil.rmtree(one.path, ignore_errors=True)
    sweep_up(one.path.parent)
    try:
        one.path.parent.rmdir()
    except OSError:
        return  # others are left


def query(results: Path, sql: str) -> Any:
    """Ask DuckDB: ``replications`` has one row for each figure and replication of everything stored.

    Columns: scenario, id, figure, replication, numerator, denominator, value.  Raises ImportError without DuckDB (extra
    ``studies``), and what DuckDB raises.
    """
    import duckdb

    connection = duckdb.connect()
    files = str(results.resolve() / "*" / "*" / "replications-*.parquet")
    connection.execute(
        "create view replications as select distinct "
        "parse_path(filename)[-3] as scenario, parse_path(filename)[-2] as id, "
        "cast(figure as varchar) as figure, replication, numerator, denominator, "
        "case when denominator = 0 then null else numerator / denominator end as value "
        f"from read_parquet('{files.replace(chr(39), chr(39) * 2)}', filename = true)"
    )
    return connection.execute(sql)
