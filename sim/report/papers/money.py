"""Money by payer, and everything that is paid or saved, a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.measures.names import FigureName
from sim.report.papers.blocks import Grid, Paragraph, Section
from sim.report.phrases import Phrases
from sim.report.table import Table
from sim.report.tables import money_table
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
    return Section("penge", texts("paper.money"), (intro, *([Grid(payers)] if payers.rows else []),
                                                   Grid(detailed, folded=True)))  # fmt: skip


def payer_table(reading: Reading, say: Phrases) -> Table:
    """The project's cost by who pays it, then the benefit that is paid meanwhile."""
    texts, write = say.texts, say.texts.write
    funders = _funders(reading)
    lines = [("own", "cost_own"), *((name, f"cost_funded.{name}") for name in funders),
             ("total", "cost_total"), ("state", "benefit_refund"), ("benefit", "benefit_net")]  # fmt: skip
    rows = []
    for key, figure in lines:
        value = reading.a_year(figure)
        if value != value or value == 0 or (key == "total" and not funders):
            continue
        low, high = reading.single_years(figure)
        funder = figure.startswith("cost_funded")
        title = texts("paper.payer.funder", name=say.name(key)) if funder else texts(f"paper.payer.{key}")
        rows.append((title, write.money(value), write.span(low, high) if reading.years else ""))
    header = (texts("paper.column.payer"), texts("column.value"), texts("column.p10_p90"))
    return Table(texts("paper.money.payers"), header, tuple(rows))


def _funders(reading: Reading) -> list[str]:
    names = (name for name in reading.summary.names if name.startswith("cost_funded.") and FigureName.of(name).plain)
    return [name.partition(".")[2] for name in names]
