"""Scenario -> Model: names become numbers, laws become tables, dates become seconds."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.engines.draws import stream_key
from sim.model.casebook import Casebook
from sim.model.clocks import merged
from sim.model.days import DayTables
from sim.model.horizon import earliest_time, run_end
from sim.model.lengths import Lengths
from sim.model.model import Model, Names
from sim.model.processes import capacity_steps, process_of
from sim.model.slices import Slices
from sim.model.step_tables import StepTables, tasks_of
from sim.model.tables import UNSET, Below, ProcessKind, ResourceKind, Tables, digest
from sim.scenario.schema import DAY, FOREVER, Backlog, Scenario, Step

DOOR_OPEN = 1 << 40
DAYS_BEYOND = 1100  # tables by day reach this far beyond the end of the run

FLOATS = {
    "numbers", "quantiles", "atom_cumulative", "atom_value", "hazard_age", "hazard_cumulative", "factor_value", "length_p",
    "share_cumulative", "segment_cumulative", "segment_rate", "dated_value",
}  # fmt: skip
KEYS = {name for name in Tables._fields if "stream" in name or name.endswith("_key")}


def build(scenario: Scenario) -> Model:
    """The model of a checked scenario; raises ValueError if two random streams share a key (contract R1)."""
    return _Builder(scenario).model()


def _sorted(names: Any) -> tuple[str, ...]:
    return tuple(sorted(names, key=lambda name: name.encode()))


def needs_door(step: Step) -> bool:
    return bool(step.stops) or step.starts_on_opening_days


class _Builder:
    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.end, self.settled = run_end(scenario)
        doors = [f"opening {step.name}" for step in scenario.steps if needs_door(step)]
        self.properties = sorted(scenario.properties, key=lambda item: item.name.encode())
        self.names = Names(
            sources=_sorted([item.name for item in scenario.arrivals] + [item.name for item in scenario.backlog]),
            properties=tuple(item.name for item in self.properties),
            categories=tuple(item.categories for item in self.properties),
            resources=_sorted([item.name for item in scenario.resources] + doors),
            pools=_sorted(item.name for item in scenario.pools),
            gates=_sorted(item.name for item in scenario.gates),
            steps=_sorted(item.name for item in scenario.steps),
            risks=_sorted(item.name for item in scenario.risks),
            staff=_sorted(item.name for item in scenario.staff),
            tasks=tasks_of(scenario),
        )
        self.casebook = Casebook(self.properties)
        self.lengths = Lengths()
        self.steps = StepTables(scenario, self.names, self.casebook, self.lengths)
        self.columns: dict[str, Any] = {}

    def model(self) -> Model:
        self._days()
        self.steps.build()
        self._calendars()
        self._resources()
        self._staff()
        self._sources_and_pools()
        self._gates()
        self._collect()
        tables = Tables(**{name: self._array(name) for name in Tables._fields})
        self._check_keys(tables)
        run = self.scenario.run
        window = (run.start + run.warm_up, run.end)
        return Model(self.scenario, self.names, tables, window, self.end, self.settled, digest(tables))

    def _days(self) -> None:
        first = min(0, earliest_time(self.scenario) // DAY - 2)
        count = -(-self.end // DAY) + DAYS_BEYOND - first
        self.days = DayTables(self.scenario.calendar, self.scenario.run.first_day, first, count)
        self.is_opening = self.days.is_opening
        self.columns["first_day"] = first
        self.opening_next = self.columns["opening_next"] = self.days.opening_next

    def _calendars(self) -> None:
        """A row of working days for each set of pauses, and the pauses of each step."""
        pauses = Slices("pause", "start", "end")
        rows: dict[tuple[tuple[int, int], ...], int] = {(): 0}  # row 0 is the plain calendar
        by_name = {step.name: step for step in self.scenario.steps}
        calendars = []
        for name in self.names.steps:
            windows = merged(self._pauses(by_name[name]))
            if windows not in rows:
                rows[windows] = len(rows)
            calendars.append(rows[windows])
            pauses.add(windows)
        self.columns["step_calendar"] = calendars
        self.columns.update(pauses.columns())
        numbers, days = zip(*(self.days.working(windows) for windows in rows), strict=True)
        self.columns["working_number"] = np.stack(numbers)
        self.columns["working_day"] = np.stack(days)

    def _pauses(self, step: Step) -> tuple[tuple[int, int], ...]:
        closed = self.scenario.calendar.closed if self.scenario.calendar.pause_stays else ()
        return (*step.pauses, *((start * DAY, end * DAY) for start, end in closed))

    def _resources(self) -> None:
        by_name = {item.name: item for item in self.scenario.resources}
        steps = {step.name: step for step in self.scenario.steps}
        capacity = Slices("capacity", "time", "level")
        kinds, turnarounds = [], []
        for name in self.names.resources:
            if name in by_name:
                item = by_name[name]
                kinds.append(ResourceKind.BUDGET if item.consumable else ResourceKind.PLACES)
                turnarounds.append(-1 if item.turnaround.amount == 0 else self.lengths.length(item.turnaround))
                capacity.add(capacity_steps(item.capacity, self.end))
            else:
                kinds.append(ResourceKind.DOOR)
                turnarounds.append(-1)
                capacity.add(self._door_steps(steps[name.removeprefix("opening ")]))
        self.columns.update(resource_kind=kinds, resource_turnaround=turnarounds, **capacity.columns())

    def _door_steps(self, step: Step) -> list[tuple[int, int]]:
        """Levels of the door of a stage: open outside its stops and, if it says so, on opening days only."""
        times = {0, *(time for window in step.stops for time in window)}
        if step.starts_on_opening_days:
            changes = np.flatnonzero(np.diff(self.is_opening.astype(np.int8))) + 1
            times.update(int(day) * DAY for day in changes + self.days.first)
        steps: list[tuple[int, int]] = []
        for time in sorted(time for time in times if 0 <= time < self.end):
            shut = any(start <= time < end for start, end in step.stops)
            shut = shut or (step.starts_on_opening_days and not self.is_opening[time // DAY - self.days.first])
            level = 0 if shut else DOOR_OPEN
            if not steps or steps[-1][1] != level:
                steps.append((time, level))
        return steps

    def _staff(self) -> None:
        by_name = {item.name: item for item in self.scenario.staff}
        before: list[Any] = []
        window: list[Any] = []
        first, last, opens = [], [], []
        for name in self.names.staff:
            first.append(len(before))
            members = self.days.duty(by_name[name])
            before.extend(member.before for member in members)
            window.extend(member.length for member in members)
            last.append(len(before))
            opens.append(members[0].opens if members else by_name[name].opens)
        empty = np.zeros((0, self.days.count + 1), dtype=np.int64)
        self.columns.update(
            staff_first=first, staff_last=last, staff_opens=opens,
            member_before=np.stack(before) if before else empty, member_window=np.stack(window) if window else empty,
        )  # fmt: skip

    def _sources_and_pools(self) -> None:
        arrivals = {item.name: item for item in self.scenario.arrivals}
        backlog = {item.name: item for item in self.scenario.backlog}
        pools = {item.name: item for item in self.scenario.pools}
        self.process_rows: list[dict[str, Any]] = []
        self.times = Slices("process", "times")
        self.segments: list[tuple[int, float, float]] = []
        self.stops = Slices("process_stop", "process_stop_from", "process_stop_to")
        self.watches = Slices("source_watch", "watch_line", "watch_step")
        self.source_draws = Slices("source_draw", "")
        self.source_rows = Slices("source_row", "row_elapsed", "row_property")
        for name in self.names.sources:
            if name in arrivals:
                self._arrivals(name, arrivals[name])
            else:
                self._backlog(name, backlog[name])
        for name in self.names.pools:
            self._pool(name, pools[name])

    def _process(self, kind: str, item: Any) -> None:
        process = process_of(item, self.scenario.run.first_day, self.end)
        if process.kind == ProcessKind.POISSON:
            first, last = len(self.segments), len(self.segments) + len(process.segments)
            self.segments.extend(process.segments)
        else:
            times = self.times.add([(time,) for time in process.times])
            first, last = self.times.first[times], self.times.last[times]
        self.stops.add(process.stops)
        self._put(
            process_kind=process.kind, process_start=process.start, process_end=process.end, process_number=process.number,
            process_size=self.lengths.number(process.size),  # type: ignore[arg-type]
            process_gap=-1 if process.gap is None else self.lengths.length(process.gap),  # type: ignore[arg-type]
            process_first=first, process_last=last, process_key=stream_key(f"{kind}.{item.name}"),
            process_stream=stream_key(f"{kind}.{item.name}.time"), process_size_stream=stream_key(f"{kind}.{item.name}.size"),
        )  # fmt: skip

    def _put(self, **columns: Any) -> None:
        for name, value in columns.items():
            self.columns.setdefault(name, []).append(value)

    def _arrivals(self, name: str, item: Any) -> None:
        self._process("arrivals", item)
        step = self.steps.step_number
        self.watches.add([(int(kind == "line"), step[target]) for kind, target in item.pause_while])
        self._source(
            name,
            item.attributes,
            step[item.to],
            item.pause_at_least if item.pause_while else -1,
            -1,
            -1,
            (),
            self._rows_in_time(item),
        )

    def _rows_in_time(self, item: Any) -> list[Any]:
        """Attributes of the CSV rows whose date lies in the stream's time, in order of date."""
        dated = sorted(zip(item.times, item.rows, strict=True), key=lambda pair: pair[0]) if item.rows else []
        return [row for time, row in dated if item.start <= time < min(item.end, self.end)]

    def _backlog(self, name: str, item: Backlog) -> None:
        self._put(
            process_kind=ProcessKind.BACKLOG, process_start=0, process_end=FOREVER, process_number=item.people, process_size=self.lengths.number(1),
            process_gap=-1, process_first=0, process_last=0, process_key=stream_key(f"arrivals.{name}"),
            process_stream=stream_key(f"arrivals.{name}.time"), process_size_stream=stream_key(f"arrivals.{name}.size"),
        )  # fmt: skip
        self.stops.add([])
        self.watches.add([])
        listed = item.elapsed if isinstance(item.elapsed, tuple) else ()
        length = -1 if isinstance(item.elapsed, tuple) else self.lengths.length(item.elapsed)
        self._source(
            name, item.attributes, self.steps.step_number[item.at], -1, int(item.inside), length, listed, item.rows
        )

    def _source(
        self, name: str, attributes: Any, to: int, at_least: int, inside: int, elapsed: int, listed: Any, rows: Any
    ) -> None:
        own = dict(attributes)
        by_name = {item.name: item for item in self.properties}
        draws = []
        for attribute in self.scenario.attributes:
            draw = own.get(attribute, by_name[attribute].draw)
            if draw is not None:
                draws.append((self.steps.draw(attribute, draw, f"attribute.{attribute}"),))
        self.source_draws.add(draws)
        self._put(
            source_to=to, source_at_least=at_least, source_inside=inside, source_elapsed=elapsed,
            source_elapsed_stream=stream_key(f"arrivals.{name}.elapsed"),
        )  # fmt: skip
        count = max(len(listed), len(rows))
        self.source_rows.add(
            [
                (listed[i] if i < len(listed) else 0, self._row(dict(rows[i]) if i < len(rows) else {}))
                for i in range(count)
            ]
        )

    def _row(self, given: dict[str, str]) -> tuple[int, ...]:
        """Properties that a CSV row states; UNSET elsewhere."""
        values = []
        for item in self.properties:
            text = given.get(item.name)
            if text is None:
                values.append(UNSET)
            else:
                values.append(item.categories.index(text) if item.categories else round(float(text) * 1_000_000))
        return tuple(values)

    def _pool(self, name: str, item: Any) -> None:
        self._process("pool", item)
        self._put(
            pool_life=-1 if item.lifetime is None else self.lengths.length(item.lifetime), pool_life_stream=stream_key(f"pool.{name}.life"),
            pool_most=-1 if item.max_open is None else item.max_open, pool_initial=item.initial, pool_last=int(item.serve == "last"),
        )  # fmt: skip

    def _gates(self) -> None:
        by_name = {item.name: item for item in self.scenario.gates}
        sessions = Slices("gate", "session_time", "session_nominal")
        below = {"skip": Below.SKIP, "try_again": Below.TRY_AGAIN, "send_away": Below.SEND_AWAY}
        for name in self.names.gates:
            gate = by_name[name]
            sessions.add(self._sessions(gate))
            self._put(
                gate_seats=self.lengths.dated_number(gate.seats), gate_minimum=self.lengths.dated_number(gate.minimum),
                gate_cancelled=self.lengths.dated_number(gate.cancelled), gate_others=self.lengths.number(gate.others),
                gate_below=below[gate.below], gate_again=gate.again_after, gate_tries=gate.tries,
                gate_backfill=self.steps.resource_number[gate.backfill] if gate.backfill else -1, gate_opening=int(gate.opening_days),
                gate_key=stream_key(f"gate.{name}"), gate_others_stream=stream_key(f"gate.{name}.others"),
                gate_cancelled_stream=stream_key(f"gate.{name}.cancelled"),
            )  # fmt: skip
        self.columns.update(sessions.columns())

    def _sessions(self, gate: Any) -> list[tuple[int, int]]:
        """(time, nominal time): moved to opening days; of sessions moved to one day the latest stays (contract Q5)."""
        moved: dict[int, int] = {}
        for nominal in sorted(gate.times):
            if 0 <= nominal < self.end:
                day = nominal // DAY
                if gate.opening_days:
                    day = int(self.opening_next[day - self.days.first])
                moved[day * DAY + nominal % DAY] = nominal
        return [(time, nominal) for time, nominal in sorted(moved.items()) if time < self.end]

    def _collect(self) -> None:
        lengths, casebook = self.lengths, self.casebook
        parts = (self.steps.shares, self.steps.routes, self.steps.claims, self.steps.meanwhiles, self.steps.draws, self.steps.marks,
                 self.steps.risks, self.steps.works, self.steps.follows, self.steps.limits, self.stops, self.watches, self.source_draws,
                 self.source_rows)  # fmt: skip
        factors, dated = Slices("factor", "time", "value"), Slices("dated", "time", "value")
        for rows in lengths.factors:
            factors.add(rows)
        for rows in lengths.dated:
            dated.add(rows)
        for part in (*parts, factors, dated):
            self.columns.update({name: values for name, values in part.columns().items() if name in Tables._fields})
        self.columns.update(self.steps.columns)
        self.columns["process_times"] = [time for (time,) in self.times.rows]
        for i, name in enumerate(("segment_time", "segment_cumulative", "segment_rate")):
            self.columns[name] = [segment[i] for segment in self.segments]
        for i, name in enumerate(("kind", "a", "b", "c", "p")):
            self.columns[f"length_{name}"] = [row[i] for row in lengths.rows]
        self.columns.update(
            case_selector=casebook.selector, case_base=casebook.base, case_value=casebook.value, numbers=self.steps.numbers,
            property_numeric=[int(not item.categories) for item in self.properties],
            quantiles=np.concatenate(lengths.quantiles),
            atom_cumulative=np.concatenate([[], *(cumulative for cumulative, _ in lengths.atoms)]),
            atom_value=np.concatenate([[], *(values for _, values in lengths.atoms)]),
            hazard_age=np.concatenate([[], *(ages for ages, _ in lengths.hazards)]),
            hazard_cumulative=np.concatenate([[], *(hazards for _, hazards in lengths.hazards)]),
            month_days=np.stack([self.days.month_days(n) for n in lengths.months] or [np.zeros(self.days.count, dtype=np.int64)]),
        )  # fmt: skip
        self._selectors(casebook)

    def _selectors(self, casebook: Casebook) -> None:
        selectors = Slices("selector", "property", "stride", "cut_first", "cut_last")
        cuts: list[int] = []
        for rows in casebook.selector_rows:
            flat = []
            for index, stride, bounds in rows:
                flat.append((index, stride, len(cuts), len(cuts) + len(bounds)))
                cuts.extend(bounds)
            selectors.add(flat)
        self.columns.update(selectors.columns())
        for old, new in (("cut_first", "selector_cut_first"), ("cut_last", "selector_cut_last")):
            if old in self.columns:
                self.columns[new] = self.columns.pop(old)
        self.columns["cuts"] = cuts

    def _array(self, name: str) -> Any:
        if name == "first_day":
            return self.columns[name]
        kind: Any = np.float64 if name in FLOATS else np.uint64 if name in KEYS else np.int64
        values = self.columns.get(name, [])
        if name == "row_property":
            return np.array(values, dtype=kind).reshape(len(values), len(self.properties))
        return np.ascontiguousarray(np.asarray(values, dtype=kind))

    def _check_keys(self, tables: Tables) -> None:
        """Different streams have different names, so equal keys could only be a collision of the hash."""
        keys: list[int] = []
        for name in KEYS - {"draw_stream", "source_elapsed_stream"}:
            keys.extend(int(key) for key in getattr(tables, name))
        if len(set(keys)) != len(keys):
            raise ValueError(f"two random streams share a key ({len(keys) - len(set(keys))} collisions)")
