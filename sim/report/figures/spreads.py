"""50 possible years by chance alone, above 50 when the assumptions are uncertain too: two dot plots on one axis."""

from __future__ import annotations

from dataclasses import dataclass

from sim.report.figures.axes import Scale, cut_note, draw_x_axis
from sim.report.figures.canvas import BLUE, BLUE_TEXT, GREY, INK, SMALL, Canvas, Width, text_width
from sim.report.figures.dotplot import (
    PossibleYears,
    axis_of,
    bound_of,
    columns_of,
    draw_targets,
    middle_eighty,
    others_of,
    scale_of,
    value_of,
)  # fmt: skip
from sim.report.figures.dotplot import (
    finding as alone,
)
from sim.report.table import Table
from sim.report.texts import Texts

PLUM = "#8a2f6b"  # apart from the blue also for colour-blind readers, and dark enough for text
TALLEST = 170.0


@dataclass(frozen=True)
class Spreads:
    """One target twice, in the same unit: by chance alone, and with the uncertainty of the assumptions."""

    chance: PossibleYears
    both: PossibleYears


def finding(data: Spreads, language: str) -> str:
    """How often the target is met either way; without a bound, between which values 8 of 10 years lie."""
    texts, write = Texts(language), Texts(language).write
    title = texts.title(data.chance.titles, data.chance.name)
    if data.chance.bounded:
        return texts(f"figure.spreads.{data.chance.period}", title=title, bound=bound_of(data.chance, texts),
                     n=write.of_hundred(data.both.chance), before=write.of_hundred(data.chance.chance))  # fmt: skip
    return texts(f"figure.spreads.range.{data.chance.period}", title=title,
                 both=_between(data.both, texts), chance=_between(data.chance, texts))  # fmt: skip


def _between(data: PossibleYears, texts: Texts) -> str:
    low, high = middle_eighty(data.values)
    if low == high:
        return value_of(low, data, texts)
    return texts("figure.spreads.between", low=value_of(low, data, texts), high=value_of(high, data, texts))


def spreads(data: Spreads, language: str, width: Width = "wide") -> str:
    """The figure as SVG: filled circles meet the target, open squares miss it; the heading says which is which."""
    texts = Texts(language)
    canvas = Canvas(width, finding(data, language))
    scale, step = scale_of(canvas, [data.chance, data.both])
    if data.chance.bounded:
        _key(canvas, data.chance, texts)
    labelled = False
    for one, key, colour, text_colour in (
        (data.chance, "chance", BLUE, BLUE_TEXT),
        (data.both, "both", PLUM, PLUM),
    ):
        canvas.y += 6
        canvas.paragraph(texts(f"figure.spreads.{key}", between=_between(one, texts)), 14, True, text_colour)
        if one.nearly_always:
            canvas.paragraph(f"{alone(one, language)}. {others_of(one, texts)}", SMALL)
            continue
        _panel(canvas, one, scale, step, colour, texts, labelled)
        labelled = True
    axis = axis_of(data.both, step, texts)
    if labelled:
        draw_x_axis(canvas, scale, canvas.y, texts, axis, whole=True)
    described = texts("figure.spreads.desc", chance=_between(data.chance, texts), both=_between(data.both, texts))
    return canvas.finish(f"{described} {cut_note(scale, texts) if labelled else ''}".strip())


def _key(canvas: Canvas, data: PossibleYears, texts: Texts) -> None:
    met, missed = (texts(f"figure.spreads.{key}.{data.period}") for key in ("met", "missed"))
    x, y = canvas.left + 6.0, canvas.y + 14
    canvas.circle(x, y - 4, 5, GREY)
    canvas.text(x + 11, y, met)
    x += 34 + text_width(met, SMALL)
    if x + 17 + text_width(missed, SMALL) > canvas.right:
        x, y = canvas.left + 6.0, y + 18
    canvas.square(x, y - 4, 5, "#ffffff", GREY)
    canvas.text(x + 11, y, missed)
    canvas.y = y + 4


def _panel(
    canvas: Canvas, data: PossibleYears, scale: Scale, step: float, colour: str, texts: Texts, labelled: bool
) -> None:
    """The dots of one of the two, with the target; the label of the target stands above the first only."""
    columns = columns_of(data, step)
    tallest = max(len(dots) for dots in columns.values())
    pitch = min(15.0, 0.96 * (scale(step) - scale(0.0)), TALLEST / tallest)
    top = canvas.y
    base = top + max(pitch * tallest, 40) + (8 if labelled else 26)
    for at, dots in columns.items():
        for i, met in enumerate(dots):
            x, y = scale(at), base - (i + 0.5) * pitch - 2
            if met or not data.bounded:
                canvas.circle(x, y, 0.44 * pitch, colour)
            else:
                canvas.square(x, y, 0.42 * pitch, "#ffffff", colour)
    if labelled:
        for bound in _lines(data, step):
            canvas.line((scale(bound), top), (scale(bound), base), INK, 1.6)
    else:
        draw_targets(canvas, data, scale, step, top, base, texts)
    canvas.line((scale.left, base), (scale.right, base), GREY)
    canvas.y = base


def _lines(data: PossibleYears, step: float) -> list[float]:
    """Where the lines of the target stand, as in the dot plot."""
    half = 0.5 * step if data.unit == "people" and step == 1 else 0.0
    pairs = ((data.at_least, -half), (data.at_most, half))
    return [bound + shift for bound, shift in pairs if bound is not None]


def spreads_table(data: Spreads, language: str) -> Table:
    """1 of 10 years below, the middle, 1 of 10 above, and how often the target is met, either way."""
    texts, rows = Texts(language), []
    for one, key in ((data.chance, "chance"), (data.both, "both")):
        low, high = middle_eighty(one.values)
        middle = one.values[(len(one.values) - 1) // 2]
        met = texts.write.of_hundred(one.chance) if one.bounded else "–"
        values = (value_of(value, one, texts) for value in (low, middle, high))
        rows.append((texts(f"figure.spreads.row.{key}"), *values, met))
    columns = ("ten", "fifty", "ninety", "chance")
    header = (texts("figure.spreads.row"), *(texts(f"figure.column.{column}") for column in columns))
    return Table(finding(data, language), header, tuple(rows))
