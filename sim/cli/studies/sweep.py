"""``rengsim sweep``: every combination of some parameter values."""

from __future__ import annotations

import argparse
from contextlib import closing
from dataclasses import asdict
from typing import TYPE_CHECKING

from sim import disk
from sim.cli.arguments import Inquiry, Study, add_measures, add_shared, add_uncertain

if TYPE_CHECKING:
    from sim.report.texts import Texts
    from sim.store.answers import Answer
    from sim.studies.runs import Runs


def arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("scenario", metavar="SCENARIO", help="scenario file (TOML)")
    command.add_argument("--vary", action="append", required=True, metavar="NAME=VALUES",
                         help="8..20, 0..48:6, 6,18,36, cohort,rolling, or * for all choices (repeatable)")  # fmt: skip
    command.add_argument("--table", metavar="FILE.parquet", help="also write the tidy table of all figures there")
    add_measures(command)
    add_uncertain(command)
    add_shared(command, precise=True)


def ask(options: argparse.Namespace) -> Inquiry:
    from sim.cli.joint_draws import check_draws, draws_digest
    from sim.cli.study import asked_of, drawings, load_option, precision_of, replications_of
    from sim.cli.uncertain import stated_priors
    from sim.studies.grid import grid_of, parse_axis

    option = load_option(options, options.scenario)
    scenario = option.scenario
    grid = grid_of([parse_axis(text, scenario) for text in options.vary])
    asked = asked_of(options, scenario)
    precision = precision_of(options, scenario, asked)
    replications = replications_of(options, scenario)
    check_draws(options)
    question = {
        "scenario": scenario.hash,
        "titles": [option.name],
        "wording": [option.titles.da, option.titles.en],
        "vary": [[axis.name, list(axis.values)] for axis in grid.axes],
        "asked": [one.text for one in asked],
        "replications": replications if precision is None else None,
        "precision": None if precision is None else asdict(precision),
        "uncertain": options.uncertain,
        "priors": stated_priors([option]) if options.uncertain else None,
        "draws": draws_digest(options),
    }

    def compute(runs: Runs, texts: Texts) -> Answer:
        from sim.report.sweep import sweep_json, sweep_text
        from sim.report.sweep_figure import sweep_figure
        from sim.store.answers import Answer
        from sim.studies.sweep import TidyTable, sweep

        with disk.scratch() as tidy:
            with closing(TidyTable(tidy, grid, scenario.targets)) as table:
                found = sweep(option, grid, runs, replications, asked, precision, table)
            tidy.seek(0)
            rows = tidy.read()
        text, summary = sweep_text(found, texts, "sweep.parquet"), sweep_json(found)
        if options.uncertain:
            from sim.cli.uncertain import points_of
            from sim.report.points import points_json, sweep_in_worlds_text

            names = [axis.name for axis in grid.axes]
            at = [option.set(**dict(zip(names, point.values, strict=True))) for point in found.points]
            points = points_of(options, at, found.asked, names, texts, runs.machines)
            text += "\n\n" + sweep_in_worlds_text(found, points, texts)
            summary["knowledge"] = points_json(points)
        files = drawings(options, "sweep", sweep_figure(found, texts), text.partition("\n")[0], text)
        return Answer(text, summary, {**files, "sweep.parquet": rows})

    return Inquiry(scenario, question, compute)


STUDY = Study("sweep", "every combination of some parameter values", arguments, ask)
