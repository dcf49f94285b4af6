"""Every table by day that one model needs, over one common range of days."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

import numpy as np

from sim.model import clocks
from sim.model.clocks import FAR_DAY, Days, Flags
from sim.scenario.dated import Window
from sim.scenario.schema import DAY, Calendar, Law, Span, Staff

DAYS_BEYOND = 1100  # tables by day reach this far beyond the end of the run
CALENDARS_KEPT = 8
TABLES_KEPT = 64  # of each kind, of all calendars


@dataclass(frozen=True)
class DayTables:
    """Tables over the days [first, first + count)."""

    calendar: Calendar
    first_day: date
    first: int
    count: int

    @cached_property
    def working_flags(self) -> Flags:
        return clocks.working_flags(self.calendar, self.first_day, self.first, self.first + self.count)

    @cached_property
    def is_opening(self) -> Flags:
        return clocks.opening_flags(self.calendar, self.first_day, self.first, self.first + self.count)

    @cached_property
    def opening_next(self) -> Days:
        found = clocks.opening_next(self.is_opening, self.first)
        found.flags.writeable = False  # it is a table of every model over these days
        return found

    def working(self, pauses: tuple[Window, ...]) -> tuple[Days, Days]:
        """(number, day) of the working days outside the pauses; a day that is paused at noon does not count.

        ``day`` is padded with days beyond any run to ``count`` entries.
        """
        return _working(self, pauses)

    def month_days(self, months: int) -> Days:
        return clocks.month_days(self.first_day, months, self.first, self.first + self.count)

    def before_the_run(self, elapsed: Span | Law) -> Span | Law:
        """A time passed at 00:00 on the first day, in seconds: months and whole working days are counted back."""
        if not isinstance(elapsed, Span) or elapsed.unit == "seconds":
            return elapsed
        if elapsed.unit == "months":
            begun = int(clocks.month_days(self.first_day, -round(elapsed.amount), 0, 1)[0])
            return Span(-begun * DAY, "seconds")
        days = np.flatnonzero(self.working_flags[: -self.first])
        whole = min(math.ceil(elapsed.amount), len(days))
        begun = int(days[-whole]) + self.first if whole else 0
        return Span(-begun * DAY, "seconds")

    def duty(self, staff: Staff) -> tuple[clocks.StaffClock, ...]:
        """The clocks of the members of a staff group."""
        return _duty(self, staff)


@lru_cache(CALENDARS_KEPT)
def day_tables(calendar: Calendar, first_day: date, first: int, count: int) -> DayTables:
    """The tables of these days, kept for the next model that has them."""
    return DayTables(calendar, first_day, first, count)


@lru_cache(TABLES_KEPT)
def _working(days: DayTables, pauses: tuple[Window, ...]) -> tuple[Days, Days]:
    noon = DAY // 2
    paused = [((start + noon - 1) // DAY, (min(end, FAR_DAY * DAY) + noon - 1) // DAY) for start, end in pauses]
    table = clocks.working_days(days.working_flags, days.first, paused)
    padding = np.full(days.count - len(table.day), FAR_DAY, dtype=np.int64)
    return table.number, np.concatenate((table.day, padding))


@lru_cache(TABLES_KEPT)
def _duty(days: DayTables, staff: Staff) -> tuple[clocks.StaffClock, ...]:
    return clocks.staff_clocks(staff, days.working_flags, days.first)
