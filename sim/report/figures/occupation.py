"""Where people are day by day since they came: records and model, a plane for each step, and who is still seen."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan

from sim.report.drawing import short
from sim.report.figures.axes import ticks
from sim.report.figures.canvas import BLUE, GREY, INK, SMALL, Canvas, Width, shortened
from sim.report.figures.plane import Mark, key, plane
from sim.report.table import Table
from sim.report.texts import Texts
from sim.scenario.schema import Titles

MOST_PANELS = 6
SMALLEST_SHOWN = 5


@dataclass(frozen=True)
class StatePath:
    """Per cent in one state at the end of each day; ``recorded`` is NaN where too few are seen."""

    titles: Titles
    recorded: tuple[float, ...]
    model: tuple[float, ...]


@dataclass(frozen=True)
class Occupied:
    """The states with most people first; ``at_risk``: people under observation by day."""

    states: tuple[StatePath, ...]
    at_risk: tuple[int, ...]
    people: int


def finding(data: Occupied, language: str) -> str:
    """Where records and model are farthest apart."""
    texts, write = Texts(language), Texts(language).write
    place, day = _farthest(data)
    state = data.states[place]
    return texts("figure.occupation", title=texts.title(state.titles, ""), day=write.number(day),
                 recorded=write.number(state.recorded[day]), model=write.number(state.model[day]))  # fmt: skip


def _farthest(data: Occupied) -> tuple[int, int]:
    """The state and the day on which records and model are farthest apart."""
    apart = [
        (abs(seen - model), place, day)
        for place, one in enumerate(data.states)
        for day, (seen, model) in enumerate(zip(one.recorded, one.model, strict=True))
        if not isnan(seen)
    ]
    _, place, day = max(apart, default=(0.0, 0, 0), key=lambda one: one[0])
    return place, day


def occupation(data: Occupied, language: str, width: Width = "wide") -> str:
    """The figure as SVG."""
    texts = Texts(language)
    canvas = Canvas(width, finding(data, language))
    columns = 1 if canvas.narrow else 2
    first_shown = data.states[_farthest(data)[0]]  # the title speaks of it
    shown = [first_shown, *(one for one in data.states if one is not first_shown)][:MOST_PANELS]
    wide = (canvas.right - canvas.left + 12) / columns - 12
    days = [float(day) for day in range(len(data.at_risk))]
    for first in range(0, len(shown), columns):
        top = canvas.y
        for column, one in enumerate(shown[first : first + columns]):
            canvas.y = top
            _panel(canvas, one, canvas.left + column * (wide + 12), wide, days, texts)
    _seen(canvas, data, days, texts)
    key(
        canvas,
        [Mark("line", INK, texts("figure.lengths.recorded")), Mark("line", BLUE, texts("figure.occupation.model"))],
    )
    return canvas.finish(texts("figure.occupation.desc"))


def _panel(canvas: Canvas, one: StatePath, left: float, wide: float, days: list[float], texts: Texts) -> None:
    canvas.y += 18
    canvas.text(left, canvas.y, shortened(texts.title(one.titles, ""), wide, SMALL, bold=True), bold=True)
    most = 1.1 * max(5.0, *one.model, *(value for value in one.recorded if not isnan(value)))
    area = plane(canvas, left, left + wide, 84, max(days[-1], 1.0), most, texts, labels=3)
    area.line(canvas, days, one.model, BLUE, 2.2)
    area.line(canvas, days, one.recorded, INK, 1.6)
    for day in ticks(0, days[-1], 5):
        canvas.text(area.across(day), canvas.y + 15, short(day, texts), "middle", colour=GREY)
    canvas.y += 20


def _seen(canvas: Canvas, data: Occupied, days: list[float], texts: Texts) -> None:
    """How many people are still under observation."""
    canvas.paragraph(f"{texts('figure.lengths.x')}. {texts('figure.occupation.at_risk')}", SMALL, colour=GREY)
    marks = ticks(0, days[-1], 5 if canvas.narrow else 8)
    words = ", ".join(f"{short(day, texts)}: {_few(data.at_risk[int(day)], texts)}" for day in marks)
    canvas.paragraph(words, SMALL, colour=INK)
    canvas.paragraph(texts("figure.occupation.gaps"), SMALL, colour=GREY)


def _few(people: int, texts: Texts) -> str:
    return texts.write.number(people) if people >= SMALLEST_SHOWN else f"< {SMALLEST_SHOWN}"


def occupation_table(data: Occupied, language: str) -> Table:
    """Recorded and simulated per cent on at most six days, a row for each state."""
    texts, write = Texts(language), Texts(language).write
    shown = [int(day) for day in ticks(0, len(data.at_risk) - 1, 6)]
    rows = tuple(
        (texts.title(one.titles, ""),
         *(f"{write.number(one.recorded[day]) if not isnan(one.recorded[day]) else '–'} "
           f"({write.number(one.model[day])})" for day in shown))
        for one in data.states
    )  # fmt: skip
    seen = (texts("figure.occupation.seen"), *(_few(data.at_risk[day], texts) for day in shown))
    header = (texts("validate.column.figure"), *(texts("figure.occupation.day", n=write.number(day)) for day in shown))
    return Table(finding(data, language), header, (*rows, seen))
