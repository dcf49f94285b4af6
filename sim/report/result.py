"""A run as a notebook shows it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from sim.report.answer import answer_lines
from sim.report.drawing import BLUE, GREY, panels, tidy, wrapped
from sim.report.show import Given, in_html
from sim.report.table import Table
from sim.report.tables import tables as all_tables
from sim.report.texts import Texts
from sim.report.wording import Wording
from sim.studies.asked import mean_of
from sim.studies.frames import unknown
from sim.studies.result import Result
from sim.studies.result_view import Reading

if TYPE_CHECKING:
    from matplotlib.figure import Figure

BINS = 12
MOST_NUMBERS = 48
"""Whole numbers that have a bar each."""


def html(result: Result, lang: str) -> str:
    """The answer in words and the table of the targets."""
    paragraphs = "\n".join(answer_lines(result, Texts(lang))).split("\n\n")
    return in_html([*paragraphs, *([table(result, lang)] if result.scenario.targets else [])])


def tables(result: Result, lang: str) -> Iterator[Table]:
    """All tables that have something to say."""
    return all_tables(result, Texts(lang))


def table(result: Result, lang: str) -> Table:
    """The targets, or the first table where there are none; raises TypeError if there is none at all."""
    found = next(tables(result, lang), None)
    if found is None:
        raise TypeError("the scenario has nothing to put in a table")
    return found


def figure(result: Result, lang: str, of: str = "", ax: Given = None) -> Figure:
    """How often a figure came to what, over the single years of a target, or over the runs.

    ``of``: its name (``"target.volume"``, ``"wait_mean.tilbud"``); the first target if not given.  Raises KeyError.
    """
    texts, reading = Texts(lang), Reading(result)
    targets = {f"target.{target.name}": target for target in reading.targets}
    name = of or next(iter(targets), "")
    if name not in result:
        raise KeyError(unknown(name, result.names) if name else "say of which figure: figure(of=...)")
    names = reading.outcome_columns(targets[name]) if name in targets else (name,)
    values = np.concatenate([result.sheet.column(one) for one in names])
    wording, asked = Wording(result.scenario, texts), mean_of(name, result.scenario)
    shown = wording.scale(asked) * values[~np.isnan(values)]
    drawn, (axes,) = panels(1, 2.8, ax)
    axes.hist(shown, bins=_bins(shown), color=BLUE, edgecolor="white", linewidth=0.5)
    bound = targets[name].at_least if name in targets else None
    if bound is not None:
        axes.axvline(wording.scale(asked) * bound, color=GREY, linewidth=1.2, linestyle="--")
        axes.annotate(texts("size.figure.bound", bound=wording.bound(asked, bound)), (wording.scale(asked) * bound, 1),
                      xytext=(0, 3), xycoords=("data", "axes fraction"), textcoords="offset points", ha="center",
                      fontsize=8, color="#555555")  # fmt: skip
    axes.set_title(wrapped(wording.title(asked), 80), fontsize=9.5, loc="left")
    axes.set_xlabel(wording.axis(asked), fontsize=8.5)
    axes.set_ylabel(texts("result.figure.years" if len(names) > 1 else "result.figure.runs"), fontsize=8.5)
    tidy(axes, texts, ("x", "y"))
    return drawn


def _bins(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> int | list[float]:
    """A bar for each whole number where the values are few whole ones, else equal stretches."""
    if len(values) and (values == np.round(values)).all() and np.ptp(values) < MOST_NUMBERS:
        return [float(edge) - 0.5 for edge in range(int(values.min()), int(values.max()) + 2)]
    return BINS
