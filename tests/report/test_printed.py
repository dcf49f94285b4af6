"""What is printed: columns in which no word is broken, and tall figures in parts that can be read."""

from __future__ import annotations

import io
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.report.figures.canvas import text_width
from sim.report.papers.columns import EDGE, shares
from sim.report.papers.docx import SHORT, TABLE_POINTS, TABLE_TEXT
from sim.report.papers.parts import for_paper, in_parts
from sim.report.table import Table

WORD = st.text("abcdefgæøå", min_size=1, max_size=9)
CELL = st.lists(WORD, min_size=1, max_size=12).map(" ".join)


@given(st.integers(1, 5).flatmap(lambda n: st.lists(st.tuples(*[CELL] * n), min_size=2, max_size=5)))
def test_columns_hold_their_longest_word_and_fill_the_table(rows: list[tuple[str, ...]]) -> None:
    found = shares(Table("", rows[0], tuple(rows[1:])), TABLE_POINTS, TABLE_TEXT)
    assert sum(found) == pytest.approx(1)
    for i, share in enumerate(found):
        words = [(word, i == 0 or j == 0) for j, row in enumerate(rows) for word in row[i].split(" ")]
        assert share * TABLE_POINTS >= max(text_width(word, TABLE_TEXT, bold) for word, bold in words) + EDGE - 1e-9


def test_a_long_text_has_more_room_than_numbers() -> None:
    rows = (("af dem, der begyndte i Job i en anden virksomhed", "18 pct.", "20 pct."),)
    first, *others = shares(Table("", ("", "a", "b"), rows), TABLE_POINTS, TABLE_TEXT)
    assert first > 2 * max(others)


SVG = ('<svg viewBox="0 0 100 400" width="100" height="400" data-cuts="{cuts}" aria-labelledby="t d">'
       '<title id="t">A</title><desc id="d">B</desc></svg>')  # fmt: skip


@pytest.mark.parametrize(
    ("cuts", "tallest", "ends"),
    [
        ("90 210 300", 5.0, [0, 400]),
        ("90 210 300", 2.0, [0, 210, 400]),
        ("90 210 300", 1.5, [0, 90, 300, 400]),
        ("", 2.0, [0, 400]),
    ],
)
def test_a_tall_figure_is_cut_where_it_allows_it(cuts: str, tallest: float, ends: list[int]) -> None:
    parts = in_parts(SVG.format(cuts=cuts), tallest)
    windows = [tuple(map(int, re.findall(r"\d+", re.findall(r'viewBox="([^"]*)"', part)[0]))) for part in parts]
    assert windows == [(0, top, 100, base - top) for top, base in pairwise(ends)]
    assert len({name for part in parts for name in re.findall(r' id="([^"]*)"', part)}) == 2 * len(parts)


def test_a_drawing_too_tall_for_a_page_is_printed_in_its_narrow_form_and_never_cut() -> None:
    wide, narrow = SVG.replace(' data-cuts="{cuts}"', ""), SVG.format(cuts="90 210 300")
    assert for_paper(wide, narrow, 4.0) == [wide]
    assert len(for_paper(wide, narrow, 1.5)) == 2
    assert for_paper(wide, wide, 1.5) == [wide]


def test_a_figure_that_says_nothing_stays_whole() -> None:
    assert in_parts(SVG.replace(' data-cuts="{cuts}"', ""), 1.0) == [SVG.replace(' data-cuts="{cuts}"', "")]


def test_rows_of_word_tables_are_whole_and_their_columns_as_wide_as_said() -> None:
    docx = pytest.importorskip("docx")
    from sim.report.papers.docx import _add_table, _style_of_cells

    document = docx.Document()
    _style_of_cells(document)
    rows = tuple((f"Trin nummer {i} med et langt navn", "1.727.169 kr.") for i in range(SHORT + 3))
    _add_table(document, Table("Titel", ("Trin", "værdi"), rows))
    stream = io.BytesIO()
    document.save(stream)
    (made,) = docx.Document(stream).tables
    assert all("cantSplit" in row._tr.xml for row in made.rows)
    assert made.rows[0].cells[0].width > made.rows[0].cells[1].width
    kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in made.rows]
    assert (kept[0], kept[-2], kept[-1]) == (True, True, False)  # neither the header nor the last row stands alone
    assert not all(kept[:-1])  # a long table may go on on the next page
