"""The small changes of a bottleneck study as bars: a tornado for each mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.report.bottleneck import alike, changes_in_words, shown, worth_showing
from sim.report.drawing import BLUE, GREY, LINE, ORANGE, one_of, panels, tidy, wrapped
from sim.report.show import Given
from sim.report.texts import Texts
from sim.report.wording import Wording
from sim.studies.asked import Asked, better_is_higher
from sim.studies.bottleneck import Bottleneck

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST_BARS = 15


def tornado(found: Bottleneck, texts: Texts, of: str = "", ax: Given = None) -> Figure:
    """One panel for each mean: a bar for each change, the largest at the top, with its interval as a line."""
    asked = one_of(found.asked, of) if of else shown(found)
    counts = [max(1, min(MOST_BARS, len(alike(worth_showing(found, one))))) for one in asked]
    height, ratios = sum(0.8 + 0.3 * count for count in counts), {"height_ratios": [1.5 + n for n in counts]}
    figure, drawn = panels(len(asked), height, ax, width=8.4, gridspec_kw=ratios)
    for axes, one in zip(drawn, asked, strict=True):
        _panel(axes, found, one, texts)
    return figure


def _panel(axes: Axes, found: Bottleneck, asked: Asked, texts: Texts) -> None:
    wording, j = Wording(found.option.scenario, texts), found.place(asked)
    scale, up = wording.scale(asked), better_is_higher(asked, wording.scenario)
    groups = alike(worth_showing(found, asked))[:MOST_BARS]
    for y, group in enumerate(groups):
        one = group[0].differences[j]
        better = (one.mean > 0) == (up is not False)
        colour = GREY if not one.settled else BLUE if better else ORANGE
        axes.barh(y, scale * one.mean, height=0.62, color=colour, hatch="" if better or not one.settled else "////",
                  edgecolor="white", linewidth=0)  # fmt: skip
        axes.plot((scale * one.low, scale * one.high), (y, y), color=LINE, linewidth=1.2)
    axes.axvline(0, color=LINE, linewidth=1)
    labels = [wrapped(changes_in_words(found, group, texts), 58) for group in groups]
    axes.set_yticks(range(len(groups)), labels)
    axes.set_ylim(max(1, len(groups)) - 0.4, -0.6)
    axes.set_title(f"{wording.title(asked)}: {wording.value(asked, found.base[j].mean)}", fontsize=9.5, loc="left")
    axes.set_xlabel(wording.axis(asked, change=True), fontsize=8.5)
    tidy(axes, texts)


def figure(result: Bottleneck, lang: str, of: str = "", ax: Given = None) -> Figure:
    """A tornado for each mean."""
    return tornado(result, Texts(lang), of, ax)
