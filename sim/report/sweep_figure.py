"""A sweep as a figure: one panel for each figure, the numeric parameter across, a line for each other combination."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.report.drawing import GREY, MARKERS, SERIES, legend, panels, tidy, wrapped
from sim.report.show import Given
from sim.report.texts import Texts
from sim.report.wording import Wording
from sim.studies.asked import Asked, place_of, target_of
from sim.studies.inputs import parameter_of
from sim.studies.sweep import Point, Sweep

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from sim.loaded import Value

MOST_LINES = len(SERIES)
FLAT = 0.05  # of a chance
LEAST_SPAN = 0.1  # of the mean; less would make a mountain of chance


def sweep_figure(found: Sweep, texts: Texts, of: str = "", ax: Given = None) -> Figure:
    """Lines with their 95 % bands where a parameter is numeric, else a row of dots for each point."""
    wording = Wording(found.option.scenario, texts)
    places = _worth_showing(found) if not of else [place_of(found.asked, of)]
    numeric = found.grid.axes[found.grid.across].numeric
    lines = lines_of(found)
    columns = 2 if len(places) > 1 and numeric else 1
    rows = -(-len(places) // columns)
    height = 2.6 if numeric else 0.9 + 0.3 * len(found.points)
    above = 0.25 * -(-len(lines) // 2) if numeric and len(lines) > 1 else 0
    figure, drawn = panels(len(places), rows * height + above, ax, nrows=rows, ncols=columns)
    for axes in drawn[len(places) :]:
        axes.set_visible(False)
    for place, axes in zip(places, drawn, strict=False):
        if numeric:
            _lines(axes, found, place, lines, wording, texts)
        else:
            _dots(axes, found, place, wording, texts)
    if numeric and len(lines) > 1:
        legend(figure, drawn[0], ax, 2)
    return figure


def _worth_showing(found: Sweep) -> list[int]:
    """Places of the figures that are not 0 everywhere and not nearly constant, or of the first."""
    above_0 = [j for j in range(len(found.asked)) if any(point.estimates[j].high > 0 for point in found.points)]
    return [j for j in above_0 if not _constant(found, j)] or above_0 or [0]


def _constant(found: Sweep, j: int) -> bool:
    """A chance that is nearly the same at every point says nothing in a picture."""
    values = [point.estimates[j].mean for point in found.points]
    return found.asked[j].kind == "chance" and max(values) - min(values) < FLAT and len(found.points) > 1


def lines_of(found: Sweep) -> dict[tuple[Value, ...], list[Point]]:
    """Points by the values of all parameters but the one across."""
    lines: dict[tuple[Value, ...], list[Point]] = {}
    for point in found.points:
        others = tuple(value for i, value in enumerate(point.values) if i != found.grid.across)
        lines.setdefault(others, []).append(point)
    return lines


def _lines(
    axes: Axes, found: Sweep, j: int, lines: dict[tuple[Value, ...], list[Point]], wording: Wording, texts: Texts
) -> None:
    asked, across = found.asked[j], found.grid.across
    scale = wording.scale(asked)
    for i, (others, points) in enumerate(list(lines.items())[:MOST_LINES]):
        points = sorted(points, key=lambda point: float(point.values[across]))
        x = [float(point.values[across]) for point in points]
        colour = SERIES[i % len(SERIES)]
        low = [scale * point.estimates[j].low for point in points]
        high = [scale * point.estimates[j].high for point in points]
        axes.fill_between(x, low, high, color=colour, alpha=0.18, linewidth=0)
        means = [scale * point.estimates[j].mean for point in points]
        label = _label(found, others, wording, texts)
        axes.plot(x, means, color=colour, marker=MARKERS[i % len(MARKERS)], markersize=4, linewidth=1.4, label=label)
    _bound(axes, found, asked, wording, texts)
    axes.set_xlabel(wrapped(wording.parameter_with_unit(found.grid.axes[across].name), 44), fontsize=8.5)
    axes.set_title(wrapped(wording.title(asked), 44), fontsize=9.5, loc="left")
    axes.set_ylabel(wording.axis(asked), fontsize=8.5)
    axes.grid(axis="y", color="#dddddd", linewidth=0.7)
    if asked.kind == "chance":
        axes.set_ylim(-3, 103)
    else:
        bottom, top = axes.get_ylim()
        lacking = LEAST_SPAN * abs(bottom + top) / 2 - (top - bottom)
        if lacking > 0:
            axes.set_ylim(bottom - lacking / 2, top + lacking / 2)
    tidy(axes, texts, ("x", "y"))
    axes.spines["left"].set_visible(True)


def _label(found: Sweep, others: tuple[Value, ...], wording: Wording, texts: Texts) -> str:
    axes = [axis for i, axis in enumerate(found.grid.axes) if i != found.grid.across]
    parts = [
        texts(
            "sweep.legend",
            name=wording.parameter(axis.name),
            value=wording.setting(parameter_of(found.option.scenario, axis.name), value),
        )
        for axis, value in zip(axes, others, strict=True)
    ]
    return wrapped(", ".join(parts), 52)


def _bound(axes: Axes, found: Sweep, asked: Asked, wording: Wording, texts: Texts) -> None:
    """The target as a line, if it is near enough to be seen with the rest."""
    target = target_of(asked, found.option.scenario)
    bound = None if target is None else target.bound
    if asked.kind != "mean" or bound is None:
        return
    at, (low, high) = wording.scale(asked) * bound, axes.get_ylim()
    if low - (high - low) <= at <= high + (high - low):
        axes.axhline(at, color=GREY, linewidth=1, linestyle="--")
        axes.annotate(texts("size.figure.bound", bound=wording.bound(asked, bound)), (1, at), xytext=(0, 3),
                      xycoords=("axes fraction", "data"), textcoords="offset points", ha="right", fontsize=8,
                      color="#555555")  # fmt: skip


def _dots(axes: Axes, found: Sweep, j: int, wording: Wording, texts: Texts) -> None:
    from sim.report.sweep import settings

    asked = found.asked[j]
    scale = wording.scale(asked)
    for y, point in enumerate(found.points):
        estimate = point.estimates[j]
        axes.plot((scale * estimate.low, scale * estimate.high), (y, y), color=SERIES[0], linewidth=2)
        axes.plot(scale * estimate.mean, y, "o", color=SERIES[0], markersize=5)
    labels = [wrapped(", ".join(settings(found, point, wording)), 40) for point in found.points]
    axes.set_yticks(range(len(found.points)), labels)
    axes.set_ylim(len(found.points) - 0.4, -0.6)
    axes.set_title(wording.title(asked), fontsize=9.5, loc="left")
    axes.set_xlabel(wording.axis(asked), fontsize=8.5)
    tidy(axes, texts)


def figure(result: Sweep, lang: str, of: str = "", ax: Given = None) -> Figure:
    """A panel for each figure, the first numeric parameter across, a line for each combination of the others."""
    return sweep_figure(result, Texts(lang), of, ax)
