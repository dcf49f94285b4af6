"""A share target by group of people: the mean share of each, and how well it was computed."""

from __future__ import annotations

from dataclasses import dataclass

from sim.report.figures.axes import draw_x_axis, spread
from sim.report.figures.canvas import BLUE, GREY, INK, SMALL, Canvas, Width
from sim.report.figures.rows import place_rows
from sim.report.table import Table
from sim.report.texts import Texts
from sim.scenario.schema import Titles


@dataclass(frozen=True)
class GroupShare:
    """People of whom a property has one value; ``by`` is the property, ``people`` how many are counted a run."""

    by: str
    titles: Titles
    share: float
    low: float  # 95 % interval of the share
    high: float
    people: float


@dataclass(frozen=True)
class GroupShares:
    """One target; shares from 0 to 1, those of one property after the other."""

    name: str
    titles: Titles
    everybody: float
    groups: tuple[GroupShare, ...]
    at_least: float | None = None


def finding(data: GroupShares, language: str) -> str:
    """The property whose groups are farthest apart, if their intervals are apart; else that none is certain."""
    texts, write = Texts(language), Texts(language).write
    title = texts.title(data.titles, data.name)
    pairs = [(best, worst) for by in dict.fromkeys(one.by for one in data.groups) for best, worst in [_ends(data, by)]]
    apart = [(best, worst) for best, worst in pairs if best.low > worst.high]
    if not apart:
        return texts("figure.groups.none", title=title)
    best, worst = max(apart, key=lambda pair: pair[0].share - pair[1].share)
    return texts("figure.groups", title=title, best=texts.title(best.titles, ""), high=write.percent(best.share),
                 worst=texts.title(worst.titles, ""), low=write.percent(worst.share))  # fmt: skip


def _ends(data: GroupShares, by: str) -> tuple[GroupShare, GroupShare]:
    mine = [one for one in data.groups if one.by == by]
    return max(mine, key=lambda one: one.share), min(mine, key=lambda one: one.share)


def groups(data: GroupShares, language: str, width: Width = "wide") -> str:
    """The figure as SVG."""
    texts, write = Texts(language), Texts(language).write
    canvas = Canvas(width, finding(data, language))
    low, high = spread(100 * min(one.low for one in data.groups), 100 * max(one.high for one in data.groups), 4)
    labels = [texts.title(one.titles, "") for one in data.groups]
    values = [write.percent(one.share) for one in data.groups]
    rows = place_rows(canvas, labels, low, high, values)
    for one, y, words in zip(data.groups, rows.middles, values, strict=True):
        canvas.line((rows.scale(100 * one.low), y), (rows.scale(100 * one.high), y), BLUE, 3)
        canvas.circle(rows.scale(100 * one.share), y, 6, BLUE)
        canvas.text(canvas.right, y + 4, words, "end", bold=True)
    draw_x_axis(canvas, rows.scale, rows.base, texts, texts("figure.axis.percent"), top=rows.top)
    everybody = rows.scale(100 * data.everybody)
    canvas.line((everybody, rows.top), (everybody, rows.base), INK, 1.6)
    bound = "" if data.at_least is None else texts("figure.groups.bound", bound=write.percent(data.at_least))
    key = texts("figure.groups.key", everybody=write.percent(data.everybody))
    canvas.paragraph(f"{key} {bound}".strip(), SMALL, colour=GREY)
    return canvas.finish(texts("figure.groups.desc"))


def groups_table(data: GroupShares, language: str) -> Table:
    texts, write = Texts(language), Texts(language).write
    rows = tuple(
        (texts.title(one.titles, ""), write.number(one.people, 1), write.percent(one.share, 1),
         write.percent_span(one.low, one.high, 1))
        for one in data.groups
    )  # fmt: skip
    header = (
        *(texts(f"figure.column.{column}") for column in ("group", "people_run", "share")),
        texts("column.interval"),
    )
    return Table(finding(data, language), header, rows)
