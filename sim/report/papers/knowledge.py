"""Chance and knowledge: what the answer becomes when the assumptions are uncertain too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from sim.report.figures.catalogue import figures_of
from sim.report.knowledge import difference_lines, knowledge_lines, knowledge_table
from sim.report.papers.blocks import Block, Bullets, Grid, Paragraph, Section
from sim.report.papers.drawn import figure_block
from sim.report.texts import Texts
from sim.report.value import choice_sentences

if TYPE_CHECKING:
    from sim.knowledge.uncertain import Uncertain
    from sim.studies.result import Result


def knowledge_section(result: Result, worlds: Uncertain, others: Sequence[Uncertain], texts: Texts) -> Section:
    """``others``: the options that are compared with the first, in the same worlds."""
    blocks: list[Block] = [Paragraph(texts("paper.knowledge.words")), Grid(knowledge_table(result, worlds, texts))]
    blocks += [figure_block(figure, texts.lang) for figure in figures_of(result, ["knowledge"], worlds=worlds)]
    title = texts.title(worlds.scenario.titles, worlds.scenario.name)
    for other in others:
        names = (title, texts.title(other.scenario.titles, other.scenario.name))
        blocks.append(Bullets(tuple(difference_lines(worlds, other, names, texts))))
    if others:
        blocks += _before_choosing([worlds, *others], texts)
    blocks.append(Bullets(tuple(knowledge_lines(result, worlds, texts))))
    return Section("viden", texts("paper.knowledge"), tuple(blocks))


def _before_choosing(options: Sequence[Uncertain], texts: Texts) -> Iterator[Block]:
    """What finding out would be worth before choosing among the options, for each target that can be reached."""
    from sim.knowledge.decision import NoValue, decision_among
    from sim.knowledge.value import LEAST_WORLDS

    titles = [texts.title(one.scenario.titles, one.scenario.name) for one in options]
    for target in options[0].targets:
        if target.at_least is None and target.at_most is None:
            continue
        with suppress(NoValue):  # an option without this target
            found = decision_among(options, target.name)
            if len(found.values) < LEAST_WORLDS:
                yield Paragraph(texts("value.few", least=LEAST_WORLDS))
                return
            yield Bullets(tuple(choice_sentences(found, titles, texts)))
