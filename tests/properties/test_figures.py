"""Law 6: figures recomputed in plain Python from the exported log are those of the measures."""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from sim.log.export import export
from sim.measures import measure
from sim.measures.names import FigureName
from sim.model.model import Model
from sim.model.tables import NUMERIC_SCALE
from sim.scenario.schema import DATE, DAY, Resource
from tests import generated
from tests.books.ledger import value_for
from tests.properties.conftest import Run

REPLICATIONS = [0, 3]


class Row(NamedTuple):
    replication: int
    time: int
    owner: int
    event: str
    step: str
    visit: int
    thing: str
    value: int


def exported(path: Path) -> list[Row]:
    with path.open(encoding="utf-8") as file:
        return [
            Row(
                int(row["replication"]), int(row["time"]), int(row["owner"]), row["event"], row["step"],
                int(row["visit"]), row["object"], int(row["value"]),
            )
            for row in csv.DictReader(file)
        ]  # fmt: skip


class Recomputed:
    """Figures of one replication by name, from its rows and the scenario."""

    def __init__(self, rows: list[Row], model: Model) -> None:
        self.rows, self.model = rows, model
        self.start, self.close = model.window
        self.kinds = {step.name: step.kind for step in model.scenario.steps}
        self.figures: dict[str, float] = defaultdict(float)
        self.total: dict[str, float] = defaultdict(float)  # numerators of means
        self.count: dict[str, float] = defaultdict(float)
        self.people()
        self.stays()
        self.lines()
        self.places()
        self.events()
        for name in self.count.keys() | self.total.keys():
            self.figures[name] = self.total[name] / self.count[name] if self.count[name] else math.nan

    def inside(self, time: float) -> bool:
        return self.start <= time < self.close

    def share_of_window(self, since: float, until: float) -> float:
        return max(0.0, min(until, self.close) - max(since, self.start)) / (self.close - self.start)

    def of(self, *events: str) -> Iterator[Row]:
        return (row for row in self.rows if row.event in events)

    def people(self) -> None:
        arrived = {row.owner: row.time - row.value for row in self.of("arrive")}
        seen = {row.owner: row.time for row in self.of("arrive")}
        gone = {row.owner: row.time for row in self.of("exit")}
        for row in self.of("arrive"):
            self.figures[f"arrivals.{row.thing}"] += self.inside(row.time - row.value)
        for row in self.of("not_contacted"):
            self.figures[f"not_contacted.{row.thing}"] += self.inside(row.time)
        for owner, time in arrived.items():
            self.figures["in_system"] += self.share_of_window(seen[owner], gone.get(owner, self.model.end))
            if self.inside(time) and owner in gone:
                self.count["time_in_system"] += 1
                self.total["time_in_system"] += (gone[owner] - time) / DAY
            elif self.inside(time):
                self.figures["unfinished"] += 1

    def stays(self) -> None:
        began: dict[int, Row] = {}
        for row in self.of("start", "end", "risk", "called", "inside"):
            if row.event == "start":
                began[row.owner] = row
                self.figures[f"entries.{row.step}"] += self.inside(row.time - row.value)
            elif row.owner in began:
                start = began.pop(row.owner)
                self.figures[f"occupancy.{row.step}"] += self.share_of_window(start.time, row.time)
                if self.inside(start.time - start.value) and row.event != "inside":
                    self.count[f"stay_mean.{row.step}"] += 1
                    self.total[f"stay_mean.{row.step}"] += row.value / DAY

    def lines(self) -> None:
        joined: dict[int, Row] = {}
        admitted: set[tuple[int, str, int]] = set()
        for row in self.of("join", "admit", "reneged", "balked", "sent_away", "in_line", "start"):
            if row.event == "join":
                joined[row.owner] = row
                self.figures[f"entries.{row.step}"] += self.kinds[row.step] == "wait" and self.inside(
                    row.time - row.value
                )
                self._request(row, row.time - row.value)
            elif row.event == "start" and (row.owner, row.step, row.visit) not in admitted:
                self._request(row, row.time - row.value)
                self._waited(row.step, row.time - row.value, 0)
            elif row.event != "start":
                begin = joined.pop(row.owner)
                since = begin.time - begin.value
                self.figures[f"queue.{row.step}"] += self.share_of_window(begin.time, row.time)
                if row.event == "admit":
                    admitted.add((row.owner, row.step, row.visit))
                    self._waited(row.step, since, row.value)
                elif row.event == "reneged":
                    self.figures[f"reneged.{row.step}"] += self.inside(since)
                elif row.event in ("balked", "sent_away"):
                    self.figures[f"balked.{row.step}"] += self.inside(since)

    def _request(self, row: Row, since: int) -> None:
        self.figures[f"joined.{row.step}"] += self.inside(since)

    def _waited(self, step: str, since: int, seconds: int) -> None:
        if self.inside(since):
            self.count[f"wait_mean.{step}"] += 1
            self.total[f"wait_mean.{step}"] += seconds / DAY

    def places(self) -> None:
        lent = {item.name: item for item in self.model.scenario.resources if not item.consumable}
        level: dict[str, dict[str, int]] = {name: {"busy": 0, "turnaround": 0, "capacity": 0} for name in lent}
        area: dict[str, float] = defaultdict(float)
        before = 0
        for row in [*self.of("claim", "release", "turned", "capacity"), Row(0, self.model.end, -1, "", "", 0, "", 0)]:
            for name, levels in level.items():
                for kind, units in levels.items():
                    area[f"{kind}.{name}"] += units * self.share_of_window(before, row.time)
            before = row.time
            if row.thing in level:
                now = level[row.thing]
                if row.event == "capacity":
                    now["capacity"] = row.value
                now["busy"] += {"claim": row.value, "release": -row.value}.get(row.event, 0)
                if row.event == "turned" or self._turns(lent[row.thing], row.time):
                    now["turnaround"] += {"release": row.value, "turned": -row.value}.get(row.event, 0)
        self.figures.update(area)
        for name in level:
            capacity = area[f"capacity.{name}"]
            self.figures[f"utilisation.{name}"] = area[f"busy.{name}"] / capacity if capacity else math.nan

    def _turns(self, item: Resource, time: int) -> bool:
        """Whether what is given back at a time is free only later."""
        return bool(value_for(item.turnaround, {DATE: time * NUMERIC_SCALE}).amount > 0)

    def events(self) -> None:
        """What is only counted, and who is left at the end."""
        counted = {
            "limited": ("limited", "step"), "overdue": ("overdue", "step"), "decide": ("entries", "step"),
            "token_in": ("arrived", "thing"), "token_taken": ("taken", "thing"), "token_expired": ("expired", "thing"),
            "token_lost": ("lost", "thing"), "seats": ("sessions", "thing"), "held": ("held", "thing"),
            "cancelled": ("cancelled", "thing"), "not_held": ("too_few", "thing"), "backfill": ("backfilled", "thing"),
        }  # fmt: skip
        for row in self.rows:
            if row.event in counted:
                figure, by = counted[row.event]
                self.figures[f"{figure}.{getattr(row, by)}"] += self.inside(row.time)
            elif row.event == "exit":
                self.figures[f"entries.{row.step}"] += self.inside(row.time)
                self.figures[f"exits.{row.step}"] += self.inside(row.time)
            elif row.event in ("inside", "in_line"):
                self.figures[f"{row.event}_end"] += 1
                self.figures[f"{row.event}_end.{row.step}"] += 1
            elif row.event == "work_done":
                staff = next(task.staff for task in self.model.names.tasks if task.name == row.thing)
                weeks = (self.close - self.start) / (7 * DAY)
                self.figures[f"work_hours_week.{staff}"] += self.inside(row.time) * row.value / 3600 / weeks


CHECKED = (
    *("arrivals", "not_contacted", "in_system", "time_in_system", "unfinished", "entries", "occupancy", "stay_mean"),
    *("joined", "wait_mean", "queue", "reneged", "balked", "busy", "turnaround", "capacity", "utilisation"),
    *("limited", "overdue", "arrived", "taken", "expired", "lost", "sessions", "held", "cancelled", "too_few"),
    *("backfilled", "exits", "inside_end", "in_line_end", "work_hours_week"),
)


@pytest.mark.parametrize("seed", range(25))
def test_every_figure_is_the_one_recomputed_from_the_exported_log(seed: int, run: Run, tmp_path: Path) -> None:
    model = generated.model(seed)
    log = run(model, seed, REPLICATIONS)
    sheet = measure(log, model)
    export(log, model, tmp_path / "log.csv")
    rows = exported(tmp_path / "log.csv")
    assert len(rows) == len(log)
    names = [name for name in sheet.names if name.split(".")[0] in CHECKED and FigureName.of(name).plain]
    assert len(names) > 40
    for place, number in enumerate(REPLICATIONS):
        recomputed = Recomputed([row for row in rows if row.replication == number], model).figures
        found = {name: float(sheet.column(name)[place]) for name in names}
        expected = {name: recomputed.get(name, math.nan if _is_mean(name) else 0.0) for name in names}
        assert found == pytest.approx(expected, rel=1e-9, abs=1e-12, nan_ok=True)


def _is_mean(name: str) -> bool:
    return name.split(".")[0] in ("time_in_system", "stay_mean", "wait_mean", "utilisation")
