"""Waiting by stage: the mean, and what 9 of 10 wait at most, in the order of the pathway."""

from __future__ import annotations

from dataclasses import dataclass

from sim.report.figures.axes import draw_x_axis
from sim.report.figures.canvas import BLUE, GREY, SMALL, Canvas, Width
from sim.report.figures.rows import place_rows
from sim.report.table import Table
from sim.report.texts import Texts
from sim.scenario.schema import Titles


@dataclass(frozen=True)
class StageWait:
    """Waiting for one step, in days; ``people`` enter the queue a year, ``waited`` is the share that waits at all."""

    titles: Titles
    mean: float
    nine_of_ten: float
    waited: float
    people: float
    median: float


@dataclass(frozen=True)
class Waits:
    """Steps in the order of the pathway, those where nobody waits left out."""

    stages: tuple[StageWait, ...]


def finding(data: Waits, language: str) -> str:
    """Where the wait is longest."""
    texts = Texts(language)
    if not data.stages:
        return texts("figure.waiting.none")
    longest = max(data.stages, key=lambda stage: stage.mean)
    return texts("figure.waiting", stage=texts.title(longest.titles, ""), mean=_days(longest.mean, texts),
                 most=_days(longest.nine_of_ten, texts))  # fmt: skip


def _days(days: float, texts: Texts) -> str:
    return texts.count("unit.days", round(days) if days >= 10 else round(days, 1))


def waiting(data: Waits, language: str, width: Width = "wide") -> str:
    """The figure as SVG."""
    texts = Texts(language)
    canvas = Canvas(width, finding(data, language))
    if not data.stages:
        return canvas.finish(finding(data, language))
    labels = [texts.title(stage.titles, "") for stage in data.stages]
    values = [_days(stage.mean, texts) for stage in data.stages]
    most = max(max(stage.nine_of_ten, stage.mean) for stage in data.stages)
    rows = place_rows(canvas, labels, 0.0, 1.05 * most, values)
    for stage, y, words in zip(data.stages, rows.middles, values, strict=True):
        end = rows.scale(max(stage.nine_of_ten, 0.0))
        canvas.line((rows.scale(0), y), (end, y), BLUE, 2)
        canvas.line((end, y - 6), (end, y + 6), BLUE, 2)
        canvas.circle(rows.scale(stage.mean), y, 6, BLUE)
        canvas.text(canvas.right, y + 4, words, "end", bold=True)
    draw_x_axis(canvas, rows.scale, rows.base, texts, texts("figure.waiting.axis"), top=rows.top)
    canvas.paragraph(texts("figure.waiting.key"), SMALL, colour=GREY)
    return canvas.finish(texts("figure.waiting.desc"))


def waiting_table(data: Waits, language: str) -> Table:
    texts, write = Texts(language), Texts(language).write
    rows = tuple(
        (texts.title(stage.titles, ""), write.number(stage.people, 1), write.percent(stage.waited),
         *(write.number(value, 1) for value in (stage.mean, stage.median, stage.nine_of_ten)))
        for stage in data.stages
    )  # fmt: skip
    columns = ("step", "queue_a_year", "waited", "wait_mean", "wait_median", "wait_most")
    return Table(finding(data, language), tuple(texts(f"figure.column.{column}") for column in columns), rows)
