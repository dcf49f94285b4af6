"""CSV files that a scenario names: dates of arrivals, people at the start, observed lengths."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path

from sim.scenario.folders import is_file
from sim.scenario.words import said

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
        raise BadCsv("csv", said("{label} is no CSV file by its name", label=label), "a name that ends in .csv")
    if not is_file(path):
        raise BadCsv("missing-file", said("There is no file {label}", label=label), "an existing file")
    try:
        size = path.stat().st_size
        content = path.read_bytes() if size <= LARGEST_CSV else b""
    except OSError as error:
        raise BadCsv(
            "missing-file",
            said("{label} cannot be read ({reason})", label=label, reason=error.strerror),
            "a file that you may read",
        ) from None
    if size > LARGEST_CSV:
        raise BadCsv(
            "too-large",
            said("{label} is too large: {size} bytes", label=label, size=size),
            said("at most {most} bytes", most=LARGEST_CSV),
        )
    try:
        names, columns = _columns(content, label)
    except UnicodeDecodeError:
        raise BadCsv("csv", said("{label} is not UTF-8", label=label), "UTF-8; save it so") from None
    except csv.Error as error:
        raise BadCsv("csv", said("{label} is no CSV file ({error})", label=label, error=error)) from None
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
        raise BadCsv("csv", said("{label} is empty", label=label))
    if len(set(names)) < len(names) or "" in names:
        raise BadCsv("csv", said("{label}: the names of the columns must be there and differ", label=label))
    most = min(MOST_ROWS, MOST_CELLS // len(names))
    columns: list[list[str]] = [[] for _ in names]
    seen: dict[str, str] = {}
    for number, line in enumerate(lines, start=2):
        if len(line) != len(names):
            raise BadCsv(
                "csv",
                said(
                    "{label}: line {number} has {n} values, not {wanted}",
                    label=label,
                    number=number,
                    n=len(line),
                    wanted=len(names),
                ),
            )
        if number > most + 1:
            raise BadCsv(
                "too-large",
                said("{label} has more than {most} rows", label=label, most=most),
                said("at most {most} rows of {n} values", most=most, n=len(names)),
            )
        for column, cell in zip(columns, line, strict=True):
            text = cell.strip()
            column.append(seen.setdefault(text, text) if len(seen) < SHARED else seen.get(text, text))
    return names, columns


def _lines(content: bytes) -> Iterator[list[str]]:
    delimiter = ";" if b";" in content.partition(b"\n")[0] else ","
    text = TextIOWrapper(BytesIO(content), encoding="utf-8-sig", newline="")
    return (line for line in csv.reader(text, delimiter=delimiter, strict=True) if line)
