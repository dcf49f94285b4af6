"""How each kind of result shows itself in a notebook, as a table and as a figure.

A study's result calls these three by name (``sim/studies/shown.py``), so that the studies know nothing of the report.
Matplotlib is loaded when the first figure is drawn.
"""

from __future__ import annotations

from functools import singledispatch
from html import escape
from typing import TYPE_CHECKING

from sim.report.answer import answer_lines
from sim.report.bottleneck import bottleneck_text, effect_table
from sim.report.compare import comparison_text, difference_table
from sim.report.select import selection_text
from sim.report.size import size_text, tried_table
from sim.report.sweep import sweep_table
from sim.report.table import Table
from sim.report.texts import Texts
from sim.report.waterfall import waterfall_table
from sim.studies.bottleneck import Bottleneck
from sim.studies.compare import Comparison
from sim.studies.result import Result
from sim.studies.selection import Selection
from sim.studies.size import Size
from sim.studies.sweep import Sweep
from sim.studies.waterfall import Waterfall

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@singledispatch
def html(result: object, lang: str) -> str:
    """The answer as a notebook shows it; of a result without an answer in words, its table."""
    return _preformatted(str(table(result, lang)))


@singledispatch
def table(result: object, lang: str) -> Table:
    """The result as a table.  Raises TypeError for what has none."""
    raise TypeError(f"{type(result).__name__} has no table")


@singledispatch
def figure(result: object, lang: str) -> Figure:
    """The result as a matplotlib figure.  Raises TypeError for what has none."""
    raise TypeError(f"{type(result).__name__} has no figure")


def _preformatted(text: str) -> str:
    return f"<pre>{escape(text)}</pre>"


@html.register(Result)
def _(result: Result, lang: str) -> str:
    return "<br>".join(map(escape, answer_lines(result, Texts(lang))))


@html.register(Comparison)
def _(result: Comparison, lang: str) -> str:
    return _preformatted(comparison_text(result, Texts(lang)))


@table.register(Comparison)
def _(result: Comparison, lang: str) -> Table:
    """The differences from the baseline."""
    return difference_table(result, Texts(lang))


@figure.register(Comparison)
def _(result: Comparison, lang: str) -> Figure:
    """Differences with their intervals, sorted."""
    from sim.report.compare_figure import difference_figure

    return difference_figure(result, Texts(lang))


@table.register(Waterfall)
def _(result: Waterfall, lang: str) -> Table:
    """All bars of the first figure."""
    return waterfall_table(result, result.falls[0], Texts(lang))


@figure.register(Waterfall)
def _(result: Waterfall, lang: str) -> Figure:
    """The bars of the means, or of all figures if there is none."""
    from sim.report.waterfall import waterfall_figure

    return waterfall_figure(result, Texts(lang))


@html.register(Selection)
def _(result: Selection, lang: str) -> str:
    return _preformatted(selection_text(result, Texts(lang)))


@table.register(Sweep)
def _(result: Sweep, lang: str) -> Table:
    """One row for each point."""
    return sweep_table(result, Texts(lang))


@figure.register(Sweep)
def _(result: Sweep, lang: str) -> Figure:
    """A panel for each figure, the first numeric parameter across, a line for each combination of the others."""
    from sim.report.sweep_figure import sweep_figure

    return sweep_figure(result, Texts(lang))


@html.register(Size)
def _(result: Size, lang: str) -> str:
    return _preformatted(size_text(result, Texts(lang)))


@table.register(Size)
def _(result: Size, lang: str) -> Table:
    """Every value that was tried."""
    return tried_table(result, Texts(lang))


@figure.register(Size)
def _(result: Size, lang: str) -> Figure:
    """The curve against the values, with its band, the bound, and the value found."""
    from sim.report.size_figure import size_figure

    return size_figure(result, Texts(lang))


@html.register(Bottleneck)
def _(result: Bottleneck, lang: str) -> str:
    return _preformatted(bottleneck_text(result, Texts(lang)))


@table.register(Bottleneck)
def _(result: Bottleneck, lang: str, asked: str = "") -> Table:
    """The effects on one figure (the first), the largest first."""
    return effect_table(result, result.asked[result.place(asked) if asked else 0], Texts(lang))


@figure.register(Bottleneck)
def _(result: Bottleneck, lang: str) -> Figure:
    """A tornado for each mean."""
    from sim.report.bottleneck import tornado

    return tornado(result, Texts(lang))
