"""All figures of a result as rows for CSV, and those that a workbook shows year by year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.measures.names import FigureName
from sim.measures.registry import KPIS
from sim.report.as_json import unit_of
from sim.report.texts import Texts
from sim.report.wording import Wording
from sim.studies.asked import Asked, target_of
from sim.studies.result_view import Reading

if TYPE_CHECKING:
    from sim.studies.result import Result
    from sim.studies.statistics import Estimate

MOST_NAMED = 60
LEADING = ("target", "attained", "entries", "exits", "wait_mean", "queue", "occupancy", "utilisation", "seats_filled",
           "arrived", "taken", "staff_load", "cost_total", "cost_own", "cost_per_start", "cost_per_positive",
           "benefit_net", "time_to_start_mean")  # fmt: skip
"""The kinds of figures that a workbook shows, the most asked for first."""


@dataclass(frozen=True)
class Row:
    """One figure over the window or one year, with its title in the reader's language."""

    figure: str
    year: str
    title: str
    unit: str
    estimate: Estimate


def rows(result: Result, texts: Texts) -> Iterator[Row]:
    """Every figure, the window before the years."""
    wording = Wording(result.scenario, texts)
    for name in sorted(result.names, key=lambda name: ("@" in name,)):
        parts = FigureName.of(name)
        figure, year = parts.window, parts.year
        yield Row(figure, year, title_of(figure, wording), unit_of(figure, result.scenario), result.summary[name])


def title_of(figure: str, wording: Wording) -> str:
    """The title of a figure; ``attained`` says that it is a chance."""
    parts = FigureName.of(figure)
    asked = Asked("mean", figure)
    if parts.kpi != "attained":
        return wording.title(Asked("mean", figure, target_of_figure(asked, wording)))
    target = parts.thing
    title = wording.title(asked) if target != "joint" else wording.texts("figure.joint.all")
    return wording.texts("figure.chance_of", title=title) if target != "joint" else title


def target_of_figure(asked: Asked, wording: Wording) -> str:
    found = target_of(asked, wording.scenario)
    return found.name if found is not None else ""


def named(result: Result) -> list[str]:
    """Up to 60 figures without year: targets first, then flow, waiting, places, staff, money."""
    plain = [name for name in result.names if FigureName.of(name).plain and FigureName.of(name).kpi in KPIS]
    reading = Reading(result)
    known = [name for name in plain if reading.mean(name) == reading.mean(name)]
    order = {kpi: i for i, kpi in enumerate(LEADING)}
    leading = [name for name in known if name.partition(".")[0] in order]
    return sorted(leading, key=lambda name: order[name.partition(".")[0]])[:MOST_NAMED]
