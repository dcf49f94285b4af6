"""Differences from the baseline with their intervals, one panel for each figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.report.compare_sentences import letter, wording_of
from sim.report.drawing import BLUE, GREY, LINE, ORANGE, one_of, panels, tidy, wrapped
from sim.report.show import Given
from sim.report.texts import Texts
from sim.report.wording import Wording
from sim.studies.asked import Asked, better_is_higher
from sim.studies.compare import Comparison

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


def difference_figure(found: Comparison, texts: Texts, of: str = "", ax: Given = None) -> Figure:
    """Dots and intervals, options from the largest difference in the first figure to the smallest.

    A figure in which no option differs in any run is left out.

    Filled blue where the option is better, orange where it is worse, open where the interval reaches over 0.
    """
    wording = wording_of(found, texts)
    order = sorted(found.against, key=lambda i: found.contrast(i, found.asked[0]).difference.mean)
    wanted = one_of(found.asked, of)
    shown = [asked for asked in wanted if not all(found.contrast(i, asked).difference.none for i in order)]
    shown = shown or list(wanted)
    figure, drawn = panels(len(shown), len(shown) * (0.75 + 0.3 * len(order)), ax)
    for axes, asked in zip(drawn, shown, strict=True):
        _panel(axes, found, order, asked, wording, texts)
    return figure


def _panel(axes: Axes, found: Comparison, order: list[int], asked: Asked, wording: Wording, texts: Texts) -> None:
    scale, up = wording.scale(asked), better_is_higher(asked, wording.scenario)
    reach = 0.0
    for y, i in enumerate(order):
        one = found.contrast(i, asked).difference
        better = None if not one.settled or up is None else (one.mean > 0) == up
        colour = {True: BLUE, False: ORANGE, None: GREY}[better]
        marker = {True: "o", False: "s", None: "o"}[better]
        axes.plot((scale * one.low, scale * one.high), (y, y), color=colour, linewidth=2)
        axes.plot(scale * one.mean, y, marker, color=colour, markersize=6,
                  markerfacecolor=colour if one.settled else "white")  # fmt: skip
        reach = max(reach, abs(scale * one.low), abs(scale * one.high))
    axes.axvline(0, color=LINE, linewidth=1)
    axes.set_xlim(-1.1 * (reach or 1), 1.1 * (reach or 1))
    axes.set_ylim(-0.6, len(order) - 0.4)
    labels = [wrapped(f"{letter(i)}: {texts.title(found.options[i].titles, found.options[i].name)}") for i in order]
    axes.set_yticks(range(len(order)), labels)
    axes.set_title(wording.title(asked), fontsize=9.5, loc="left")
    unit = wording.axis(asked, change=True)
    base = letter(found.baseline)
    axes.set_xlabel(texts("compare.figure.difference", base=base, unit=unit).rstrip(", "), fontsize=8.5)
    tidy(axes, texts)


def figure(result: Comparison, lang: str, of: str = "", ax: Given = None) -> Figure:
    """Differences with their intervals, sorted."""
    return difference_figure(result, Texts(lang), of, ax)
