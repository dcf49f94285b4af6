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
    from collections.abc import Callable

    from sim.knowledge.uncertain import Uncertain
    from sim.scenario.schema import Parameter, Target

MOST_ROWS = 15


def by_influence(worlds: Uncertain) -> list[str]:
    """The parameters that certainly go with a target, those that go with one most closely first."""
    strongest: dict[str, float] = {}
    for target in worlds.targets:
        for one in worlds.influences(target.name):
            if one.certain:
                strongest[one.parameter] = max(strongest.get(one.parameter, 0.0), abs(one.correlation))
    return sorted(strongest, key=lambda name: (-strongest[name], name))


def influence_blocks(
    worlds: Uncertain, row_of: Callable[[Parameter, Wording], tuple[str, ...]], texts: Texts
) -> Iterator[Block]:
    """A table of the assumptions that certainly matter, and a tornado for each target; nothing where none does.

    ``row_of``: title, value, range and basis of a parameter.
    """
    shown = by_influence(worlds)[:MOST_ROWS]
    if not shown:
        return
    wording = Wording(worlds.scenario, texts)
    parameters = {parameter.name: parameter for parameter in worlds.scenario.parameters}
    yield Paragraph(texts("paper.least.influence"))
    answers = [_answers(worlds, shown, target, texts) for target in worlds.targets]
    rows = tuple((*row_of(parameters[name], wording), *(each[i] for each in answers)) for i, name in enumerate(shown))
    columns = ("parameter", "value", "range", "basis")
    titles = (texts("paper.column.answer", title=wording.say.of(target)) for target in worlds.targets)
    header = (*(texts(f"paper.column.{column}") for column in columns), *titles)
    yield Grid(Table(texts("paper.least.influence.table"), header, rows, labels=4))
    for target in worlds.targets:
        figure = tornado_of(worlds, target.name)
        if figure is not None:
            yield figure_block(figure, texts.lang)


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
