"""Streams of people and tokens as flat tables: arrivals, backlog and pools."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sim.model.columns import Columns
from sim.model.days import DayTables
from sim.model.processes import Cell, poisson, process_of
from sim.model.slices import Slices
from sim.model.step_tables import StepTables
from sim.model.tables import NUMERIC_SCALE, UNSET, ProcessKind
from sim.random_keys import stream_key
from sim.scenario.schema import FOREVER, Arrivals, Backlog, Draw, Pool, Property, Scenario

Attributes = tuple[tuple[str, Draw], ...]
Rows = list[tuple[tuple[str, str], ...]]


class StreamTables:
    """Builds every table whose name begins with process, cell, segment, source, watch, row or pool."""

    def __init__(
        self, scenario: Scenario, properties: list[Property], steps: StepTables, days: DayTables, end: int
    ) -> None:
        self.scenario = scenario
        self.properties = properties
        self.steps = steps
        self.lengths = steps.lengths
        self.days = days
        self.end = end
        self.columns = Columns()
        self.sizes: dict[float, int] = {}  # of cells, by the number of people expected
        self.times = Slices("process", "times")
        self.segments = Slices("cell", "segment_time", "segment_cumulative", "segment_rate")
        self.stops = Slices("process_stop", "process_stop_from", "process_stop_to")
        self.watches = Slices("source_watch", "watch_line", "watch_step")
        self.been = Slices("source_been", "been_step", "been_visits")
        self.draws = Slices("source_draw", "")
        self.rows = Slices("source_row", "row_elapsed", "row_property")

    def build(self) -> dict[str, Any]:
        """All these tables; sources in order of name, then pools."""
        arrivals = {item.name: item for item in self.scenario.arrivals}
        backlog = {item.name: item for item in self.scenario.backlog}
        pools = {item.name: item for item in self.scenario.pools}
        for name in self.steps.names.sources:
            if name in arrivals:
                self._arrivals(arrivals[name])
            else:
                self._backlog(backlog[name])
        for name in self.steps.names.pools:
            self._pool(pools[name])
        tables = dict(self.columns.values)
        for part in (self.segments, self.stops, self.watches, self.been, self.draws, self.rows):
            tables.update(part.columns())
        tables["process_times"] = [time for (time,) in self.times.rows]
        return tables

    def _process(self, kind: str, item: Arrivals | Pool) -> None:
        process = process_of(item, self.scenario.run.first_day, self.end)
        if process.kind == ProcessKind.POISSON:
            first, last = len(self.segments), len(self.segments) + len(process.cells)
            self._cells(process.cells)
        else:
            times = self.times.add([(time,) for time in process.times])
            first, last = self.times.first[times], self.times.last[times]
        self.stops.add(process.stops)
        weight = -1 if process.factor is None else self.lengths.dated_number(process.factor)
        if process.weights:
            weight = len(self.segments)
            for block in process.weights:
                self.segments.add(block.segments)
                self.columns.put(cell_month=block.month, cell_size=self.lengths.number(block.size))
        self.columns.put(
            process_weight=weight,
            process_kind=process.kind,
            process_start=process.start,
            process_end=process.end,
            process_number=process.number,
            process_size=self.lengths.number(process.size),
            process_gap=-1 if process.gap is None else self.lengths.length(process.gap),
            process_first=first,
            process_last=last,
            process_key=stream_key(f"{kind}.{item.name}"),
            process_stream=stream_key(f"{kind}.{item.name}.time"),
            process_size_stream=stream_key(f"{kind}.{item.name}.size"),
        )

    def _cells(self, cells: Sequence[Cell]) -> None:
        for cell in cells:
            self.segments.add(cell.segments)
            if cell.mean not in self.sizes:
                self.sizes[cell.mean] = self.lengths.number(poisson(cell.mean))
        months, sizes = [cell.month for cell in cells], [self.sizes[cell.mean] for cell in cells]
        self.columns.put_all(cell_month=months, cell_size=sizes)

    def _arrivals(self, item: Arrivals) -> None:
        self._process("arrivals", item)
        step = self.steps.step_number
        self.watches.add([(int(kind == "line"), step[target]) for kind, target in item.pause_while])
        self.been.add([])
        at_least = self.lengths.dated_number(item.pause_at_least) if item.pause_while else -1
        dated = sorted(zip(item.times, item.rows, strict=True), key=lambda pair: pair[0]) if item.rows else []
        rows = [row for time, row in dated if item.start <= time < min(item.end, self.end)]
        self._source(item.name, item.attributes, step[item.to], at_least, -1, -1)
        self._rows((), rows)

    def _backlog(self, item: Backlog) -> None:
        self.columns.put(
            process_weight=-1,
            process_kind=ProcessKind.BACKLOG,
            process_start=0,
            process_end=FOREVER,
            process_number=item.people,
            process_size=self.lengths.number(1),
            process_gap=-1,
            process_first=0,
            process_last=0,
            process_key=stream_key(f"arrivals.{item.name}"),
            process_stream=stream_key(f"arrivals.{item.name}.time"),
            process_size_stream=stream_key(f"arrivals.{item.name}.size"),
        )
        self.stops.add([])
        self.watches.add([])
        self.been.add([(self.steps.step_number[name], number) for name, number in item.visits])
        listed = item.elapsed if isinstance(item.elapsed, tuple) else ()
        length = -1 if isinstance(item.elapsed, tuple) else self.lengths.length(self.days.before_the_run(item.elapsed))
        self._source(item.name, item.attributes, self.steps.step_number[item.at], -1, int(item.inside), length)
        self._rows(listed, list(item.rows))

    def _source(self, name: str, attributes: Attributes, to: int, at_least: int, inside: int, elapsed: int) -> None:
        own = dict(attributes)
        stated = {item.name: item.draw for item in self.properties}
        draws = [(attribute, own.get(attribute, stated[attribute])) for attribute in self.scenario.attributes]
        drawn = [(self.steps.draw(key, draw, f"attribute.{key}"),) for key, draw in draws if draw is not None]
        self.draws.add([*self.steps.arrival_draws(), *drawn])
        self.columns.put(
            source_to=to,
            source_at_least=at_least,
            source_inside=inside,
            source_elapsed=elapsed,
            source_elapsed_stream=stream_key(f"arrivals.{name}.elapsed"),
        )

    def _rows(self, elapsed: tuple[int, ...], rows: Rows) -> None:
        """What a CSV states of each person: elapsed time and properties, UNSET where it is silent."""
        count = max(len(elapsed), len(rows))
        given = [dict(rows[i]) if i < len(rows) else {} for i in range(count)]
        self.rows.add([(elapsed[i] if elapsed else 0, self._stated(given[i])) for i in range(count)])

    def _stated(self, given: dict[str, str]) -> tuple[int, ...]:
        values = []
        for item in self.properties:
            text = given.get(item.name)
            if text is None:
                values.append(UNSET)
            else:
                values.append(item.categories.index(text) if item.categories else round(float(text) * NUMERIC_SCALE))
        return tuple(values)

    def _pool(self, item: Pool) -> None:
        self._process("pool", item)
        self.columns.put(
            pool_life=self.lengths.by_date(
                item.lifetime, lambda life: -1 if life is None else self.lengths.length(life)
            ),
            pool_life_stream=stream_key(f"pool.{item.name}.life"),
            pool_most=self.lengths.by_date(item.max_open, lambda most: -1 if most is None else most),
            pool_initial=item.initial,
            pool_last=int(item.serve == "last"),
            pool_newest=int(item.newest),
        )
