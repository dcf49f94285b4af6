"""A stretch of replications of one scenario as a Parquet file.

The table is long: one row for each figure and replication, all replications of the first figure first.  Two thousand
figures as columns would cost three times the space and five times the time.

The name of a file ends in a digest of its content, and its metadata say to which entry of the store it belongs and
which replications of how many figures it holds.  Both are looked at whenever anything is read, so neither a changed bit
nor a file that stands in the place of another one is ever taken for an answer.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sim import disk
from sim.measures.sheet import Sheet
from sim.store.sealed import Damaged

_NAME = re.compile(r"replications-(\d{7,12})-(\d{7,12})-([0-9a-f]{32})\.parquet")
FACTS = b"rengsim"
Pick: TypeAlias = Callable[[Sequence[str]], Sequence[str]]
"""Chooses columns from the names of all."""


@dataclass(frozen=True)
class Chunk:
    """Replications first .. end - 1."""

    path: Path
    first: int
    end: int
    digest: str

    @property
    def entry(self) -> str:
        """The id of the entry of the store that it belongs to."""
        return self.path.parent.name


def chunks_in(directory: Path) -> list[Chunk]:
    """The finished files of a directory, by first replication, the longest first where two begin together."""
    matches = ((name, _NAME.fullmatch(name)) for name in disk.names_in(directory))
    found = [Chunk(directory / name, int(match[1]), int(match[2]), match[3]) for name, match in matches if match]
    return sorted((one for one in found if one.first < one.end), key=lambda chunk: (chunk.first, -chunk.end))


@dataclass(frozen=True)
class Encoded:
    """The name and the content of a file that is not written yet; it may have been made on another machine."""

    name: str
    content: bytes


def write_chunk(directory: Path, encoded: Encoded) -> Chunk:
    """Write an encoded sheet; raises :class:`Damaged` if it is not what was encoded."""
    found = _NAME.fullmatch(encoded.name)
    if found is None or _digest(encoded.content) != found[3]:
        raise Damaged(f"{directory / encoded.name}: the content has changed on the way")
    path = directory / encoded.name
    disk.write_bytes(path, encoded.content)
    return Chunk(path, int(found[1]), int(found[2]), found[3])


def encode_chunk(entry: str, sheet: Sheet, facts: dict[str, Any]) -> Encoded:
    """A sheet whose replications follow each other, as a file of the entry with this id.

    ``facts`` is what the listing wants to know.
    """
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
    belongs = {"id": entry, "first": first, "end": end, "figures": digest_of_names(sheet.names)}
    table = pa.Table.from_arrays(list(columns.values()), names=list(columns))
    table = table.replace_schema_metadata({FACTS: json.dumps({**facts, **belongs}, ensure_ascii=False).encode()})
    buffer = io.BytesIO()
    parquet.write_table(table, buffer, compression="zstd")
    content = buffer.getvalue()
    return Encoded(f"replications-{first:07d}-{end:07d}-{_digest(content)}.parquet", content)


def digest_of_names(names: Sequence[str]) -> str:
    """Which figures in which order: first 16 hex digits of the SHA-256 of their names."""
    return hashlib.sha256("\0".join(names).encode()).hexdigest()[:16]


def read_facts(chunk: Chunk) -> dict[str, Any]:
    """What was said about a chunk when it was written; raises :class:`Damaged`."""
    import pyarrow as pa
    from pyarrow import parquet

    content = _checked(chunk)
    try:
        return _facts(parquet.read_schema(pa.BufferReader(content)).metadata, chunk)
    except _unreadable() as error:
        raise Damaged(f"{chunk.path}: {error}") from None


def read_chunk(chunk: Chunk, pick: Pick | None = None) -> Sheet:
    """The figures picked from their names (all without ``pick``) of a chunk; raises :class:`Damaged`."""
    import pyarrow as pa
    from pyarrow import parquet

    content = _checked(chunk)
    try:
        with parquet.ParquetFile(pa.BufferReader(content), read_dictionary=["figure"]) as file:
            facts = _facts(file.schema_arrow.metadata, chunk)
            table = file.read(columns=["figure", "numerator", "denominator"], use_threads=False)
        known = _names(table["figure"], chunk.end - chunk.first)
        if facts["figures"] != digest_of_names(known):
            raise Damaged(f"{chunk.path}: other figures than it says")
        shape = (len(known), chunk.end - chunk.first)
        numerator = _floats(table["numerator"]).reshape(shape)
        denominator = _floats(table["denominator"]).reshape(shape)
    except _unreadable() as error:
        raise Damaged(f"{chunk.path}: {error}") from None
    if pick is not None:
        names = pick(known)
        place = {name: i for i, name in enumerate(known)}
        rows = [place[name] for name in names]
        numerator, denominator, known = numerator[rows], denominator[rows], list(names)
    replications = np.arange(chunk.first, chunk.end, dtype=np.int64)
    return Sheet(tuple(known), np.ascontiguousarray(numerator.T), np.ascontiguousarray(denominator.T), replications)


def _checked(chunk: Chunk) -> bytes:
    """The content as it was written; nothing is parsed before."""
    try:
        content = disk.read_bytes(chunk.path)
    except disk.FileTrouble as trouble:
        raise Damaged(f"{chunk.path}: {trouble.strerror}") from None
    if _digest(content) != chunk.digest:
        raise Damaged(f"{chunk.path}: the content has changed since it was written")
    return content


def _facts(metadata: dict[bytes, bytes], chunk: Chunk) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(metadata[FACTS])
    if (facts["id"], facts["first"], facts["end"]) != (chunk.entry, chunk.first, chunk.end):
        raise Damaged(f"{chunk.path}: it belongs elsewhere")
    return facts


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]


def _unreadable() -> tuple[type[Exception], ...]:
    import pyarrow as pa

    return (OSError, ValueError, KeyError, TypeError, pa.ArrowException)


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
