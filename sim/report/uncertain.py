"""A scenario in many worlds, as a notebook shows it: what matters, and chance and knowledge of each target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.report.drawing import BLUE, GREY, ORANGE, legend, named, panels, tidy, wrapped
from sim.report.knowledge import influence, notes, unit_of
from sim.report.phrases import Phrases
from sim.report.show import Given, in_html
from sim.report.table import Table
from sim.report.target_values import TargetValues
from sim.report.texts import Texts

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from sim.knowledge.uncertain import Uncertain
    from sim.scenario.schema import Target

BINS = 30


def html(result: Uncertain, lang: str) -> str:
    """The strongest unknowns of each target, the table, and what is to be noted."""
    say = Phrases(result.scenario, Texts(lang))
    found = [sentence for target in result.targets for sentence in influence(result, target, say)]
    return in_html([*found, table(result, lang), *notes(result, say)])


def table(result: Uncertain, lang: str) -> Table:
    """For each target: 8 of 10 single years, how often it is met, and how much of the spread is not knowing."""
    texts = Texts(lang)
    say, write = Phrases(result.scenario, texts), texts.write
    rows = []
    for target, row in zip(result.targets, result.rows(), strict=True):
        spread = TargetValues(target, write).span(row["p10"], row["p90"])
        met = write.of_hundred(row["met"]) if _bounds(target) else ""
        rows.append((say.of(target), spread, met, write.percent(row["knowledge_share"])))
    unit = unit_of(result.targets[0], texts) if result.targets else ""
    heading = texts(
        "knowledge.heading", worlds=write.number(len(result.figures.possible)),
        parameters=write.number(len(result.draws.names)),
    )  # fmt: skip
    columns = ("knowledge.column.both", "knowledge.column.met", "knowledge.column.share")
    return Table(heading, ("", *(texts(key, unit=unit) for key in columns)), tuple(rows))


def figure(result: Uncertain, lang: str, of: str = "", ax: Given = None) -> Figure:
    """A panel for each target: single years, and the means of the possible sets of assumptions.  ``of``: a target."""
    texts, names = Texts(lang), named([target.name for target in result.targets], of)
    shown = [target for target in result.targets if target.name in names]
    drawn, axes = panels(len(shown), 2.4 * len(shown), ax)
    for target, here in zip(shown, axes, strict=True):
        _panel(here, result, target, texts)
    legend(drawn, axes[0], ax, 2)
    return drawn


def _panel(axes: Axes, result: Uncertain, target: Target, texts: Texts) -> None:
    """Both as parts of all, so that their areas are alike."""
    import numpy as np

    values = TargetValues(target, texts.write)
    scale = 100.0 if values.is_share else 1.0
    years, means = scale * result.outcomes(target.name).ravel(), scale * result.means(target.name)
    years, means = years[~np.isnan(years)], means[~np.isnan(means)]
    unit = unit_of(target, texts)
    both = np.concatenate([years, means])
    edges = np.linspace(both.min(), both.max() + 1e-9, BINS + 1).tolist() if len(both) else BINS
    for drawn, colour, label, filled in (
        (years, BLUE, texts("uncertain.drawn.years", unit=unit), True),
        (means, ORANGE, texts("uncertain.drawn.worlds"), False),
    ):
        axes.hist(
            drawn, bins=edges, weights=np.full(len(drawn), 100.0 / max(1, len(drawn))), color=colour, label=label,
            histtype="stepfilled" if filled else "step", alpha=0.35 if filled else 1.0, linewidth=1.6,
        )  # fmt: skip
    for bound in _bounds(target):
        axes.axvline(scale * bound, color=GREY, linewidth=1.2, linestyle="--")
    axes.set_title(wrapped(Phrases(result.scenario, texts).of(target), 80), fontsize=9.5, loc="left")
    axes.set_ylabel(texts("asked.axis.percent"), fontsize=8.5)
    if values.is_share:
        axes.set_xlabel(texts("asked.axis.percent"), fontsize=8.5)
    tidy(axes, texts, ("x", "y"))


def _bounds(target: Target) -> list[float]:
    return [bound for bound in (target.at_least, target.at_most) if bound is not None]
