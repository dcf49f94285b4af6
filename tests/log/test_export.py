"""The exported log says the same as the columns, in words."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from pyarrow import parquet

from sim.log.events import Event
from sim.log.export import UnknownEnding, export, log_writer
from sim.log.table import Log
from sim.model.build import build
from sim.model.model import Model
from sim.scenario.schema import DAY, Pool, Route, Step, Steps
from sim.studies.replicate import replicate
from tests.report.small import course, scenario_of

SCENARIOS = Path(__file__).parents[2] / "scenarios"


@pytest.fixture(scope="module")
def run() -> tuple[Log, Model]:
    model = build(course(10, 10))
    log = replicate(model, 2, seed=5, keep_log=True).log
    assert log is not None
    return log, model


def test_parquet_has_every_row_with_names_in_dictionaries(run: tuple[Log, Model], tmp_path: Path) -> None:
    log, model = run
    export(log, model, tmp_path / "log.parquet")
    table = parquet.read_table(tmp_path / "log.parquet", read_dictionary=["event", "step", "object"])
    assert table.column_names == ["replication", "time", "owner", "event", "step", "visit", "object", "value"]
    assert table["time"].to_pylist() == log.time.tolist()
    assert table["event"].to_pylist() == [Event(code).name.lower() for code in log.code.tolist()]
    assert set(table["replication"].to_pylist()) == {0, 1}
    assert str(table.schema.field("event").type).startswith("dictionary")
    assert not list(tmp_path.glob(".*"))


def test_objects_are_named_by_what_they_are(run: tuple[Log, Model], tmp_path: Path) -> None:
    log, model = run
    export(log, model, tmp_path / "log.parquet")
    rows = parquet.read_table(tmp_path / "log.parquet").to_pylist()
    found = {row["event"]: (row["step"], row["object"]) for row in rows}
    assert found["arrive"] == ("course", "in")
    assert found["join"] == ("course", "start")
    assert found["admit"] == ("course", "start")
    assert found["claim"] == ("course", "place")
    assert found["capacity"] == (None, "place")
    assert found["held"] == (None, "start")
    assert found["start"] == ("job", None) or found["start"] == ("course", None)
    assert found["exit"] == ("done", None)


def test_a_line_at_a_wait_is_that_of_a_pool(tmp_path: Path) -> None:
    scenario = scenario_of(
        Step("ask", "wait", takes="job", route=Route(rest="done")), Step("done", "exit"),
        pools=(Pool("job", rate=Steps(50 / (365 * DAY))),),
    )  # fmt: skip
    model = build(scenario)
    log = replicate(model, 1, keep_log=True).log
    assert log is not None
    export(log, model, tmp_path / "log.parquet")
    rows = parquet.read_table(tmp_path / "log.parquet").to_pylist()
    assert {row["object"] for row in rows if row["event"] in ("join", "admit", "in_line")} == {"job"}


def test_csv_is_the_same_table(run: tuple[Log, Model], tmp_path: Path) -> None:
    log, model = run
    with log_writer(tmp_path / "log.csv", model) as write:
        write(log.one(0))
        write(log.one(1))
    export(log, model, tmp_path / "log.parquet")
    with (tmp_path / "log.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    expected = parquet.read_table(tmp_path / "log.parquet").to_pylist()
    assert rows == [{key: "" if value is None else str(value) for key, value in row.items()} for row in expected]


@pytest.mark.parametrize("name", ["log.csv", "log.parquet"])
def test_nothing_is_left_when_the_run_fails(name: str, run: tuple[Log, Model], tmp_path: Path) -> None:
    log, model = run

    def fail() -> None:
        with log_writer(tmp_path / name, model) as write:
            write(log)
            raise RuntimeError("stopped")

    with pytest.raises(RuntimeError, match="stopped"):
        fail()
    assert list(tmp_path.iterdir()) == []


def test_another_ending_is_refused(run: tuple[Log, Model], tmp_path: Path) -> None:
    log, model = run
    with pytest.raises(UnknownEnding, match=r"log\.xlsx"):
        export(log, model, tmp_path / "log.xlsx")


def test_the_log_of_the_baseline_is_a_frame_although_names_stand_for_several_kinds_of_things() -> None:
    """A stage and an exit, or a gate and a resource, may have one name; a category stands once."""
    import sim

    result = sim.run(SCENARIOS / "rengoering.toml", replications=1, engine="reference", keep_log=True)
    frame = result.log_frame()
    assert result.log is not None
    assert len(frame) == len(result.log)
    assert frame["object"].cat.categories.is_unique
    decided = frame[frame["event"] == "decide"]
    assert set(decided["object"].dropna()) <= set(result.model.names.steps)
