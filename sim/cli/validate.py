"""``rengsim validate``: does the model agree with what happened: records of people, or totals alone?"""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sim.cli import DONE, BadInputError
from sim.cli.joint_draws import joint_draws
from sim.cli.own_records import records_of
from sim.cli.own_totals import totals_of
from sim.cli.progress import progress_line
from sim.cli.record_figures import check_names, write_record_figures
from sim.cli.streams import print_json
from sim.report.terminal import paragraph, terminal_width
from sim.report.texts import Texts
from sim.scenario.words import said

if TYPE_CHECKING:
    from sim.records import Records
    from sim.records.validate import Validation
    from sim.report.figures.catalogue import Drawn


def command(options: argparse.Namespace) -> int:
    from sim.records.mapping import is_mapping

    texts = Texts(options.lang)
    if options.figures and not is_mapping(options.file):
        raise BadInputError(said("{option} goes with records: a mapping", option="--figure"))
    return (_records if is_mapping(options.file) else _totals)(options, texts)


def _records(options: argparse.Namespace, texts: Texts) -> int:
    from sim.records.validate import validate
    from sim.report.figures.from_records import OF_VALIDATION
    from sim.report.validation import validation_json, validation_text

    check_names(options.figures, OF_VALIDATION, texts)
    records = records_of(options.file, options, texts)
    scenario = records.mapping.scenario.scenario
    draws = joint_draws(options, scenario)
    with progress_line(texts) as show:
        found = validate(records, options.replications, draws, options.seed, options.engine, show)
    paths = write_record_figures(options.figures, partial(_drawn, records, draws, found, options, texts),
                                 Path(options.file).stem, options.force, texts)  # fmt: skip
    if options.json:
        print_json(validation_json(found))
        return DONE
    print(validation_text(found, scenario, options.all, texts, terminal_width()))
    for path in paths:
        print(paragraph(texts("run.written", path=path), terminal_width()))
    return DONE


def _drawn(
    records: Records, draws: list[dict[str, float]], found: Validation, options: argparse.Namespace, texts: Texts,
    kind: str,
) -> list[Drawn | None]:  # fmt: skip
    from sim.records.lengths import lengths_of
    from sim.records.occupation import occupation
    from sim.report.figures.from_records import length_figures, observed_figure, occupation_figure

    scenario = records.mapping.scenario.scenario
    if kind == "observed":
        return [observed_figure(scenario, found)]
    if kind == "lengths":
        return [*length_figures(scenario, lengths_of(records, draws))]
    with progress_line(texts) as show:
        occupied = occupation(records, draws, seed=options.seed, engine=options.engine, progress=show)
    return [occupation_figure(scenario, occupied)]


def _totals(options: argparse.Namespace, texts: Texts) -> int:
    from sim.loaded import load
    from sim.records.totals import validate_totals
    from sim.report.totals import totals_json, totals_text

    loaded = load(options.file, allow_folders=options.allow_folders)
    with totals_of(texts), progress_line(texts) as show:
        found = validate_totals(loaded, options.replications, options.seed, options.engine, show)
    if options.json:
        print_json(totals_json(found))
    else:
        print(totals_text(found, loaded.scenario, texts, terminal_width()))
    return DONE
