"""Several scenarios beside each other: what differs, what comes of it, and how sure the differences are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sim.report.compare import (
    by_year,
    changes_between,
    difference_table,
    input_table,
    other_inputs,
    result_table,
)
from sim.report.compare_sentences import conclusion, letter
from sim.report.figures import differences, intervals, waterfall
from sim.report.figures.from_studies import differences_of, intervals_of, waterfall_of
from sim.report.papers.blocks import Block, Bullets, Figure, Grid, Paragraph, Section
from sim.report.table import Table
from sim.report.texts import Texts
from sim.report.waterfall import shown
from sim.studies.result_view import Reading

if TYPE_CHECKING:
    from sim.studies.compare import Comparison
    from sim.studies.result import Result
    from sim.studies.waterfall import Fall, Waterfall


DIFFERENCES = "difference."  # so the names of their figures begin


def comparison_section(found: Comparison, results: Sequence[Result], texts: Texts) -> Section:
    """What is compared, what comes of it, and why; single differences stand in an annex.

    ``results`` are those of the options, in their order.
    """
    figures = [one for one in comparison_figures(found, results, texts.lang) if not one.name.startswith(DIFFERENCES)]
    blocks = (*opening_blocks(found, texts), *table_blocks(found, texts), *figures)
    return Section("sammenligning", texts("paper.comparison"), blocks)


def opening_blocks(found: Comparison, texts: Texts) -> Iterator[Block]:
    """What is compared, and what comes of it in a sentence for each scenario."""
    names = tuple(
        texts("compare.baseline" if i == found.baseline else "compare.option", letter=letter(i),
              title=texts.title(option.titles, option.name))
        for i, option in enumerate(found.options)
    )  # fmt: skip
    yield Bullets(names)
    yield from (Paragraph(line, lead=True) for line in conclusion(found, texts))


def table_blocks(found: Comparison, texts: Texts) -> Iterator[Block]:
    """What differs, and the figures of each scenario."""
    tables = (input_table(found, texts), by_year(found, texts), result_table(found, texts))
    yield from (Grid(table) for table in tables if table.rows)
    others, dated = other_inputs(found, texts), [line.strip() for line in changes_between(found, texts)]
    if others:
        yield Paragraph(texts("compare.other", paths=", ".join(others)))
    if dated:
        yield Paragraph(texts("paper.comparison.dates"))
        yield Bullets(tuple(dated))


def differences_section(found: Comparison | None, results: Sequence[Result], texts: Texts) -> Section | None:
    """Every difference with its interval and as a figure; None where nothing is compared."""
    if found is None:
        return None
    figures = (one for one in comparison_figures(found, results, texts.lang) if one.name.startswith(DIFFERENCES))
    return Section("forskelle", texts("paper.differences"), (Grid(difference_table(found, texts)), *figures))


def comparison_figures(found: Comparison, results: Sequence[Result], language: str) -> Iterator[Figure]:
    """The options of each target, every difference, and why, where two are compared."""
    yield from interval_figures(found, results, language)
    for asked in found.asked:
        data = differences_of(found, asked)
        alike = all(one.exactly_none for one in data.options)
        sentence = differences.finding(data, language) + "." if alike else ""
        yield figure_block(f"difference.{asked.text}", data, language, differences.differences,
                           differences.differences_table, differences.finding, "figure.read.differences",
                           sentence)  # fmt: skip
    for one in found.waterfalls:
        for fall in shown(one) if len(one.names) > 1 else ():
            yield waterfall_figure(one, fall, language)


def interval_figures(found: Comparison, results: Sequence[Result], language: str) -> Iterator[Figure]:
    """The possible years of all scenarios, a figure for each target that all have."""
    for target in Reading(results[found.baseline]).bounded:
        if all(target.name in {one.name for one in result.scenario.targets} for result in results):
            yield figure_block(f"intervals.{target.name}", intervals_of(results, target.name), language,
                               intervals.intervals, intervals.intervals_table, intervals.finding,
                               "figure.read.intervals")  # fmt: skip


def waterfall_figure(found: Waterfall, fall: Fall, language: str) -> Figure:
    """From one scenario to the other, change by change."""
    return figure_block(f"waterfall.{fall.asked.text}", waterfall_of(found, fall), language, waterfall.waterfall,
                        waterfall.waterfall_table, waterfall.finding, "figure.read.waterfall")  # fmt: skip


def figure_block(
    name: str,
    data: Any,
    language: str,
    draw: Callable[..., str],
    tabulate: Callable[[Any, str], Table],
    state: Callable[[Any, str], str],
    reading: str,
    sentence: str = "",
) -> Figure:
    """A figure in both widths with everything that belongs to it."""
    wide = draw(data, language, "wide")
    return Figure(name, state(data, language), wide, draw(data, language, "narrow"), description_of(wide),
                  Texts(language)(reading), tabulate(data, language), sentence)  # fmt: skip


def description_of(svg: str) -> str:
    """The text of its ``<desc>``."""
    from html import unescape

    return unescape(svg.partition("<desc")[2].partition(">")[2].partition("</desc>")[0])
