"""Past forecasts as a figure: a panel for each target, a line for what was forecast and a mark for what came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.report.drawing import BLUE, GREY, ORANGE, legend, named, panels, tidy, wrapped
from sim.report.phrases import Phrases
from sim.report.show import Given
from sim.report.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from sim.records.backtest import Backtest, Past


def figure(result: Backtest, lang: str, of: str = "", ax: Given = None) -> Figure:
    """A circle where the outcome lay within 8 in 10 of the forecast, an orange square where not.  ``of``: a target."""
    texts, names = Texts(lang), list(dict.fromkeys(one.target for one in result.forecasts))
    shown = named(names, of)
    counts = [sum(one.target == name for one in result.forecasts) for name in shown]
    drawn, axes = panels(len(shown), 0.8 + sum(0.5 + 0.24 * count for count in counts), ax, height_ratios=counts)
    say = Phrases(result.scenario, texts)
    titles = {target.name: say.of(target) for target in result.scenario.targets}
    for name, here in zip(shown, axes, strict=True):
        _panel(here, [one for one in result.forecasts if one.target == name], texts)
        here.set_title(wrapped(titles[name], 80), fontsize=9.5, loc="left")
    legend(drawn, axes[0], ax, 3)
    return drawn


def _panel(axes: Axes, forecasts: Sequence[Past], texts: Texts) -> None:
    for y, one in enumerate(forecasts):
        axes.plot((one.low, one.high), (y, y), color=GREY, linewidth=5, alpha=0.4, solid_capstyle="butt",
                  label=texts("backtest.drawn.forecast") if not y else None)  # fmt: skip
    for covered, colour, marker, key in ((True, BLUE, "o", "in"), (False, ORANGE, "s", "out")):
        here = [(one.outcome, y) for y, one in enumerate(forecasts) if one.covered is covered]
        if here:
            axes.plot(*zip(*here, strict=True), marker, color=colour, markersize=5, linestyle="none",
                      label=texts(f"backtest.drawn.{key}"))  # fmt: skip
    axes.set_yticks(range(len(forecasts)), [texts.write.date(one.as_of) for one in forecasts])
    axes.set_ylim(len(forecasts) - 0.5, -0.5)
    tidy(axes, texts)
