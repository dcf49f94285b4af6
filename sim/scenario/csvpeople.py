"""People from CSV files: dates of arrival, people who are there at the start, and their attributes."""

from __future__ import annotations

import math
from typing import Any

from sim.bounds import LARGEST, LONGEST
from sim.scenario.csvfiles import BadCsv, CsvTable
from sim.scenario.problems import BROKEN, KeyPath
from sim.scenario.reader import Reader
from sim.scenario.schema import DAY
from sim.scenario.values import moment, round_half_up
from sim.scenario.words import said, text_of


def arrivals_from_csv(reader: Reader, path: KeyPath, name: str) -> tuple[tuple[int, ...], Any]:
    """Times (ascending) and the attributes of each row from a file with a column ``date``."""
    table = _csv(reader, path, name, "date")
    if table is BROKEN:
        return (), ()
    dates = {cell: moment(cell) for cell in set(table.columns["date"])}
    stated = [dates[cell] for cell in table.columns["date"]]
    bad = [cell for cell, day in zip(table.columns["date"], stated, strict=True) if day is None]
    if bad:
        reader.add(
            (*path, "csv"),
            "csv",
            said("{n} of the dates in {name} cannot be read", n=len(bad), name=name),
            bad[0],
            "2021-02-01",
        )
        return (), ()
    times = [reader.seconds(day) for day in stated if day is not None]
    outside = [day for day, time in zip(stated, times, strict=True) if not reader.in_run(time)]
    if outside and not reader.source.partial:
        message = said("{n} of the dates in {name} lie outside the run", n=len(outside), name=name)
        reader.add(
            (*path, "csv"),
            "date-outside-run",
            message,
            str(outside[0]),
            said("from {first}", first=format(reader.origin, "%Y-%m-%d")),
        )
    order = sorted((i for i, time in enumerate(times) if reader.in_run(time)), key=lambda i: times[i])
    rows = _rows(reader, path, name, table, "date")
    return tuple(times[i] for i in order), tuple(rows[i] for i in order) if rows else ()


def csv_table(reader: Reader, path: KeyPath, name: str) -> CsvTable | Any:
    """The CSV file that a table at ``path`` names."""
    try:
        return reader.source.csv(name, (*path, "csv"))
    except BadCsv as fault:
        return reader.add((*path, "csv"), fault.code, text_of(fault), name, fault.allowed)


def _csv(reader: Reader, path: KeyPath, name: str, column: str) -> CsvTable | Any:
    table = csv_table(reader, path, name)
    if table is BROKEN:
        return BROKEN
    if column not in table.columns:
        return reader.add(
            (*path, "csv"),
            "csv",
            said("{name} has no column `{column}`", name=name, column=column),
            ", ".join(table.columns),
            column,
        )
    return table


def _rows(reader: Reader, path: KeyPath, name: str, table: CsvTable, beside: str) -> list[tuple[tuple[str, str], ...]]:
    """Attributes of each row, by name; an empty cell says nothing."""
    here = (*path, "csv")
    known = []
    for column in sorted(table.columns, key=str.encode):
        if column == beside or column in reader.unread:
            continue
        if column not in reader.names["attribute"]:
            reader.add(
                here,
                "unknown-name",
                said("A column of {name} is no attribute", name=name),
                column,
                reader.names["attribute"],
            )
            continue
        known.append(column)
        for cell in sorted(set(table.columns[column]) - {""}):
            _check_cell(reader, here, name, column, cell)
    same: dict[tuple[str, ...], tuple[tuple[str, str], ...]] = {}  # people who are alike share what is said of them
    rows = []
    for cells in zip(*(table.columns[column] for column in known), strict=True) if known else ((),) * table.rows:
        if cells not in same:
            same[cells] = tuple((column, cell) for column, cell in zip(known, cells, strict=True) if cell)
        rows.append(same[cells])
    return rows


def _check_cell(reader: Reader, path: KeyPath, name: str, column: str, cell: str) -> None:
    categories = reader.properties[column]
    if categories and cell not in categories:
        reader.add(
            path,
            "unknown-category",
            said("{column} in {name} has no such category", column=column, name=name),
            cell,
            categories,
        )
    elif not categories and not abs(number_in(cell)) <= LARGEST:
        allowed = said("a number between -{largest} and {largest}", largest=LARGEST)
        reader.add(
            path,
            "csv",
            said("{column} in {name} holds something that is no number", column=column, name=name),
            cell,
            allowed,
        )


def number_in(cell: str) -> float:
    """The number in a cell, or NaN."""
    try:
        return float(cell)
    except ValueError:
        return math.nan


def people_from_csv(reader: Reader, path: KeyPath, name: str) -> tuple[Any, Any, Any]:
    """Number of people, elapsed seconds and attributes of each from a file with a column ``elapsed_days``."""
    table = _csv(reader, path, name, "elapsed_days")
    if table is BROKEN:
        return BROKEN, BROKEN, ()
    elapsed = []
    for cell in table.columns["elapsed_days"]:
        days = number_in(cell)
        if not 0 <= days * DAY <= LONGEST:
            allowed = said("0 to {days} days", days=LONGEST // DAY)
            message = said("elapsed_days in {name} holds something that is no number of days", name=name)
            reader.add((*path, "csv"), "csv", message, cell, allowed)
            return BROKEN, BROKEN, ()
        elapsed.append(round_half_up(days * DAY))
    return table.rows, tuple(elapsed), tuple(_rows(reader, path, name, table, "elapsed_days"))
