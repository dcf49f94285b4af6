"""Money by payer, and everything that is paid or saved, a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.report.money_tables import benefit_table, cost_of_each, money_table, payer_table
from sim.report.papers.blocks import Block, Grid, Paragraph, Section
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
    each = " ".join(texts(f"paper.money.{key}", value=texts.write.money(value))
                    for key, value in cost_of_each(Reading(result)).items())  # fmt: skip
    blocks: list[Block] = [Paragraph(texts("paper.money.intro")), Grid(payers)]
    if each:
        blocks.append(Paragraph(each))
    if Reading(result).mean("benefit_net") > 0:
        blocks.append(Paragraph(texts("paper.money.benefits")))
    return Section("penge", texts("paper.money"), tuple(blocks))


def money_section(result: Result, texts: Texts) -> Section | None:
    """Every cost, and benefit year by year; None where nothing costs anything and no benefit is stated."""
    reading, say = Reading(result), Phrases(result.scenario, texts)
    detailed = money_table(reading, say)
    if detailed is None or not detailed.rows:
        return None
    benefit = benefit_table(reading, say)
    first = [Grid(benefit)] if benefit is not None and benefit.rows else []
    return Section("penge-post-for-post", texts("paper.money.detailed"), (*first, Grid(detailed)))
