"""The figures of the dates that a scenario asks for: people inside, people in line, tokens open."""

from __future__ import annotations

from sim.measures.counted import of_kind, titles
from sim.measures.digest.digest import Digest
from sim.measures.figures import Figures
from sim.measures.levels import date_label


def on_dates(figures: Figures, digest: Digest) -> None:
    """The figures of all dates, ``inside_on.tilbud[2022-12-31]``."""
    model = digest.model
    steps = len(model.names.steps)
    stages, lines = of_kind(model, "stage"), of_kind(model, "stage", "wait")
    for place, time in enumerate(model.scenario.report.on):
        label = date_label(model.scenario, time)
        level = digest.levels[:, place].astype(float)
        for kpi, names, columns in (
            ("inside_on", titles(model, stages), stages),
            ("queue_on", titles(model, lines), [steps + step for step in lines]),
            ("open_on", list(model.names.pools), [2 * steps + pool for pool in range(len(model.names.pools))]),
        ):
            figures.add_whole(kpi, [f"{name}[{label}]" for name in names], level[:, columns])
