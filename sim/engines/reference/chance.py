"""Draws and lengths of the reference engine: addressed, never consumed (contract R1-R3)."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any, Protocol

import numpy as np

from sim.engines import arithmetic, calendar_time
from sim.model.tables import UNSET, DrawKind, LengthKind, PropertyKind
from sim.random_keys import GOLDEN, INDEX, MASK, MIX_1, MIX_2, UNIT, draw_array, mix, replication_key

FAR = 1 << 60
NO_STEP = -1
SECONDS, QUANTILE = int(LengthKind.SECONDS), int(LengthKind.QUANTILE)  # plain numbers compare faster


CATEGORY, DATE = int(PropertyKind.CATEGORY), int(PropertyKind.DATE)


class Clock(Protocol):
    """What tells the time."""

    now: int


class Chance:
    """Everything random in one replication, and everything that depends on a person's properties."""

    def __init__(self, tables: Any, seed: int, replication: int, clock: Clock) -> None:
        self.t = tables
        self.clock = clock
        self.key = replication_key(seed, replication)
        self.streams: dict[int, int] = {}  # the first round of each stream's draws
        self.constant = tables.constant

    def uniform(self, stream: int, owner: int, visit: int = 0, index: int = 0) -> float:
        """``draws.draw`` at this address, with its rounds written out because it is the most frequent call of all."""
        k = self.streams.get(stream)
        if k is None:
            k = self.streams[stream] = mix(self.key ^ stream)
        z = (k + owner) & MASK
        z = ((z ^ (z >> 30)) * MIX_1) & MASK
        z = ((z ^ (z >> 27)) * MIX_2) & MASK
        z = ((z ^ (z >> 31)) + visit * GOLDEN + index * INDEX) & MASK
        z = ((z ^ (z >> 30)) * MIX_1) & MASK
        z = ((z ^ (z >> 27)) * MIX_2) & MASK
        return (((z ^ (z >> 31)) >> 12) * 2 + 1) * UNIT

    def first_draws(self, owners: list[int]) -> list[list[float]]:
        """For each owner the draws of the first visit from ``first_streams``, made all at once."""
        streams = np.array(self.t.first_streams, dtype=np.uint64)
        keys = np.array(owners, dtype=np.uint64)[:, None]
        seed, one, zero = (np.array([number], dtype=np.uint64) for number in (self.key, 1, 0))
        draws: list[list[float]] = draw_array(seed, streams, keys, one, zero).tolist()
        return draws

    def pick(self, case: int, props: list[int]) -> int:
        """The value of a case now, for a person with these properties."""
        value = self.constant[case]
        return self._pick(case, props) if value is None else value

    def _pick(self, case: int, props: list[int]) -> int:
        t = self.t
        selector = t.case_selector[case]
        at = t.case_base[case]
        for row in range(t.selector_first[selector], t.selector_last[selector]):
            kind = t.property_kind[t.selector_property[row]]
            value = self.clock.now if kind == DATE else props[t.selector_property[row]]
            if kind > DATE and value != UNSET:
                value = self.clock.now - value
            if value != UNSET:
                classes = 1
                if kind != CATEGORY:
                    for cut in range(t.selector_cut_first[row], t.selector_cut_last[row]):
                        classes += value >= t.cuts[cut]
                else:
                    classes += value
                at += classes * t.selector_stride[row]
        found: int = t.case_value[at]
        return found

    def share(self, table: int, u: float) -> int:
        """The target of a share table that the uniform falls on."""
        t = self.t
        at, last = t.share_first[table], t.share_last[table] - 1
        while at < last and u >= t.share_cumulative[at]:
            at += 1
        target: int = t.share_target[at]
        return target

    def route(self, route: int, now: int, u: float) -> int:
        t = self.t
        at = t.route_last[route] - 1
        while t.route_time[at] > now:
            at -= 1
        return self.share(t.route_share[at], u)

    def property_value(self, row: int, owner: int, props: list[int], member: int, visit: int, given: int) -> int:
        """The value of a property drawn by one row of the draw tables.

        ``member`` is the place in a cohort, ``given`` what the event at hand gives.
        """
        t = self.t
        kind: int = t.draw_kind[row]
        if kind >= DrawKind.GIVEN:
            return given
        value: int = t.draw_value[row]
        if kind == DrawKind.FIXED:
            return value
        if kind == DrawKind.COMPOSITION:
            return self.share(value, float(member % int(t.share_cumulative[t.share_last[value] - 1])))
        chosen = self.pick(value, props)
        if kind == DrawKind.SHARES:
            return self.share(chosen, self.uniform(t.draw_stream[row], owner, visit))
        return self.amount(chosen, t.draw_stream[row], owner, visit)

    def amount(self, row: int, stream: int, owner: int, visit: int = 0, index: int = 0) -> int:
        """A count, a number in millionths, or a length of plain seconds, from a length row."""
        t = self.t
        if t.length_kind[row] == SECONDS:
            seconds: int = t.length_a[row]
            return seconds
        return self.law(row, self.uniform(stream, owner, visit, index))

    def law(self, row: int, u: float) -> int:
        """The rounded value of a law without calendar (QUANTILE, STEPS, HAZARD, NEVER, SECONDS) for one uniform."""
        t = self.t
        kind, scale = t.length_kind[row], t.length_p[row]
        if kind == QUANTILE:
            return arithmetic.round_half_up(scale * arithmetic.quantile(t.quantiles, t.length_a[row], u))
        if kind == LengthKind.STEPS:
            return arithmetic.round_half_up(
                scale * arithmetic.step_value(t.atom_cumulative, t.atom_value, t.length_a[row], t.length_b[row], u)
            )
        if kind == LengthKind.HAZARD:
            e = arithmetic.quantile(t.quantiles, 0, u)
            age = arithmetic.age_at(t.hazard_age, t.hazard_cumulative, t.length_a[row], t.length_b[row], scale, e)
            return arithmetic.round_half_up(age)
        seconds: int = t.length_a[row] if kind == SECONDS else FAR
        return seconds

    def end(
        self, row: int, start: int, step: int, stream: int, owner: int, visit: int, index: int = 0, scale: float = 1.0
    ) -> int:
        """When a length that begins at ``start`` is over, on the clock of ``step`` (NO_STEP: on the plain calendar)."""
        t = self.t
        kind = t.length_kind[row]
        calendar = 0 if step < 0 else t.step_calendar[step]
        if kind == SECONDS:
            work = arithmetic.round_half_up(t.length_a[row] * scale) if scale != 1.0 else t.length_a[row]
        elif kind == LengthKind.MONTHS:
            work = calendar_time.month_end(t.month_days[t.length_a[row]], t.first_day, start) - start
            work = arithmetic.round_half_up(work * scale) if scale != 1.0 else work
        elif kind == LengthKind.WORKING:
            work = arithmetic.round_half_up(t.length_a[row] * scale) if scale != 1.0 else t.length_a[row]
            return calendar_time.working_end(
                t.working_day[calendar], t.working_number[calendar], t.first_day, start, work
            )
        else:
            u = self.uniform(stream, owner, visit, index)
            if kind == LengthKind.HAZARD and t.length_c[row] >= 0:
                work = self.factored(row, u, self.stage_clock(step, start))
            else:
                work = self.law(row, u)
            if work >= FAR:
                return FAR
            if scale != 1.0:
                work = arithmetic.round_half_up(work * scale)
            if t.length_c[row] == 1 and kind != LengthKind.HAZARD:
                return calendar_time.working_end(
                    t.working_day[calendar], t.working_number[calendar], t.first_day, start, work
                )
        if step < 0 or t.pause_first[step] == t.pause_last[step]:
            return start + work
        return calendar_time.resume(t.pause_start, t.pause_end, t.pause_first[step], t.pause_last[step], start, work)

    def stage_clock(self, step: int, time: int) -> int:
        """``time`` less all pauses of the stage before it; the factors on its hazards are dated on this clock."""
        t = self.t
        if step < 0:
            return time
        return calendar_time.unpaused(t.pause_start, t.pause_end, t.pause_first[step], t.pause_last[step], time)

    def factored(self, row: int, u: float, start: int) -> int:
        """Seconds until one unit exponential is used up along the segments of the dated factors.

        ``start`` and the dates of the factors are on the stage's clock.
        """
        t = self.t
        factor = t.length_c[row]
        e = arithmetic.quantile(t.quantiles, 0, u)
        age = arithmetic.risk_age(
            t.hazard_age, t.hazard_cumulative, t.length_a[row], t.length_b[row], t.length_p[row], e, start,
            t.factor_time, t.factor_value, t.factor_first[factor], t.factor_last[factor],
        )  # fmt: skip
        return FAR if age >= FAR else arithmetic.round_half_up(age)

    def next_date(self, number: int, now: int) -> int:
        """The first date of a dated value that is later than now."""
        t = self.t
        at = bisect_right(t.dated_time, now, t.dated_first[number], t.dated_last[number])
        return int(t.dated_time[at]) if at < t.dated_last[number] else FAR

    def dated(self, number: int, now: int) -> float:
        """A dated value at a time."""
        t = self.t
        at = t.dated_last[number] - 1
        while at > t.dated_first[number] and t.dated_time[at] > now:
            at -= 1
        value: float = t.dated_value[at]
        return value
