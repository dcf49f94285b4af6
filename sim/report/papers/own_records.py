"""What a job centre's own records say, as blocks: what they hold and teach, the verdict, the rest of the year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.report.figures.from_records import fan_figures, learnt_figure, observed_figure
from sim.report.fit import fit_answer
from sim.report.forecast import forecast_notes, forecast_sentences
from sim.report.papers.blocks import Block, Bullets, Grid, Paragraph
from sim.report.papers.drawn import figure_block
from sim.report.records import records_held
from sim.report.texts import Texts
from sim.report.validation import validation_answer

if TYPE_CHECKING:
    from sim.records import Records
    from sim.records.fit import Fitted
    from sim.records.forecast import Forecast
    from sim.records.validate import Validation

ALONE = "page.records.chance_only"
"""What is said where only chance varies: there is no command line here."""


def held_blocks(records: Records, texts: Texts, handed_on: bool = False) -> list[Block]:
    """What can be used, by step, and what the records do not show; ``handed_on``: in a file, without small numbers."""
    sentences, table, notes = records_held(records, texts, handed_on)
    return [Paragraph(" ".join(sentences), lead=True), Grid(table), *_notes(notes)]


def learnt_blocks(fitted: Fitted, texts: Texts, handed_on: bool = False) -> list[Block]:
    """The range of each parameter before and now."""
    sentence, table, notes = fit_answer(fitted, texts, handed_on)
    drawn = learnt_figure(fitted.records.mapping.scenario.scenario, fitted.told)
    blocks: list[Block] = [Paragraph(sentence, lead=True)]
    blocks += [figure_block(drawn, texts.lang)] if drawn is not None else []
    blocks += [Grid(table)] if table is not None else []
    return [*blocks, *_notes(notes)]


def verdict_blocks(found: Validation, records: Records, texts: Texts, handed_on: bool = False) -> list[Block]:
    """Whether the model agrees with what was recorded, and where not."""
    scenario = records.mapping.scenario.scenario
    verdict, out, table, notes = validation_answer(found, scenario, True, texts, ALONE, handed_on)
    drawn = observed_figure(scenario, found)
    blocks: list[Block] = [Paragraph(verdict, lead=True)]
    blocks += [Bullets(tuple(out))] if out else []
    blocks += [figure_block(drawn, texts.lang)] if drawn is not None else []
    return [*blocks, Grid(table, folded=True), *_notes(notes)]


def forecast_blocks(found: Forecast, records: Records, texts: Texts, handed_on: bool = False) -> list[Block]:
    """Where everybody is, how the targets stand, and how far each may come week by week."""
    scenario = records.mapping.scenario.scenario
    sentences = forecast_sentences(found, scenario, texts, handed_on)
    blocks: list[Block] = [Paragraph(words, lead=i > 0) for i, words in enumerate(sentences)]
    blocks += [figure_block(one, texts.lang) for one in fan_figures(scenario, found)]
    return [*blocks, *_notes(forecast_notes(found, texts, ALONE, handed_on))]


def _notes(notes: list[str]) -> list[Block]:
    return [Bullets(tuple(notes))] if notes else []
