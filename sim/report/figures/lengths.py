"""How long stays lasted: the recorded curve (Kaplan and Meier) against the law of the scenario."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.report.figures.axes import draw_x_axis
from sim.report.figures.canvas import BLUE, GREY, INK, SMALL, Canvas, Width
from sim.report.figures.plane import BAND, Mark, key, plane
from sim.report.table import Table
from sim.report.texts import Texts
from sim.scenario.schema import Titles

Curve = tuple[float, ...]


@dataclass(frozen=True)
class StayCurves:
    """One stage: per cent still inside at the end of each day; ``recorded`` is NaN where too few are seen.

    ``low``, ``middle``, ``high``: by the law, over the draws of the parameters (equal without draws).
    """

    titles: Titles
    stays: int
    recorded: Curve
    low: Curve
    middle: Curve
    high: Curve
    at_risk: tuple[int, ...]


def finding(data: StayCurves, language: str) -> str:
    """After how many days half have left, recorded and by the law."""
    texts, write = Texts(language), Texts(language).write
    days = [_half(curve) for curve in (data.recorded, data.middle)]
    title = texts.title(data.titles, "")
    if days[0] is None or days[1] is None:
        return texts("figure.lengths.plain", title=title, n=write.number(data.stays))
    return texts("figure.lengths", title=title, recorded=write.number(days[0]), model=write.number(days[1]),
                 n=write.number(data.stays))  # fmt: skip


def _half(curve: Curve) -> int | None:
    return next((day + 1 for day, value in enumerate(curve) if value <= 50), None)


def lengths(data: StayCurves, language: str, width: Width = "wide") -> str:
    """The figure as SVG."""
    texts = Texts(language)
    canvas = Canvas(width, finding(data, language))
    canvas.paragraph(texts("figure.lengths.y"), SMALL, colour=GREY)
    days = np.arange(len(data.middle) + 1, dtype=float).tolist()
    area = plane(canvas, canvas.left, canvas.right, 190 if canvas.narrow else 220, max(days[-1], 1.0), 100, texts)
    varies = data.low != data.high
    if varies:
        area.band(canvas, days, [100, *data.low], [100, *data.high])
    area.line(canvas, days, [100, *data.middle], BLUE, 2.4)
    area.line(canvas, days, [100, *data.recorded], INK, 1.8)
    draw_x_axis(canvas, area.across, canvas.y, texts, texts("figure.lengths.x"), whole=True)
    marks = [Mark("line", INK, texts("figure.lengths.recorded")), Mark("line", BLUE, texts("figure.lengths.model"))]
    key(canvas, [*marks, *([Mark("band", BAND, texts("figure.lengths.band"))] if varies else [])])
    return canvas.finish(texts("figure.lengths.desc", title=texts.title(data.titles, "")))


def lengths_table(data: StayCurves, language: str) -> Table:
    """At most ten days, with how many stays were under observation."""
    texts, write = Texts(language), Texts(language).write
    every = -(-len(data.middle) // 10)
    rows = tuple(
        (write.number(day + 1), write.number(data.recorded[day]), write.number(data.middle[day]),
         write.number(data.at_risk[day]) if data.at_risk[day] >= 5 else "< 5")
        for day in range(every - 1, len(data.middle), every)
    )  # fmt: skip
    header = tuple(texts(f"figure.lengths.column.{name}") for name in ("days", "recorded", "model", "at_risk"))
    return Table(finding(data, language), header, rows, labels=0)
