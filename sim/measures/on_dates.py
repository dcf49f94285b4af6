"""The figures of the dates and months that a scenario asks for: levels on a date, entries up to it or in a month."""

from __future__ import annotations

import numpy as np

from sim.measures.civil import Floats
from sim.measures.counted import of_kind, titles
from sim.measures.digest.digest import Digest
from sim.measures.figures import Figures
from sim.measures.levels import Columns, counting_times, date_label
from sim.measures.spans import months_of


def on_dates(figures: Figures, digest: Digest) -> None:
    """The figures of all dates, ``inside_on.tilbud[2022-12-31]``, and of all months, ``entries_in.tilbud[2022-12]``."""
    model, columns = digest.model, Columns.of(digest.model)
    levels = dict(zip(counting_times(model.scenario), digest.levels.transpose(1, 0, 2).astype(float), strict=True))
    stages, lines, steps = (of_kind(model, *kinds) for kinds in (("stage",), ("stage", "wait"), EVERY_KIND))
    for time in model.scenario.report.on:
        label = date_label(model.scenario, time)
        for kpi, names, places in (
            ("inside_on", titles(model, stages), stages),
            ("queue_on", titles(model, lines), [columns.in_line + step for step in lines]),
            ("entered_by", titles(model, steps), [columns.entered + step for step in steps]),
            ("open_on", list(model.names.pools), [columns.open + pool for pool in range(columns.pools)]),
        ):
            figures.add_whole(kpi, [f"{name}[{label}]" for name in names], levels[time][:, places])
        _balances(figures, digest, time, levels[time])
    entered = [columns.entered + model.names.steps.index(name) for name in model.scenario.report.monthly]
    for month in months_of(model.scenario) if entered else ():
        before, after = (levels[edge - 1][:, entered] for edge in month.bounds)
        names = [f"{name}[{month.label}]" for name in model.scenario.report.monthly]
        figures.add_whole("entries_in", names, after - before)


EVERY_KIND = ("stage", "wait", "decision", "exit")


def _balances(figures: Figures, digest: Digest, time: int, levels: Floats) -> None:
    """What has come of each budget up to a time, less what has been claimed."""
    model = digest.model
    spent = Columns.of(model).spent
    for budget in model.scenario.budgets:
        came = sum(kroner for when, kroner in budget.amounts if 0 <= when <= time)
        claimed = levels[:, spent + model.names.resources.index(budget.name)]
        figures.add_whole(
            "budget_left_on", [f"{budget.name}[{date_label(model.scenario, time)}]"], _column(came - claimed)
        )


def _column(values: Floats) -> Floats:
    return np.asarray(values)[:, None]
