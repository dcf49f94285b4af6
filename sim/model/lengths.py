"""Lengths, laws and dated factors as numbered table rows."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, TypeAlias, cast

import numpy as np
from numpy.typing import NDArray

from sim.bounds import LARGEST
from sim.distributions import has_atoms, never, unit_law
from sim.model.days import DayTables
from sim.model.quantiles import EXPONENTIAL, hazard_table, quantile_table, step_table
from sim.model.slices import Slices
from sim.model.tables import NUMERIC_SCALE, LengthKind
from sim.scenario.cases import upper_bound
from sim.scenario.schema import DAY, FOREVER, Case, Dated, Factor, Law, Search, Span, Steps, TimeUnit

Floats: TypeAlias = NDArray[np.float64]


class UnitTables:
    """Tables of one kind, each of one or more columns, laid out one after the other; equal laws share one.

    The last column holds the values of the law where a bound on them is asked for.
    """

    def __init__(self, make: Callable[[Law], tuple[Floats, ...]]) -> None:
        self._make = make
        self._tables: list[tuple[Floats, ...]] = []
        self._places: dict[tuple[Law, float], tuple[int, int]] = {}
        self._end = 0

    def place(self, law: Law, most: float = math.inf) -> tuple[int, int]:
        """The slice of the columns that holds the table of a unit law; values beyond ``most`` are cut to it.

        A table without such values is the one that all laws of this unit law share.
        """
        *others, values = self._make(law)
        cut = most if most < math.inf and np.max(np.abs(values), initial=0) > most else math.inf
        if (law, cut) not in self._places:
            self._tables.append((*others, values if cut == math.inf else np.clip(values, -cut, cut)))
            self._places[law, cut] = self._end, self._end + len(values)
            self._end += len(values)
        return self._places[law, cut]

    def column(self, index: int) -> Floats:
        """One column of all tables."""
        return np.concatenate([np.zeros(0), *(table[index] for table in self._tables)])


def seconds_of(span: Span) -> int:
    """Seconds of a fixed length that is not in months; a working day has 86,400 of its own clock."""
    return math.floor(span.amount * (DAY if span.unit == "working days" else 1) + 0.5)


class Lengths:
    """Collects lengths, their quantile and hazard tables, and dated factors; equal ones share one row."""

    def __init__(self) -> None:
        self.rows: list[tuple[int, int, int, int, float]] = []  # kind, a, b, c, p
        self.quantiles = UnitTables(lambda law: (quantile_table(law),))
        self.quantiles.place(EXPONENTIAL)  # at offset 0 (contract R3)
        self.atoms = UnitTables(step_table)
        self.hazards = UnitTables(hazard_table)
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

    def next_of(self, dates: tuple[int, ...]) -> int:
        """The row of the time until the next of some dates, ascending."""
        if dates not in self._known:
            number = self.dated_number(Steps(0.0, tuple((time, float(i + 1)) for i, time in enumerate(dates))))
            self._known[dates] = self._row(LengthKind.NEXT, number)
        return self._known[dates]

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

    def by_date(self, value: Any, number: Callable[[Any], int]) -> int:
        """The number of a dated value: what ``number`` makes of a value that may depend on the date alone."""
        cases = value.cases if isinstance(value, Case) else ()
        values = [float(number(one)) for _, one in cases]
        values.append(float(number(value.other if isinstance(value, Case) else value)))
        dates = (int(upper_bound(label)) for label, _ in cases)
        return self.dated_number(Steps(values[0], tuple(zip(dates, values[1:], strict=True))))

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
        tables["quantiles"] = self.quantiles.column(0)
        for i, name in enumerate(("atom_cumulative", "atom_value")):
            tables[name] = self.atoms.column(i)
        for i, name in enumerate(("hazard_age", "hazard_cumulative")):
            tables[name] = self.hazards.column(i)
        months = [days.month_days(n) for n in self.months]
        tables["month_days"] = np.stack(months) if months else np.zeros((0, days.count), dtype=np.int64)
        return tables

    def _row(self, kind: int, a: int = 0, b: int = 0, c: int = 0, p: float = 0.0) -> int:
        self.rows.append((kind, a, b, c, p))
        return len(self.rows) - 1

    def _search(self, search: Search, factor: Factor | None) -> tuple[int, int, int, int, float]:
        return LengthKind.SEARCH, self.length(search.law, factor), self.length(search.limit), 0, search.success

    def _plain(self, length: Span | Law, factor: Factor | None) -> tuple[Any, ...]:
        if isinstance(length, Span):
            return self._span(length)
        working = length.unit == "working days"
        if never(length):
            return (LengthKind.NEVER,)
        if length.name == "fixed":
            return self._span(Span(length["value"], cast(TimeUnit, length.unit)))  # a law of lengths has such a unit
        unit, scale = unit_law(length)
        if self.factor(factor) >= 0 or length.name == "hazard":
            return LengthKind.HAZARD, *self.hazards.place(unit), self.factor(factor), scale
        if has_atoms(length):
            return LengthKind.STEPS, *self.atoms.place(unit), int(working), scale
        return LengthKind.QUANTILE, self.quantiles.place(unit)[0], 0, int(working), scale

    def _span(self, span: Span) -> tuple[int, ...]:
        if span.unit == "months":
            if int(span.amount) not in self.months:
                self.months.append(int(span.amount))
            return LengthKind.MONTHS, self.months.index(int(span.amount))
        if span.unit == "working days":
            return LengthKind.WORKING, seconds_of(span)
        return LengthKind.SECONDS, seconds_of(span)

    def _number(self, law: float | Law, scale: int) -> tuple[Any, ...]:
        if not isinstance(law, Law):
            return LengthKind.SECONDS, round(law * scale)
        if law.name == "fixed":
            return LengthKind.SECONDS, round(law["value"] * scale)
        unit, own_scale = unit_law(law)
        most = LARGEST / own_scale  # tails reach far beyond any number that may be written in a file
        if has_atoms(law):
            return LengthKind.STEPS, *self.atoms.place(unit, most), 0, own_scale * scale
        return LengthKind.QUANTILE, self.quantiles.place(unit, most)[0], 0, 0, own_scale * scale
