"""A result as a directory: manifest, summary, every replication.

The directory is written beside its place and then renamed, so it is there completely or not at all.
"""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from sim import disk
from sim.scenario.words import said
from sim.store.program import program
from sim.store.sealed import as_json, sealed

if TYPE_CHECKING:
    from sim.studies.result import Result

FILES = ("manifest.json", "summary.json", "summary.csv", "replications.parquet")


class AlreadyThere(ValueError):
    """The directory exists and is not empty; nothing is overwritten."""


class LooksLikeAFile(ValueError):
    """The name has the ending of a file, but a folder would be made."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path}: a folder is made, and {path.suffix} is the ending of a file; try {path.stem}")
        self.path = path


def check_free(directory: str | Path) -> Path:
    """The directory as a path if a result may be written there.

    Raises :class:`AlreadyThere`, :class:`LooksLikeAFile` and :class:`sim.disk.FileTrouble`.
    """
    path = Path(directory)
    disk.check_folder_place(path)
    if any(map(str.isalpha, path.suffix)) and not path.is_dir():
        raise LooksLikeAFile(path)
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise AlreadyThere(said("{path} is already there; choose another name or remove it", path=path))
    return path


def write_result(result: Result, summary: dict[str, Any], directory: str | Path, command: str = "") -> Path:
    """Write a result, its summary (the JSON object), and what it was the answer to, so that it can be repeated.

    Raises :class:`AlreadyThere`, :class:`LooksLikeAFile` and :class:`sim.disk.FileTrouble`.
    """
    path = check_free(directory)
    with disk.new_folder(path, replace=False) as beside:
        disk.write_bytes(beside / "manifest.json", sealed(_manifest(result, summary, command)))
        disk.write_bytes(beside / "summary.json", as_json(summary))
        disk.write_bytes(beside / "summary.csv", _csv(summary).encode("utf-8", "backslashreplace"))
        with disk.new_file(beside / "replications.parquet") as stream:
            _write_parquet(stream, result)
    return path


def _manifest(result: Result, summary: dict[str, Any], command: str) -> dict[str, Any]:
    return {
        "kind": "run",
        **summary["run"],
        "path": summary["scenario"]["path"],
        "parameters": summary["scenario"]["parameters"],
        "program": program(),
        "command": command,
        "resolved": json.loads(result.scenario.resolved or "null"),
    }


def _csv(summary: dict[str, Any]) -> str:
    """One line for each figure and year; comma and point, for machines."""
    keys = ("mean", "se", "sd", "p10", "p50", "p90", "n", "low", "high")
    text = io.StringIO(newline="")
    lines = csv.writer(text)
    lines.writerow(("figure", "year", "unit", *keys))
    for name, entry in summary["measures"].items():
        for year, estimate in (("", entry), *entry.get("by_year", {}).items()):
            if "mean" in estimate:
                lines.writerow((name, year, entry["unit"], *(estimate[key] for key in keys)))
    return text.getvalue()


def _write_parquet(stream: BinaryIO, result: Result) -> None:
    """One row a replication, one column a figure, null where nothing was measured."""
    import numpy as np
    import pyarrow as pa
    from pyarrow import parquet

    values = result.sheet.values
    columns = {"replication": pa.array(result.sheet.replications)}
    for i, name in enumerate(result.names):
        columns[name] = pa.array(values[:, i], mask=np.isnan(values[:, i]))
    parquet.write_table(pa.table(columns), stream, compression="zstd")
