"""The assumptions by how much the targets depend on them, from possible sets of assumptions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sim.report.figures.catalogue import tornado_of
from sim.report.papers.blocks import Block, Grid, Paragraph
from sim.report.papers.drawn import figure_block
from sim.report.table import Table
from sim.report.target_values import TargetValues
from sim.report.texts import Texts
from sim.report.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sim.knowledge.uncertain import Uncertain
    from sim.scenario.schema import Parameter, Target

MOST_ROWS, MOST_NAMED, FEW_ROWS = 15, 5, 8


def by_influence(worlds: Uncertain) -> list[str]:
    """The parameters that certainly go with a target, those that go with one most closely first."""
    strongest: dict[str, float] = {}
    for target in worlds.targets:
        for one in worlds.influences(target.name):
            if one.certain:
                strongest[one.parameter] = max(strongest.get(one.parameter, 0.0), abs(one.correlation))
    return sorted(strongest, key=lambda name: (-strongest[name], name))


def ranked_blocks(
    few: Uncertain,
    by_risk: Sequence[Parameter],
    row_of: Callable[[Parameter, Wording], tuple[str, ...]],
    texts: Texts,
) -> Iterator[Block]:
    """First what certainly matters in a few worlds, then the others by basis and range; nothing where none stands out.

    What a few worlds cannot tell from chance is not put in the order of that chance.
    """
    certain = by_influence(few)
    if not certain:
        return
    wording = Wording(few.scenario, texts)
    names = texts.listing([wording.parameter(name) for name in certain[:MOST_NAMED]])
    yield Paragraph(texts("paper.least.ranked", n=texts.write.number(len(few.figures.possible)), names=names))
    known = set(few.draws.names)
    others = [one.name for one in by_risk if one.name not in certain and one.name in known]
    yield Grid(_table(few, [*certain, *others][:FEW_ROWS], row_of, texts))


def influence_blocks(
    worlds: Uncertain, row_of: Callable[[Parameter, Wording], tuple[str, ...]], texts: Texts
) -> Iterator[Block]:
    """A table of the assumptions that certainly matter, and a tornado for each target; nothing where none does.

    ``row_of``: title, value, range and basis of a parameter.
    """
    shown = by_influence(worlds)[:MOST_ROWS]
    if not shown:
        return
    yield Paragraph(texts("paper.least.influence"))
    yield Grid(_table(worlds, shown, row_of, texts))
    for target in worlds.targets:
        figure = tornado_of(worlds, target.name)
        if figure is not None:
            yield figure_block(figure, texts.lang)


def _table(
    worlds: Uncertain, shown: list[str], row_of: Callable[[Parameter, Wording], tuple[str, ...]], texts: Texts
) -> Table:
    wording = Wording(worlds.scenario, texts)
    parameters = {parameter.name: parameter for parameter in worlds.scenario.parameters}
    answers = [_answers(worlds, shown, target, texts) for target in worlds.targets]
    rows = tuple((*row_of(parameters[name], wording), *(each[i] for each in answers)) for i, name in enumerate(shown))
    columns = ("parameter", "value", "range", "basis")
    titles = (texts("paper.column.answer", title=wording.say.of(target)) for target in worlds.targets)
    header = (*(texts(f"paper.column.{column}") for column in columns), *titles)
    return Table(texts("paper.least.influence.table"), header, rows, labels=4)


def _answers(worlds: Uncertain, parameters: list[str], target: Target, texts: Texts) -> list[str]:
    """A target's mean where each parameter is low and high; a dash where that is not told from chance."""
    values = TargetValues(target, texts.write)
    certain = {one.parameter for one in worlds.influences(target.name) if one.certain}
    found = []
    for name in parameters:
        ends = worlds.ends(target.name, name)
        pair = (values.value(ends.at_low.mean), values.value(ends.at_high.mean))
        found.append(" → ".join(pair) if name in certain else "–")
    return found
