"""Rates by date from one file that many scenarios share: ``{ csv = "satser.csv", rate = "over_30_other" }``."""

from __future__ import annotations

import math
from typing import Any

from sim.scenario.csvpeople import csv_table, number_in
from sim.scenario.dated import amounts_by_date, folded
from sim.scenario.keys import Key, fields
from sim.scenario.leaves import text
from sim.scenario.problems import BROKEN, KeyPath
from sim.scenario.reader import Leaf, Reader
from sim.scenario.schema import FOREVER, Dated
from sim.scenario.values import moment

COLUMNS = ("rate", "from", "amount", "basis", "source")
NAMED_RATE = {"csv": Key(text, required=True), "rate": Key(text, required=True)}


def amounts_or_rate(leaf: Leaf) -> Leaf:
    """A leaf for a Dated table: as ``amounts_by_date``, or the name of a rate in a file with the columns of COLUMNS."""
    stated = amounts_by_date(leaf)

    def read(reader: Reader, path: KeyPath, raw: object) -> Any:
        value = reader.deref(path, raw)
        if not (isinstance(value, dict) and "csv" in value):
            return stated(reader, path, raw)
        f = fields(reader, path, value, NAMED_RATE)
        return BROKEN if BROKEN in f.values() else _rate(reader, path, f["csv"], f["rate"])

    return read


def _rate(reader: Reader, path: KeyPath, name: str, rate: str) -> Any:
    table = csv_table(reader, path, name)
    if table is BROKEN:
        return BROKEN
    missing = [column for column in COLUMNS if column not in table.columns]
    if missing:
        return reader.add(
            (*path, "csv"), "csv", f"{name} has no column `{missing[0]}`", ", ".join(table.columns), COLUMNS
        )
    rows = list(zip(*(table.columns[column] for column in COLUMNS), strict=True))
    known = sorted({row[0] for row in rows})
    if rate not in known:
        return reader.add((*path, "rate"), "unknown-name", f"{name} has no such rate", rate, known)
    pairs = []
    for _, since, amount, _, source in (row for row in rows if row[0] == rate):
        begins, number = moment(since), number_in(amount)
        if begins is None or not math.isfinite(number) or number < 0 or not source:
            words = f"{since}, {amount}, {source or 'no source'}"
            return reader.add((*path, "rate"), "csv", f"A row of {rate} cannot be read", words, "date, kroner, source")
        pairs.append((reader.seconds(begins), number))
    pairs.sort()
    if len({time for time, _ in pairs}) < len(pairs):
        return reader.add((*path, "rate"), "defined-twice", f"Two rows of {rate} begin on one day", name)
    steps = folded([(-FOREVER, pairs[0][1]), *pairs])
    return Dated(((0, steps.first), *steps.changes))
