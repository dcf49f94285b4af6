"""Parts of the variance as a figure: a panel for each thing asked, a row for each factor."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING

from sim.report.drawing import BLUE, ORANGE, legend, one_of, panels, tidy, wrapped
from sim.report.sensitivity import factor_name, in_order
from sim.report.show import Given
from sim.report.texts import Texts
from sim.report.wording import Wording

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from sim.knowledge.sensitivity import Sensitivity


def sensitivity_figure(found: Sensitivity, texts: Texts, of: str = "", ax: Given = None) -> Figure:
    """A circle: the part that would go if the factor were known; a square: the part it has with interactions."""
    places = [found.asked.index(one) for one in one_of(found.asked, of)]
    rows = [len(in_order(found, place)) for place in places]
    figure, drawn = panels(len(rows), sum(0.9 + 0.38 * count for count in rows) + 0.3, ax, height_ratios=rows)
    for place, axes in zip(places, drawn, strict=True):
        _panel(axes, found, place, texts)
    legend(figure, drawn[0], ax, 2)
    return figure


def _panel(axes: Axes, found: Sensitivity, place: int, texts: Texts) -> None:
    shown, end = in_order(found, place), 5.0
    for value, half, away, colour, marker, key in (
        ("first", "first_half", -0.13, BLUE, "o", "sensitivity.column.first"),
        ("total", "total_half", 0.13, ORANGE, "s", "sensitivity.column.total"),
    ):
        known = [
            (100 * getattr(one, value), 100 * getattr(one, half), y + away)
            for y, one in enumerate(shown)
            if not isnan(getattr(one, value))
        ]
        for at, width, y in known:
            axes.plot((max(0, at - width), min(100, at + width)), (y, y), color=colour, linewidth=1.6)
        end = max((end, *(at + width for at, width, _ in known)))
        points = [min(100, max(0, at)) for at, _, _ in known]
        axes.plot(points, [y for _, _, y in known], marker, color=colour, markersize=5.5, label=texts(key))
    axes.set_yticks(range(len(shown)), [wrapped(factor_name(found, one.factor, texts), 38) for one in shown])
    axes.set_ylim(len(shown) - 0.5, -0.5)
    axes.set_xlim(-0.02 * end, 1.02 * min(100, end))
    title = Wording(found.scenario, texts).title(found.asked[place])
    axes.set_title(wrapped(texts("sensitivity.figure", title=title), 80), fontsize=9.5, loc="left")
    axes.set_xlabel(texts("sensitivity.axis"), fontsize=8.5)
    tidy(axes, texts)


def figure(result: Sensitivity, lang: str, of: str = "", ax: Given = None) -> Figure:
    """A panel for each thing asked: first and total order with their intervals."""
    return sensitivity_figure(result, Texts(lang), of, ax)
