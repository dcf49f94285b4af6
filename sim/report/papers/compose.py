"""The whole paper of one or several results, in the order in which a steering group asks."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from sim.report.figures.catalogue import figure_names, figures_of
from sim.report.papers.answer import answer_section, targets_section
from sim.report.papers.asked_for import asked_for_section
from sim.report.papers.assumptions import least_known_section, limits_section, parameters_section
from sim.report.papers.blocks import Block, Command, Figure, Paper, Paragraph, Section
from sim.report.papers.comparison import comparison_section, differences_section
from sim.report.papers.dates import dates_section
from sim.report.papers.drawn import figure_block
from sim.report.papers.helps import commands, help_section
from sim.report.papers.knowledge import knowledge_section
from sim.report.papers.losses import losses_section
from sim.report.papers.money import money_section, payers_section
from sim.report.papers.stress import stress_section, versions_in_words
from sim.report.papers.takes import takes_section
from sim.report.papers.waiting import waiting_section
from sim.report.papers.words import words_section
from sim.report.texts import Texts

if TYPE_CHECKING:
    from sim.knowledge.uncertain import Uncertain
    from sim.studies.compare import Comparison
    from sim.studies.dead_end import DeadEnd
    from sim.studies.result import Result

FIRST_FIGURES = ("dotplot", "groups")


@dataclass(frozen=True)
class Subject:
    """A result and how to ask for it again."""

    result: Result
    path: str  # as a person would type it
    settings: tuple[tuple[str, str], ...] = ()
    worlds: Uncertain | None = None  # the same when the assumptions are uncertain too
    few: Uncertain | None = None  # a few sets of assumptions, drawn to say on which of them the answer depends
    end: DeadEnd | None = None  # what it would take, where a target is met in no year
    in_no_file: bool = False  # it has dated changes that no file states


def compose(subjects: Sequence[Subject], language: str, comparison: Comparison | None = None) -> Paper:
    """The paper; the first subject is the one the answer is about, the others are compared with it."""
    import sim

    texts, first = Texts(language), subjects[0].result
    scenario = first.scenario
    title = texts.title(scenario.titles, scenario.name)
    if subjects[0].settings:
        title += ": " + ", ".join(f"{name} = {value}" for name, value in subjects[0].settings)
    return Paper(
        language=language,
        title=title,
        question=texts.title(scenario.asks, ""),
        date=texts.write.date(today()),
        version=sim.__version__,
        sections=tuple(_sections(subjects, texts, comparison)),
    )


def today() -> date:
    """The day of the paper; SOURCE_DATE_EPOCH fixes it, so that the same question gives the same bytes."""
    stamp = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(stamp) if stamp else time.time(), UTC).date()


def _sections(subjects: Sequence[Subject], texts: Texts, comparison: Comparison | None) -> Iterator[Section]:
    """First what a steering group reads, then the annexes, the words that are used explained in the last one."""
    board = list(_for_the_board(subjects, texts, comparison))
    annexes = [replace(section, appendix=True) for section in _annexes(subjects, texts, comparison)]
    yield from board
    yield from annexes
    words = words_section([*board, *annexes], texts)
    if words is not None:
        yield words


def _for_the_board(subjects: Sequence[Subject], texts: Texts, comparison: Comparison | None) -> Iterator[Section]:
    """The answer, its figures, the comparison, what is known least, what helps, who pays, and what cannot be said."""
    first, worlds = subjects[0].result, subjects[0].worlds
    yield answer_section(first, texts)
    yield figures_section(first, texts)
    if comparison is not None:
        yield comparison_section(comparison, [subject.result for subject in subjects], texts)
    yield from _if_any(asked_for_section(first, texts))
    yield from _if_any(losses_section(first, texts))
    yield least_known_section(first.scenario, texts, worlds, subjects[0].few)
    if worlds is not None:
        yield knowledge_section(first, worlds, [one.worlds for one in subjects[1:] if one.worlds is not None], texts)
    yield from _if_any(help_section(first, texts))
    yield from _if_any(takes_section(subjects[0].end, texts))
    yield from _if_any(payers_section(first, texts))
    yield limits_section(first.scenario, texts, worlds is not None)


def _annexes(subjects: Sequence[Subject], texts: Texts, comparison: Comparison | None) -> Iterator[Section]:
    first = subjects[0].result
    if first.scenario.targets:
        yield targets_section(first, texts)
    yield from _if_any(waiting_section(first, texts))
    yield from _if_any(more_figures_section(first, texts))
    yield from _if_any(differences_section(comparison, [subject.result for subject in subjects], texts))
    yield from _if_any(money_section(first, texts))
    yield from _if_any(dates_section(first.scenario, texts))
    yield parameters_section(first.scenario, texts)
    yield stress_section(first, command_of(subjects, texts), texts)
    yield again_section(subjects, texts)


def _if_any(section: Section | None) -> Iterator[Section]:
    if section is not None:
        yield section


def figures_section(result: Result, texts: Texts) -> Section:
    """The possible years of each target: the figures that the answer is read from."""
    return Section("figurer", texts("paper.figures"), tuple(_drawn(result, texts, first=True)))


def more_figures_section(result: Result, texts: Texts) -> Section | None:
    """Every other figure of the result but that of waiting, which has a section of its own."""
    blocks = tuple(_drawn(result, texts, first=False))
    return Section("flere-figurer", texts("paper.more_figures"), blocks) if blocks else None


def _drawn(result: Result, texts: Texts, first: bool) -> Iterator[Figure]:
    names = [name for name in figure_names(result.scenario) if name != "waiting"]
    chosen = [name for name in names if name.startswith(FIRST_FIGURES) == first]
    chosen.sort(key=lambda name: name == "flow")  # what takes pages of its own comes last
    return (figure_block(one, texts.lang) for one in figures_of(result, chosen))


def command_of(subjects: Sequence[Subject], texts: Texts) -> str:
    """The command that makes this paper again; a sentence where what was asked has to be saved first."""
    import shlex

    if not in_files(subjects):
        return texts("paper.again.in_no_file")
    manifest = subjects[0].result.manifest
    words = ["rengsim", "report", *(subject.path for subject in subjects)]
    for name, value in subjects[0].settings:
        words += ["--set", f"{name}={value}"]
    for grouping in subjects[0].result.scenario.report.by:
        bounds = ",".join(f"{bound:g}" for bound in grouping.bounds)
        words += ["--by", f"{grouping.by}={bounds}" if bounds else grouping.by]
    if subjects[0].worlds is not None:
        words += ["--uncertain", str(len(subjects[0].worlds.draws))]
    words += ["--replications", str(manifest.replications), "--seed", str(manifest.seed), "--lang", texts.lang]
    return shlex.join(words)


def in_files(subjects: Sequence[Subject]) -> bool:
    """Whether files and the values set for all of them say what was asked."""
    return all(not one.in_no_file and one.settings == subjects[0].settings for one in subjects)


def again_section(subjects: Sequence[Subject], texts: Texts) -> Section:
    """What has to be known to get the same numbers again."""
    import sim

    manifest = subjects[0].result.manifest
    if not in_files(subjects):
        blocks: list[Block] = [Paragraph(texts("paper.again.in_no_file"))]
    else:
        blocks = [Paragraph(texts("paper.again.words")), Command(command_of(subjects, texts))]
        blocks += commands(subjects[0].result, subjects[0].path, texts)
    for subject in subjects:
        facts = subject.result.manifest
        blocks.append(Paragraph(texts("paper.again.facts", file=subject.path, hash=facts.scenario_hash, seed=facts.seed,
                                      runs=texts.write.number(facts.replications))))  # fmt: skip
    others = {name: version for name, version in manifest.versions.items() if name != "rengsim"}
    versions = versions_in_words(others, texts)
    blocks.append(Paragraph(texts("paper.again.versions", version=sim.__version__, versions=versions)))
    return Section("igen", texts("paper.again"), tuple(blocks))
