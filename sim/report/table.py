"""A small table and how it looks as plain text."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Table:
    """Cells are texts; the first ``labels`` columns are words and stand to the left, the others to the right.

    The header of a column may have several lines.
    """

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    labels: int = 1
    note: str = ""  # a line below

    def __str__(self) -> str:
        head = self._header_lines()
        widths = [max(len(row[i]) for row in (*head, *self.rows)) for i in range(len(self.header))]
        rule = "-" * (sum(widths) + 2 * (len(widths) - 1))
        lines = (self._line(row, widths) for row in self.rows)
        notes = [self.note] if self.note else []
        return "\n".join([self.title, *(self._line(row, widths) for row in head), rule, *lines, *notes])

    def _repr_html_(self) -> str:
        """A real table: a caption, headings of columns and rows, numbers to the right."""
        from html import escape

        def cells(tag: str, row: tuple[str, ...]) -> str:
            parts = []
            for i, cell in enumerate(row):
                words = i < self.labels
                of = ' scope="row"' if words and tag == "td" else ' scope="col"' if tag == "th" else ""
                name = "th" if words else tag
                text = escape(cell).replace("\n", "<br>")
                parts.append(f'<{name}{of} style="text-align:{"left" if words else "right"}">{text}</{name}>')
            return f"<tr>{''.join(parts)}</tr>"

        caption = f'<caption style="text-align:left">{escape(self.title)}</caption>' if self.title else ""
        body = "".join(cells("td", row) for row in self.rows)
        note = f"<p>{escape(self.note)}</p>" if self.note else ""
        return f"<table>{caption}<thead>{cells('th', self.header)}</thead><tbody>{body}</tbody></table>{note}"

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
    return replace(table, header=tuple(table.header[i] for i in keep), rows=rows)


def with_narrow_header(table: Table, width: int = 18) -> Table:
    """The table with long headers of numbers in several lines."""
    from textwrap import fill

    header = tuple(cell if i < table.labels else fill(cell, width) for i, cell in enumerate(table.header))
    return replace(table, header=header)
