"""``rengsim validate``: does the model agree with what happened: records of people, or totals alone?"""

from __future__ import annotations

import argparse

from sim.cli import DONE
from sim.cli.joint_draws import joint_draws
from sim.cli.own_records import records_of
from sim.cli.own_totals import totals_of
from sim.cli.progress import progress_line
from sim.cli.streams import print_json
from sim.report.terminal import terminal_width
from sim.report.texts import Texts


def command(options: argparse.Namespace) -> int:
    from sim.records.mapping import is_mapping

    texts = Texts(options.lang)
    return (_records if is_mapping(options.file) else _totals)(options, texts)


def _records(options: argparse.Namespace, texts: Texts) -> int:
    from sim.records.validate import validate
    from sim.report.validation import validation_json, validation_text

    records = records_of(options.file, options, texts)
    scenario = records.mapping.scenario.scenario
    draws = joint_draws(options, scenario)
    with progress_line(texts) as show:
        found = validate(records, options.replications, draws, options.seed, options.engine, show)
    if options.json:
        print_json(validation_json(found))
    else:
        print(validation_text(found, scenario, options.all, texts, terminal_width()))
    return DONE


def _totals(options: argparse.Namespace, texts: Texts) -> int:
    from sim.loaded import load
    from sim.records.totals import validate_totals
    from sim.report.totals import totals_json, totals_text

    loaded = load(options.file, allow_folders=options.allow_folders)
    with totals_of(options.file, texts), progress_line(texts) as show:
        found = validate_totals(loaded, options.replications, options.seed, options.engine, show)
    if options.json:
        print_json(totals_json(found))
    else:
        print(totals_text(found, loaded.scenario, texts, terminal_width()))
    return DONE
