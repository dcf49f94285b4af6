"""What records or totals taught as a figure: what is known of each parameter before and now, on a scale of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.report.drawing import BLUE, GREY, no_part, panels, rows_on_own_scales, wrapped
from sim.report.measured import points_of
from sim.report.show import Given
from sim.report.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.figure import Figure

    from sim.records.learnt import Learnt

MOST_ROWS = 14
BEYOND = 0.5
"""Of the range before that is drawn on either side."""


def learnt_figure(learnt: Sequence[Learnt], wording: Wording, of: str, ax: Given) -> Figure:
    """A row for each parameter, the most learnt first: 90 % before as a grey line, now in blue with the median."""
    no_part(of)
    texts, shown = wording.texts, learnt[:MOST_ROWS]
    figure, (axes,) = panels(1, 1.0 + 0.34 * max(1, len(shown)), ax)
    for y, one in enumerate(shown):
        low, _, high = one.prior
        width = (high - low) or 1.0
        now = [min(1 + BEYOND, max(-BEYOND, (point - low) / width)) for point in one.posterior]
        named = y == 0
        axes.plot((0, 1), (y, y), color=GREY, linewidth=5, alpha=0.35, solid_capstyle="butt",
                  label=texts("fit.column.before") if named else None)  # fmt: skip
        axes.plot((now[0], now[2]), (y, y), color=BLUE, linewidth=2)
        axes.plot(now[1], y, "o", color=BLUE, markersize=5.5, label=texts("fit.column.now") if named else None)
    labels = [wrapped(wording.parameter_with_unit(one.name), 38) for one in shown]
    values = [points_of(one.posterior, one.name, wording) for one in shown]
    rows_on_own_scales(figure, axes, ax, labels, values, BEYOND, 2, texts)
    return figure
