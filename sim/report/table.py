"""A small table and how it looks as plain text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """Cells are texts; the first ``labels`` columns are words and stand to the left, the others to the right.

    The header of a column may have several lines.
    """

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    labels: int = 1

    def __str__(self) -> str:
        head = self._header_lines()
        widths = [max(len(row[i]) for row in (*head, *self.rows)) for i in range(len(self.header))]
        rule = "-" * (sum(widths) + 2 * (len(widths) - 1))
        lines = (self._line(row, widths) for row in self.rows)
        return "\n".join([self.title, *(self._line(row, widths) for row in head), rule, *lines])

    def _repr_html_(self) -> str:
        from html import escape

        return f"<pre>{escape(str(self))}</pre>"

    def _header_lines(self) -> list[tuple[str, ...]]:
        """The lines of the header, short headers at the bottom."""
        cells = [cell.split("\n") for cell in self.header]
        height = max(map(len, cells))
        return list(zip(*([""] * (height - len(cell)) + cell for cell in cells), strict=True))

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


def with_narrow_header(table: Table, width: int = 18) -> Table:
    """The table with long headers of numbers in several lines."""
    from textwrap import fill

    header = tuple(cell if i < table.labels else fill(cell, width) for i, cell in enumerate(table.header))
    return Table(table.title, header, table.rows, table.labels)
