"""A small table and how it looks as plain text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """Cells are texts; the first ``labels`` columns are words and stand to the left, the others to the right."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    labels: int = 1

    def __str__(self) -> str:
        cells = (self.header, *self.rows)
        widths = [max(len(row[i]) for row in cells) for i in range(len(self.header))]
        lines = [self._line(row, widths) for row in cells]
        return "\n".join([self.title, lines[0], "-" * (sum(widths) + 2 * (len(widths) - 1)), *lines[1:]])

    def _line(self, row: tuple[str, ...], widths: list[int]) -> str:
        parts = [
            cell.ljust(width) if i < self.labels else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        return "  ".join(parts).rstrip()


def without_empty_columns(table: Table, empty: tuple[str, ...]) -> Table:
    """The table without the number columns in which every cell says nothing (one of ``empty``)."""
    keep = [
        i for i in range(len(table.header)) if i < table.labels or any(row[i] not in empty for row in table.rows)
    ]  # fmt: skip
    rows = tuple(tuple(row[i] for i in keep) for row in table.rows)
    return Table(table.title, tuple(table.header[i] for i in keep), rows, table.labels)
