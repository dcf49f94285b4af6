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


def payers_section(result: Result, texts: Texts) -> Section | None:
    """Who pays how much a year; None where nothing costs anything."""
    payers = payer_table(Reading(result), Phrases(result.scenario, texts))
    if not payers.rows:
        return None
    return Section("penge", texts("paper.money"), (Paragraph(texts("paper.money.intro")), Grid(payers)))


def money_section(result: Result, texts: Texts) -> Section | None:
    """Every cost, and benefit year by year; None where nothing costs anything and no benefit is stated."""
    reading, say = Reading(result), Phrases(result.scenario, texts)
    detailed = money_table(reading, say)
    if detailed is None or not detailed.rows:
        return None
    benefit = benefit_table(reading, say)
    first = [Grid(benefit)] if benefit is not None and benefit.rows else []
    return Section("penge-post-for-post", texts("paper.money.detailed"), (*first, Grid(detailed)))
