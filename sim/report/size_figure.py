"""The curve of a search: estimates against values, the band, the bound, and the value found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.report.drawing import BLUE, GREY, ORANGE, one_of, panels, tidy, wrapped
from sim.report.show import Given
from sim.report.size import setting
from sim.report.texts import Texts
from sim.report.wording import Wording
from sim.studies.size import Size

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def size_figure(found: Size, texts: Texts, ax: Given = None) -> Figure:
    """Blue where a value certainly meets the condition, an orange square where it fails, open where it is not sure."""
    wording, one = Wording(found.option.scenario, texts), found.found
    asked, values = one.condition.asked, list(found.axis.values)
    scale = wording.scale(asked)
    numeric = found.axis.numeric
    tried = sorted(one.tried, key=lambda tried: values.index(tried.value))
    x = [float(t.value) if numeric else float(values.index(t.value)) for t in tried]
    figure, (axes,) = panels(1, 3.4, ax)
    for i, other in enumerate(found.by_definition):
        points = sorted(other.tried, key=lambda tried: values.index(tried.value))
        places = [float(t.value) if numeric else float(values.index(t.value)) for t in points]
        label = texts("size.figure.others") if i == 0 else None
        axes.plot(places, [scale * t.estimate.mean for t in points], color="#bbbbbb", linewidth=0.8, label=label)
    axes.fill_between(x, [scale * t.estimate.low for t in tried], [scale * t.estimate.high for t in tried],
                      color=BLUE, alpha=0.15, linewidth=0)  # fmt: skip
    axes.plot(x, [scale * t.estimate.mean for t in tried], color=BLUE, linewidth=1.2, label=texts("size.figure.stated"))
    for at, t in zip(x, tried, strict=True):
        colour = {True: BLUE, False: ORANGE, None: GREY}[t.verdict]
        face = "white" if t.verdict is None else colour
        marker = "s" if t.verdict is False else "o"
        axes.plot(at, scale * t.estimate.mean, marker, color=colour, markerfacecolor=face, markersize=6)
    axes.axhline(scale * one.condition.bound, color=GREY, linewidth=1, linestyle="--")
    bound = texts("size.figure.bound", bound=wording.bound(asked, one.condition.bound))
    axes.annotate(bound, (1, scale * one.condition.bound), xytext=(0, 3), xycoords=("axes fraction", "data"),
                  textcoords="offset points", ha="right", fontsize=8, color="#555555")  # fmt: skip
    if one.value is not None:
        at = float(one.value) if numeric else float(values.index(one.value))
        axes.axvline(at, color=BLUE, linewidth=1, linestyle=":")
        answer = texts("size.figure.answer", value=setting(found, one.value, texts))
        axes.annotate(answer, (at, 0.02), xytext=(4, 0), xycoords=("data", "axes fraction"),
                      textcoords="offset points", fontsize=8.5, color=BLUE)  # fmt: skip
    axes.set_xlabel(wording.parameter_with_unit(found.axis.name), fontsize=8.5)
    if found.by_definition:
        axes.legend(fontsize=8.5, frameon=False)
    axes.set_title(wrapped(wording.title(asked), 80), fontsize=9.5, loc="left")
    axes.set_ylabel(wording.axis(asked), fontsize=8.5)
    axes.grid(axis="y", color="#dddddd", linewidth=0.7)
    if asked.kind == "chance":
        axes.set_ylim(-3, 103)
    tidy(axes, texts, ("x", "y") if numeric else ("y",))
    if not numeric:
        axes.set_xticks(x, [setting(found, t.value, texts) for t in tried])
    axes.spines["left"].set_visible(True)
    return figure


def figure(result: Size, lang: str, of: str = "", ax: Given = None) -> Figure:
    """The curve against the values, with its band, the bound, and the value found."""
    one_of([result.found.condition.asked], of)
    return size_figure(result, Texts(lang), ax)
