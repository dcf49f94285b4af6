"""What the scenario asks for beside the figures of everybody: levels on dates, and figures by group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.report.date_tables import date_tables
from sim.report.group_tables import group_tables
from sim.report.papers.blocks import Grid, Section
from sim.report.phrases import Phrases
from sim.report.texts import Texts
from sim.studies.result_view import Reading

if TYPE_CHECKING:
    from sim.studies.result import Result


def asked_for_section(result: Result, texts: Texts) -> Section | None:
    """None where ``[report]`` asks for nothing."""
    reading, say = Reading(result), Phrases(result.scenario, texts)
    tables = [*date_tables(reading, say), *group_tables(reading, say)]
    grids = tuple(Grid(table) for table in tables if table.rows)
    return Section("grupper", texts("paper.asked_for"), grids) if grids else None
