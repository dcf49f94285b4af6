"""Who and what is there on the dates that are asked for, one column a date; starts by month, one row a month."""

from __future__ import annotations

from collections.abc import Iterator

from sim.measures.levels import date_label
from sim.measures.names import FigureName
from sim.measures.spans import months_of
from sim.report.phrases import Phrases
from sim.report.table import Table
from sim.studies.result_view import Reading

MOST_COLUMNS = 4  # dates or steps beside each other on 80 columns


def date_tables(reading: Reading, say: Phrases) -> Iterator[Table]:
    """One table, or several where there are many dates; then starts by month, so that many steps make several."""
    dates, steps = reading.scenario.report.on, reading.scenario.report.monthly
    for first in range(0, len(dates), MOST_COLUMNS):
        yield _table(reading, say, dates[first : first + MOST_COLUMNS])
    for first in range(0, len(steps), MOST_COLUMNS):
        yield _monthly(reading, say, steps[first : first + MOST_COLUMNS])


def _monthly(reading: Reading, say: Phrases, steps: tuple[str, ...]) -> Table:
    rows = []
    for month in months_of(reading.scenario):
        means = [reading.mean(str(FigureName("entries_in", step, month.label))) for step in steps]
        rows.append((say.month(month.label), *(say.texts.write.number(mean, 1) for mean in means)))
    return Table(say.texts("table.monthly"), ("", *(say.name(step) for step in steps)), tuple(rows))


def _table(reading: Reading, say: Phrases, dates: tuple[int, ...]) -> Table:
    """People inside, in line and started by step, open tokens, money left; not what is 0 on all of the dates."""
    from sim.report.explain import flow_order

    write, steps = say.texts.write, [step.name for step in flow_order(reading.scenario)]
    labels = [date_label(reading.scenario, time) for time in dates]
    counted = {step for target in reading.targets if target.count for step in target.count.steps}
    rows = []
    budgets = [budget.name for budget in reading.scenario.budgets]
    for kpi, things, decimals in (
        ("inside_on", steps, 1),
        ("queue_on", steps, 1),
        ("entered_by", [step for step in steps if step in counted], 1),
        ("open_on", [pool.name for pool in reading.scenario.pools], 1),
        ("budget_left_on", budgets, 0),
    ):
        for thing in things:
            values = [reading.mean(str(FigureName(kpi, thing, label))) for label in labels]
            if any(value > 0 for value in values):
                title = say.texts(f"on_date.{kpi}", thing=say.name(thing))
                rows.append((title, *(write.number(value, decimals) for value in values)))
    return Table(say.texts("table.on_dates"), ("", *(say.moment(time) for time in dates)), tuple(rows))
