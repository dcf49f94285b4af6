"""A waterfall in tables and as a figure: what each changed input does, and what they do together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sim.report.changes_in_words import paths_in_words
from sim.report.drawing import BLUE, GREY, LINE, ORANGE, one_of, panels, tidy, wrapped
from sim.report.phrases import Phrases
from sim.report.show import Given
from sim.report.study_json import difference_json, number
from sim.report.table import Table
from sim.report.texts import Texts
from sim.report.wording import Wording
from sim.studies.inputs import parameter_of
from sim.studies.samples import Difference
from sim.studies.waterfall import REST, Bar, Fall, Waterfall

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


def waterfall_tables(found: Waterfall, texts: Texts) -> Iterator[Table]:
    """One table for each mean (for each figure where there is no mean); none where a single input says it all."""
    if len(found.names) < 2:
        return
    for fall in shown(found):
        yield waterfall_table(found, fall, texts)


def shown(found: Waterfall) -> tuple[Fall, ...]:
    """The means; a chance says little about what causes what."""
    means = tuple(fall for fall in found.falls if fall.asked.kind == "mean")
    return means or found.falls


def waterfall_table(found: Waterfall, fall: Fall, texts: Texts) -> Table:
    """Each input alone and in order, the interaction, and the whole."""
    wording = Wording(found.a.scenario, texts)
    asked = fall.asked

    def cells(one: Difference) -> tuple[str, str]:
        return wording.difference(asked, one), wording.interval(asked, one)

    rows = []
    for bar in fall.bars:
        in_order = wording.difference(asked, bar.in_order)
        rows.append((bar_name(found, bar, texts), _from_to(found, bar, texts), *cells(bar.alone), in_order))
    if len(fall.bars) > 1:
        rows.append((texts("waterfall.together"), "", *cells(fall.interaction), ""))
    whole = wording.change(asked, fall.end - fall.start, unit=False)
    rows.append((texts("waterfall.whole"), "", whole, "", whole))
    title = texts(
        "waterfall.title",
        a=texts.title(found.a.titles, found.a.name),
        b=texts.title(found.b.titles, found.b.name),
        title=wording.title(asked),
        start=wording.value(asked, fall.start),
        end=wording.value(asked, fall.end),
    )
    columns = ("compare.column.input", "waterfall.column.change", "waterfall.column.alone",
               "compare.column.interval", "waterfall.column.order")  # fmt: skip
    return Table(title, tuple(texts(key) for key in columns), tuple(rows), labels=2)


def bar_name(found: Waterfall, bar: Bar, texts: Texts) -> str:
    """The title of the parameter, or what stands for the rest."""
    return texts("waterfall.rest") if bar.name == REST else Wording(found.a.scenario, texts).parameter(bar.name)


def _from_to(found: Waterfall, bar: Bar, texts: Texts) -> str:
    if bar.name == REST:
        return ", ".join(paths_in_words(found.rest, Phrases(found.b.scenario, texts)))
    wording, parameter = Wording(found.a.scenario, texts), parameter_of(found.a.scenario, bar.name)
    return wording.from_to(parameter, bar.before, bar.after)


def waterfall_figure(found: Waterfall, texts: Texts, of: str = "", ax: Given = None) -> Figure:
    """From A at the top to B at the bottom: each input alone, then the interaction that makes up the difference."""
    wanted = one_of([fall.asked for fall in found.falls], of)
    falls = [fall for fall in found.falls if fall.asked in wanted] if of else shown(found)
    rows = 2 + max(len(fall.bars) + (len(fall.bars) > 1) for fall in falls)
    figure, drawn = panels(len(falls), len(falls) * (0.9 + 0.3 * rows), ax)
    for axes, fall in zip(drawn, falls, strict=True):
        _panel(axes, found, fall, texts)
    return figure


def _panel(axes: Axes, found: Waterfall, fall: Fall, texts: Texts) -> None:
    wording = Wording(found.a.scenario, texts)
    scale, asked = wording.scale(fall.asked), fall.asked
    steps = [(bar_name(found, bar, texts), bar.alone) for bar in fall.bars]
    if len(fall.bars) > 1:
        steps.append((texts("waterfall.together"), fall.interaction))
    labels = [texts("waterfall.start", title=texts.title(found.a.titles, found.a.name))]
    at = scale * fall.start
    points = [at]
    axes.plot(at, 0, "o", color=LINE, markersize=6)
    for y, (name, step) in enumerate(steps, start=1):
        after = at + scale * step.mean
        colour = GREY if not step.settled else BLUE if step.mean > 0 else ORANGE
        axes.plot((at, at), (y - 1, y), color=LINE, linewidth=0.8, linestyle=":")
        axes.barh(y, after - at, left=at, height=0.6, color=colour)
        axes.annotate(wording.difference(asked, step), (max(at, after), y), xytext=(4, 0),
                      textcoords="offset points", va="center", fontsize=8.5)  # fmt: skip
        at = after
        points.append(at)
        labels.append(name)
    end = len(steps) + 1
    axes.plot((at, at), (end - 1, end), color=LINE, linewidth=0.8, linestyle=":")
    axes.plot(scale * fall.end, end, "D", color=LINE, markersize=6)
    labels.append(texts("waterfall.end", title=texts.title(found.b.titles, found.b.name)))
    for y, value in ((0, fall.start), (end, fall.end)):
        axes.annotate(wording.value(asked, value), (scale * value, y), xytext=(7, 0), textcoords="offset points",
                      va="center", fontsize=8.5, fontweight="bold")  # fmt: skip
    span = max(points) - min(points) or 1.0
    axes.set_xlim(min(points) - 0.08 * span, max(points) + 0.22 * span)
    axes.set_ylim(end + 0.6, -0.6)
    axes.set_yticks(range(end + 1), [wrapped(label, 40) for label in labels])
    unit = wording.axis(asked)
    axes.set_title(f"{wording.title(asked)}{', ' if unit else ''}{unit}", fontsize=9.5, loc="left")
    tidy(axes, texts)


def table(result: Waterfall, lang: str) -> Table:
    """All bars of the first figure."""
    return waterfall_table(result, result.falls[0], Texts(lang))


def figure(result: Waterfall, lang: str, of: str = "", ax: Given = None) -> Figure:
    """The bars of the means, or of all figures if there is none."""
    return waterfall_figure(result, Texts(lang), of, ax)


def waterfall_json(found: Waterfall) -> dict[str, Any]:
    return {
        "from": found.a.name,
        "to": found.b.name,
        "rest": list(found.rest),
        "figures": {
            fall.asked.text: {
                "start": number(fall.start),
                "end": number(fall.end),
                "bars": [
                    {
                        "input": bar.name,
                        "before": bar.before,
                        "after": bar.after,
                        "alone": difference_json(bar.alone),
                        "in_order": difference_json(bar.in_order),
                    }
                    for bar in fall.bars
                ],
                "interaction": difference_json(fall.interaction),
            }
            for fall in found.falls
        },
    }
