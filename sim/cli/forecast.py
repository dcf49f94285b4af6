"""``rengsim forecast``: the rest of the year, from where everybody in the records is today."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING, Any

from sim.cli import DONE, BadInputError
from sim.cli.common import settings
from sim.cli.joint_draws import joint_draws
from sim.cli.own_records import records_of
from sim.cli.progress import progress_line
from sim.cli.record_figures import check_names, write_record_figures
from sim.cli.streams import print_json
from sim.report.terminal import paragraph, terminal_width
from sim.report.texts import Texts
from sim.scenario.words import said

if TYPE_CHECKING:
    from sim.records.forecast import Forecast
    from sim.records.schema import Records


def command(options: argparse.Namespace) -> int:
    from sim.report.figures.from_records import fan_figures
    from sim.report.forecast import forecast_json, forecast_text

    texts, changes = Texts(options.lang), settings(options.settings)
    wanted = [] if options.figure is None else [f"fan={options.figure}"]
    check_names(wanted, ("fan",), texts)
    records = records_of(options.mapping, options, texts)
    scenario = records.mapping.scenario.scenario
    draws = joint_draws(options, scenario)
    if changes:
        records.mapping.scenario.set(**changes)  # what cannot be set is said before anything is simulated
    found = _forecast(records, options, draws, {}, texts)
    changed = _forecast(records, options, draws, changes, texts) if changes else None
    paths = write_record_figures(wanted, lambda _: fan_figures(scenario, found), "", options.force, texts)
    if options.json:
        print_json(forecast_json(found, changed))
        return DONE
    print(forecast_text(found, changed, ", ".join(options.settings), scenario, texts, terminal_width()))
    for path in paths:
        print(paragraph(texts("run.written", path=path), terminal_width()))
    return DONE


def _forecast(
    records: Records, options: argparse.Namespace, draws: list[dict[str, float]], changes: dict[str, Any], texts: Texts
) -> Forecast:
    from sim.records.forecast import CannotForecast, forecast
    from sim.scenario.words import text_of

    with progress_line(texts) as show:
        try:
            return forecast(
                records, _day("--as-of", options.as_of), _day("--until", options.until), options.replications, draws,
                changes, options.seed, options.engine, show,
            )  # fmt: skip
        except CannotForecast as problem:
            raise BadInputError(text_of(problem)) from None


def _day(option: str, text: str | None) -> date | None:
    from sim.studies.typed_numbers import read_day

    if text is None:
        return None
    found = read_day(text)
    if found is None:
        raise BadInputError(said("{option} {text}: a date is meant, such as 30.11.2021 or 2021-11-30", option=option,
                                 text=text))  # fmt: skip
    return found
