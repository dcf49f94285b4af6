"""Every table by day that one model needs, over one common range of days."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from sim.model import clocks
from sim.model.clocks import FAR_DAY, Days, Flags
from sim.scenario.dated import Window
from sim.scenario.schema import DAY, Calendar, Law, Span, Staff

DAYS_BEYOND = 1100  # tables by day reach this far beyond the end of the run


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
        return clocks.opening_next(self.is_opening, self.first)

    def working(self, pauses: Sequence[Window]) -> tuple[Days, Days]:
        """(number, day) of the working days outside the pauses; a day that is paused at noon does not count.

        ``day`` is padded with days beyond any run to ``count`` entries.
        """
        noon = DAY // 2
        paused = [((start + noon - 1) // DAY, (min(end, FAR_DAY * DAY) + noon - 1) // DAY) for start, end in pauses]
        table = clocks.working_days(self.working_flags, self.first, paused)
        padding = np.full(self.count - len(table.day), FAR_DAY, dtype=np.int64)
        return table.number, np.concatenate((table.day, padding))

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
        return clocks.staff_clocks(staff, self.working_flags, self.first)
