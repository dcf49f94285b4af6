"""One possible year after another, of several scenarios with the same people and the same luck.

(Hypothetical outcomes: Hullman, Resnick and Adar, PLoS ONE 2015.  Who sees years one by one judges better how often
one scenario comes out above the other than who sees an interval.)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isnan

from sim.report.figures.axes import Scale, draw_x_axis, spread
from sim.report.figures.canvas import BLUE, GREY, INK, ORANGE, SMALL, Canvas, Width
from sim.report.table import Table
from sim.report.target_values import TargetValues
from sim.report.texts import Texts
from sim.scenario.schema import Target
from sim.studies.result import Result
from sim.studies.result_view import Reading

SEEN = "#8fb4da"
LETTERS = "ABCDEFGH"


@dataclass(frozen=True)
class SeenYears:
    """One target in the years seen so far, the last of them the one that is shown.

    ``values[i][s]``: the target in year i of scenario s, in its own unit (a share between 0 and 1), NaN where there is
    nothing to measure; ``met``: whether the bound is met.
    """

    target: Target
    scenarios: tuple[str, ...]
    values: tuple[tuple[float, ...], ...]
    met: tuple[tuple[bool, ...], ...]
    years: tuple[int, ...] = ()  # the calendar year each of them is; empty where whole runs are judged

    @property
    def tallies(self) -> tuple[int, ...]:
        """In how many of the years seen each scenario meets the bound."""
        return tuple(sum(column) for column in zip(*self.met, strict=True))


def seen_years(results: Sequence[Result], scenarios: Sequence[str], seen: int) -> list[SeenYears]:
    """The first ``seen`` years of each target that all scenarios have; empty where they have no year in common.

    Year k is a calendar year of replication k, another one each time: years of the same run are not independent.
    """
    readings = [Reading(result) for result in results]
    names = [one.name for one in readings[0].bounded]
    names = [name for name in names if all(name in [one.name for one in reading.bounded] for reading in readings)]
    yearly = [name for name in names if all(reading.yearly(name) for reading in readings)]
    common = sorted(set.intersection(*(set(reading.years) for reading in readings))) if yearly else []
    if yearly and not common:
        return []
    shown = min(seen, years_to_see(results))
    years = tuple(common[k % len(common)] for k in range(shown)) if yearly else ()
    columns = [f"@{year}" for year in years] or [""] * shown
    found = []
    for name in yearly or names:
        values = tuple(tuple(_value(one, f"target.{name}{c}", k) for one in results) for k, c in enumerate(columns))
        met = tuple(tuple(_value(one, f"attained.{name}{c}", k) == 1 for one in results) for k, c in enumerate(columns))
        found.append(SeenYears(readings[0].target(name), tuple(scenarios), values, met, years))
    return found


def years_to_see(results: Sequence[Result]) -> int:
    """As many as there are replications of all scenarios."""
    return min(len(result.sheet.replications) for result in results)


def _value(result: Result, name: str, replication: int) -> float:
    sheet = result.sheet
    place = sheet.index[name]
    over, under = sheet.numerator[replication, place], sheet.denominator[replication, place]
    return float(over / under) if under else float("nan")


def finding(data: SeenYears, language: str) -> str:
    """In how many of the years seen each scenario meets the target."""
    texts = Texts(language)
    parts = [texts("figure.one_year.tally", name=LETTERS[s], n=n) for s, n in enumerate(data.tallies)]
    return texts("figure.one_year", title=texts.title(data.target.titles, data.target.name),
                 k=len(data.values), parts=texts.listing(parts))  # fmt: skip


def one_year(data: SeenYears, language: str, width: Width = "wide") -> str:
    """The figure as SVG: a row for each scenario, the years seen as pale marks, the one shown as a full one."""
    texts = Texts(language)
    canvas = Canvas(width, finding(data, language))
    for letter, scenario in zip(LETTERS, data.scenarios, strict=False):
        canvas.paragraph(f"{letter}: {scenario}", SMALL)
    bound = data.target.bound
    factor = 100 if TargetValues(data.target, texts.write).is_share else 1
    shown = [factor * value for row in data.values for value in row if not isnan(value)]
    shown += [factor * bound] if bound is not None else []
    scale = Scale(*spread(min(shown), max(shown)), canvas.left + 30, canvas.right - 12)
    top = canvas.y + 26
    base = top + 34 * len(data.scenarios) + 4
    rows = [top + 34 * s + 17 for s in range(len(data.scenarios))]
    if bound is not None:
        canvas.line((scale(factor * bound), top - 8), (scale(factor * bound), base), INK, 1.6, "6 3")
        canvas.text(scale(factor * bound) + 5, top - 10, texts("figure.one_year.target"))
    for letter, y in zip(LETTERS, rows, strict=False):
        canvas.text(canvas.left, y + 5, letter, bold=True)
    for earlier in data.values[:-1]:
        for value, y in zip(earlier, rows, strict=True):
            if not isnan(value):
                canvas.circle(scale(factor * value), y, 4, SEEN)
    now = [(scale(factor * value), y) for value, y in zip(data.values[-1], rows, strict=True) if not isnan(value)]
    for a, b in pairwise(now):
        canvas.line(a, b, GREY, 1, "2 3")
    for value, met, y in zip(data.values[-1], data.met[-1], rows, strict=True):
        if not isnan(value):
            (canvas.circle if met else canvas.square)(scale(factor * value), y, 7, BLUE if met else ORANGE)
    title = texts.title(data.target.titles, data.target.name)
    axis = texts("figure.one_year.percent", title=title) if factor == 100 else title
    draw_x_axis(canvas, scale, base, texts, axis, whole=True)
    return canvas.finish(texts("figure.one_year.desc"))


def written(data: SeenYears, year: int, scenario: int, texts: Texts) -> str:
    """The value of one year of one scenario, and whether the target is met."""
    value = data.values[year][scenario]
    if isnan(value):
        return texts("figure.one_year.none")
    kind = TargetValues(data.target, texts.write)
    words = kind.value(value) if kind.is_share or kind.is_money else texts.write.number(value, int(value % 1 > 0))
    return texts(f"figure.one_year.{'met' if data.met[year][scenario] else 'missed'}", value=words)


def _numbered(data: SeenYears, year: int, texts: Texts) -> str:
    number = texts.write.number(year + 1)
    return texts("figure.one_year.numbered", n=number, year=data.years[year]) if data.years else number


def one_year_table(data: SeenYears, language: str) -> Table:
    """The years seen, one a row."""
    texts = Texts(language)
    rows = tuple(
        (_numbered(data, i, texts), *(written(data, i, s, texts) for s in range(len(data.scenarios))))
        for i in range(len(data.values))
    )
    header = (texts("figure.one_year.column"), *LETTERS[: len(data.scenarios)])
    return Table(finding(data, language), header, rows)
