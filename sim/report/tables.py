"""The tables that follow the answer: targets, steps, places, intakes, vacancies, exits, staff, money."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from sim.measures.own import OWN
from sim.report.money_tables import benefit_table, money_table, payer_table
from sim.report.numbers import DASH
from sim.report.phrases import Phrases
from sim.report.table import Table, without_empty_columns
from sim.report.target_table import target_tables
from sim.report.texts import Texts
from sim.scenario.cases import leaves_of
from sim.scenario.schema import DAY
from sim.studies.result_view import Reading

if TYPE_CHECKING:
    from sim.studies.result import Result

Column = tuple[str, Callable[[str], str]]


def tables(result: Result, texts: Texts) -> Iterator[Table]:
    """All tables of a result that have something to say."""
    reading, say = Reading(result), Phrases(result.scenario, texts)
    if result.scenario.targets:
        yield from target_tables(reading, say)
    makers = (
        _steps, _resources, _gates, _pools, _exits, _risks, _staff, _budgets, money_table, payer_table, benefit_table,
    )  # fmt: skip
    for make in makers:
        table = make(reading, say)
        if table is not None and table.rows:
            yield table
    if OWN:
        from sim.report.own_table import own_table

        yield from (table for table in (own_table(result, texts),) if table.rows)
    if result.scenario.report.on or result.scenario.report.monthly:
        from sim.report.date_tables import date_tables

        yield from (table for table in date_tables(reading, say) if table.rows)
    if result.scenario.report.by:
        from sim.report.group_tables import group_tables

        yield from group_tables(reading, say)


class Cells:
    """Makes the text of one figure of one thing."""

    def __init__(self, reading: Reading, say: Phrases) -> None:
        self.reading = reading
        self.write = say.texts.write

    def a_year(self, kpi: str) -> Callable[[str], str]:
        return lambda thing: self.write.number(self.reading.a_year(f"{kpi}.{thing}"), 1)

    def level(self, kpi: str) -> Callable[[str], str]:
        return lambda thing: self.write.number(self.reading.mean(f"{kpi}.{thing}"), 1)

    def share(self, kpi: str) -> Callable[[str], str]:
        return lambda thing: self.write.percent(self.reading.mean(f"{kpi}.{thing}"))

    def length(self, kpi: str, unit: float) -> Callable[[str], str]:
        """A length that the sheet gives in days, in units of so many days."""
        return lambda thing: self.write.number(self.reading.mean(f"{kpi}.{thing}") / unit, 1)


def _table(say: Phrases, title: str, label: str, things: Sequence[str], columns: Sequence[Column]) -> Table:
    header = (say.texts(f"column.{label}"), *(say.texts(f"column.{key}") for key, _ in columns))
    rows = tuple((say.name(thing), *(cell(thing) for _, cell in columns)) for thing in things)
    empty = (DASH, *(say.texts.write.number(0, decimals) for decimals in (0, 1)), say.texts.write.percent(0))
    return without_empty_columns(Table(title, header, rows), empty)


def _unit_of_time(reading: Reading, names: Sequence[str]) -> tuple[str, float]:
    """The unit in which the longest mean wait or stay is a handy number, and its length in days."""
    figures = [reading.mean(f"{kpi}.{name}") for kpi in ("wait_mean", "stay_mean") for name in names]
    longest = max((figure for figure in figures if figure > 0), default=1.0)
    for unit, seconds in (("days", DAY), ("hours", 3600), ("minutes", 60)):
        if longest * DAY >= 1.0 * seconds:
            return unit, seconds / DAY
    return "seconds", 1 / DAY


def _steps(reading: Reading, say: Phrases) -> Table:
    from sim.report.explain import flow_order

    cells = Cells(reading, say)
    names = [step.name for step in flow_order(reading.scenario) if step.kind in ("stage", "wait")]
    unit, days = _unit_of_time(reading, names)
    columns: list[Column] = [
        ("entries", cells.a_year("entries")),
        ("wait_mean", cells.length("wait_mean", days)),
        ("wait_p90", cells.length("wait_p90", days)),
        ("waited_share", cells.share("waited_share")),
        ("queue", cells.level("queue")),
        ("inside", cells.level("occupancy")),
        ("stay", cells.length("stay_mean", days)),
        ("reneged", cells.share("reneged_share")),
        ("balked", cells.share("balked_share")),
    ]
    title = say.texts("table.steps", unit=say.texts(f"table.unit.{unit}"))
    return _table(say, title, "step", names, columns)


def _resources(reading: Reading, say: Phrases) -> Table:
    cells = Cells(reading, say)
    names = [item.name for item in reading.scenario.resources if not item.consumable]
    columns: list[Column] = [
        ("busy", cells.level("busy")),
        ("utilisation", cells.share("utilisation")),
        ("turnaround", cells.level("turnaround")),
        ("idle", cells.level("idle")),
        ("idle_while_queued", cells.level("idle_while_queued")),
    ]
    return _table(say, say.texts("table.resources"), "resource", names, columns)


def _gates(reading: Reading, say: Phrases) -> Table:
    cells = Cells(reading, say)
    columns: list[Column] = [
        ("sessions", cells.a_year("sessions")),
        ("held", cells.a_year("held")),
        ("cancelled", cells.a_year("cancelled")),
        ("too_few", cells.a_year("too_few")),
        ("seats_filled", cells.share("seats_filled")),
        ("own_people", cells.level("own_people_held")),
        ("backfilled", cells.a_year("backfilled")),
    ]
    return _table(say, say.texts("table.gates"), "gate", [gate.name for gate in reading.scenario.gates], columns)


def _pools(reading: Reading, say: Phrases) -> Table:
    cells = Cells(reading, say)
    columns: list[Column] = [
        *((kpi, cells.a_year(kpi)) for kpi in ("arrived", "taken", "expired", "lost")),
        ("open", cells.level("open")),
    ]
    return _table(say, say.texts("table.pools"), "pool", [pool.name for pool in reading.scenario.pools], columns)


def _exits(reading: Reading, say: Phrases) -> Table:
    from sim.report.explain import flow_order

    cells = Cells(reading, say)
    names = [step.name for step in flow_order(reading.scenario) if step.kind == "exit"]
    columns: list[Column] = [("exits", cells.a_year("exits")), ("exit_share", cells.share("exit_share"))]
    table = _table(say, say.texts("table.exits"), "exit", names, columns)
    if not names:
        return table
    return Table(table.title, table.header, (*table.rows, *_still_there(reading, say, len(table.header))))


def _still_there(reading: Reading, say: Phrases, width: int) -> Iterator[tuple[str, ...]]:
    """Who has not left when the run ends, in a job or elsewhere: with these rows the shares add up to everybody."""
    staying = [step for step in reading.scenario.steps if step.kind in ("stage", "wait")]
    working = {step.name for step in staying if set(leaves_of(step.support)) & {"self", "partly"}}
    for key, names in (("job", working), ("pathway", {step.name for step in staying} - working)):
        share = sum(reading.mean(f"still_share.{name}") for name in names)
        if share > 0:
            yield (say.texts(f"table.exits.still.{key}"), *[DASH] * (width - 2), say.texts.write.percent(share))


def _risks(reading: Reading, say: Phrases) -> Table:
    """Who leaves before a stay is over, of those who begin one of the stays in which that can happen."""
    cells = Cells(reading, say)
    names = [risk.name for risk in reading.scenario.risks]
    return _table(say, say.texts("table.risks"), "risk", names, [("risk_share", cells.share("risk_share"))])


def _staff(reading: Reading, say: Phrases) -> Table:
    cells = Cells(reading, say)
    columns: list[Column] = [
        ("work", cells.level("work_hours_week")),
        ("load", cells.level("load_hours_week")),
        ("offered", cells.level("offered_hours_week")),
        ("staff_load", cells.share("staff_load")),
    ]
    return _table(say, say.texts("table.staff"), "staff", [group.name for group in reading.scenario.staff], columns)


def _budgets(reading: Reading, say: Phrases) -> Table:
    """What came, was used and was left over the whole period, how many were refused, and when the first of them."""
    t, write = say.texts, say.texts.write
    rows = []
    for budget in reading.scenario.budgets:
        money = [f"budget_{kpi}.{budget.name}" for kpi in ("granted", "used", "left")]
        low, high = reading.spread(money[-1])
        refused, first = f"budget_refused.{budget.name}", f"budget_first_refusal.{budget.name}"
        day = reading.summary[first].p50
        rows.append(
            (
                say.of(budget),
                *(write.money(reading.mean(name)) for name in money),
                write.span(low, high),
                write.number(reading.mean(refused), 1),
                say.date(round(day * DAY)) if day == day else DASH,
                write.of_hundred(reading.summary[first].n / reading.result.manifest.replications),
            )
        )
    columns = ("budget", "granted", "used", "left", "left_p10_p90", "refused_people", "first_refusal", "any_refusal")
    return Table(t("table.budgets"), tuple(t(f"column.{key}") for key in columns), tuple(rows))
