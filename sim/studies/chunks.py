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
from numpy.typing import NDArray

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
    columns = {
        "figure": pa.DictionaryArray.from_arrays(_array(place), _texts(sheet.names)),
        "replication": _array(np.tile(sheet.replications.astype(np.int32), figures)),
        "numerator": _array(sheet.numerator.T.reshape(-1)),
        "denominator": _array(sheet.denominator.T.reshape(-1)),
    }
    table = pa.Table.from_arrays(list(columns.values()), names=list(columns))
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
        with parquet.ParquetFile(chunk.path, read_dictionary=["figure"]) as file:
            table = file.read(columns=["figure", "numerator", "denominator"])
        known = _names(table["figure"], chunk.end - chunk.first)
        shape = (len(known), chunk.end - chunk.first)
        numerator = _floats(table["numerator"]).reshape(shape)
        denominator = _floats(table["denominator"]).reshape(shape)
    except (OSError, ValueError, KeyError, pa.ArrowException) as error:
        raise Damaged(f"{chunk.path}: {error}") from None
    if pick is not None:
        names = pick(known)
        place = {name: i for i, name in enumerate(known)}
        rows = [place[name] for name in names]
        numerator, denominator, known = numerator[rows], denominator[rows], list(names)
    replications = np.arange(chunk.first, chunk.end, dtype=np.int64)
    return Sheet(tuple(known), np.ascontiguousarray(numerator.T), np.ascontiguousarray(denominator.T), replications)


# From numpy to Arrow and back by buffers: Arrow's own conversions import pandas, which takes longer than all the rest.


def _array(values: NDArray[Any]) -> Any:
    import pyarrow as pa

    kind = {"int32": pa.int32(), "float64": pa.float64()}[values.dtype.name]
    return pa.Array.from_buffers(kind, len(values), [None, pa.py_buffer(np.ascontiguousarray(values).data)])


def _texts(texts: Sequence[str]) -> Any:
    import pyarrow as pa

    encoded = [text.encode() for text in texts]
    offsets = np.concatenate(([0], np.cumsum([len(text) for text in encoded]))).astype(np.int32)
    return pa.StringArray.from_buffers(len(encoded), pa.py_buffer(offsets.data), pa.py_buffer(b"".join(encoded)))


def _floats(column: Any) -> NDArray[np.float64]:
    parts = [_values(part, np.float64) for part in column.chunks]
    return np.concatenate(parts) if parts else np.empty(0)


def _names(column: Any, every: int) -> list[str]:
    """Every so many-th text of a column of texts by number."""
    found: list[str] = []
    before = 0
    for part in column.chunks:
        known = part.dictionary.to_pylist()
        found += [str(known[i]) for i in _values(part.indices, np.int32)[-before % every :: every]]
        before += len(part)
    return found


def _values(part: Any, kind: type[np.generic]) -> NDArray[Any]:
    """The numbers of an Arrow array without gaps."""
    return np.frombuffer(part.buffers()[1], dtype=kind)[part.offset : part.offset + len(part)]
