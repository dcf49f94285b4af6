"""Grids and sweeps."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from sim.scenario.schema import Scenario
from sim.studies.grid import BadGrid, axis_of, grid_of, parse_axis
from sim.studies.precision import Precision
from sim.studies.replicate import replicate
from sim.studies.sweep import TidyTable, sweep
from tests.studies.clinic import clinic, runs

N = 6


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sweep")


@pytest.fixture(scope="module")
def scenario(home: Path) -> Scenario:
    return clinic(home).scenario


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("places=1..4", (1, 2, 3, 4)),
        ("places = 2..8:3", (2, 5, 8)),
        ("places=1..3,6,9..11:2", (1, 2, 3, 6, 9, 11)),
        ("job_chance=0.1..0.4", (0.1, 0.2, 0.3, 0.4)),  # the step of the parameter
        ("days=5,12.5", (5, 12.5)),
        ("days=5..6.5:0.5", (5, 5.5, 6, 6.5)),
        ("job_chance=10%,35 pct.", (0.1, 0.35)),
        ("line=leaves,waits", ("leaves", "waits")),
        ("line=*", ("waits", "leaves")),
        ("days=2 weeks,20 days", ("2 weeks", "20 days")),
        ("places=5..5", (5,)),
    ],
)
def test_values(text: str, values: tuple[object, ...], scenario: Scenario) -> None:
    assert parse_axis(text, scenario).values == values


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("places", "NAME=VALUES"),
        ("places=", "NAME=VALUES"),
        ("place=1..4", "did you mean places"),
        ("places=4..1", "smaller"),
        ("places=1,,2", "empty"),
        ("places=1,2,1", "twice"),
        ("places=*", "no list of choices"),
        ("days=0.5..3.2", "step"),
        ("days=5..6:0", "step"),
        ("days=0..1000000:1", "more than"),
    ],
)
def test_values_that_are_not_understood(text: str, message: str, scenario: Scenario) -> None:
    with pytest.raises(BadGrid, match=message):
        parse_axis(text, scenario)


def test_the_axis_across_varies_fastest(scenario: Scenario) -> None:
    grid = grid_of(
        [axis_of("line", "*", scenario), axis_of("places", "1..3", scenario), axis_of("days", "5,6", scenario)]
    )
    assert len(grid) == 12
    assert grid.axes[grid.across].name == "places"
    assert list(grid.points())[:4] == [("waits", 1, 5), ("waits", 2, 5), ("waits", 3, 5), ("waits", 1, 6)]
    assert len(set(grid.points())) == 12
    with pytest.raises(BadGrid, match="places is varied twice"):
        grid_of([axis_of("places", "1", scenario), axis_of("places", "2", scenario)])
    with pytest.raises(BadGrid, match="nothing"):
        grid_of([])


def test_every_point_is_the_run_it_stands_for(home: Path, scenario: Scenario) -> None:
    option = clinic(home)
    grid = grid_of([axis_of("places", "1,2", scenario), axis_of("line", "*", scenario)])
    found = sweep(option, grid, runs(home / "results"), N)
    assert [point.values for point in found.points] == [(1, "waits"), (2, "waits"), (1, "leaves"), (2, "leaves")]
    for point in found.points:
        plain = replicate(option.set(places=point.values[0], line=point.values[1]).model(), N, 1, "reference")
        assert point.estimates[0].mean == plain.value("target.many")
        assert point.replications == N
    assert found.values("mean(target.many)") == [point.estimates[0].mean for point in found.points]
    with pytest.raises(KeyError, match="was not asked"):
        found.values("P(nothing)")


def test_steps_are_paired_differences_along_the_axis(home: Path, scenario: Scenario) -> None:
    grid = grid_of([axis_of("places", "1,2,3", scenario), axis_of("line", "*", scenario)])
    found = sweep(clinic(home), grid, runs(home / "results"), N)
    for before, after in zip(found.points, found.points[1:], strict=False):
        step = after.steps[0]
        if after.values[0] == 1:
            assert step is None
        else:
            assert step is not None
            assert step.mean == pytest.approx(after.estimates[0].mean - before.estimates[0].mean)


def test_a_sweep_goes_on_where_it_was_interrupted(home: Path, scenario: Scenario) -> None:
    option, grid = clinic(home), grid_of([axis_of("days", "7,8,9", scenario)])
    study = runs(home / "stopped")

    def stop(done: int, wanted: int) -> None:
        assert wanted == 3 * N
        if done > N:
            raise KeyboardInterrupt

    study.progress = stop
    with pytest.raises(KeyboardInterrupt):
        sweep(option, grid, study, N)
    again = runs(home / "stopped")
    sweep(option, grid, again, N)
    assert again.from_disk == study.simulated > N
    assert again.simulated == 3 * N - study.simulated
    last = runs(home / "stopped")
    sweep(option, grid, last, N)
    assert (last.simulated, last.from_disk) == (0, 3 * N)


def test_the_tidy_table(home: Path, scenario: Scenario) -> None:
    import pyarrow.parquet as parquet

    grid = grid_of([axis_of("places", "1,2", scenario), axis_of("line", "*", scenario)])
    path = home / "tidy.parquet"
    table = TidyTable(path, grid)
    found = sweep(clinic(home), grid, runs(home / "results"), N, table=table)
    table.close()
    rows = parquet.read_table(path).to_pylist()
    names = {row["figure"] for row in rows}
    assert {"target.many", "P(joint)", "queue.stay", "utilisation.chair", "exits.gone"} <= names
    assert len(rows) == 4 * len(names)
    assert not any("@" in name or "[" in name for name in names)
    wanted = {(point.values, point.estimates[0].mean) for point in found.points}
    assert {((row["places"], row["line"]), row["mean"]) for row in rows if row["figure"] == "target.many"} == wanted
    assert all(row["low"] <= row["mean"] <= row["high"] for row in rows if row["figure"] == "P(joint)")


def test_a_combination_that_is_not_allowed_is_said_before_anything_runs(home: Path, scenario: Scenario) -> None:
    study = runs(home / "results")
    with pytest.raises(BadGrid, match=r"(?s)job_chance=1\.5 is not allowed.*stage\.stay"):
        sweep(clinic(home), grid_of([axis_of("job_chance", "0.25,1.5", scenario)]), study, N)
    assert study.simulated == 0


def test_every_point_as_precise_as_wanted(home: Path, scenario: Scenario) -> None:
    precision = Precision(None, {"mean(target.many)": 1.2}, least=10, most=200)
    found = sweep(clinic(home), grid_of([axis_of("places", "1,3", scenario)]), runs(home / "results"), 1, (), precision)
    few, many = (point.replications for point in found.points)
    assert 10 <= few < many < 200  # with one place less varies
    estimate = found.points[1].estimates[0]
    assert (estimate.high - estimate.low) / 2 <= 1.2


def test_memory_does_not_grow_with_the_points(home: Path, scenario: Scenario) -> None:
    """All that stays of a point is its estimates; a sheet of one replication has 4 kB, model and scenario 1 MB."""
    import gc

    option = clinic(home)

    def left(values: str) -> int:
        grid = grid_of([axis_of("wanted", values, scenario)])
        table = TidyTable(home / "memory.parquet", grid)
        tracemalloc.start()
        found = sweep(option, grid, runs(home / "memory"), 1, table=table)
        gc.collect()
        used = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
        table.close()
        assert len(found) == len(grid)
        return used

    left("1..10:1")  # what is loaded once, and the few models and buffers that are kept
    assert left("21..40:1") - left("11..20:1") < 10 * 10_000
