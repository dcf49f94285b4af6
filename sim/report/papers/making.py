"""From scenarios to the bytes of a paper: the one way of ``rengsim report`` and of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from sim.report.papers.compose import Subject, compose
from sim.report.texts import Texts

if TYPE_CHECKING:
    from sim.loaded import LoadedScenario
    from sim.report.papers.blocks import Paper
    from sim.scenario.schema import Titles
    from sim.studies.compare import Comparison
    from sim.studies.result import Result
    from sim.studies.runs import Runs

PACKAGES = {"xlsx": ("xlsxwriter",), "docx": ("docx", "resvg_py")}


def can_make(form: str) -> bool:
    """Whether what a format needs is installed."""
    if form == "pdf":
        from sim.report.papers.pdf import browser

        return find_spec("weasyprint") is not None or browser() is not None
    return all(find_spec(package) is not None for package in PACKAGES.get(form, ()))


def as_typed(path: str) -> str:
    """A scenario file as it is typed in the folder where one works, else its name: never the folders of a machine."""
    where = Path(path)
    if not where.is_absolute():
        return path
    here = Path.cwd()
    return where.relative_to(here).as_posix() if where.is_relative_to(here) else where.name


def compute(
    questions: Sequence[LoadedScenario],
    runs: Runs,
    replications: int | None = None,
    titles: Sequence[Titles] | None = None,
    dead_end: bool = False,
) -> tuple[list[Subject], Comparison | None]:
    """Results of all scenarios, and their comparison with the first where there are several.

    ``titles``: those of the scenarios where they are not the titles of their files.  ``dead_end``: look, by some
    thousands of replications, what it would take where the first of them meets a target in no year.
    """
    from sim.studies.compare import compare
    from sim.studies.dead_end import REPLICATIONS, never_met_alone
    from sim.studies.option import Option
    from sim.studies.stored_run import run_stored

    replications = replications or questions[0].scenario.run.replications
    called: Sequence[Titles | None] = titles or [None] * len(questions)
    compared = [Option.of(question, title) for question, title in zip(questions, called, strict=True)]
    results: list[Result] = [run_stored(option, runs, replications)[0] for option in compared]
    subjects = [
        Subject(
            result,
            as_typed(question.source.path),
            tuple((name, str(value)) for name, value in question.settings.items()),
            in_no_file=question.source.in_no_file,
        )
        for result, question in zip(results, questions, strict=True)
    ]
    if dead_end and replications >= REPLICATIONS:  # of fewer nothing certain comes out
        end = never_met_alone(compared[0], replications, runs)
        subjects[0] = replace(subjects[0], end=end)
    if len(compared) < 2 or not questions[0].scenario.targets:
        return subjects, None
    return subjects, compare(compared, runs, replications, 0, (), None, len(compared) == 2)


def written(form: str, subjects: Sequence[Subject], comparison: Comparison | None, texts: Texts) -> bytes:
    """The bytes of the paper; raises :class:`sim.report.papers.pdf.NoPrinter` where it cannot be printed."""
    first = subjects[0].result
    if form in ("csv", "csv-machine"):
        from sim.report.papers.csvfile import as_csv, as_machine_csv

        return as_csv(first, texts.lang) if form == "csv" else as_machine_csv(first)
    paper = compose(subjects, texts.lang, comparison)
    if form == "xlsx":
        from sim.report.papers.xlsx import as_xlsx

        return as_xlsx(paper, first)
    return paper_bytes(form, paper)


def paper_bytes(form: str, paper: Paper) -> bytes:
    """A paper as HTML, Word or PDF; raises :class:`sim.report.papers.pdf.NoPrinter` where it cannot be printed."""
    if form == "docx":
        from sim.report.papers.docx import as_docx

        return as_docx(paper)
    if form == "pdf":
        from sim.report.papers.pdf import as_pdf

        return as_pdf(paper)
    from sim.report.papers.html import as_html

    return as_html(paper).encode()
