"""Who uses which unit of a resource when: a Gantt chart and a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.report.drawing import SERIES, panels
from sim.report.numbers import DASH
from sim.report.phrases import Phrases
from sim.report.show import Given
from sim.report.table import Table
from sim.report.texts import Texts
from sim.studies.holding import Holding

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MOST_ROWS = 60
MOST_NUMBERS = 30
"""Units that have their number at the axis."""


def _title(result: Holding, texts: Texts) -> str:
    name = Phrases(result.scenario, texts).name(result.resource)
    return texts("holding.title", name=name, replication=result.replication)


def table(result: Holding, lang: str) -> Table:
    """A line for each unit that somebody holds, the first ones; a note says how many there are."""
    texts = Texts(lang)
    say, write = Phrases(result.scenario, texts), texts.write
    rows = tuple(
        (
            write.number(one.unit),
            write.number(one.person),
            say.name(result.steps[one.step]),
            write.date(result.moment(one.start).date()),
            DASH if one.end is None else write.date(result.moment(one.end).date()),
        )
        for one in result.held[:MOST_ROWS]
    )
    header = tuple(texts(f"holding.column.{key}") for key in ("unit", "person", "step", "from", "until"))
    more = len(result.held) > MOST_ROWS
    note = texts("holding.note", n=write.number(MOST_ROWS), all=write.number(len(result.held))) if more else ""
    return Table(_title(result, texts), header, rows, labels=0, note=note)


def figure(result: Holding, lang: str, of: str = "", ax: Given = None) -> Figure:
    """A row for each unit, a bar for each person, coloured by the step that claimed it.  ``of``: only one step."""
    texts = Texts(lang)
    say = Phrases(result.scenario, texts)
    steps = list(dict.fromkeys(result.steps[one.step] for one in result.held))
    if of and of not in steps:
        raise KeyError(f"nobody in {of!r} holds {result.resource}; there is {', '.join(steps)}")
    units = max((one.unit for one in result.held), default=1)
    drawn, (axes,) = panels(1, 1.0 + 0.22 * min(units, 60), ax)
    for place, step in enumerate(steps):
        here = [one for one in result.held if result.steps[one.step] == step and (not of or step == of)]
        starts = [result.moment(one.start) for one in here]
        lengths = [result.moment(result.end if one.end is None else one.end) - result.moment(one.start) for one in here]
        axes.barh([one.unit for one in here], lengths, left=starts, height=0.8, color=SERIES[place % len(SERIES)],  # type: ignore[arg-type]
                  edgecolor="white", linewidth=0.6, label=say.name(step) if here else None)  # fmt: skip
    axes.set_ylim(units + 0.6, 0.4)
    if units <= MOST_NUMBERS:
        axes.set_yticks(range(1, units + 1))
    axes.set_title(_title(result, texts), fontsize=9.5, loc="left")
    axes.tick_params(labelsize=8.5, length=3)
    for side in ("right", "top", "left"):
        axes.spines[side].set_visible(False)
    if len(steps) > 1 and not of:
        axes.legend(fontsize=8, frameon=False)
    return drawn
