"""A sweep as a readable table."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sim.report.as_json import estimate_as_json
from sim.report.show import in_html
from sim.report.study_json import difference_json, option_json
from sim.report.table import Table, with_narrow_header
from sim.report.terminal import kept
from sim.report.texts import Texts
from sim.report.wording import Wording
from sim.studies.inputs import parameter_of
from sim.studies.sweep import Point, Sweep

MOST_ROWS = 60


def sweep_text(found: Sweep, texts: Texts, path: str = "") -> str:
    """The table, cut to what a person reads, and what the stars mean."""
    table = sweep_table(found, texts)
    if len(table.rows) > MOST_ROWS:
        more = texts("sweep.more", n=texts.write.number(len(table.rows) - MOST_ROWS), path=path)
        table = replace(table, rows=table.rows[:MOST_ROWS], note=more)
    return kept([_conclusion(found, texts), table, texts("sweep.note")])


def _conclusion(found: Sweep, texts: Texts) -> str:
    """Where the first figure is highest and where lowest."""
    wording, asked = Wording(found.option.scenario, texts), found.asked[0]
    points = [point for point in found.points if point.estimates[0].mean == point.estimates[0].mean]
    if not points:
        return ""
    least, most = (pick(points, key=lambda point: point.estimates[0].mean) for pick in (min, max))
    settled, other = (", ".join(settings(found, point, wording)) for point in (most, least))
    return texts("sweep.conclusion", title=wording.title(asked), value=wording.value(asked, most.estimates[0].mean),
                 settings=settled, least=wording.value(asked, least.estimates[0].mean), other=other)  # fmt: skip


def sweep_table(found: Sweep, texts: Texts) -> Table:
    """A row for each point: the parameters, each figure, and for each mean what the last step changed."""
    wording = Wording(found.option.scenario, texts)
    header = [wording.parameter(axis.name) for axis in found.grid.axes]
    stepped = len(found.grid.axes[found.grid.across].values) > 1
    for asked in found.asked:
        header.append(wording.title(asked))
        if stepped and asked.kind == "mean":
            header.append(texts("sweep.step"))
    header.append(texts("sweep.runs"))
    rows = tuple(_row(found, point, wording, stepped) for point in found.points)
    title = texts(
        "sweep.title",
        title=texts.title(found.option.titles, found.option.name),
        points=texts.write.number(len(found.points)),
        seed=found.seed,
    )
    return with_narrow_header(Table(title, tuple(header), rows, labels=len(found.grid.axes)))


def _row(found: Sweep, point: Point, wording: Wording, stepped: bool) -> tuple[str, ...]:
    cells = settings(found, point, wording)
    for asked, estimate, step in zip(found.asked, point.estimates, point.steps, strict=True):
        cells.append(wording.value(asked, estimate.mean))
        if stepped and asked.kind == "mean":
            star = "*" if step is not None and step.settled else ""
            cells.append("" if step is None else wording.change(asked, step.mean, unit=False) + star)
    return (*cells, wording.write.number(point.replications))


def settings(found: Sweep, point: Point, wording: Wording) -> list[str]:
    """The parameter values of a point in words."""
    return [
        wording.setting(parameter_of(found.option.scenario, axis.name), value)
        for axis, value in zip(found.grid.axes, point.values, strict=True)
    ]


def html(result: Sweep, lang: str) -> str:
    """The answer in words and a table of every point."""
    texts = Texts(lang)
    return in_html([_conclusion(result, texts), sweep_table(result, texts), texts("sweep.note")])


def table(result: Sweep, lang: str) -> Table:
    """One row for each point."""
    return sweep_table(result, Texts(lang))


def sweep_json(found: Sweep) -> dict[str, Any]:
    """``points`` in the order of the table."""
    return {
        "kind": "sweep",
        "option": option_json(found.option),
        "seed": found.seed,
        "vary": {axis.name: list(axis.values) for axis in found.grid.axes},
        "points": [
            {
                "values": {axis.name: value for axis, value in zip(found.grid.axes, point.values, strict=True)},
                "replications": point.replications,
                "figures": {
                    one.text: {
                        **estimate_as_json(estimate),
                        "change": None if step is None else difference_json(step),
                    }
                    for one, estimate, step in zip(found.asked, point.estimates, point.steps, strict=True)
                },
            }
            for point in found.points
        ],
    }
