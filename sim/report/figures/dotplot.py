"""Quantile dot plot: 50 equally likely years as dots, one column a person, with the target as a line.

(Fernandes et al., CHI 2018: decisions made with such plots are better than with intervals or densities.)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, inf

from sim.report.figures.axes import Scale, cut_note, draw_x_axis
from sim.report.figures.canvas import BLUE, BLUE_TEXT, INK, ORANGE, ORANGE_TEXT, SMALL, Canvas, Width, text_width
from sim.report.table import Table
from sim.report.texts import Texts
from sim.scenario.schema import Titles

DOTS = 50
NEARLY_ALWAYS = 0.8  # above this share of one value a sentence says more than a figure
MOST_COLUMNS = 45
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000)


@dataclass(frozen=True)
class PossibleYears:
    """The outcomes of all simulated years of one target, in people where people are counted.

    ``values`` and ``met`` go together, ascending by value; ``at_least`` and ``at_most`` are in the unit of the values.
    ``of`` is the number of people a share is of (its median), 0 for a count.
    """

    name: str
    titles: Titles
    values: tuple[float, ...]
    met: tuple[bool, ...]
    chance: float
    at_least: float | None = None
    at_most: float | None = None
    of: float = 0.0
    share_at_least: float | None = None
    unit: str = "people"  # "people" | "kr." | "number"
    period: str = "year"  # "year" | "window"

    @property
    def dots(self) -> tuple[tuple[float, bool], ...]:
        """50 equally likely outcomes: the quantiles (i + 1/2) / 50, each with its own verdict."""
        n = len(self.values)
        places = [min(n - 1, ceil((i + 0.5) / DOTS * n - 1e-9) - 1) for i in range(DOTS)]
        return tuple((self.values[i], self.met[i]) for i in places)

    @property
    def usual(self) -> tuple[float, float]:
        """The most frequent value and its share of the years."""
        value, count = Counter(self.values).most_common(1)[0]
        return value, count / len(self.values)

    @property
    def nearly_always(self) -> bool:
        return self.usual[1] > NEARLY_ALWAYS

    @property
    def bounded(self) -> bool:
        return self.at_least is not None or self.at_most is not None


def finding(data: PossibleYears, language: str) -> str:
    """What the figure shows, in a sentence: its title."""
    texts, write = Texts(language), Texts(language).write
    title = texts.title(data.titles, data.name)
    if data.nearly_always:
        value, share = data.usual
        return texts(
            f"figure.dotplot.same.{data.period}",
            title=title, value=value_of(value, data, texts), n=write.of_hundred(share),
        )  # fmt: skip
    if not data.bounded:
        low, high = middle_eighty(data.values)
        return texts(f"figure.dotplot.range.{data.period}", title=title,
                     low=value_of(low, data, texts), high=value_of(high, data, texts))  # fmt: skip
    return texts(f"figure.dotplot.{data.period}", title=title, bound=bound_of(data, texts),
                 n=write.of_hundred(data.chance))  # fmt: skip


def bound_of(data: PossibleYears, texts: Texts) -> str:
    """``mindst 48``; of a share ``mindst 60 pct. (29 af 48)``."""
    parts = []
    if data.at_least is not None:
        words = texts("target.at_least", bound=value_of(data.at_least, data, texts))
        if data.share_at_least is not None:
            words = texts("figure.share_bound", share=texts.write.percent(data.share_at_least),
                          people=texts.write.number(data.at_least), of=texts.write.number(data.of))  # fmt: skip
        parts.append(words)
    if data.at_most is not None:
        parts.append(texts("target.at_most", bound=value_of(data.at_most, data, texts)))
    return texts.listing(parts)


def middle_eighty(values: Sequence[float]) -> tuple[float, float]:
    """The 10 and 90 % quantile of ascending values, each one that occurs."""
    n = len(values)
    return values[max(0, ceil(0.1 * n) - 1)], values[min(n - 1, ceil(0.9 * n) - 1)]


def value_of(value: float, data: PossibleYears, texts: Texts) -> str:
    if data.unit == "kr.":
        return texts.write.money(value)
    return texts.write.number(value, 0 if float(value).is_integer() else 1)


def dotplot(data: PossibleYears, language: str, width: Width = "wide") -> str:
    """The figure as SVG; where nearly all years are alike, the sentence that says so stands alone."""
    texts = Texts(language)
    canvas = Canvas(width, finding(data, language))
    if data.nearly_always:
        canvas.paragraph(others_of(data, texts), colour=INK)
        return canvas.finish(others_of(data, texts))
    scale, step = scale_of(canvas, [data])
    columns = columns_of(data, step)
    tallest = max(len(dots) for dots in columns.values())
    pitch = min(15.0, 0.96 * (scale(step) - scale(0.0)), (260 if canvas.narrow else 230) / tallest)
    _sides(canvas, data, texts)
    top = canvas.y
    base = top + max(pitch * tallest, 60) + 26
    for at, dots in columns.items():
        for i, met in enumerate(dots):
            x, y = scale(at), base - (i + 0.5) * pitch - 2
            (canvas.circle if met else canvas.square)(x, y, 0.44 * pitch, BLUE if met else ORANGE)
    draw_targets(canvas, data, scale, step, top, base, texts)
    draw_x_axis(canvas, scale, base, texts, axis_of(data, step, texts), whole=True)
    low, high = middle_eighty(data.values)
    said = texts(f"figure.dotplot.desc.{data.period}", low=value_of(low, data, texts), high=value_of(high, data, texts))
    return canvas.finish(f"{said} {cut_note(scale, texts)}".strip())


def axis_of(data: PossibleYears, step: float, texts: Texts) -> str:
    """The title of the axis; how many values a column covers where it is more than one."""
    words = texts(f"figure.dotplot.axis.{'of' if data.of else data.unit.rstrip('.')}",
                  title=texts.title(data.titles, data.name), of=texts.write.number(data.of))  # fmt: skip
    return f"{words}. {texts('figure.dotplot.wide', n=texts.write.number(step))}" if step > 1 else words


def scale_of(canvas: Canvas, several: Sequence[PossibleYears]) -> tuple[Scale, float]:
    """One scale for all, the target always on it, and the width of a column."""
    shown = [value for data in several for value, _ in data.dots]
    shown += [bound for data in several for bound in (data.at_least, data.at_most) if bound is not None]
    low, high = min(shown), max(shown)
    step = float(next(step for step in STEPS if (high - low) / step <= MOST_COLUMNS or step == STEPS[-1]))
    edge = max(1.5, 0.04 * (high - low) / step)
    low, high = low - edge * step, high + edge * step
    if 0 < low < 0.25 * high:
        low = -0.5 * step
    return Scale(low, high, canvas.left + 4, canvas.right - 4), step


def columns_of(data: PossibleYears, step: float) -> dict[float, list[bool]]:
    """Where the columns stand, and the verdicts of their dots, those that meet the target at the bottom."""
    found: dict[float, list[bool]] = {}
    for value, met in data.dots:
        at = value if step == 1 else (floor(value / step + 1e-9) + 0.5) * step
        found.setdefault(round(at) if step == 1 else at, []).append(met)
    return {at: sorted(dots, reverse=True) for at, dots in found.items()}


def _sides(canvas: Canvas, data: PossibleYears, texts: Texts) -> None:
    """The dots counted on both sides, with their shape; one line each where there is little room."""
    if not data.bounded:
        return
    met = sum(verdict for _, verdict in data.dots)
    missed = texts(f"figure.dots.missed.{data.period}", n=DOTS - met, dots=DOTS)
    reached = texts(f"figure.dots.reached.{data.period}", n=met, dots=DOTS)
    y = canvas.y + 14
    canvas.square(canvas.left + 6, y - 4, 6)
    canvas.text(canvas.left + 17, y, missed, colour=ORANGE_TEXT)
    x = canvas.left + 40 + text_width(missed, SMALL)
    if x + 17 + text_width(reached, SMALL) > canvas.right:
        x, y = canvas.left + 6, y + 18
    canvas.circle(x, y - 4, 6)
    canvas.text(x + 11, y, reached, colour=BLUE_TEXT)
    canvas.y = y + 8


def draw_targets(
    canvas: Canvas, data: PossibleYears, scale: Scale, step: float, top: float, base: float, texts: Texts
) -> None:
    """A line just outside the first column that meets the bound, labelled at ``top``."""
    both = data.at_least is not None and data.at_most is not None
    half = 0.5 * step if data.unit == "people" and step == 1 else 0.0
    for bound, shift, key in ((data.at_least, -half, "at_least"), (data.at_most, half, "at_most")):
        if bound is None:
            continue
        x = scale(bound + shift)
        canvas.line((x, top + 19), (x, base), INK, 1.6)
        if data.share_at_least is not None and key == "at_least":
            label = texts("figure.target.share", share=texts.write.percent(data.share_at_least),
                          people=texts.write.number(data.at_least or 0))  # fmt: skip
        else:
            label = texts(f"figure.target.{key}", bound=value_of(bound, data, texts))
        canvas.text(
            x, top + 13, label, "end" if both and key == "at_least" else "start" if both else "middle", bold=True
        )


def others_of(data: PossibleYears, texts: Texts) -> str:
    """What the years are that are not like the others."""
    usual, _ = data.usual
    others = [value for value in data.values if value != usual]
    if not others:
        return texts("figure.dotplot.others.none")
    low, high = min(others, default=inf), max(others, default=-inf)
    key = "figure.dotplot.others" if low != high else "figure.dotplot.others.one"
    return texts(key, low=value_of(low, data, texts), high=value_of(high, data, texts))


def dotplot_table(data: PossibleYears, language: str) -> Table:
    """The columns of the figure as years out of 50, and the share of all simulated years."""
    texts, write = Texts(language), Texts(language).write
    _, step = scale_of(Canvas("wide", ""), [data])
    dots, years = Counter[float](), Counter[float]()
    for value, _ in data.dots:
        dots[floor(value / step + 1e-9) * step] += 1
    for value in data.values:
        years[floor(value / step + 1e-9) * step] += 1
    shown = sorted({*dots, *years})
    rows = []
    for at in shown:
        name = value_of(at, data, texts) if step == 1 else write.span(at, at + step - 1)
        share = write.number(100 * years[at] / len(data.values), 1)
        rows.append((name, write.number(dots[at]), share))
    first = texts("figure.column.people" if data.unit == "people" else "figure.column.value")
    header = (first, texts("figure.column.dots"), texts("figure.column.years"))
    return Table(finding(data, language), header, tuple(rows), labels=0)


def curve_points(data: PossibleYears) -> list[tuple[float, float]]:
    """For each value that occurs, the share of the years with at least so much; ascending."""
    n = len(data.values)
    counts = Counter(data.values)
    points, left = [], n
    for value in sorted(counts):
        points.append((value, left / n))
        left -= counts[value]
    return points
