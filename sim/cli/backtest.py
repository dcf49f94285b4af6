"""``rengsim backtest``: how good past forecasts would have been."""

from __future__ import annotations

import argparse

from sim.cli import DONE, BadInputError
from sim.cli.own_records import records_of
from sim.cli.progress import progress_line
from sim.cli.streams import print_json
from sim.report.terminal import terminal_width
from sim.report.texts import Texts


def command(options: argparse.Namespace) -> int:
    from sim.records.backtest import backtest
    from sim.records.forecast import CannotForecast
    from sim.report.backtest import backtest_json, backtest_text
    from sim.scenario.words import text_of

    texts = Texts(options.lang)
    records = records_of(options.mapping, options, texts)
    try:
        with progress_line(texts, "backtest.progress") as show:
            found = backtest(records, options.replications, options.refit, options.seed, options.engine, show)
    except CannotForecast as problem:
        raise BadInputError(text_of(problem)) from None
    if options.json:
        print_json(backtest_json(found))
    else:
        print(backtest_text(found, records.mapping.scenario.scenario, texts, terminal_width()))
    return DONE
