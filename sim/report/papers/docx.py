"""A paper as a Word document, with figures as pictures of 200 dpi and their description as alternative text."""

from __future__ import annotations

import io
import re
from datetime import datetime, time
from pathlib import Path
from typing import Any

from sim.report.papers.blocks import Bullets, Card, Cards, Checklist, Command, Figure, Grid, Paper, Paragraph
from sim.report.papers.columns import shares
from sim.report.papers.compose import today
from sim.report.papers.html import labels, plain
from sim.report.papers.parts import BESIDE, for_paper
from sim.report.table import Table

DPI, DPI_OF_PARTS, COLOURS = 200, 130, 32  # parts of a tall figure are large, so fewer dots are as readable
TABLE_STYLE, CELL = "Light Grid Accent 1", "Table text"
APART = 0.05  # inches between parts of a figure that stand beside each other
INCHES, HIGHEST = 6.0, 8.0  # a figure on a page, with room for how to read it
TABLE_POINTS, TABLE_TEXT = 432.0, 9  # the width of a table, and the size of its letters
EMU = 12_700  # of Word's unit in a point
SHORT = 7  # rows with the header that are kept on one page


def picture(svg: str, inches: float = INCHES, dpi: int = DPI) -> bytes:
    """An SVG of ours as PNG; raises ImportError without resvg-py (extra ``report``).

    Letters have hard edges: at this many dots nobody sees it, and shades of grey were half of the bytes.
    """
    import matplotlib
    import resvg_py

    fonts = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    files = [str(fonts / name) for name in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")]
    drawn = bytes(
        resvg_py.svg_to_bytes(svg_string=svg, width=round(inches * dpi), skip_system_fonts=True, font_files=files,
                              sans_serif_family="DejaVu Sans", font_family="DejaVu Sans",
                              text_rendering="optimize_speed")
    )  # fmt: skip
    return _few_colours(drawn)


def _few_colours(png: bytes) -> bytes:
    """The picture with a palette: a figure has few colours and their shades at edges, so a fifth of the bytes do."""
    from PIL import Image

    stream = io.BytesIO()
    with Image.open(io.BytesIO(png)) as image:
        few = image.convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        few.save(stream, "PNG", optimize=True)
    return stream.getvalue()


def as_docx(paper: Paper) -> bytes:
    """The bytes of the file; raises ImportError without python-docx and resvg-py (extra ``report``)."""
    import docx
    import resvg_py  # noqa: F401  said before the work is done

    document = docx.Document()
    _without_ballast(document)
    document.styles["Normal"].font.name = "Arial"
    _style_of_cells(document)
    _on_a4(document)
    properties = document.core_properties
    properties.title, properties.author, properties.language = str(plain(paper.title)), "rengsim", paper.language
    properties.created = properties.modified = datetime.combine(today(), time())
    document.add_heading(plain(paper.title), 0)
    if paper.question:
        document.add_paragraph(f"{labels(paper.language)['question']}: {plain(paper.question)}")
    document.add_paragraph(f"{labels(paper.language)['made']} {paper.version}, {paper.date}")
    _add_sections(document, paper)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _on_a4(document: Any) -> None:
    """The paper that Danish printers hold; python-docx' own template is for American letters."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm

    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(25)
    page.top_margin = page.bottom_margin = Mm(20)
    number = page.footer.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    number._p.append(field)


def _style_of_cells(document: Any) -> None:
    """A style for what stands in tables: smaller than the text, without room between lines."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    style = document.styles.add_style(CELL, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style, style.font.size = document.styles["Normal"], Pt(TABLE_TEXT)
    style.paragraph_format.space_after = Pt(0)


def _without_ballast(document: Any) -> None:
    """Leave out of python-docx' own template what no paper uses: table styles, a copy of all styles, a thumbnail."""
    from docx.enum.style import WD_STYLE_TYPE

    for style in list(document.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in (TABLE_STYLE, "Normal Table"):
            style.delete()
    for part in (document.part, document.part.package):
        for key, relation in list(part.rels.items()):
            if relation.reltype.endswith(("/stylesWithEffects", "/thumbnail")):
                del part.rels[key]


def _add_sections(document: Any, paper: Paper) -> None:
    """What the board reads, then the annexes on a page of their own."""
    words, annexes = labels(paper.language), 0
    for section in paper.sections:
        title = section.title
        if section.appendix:
            if not annexes:
                document.add_page_break()
                document.add_heading(words["appendix"], 1)
                document.add_paragraph(words["appendix_intro"])
            annexes += 1
            title = words["annex"].format(n=annexes, title=title)
        document.add_heading(title, 2 if section.appendix else 1)
        for block, following in zip(section.blocks, (*section.blocks[1:], None), strict=True):
            _add(document, block, paper.language)
            if isinstance(block, Paragraph) and isinstance(following, Grid):
                document.paragraphs[-1].paragraph_format.keep_with_next = True


def _add(document: Any, block: object, language: str) -> None:
    if isinstance(block, Paragraph):
        document.add_paragraph(plain(block.words))
    elif isinstance(block, Command):
        document.add_paragraph(plain(block.line))
    elif isinstance(block, Bullets):
        for words in block.items:
            document.add_paragraph(plain(words), style="List Bullet")
    elif isinstance(block, Cards):
        for card in block.cards:
            _add_card(document, card)
    elif isinstance(block, Figure):
        _add_figure(document, block)
    elif isinstance(block, Grid):
        _add_table(document, block.on_paper or block.table)
    elif isinstance(block, Checklist):
        for item in block.items:
            document.add_heading(plain(f"{item.number} {item.title}"), 3)
            missing = f"{labels(language)['missing']}: " if item.missing else ""
            document.add_paragraph(plain(missing + item.words))


def _add_card(document: Any, card: Card) -> None:
    """Title and headline on lines of their own, kept with what they mean."""
    from docx.shared import Pt

    for words, size in ((card.title, None), (card.headline, 16)):
        paragraph = document.add_paragraph()
        run = paragraph.add_run(plain(words))
        run.bold, run.font.size = True, Pt(size) if size else None
        paragraph.paragraph_format.keep_with_next, paragraph.paragraph_format.space_after = True, Pt(0)
    document.add_paragraph(plain(card.detail))


def _add_figure(document: Any, figure: Figure) -> None:
    from docx.shared import Inches

    if figure.sentence:
        document.add_paragraph(plain(figure.sentence))
        return
    parts = for_paper(figure.wide, figure.narrow, HIGHEST / INCHES)
    run = document.add_paragraph().add_run()
    for part in parts:
        inches = _inches(part, INCHES if len(parts) == 1 else INCHES / BESIDE - APART)
        drawn = picture(part, inches, DPI if len(parts) == 1 else DPI_OF_PARTS)
        shape = run.add_picture(io.BytesIO(drawn), width=Inches(inches))
        described = shape._inline.docPr
        described.set("descr", plain(f"{figure.finding}. {figure.description}"))
        described.set("title", plain(figure.finding))
    document.add_paragraph(plain(figure.reading))


def _inches(svg: str, room: float) -> float:
    """The width in which a figure fits on one page, at most ``room``."""
    size = re.search(r'width="(\d+)" height="(\d+)"', svg)
    assert size is not None
    return min(room, HIGHEST * int(size[1]) / int(size[2]))


def _add_table(document: Any, table: Table) -> None:
    """The title in bold, then the table with a header that is repeated on every page and columns as wide as they need.

    No row is parted by the end of a page, and the title and the last two rows never stand alone on one.
    """
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    title = document.add_paragraph()
    title.add_run(plain(table.title)).bold = True
    title.paragraph_format.keep_with_next = True
    made = document.add_table(rows=0, cols=len(table.header), style=TABLE_STYLE)
    made.autofit = False
    look = made._tblPr.find(qn("w:tblLook"))  # words stand in the first column, not headings
    look.set(qn("w:firstColumn"), "0")
    look.set(qn("w:val"), "0420")
    widths = [round(EMU * TABLE_POINTS * share) for share in shares(table, TABLE_POINTS, TABLE_TEXT)]
    for column, wide in zip(made.columns, widths, strict=True):
        column.width = wide
    rows = (table.header, *table.rows)
    for number, cells in enumerate(rows):
        row = made.add_row()
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))
        together = len(rows) <= SHORT or number in (0, 1, len(rows) - 3, len(rows) - 2)
        for column, (cell, words) in enumerate(zip(row.cells, cells, strict=True)):
            cell.width = widths[column]
            cell.text = plain(words.replace("\n", " "))
            paragraph = cell.paragraphs[0]
            paragraph.style = CELL
            paragraph.paragraph_format.keep_with_next = together and number + 1 < len(rows)
            if column >= table.labels:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_paragraph()
