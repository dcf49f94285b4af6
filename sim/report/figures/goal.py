"""What it takes: a chance or a mean against the values of a lever, with its interval, the bound and the value found."""

from __future__ import annotations

from dataclasses import dataclass

from sim.report.figures.axes import Scale, draw_x_axis, spread, ticks
from sim.report.figures.canvas import BLUE, GREY, INK, ORANGE, RULE, SMALL, Canvas, Width
from sim.report.texts import Texts

HEIGHT = 200


@dataclass(frozen=True)
class Goal:
    """``points`` are (value of the lever, estimate, low, high, whether the condition holds), ascending by value.

    Estimates are in the unit of the axis; ``sentence`` says what was found, ``lever`` and ``axis`` what the axes show.
    """

    sentence: str
    lever: str
    axis: str
    points: tuple[tuple[float, float, float, float, bool], ...]
    bound: float
    found: float | None
    percent: bool


def goal(data: Goal, language: str, width: Width = "wide") -> str:
    """The figure as SVG."""
    texts = Texts(language)
    canvas = Canvas(width, data.sentence)
    canvas.paragraph(data.axis, size=SMALL, colour=GREY)
    top, base = canvas.y + 10, canvas.y + 10 + HEIGHT
    values = [one for point in data.points for one in point[2:4]] + [data.bound]
    low, high = (0.0, 100.0) if data.percent else spread(min(values), max(values))
    down = Scale(low, high, base, top)
    first, last = data.points[0][0], data.points[-1][0]
    beside = 0.5 * (last - first) / max(1, len(data.points) - 1)
    across = Scale(first - beside, last + beside, canvas.left + 34, canvas.right)
    for tick in ticks(low, high, 5):
        canvas.line((canvas.left + 34, down(tick)), (canvas.right, down(tick)), RULE)
        canvas.text(canvas.left + 28, down(tick) + 4, texts.write.number(tick), "end")
    y = down(data.bound)
    canvas.line((canvas.left + 34, y), (canvas.right, y), INK, 1.6, "5 4")
    canvas.label(canvas.left + 40, y - 6, texts("figure.goal.bound", bound=texts.write.number(data.bound)))
    canvas.polyline([(across(value), down(at)) for value, at, *_ in data.points], GREY, 1)
    for value, at, least, most, holds in data.points:
        x, colour = across(value), BLUE if holds else ORANGE
        canvas.line((x, down(least)), (x, down(most)), colour, 2)
        (canvas.circle if holds else canvas.square)(x, down(at), 5, colour)
    if data.found is not None:
        x = across(data.found)
        canvas.line((x, top), (x, base), BLUE, 1.2, "2 3")
    draw_x_axis(canvas, across, base, texts, data.lever)
    return canvas.finish(texts("figure.goal.desc"))
