"""A figure of the catalogue as a block of a paper or the page."""

from __future__ import annotations

from sim.report.figures.catalogue import Drawn
from sim.report.figures.dotplot import PossibleYears
from sim.report.figures.waiting import Waits
from sim.report.papers.blocks import Figure
from sim.report.papers.comparison import description_of


def figure_block(drawn: Drawn, language: str) -> Figure:
    """A figure of the catalogue with its reading and its table, for a paper or the page."""
    wide = drawn.svg(language)
    data, sentence = drawn.data, ""
    if isinstance(data, PossibleYears) and data.nearly_always:
        sentence = f"{drawn.finding(language)}. {description_of(wide)}"
    if isinstance(data, Waits) and not data.stages:
        sentence = f"{drawn.finding(language)}."
    return Figure(drawn.name, drawn.finding(language), wide, drawn.svg(language, "narrow"), description_of(wide),
                  drawn.how_to_read(language), drawn.table(language), sentence)  # fmt: skip
