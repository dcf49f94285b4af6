"""Recorded figures among simulated ones: each row on its own scale, what 8 of 10 simulated ones lie between."""

from __future__ import annotations

from dataclasses import dataclass

from sim.report.figures.canvas import BLUE, GREY, INK, ORANGE, SMALL, Canvas, Width
from sim.report.figures.plane import BAND
from sim.report.figures.rows import on_own_scale, place_rows
from sim.report.table import Table
from sim.report.texts import Texts
from sim.scenario.schema import Titles

MOST_ROWS = 5
BEYOND = 1.5


@dataclass(frozen=True)
class ObservedRow:
    """One figure: what was recorded, and 10, 50 and 90 % points of the simulated records, as numbers and in words."""

    titles: Titles
    observed: float
    points: tuple[float, float, float]
    recorded: Titles
    simulated: Titles
    stands_out: bool

    def at(self, value: float) -> float:
        """0 and 1 are the ends of what 8 of 10 lie between; cut to what is drawn."""
        low, _, high = self.points
        return on_own_scale(value, low, high, BEYOND)


@dataclass(frozen=True)
class ObservedRows:
    """The most surprising first; ``out`` of all ``figures`` stand out.  There is at least one row.

    ``too_few``: the number of replications, if they are too few for any figure to stand out.
    """

    rows: tuple[ObservedRow, ...]
    out: int
    figures: int
    too_few: int | None = None


def finding(data: ObservedRows, language: str) -> str:
    texts, write = Texts(language), Texts(language).write
    if data.too_few is not None:
        return texts("validate.too_few", n=write.number(data.too_few))
    return texts.count("validate.disagrees" if data.out else "validate.agrees", data.out, of=write.number(data.figures))


def observed(data: ObservedRows, language: str, width: Width = "wide") -> str:
    """The figure as SVG."""
    texts = Texts(language)
    canvas = Canvas(width, finding(data, language))
    _key(canvas, texts)
    shown = data.rows[:MOST_ROWS]
    values = [_words(one, texts) for one in shown]
    labels = [texts.title(one.titles, "") for one in shown]
    rows = place_rows(canvas, labels, -BEYOND, 1 + BEYOND, values if not canvas.narrow else (), row=36)
    for one, y, words in zip(shown, rows.middles, values, strict=True):
        canvas.line((rows.scale(0), y), (rows.scale(1), y), BAND, 12)
        middle = rows.scale(one.at(one.points[1]))
        canvas.line((middle, y - 7), (middle, y + 7), BLUE, 2)
        x = rows.scale(one.at(one.observed))
        (canvas.square if one.stands_out else canvas.circle)(x, y, 6, ORANGE if one.stands_out else INK)
        if not canvas.narrow:
            canvas.text(canvas.right, y + 4, words, "end", colour=INK)
    canvas.y = rows.base
    canvas.paragraph(texts("figure.observed.scale"), SMALL, colour=GREY)
    return canvas.finish(texts("figure.observed.desc"))


def _words(one: ObservedRow, texts: Texts) -> str:
    return f"{texts.title(one.recorded, '')} ({texts.title(one.simulated, '')})"


def _key(canvas: Canvas, texts: Texts) -> None:
    x, y = float(canvas.left), canvas.y + 13
    for kind in ("simulated", "recorded", "out"):
        if kind == "simulated":
            canvas.line((x, y - 4), (x + 22, y - 4), BAND, 12)
        elif kind == "recorded":
            canvas.circle(x + 11, y - 4, 6, INK)
        else:
            canvas.square(x + 11, y - 4, 6, ORANGE)
        canvas.text(x + 28, y, texts(f"figure.observed.{kind}"))
        if canvas.narrow:
            y += 18
        else:
            x += 225
    canvas.y = y - 12 if canvas.narrow else y + 6


def observed_table(data: ObservedRows, language: str) -> Table:
    texts = Texts(language)
    rows = tuple(
        (texts.title(one.titles, ""), texts.title(one.recorded, ""), texts.title(one.simulated, ""))
        for one in data.rows
    )
    header = tuple(texts(f"validate.column.{name}") for name in ("figure", "observed", "model"))
    return Table(finding(data, language), header, rows)
