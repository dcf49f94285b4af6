"""Who has which place over the weeks of one simulated year, and who holds one without being under way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sim.report.figures.axes import Scale
from sim.report.figures.canvas import GREY, INK, RULE, SMALL, Canvas, Width, text_width
from sim.report.figures.year_axis import CLOSED_FILL, YearAxis
from sim.report.table import Table
from sim.report.texts import Texts
from sim.scenario.schema import DAY, Titles

HELD, IDLE = "#9dbfe0", "#e08214"
MOST_ROWS = 40
ROW = 20


@dataclass(frozen=True)
class Holding:
    """One person on one place: both counted from 1, persons in the order in which they came to a place that year.

    Times are seconds from 1 January; ``end`` is None where the person still has the place when the run ends.
    ``idle``: when the place is held although no stay of the person is running.
    """

    place: int
    person: int
    begin: int
    end: int | None
    idle: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class PlacesByPerson:
    """A resource in one calendar year of one replication; holdings in order of place and time."""

    name: str
    titles: Titles
    year: int
    places: int
    holdings: tuple[Holding, ...]
    closed: tuple[tuple[date, date], ...] = ()

    @property
    def seconds(self) -> int:
        """Length of the year."""
        return (date(self.year + 1, 1, 1) - date(self.year, 1, 1)).days * DAY

    @property
    def people(self) -> int:
        return len({one.person for one in self.holdings})

    @property
    def empty_days(self) -> float | None:
        """Mean days that a place is empty between two people; None where no place is given twice."""
        pairs = zip(self.holdings, self.holdings[1:], strict=False)
        gaps = [(b.begin - a.end) / DAY for a, b in pairs if a.place == b.place and a.end is not None]
        return sum(gaps) / len(gaps) if gaps else None

    @property
    def idle_people(self) -> int:
        """How many hold a place for a day or more without being under way."""
        return len({one.person for one in self.holdings if sum(b - a for a, b in one.idle) >= DAY})


def finding(data: PlacesByPerson, language: str) -> str:
    """How many people had the places, and how long a place was empty between two."""
    texts, write = Texts(language), Texts(language).write
    words = {"title": texts.title(data.titles, data.name), "year": data.year, "people": write.number(data.people),
             "places": write.number(data.places)}  # fmt: skip
    said = texts("figure.gantt", **words)
    if data.empty_days is not None:
        said += texts("figure.gantt.empty", days=texts.count("unit.days", round(data.empty_days)))
    if data.idle_people:
        said += texts("figure.gantt.idle", n=write.number(data.idle_people))
    return said


def gantt(data: PlacesByPerson, language: str, width: Width = "wide") -> str:
    """The figure as SVG: a row for each place, a bar for each person with their number where there is room."""
    texts = Texts(language)
    canvas = Canvas(width, finding(data, language))
    canvas.paragraph(texts("figure.gantt.y"), SMALL, colour=GREY)
    axis, rows = YearAxis(data.year, data.closed), min(data.places, MOST_ROWS)
    across = Scale(0.0, float(len(axis.weeks)), canvas.left + 26, canvas.right - 4)
    top = canvas.y + 8
    base = top + ROW * rows
    axis.draw_closures(canvas, across, top, base)
    for place in range(rows + 1):
        canvas.line((across.left, top + ROW * place), (across.right, top + ROW * place), RULE)
    for place in range(rows):
        canvas.text(across.left - 5, top + ROW * place + 14.5, str(place + 1), "end", colour=GREY)
    for one in data.holdings:
        if one.place <= rows:
            _bar(canvas, data, one, axis, across, top + ROW * (one.place - 1))
    axis.draw_months(canvas, across, base, language)
    _key(canvas, data, texts)
    return canvas.finish(texts("figure.gantt.desc"))


def _bar(canvas: Canvas, data: PlacesByPerson, one: Holding, axis: YearAxis, across: Scale, top: float) -> None:
    """The time a person has the place; where nothing is under way a thin bar along the bottom."""
    first = axis.week_of(date(data.year, 1, 1))

    def at(seconds: int) -> float:
        return across(first + min(max(0, seconds), data.seconds) / (7 * DAY))

    a, b = at(one.begin), at(data.seconds if one.end is None else one.end)
    canvas.rect(a, top + 2, b - a, ROW - 4, HELD, "#ffffff")
    for begin, end in one.idle:
        if at(end) > at(begin):
            canvas.rect(at(begin), top + ROW - 7, at(end) - at(begin), 5, IDLE)
    if text_width(str(one.person), SMALL) + 4 < b - a:
        canvas.text((a + b) / 2, top + 14.5, str(one.person), "middle", colour=INK)


def _key(canvas: Canvas, data: PlacesByPerson, texts: Texts) -> None:
    """What the marks mean, each beside its mark."""
    marks = [
        "held",
        *(["idle"] if any(one.idle for one in data.holdings) else []),
        *(["closed"] if data.closed else []),
    ]
    for mark in marks:
        y = canvas.y + 14
        if mark == "idle":
            canvas.rect(canvas.left, y - 5, 22, 5, IDLE)
        else:
            canvas.rect(canvas.left, y - 11, 22, 13, HELD if mark == "held" else CLOSED_FILL, GREY)
        canvas.text(canvas.left + 28, y, texts(f"figure.gantt.key.{mark}"))
        canvas.y = y + 4
    if data.places > MOST_ROWS:
        canvas.paragraph(texts("figure.gantt.more", n=MOST_ROWS, of=data.places), SMALL, colour=GREY)


def gantt_table(data: PlacesByPerson, language: str) -> Table:
    """Who had which place from when to when, and how many days of it nothing was under way."""
    texts, write = Texts(language), Texts(language).write
    first = date(data.year, 1, 1)

    def day(seconds: int) -> str:
        return write.date(first + timedelta(days=seconds // DAY))

    rows = tuple(
        (str(one.place), str(one.person), day(one.begin),
         texts("figure.gantt.open") if one.end is None else day(one.end - 1),
         write.number(sum(b - a for a, b in one.idle) / DAY))
        for one in data.holdings
    )  # fmt: skip
    header = tuple(texts(f"figure.gantt.column.{one}") for one in ("place", "person", "from", "to", "idle"))
    return Table(finding(data, language), header, rows, labels=4)
