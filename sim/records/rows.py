"""Files of records -> columns: CSV as Danish systems write it, XLSX, Parquet.  Cells stay on this machine.

What is wrong with a file is said with its line, never with what stands there.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO
from pathlib import Path

from sim.scenario.csvfiles import LARGEST_CSV, MOST_ROWS, BadCsv
from sim.scenario.words import said

FORMATS = (".csv", ".xlsx", ".parquet")
REMARK = "#"
"""Lines that begin so, before the names of the columns, say something of the file."""
LINES_SHOWN = 5
_STATED = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
Cell = str | date
"""A cell: text without blanks around it, or a date where the file format knows dates."""


class MissingPackage(ValueError):
    """A file format needs a package that is not installed."""


@dataclass(frozen=True)
class Rows:
    """Columns by name, all equally long; ``lines`` are the lines of the file (1 is the line of names)."""

    columns: dict[str, tuple[Cell, ...]]
    lines: tuple[int, ...]
    digest: str

    def __len__(self) -> int:
        return len(self.lines)


def read_rows(path: Path, label: str) -> Rows:
    """The table of a file.  Raises :class:`BadCsv` or :class:`MissingPackage`."""
    ending = path.suffix.lower()
    if ending not in FORMATS:
        raise BadCsv("csv", said("{label} is no file of records by its name", label=label), ", ".join(FORMATS))
    try:
        if not path.is_file():
            raise BadCsv("missing-file", said("There is no file {label}", label=label), "an existing file")
        size = path.stat().st_size
        content = path.read_bytes() if size <= LARGEST_CSV else b""
    except (OSError, ValueError):
        raise BadCsv("missing-file", said("There is no file {label}", label=label), "an existing file") from None
    if size > LARGEST_CSV:
        allowed = said("at most {most} bytes", most=LARGEST_CSV)
        raise BadCsv("too-large", said("{label} is too large: {size} bytes", label=label, size=size), allowed)
    if ending == ".csv":
        table = _csv(content, label)
    else:
        try:
            table = _xlsx(content, label) if ending == ".xlsx" else _parquet(content)
        except BadCsv:
            raise
        except ImportError:
            raise MissingPackage(ending) from None
        except Exception:  # whatever a library finds in a damaged file; its message may repeat cells
            raise BadCsv("csv", said("{label} cannot be read as {ending}", label=label, ending=ending)) from None
    return _rows(table, label, hashlib.sha256(content).hexdigest())


Table = list[tuple[int, Sequence[Cell]]]
"""(line, cells), the names of the columns first."""


def _csv(content: bytes, label: str) -> Table:
    text = _decoded(content)
    stated = _STATED.match(text)  # a first line by which Excel says what parts the cells
    head = next((line for line in text.splitlines() if line.strip() and not line.startswith(REMARK)), "")
    delimiter = stated[1] if stated else max(";\t,", key=lambda mark: (head.count(mark), mark == ";"))
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    table: Table = []
    try:
        for cells in reader:
            is_stated = stated is not None and reader.line_num == 1
            if any(cell.strip() for cell in cells) and not is_stated and (table or not cells[0].startswith(REMARK)):
                table.append((reader.line_num, cells))
            if len(table) > MOST_ROWS:
                break
    except csv.Error:
        message = said("{label}: line {number} is no line of a CSV file", label=label, number=reader.line_num)
        raise BadCsv("csv", message) from None
    return table


def _decoded(content: bytes) -> str:
    """UTF-8 with or without a byte order mark, UTF-16 with one, else what older systems write (Windows, Latin-1)."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def _xlsx(content: bytes, label: str) -> Table:
    import openpyxl

    sheet = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True).worksheets[0]
    table: Table = []
    for number, cells in enumerate(sheet.iter_rows(values_only=True, max_row=MOST_ROWS + 2), start=1):
        row = [_cell(cell) for cell in cells]
        if any(row):
            table.append((number, row))
    return table


def _parquet(content: bytes) -> Table:
    import pyarrow.parquet

    table = pyarrow.parquet.read_table(BytesIO(content))
    columns = [[_cell(cell) for cell in table.column(name).slice(0, MOST_ROWS + 1).to_pylist()]
               for name in table.column_names]  # fmt: skip
    rows = [tuple(cells) for cells in zip(*columns, strict=True)]
    return [(1, table.column_names), *((number, cells) for number, cells in enumerate(rows, start=2))]


def _cell(value: object) -> Cell:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))  # a spreadsheet keeps every number as a float
    return str(value).strip()


def lines_in_words(lines: Sequence[int]) -> str:
    """``5, 17, 44 ... (15)``: the first ones, and how many there are."""
    first = ", ".join(str(line) for line in lines[:LINES_SHOWN])
    return f"{first}{' ...' if len(lines) > LINES_SHOWN else ''} ({len(lines)})"


def _is_content(name: str) -> bool:
    """Whether a date or a number stands where the name of a column should."""
    return re.fullmatch(r"[\d .:/-]*\d[\d .:/-]*", name) is not None


def _rows(table: Table, label: str, digest: str) -> Rows:
    if not table:
        raise BadCsv("csv", said("{label} is empty", label=label))
    names = [str(name).strip() for name in table[0][1]]
    while names and not names[-1]:  # a spreadsheet may end in empty columns
        names.pop()
    if len(set(names)) < len(names) or "" in names or not names:
        raise BadCsv("csv", said("{label}: the names of the columns must be there and differ", label=label))
    if len(table) > MOST_ROWS:
        raise BadCsv("too-large", said("{label} has more than {most} rows", label=label, most=MOST_ROWS),
                     said("at most {most} rows", most=MOST_ROWS))  # fmt: skip
    if any(_is_content(name) for name in names):  # they are not repeated: what stands there is about somebody
        raise BadCsv("csv", said("{label}: the first line does not hold names of columns", label=label))
    columns: list[list[Cell]] = [[] for _ in names]
    uneven: list[int] = []
    for number, cells in table[1:]:
        filled = [cell.strip() if isinstance(cell, str) else cell for cell in cells]
        if any(filled[len(names) :]) or len(filled) < len(names):
            uneven.append(number)
            continue
        for column, cell in zip(columns, filled, strict=False):
            column.append(cell)
    if uneven:
        raise BadCsv("csv", said("{label}: another number of values than there are columns ({wanted}) in line {lines}",
                                 label=label, wanted=len(names), lines=lines_in_words(uneven)))  # fmt: skip
    lines = tuple(number for number, _ in table[1:])
    return Rows(dict(zip(names, map(tuple, columns), strict=True)), lines, digest)
