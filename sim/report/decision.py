"""A decision among scenarios, as a notebook shows it: the options, and what is worth finding out first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.report.drawing import BLUE, GREY, no_part, panels, tidy, wrapped
from sim.report.show import Given, in_html
from sim.report.table import Table
from sim.report.texts import Texts
from sim.report.value import SHOWN, value_parts, value_table

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from sim.knowledge.decision import Decision


def _titles(result: Decision, texts: Texts) -> list[str]:
    return [texts.title(option.scenario.titles, option.scenario.name) for option in result.options]


def html(result: Decision, lang: str) -> str:
    """The conclusion, the options, what is worth knowing, and how it was found."""
    texts = Texts(lang)
    return in_html(value_parts(result, _titles(result, texts), texts))


def table(result: Decision, lang: str) -> Table:
    """The options: their mean value and how well it was computed."""
    texts = Texts(lang)
    return value_table(result, _titles(result, texts), texts)


def figure(result: Decision, lang: str, of: str = "", ax: Given = None) -> Figure:
    """What knowing everything and each of the most valuable parameters is worth, with twice the standard error."""
    no_part(of)
    texts = Texts(lang)
    scale = 1.0 if result.per_person is not None else 100.0
    parameters = {parameter.name: parameter.titles for parameter in result.options[0].scenario.parameters}
    everything, single = result.worths
    rows = [(texts("decision.drawn.everything"), everything)]
    rows += [(texts.title(parameters[one.parameters[0]], one.parameters[0]), one) for one in single[:SHOWN]]
    drawn, (axes,) = panels(1, 1.0 + 0.4 * len(rows), ax)
    for y, (_, one) in enumerate(rows):
        value, half = scale * one.value, 2 * scale * one.se
        axes.barh(y, value, height=0.55, color=BLUE if one.significant else "white", edgecolor=BLUE, linewidth=1)
        if half == half:  # not NaN
            axes.plot((max(0.0, value - half), value + half), (y, y), color=GREY, linewidth=1.6)
    axes.set_yticks(range(len(rows)), [wrapped(name, 44) for name, _ in rows])
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_xlim(left=0)
    axes.set_title(texts("value.parameters"), fontsize=9.5, loc="left")
    axes.set_xlabel(texts(f"decision.drawn.axis.{'years' if result.per_person is None else 'kroner'}"), fontsize=8.5)
    tidy(axes, texts)
    return drawn
