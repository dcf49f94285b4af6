"""The whole paper of one or several results, in the order in which a steering group asks."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from sim.report.figures.catalogue import Drawn, figures_of
from sim.report.figures.dotplot import PossibleYears
from sim.report.figures.waiting import Waits
from sim.report.papers.answer import answer_section, targets_section
from sim.report.papers.assumptions import least_known_section, limits_section, parameters_section
from sim.report.papers.blocks import Block, Command, Figure, Paper, Paragraph, Section
from sim.report.papers.comparison import comparison_section, description_of
from sim.report.papers.money import money_section
from sim.report.papers.stress import stress_section
from sim.report.texts import Texts

if TYPE_CHECKING:
    from sim.studies.compare import Comparison
    from sim.studies.result import Result


@dataclass(frozen=True)
class Subject:
    """A result and how to ask for it again."""

    result: Result
    path: str  # as a person would type it
    settings: tuple[tuple[str, str], ...] = ()


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
    first = subjects[0].result
    yield answer_section(first, texts)
    if comparison is not None:
        yield comparison_section(comparison, [subject.result for subject in subjects], texts)
    yield figures_section(first, texts)
    if first.scenario.targets:
        yield targets_section(first, texts)
    yield least_known_section(first.scenario, texts)
    yield limits_section(first.scenario, texts)
    money = money_section(first, texts)
    if money is not None:
        yield money
    yield parameters_section(first.scenario, texts)
    yield stress_section(first, command_of(subjects, texts), texts)
    yield again_section(subjects, texts)


def figures_section(result: Result, texts: Texts) -> Section:
    """Every figure of the result."""
    blocks = tuple(figure_block(one, texts.lang) for one in figures_of(result))
    return Section("figurer", texts("paper.figures"), blocks)


def figure_block(drawn: Drawn, language: str) -> Figure:
    """A figure of the catalogue with its reading and its table, for a paper or the page."""
    wide = drawn.svg(language)
    data, sentence = drawn.data, ""
    if isinstance(data, PossibleYears) and data.nearly_always:
        sentence = f"{drawn.finding(language)}. {description_of(wide)}"
    if isinstance(data, Waits) and not data.stages:
        sentence = f"{drawn.finding(language)}."
    return Figure(drawn.name, drawn.finding(language), wide, drawn.svg(language, "narrow"), description_of(wide),
                  drawn.how_to_read(language), drawn.table(language), sentence)  # fmt: skip


def command_of(subjects: Sequence[Subject], texts: Texts) -> str:
    """The command that makes this paper again."""
    import shlex

    manifest = subjects[0].result.manifest
    words = ["rengsim", "report", *(subject.path for subject in subjects)]
    for name, value in subjects[0].settings:
        words += ["--set", f"{name}={value}"]
    words += ["--replications", str(manifest.replications), "--seed", str(manifest.seed), "--lang", texts.lang]
    return shlex.join(words)


def again_section(subjects: Sequence[Subject], texts: Texts) -> Section:
    """What has to be known to get the same numbers again."""
    import sim

    manifest = subjects[0].result.manifest
    blocks: list[Block] = [Paragraph(texts("paper.again.words")), Command(command_of(subjects, texts))]
    for subject in subjects:
        facts = subject.result.manifest
        blocks.append(Paragraph(texts("paper.again.facts", file=subject.path, hash=facts.scenario_hash, seed=facts.seed,
                                      runs=texts.write.number(facts.replications))))  # fmt: skip
    versions = ", ".join(f"{name} {version}" for name, version in manifest.versions.items() if name != "rengsim")
    blocks.append(Paragraph(texts("paper.again.versions", version=sim.__version__, versions=versions)))
    return Section("igen", texts("paper.again"), tuple(blocks), appendix=True)
