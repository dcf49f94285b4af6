"""What waiting costs: the days that people wait in a year, where, and how many give up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sim.report.figures.catalogue import figures_of
from sim.report.figures.from_result import waits
from sim.report.figures.waiting import StageWait
from sim.report.papers.blocks import Block, Bullets, Paragraph, Section
from sim.report.papers.drawn import figure_block
from sim.report.texts import Texts
from sim.scenario.schema import Dated

if TYPE_CHECKING:
    from sim.scenario.schema import Scenario
    from sim.studies.result import Result

NAMED = 3
DAYS_A_YEAR, MONTHS_A_YEAR = 365.2425, 12


def waiting_section(result: Result, texts: Texts) -> Section | None:
    """None where nobody waits."""
    stages = waits(result).stages
    days = sum(_days(stage) for stage in stages)
    if not round(days):
        return None
    write = texts.write
    total = texts("paper.waiting.total", days=write.number(days), people=write.number(days / DAYS_A_YEAR, 1))
    blocks: list[Block] = [Paragraph(f"{total} {_kroner(result.scenario, days, texts)}".strip())]
    blocks.append(Bullets(tuple(_longest(stages, texts))))
    blocks += [figure_block(figure, texts.lang) for figure in figures_of(result, ["waiting"])]
    return Section("ventetid", texts("paper.waiting"), tuple(blocks))


def _days(stage: StageWait) -> float:
    """Person-days of waiting a year."""
    return stage.mean * stage.people


def _longest(stages: tuple[StageWait, ...], texts: Texts) -> Iterator[str]:
    """The steps at which most days are waited."""
    write = texts.write
    for stage in sorted(stages, key=lambda stage: -_days(stage))[:NAMED]:
        mean = texts.count("unit.days", round(stage.mean) if stage.mean >= 10 else round(stage.mean, 1))
        yield texts("paper.waiting.item", title=texts.title(stage.titles, ""), mean=mean,
                    people=write.number(stage.people), days=write.number(_days(stage)))  # fmt: skip


def _kroner(scenario: Scenario, days: float, texts: Texts) -> str:
    """What benefit for those days comes to at most, where everybody has the same amount."""
    monthly = scenario.benefit.monthly
    if not isinstance(monthly, Dated) or not monthly.steps:
        return ""
    start = scenario.run.start + scenario.run.warm_up
    now = next((value for time, value in reversed(monthly.steps) if time <= start), monthly.steps[0][1])
    return texts("paper.waiting.benefit", money=texts.write.money(now * days * MONTHS_A_YEAR / DAYS_A_YEAR))
