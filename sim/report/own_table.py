"""The reader's own figures (``sim.kpi``, ``--own``), as a table beside the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.measures.names import FigureName
from sim.measures.own import OWN
from sim.report.table import Table
from sim.report.texts import Texts
from sim.report.wording import Wording
from sim.studies.asked import mean_of

if TYPE_CHECKING:
    from sim.studies.result import Result


def own_table(result: Result, texts: Texts) -> Table:
    """Of the whole window: the estimate, how much single runs differ, and how well it was computed."""
    wording, rows = Wording(result.scenario, texts), []
    for name in result.names:
        parts = FigureName.of(name)
        if parts.kpi not in OWN or parts.year or parts.label:
            continue
        asked, estimate = mean_of(name, result.scenario), result[name]
        spread, interval = (
            wording.span(asked, low, high)
            for low, high in ((estimate.p10, estimate.p90), (estimate.low, estimate.high))
        )
        rows.append((wording.title(asked), wording.value(asked, estimate.mean), spread, interval))
    columns = ("column.mean", "own.column.spread", "column.interval")
    return Table(texts("own.table"), ("", *map(texts, columns)), tuple(rows))
