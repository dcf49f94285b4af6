"""A result as a directory: manifest, summary, every replication.

The directory is written beside its place and then renamed, so it is there completely or not at all.
"""

from __future__ import annotations

import csv
import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.studies.result import Result

FILES = ("manifest.json", "summary.json", "summary.csv", "replications.parquet")


class AlreadyThere(ValueError):
    """The directory exists and is not empty; nothing is overwritten."""


def check_free(directory: str | Path) -> Path:
    """The directory as a path if a result may be written there; raises :class:`AlreadyThere`."""
    path = Path(directory)
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise AlreadyThere(f"{path} is already there; choose another name or remove it")
    return path


def write_result(result: Result, summary: dict[str, Any], directory: str | Path) -> Path:
    """Write a result and its summary (the JSON object); raises :class:`AlreadyThere`."""
    path = check_free(directory)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        beside.mkdir()
        manifest = {**summary["run"], "resolved": json.loads(result.scenario.resolved or "null")}
        _write_json(beside / "manifest.json", manifest)
        _write_json(beside / "summary.json", summary)
        _write_csv(beside / "summary.csv", summary)
        _write_parquet(beside / "replications.parquet", result)
        if path.is_dir():
            path.rmdir()  # empty, or check_free had refused
        os.replace(beside, path)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return path


def _write_json(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n", encoding="utf-8")


def _write_csv(path: Path, summary: dict[str, Any]) -> None:
    """One line for each figure and year; comma and point, for machines."""
    keys = ("mean", "se", "sd", "p10", "p50", "p90", "n", "low", "high")
    with path.open("w", encoding="utf-8", newline="") as stream:
        lines = csv.writer(stream)
        lines.writerow(("figure", "year", "unit", *keys))
        for name, entry in summary["measures"].items():
            for year, estimate in (("", entry), *entry.get("by_year", {}).items()):
                if "mean" in estimate:
                    lines.writerow((name, year, entry["unit"], *(estimate[key] for key in keys)))


def _write_parquet(path: Path, result: Result) -> None:
    """One row a replication, one column a figure, null where nothing was measured."""
    import numpy as np
    import pyarrow as pa
    from pyarrow import parquet

    values = result.sheet.values
    columns = {"replication": pa.array(result.sheet.replications)}
    for i, name in enumerate(result.names):
        columns[name] = pa.array(values[:, i], mask=np.isnan(values[:, i]))
    parquet.write_table(pa.table(columns), path, compression="zstd")
