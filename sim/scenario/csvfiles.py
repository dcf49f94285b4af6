"""CSV files that a scenario names: dates of arrivals, people at the start, observed lengths."""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

LARGEST_CSV = 50_000_000  # bytes


@dataclass(frozen=True)
class CsvTable:
    """Columns by name; all values are text.  ``digest`` identifies the content."""

    columns: dict[str, tuple[str, ...]]
    rows: int
    digest: str


def read_csv(path: Path, label: str) -> CsvTable | str:
    """The table of a file (comma or semicolon, UTF-8, one line of names), or a text that says what is wrong with it."""
    if not path.is_file():
        return f"There is no file {label}"
    size = path.stat().st_size
    if size > LARGEST_CSV:
        return f"{label} is too large: {size} bytes, at most {LARGEST_CSV}"
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return f"{label} is not UTF-8"
    head = text.partition("\n")[0]
    try:
        lines = [
            line for line in csv.reader(StringIO(text), delimiter=";" if ";" in head else ",", strict=True) if line
        ]
    except csv.Error as error:
        return f"{label} is no CSV file ({error})"
    if not lines:
        return f"{label} is empty"
    names = [name.strip() for name in lines[0]]
    if len(set(names)) < len(names) or "" in names:
        return f"{label}: the names of the columns must be there and differ"
    for number, line in enumerate(lines[1:], start=2):
        if len(line) != len(names):
            return f"{label}: line {number} has {len(line)} values, not {len(names)}"
    columns = {name: tuple(line[i].strip() for line in lines[1:]) for i, name in enumerate(names)}
    return CsvTable(columns, len(lines) - 1, hashlib.sha256(content).hexdigest())
