"""CSV files that a scenario names: dates of arrivals, people at the start, observed lengths."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path

from sim.scenario.folders import is_file

LARGEST_CSV = 50_000_000  # bytes
MOST_ROWS, MOST_CELLS = 1_000_000, 4_000_000
SHARED = 100_000  # different texts of cells that are kept once each, so that a long column of dates takes little room


@dataclass(frozen=True)
class CsvTable:
    """Columns by name; all values are text.  ``digest`` identifies the content."""

    columns: dict[str, tuple[str, ...]]
    rows: int
    digest: str


class BadCsv(ValueError):
    """A CSV file cannot be used; ``code`` is the code of the problem, ``allowed`` what would do."""

    def __init__(self, code: str, message: str, allowed: str = "") -> None:
        super().__init__(message)
        self.code, self.allowed = code, allowed


def read_csv(path: Path, label: str) -> CsvTable:
    """The table of a file: comma or semicolon, UTF-8, one line of names.  Raises :class:`BadCsv`."""
    if path.suffix.lower() != ".csv":
        raise BadCsv("csv", f"{label} is no CSV file by its name", "a name that ends in .csv")
    if not is_file(path):
        raise BadCsv("missing-file", f"There is no file {label}", "an existing file")
    try:
        size = path.stat().st_size
        content = path.read_bytes() if size <= LARGEST_CSV else b""
    except OSError as error:
        raise BadCsv("missing-file", f"{label} cannot be read ({error.strerror})", "a file that you may read") from None
    if size > LARGEST_CSV:
        raise BadCsv("too-large", f"{label} is too large: {size} bytes", f"at most {LARGEST_CSV} bytes")
    try:
        names, columns = _columns(content, label)
    except UnicodeDecodeError:
        raise BadCsv("csv", f"{label} is not UTF-8", "UTF-8; save it so") from None
    except csv.Error as error:
        raise BadCsv("csv", f"{label} is no CSV file ({error})") from None
    rows = len(columns[0])
    return CsvTable(
        {name: tuple(column) for name, column in zip(names, columns, strict=True)},
        rows,
        hashlib.sha256(content).hexdigest(),
    )


def _columns(content: bytes, label: str) -> tuple[list[str], list[list[str]]]:
    """Names and columns, line by line, so that no second copy of a large file is made."""
    lines = _lines(content)
    names = [name.strip() for name in next(lines, [])]
    if not names:
        raise BadCsv("csv", f"{label} is empty")
    if len(set(names)) < len(names) or "" in names:
        raise BadCsv("csv", f"{label}: the names of the columns must be there and differ")
    most = min(MOST_ROWS, MOST_CELLS // len(names))
    columns: list[list[str]] = [[] for _ in names]
    seen: dict[str, str] = {}
    for number, line in enumerate(lines, start=2):
        if len(line) != len(names):
            raise BadCsv("csv", f"{label}: line {number} has {len(line)} values, not {len(names)}")
        if number > most + 1:
            raise BadCsv(
                "too-large", f"{label} has more than {most} rows", f"at most {most} rows of {len(names)} values"
            )
        for column, cell in zip(columns, line, strict=True):
            text = cell.strip()
            column.append(seen.setdefault(text, text) if len(seen) < SHARED else seen.get(text, text))
    return names, columns


def _lines(content: bytes) -> Iterator[list[str]]:
    delimiter = ";" if b";" in content.partition(b"\n")[0] else ","
    text = TextIOWrapper(BytesIO(content), encoding="utf-8-sig", newline="")
    return (line for line in csv.reader(text, delimiter=delimiter, strict=True) if line)
