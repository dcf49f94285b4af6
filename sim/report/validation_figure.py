"""Records beside the model as a figure: every row on a scale of its own, 8 in 10 simulated records between 0 and 1."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from sim.report.drawing import BLUE, GREY, ORANGE, no_part, panels, rows_on_own_scales, wrapped
from sim.report.phrases import Phrases
from sim.report.show import Given
from sim.report.texts import Texts
from sim.report.validation import SHOWN, figure_name, figure_value

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from sim.records.validate import Validation

BEYOND = 1.0
"""Of the range of the model that is drawn on either side; what lies beyond stands at the edge."""


def figure(result: Validation, lang: str, of: str = "", ax: Given = None) -> Figure:
    """The most surprising figures: where the records lie beside the model, an orange square where they stand out."""
    no_part(of)
    texts = Texts(lang)
    say = Phrases(result.scenario, texts)
    return beside_model(
        [Beside(figure_name(one.figure, say, texts), figure_value(one, one.observed, texts),
                place_beside(one.observed, one.low, one.high), one.stands_out) for one in result.compared[:SHOWN]],
        ax, texts,
    )  # fmt: skip


class Beside(NamedTuple):
    """A row: what happened, in words, and where it lies on the scale on which the middle 8 of 10 go from 0 to 1."""

    label: str
    value: str
    place: float
    stands_out: bool


def beside_model(shown: Sequence[Beside], ax: Given, texts: Texts, of_what: str = "validate") -> Figure:
    """What happened beside 8 in 10 simulated ones, an orange square where it stands out.

    ``of_what``: whose words explain the marks.
    """
    drawn, (axes,) = panels(1, 1.0 + 0.34 * max(1, len(shown)), ax)
    for y in range(len(shown)):
        axes.plot((0, 1), (y, y), color=GREY, linewidth=5, alpha=0.4, solid_capstyle="butt",
                  label=texts(f"{of_what}.drawn.model") if not y else None)  # fmt: skip
    for out, colour, marker, key in ((False, BLUE, "o", "observed"), (True, ORANGE, "s", "out")):
        here = [(one.place, y) for y, one in enumerate(shown) if one.stands_out is out]
        if here:
            axes.plot(*zip(*here, strict=True), marker, color=colour, markersize=5.5, linestyle="none",
                      label=texts(f"{of_what}.drawn.{key}"))  # fmt: skip
    labels = [wrapped(one.label, 44) for one in shown]
    rows_on_own_scales(drawn, axes, ax, labels, [one.value for one in shown], BEYOND, 3, texts)
    return drawn


def place_beside(value: float, low: float, high: float) -> float:
    """Where a value lies on the scale on which ``low`` is 0 and ``high`` 1, cut to what is drawn."""
    if high == low:
        return 0.5 if value == low else 1 + BEYOND if value > low else -BEYOND
    return min(1 + BEYOND, max(-BEYOND, (value - low) / (high - low)))
