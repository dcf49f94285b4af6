"""``rengsim report MAPPING``: a paper of a job centre's own records."""

from __future__ import annotations

import argparse
import shlex
from pathlib import Path

from sim import disk
from sim.cli import DONE, BadInputError
from sim.cli.own_records import records_of
from sim.cli.progress import progress_line
from sim.report.texts import Texts

FORMS = ("html", "pdf", "docx")
OF_SCENARIOS = (("settings", "--set"), ("groups", "--by"), ("uncertain", "--uncertain"), ("draws", "--draws"))


def check_options(options: argparse.Namespace, form: str, mapping: str, texts: Texts) -> None:
    """Raises :class:`BadInputError` for what a paper of records cannot be or hold."""
    if len(options.scenarios) > 1:
        raise BadInputError(texts("report.records.alone", path=mapping))
    if form not in FORMS:
        raise BadInputError(texts("report.records.format", format=form))
    for name, option in OF_SCENARIOS:
        if getattr(options, name, None):
            raise BadInputError(texts("report.records.option", option=option, path=mapping))


def command(options: argparse.Namespace, form: str, path: Path, texts: Texts) -> int:
    """Fit, validate and forecast, and write what came of it; the options have been checked."""
    from sim.records.fit import fit
    from sim.records.forecast import REPLICATIONS, CannotForecast, forecast
    from sim.records.validate import validate
    from sim.report.papers.making import paper_bytes
    from sim.report.papers.pdf import NoPrinter
    from sim.report.papers.records_paper import RecordsAnswer, compose_records

    (mapping,) = options.scenarios
    records = records_of(mapping, options, texts)
    replications = options.replications or REPLICATIONS
    with progress_line(texts, "fit.progress") as show:
        fitted = fit(records, seed=options.seed, progress=show)
    draws = [dict(zip(fitted.names, row, strict=True)) for row in fitted.draws.tolist()]
    with progress_line(texts) as show:
        verdict = validate(records, replications, draws, options.seed, options.engine, show)
    with progress_line(texts) as show:
        try:
            rest = forecast(records, None, None, replications, draws, None, options.seed, options.engine, show)
        except CannotForecast:
            rest = None
    words = ["rengsim", "report", mapping, "--replications", str(replications), "--seed", str(options.seed),
             "--lang", texts.lang]  # fmt: skip
    paper = compose_records(RecordsAnswer(fitted, verdict, rest, shlex.join(words)), texts)
    try:
        content = paper_bytes(form, paper)
    except NoPrinter:
        raise BadInputError(texts("report.no_printer")) from None
    disk.write_bytes(path, content)
    print(texts("report.written", path=path))
    return DONE
