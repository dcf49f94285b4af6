"""A forecast as a figure: a panel for each target, people by week with the middle and 8 in 10."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.report.drawing import BLUE, GREY, legend, panels, short, wrapped
from sim.report.forecast import one_target
from sim.report.show import Given
from sim.report.texts import Texts
from sim.report.wording import Wording

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from sim.records.forecast import Forecast, TargetForecast


def figure(result: Forecast, lang: str, of: str = "", ax: Given = None) -> Figure:
    """``of``: one target by name.  The bound of a target is a dashed line."""
    texts = Texts(lang)
    if not result.targets:
        raise ValueError("no target counts people: there is nothing to draw week by week")
    shown = [one_target(result.targets, of)] if of else list(result.targets)
    drawn, axes = panels(len(shown), 2.6 * len(shown), ax)
    for one, here in zip(shown, axes, strict=True):
        _panel(here, one, result, texts)
    legend(drawn, axes[0], ax, 3)
    return drawn


def _panel(axes: Axes, one: TargetForecast, result: Forecast, texts: Texts) -> None:
    from matplotlib.dates import AutoDateLocator
    from matplotlib.ticker import FuncFormatter

    days = np.array((result.now.as_of, *result.weeks), dtype="datetime64[D]")
    today = np.full((len(one.totals), 1), one.so_far)
    levels = np.quantile(np.hstack([today, one.by_week]), (0.1, 0.5, 0.9), axis=0, method="inverted_cdf")
    axes.fill_between(days, levels[0], levels[2], color=BLUE, alpha=0.2, linewidth=0, label=texts("over_time.most"))
    axes.plot(days, levels[1], color=BLUE, linewidth=1.4, label=texts("over_time.middle"))
    bound = one.target.bound
    if bound is not None:
        label = texts("size.figure.bound", bound=texts.write.number(bound))
        axes.axhline(bound, color=GREY, linewidth=1.2, linestyle="--", label=label)
    title = Wording(result.scenario, texts).say.of(one.target)
    axes.set_title(wrapped(texts("forecast.table", title=title), 80), fontsize=9.5, loc="left")
    for side in ("right", "top"):
        axes.spines[side].set_visible(False)
    axes.tick_params(labelsize=8.5, length=3)
    axes.xaxis.set_major_locator(AutoDateLocator(minticks=3, maxticks=6))  # type: ignore[no-untyped-call]
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: short(value, texts)))
