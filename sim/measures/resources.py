"""Places: how much is used, under turnaround, idle, and idle while somebody waits for it."""

from __future__ import annotations

from sim.measures.digest import layout
from sim.measures.digest.digest import Digest
from sim.measures.figures import Figures

LEVELS = {
    "busy": layout.BUSY,
    "turnaround": layout.TURNAROUND,
    "idle": layout.FREE,
    "idle_while_queued": layout.BLOCKED,
    "capacity": layout.CAPACITY,
}


def resources(figures: Figures, digest: Digest) -> None:
    """All figures of resources that are given back (budgets are in ``money``)."""
    names = [item.name for item in digest.model.scenario.resources if not item.consumable]
    if not names:
        return
    numbers = [digest.model.names.resources.index(name) for name in names]
    seconds = {kpi: digest.of_resources(counter, numbers) for kpi, counter in LEVELS.items()}
    for kpi, table in seconds.items():
        figures.add(kpi, names, table, digest.spans.seconds)
    figures.add("utilisation", names, seconds["busy"], seconds["capacity"])
