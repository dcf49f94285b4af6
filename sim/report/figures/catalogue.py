"""The figures of one result by name, each with the table beside it and the words on how to read it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from sim.report.figures import (
    cohort,
    curve,
    dotplot,
    flow,
    from_log,
    from_result,
    from_worlds,
    groups,
    spreads,
    tornado,
    waiting,
    weeks,
)  # fmt: skip
from sim.report.figures.canvas import Width
from sim.report.figures.from_log import Logged
from sim.report.table import Table
from sim.report.texts import Texts

if TYPE_CHECKING:
    from sim.knowledge.uncertain import Uncertain
    from sim.scenario.schema import Scenario
    from sim.studies.result import Result

__all__ = ["NAMES", "OF_WORLDS", "Drawn", "UnknownFigure", "figure_names", "figures_of", "meant", "tornado_of"]

NAMES = ("dotplot", "curve", "flow", "waiting", "weeks", "cohort", "groups")
"""What can be asked for; ``dotplot`` and ``curve`` exist for each target (``dotplot.volume``), ``groups`` for each
share where figures by group are asked for."""

OF_WORLDS = ("knowledge", "tornado")
"""What can be asked for, for each target, when the assumptions are uncertain too."""


class UnknownFigure(ValueError):
    """No figure has this name."""


@dataclass(frozen=True)
class Drawn:
    """One figure with its data: drawn in any language and width when asked."""

    name: str
    data: Any
    draw: Callable[[Any, str, Width], str]
    tabulate: Callable[[Any, str], Table]
    state: Callable[[Any, str], str]
    reading: str  # key of the words on how to read it

    def svg(self, language: str, width: Width = "wide") -> str:
        return self.draw(self.data, language, width)

    def table(self, language: str) -> Table:
        return self.tabulate(self.data, language)

    def finding(self, language: str) -> str:
        """The title: what the figure shows, in a sentence."""
        return self.state(self.data, language)

    def how_to_read(self, language: str) -> str:
        return Texts(language)(self.reading)


def figure_names(scenario: Scenario, uncertain: bool = False) -> list[str]:
    """All names that results of a scenario have figures for; ``uncertain``: with those of possible assumptions."""
    targets = [target.name for target in scenario.targets]
    per_target = [f"{name}.{target}" for name in ("dotplot", "curve") for target in targets]
    of_worlds = [f"{name}.{target}" for name in OF_WORLDS for target in targets] if uncertain else []
    shares = [target.name for target in scenario.targets if target.share_of is not None] if scenario.report.by else []
    by_group = [f"groups.{target}" for target in shares]
    return [*per_target, *NAMES[2:-1], *by_group, *of_worlds]


def figures_of(
    result: Result, names: list[str] | None = None, year: int | None = None, worlds: Uncertain | None = None
) -> Iterator[Drawn]:
    """The figures named (all without names), those that have nothing to show left out.

    ``dotplot`` alone means that of every target.  Raises :class:`UnknownFigure`.
    """
    uncertain = worlds is not None
    asked = names if names is not None else figure_names(result.scenario, uncertain)
    wanted = [found for name in asked for found in meant(name, result.scenario, uncertain)]
    logged = Logged(result)
    for name in dict.fromkeys(wanted):
        kind, _, target = name.partition(".")
        if worlds is not None and kind in OF_WORLDS:
            found = _of_worlds(result, worlds, kind, target)
        else:
            found = _of_target(result, kind, target) if target else _of_result(logged, kind, year)
        if found is not None:
            yield found


def meant(name: str, scenario: Scenario, uncertain: bool = False) -> list[str]:
    """The figures that a name means (``all``: every one); raises :class:`UnknownFigure`."""
    known = figure_names(scenario, uncertain)
    if name == "all":
        return known
    found = [one for one in known if one == name or one.startswith(f"{name}.")]
    if not found:
        near = get_close_matches(name, [*NAMES, *known], 3, 0.4)
        raise UnknownFigure(f"{name}: {', '.join(near or known)}")
    return found


def _of_worlds(result: Result, worlds: Uncertain, kind: str, target: str) -> Drawn | None:
    if kind == "tornado":
        return tornado_of(worlds, target)
    years = from_worlds.spreads_of(result, worlds, target)
    if years is None:
        return None
    return Drawn(f"knowledge.{target}", years, spreads.spreads, spreads.spreads_table, spreads.finding,
                 "figure.read.spreads")  # fmt: skip


def tornado_of(worlds: Uncertain, target: str) -> Drawn | None:
    """What a target depends on; None where no assumption certainly matters."""
    swings = from_worlds.swings_of(worlds, target)
    if swings is None:
        return None
    return Drawn(f"tornado.{target}", swings, tornado.tornado, tornado.tornado_table, tornado.finding,
                 "figure.read.tornado")  # fmt: skip


def _of_target(result: Result, kind: str, target: str) -> Drawn | None:
    if kind == "groups":
        by_group = from_result.group_shares(result, target)
        if by_group is None:
            return None
        return Drawn(f"groups.{target}", by_group, groups.groups, groups.groups_table, groups.finding,
                     "figure.read.groups")  # fmt: skip
    data = from_result.possible_years(result, target)
    if kind == "dotplot":
        return Drawn(f"dotplot.{target}", data, dotplot.dotplot, dotplot.dotplot_table, dotplot.finding,
                     "figure.read.dotplot")  # fmt: skip
    if data.nearly_always or (data.at_least is None and data.at_most is not None):
        return None  # the dot plot says it in a sentence; "at least so many" says little where few are wanted
    return Drawn(f"curve.{target}", data, curve.curve, curve.curve_table, curve.finding, "figure.read.curve")


def _of_result(logged: Logged, kind: str, year: int | None) -> Drawn | None:
    if kind == "waiting":
        return Drawn("waiting", from_result.waits(logged.result), waiting.waiting, waiting.waiting_table,
                     waiting.finding, "figure.read.waiting")  # fmt: skip
    if kind == "flow":
        return Drawn("flow", from_log.flow_of(logged), flow.flow, flow.flow_table, flow.finding, "figure.read.flow")
    if kind == "cohort":
        found = from_log.cohort_of(logged)
        if found is None:
            return None
        return Drawn("cohort", found, cohort.cohort, cohort.cohort_table, cohort.finding, "figure.read.cohort")
    return _weeks(logged, year)


def usual_year(result: Result, year: int | None = None) -> int:
    """The year that is shown week by week: the one asked for, if some of it lies in the window, else the middle one."""
    from sim.studies.result_view import Reading

    reading = Reading(result)
    years = reading.years or reading.calendar_years
    return year if year in reading.calendar_years else years[len(years) // 2]


def _weeks(logged: Logged, year: int | None) -> Drawn | None:
    from sim.studies.result_view import Reading

    reading, resource = Reading(logged.result), from_log.main_resource(logged.result)
    if not reading.years or resource is None:
        return None
    shown = usual_year(logged.result, year)
    data = from_log.places_by_week_of(logged, resource, shown)
    return Drawn("weeks", data, weeks.places_by_week, weeks.places_table, weeks.finding, "figure.read.weeks")
