"""A stretch of replications of one scenario as a Parquet file.

The table is long: one row for each figure and replication, all replications of the first figure first.  Two thousand
figures as columns would cost three times the space and five times the time.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np

from sim.measures.sheet import Sheet
from sim.studies.files import write_whole

_NAME = re.compile(r"replications-(\d+)-(\d+)\.parquet")
FACTS = b"rengsim"
Pick: TypeAlias = Callable[[Sequence[str]], Sequence[str]]
"""Chooses columns from the names of all."""


class Damaged(Exception):
    """The file is gone or is not what its name promises."""


@dataclass(frozen=True)
class Chunk:
    """Replications first .. end - 1."""

    path: Path
    first: int
    end: int


def chunks_in(directory: Path) -> list[Chunk]:
    """The finished files of a directory, by first replication, the longest first where two begin together."""
    try:
        names = [(path, _NAME.fullmatch(path.name)) for path in directory.iterdir()]
    except OSError:
        return []
    found = [Chunk(path, int(match[1]), int(match[2])) for path, match in names if match]
    return sorted(found, key=lambda chunk: (chunk.first, -chunk.end))


def write_chunk(directory: Path, sheet: Sheet, facts: dict[str, Any]) -> Chunk:
    """Write a sheet whose replications follow each other; ``facts`` is what ``manifest`` and listing want to know."""
    import pyarrow as pa
    from pyarrow import parquet

    first, end = int(sheet.replications[0]), int(sheet.replications[-1]) + 1
    replications, figures = len(sheet.replications), len(sheet.names)
    if replications != end - first or not (np.diff(sheet.replications) == 1).all():
        raise ValueError("the replications of a chunk follow each other")
    place = np.repeat(np.arange(figures, dtype=np.int32), replications)
    columns: dict[str, Any] = {
        "figure": pa.DictionaryArray.from_arrays(place, pa.array(list(sheet.names))),
        "replication": np.tile(sheet.replications.astype(np.int32), figures),
        "numerator": sheet.numerator.T.reshape(-1),
        "denominator": sheet.denominator.T.reshape(-1),
    }
    table = pa.table(columns)
    table = table.replace_schema_metadata({FACTS: json.dumps(facts, ensure_ascii=False).encode()})
    path = directory / f"replications-{first:07d}-{end:07d}.parquet"
    write_whole(path, lambda part: parquet.write_table(table, part, compression="zstd"))
    return Chunk(path, first, end)


def read_facts(chunk: Chunk) -> dict[str, Any]:
    """What was said about a chunk when it was written; raises :class:`Damaged`."""
    import pyarrow as pa
    from pyarrow import parquet

    try:
        metadata = parquet.read_schema(chunk.path).metadata
        facts: dict[str, Any] = json.loads(metadata[FACTS])
    except (OSError, ValueError, KeyError, TypeError, pa.ArrowException) as error:
        raise Damaged(f"{chunk.path}: {error}") from None
    return facts


def read_chunk(chunk: Chunk, pick: Pick | None = None) -> Sheet:
    """The figures picked from their names (all without ``pick``) of a chunk; raises :class:`Damaged`."""
    import pyarrow as pa
    from pyarrow import parquet

    try:
        columns = ["figure", "numerator", "denominator"]
        table = parquet.read_table(chunk.path, columns=columns, read_dictionary=["figure"])
        figures = table["figure"].take(np.arange(0, table.num_rows, chunk.end - chunk.first))
        known = [str(name) for name in figures.to_pylist()]
        shape = (len(known), chunk.end - chunk.first)
        numerator = table["numerator"].to_numpy().reshape(shape)
        denominator = table["denominator"].to_numpy().reshape(shape)
    except (OSError, ValueError, KeyError, pa.ArrowException) as error:
        raise Damaged(f"{chunk.path}: {error}") from None
    if pick is not None:
        names = pick(known)
        place = {name: i for i, name in enumerate(known)}
        rows = [place[name] for name in names]
        numerator, denominator, known = numerator[rows], denominator[rows], list(names)
    replications = np.arange(chunk.first, chunk.end, dtype=np.int64)
    return Sheet(tuple(known), np.ascontiguousarray(numerator.T), np.ascontiguousarray(denominator.T), replications)
