"""What is known of each parameter before and now: every row on a scale of its own, the range before."""

from __future__ import annotations

from dataclasses import dataclass

from sim.report.figures.canvas import BLUE, GREY, INK, SMALL, Canvas, Width
from sim.report.figures.rows import on_own_scale, place_rows
from sim.report.table import Table
from sim.report.texts import Texts
from sim.scenario.schema import Titles

MOST_ROWS = 14
BEYOND = 0.5  # of the range before that is drawn on either side
BEFORE = "#b9b9b9"


@dataclass(frozen=True)
class LearntRow:
    """5, 50 and 95 % points before and now; ``left``: part of the uncertainty that is left, in per cent.

    ``before`` and ``now`` say the points in words, with the unit.
    """

    titles: Titles
    prior: tuple[float, float, float]
    posterior: tuple[float, float, float]
    left: float
    before: Titles
    now: Titles

    def at(self, value: float) -> float:
        """Where a value lies on the scale of the range before, cut to what is drawn."""
        low, _, high = self.prior
        return on_own_scale(value, low, high, BEYOND)


@dataclass(frozen=True)
class LearntRows:
    """Most learnt first; there is at least one."""

    rows: tuple[LearntRow, ...]


def finding(data: LearntRows, language: str) -> str:
    """Of which parameter most was learnt."""
    texts, first = Texts(language), data.rows[0]
    return texts("figure.learnt", name=texts.title(first.titles, ""), now=texts.title(first.now, ""),
                 before=texts.title(first.before, ""))  # fmt: skip


def learnt(data: LearntRows, language: str, width: Width = "wide") -> str:
    """The figure as SVG."""
    texts = Texts(language)
    canvas = Canvas(width, finding(data, language))
    _key(canvas, texts)
    shown = data.rows[:MOST_ROWS]
    labels = [texts.title(one.titles, "") for one in shown]
    values = [texts.title(one.now, "") for one in shown]
    rows = place_rows(canvas, labels, -BEYOND, 1 + BEYOND, values if not canvas.narrow else ())
    for one, y in zip(shown, rows.middles, strict=True):
        canvas.line((rows.scale(0), y), (rows.scale(1), y), BEFORE, 9)
        middle = rows.scale(one.at(one.prior[1]))
        canvas.line((middle, y - 7), (middle, y + 7), GREY, 1.6)
        low, centre, high = (rows.scale(one.at(value)) for value in one.posterior)
        canvas.line((low, y), (high, y), BLUE, 3)
        canvas.circle(centre, y, 5, BLUE)
        if not canvas.narrow:
            canvas.text(canvas.right, y + 4, texts.title(one.now, ""), "end", colour=INK)
    canvas.y = rows.base
    rest = len(data.rows) - len(shown)
    canvas.paragraph(texts("figure.learnt.scale") + (f" {texts('figure.learnt.rest', n=rest)}" if rest else ""), SMALL,
                     colour=GREY)  # fmt: skip
    return canvas.finish(texts("figure.learnt.desc"))


def _key(canvas: Canvas, texts: Texts) -> None:
    y = canvas.y + 13
    canvas.line((canvas.left, y - 4), (canvas.left + 24, y - 4), BEFORE, 9)
    canvas.text(canvas.left + 30, y, texts("figure.learnt.before"))
    x = canvas.left + (150 if not canvas.narrow else 130)
    canvas.line((x, y - 4), (x + 24, y - 4), BLUE, 3)
    canvas.circle(x + 12, y - 4, 5, BLUE)
    canvas.text(x + 30, y, texts("figure.learnt.now"))
    canvas.y = y + 6


def learnt_table(data: LearntRows, language: str) -> Table:
    texts = Texts(language)
    rows = tuple(
        (texts.title(one.titles, ""), texts.title(one.before, ""), texts.title(one.now, ""),
         texts.write.number(one.left))
        for one in data.rows
    )  # fmt: skip
    header = (*(texts(f"fit.column.{name}") for name in ("parameter", "before", "now")), texts("figure.learnt.left"))
    return Table(finding(data, language), header, rows)
