"""What the figures of studies share: matplotlib without pyplot, one look, axes in the language of the reader."""

from __future__ import annotations

import re
from collections.abc import Sequence
from textwrap import fill
from typing import TYPE_CHECKING, Any, Literal

from sim.report.show import Given
from sim.report.texts import Texts
from sim.studies.asked import Asked, place_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Place = Literal["outside upper left", "outside lower left"]

BLUE, ORANGE, GREY, LINE = "#1f6fb4", "#e08214", "#767676", "#333333"  # safe for colour blindness
SERIES = (BLUE, ORANGE, "#4d4d4d", "#7b3294", "#008060", "#a6611a", "#5ab4ac", "#c51b7d")
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*")  # told apart without colour
WIDTH = 7.6  # inches
FONTS = ["DejaVu Sans", "Arial"]  # the first that the reader has


def new_figure(height: float, width: float = WIDTH) -> Figure:
    from matplotlib.figure import Figure

    return Figure(figsize=(width, height), layout="constrained")


def panels(count: int, height: float, ax: Given = None, width: float = WIDTH, **grid: Any) -> tuple[Figure, list[Axes]]:
    """So many axes, one below the other, and the figure that holds them: a new one, or that of the reader's own axes.

    ``grid`` is handed to ``Figure.subplots``.  Raises ValueError for another number of axes than panels, and TypeError
    for what is no axes.
    """
    if ax is None:
        figure = new_figure(height, width)
        return figure, list(figure.subplots(**{"nrows": count, "ncols": 1, "squeeze": False, **grid}).flat)
    own = list(ax.flat) if hasattr(ax, "flat") else list(ax) if isinstance(ax, Sequence) else [ax]
    if not all(hasattr(one, "get_figure") for one in own):
        raise TypeError(f"ax={ax!r}: axes of matplotlib are expected, one or a sequence of them")
    if len(own) != count:
        raise ValueError(
            f"the figure has {count} panels and ax {len(own)} axes; give as many, or choose one panel with of=..."
        )
    holder: Figure | None = own[0].get_figure(root=True)
    assert holder is not None  # axes that are drawn on belong to one
    return holder, own


def legend(figure: Figure, axes: Axes, ax: Given, columns: int, place: Place = "outside upper left") -> None:
    """The marks of one panel explained beside all of them; within the panel where the axes are the reader's own."""
    handles, labels = axes.get_legend_handles_labels()
    if ax is None:
        figure.legend(handles, labels, loc=place, ncols=columns, fontsize=8.5, frameon=False)
    else:
        axes.legend(handles, labels, fontsize=8, frameon=False)


def one_of(asked: Sequence[Asked], of: str) -> Sequence[Asked]:
    """Only what is called ``of`` of all that was asked, or all; raises KeyError with what there is."""
    return [asked[place_of(asked, of)]] if of else list(asked)


def named(names: Sequence[str], of: str) -> list[str]:
    """Only the target ``of``, or all of them; raises KeyError with what there is."""
    if of and of not in names:
        raise KeyError(f"no target {of!r}; there is {', '.join(names)}")
    return [of] if of else list(names)


def no_part(of: str) -> None:
    """Raises KeyError where a part of a figure is asked for that has none."""
    if of:
        raise KeyError(f"the figure has one panel alone; of={of!r} is of no use")


def rows_on_own_scales(
    figure: Figure, axes: Axes, ax: Given, labels: Sequence[str], values: Sequence[str], beyond: float, columns: int,
    texts: Texts,
) -> None:  # fmt: skip
    """Finish a panel whose rows, from the top, have a scale each, drawn from 0 to 1 and ``beyond`` on either side.

    ``labels`` stand on the left and ``values`` on the right of the rows; the marks are explained in ``columns``.
    """
    for y, value in enumerate(values):
        axes.annotate(value, (1 + beyond, y), xytext=(6, 0), fontsize=8,
                      textcoords="offset points", va="center", annotation_clip=False)  # fmt: skip
    axes.set_yticks(range(len(labels)), labels)
    axes.set_ylim(max(0.5, len(labels) - 0.5), -0.5)
    axes.set_xlim(-beyond, 1 + beyond)
    tidy(axes, texts)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    if labels:
        legend(figure, axes, ax, columns)


def tidy(axes: Axes, texts: Texts, numbers: Sequence[str] = ("x",)) -> None:
    """Only the lines that carry something; numbers with the decimal mark of the language."""
    from matplotlib.ticker import FuncFormatter

    for side in ("left", "right", "top"):
        axes.spines[side].set_visible(False)
    axes.tick_params(labelsize=8.5, length=3)
    axes.grid(axis="x", color="#dddddd", linewidth=0.7)
    axes.set_axisbelow(True)
    for name in numbers:
        axis = axes.xaxis if name == "x" else axes.yaxis
        axis.set_major_formatter(FuncFormatter(lambda value, _: short(value, texts)))


def short(value: float, texts: Texts) -> str:
    """A number at an axis with the decimals that it needs."""
    for decimals in range(3):
        if abs(value - round(value, decimals)) < 1e-9 * max(1.0, abs(value)):
            return texts.write.number(value, decimals)
    return texts.write.number(value, 3)


def wrapped(label: str, width: int = 34) -> str:
    """A label in lines short enough to stand beside a figure."""
    return fill(label, width)


def as_svg(figure: Figure, title: str, description: str) -> bytes:
    """The figure as SVG with text as text, title and description, the same byte for byte every time."""
    from html import escape
    from io import BytesIO

    import matplotlib

    stream = BytesIO()
    with matplotlib.rc_context({"svg.hashsalt": "rengsim", "svg.fonttype": "none", "font.sans-serif": FONTS}):
        metadata = {"Title": title, "Date": None, "Creator": "rengsim"}
        figure.savefig(stream, format="svg", metadata=metadata)
    described = f"</title>\n <desc>{escape(description)}</desc>"
    return with_short_numbers(stream.getvalue().decode()).replace("</title>", described, 1).encode()


def with_short_numbers(svg: str) -> str:
    """Places in tenths of a point, a third of what a fine screen shows; what is written stays as it is."""

    def shortened(tag: re.Match[str]) -> str:
        return re.sub(r"-?\d+\.\d{2,}", lambda number: f"{float(number[0]):.1f}".removesuffix(".0"), tag[0])

    return re.sub(r"<[^>]*>", shortened, svg)
