"""The paper of a job centre's own records: how the year may end, whether the model agrees, what was learnt.

It is made to be handed on: no number of fewer than five people stands in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.report.papers.blocks import Block, Command, Paper, Paragraph, Section
from sim.report.papers.compose import today
from sim.report.papers.own_records import forecast_blocks, held_blocks, learnt_blocks, verdict_blocks
from sim.report.small_numbers import FEWEST
from sim.report.texts import Texts

if TYPE_CHECKING:
    from sim.records.fit import Fitted
    from sim.records.forecast import Forecast
    from sim.records.validate import Validation


@dataclass(frozen=True)
class RecordsAnswer:
    """``rest``: None where the scenario has no target to forecast; ``command`` makes the paper again."""

    fitted: Fitted
    verdict: Validation
    rest: Forecast | None
    command: str


def compose_records(answer: RecordsAnswer, texts: Texts) -> Paper:
    """The paper, the end of the year first."""
    import sim

    records = answer.fitted.records
    scenario = records.mapping.scenario.scenario
    parts: list[tuple[str, str, Sequence[Block]]] = [
        ("passer", "agree", verdict_blocks(answer.verdict, records, texts, True)),
        ("laerer", "learnt", learnt_blocks(answer.fitted, texts, True)),
        ("registreret", "held", [*held_blocks(records, texts, True), Paragraph(texts("few.note", n=FEWEST))]),
    ]
    if answer.rest is not None:
        parts.insert(0, ("resten", "rest", forecast_blocks(answer.rest, records, texts, True)))
    sections = [Section(key, texts(f"paper.records.{name}"), tuple(blocks)) for key, name, blocks in parts]
    return Paper(
        language=texts.lang,
        title=texts("paper.records.title", title=texts.title(scenario.titles, scenario.name)),
        question=texts("paper.records.question"),
        date=texts.write.date(today()),
        version=sim.__version__,
        sections=(*sections, _again(answer, texts)),
    )


def _again(answer: RecordsAnswer, texts: Texts) -> Section:
    """What has to be known to get the same numbers again."""
    mapping, write = answer.fitted.records.mapping, texts.write
    facts = texts(
        "paper.records.facts", digest=answer.fitted.records.digest[:12], first=write.date(mapping.first),
        last=write.date(mapping.last), hash=mapping.scenario.scenario.hash, seed=answer.fitted.seed,
    )  # fmt: skip
    blocks = (Command(answer.command), Paragraph(facts))
    return Section("igen", texts("paper.records.again"), blocks, appendix=True)
