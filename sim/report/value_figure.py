"""Which option is the best on average, against what a person who attains the target is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.report.drawing import GREY, MARKERS, SERIES, new_figure, tidy, wrapped
from sim.report.texts import Texts

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from sim.knowledge.acceptability import Acceptability


def value_figure(curve: Acceptability, stated: float, titles: list[str], texts: Texts) -> Figure:
    """A line for each option, thick where it is the best on average; the stated worth is dashed."""
    figure = new_figure(3.9)
    axes = figure.add_subplot()
    for number, title in enumerate(titles):
        colour, marker = SERIES[number % len(SERIES)], MARKERS[number % len(MARKERS)]
        chances = [100 * float(one) for one in curve.chances[:, number]]
        axes.plot(curve.worths, chances, color=colour, linewidth=1.2, marker=marker, markersize=4,
                  label=wrapped(title, 60))  # fmt: skip
        best = [chance if place == number else float("nan") for chance, place in zip(chances, curve.best, strict=True)]
        axes.plot(curve.worths, best, color=colour, linewidth=4, alpha=0.35)
    axes.axvline(stated, color=GREY, linewidth=1, linestyle="--")
    place = {"xycoords": ("data", "axes fraction"), "textcoords": "offset points", "xytext": (4, -10)}
    axes.annotate(texts.write.money(stated), (stated, 1), fontsize=8, color="#555555", **place)  # type: ignore[arg-type]
    axes.set_ylim(-3, 103)
    axes.set_xlabel(texts("value.figure.x"), fontsize=8.5)
    axes.set_ylabel(texts("value.figure.y"), fontsize=8.5)
    axes.set_title(texts("value.figure"), fontsize=9.5, loc="left")
    axes.grid(axis="y", color="#dddddd", linewidth=0.7)
    figure.legend(loc="outside lower left", fontsize=8.5, frameon=False)
    tidy(axes, texts, ("x", "y"))
    axes.spines["left"].set_visible(True)
    return figure
