"""S-curve: in how many of 100 years there are at least so many."""

from __future__ import annotations

from sim.report.figures.axes import Scale, cut_note, draw_x_axis, spread
from sim.report.figures.canvas import BLUE, GREY, INK, RULE, Canvas, Point, Width
from sim.report.figures.dotplot import PossibleYears, bound_of, curve_points, dotplot
from sim.report.figures.dotplot import finding as same
from sim.report.table import Table
from sim.report.texts import Texts

LIKELY = (0.9, 0.5, 0.1)


def finding(data: PossibleYears, language: str) -> str:
    """What 9, 5 and 1 of 10 years reach."""
    if data.nearly_always:
        return same(data, language)
    texts, write = Texts(language), Texts(language).write
    values = [value_with_chance(data, chance) for chance in LIKELY]
    numbers = [write.money(value) if data.unit == "kr." else write.number(value, _digits(data)) for value in values]
    title = texts.title(data.titles, data.name)
    return texts(f"figure.curve.{data.period}", title=title, nine=numbers[0], five=numbers[1], one=numbers[2])


def value_with_chance(data: PossibleYears, chance: float) -> float:
    """The largest value that at least this share of the years reaches."""
    return max((value for value, share in curve_points(data) if share >= chance - 1e-9), default=data.values[0])


def _digits(data: PossibleYears) -> int:
    return 0 if all(float(value).is_integer() for value in data.values) else 1


def curve(data: PossibleYears, language: str, width: Width = "wide") -> str:
    """The figure as SVG."""
    texts = Texts(language)
    if data.nearly_always:
        return dotplot(data, language, width)
    canvas = Canvas(width, finding(data, language))
    points = curve_points(data)
    bounds = [bound for bound in (data.at_least, data.at_most) if bound is not None]
    low, high = spread(min([points[0][0], *bounds]), max([points[-1][0], *bounds]), 4)
    canvas.paragraph(texts(f"figure.curve.y.{data.period}"), 12.5, colour=GREY)
    top, high_of_plot = canvas.y + 24, 190 if canvas.narrow else 230
    base = top + high_of_plot
    scale = Scale(low, high, canvas.left + 30, canvas.right - 6)
    up = Scale(0.0, 100.0, base, top)
    for value in (0, 25, 50, 75, 100):
        canvas.line((scale.left, up(value)), (scale.right, up(value)), RULE)
        canvas.text(scale.left - 5, up(value) + 4, str(value), "end", colour=GREY)
    canvas.polyline(_steps(points, scale, up), BLUE, 2.5)
    for bound in bounds:
        _bound(canvas, data, bound, scale, up, texts)
    draw_x_axis(canvas, scale, base, texts, texts.title(data.titles, data.name), whole=_digits(data) == 0)
    said = texts("figure.curve.desc", bound=bound_of(data, texts), n=texts.write.of_hundred(data.chance))
    return canvas.finish(f"{said if bounds else ''} {cut_note(scale, texts)}".strip() or finding(data, language))


def _steps(points: list[tuple[float, float]], scale: Scale, up: Scale) -> list[Point]:
    """At every value the share falls to that of the next one."""
    found: list[Point] = [(scale.left, up(100.0))]
    for i, (value, share) in enumerate(points):
        after = points[i + 1][1] if i + 1 < len(points) else 0.0
        found += [(scale(value), up(100 * share)), (scale(value), up(100 * after))]
    return [*found, (scale.right, up(0.0))]


def _bound(canvas: Canvas, data: PossibleYears, bound: float, scale: Scale, up: Scale, texts: Texts) -> None:
    x = scale(bound)
    share = max((share for value, share in curve_points(data) if value >= bound - 1e-9), default=0.0)
    canvas.line((x, up(100) - 6), (x, up(0)), INK, 1.6)
    canvas.circle(x, up(100 * share), 5, "#ffffff", INK)
    key = "figure.target.at_least" if bound == data.at_least else "figure.target.at_most"
    canvas.text(x, up(100) - 10, texts(key, bound=texts.write.number(bound, 0)), "middle", bold=True)


def curve_table(data: PossibleYears, language: str) -> Table:
    """What is reached in 95, 90, 75, 50, 25, 10 and 5 of 100 years."""
    texts, write = Texts(language), Texts(language).write
    rows = tuple(
        (write.number(100 * chance), write.number(value_with_chance(data, chance), _digits(data)))
        for chance in (0.95, 0.9, 0.75, 0.5, 0.25, 0.1, 0.05)
    )
    header = (texts("figure.column.of_hundred"), texts("figure.column.at_least"))
    return Table(finding(data, language), header, rows, labels=0)
