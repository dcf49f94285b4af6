"""A level over time: a table by year, and the middle of the replications with the band of 8 in 10."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.report.drawing import BLUE, GREY, no_part, panels, short
from sim.report.phrases import Phrases
from sim.report.show import Given
from sim.report.table import Table
from sim.report.texts import Texts
from sim.studies.over_time import OverTime

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def _title(result: OverTime, texts: Texts) -> str:
    name = Phrases(result.scenario, texts).name(result.name)
    return texts(f"over_time.{result.kind.replace(' ', '_')}", name=name)


def table(result: OverTime, lang: str) -> Table:
    """Mean, what 8 of 10 days lie between, and the most, in each calendar year of the window."""
    texts, write = Texts(lang), Texts(lang).write
    years = np.array([day.year for day in result.days])
    rows = []
    for year in np.unique(years):
        values = result.values[:, years == year]
        low, high = np.quantile(values, (0.1, 0.9), method="inverted_cdf")
        mean, most = write.number(float(values.mean()), 1), write.number(float(values.max()))
        rows.append((str(year), mean, write.span(float(low), float(high)), most))
    header = tuple(texts(f"over_time.column.{key}") for key in ("year", "mean", "days", "most"))
    return Table(_title(result, texts), header, tuple(rows))


def figure(result: OverTime, lang: str, of: str = "", ax: Given = None) -> Figure:
    """Of one replication its own course; of several the middle and the band of 8 in 10.  ``of`` says nothing here."""
    from matplotlib.ticker import FuncFormatter

    no_part(of)
    texts = Texts(lang)
    drawn, (axes,) = panels(1, 2.8, ax)
    low, middle, high = np.quantile(result.values, (0.1, 0.5, 0.9), axis=0, method="inverted_cdf")
    days = np.array(result.days, dtype="datetime64[D]")
    several = len(result.replications) > 1
    if several:
        axes.fill_between(days, low, high, color=BLUE, alpha=0.2, linewidth=0, step="mid",
                          label=texts("over_time.most"))  # fmt: skip
    label = texts("over_time.middle") if several else None
    axes.step(days, middle, where="mid", color=BLUE, linewidth=1.2, label=label)
    if result.capacity is not None:
        axes.step(days, result.capacity, where="mid", color=GREY, linewidth=1, linestyle="--",
                  label=texts("over_time.capacity"))  # fmt: skip
    axes.set_title(_title(result, texts), fontsize=9.5, loc="left")
    axes.set_ylim(bottom=0)
    for side in ("right", "top"):
        axes.spines[side].set_visible(False)
    axes.tick_params(labelsize=8.5, length=3)
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: short(value, texts)))
    if axes.get_legend_handles_labels()[0]:
        axes.legend(fontsize=8, frameon=False, loc="lower right", bbox_to_anchor=(1, 1), ncols=3, borderaxespad=0)
    return drawn
