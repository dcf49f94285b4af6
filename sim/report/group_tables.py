"""Figures by group: people, targets, waits and ends, one column a group."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from sim.measures.names import FigureName
from sim.report.phrases import Phrases
from sim.report.table import Table
from sim.report.target_values import unit_of_target
from sim.scenario.schema import Grouping
from sim.studies.result_view import Reading

LEAST_WAIT = 0.05  # days; what rounds to 0.0 is no wait worth a row
FEW = 10  # people a run: chance alone moves a share of so few by 30 points
MOST_COLUMNS = 4  # groups beside each other on 80 columns

Row = tuple[str, FigureName, Callable[[float], str]]
"""A label, the figure of everybody, and how its value is written."""


def group_tables(reading: Reading, say: Phrases) -> Iterator[Table]:
    """One table for each property that is asked for, or several where there are many groups."""
    rows = list(_rows(reading, say))
    for grouping in reading.scenario.report.by:
        for first in range(0, len(grouping.labels), MOST_COLUMNS):
            labels = grouping.labels[first : first + MOST_COLUMNS]
            yield _table(reading, say, grouping, labels, rows)


def _table(reading: Reading, say: Phrases, grouping: Grouping, labels: tuple[str, ...], rows: list[Row]) -> Table:
    write = say.texts.write
    arrived = [_arrived(reading, grouping.by, label) for label in labels]
    lines = [(say.texts("group.arrived"), *(write.number(number, 1) for number in arrived))]
    for title, figure, written in rows:
        names = [replace(figure, by=grouping.by, label=label) for label in labels]
        if any(reading.has(str(name)) for name in names):
            lines.append((title, *(_cell(reading, say, name, written) for name in names)))
    title = say.texts("table.group", by=say.by(grouping.by), few=write.number(FEW))
    return Table(title, ("", *(say.label(grouping.by, label) for label in labels)), tuple(lines))


def _arrived(reading: Reading, by: str, label: str) -> float:
    """People of a group who arrive in a year."""
    scenario = reading.scenario
    sources = [*(stream.name for stream in scenario.arrivals), *(there.name for there in scenario.backlog)]
    found = (str(FigureName("arrivals", source, by=by, label=label)) for source in sources)
    return sum(reading.a_year(name) for name in found if reading.has(name))


def _cell(reading: Reading, say: Phrases, name: FigureName, written: Callable[[float], str]) -> str:
    """A value; of a ratio that few people stand behind with their number."""
    value = written(reading.mean(str(name)))
    sheet = reading.result.sheet
    if str(name) not in sheet.index or not _about_people(reading, name):
        return value
    people = float(sheet.denominator[:, sheet.index[str(name)]].mean())
    return say.texts("group.small", value=value, n=say.texts.write.number(people, 1)) if people < FEW else value


def _about_people(reading: Reading, name: FigureName) -> bool:
    """Whether the denominator of a figure is a number of people."""
    if name.kpi == "target":
        return reading.target(name.thing).share_of is not None
    return name.kpi in ("wait_mean", "exit_share", "risk_share")


def _rows(reading: Reading, say: Phrases) -> Iterator[Row]:
    """Targets, waits of those steps where somebody waits, ends, positive outcomes."""
    from sim.report.explain import flow_order

    write, steps = say.texts.write, flow_order(reading.scenario)
    for target in reading.targets:
        share = unit_of_target(target) == "share"
        yield say.of(target), FigureName("target", target.name), write.percent if share else _number(say)
    for step in steps:
        if step.kind in ("stage", "wait") and reading.mean(f"wait_mean.{step.name}") >= LEAST_WAIT:
            yield say.texts("group.wait", step=say.of(step)), FigureName("wait_mean", step.name), _number(say)
    for step in steps:
        if step.kind == "exit":
            yield say.texts("group.exit", exit=say.of(step)), FigureName("exit_share", step.name), write.percent
    for risk in reading.scenario.risks:
        yield say.texts("group.risk", risk=say.of(risk)), FigureName("risk_share", risk.name), write.percent
    if reading.has("positive"):
        yield (
            say.texts("group.positive"),
            FigureName("positive"),
            lambda value: _number(say)(value / reading.years_covered),
        )


def _number(say: Phrases) -> Callable[[float], str]:
    return lambda value: say.texts.write.number(value, 1)
