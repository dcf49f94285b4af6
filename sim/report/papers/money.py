"""Money by payer, and everything that is paid or saved, a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.report.money_tables import benefit_table, money_table, payer_table
from sim.report.papers.blocks import Grid, Paragraph, Section
from sim.report.phrases import Phrases
from sim.report.texts import Texts
from sim.studies.result_view import Reading

if TYPE_CHECKING:
    from sim.studies.result import Result


def money_section(result: Result, texts: Texts) -> Section | None:
    """None where nothing costs anything and no benefit is stated."""
    reading, say = Reading(result), Phrases(result.scenario, texts)
    detailed = money_table(reading, say)
    if detailed is None or not detailed.rows:
        return None
    payers = payer_table(reading, say)
    intro = Paragraph(texts("paper.money.intro"))
    benefit = benefit_table(reading, say)
    first = [Grid(table) for table in (payers, benefit) if table is not None and table.rows]
    return Section("penge", texts("paper.money"), (intro, *first, Grid(detailed, folded=True)))
