"""``rengsim validate``: does the model agree with what a job centre has recorded?"""

from __future__ import annotations

import argparse

from sim.cli import DONE, BadInputError
from sim.cli.forecast import read_draws
from sim.cli.progress import progress_line
from sim.cli.streams import print_json
from sim.report.terminal import terminal_width
from sim.report.texts import Texts


def command(options: argparse.Namespace) -> int:
    from sim.records import read_mapping, read_records
    from sim.records.rows import MissingPackage
    from sim.records.validate import validate
    from sim.report.validation import validation_json, validation_text

    texts, draws = Texts(options.lang), read_draws(options.draws)
    try:
        records = read_records(read_mapping(options.mapping, options.allow_folders))
    except MissingPackage as missing:
        raise BadInputError(texts("records.missing_package", ending=missing)) from None
    with progress_line(texts) as show:
        found = validate(records, options.replications, draws, options.seed, options.engine, show)
    if options.json:
        print_json(validation_json(found))
    else:
        scenario = records.mapping.scenario.scenario
        print(validation_text(found, scenario, options.all, texts, terminal_width()))
    return DONE
