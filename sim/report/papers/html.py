"""A paper as one self-contained HTML file: no outside requests, readable without JavaScript, made to be printed.

The templates are fragments, one for each kind of block; the planner's page uses the same ones.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from sim.report.papers.blocks import Figure, Paper
from sim.report.papers.columns import shares
from sim.report.papers.parts import BESIDE, for_paper
from sim.report.texts import Texts

if TYPE_CHECKING:
    from jinja2 import Environment

PRINTED_POINTS, PRINTED_TEXT = 500.0, 9.4  # of a table on A4 between the margins, and of its letters
APART = 10  # px between parts of a figure that stand beside each other
PRINTED, PRINTED_HIGH = 660, 860  # px, between the margins of A4; the height leaves room for how to read a figure


@cache
def environment() -> Environment:
    """The templates; everything that is not an SVG of ours is escaped, control characters are left out."""
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    made = Environment(
        loader=PackageLoader("sim.report.papers"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=plain,
    )
    made.filters["drawing"] = Markup
    made.filters["on_pages"] = on_pages
    made.filters["shares"] = lambda table: shares(table, PRINTED_POINTS, PRINTED_TEXT)
    made.filters["kind"] = lambda block: type(block).__name__
    return made


def plain(value: Any) -> Any:
    """Text without control characters, which no document can hold."""
    if type(value) is str:
        return "".join(letter for letter in value if letter >= " " or letter in "\n\t")
    return value


def on_pages(figure: Figure) -> str:
    """A figure as it is printed: in a size of its own, one too tall for a page in parts beside each other."""
    parts = for_paper(figure.wide, figure.narrow, PRINTED_HIGH / PRINTED)
    if len(parts) == 1:
        return f"<div>{in_fixed_size(parts[0])}</div>"
    fixed = (in_fixed_size(part, PRINTED // BESIDE - APART) for part in parts)
    return f'<div class="beside">{"".join(f"<div>{part}</div>" for part in fixed)}</div>'


def in_fixed_size(svg: str, width: int = PRINTED) -> str:
    """The SVG in a size of its own, for printers that do not keep the shape of one that is fitted; on one page."""
    size = re.search(r'width="(\d+)" height="(\d+)"', svg)
    assert size is not None
    width = min(width, PRINTED_HIGH * int(size[1]) // int(size[2]))
    height = round(int(size[2]) * width / int(size[1]))
    fixed = svg.replace(size[0], f'width="{width}" height="{height}"', 1)
    return fixed.replace(' style="max-width:100%;height:auto"', "", 1)


def as_html(paper: Paper, printed: bool = False) -> str:
    """The whole file; ``printed``: for a PDF, with everything unfolded and wide figures only."""
    page = environment().get_template("paper.html")
    return page.render(paper=paper, labels=labels(paper.language), printed=printed, css=style())


def fragment(block: object, language: str, printed: bool = False) -> str:
    """One block (a figure, a table, cards ...) as HTML, for a page that is made of several."""
    macros = environment().get_template("blocks.html").module
    return str(macros.block(block, labels(language), printed))  # type: ignore[attr-defined]


def style() -> str:
    """The style sheet of papers."""
    source, _, _ = environment().loader.get_source(environment(), "paper.css")  # type: ignore[union-attr]
    return source


def labels(language: str) -> dict[str, str]:
    """The few words that stand in the templates themselves."""
    texts = Texts(language)
    return {
        "skip": texts("paper.skip"),
        "contents": texts("paper.contents"),
        "table": texts("paper.show_table"),
        "question": texts("paper.question"),
        "appendix": texts("paper.appendix"),
        "appendix_intro": texts("paper.appendix.intro"),
        "annex": texts("paper.appendix.title", n="{n}", title="{title}"),
        "missing": texts("paper.missing"),
        "made": texts("paper.made"),
    }
