"""A workbook: the answer, the assumptions, and about 60 figures of every simulated year (at most 10,000 rows)."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime, time
from math import ceil, isfinite
from typing import TYPE_CHECKING, Any

from sim.report.papers.assumptions import parameter_table
from sim.report.papers.blocks import Bullets, Cards, Checklist, Command, Grid, Paper, Paragraph
from sim.report.papers.compose import today
from sim.report.papers.figures_table import named, title_of
from sim.report.papers.html import plain
from sim.report.texts import Texts
from sim.report.wording import Wording
from sim.studies.result_view import Reading

if TYPE_CHECKING:
    from sim.studies.result import Result

MOST_ROWS = 10_000


def as_xlsx(paper: Paper, result: Result) -> bytes:
    """The bytes of the file; raises ImportError without XlsxWriter (extra ``report``)."""
    import xlsxwriter

    texts, stream = Texts(paper.language), io.BytesIO()
    settings = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(stream, settings)
    midnight = datetime.combine(today(), time())
    book.set_properties({"title": str(plain(paper.title)), "created": midnight, "comments": f"rengsim {paper.version}"})
    formats = {"bold": book.add_format({"bold": True}), "head": book.add_format({"bold": True, "text_wrap": True}),
               "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
               "number": book.add_format({"num_format": "#,##0.00"})}  # fmt: skip
    _answer(book.add_worksheet(texts("paper.answer")), paper, formats)
    _years(book.add_worksheet(texts("paper.xlsx.years")), result, texts, formats)
    table = parameter_table(result.scenario, texts)
    _table(book.add_worksheet(texts("paper.parameters")), table.header, table.rows, formats)
    book.close()
    return stream.getvalue()


def _on_pages(sheet: Any) -> None:
    """Printed on A4, all columns on one page beside each other, the heading on each."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _answer(sheet: Any, paper: Paper, formats: dict[str, Any]) -> None:
    """The words and tables of the paper, one below the other; figures are left to the other forms."""
    _on_pages(sheet)
    sheet.set_column(0, 0, 70)
    sheet.set_column(1, 8, 22)
    row = 0
    for words, bold in (
        (paper.title, True),
        (paper.question, False),
        (f"{paper.date}, rengsim {paper.version}", False),
    ):
        sheet.write_string(row, 0, plain(words), formats["bold" if bold else "wrap"])
        row += 1
    for section in paper.sections:
        row += 1
        sheet.write_string(row, 0, section.title, formats["bold"])
        row += 1
        for block in section.blocks:
            for cells, bold in _lines(block):
                for column, cell in enumerate(cells):
                    sheet.write_string(row, column, plain(cell), formats["head" if bold else "wrap"])
                sheet.set_row(row, _height(cells, (70, *[22] * 8)))
                row += 1


def _height(cells: Sequence[str], widths: Sequence[int]) -> float:
    """Points that the fullest cell needs; programs other than Excel do not find them themselves."""
    lines = (sum(ceil(len(line) / (0.9 * wide)) or 1 for line in cell.split("\n")) for cell, wide in
             zip(cells, widths, strict=False))  # fmt: skip
    return 15.0 * max(lines, default=1)


def _lines(block: object) -> list[tuple[tuple[str, ...], bool]]:
    """A block as rows of cells, and whether they are a heading."""
    if isinstance(block, Paragraph):
        return [((block.words,), False)]
    if isinstance(block, Command):
        return [((block.line,), False)]
    if isinstance(block, Bullets):
        return [((words,), False) for words in block.items]
    if isinstance(block, Cards):
        return [((card.title, card.headline, card.detail), False) for card in block.cards]
    if isinstance(block, Checklist):
        return [((f"{item.number} {item.title}", item.words), False) for item in block.items]
    if isinstance(block, Grid):
        return [((block.table.title,), True), (block.table.header, True), *((row, False) for row in block.table.rows)]
    return []


def _years(sheet: Any, result: Result, texts: Texts, formats: dict[str, Any]) -> None:
    """One row a simulated year, one column a figure."""
    names, reading = named(result), Reading(result)
    wording, years = Wording(result.scenario, texts), reading.years or (None,)
    heads = [texts("paper.xlsx.run"), texts("paper.csv.year"), *(title_of(name, wording) for name in names)]
    _on_pages(sheet)
    sheet.set_row(0, 60)
    sheet.set_column(0, len(heads), 16)
    for column, head in enumerate(heads):
        sheet.write_string(0, column, plain(head), formats["head"])
    sheet.freeze_panes(1, 2)
    columns = {(name, year): result.sheet.column(f"{name}@{year}" if year else name) for name in names for year in years
               if (f"{name}@{year}" if year else name) in result.summary.index}  # fmt: skip
    row = 1
    for place, replication in enumerate(result.sheet.replications):
        for year in years:
            if row > MOST_ROWS:
                return
            sheet.write_number(row, 0, int(replication) + 1)
            sheet.write_string(row, 1, str(year or texts("paper.csv.period")))
            for column, name in enumerate(names, 2):
                values = columns.get((name, year))
                if values is not None and isfinite(values[place]):
                    sheet.write_number(row, column, float(values[place]), formats["number"])
            row += 1


def _table(sheet: Any, header: tuple[str, ...], rows: tuple[tuple[str, ...], ...], formats: dict[str, Any]) -> None:
    sheet.set_column(0, 0, 50)
    sheet.set_column(1, len(header) - 2, 22)
    sheet.set_column(len(header) - 1, len(header) - 1, 100)
    sheet.freeze_panes(1, 0)
    _on_pages(sheet)
    widths = (50, *[22] * (len(header) - 2), 100)
    for number, cells in enumerate((header, *rows)):
        sheet.set_row(number, _height(cells, widths))
        for column, cell in enumerate(cells):
            sheet.write_string(number, column, plain(cell), formats["wrap" if number else "head"])
