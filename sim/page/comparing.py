"""Two to five scenarios beside each other, in the order in which a planner asks: which is best, how sure, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sim.page.arranged import Arranged, Beside, Folded
from sim.page.studies import Machine, final
from sim.report.compare_sentences import sentences
from sim.report.papers.blocks import Block, Bullets, Figure, Paragraph
from sim.report.papers.comparison import interval_figures, opening_blocks, table_blocks, waterfall_figure
from sim.report.texts import Texts
from sim.report.waterfall import shown
from sim.scenario.schema import Titles
from sim.studies.option import Option
from sim.studies.stored_run import run_stored

if TYPE_CHECKING:
    from sim.loaded import LoadedScenario
    from sim.page.tasks import Progress
    from sim.studies.asked import Asked
    from sim.studies.compare import Comparison
    from sim.studies.waterfall import Fall, Waterfall


def compare_blocks(
    machine: Machine, questions: Sequence[LoadedScenario], titles: Sequence[str], texts: Texts, progress: Progress
) -> list[Arranged]:
    """Paired person by person; why, where there are two."""
    from sim.studies.compare import compare

    options = [Option.of(one, Titles(title, title)) for one, title in zip(questions, titles, strict=True)]
    runs, replications = machine.runs(progress), final(questions[0])
    runs.announce(replications * len(options))
    found = compare(options, runs, replications, 0, (), None, len(options) == 2)
    results = [run_stored(option, runs, replications)[0] for option in options]
    figures = tuple(interval_figures(found, results, texts.lang))
    return [*opening_blocks(found, texts), *_differences(found, texts), *table_blocks(found, texts), Beside(figures),
            *_why(found, texts)]  # fmt: skip


def _differences(found: Comparison, texts: Texts) -> Iterator[Block]:
    """Of each target by how much the scenarios differ, how sure that is, and in how many years each is best; and how
    many people attain it: a smaller share may be of more people."""
    said = [words for i in found.against for one in found.of(i) if _of_a_target(one.asked) or _people(one.asked)
            for words in sentences(found, one, texts)]  # fmt: skip
    if said:
        yield Paragraph(texts("page.compare.differences"))
        yield Bullets(tuple(said))


def _of_a_target(asked: Asked) -> bool:
    return asked.kind == "mean" and asked.name == f"target.{asked.target}"


def _people(asked: Asked) -> bool:
    return asked.kind == "mean" and asked.name.startswith("attaining.") and "{" not in asked.name


def _why(found: Comparison, texts: Texts) -> Iterator[Arranged]:
    """Change by change, targets first; figures of changes none of which does anything alone are no answer."""
    for one in found.waterfalls:
        falls = [fall for fall in shown(one) if _says_something(fall)] if len(one.names) > 1 else []
        if len(one.names) > 1 and any(fall.interaction.settled for fall in shown(one)) and not falls:
            yield Paragraph(texts("page.compare.together"))
        targets = [fall for fall in falls if _of_a_target(fall.asked)]
        others = [fall for fall in falls if fall not in targets]
        yield Beside(_figures(one, targets, texts))
        if others:
            yield Folded(texts("page.compare.why_others"), (Beside(_figures(one, others, texts)),))


def _says_something(fall: Fall) -> bool:
    return any(bar.alone.settled for bar in fall.bars)


def _figures(found: Waterfall, falls: Sequence[Fall], texts: Texts) -> tuple[Figure, ...]:
    return tuple(waterfall_figure(found, fall, texts.lang) for fall in falls)
