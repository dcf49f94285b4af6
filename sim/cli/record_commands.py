"""The commands that read a job centre's own records: what can be written after each.

Needs nothing but the standard library, so that ``--help`` is instant.
"""

from __future__ import annotations

import argparse
from typing import Any

from sim.cli.arguments import (
    add_cluster,
    add_draws,
    add_engine,
    add_json,
    add_language,
    add_reading,
    add_results,
    add_seed,
    add_set,
    positive,
)

RECORD_COMMANDS = frozenset({"records", "fit", "forecast", "validate", "backtest"})
"""What they read is about people, so words of an unforeseen error are not repeated."""


def add_record_commands(commands: Any) -> None:
    """Add the commands to the subparsers."""
    for name, add, help in (
        ("records", _records, "read a job centre's own records: write a mapping to fill in, check what they hold"),
        ("fit", _fit, "what records, or a few totals, teach of the parameters"),
        ("forecast", _forecast, "the rest of the year, from where everybody in the records is today"),
        ("validate", _validate, "does the model agree with what was recorded?"),
        ("backtest", _backtest, "how good past forecasts would have been"),
    ):
        add(commands.add_parser(name, help=help, description=help))


def _mapping(command: argparse.ArgumentParser) -> None:
    command.add_argument("mapping", metavar="MAPPING", help="what the records mean (rengsim records new)")


def _records(command: argparse.ArgumentParser) -> None:
    command.add_argument("action", choices=("new", "check"))
    command.add_argument("file", metavar="FILE", help="new: a scenario file; check: a mapping")
    command.add_argument("--records", metavar="FILE", help="new: fill in columns, dates and words of this export")
    command.add_argument("--out", metavar="FILE", help="where to write the mapping")
    add_reading(command)
    add_language(command)


def _fit(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE", help="a mapping of records, or a scenario with [observed]")
    command.add_argument("--out", metavar="FILE.toml", help="write a scenario with what was measured")
    command.add_argument("--draws", metavar="FILE.parquet", help="write the joint draws of the parameters")
    _add_force(command, "replace a file that is already there")
    _add_figures(command, "learnt, lengths: draw it as SVG; lengths.STEP, learnt=FILE.svg")
    command.add_argument("--worlds", type=positive, metavar="N",
                         help="totals: simulated years they are held against (default 4000)")  # fmt: skip
    add_results(command)
    add_seed(command)
    add_engine(command)
    add_cluster(command)
    add_json(command)
    add_reading(command)
    add_language(command)


def _add_runs(command: argparse.ArgumentParser, number: int, what: str) -> None:
    """How many runs are simulated, from which seed, by which engine."""
    command.add_argument("--replications", type=positive, default=number, metavar="N",
                         help=f"{what} (default {number})")  # fmt: skip
    add_seed(command)
    add_engine(command, workers=False)


def _add_force(command: argparse.ArgumentParser, help: str) -> None:
    command.add_argument("--force", action="store_true", help=help)


def _add_figures(command: argparse.ArgumentParser, help: str) -> None:
    command.add_argument("--figure", action="append", default=[], dest="figures", metavar="NAME", help=help)


def _forecast(command: argparse.ArgumentParser) -> None:
    _mapping(command)
    command.add_argument("--as-of", metavar="DATE", help="today: the last day that counts (default: end of the window)")
    command.add_argument("--until", metavar="DATE", help="the last day to forecast (default: 31 December)")
    add_draws(command)
    _add_runs(command, 1000, "possible courses of the rest of the year")
    command.add_argument("--figure", metavar="FILE.svg", help="also draw how far it may come, week by week")
    _add_force(command, "replace a figure that is already there")
    add_json(command)
    add_set(command)
    add_language(command)


def _validate(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE", help="a mapping of records, or a scenario with [observed]")
    add_draws(command)
    _add_runs(command, 1000, "simulated runs that are recorded in the same way")
    command.add_argument("--all", action="store_true", help="all figures, not just the most surprising")
    _add_figures(command, "observed, lengths, occupation: draw it as SVG; lengths.STEP, observed=FILE.svg")
    _add_force(command, "replace a figure that is already there")
    add_json(command)
    add_reading(command)
    add_language(command)


def _backtest(command: argparse.ArgumentParser) -> None:
    _mapping(command)
    command.add_argument("--refit", action="store_true", help="measure the parameters on what was known on each day")
    _add_runs(command, 200, "possible courses of the rest of each year")
    add_json(command)
    add_reading(command)
    add_language(command)
