"""``rengsim report``: a paper to hand on, as HTML, PDF, Word, Excel or CSV."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sim import disk
from sim.cli import DONE, BadInputError
from sim.cli.common import load_scenario, settings
from sim.cli.study import results_directory, stored_runs, where_from
from sim.report.texts import Texts

if TYPE_CHECKING:
    from sim.loaded import LoadedScenario
    from sim.report.papers.compose import Subject
    from sim.studies.compare import Comparison

FORMATS = {"html": ".html", "csv": ".csv", "csv-machine": ".csv", "xlsx": ".xlsx", "docx": ".docx", "pdf": ".pdf"}
FEW_WORLDS, EACH = 120, 4  # sets of assumptions drawn to rank them, and replications of each
ONE_FILE = ("csv", "csv-machine", "xlsx")
INSTALLED_AS = {"xlsxwriter": "XlsxWriter", "docx": "python-docx", "resvg_py": "resvg-py"}


def command(options: argparse.Namespace) -> int:
    from sim.cli import records_report
    from sim.cli.joint_draws import check_draws
    from sim.records.mapping import is_mapping

    check_draws(options)
    texts = Texts(options.lang)
    form = form_of(options, texts)
    mapping = next((name for name in options.scenarios if is_mapping(name)), None)
    if mapping is not None:
        records_report.check_options(options, form, mapping, texts)
        path = _target(options, form, Path(mapping).stem, texts)
        check_packages(form, texts)
        return records_report.command(options, form, path, texts)
    questions = [_question(name, options, texts) for name in options.scenarios]
    if form in ONE_FILE and len(questions) > 1:
        raise BadInputError(texts("report.one_file", format=form, n=len(questions)))
    path = _target(options, form, questions[0].scenario.name, texts)
    check_packages(form, texts)
    from sim.report.papers.making import compute

    with stored_runs(options, texts) as runs:
        subjects, comparison = compute(questions, runs, options.replications, dead_end=form not in ONE_FILE)
    if runs.from_disk:
        print(where_from(runs, texts), file=sys.stderr)
    subjects = _in_worlds(subjects, questions, options, texts)
    if form not in ("csv", "csv-machine"):
        subjects = _ranked(subjects, questions[0], options, texts)
    disk.write_bytes(path, _written(form, subjects, comparison, texts))
    print(texts("report.written", path=path))
    return DONE


def _in_worlds(
    subjects: list[Subject], questions: Sequence[LoadedScenario], options: argparse.Namespace, texts: Texts
) -> list[Subject]:
    """The subjects with what may happen to each when the assumptions are uncertain too, where that is asked for."""
    if not options.uncertain:
        return subjects
    from sim.cli.uncertain import in_worlds

    found = in_worlds(options, questions, texts)
    return [replace(subject, worlds=one) for subject, one in zip(subjects, found, strict=True)]


def _ranked(
    subjects: list[Subject], question: LoadedScenario, options: argparse.Namespace, texts: Texts
) -> list[Subject]:
    """The first subject with a few sets of assumptions, drawn to say on which of them its answer depends most.

    They take about as long as the replications of the paper; where these are few, and where nothing is uncertain, the
    assumptions stand by their ranges.
    """
    from sim.cli.progress import progress_line
    from sim.knowledge.uncertain import NothingUncertain, uncertain
    from sim.knowledge.worlds import NoWorldPossible

    if options.uncertain or subjects[0].result.manifest.replications < FEW_WORLDS or not question.scenario.targets:
        return subjects
    try:
        with progress_line(texts) as show:
            (few,) = uncertain(question, worlds=FEW_WORLDS, replications=EACH, seed=options.seed,
                               engine=options.engine, workers=options.workers, progress=show)  # fmt: skip
    except (NothingUncertain, NoWorldPossible):
        return subjects
    return [replace(subjects[0], few=few), *subjects[1:]]


def form_of(options: argparse.Namespace, texts: Texts) -> str:
    """The format that is asked for, or the one that the name says; raises :class:`BadInputError` if they differ."""
    ending = Path(options.out).suffix.lower() if options.out else ""
    if options.format is None:
        if not options.out:
            return "html"
        for form, usual in FORMATS.items():
            if ending == usual:
                return form
        endings = ", ".join(dict.fromkeys(FORMATS.values()))
        raise BadInputError(texts("report.unknown_ending", path=options.out, endings=endings))
    form = str(options.format)
    if options.out and ending != FORMATS[form]:
        raise BadInputError(texts("report.ending", path=options.out, format=form, ending=FORMATS[form]))
    return form


def _target(options: argparse.Namespace, form: str, name: str, texts: Texts) -> Path:
    """Where the paper goes, by the ``name`` of what it is about; whatever would make writing fail is said first."""
    stem = name + ("-machine" if form == "csv-machine" else "")
    path = Path(options.out) if options.out else Path(f"{stem}{FORMATS[form]}")
    if not path.absolute().parent.is_dir():
        raise BadInputError(texts("report.no_folder", path=path))
    if path.exists() and not options.force:
        raise BadInputError(texts("report.exists", path=path))
    return path


def check_packages(form: str, texts: Texts) -> None:
    """Say in a sentence which package is missing; raises :class:`BadInputError`."""
    from importlib.util import find_spec

    from sim.report.papers.making import PACKAGES

    for package in PACKAGES.get(form, ()):
        if find_spec(package) is None:
            raise BadInputError(texts("report.extra", format=form, package=INSTALLED_AS[package]))
    if form == "pdf" and find_spec("weasyprint") is None:
        from sim.report.papers.pdf import browser

        if browser() is None:
            raise BadInputError(texts("report.no_printer"))


def _question(name: str, options: argparse.Namespace, texts: Texts) -> LoadedScenario:
    """A scenario file, or what a stored result was computed from."""
    if Path(name).suffix == ".toml" or Path(name).is_file():
        return load_scenario(name, options.settings, options.allow_folders, options.groups, options.lang)
    from sim.store.listing import NoSuchResult, matching

    results = results_directory(options)
    try:
        (found,) = matching(results, [name])
    except NoSuchResult:
        raise BadInputError(texts("report.not_a_scenario", name=name, results=results)) from None
    if found.kind != "replications":
        raise BadInputError(texts("report.is_a_study", name=name, kind=found.kind))
    if options.replications is None:
        options.replications = found.replications
    options.seed = int(found.manifest["seed"])
    question = load_scenario(str(found.manifest["path"]), (), options.allow_folders)
    stored = found.manifest["parameters"]
    changed = {one.name: _whole(stored[one.name]) for one in question.scenario.parameters
               if not one.formula and stored.get(one.name, one.value) != one.value}  # fmt: skip
    question = question.set(**changed)
    if question.scenario.hash != found.manifest["scenario_hash"]:
        raise BadInputError(texts("report.changed", name=name, path=found.manifest["path"]))
    return question.set(**settings(options.settings)) if options.settings else question


def _whole(value: float | str) -> float | int | str:
    """A whole number as people type it."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _written(form: str, subjects: Sequence[Subject], comparison: Comparison | None, texts: Texts) -> bytes:
    """The bytes of the paper; raises :class:`BadInputError` where it cannot be printed."""
    from sim.report.papers.making import written
    from sim.report.papers.pdf import NoPrinter

    try:
        return written(form, subjects, comparison, texts)
    except NoPrinter:
        raise BadInputError(texts("report.no_printer")) from None
