"""Who and what is there on the dates that are asked for: one column a date."""

from __future__ import annotations

from collections.abc import Iterator

from sim.measures.levels import date_label
from sim.measures.names import FigureName
from sim.report.phrases import Phrases
from sim.report.table import Table
from sim.studies.result_view import Reading

MOST_COLUMNS = 4  # dates beside each other on 80 columns


def date_tables(reading: Reading, say: Phrases) -> Iterator[Table]:
    """One table, or several where there are many dates."""
    dates = reading.scenario.report.on
    for first in range(0, len(dates), MOST_COLUMNS):
        yield _table(reading, say, dates[first : first + MOST_COLUMNS])


def _table(reading: Reading, say: Phrases, dates: tuple[int, ...]) -> Table:
    """People inside and in line by step, open tokens by pool; what is there on none of the dates is left out."""
    from sim.report.explain import flow_order

    write, steps = say.texts.write, [step.name for step in flow_order(reading.scenario)]
    labels = [date_label(reading.scenario, time) for time in dates]
    rows = []
    for kpi, things in (
        ("inside_on", steps),
        ("queue_on", steps),
        ("open_on", [p.name for p in reading.scenario.pools]),
    ):
        for thing in things:
            values = [reading.mean(str(FigureName(kpi, thing, label))) for label in labels]
            if any(value > 0 for value in values):
                title = say.texts(f"on_date.{kpi}", thing=say.name(thing))
                rows.append((title, *(write.number(value, 1) for value in values)))
    return Table(say.texts("table.on_dates"), ("", *(say.date(time) for time in dates)), tuple(rows))
