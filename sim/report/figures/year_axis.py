"""A calendar year across a figure: its weeks, the names of the months, and the closed days behind what is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sim.report.figures.axes import Scale
from sim.report.figures.canvas import GREY, Canvas
from sim.report.numbers import MONTHS

CLOSED_FILL = "#ececec"


@dataclass(frozen=True)
class YearAxis:
    """The year in weeks from ``monday``, the Monday on or before its first day; ``closed``: first day, day after the
    last."""

    year: int
    closed: tuple[tuple[date, date], ...] = ()

    @property
    def monday(self) -> date:
        return date(self.year, 1, 1) - timedelta(days=date(self.year, 1, 1).weekday())

    @property
    def weeks(self) -> tuple[date, ...]:
        """The first day of each week."""
        found = (self.monday + timedelta(weeks=i) for i in range(54))
        return tuple(day for day in found if day <= date(self.year, 12, 31))

    def week_of(self, day: date) -> float:
        """Where a day stands, in weeks from the first Monday."""
        return (day - self.monday).days / 7

    def draw_closures(self, canvas: Canvas, across: Scale, top: float, base: float) -> None:
        """Grey behind the closed days."""
        for first, after in self.closed:
            a, b = max(0.0, self.week_of(first)), min(float(len(self.weeks)), self.week_of(after))
            if b > a:
                canvas.rect(across(a), top, across(b) - across(a), base - top, CLOSED_FILL)
                for x in (across(a), across(b)):
                    canvas.line((x, top), (x, base), GREY, 0.8, "2 3")

    def draw_months(self, canvas: Canvas, across: Scale, base: float, language: str) -> None:
        """The axis with a tick for each month; moves ``canvas.y`` below it."""
        canvas.line((across.left, base), (across.right, base), GREY)
        for month in range(1, 13):
            week = self.week_of(date(self.year, month, 1))
            canvas.line((across(week), base), (across(week), base + 5), GREY)
            if not canvas.narrow or month % 3 == 1:
                canvas.text(across(week) + 3, base + 17, MONTHS[language][month - 1][:3], colour=GREY)
        canvas.y = base + 24
