"""Lengths, laws and dated factors as numbered table rows."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from sim.log.events import NUMERIC_SCALE
from sim.model.days import DayTables
from sim.model.quantiles import UNIT_EXPONENTIAL, hazard_table, quantile_table, step_table
from sim.model.slices import Slices
from sim.model.tables import LengthKind
from sim.scenario.schema import DAY, FOREVER, Dated, Factor, Law, Search, Span, Steps

ATOMS = ("poisson", "empirical", "discrete")


class Lengths:
    """Collects lengths, their quantile and hazard tables, and dated factors; equal ones share one row."""

    def __init__(self) -> None:
        self.rows: list[tuple[int, int, int, int, float]] = []  # kind, a, b, c, p
        self.quantiles: list[np.ndarray[Any, Any]] = [np.asarray(UNIT_EXPONENTIAL)]
        self.atoms: list[tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]] = []
        self.hazards: list[tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]] = []
        self.factors: list[tuple[tuple[int, float], ...]] = []
        self.months: list[int] = []
        self.dated: list[tuple[tuple[int, float], ...]] = []
        self._known: dict[object, int] = {}

    def length(self, length: Span | Law | Search, factor: Factor | None = None) -> int:
        """The row of a length; ``factor`` multiplies the hazard of its law by date."""
        key = (length, factor)
        if key not in self._known:
            self._known[key] = (
                self._row(*self._search(length, factor))
                if isinstance(length, Search)
                else self._row(*self._plain(length, factor))
            )
        return self._known[key]

    def number(self, law: float | Law, scale: int = 1) -> int:
        """The row of a count (``scale`` 1) or of a numeric property (``scale`` NUMERIC_SCALE)."""
        key = (law, scale, "number")
        if key not in self._known:
            self._known[key] = self._row(*self._number(law, scale))
        return self._known[key]

    def property_number(self, law: Law) -> int:
        return self.number(law, NUMERIC_SCALE)

    def seconds(self, seconds: float) -> int:
        return self.length(Span(seconds, "seconds"))

    def factor(self, factor: Factor | None) -> int:
        """The number of a dated factor, or -1 for none; factors that are 1 throughout are none (contract R3)."""
        steps = () if factor is None else factor.steps
        if all(value == 1 for _, value in steps):
            return -1
        if steps not in self.factors:
            self.factors.append(steps)
        return self.factors.index(steps)

    def dated_number(self, steps: Steps | Dated) -> int:
        """The number of a dated value whose first entry holds from the beginning."""
        rows = ((-FOREVER, steps.first), *steps.changes) if isinstance(steps, Steps) else steps.steps
        if rows not in self.dated:
            self.dated.append(rows)
        return self.dated.index(rows)

    def tables(self, days: DayTables) -> dict[str, Any]:
        """All tables of lengths, laws, factors, dated numbers and civil months."""
        factors, dated = Slices("factor", "time", "value"), Slices("dated", "time", "value")
        for rows in self.factors:
            factors.add(rows)
        for rows in self.dated:
            dated.add(rows)
        tables: dict[str, Any] = {**factors.columns(), **dated.columns()}
        for i, name in enumerate(("kind", "a", "b", "c", "p")):
            tables[f"length_{name}"] = [row[i] for row in self.rows]
        tables["quantiles"] = np.concatenate(self.quantiles)
        for i, name in enumerate(("atom_cumulative", "atom_value")):
            tables[name] = np.concatenate([[], *(table[i] for table in self.atoms)])
        for i, name in enumerate(("hazard_age", "hazard_cumulative")):
            tables[name] = np.concatenate([[], *(table[i] for table in self.hazards)])
        months = [days.month_days(n) for n in self.months]
        tables["month_days"] = np.stack(months) if months else np.zeros((0, days.count), dtype=np.int64)
        return tables

    def _row(self, kind: int, a: int = 0, b: int = 0, c: int = 0, p: float = 0.0) -> int:
        self.rows.append((kind, a, b, c, p))
        return len(self.rows) - 1

    def _search(self, search: Search, factor: Factor | None) -> tuple[int, int, int, int, float]:
        return LengthKind.SEARCH, self.length(search.law, factor), self.length(search.limit), 0, search.success

    def _plain(self, length: Span | Law, factor: Factor | None) -> tuple[int, ...]:
        if isinstance(length, Span):
            return self._span(length)
        working = length.unit == "working days"
        if self._never(length):
            return (LengthKind.NEVER,)
        if length.name == "fixed":
            return self._span(Span(length["value"], length.unit))
        if self.factor(factor) >= 0 or length.name == "hazard":
            return LengthKind.HAZARD, *self._hazard(length), self.factor(factor)
        if length.name in ATOMS:
            return LengthKind.STEPS, *self._atoms(length, 1), int(working)
        return LengthKind.QUANTILE, self._quantile(length, 1.0), 0, int(working)

    def _span(self, span: Span) -> tuple[int, ...]:
        if span.unit == "months":
            if int(span.amount) not in self.months:
                self.months.append(int(span.amount))
            return LengthKind.MONTHS, self.months.index(int(span.amount))
        if span.unit == "working days":
            return LengthKind.WORKING, math.floor(span.amount * DAY + 0.5)
        return LengthKind.SECONDS, math.floor(span.amount + 0.5)

    def _number(self, law: float | Law, scale: int) -> tuple[int, ...]:
        if not isinstance(law, Law):
            return LengthKind.SECONDS, round(law * scale)
        if law.name == "fixed":
            return LengthKind.SECONDS, round(law["value"] * scale)
        if law.name in ATOMS:
            return LengthKind.STEPS, *self._atoms(law, scale), 0
        return LengthKind.QUANTILE, self._quantile(law, float(scale)), 0, 0

    @staticmethod
    def _never(law: Law) -> bool:
        if law.name == "exponential":
            return math.isinf(law["mean"])
        return law.name == "hazard" and all(piece.rate == 0 for piece in law.pieces)

    def _quantile(self, law: Law, scale: float) -> int:
        offset = sum(len(table) for table in self.quantiles)
        self.quantiles.append(np.clip(np.asarray(quantile_table(law)) * scale, -FOREVER, FOREVER))
        return offset

    def _atoms(self, law: Law, scale: int) -> tuple[int, int]:
        first = sum(len(values) for _, values in self.atoms)
        cumulative, values = step_table(law)
        self.atoms.append((np.asarray(cumulative), np.clip(np.asarray(values) * scale, -FOREVER, FOREVER)))
        return first, first + len(values)

    def _hazard(self, law: Law) -> tuple[int, int]:
        first = sum(len(ages) for ages, _ in self.hazards)
        ages, hazards = hazard_table(law)
        self.hazards.append((np.asarray(ages), np.asarray(hazards)))
        return first, first + len(ages)
