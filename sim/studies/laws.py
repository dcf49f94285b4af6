"""What a figure counts, which decides the form of its interval (:mod:`sim.studies.intervals`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sim.measures.kpi import AVERAGE
from sim.measures.names import FigureName, NotAName
from sim.measures.registry import KPIS
from sim.studies.intervals import Law

if TYPE_CHECKING:
    from sim.scenario.schema import Target

EVENTS = ("number", "people", "tokens", "seats")


def is_chance(name: str) -> bool:
    """Whether a figure says yes or no in each replication."""
    return name.startswith(("attained", "joint", "ends_in_circular_wait", "net_breaks_even"))


def law_of(name: str, targets: Sequence[Target] = ()) -> Law:
    """The law of a figure by its name; a figure of a target has that of what the target is set for."""
    if is_chance(name):
        return "chance"
    try:
        figure = FigureName.of(name)
    except NotAName:  # what a study calls a figure of its own, such as mean(target.volume)
        return "mean"
    if figure.kpi == "target":
        return next((_of_target(target) for target in targets if target.name == figure.thing), "mean")
    entry = KPIS.get(figure.kpi)
    if entry is None or entry.counted == AVERAGE:
        return "mean"
    if entry.kind == "ratio":
        return "share" if entry.unit == "share" and entry.name != "staff_load" else "mean"
    return "count" if entry.kind == "total" and entry.unit in EVENTS else "mean"


def _of_target(target: Target) -> Law:
    if target.count is not None:
        return "count"
    return law_of(target.figure) if target.figure else "share"
