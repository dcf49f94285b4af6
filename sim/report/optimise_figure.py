"""Candidates as a figure: the probability of the first condition across, the objective upwards."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING

from sim.report.drawing import BLUE, GREY, ORANGE, legend, one_of, panels, tidy, wrapped
from sim.report.optimise import candidate
from sim.report.show import Given
from sim.report.texts import Texts
from sim.report.wording import Wording

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from sim.knowledge.optimise import Optimum

LOOKS = (
    (True, BLUE, BLUE, "o", "optimise.figure.yes"),
    (None, GREY, "white", "o", "optimise.figure.open"),
    (False, ORANGE, ORANGE, "s", "optimise.figure.no"),
)


def optimise_figure(found: Optimum, texts: Texts, ax: Given = None) -> Figure:
    """Blue where a candidate certainly meets all conditions, orange squares where not, open where it is not settled."""
    words, condition = Wording(found.options[0].scenario, texts), found.conditions[0]
    scale = words.scale(found.objective)
    figure, (axes,) = panels(1, 4.2, ax)
    for verdict, colour, face, marker, key in LOOKS:
        here = [one for one in found.judged if one.feasible is verdict and not isnan(one.chances[0].mean)]
        for one in here:
            chance, y = one.chances[0], scale * one.cost.mean
            axes.plot((100 * chance.low, 100 * chance.high), (y, y), color=colour, linewidth=1, alpha=0.5)
        if here:
            x = [100 * one.chances[0].mean for one in here]
            axes.plot(x, [scale * one.cost.mean for one in here], marker, color=colour, markerfacecolor=face,
                      markersize=6, label=texts(key))  # fmt: skip
    axes.axvline(100 * condition.bound, color=GREY, linewidth=1, linestyle="--")
    if found.best is not None:
        one = found.judged[found.best]
        at = (100 * one.chances[0].mean, scale * one.cost.mean)
        axes.plot(*at, "o", markersize=13, markerfacecolor="none", color=BLUE, label=texts("optimise.figure.best"))
        left = at[0] > 50
        axes.annotate(wrapped(candidate(found, found.best, texts), 40), at, xytext=(-10 if left else 10, 9),
                      textcoords="offset points", ha="right" if left else "left", fontsize=8.5, color=BLUE)  # fmt: skip
    axes.set_xlim(-3, 103)
    axes.set_xlabel(wrapped(words.title(condition.asked), 70), fontsize=8.5)
    axes.set_ylabel(words.axis(found.objective), fontsize=8.5)
    axes.set_title(wrapped(words.title(found.objective), 80), fontsize=9.5, loc="left")
    axes.grid(axis="y", color="#dddddd", linewidth=0.7)
    legend(figure, axes, ax, 4, "outside lower left")
    tidy(axes, texts, ("x", "y"))
    axes.spines["left"].set_visible(True)
    return figure


def figure(result: Optimum, lang: str, of: str = "", ax: Given = None) -> Figure:
    """The probability of the first condition across, the objective upwards, the answer ringed."""
    one_of([result.objective], of)
    return optimise_figure(result, Texts(lang), ax)
