"""Figures for planners, drawn with matplotlib's object interface as SVG that is the same byte for byte every time.

``python -m sim.report.figures docs/figures`` draws those of the documentation again.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from sim.report.phrases import Phrases
from sim.report.target_values import unit_of_target
from sim.report.targets_in_words import bound_in_words
from sim.report.texts import LANGUAGES, Texts
from sim.studies.result_view import Reading

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

    from sim.scenario.schema import Target
    from sim.studies.result import Result

DOTS = 50
REACHED, MISSED, LINE = "#1f6fb4", "#e08214", "#333333"  # blue and orange: safe for colour blindness
MISSED_TEXT = "#8f4e00"  # text needs more contrast than a mark
TALLEST = 10  # dots in a stack
STEPS = (0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)  # widths of a stack of dots


def equally_likely(values: NDArray[np.float64], dots: int = DOTS) -> NDArray[np.float64]:
    """The quantiles (i + 1/2) / dots of the values: so many equally likely outcomes, ascending."""
    known = values[~np.isnan(values)]
    return np.quantile(known, (np.arange(dots) + 0.5) / dots, method="inverted_cdf")


def dotplot(result: Result, target_name: str, texts: Texts) -> Figure:
    """Quantile dotplot of a target: 50 equally likely years, the bound as a line, and the dots on each side counted.

    (Fernandes et al., CHI 2018: decisions made with such plots are better than with intervals or densities.)
    """
    from matplotlib.figure import Figure

    reading = Reading(result)
    target = reading.target(target_name)
    scale = 100 if unit_of_target(target) == "share" else 1
    columns = [result.column(name) for name in reading.outcome_columns(target)]
    outcomes = scale * equally_likely(np.concatenate(columns))
    met = _met(outcomes, target, scale)
    width = _width(outcomes)
    figure = Figure(figsize=(7.2, 2.9), layout="constrained")
    axes = figure.add_subplot()
    half = 0.5 if target.count is not None else 0.0  # whole people stand in the middle of their number
    x, height = _stacked(outcomes, width)
    x = x - half
    axes.scatter(x[met], height[met], s=34, color=REACHED, marker="o")
    axes.scatter(x[~met], height[~met], s=34, color=MISSED, marker="s")
    lines = [(target.at_least, -half), (target.at_most, half)]
    bounds = [scale * bound + shift for bound, shift in lines if bound is not None]
    for bound in bounds:
        axes.axvline(bound, ymax=0.88, color=LINE, linewidth=1.4)
    shown = np.concatenate([x, bounds])
    span, middle = max(float(np.ptp(shown)), 10 * width), float(shown.max() + shown.min()) / 2
    axes.set_xlim(middle - 0.6 * span, middle + 0.6 * span)
    axes.set_ylim(0, max(TALLEST, float(height.max())) + 2.5)
    _label(axes, target, int(met.sum()), result, texts)
    return figure


def _met(outcomes: NDArray[np.float64], target: Target, scale: float) -> NDArray[np.bool_]:
    met = np.ones(len(outcomes), dtype=bool)
    if target.at_least is not None:
        met &= outcomes >= scale * target.at_least - 1e-9
    if target.at_most is not None:
        met &= outcomes <= scale * target.at_most + 1e-9
    return met


def _width(outcomes: NDArray[np.float64]) -> float:
    """The least handy width with which the dots need at most about 25 stacks."""
    spread = float(outcomes.max() - outcomes.min())
    return next((step for step in STEPS if step >= 1 and spread / step <= 25), STEPS[-1])


def _stacked(outcomes: NDArray[np.float64], width: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Where each dot stands.  Stacks that would be too tall are as many narrower ones side by side."""
    stack = np.floor(outcomes / width + 1e-9)
    first = np.concatenate(([True], stack[1:] != stack[:-1]))
    place = np.arange(len(stack)) - np.maximum.accumulate(np.where(first, np.arange(len(stack)), 0))
    in_stack = np.bincount(np.cumsum(first) - 1)[np.cumsum(first) - 1]
    beside = -(-in_stack // TALLEST)  # narrow stacks that make up this one
    offset = (place % beside - (beside - 1) / 2) * 0.9 * width / np.maximum(beside, 3)
    return (stack + 0.5) * width + offset, (place // beside + 1).astype(np.float64)


def _label(axes: object, target: Target, met: int, result: Result, texts: Texts) -> None:
    from matplotlib.axes import Axes
    from matplotlib.ticker import FuncFormatter

    assert isinstance(axes, Axes)
    say = Phrases(result.scenario, texts)
    bound = bound_in_words(target, say)
    unit = "figure.axis.share" if unit_of_target(target) == "share" else "figure.axis.count"
    axes.set_xlabel(texts(unit, title=texts.title(target.titles, target.name)))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: texts.write.number(value)))
    axes.set_yticks([])
    for side in ("left", "right", "top"):
        axes.spines[side].set_visible(False)
    if bound:
        write = texts.write.number
        missed = texts("figure.missed", n=write(DOTS - met), dots=DOTS, bound=bound)
        reached = texts("figure.reached", n=write(met), dots=DOTS, bound=bound)
        axes.text(0.0, 1.0, "■ " + missed, transform=axes.transAxes, color=MISSED_TEXT, va="top", fontsize=9)
        axes.text(1.0, 1.0, "● " + reached, transform=axes.transAxes, color=REACHED, va="top", ha="right", fontsize=9)


def save(figure: Figure, path: Path, title: str, description: str) -> None:
    """Write a figure as SVG with title and description, without date or random ids."""
    import matplotlib

    with matplotlib.rc_context({"svg.hashsalt": "rengsim", "svg.fonttype": "path", "font.family": "DejaVu Sans"}):
        metadata = {"Title": title, "Description": description, "Date": None, "Creator": "rengsim"}
        figure.savefig(path, format="svg", metadata=metadata)


def main(folder: str) -> None:
    """The figures of the documentation: the baseline's targets in both languages."""
    import sim
    from sim.studies.batches import default_workers

    directory = Path(folder)
    directory.mkdir(parents=True, exist_ok=True)
    root = Path(__file__).parents[2]
    result = sim.run(sim.load(root / "scenarios" / "rengoering.toml"), seed=1, workers=default_workers())
    for lang in LANGUAGES:
        texts = Texts(lang)
        for target in result.scenario.targets:
            title = texts.title(target.titles, target.name)
            bound = bound_in_words(target, Phrases(result.scenario, texts))
            count = texts.write.of_hundred(Reading(result).chance(target.name).mean)
            description = texts("answer.chance", count=count, title=title, bound=bound)
            save(dotplot(result, target.name, texts), directory / f"{target.name}-{lang}.svg", title, description)


if __name__ == "__main__":
    main(sys.argv[1])
