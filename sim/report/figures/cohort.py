"""Cohort chart: of 100 who start, where they are so many weeks later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sim.report.figures.axes import Scale
from sim.report.figures.canvas import GREY, INK, SMALL, Canvas, Width, text_width
from sim.report.table import Table
from sim.report.texts import Texts

PLACES = ("project", "waiting", "self", "left_positive", "left")
FILLS = {"project": "#9dbfe0", "waiting": "#dfe9f3", "self": "#175a94", "left_positive": "#f4c58b", "left": "#616161"}
INKS = {"project": INK, "waiting": INK, "self": "#ffffff", "left_positive": INK, "left": "#ffffff"}


@dataclass(frozen=True)
class Cohort:
    """Shares of the starters in each of PLACES, so many weeks after their start; rows add up to 1.

    ``followed[i]`` is the share of starters who can be followed so long before the run ends.
    """

    weeks: tuple[int, ...]
    shares: tuple[tuple[float, ...], ...]
    people: float  # starters a year
    followed: tuple[float, ...] = ()

    @property
    def used(self) -> tuple[str, ...]:
        """The places in which somebody is at some time."""
        return tuple(p for i, p in enumerate(PLACES) if any(row[i] >= 0.0005 for row in self.shares))


def of_hundred(shares: Sequence[float]) -> list[int]:
    """Whole numbers that add up to 100 (largest remainders)."""
    exact = [100 * share for share in shares]
    found = [int(value) for value in exact]
    order = sorted(range(len(exact)), key=lambda i: (found[i] - exact[i], i))
    for i in order[: 100 - sum(found)]:
        found[i] += 1
    return found


def finding(data: Cohort, language: str) -> str:
    """How many of 100 are self-supporting at the last time, and how many have left."""
    texts = Texts(language)
    numbers = dict(zip(PLACES, of_hundred(data.shares[-1]), strict=True))
    return texts(
        "figure.cohort",
        when=_when(data.weeks[-1], texts),
        supported=numbers["self"],
        inside=numbers["project"] + numbers["waiting"],
        left=numbers["left"] + numbers["left_positive"],
    )


def _when(weeks: int, texts: Texts) -> str:
    return texts("figure.cohort.start") if weeks == 0 else texts.count("unit.weeks", weeks)


def cohort(data: Cohort, language: str, width: Width = "wide") -> str:
    """The figure as SVG: one bar for each time, the parts with their numbers."""
    texts = Texts(language)
    canvas = Canvas(width, finding(data, language))
    _key(canvas, data, texts)
    left = canvas.left + (0 if canvas.narrow else 110)
    scale = Scale(0.0, 100.0, left, canvas.right)
    y = canvas.y + 6
    for weeks, shares in zip(data.weeks, data.shares, strict=True):
        if canvas.narrow:
            canvas.text(canvas.left, y + 12, _when(weeks, texts))
            y += 17
        else:
            canvas.text(left - 10, y + 19, _when(weeks, texts), "end")
        at = 0
        for place, number in zip(PLACES, of_hundred(shares), strict=True):
            x, wide = scale(at), scale(at + number) - scale(at)
            canvas.rect(x, y, wide, 28, FILLS[place], "#ffffff")
            if wide > text_width(str(number), SMALL) + 6:
                canvas.text(x + wide / 2, y + 19, str(number), "middle", colour=INKS[place], bold=True)
            at += number
        y += 36
    canvas.y = y - 4
    return canvas.finish(texts("figure.cohort.desc"))


def _key(canvas: Canvas, data: Cohort, texts: Texts) -> None:
    """The parts in the order in which they stand."""
    x, y = float(canvas.left), canvas.y + 14
    for place in data.used:
        words = texts(f"figure.cohort.{place}")
        wide = 22 + text_width(words, SMALL) + 16
        if x > canvas.left and x + wide > canvas.right + 16:
            x, y = canvas.left, y + 20
        canvas.rect(x, y - 11, 14, 14, FILLS[place], GREY)
        canvas.text(x + 20, y, words)
        x += wide
    canvas.y = y + 8


def cohort_table(data: Cohort, language: str) -> Table:
    texts, write = Texts(language), Texts(language).write
    indices = [PLACES.index(place) for place in data.used]
    rows = tuple(
        (_when(weeks, texts), *(write.number(100 * shares[i], 1) for i in indices))
        for weeks, shares in zip(data.weeks, data.shares, strict=True)
    )
    header = (texts("figure.column.after"), *(texts(f"figure.cohort.{place}") for place in data.used))
    return Table(finding(data, language), header, rows)
