"""Replications: the same figures for any number of workers, batches and replications beside them."""

from __future__ import annotations

from collections.abc import Sequence
from inspect import signature
from pathlib import Path

import numpy as np
import pytest

import sim
from sim.engines import CONTRACT, Engine, NoSuchEngine, available, choose
from sim.log.table import Log
from sim.model.build import build
from sim.model.model import Model
from sim.studies import batches
from sim.studies.replicate import replicate
from sim.studies.tally import KEPT
from tests.report.small import course

BASELINE = Path(__file__).parents[2] / "scenarios" / "rengoering.toml"


@pytest.fixture(scope="module")
def model() -> Model:
    return build(course(10, 10))


def same(first: sim.Result, second: sim.Result) -> bool:
    return first.names == second.names and np.array_equal(first.sheet.values, second.sheet.values, equal_nan=True)


def test_workers_and_batches_do_not_change_a_figure(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = replicate(model, 12, seed=2)
    assert same(plain, replicate(model, 12, seed=2, workers=3))
    monkeypatch.setattr(batches, "ROWS_IN_BATCH", {"reference": 1, "compiled": 1})
    assert same(plain, replicate(model, 12, seed=2))
    many = replicate(model, 12, seed=2, workers=2)  # more batches than are under way at once: none is lost
    assert many.sheet.replications.tolist() == list(range(12))
    assert same(plain, many)


def test_more_replications_leave_the_first_ones_alone(model: Model) -> None:
    few, many = replicate(model, 4, seed=2), replicate(model, 8, seed=2)
    assert np.array_equal(few.sheet.values, many.sheet.values[:4], equal_nan=True)
    assert many.sheet.replications.tolist() == list(range(8))


def test_another_seed_is_another_sample_and_replications_differ(model: Model) -> None:
    first, second = replicate(model, 4, seed=2), replicate(model, 4, seed=3)
    assert not np.array_equal(first.column("stay_mean.job"), second.column("stay_mean.job"))
    assert len(set(first.column("stay_mean.job").tolist())) == 4


def test_progress_counts_up_to_the_end(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "ROWS_IN_BATCH", {"reference": 3000, "compiled": 3000})
    seen: list[tuple[int, int]] = []
    replicate(model, 7, progress=lambda done, wanted: seen.append((done, wanted)))
    assert [done for done, _ in seen] == sorted({done for done, _ in seen})
    assert seen[-1] == (7, 7)


def test_the_manifest_names_the_question_and_what_answered_it(model: Model) -> None:
    manifest = replicate(model, 3, seed=9, engine="reference").manifest
    assert (manifest.seed, manifest.replications, manifest.engine, manifest.workers) == (9, 3, "reference", 1)
    assert manifest.scenario_hash == model.scenario.hash
    assert manifest.table_digest == model.digest
    assert {"python", "rengsim", "numpy", "simpy"} <= set(manifest.versions)
    assert manifest.versions["contract"] == str(CONTRACT)
    assert manifest.rows > 3 * 150
    assert manifest.seconds >= manifest.seconds_simulation > 0


def test_the_log_is_kept_or_handed_on_in_order(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "ROWS_IN_BATCH", {"reference": 3000, "compiled": 3000})
    handed: list[Log] = []
    result = replicate(model, 6, keep_log=True, workers=2, log_sink=handed.append)
    assert result.log is not None
    assert result.log.replications.tolist() == list(range(6))
    assert sum(map(len, handed)) == len(result.log) == result.manifest.rows
    assert replicate(model, 2).log is None


@pytest.mark.parametrize(("replications", "workers"), [(0, 1), (-1, 1), (1, 0)])
def test_nonsense_is_refused(model: Model, replications: int, workers: int) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        replicate(model, replications, workers=workers)


def test_the_engine_is_chosen_by_name(model: Model) -> None:
    assert choose("reference", model, 1).name == "reference"
    assert choose("auto", model, 1).name in available()
    with pytest.raises(NoSuchEngine, match="steam"):
        choose("steam", model, 1)


def test_a_result_gives_values_columns_and_a_frame(model: Model) -> None:
    result = replicate(model, 5, seed=2)
    column = result.column("entries.course")
    assert column.shape == (5,)
    assert result.value("entries.course") == column.mean() == 150
    frame = result.frame(wide=True)
    assert frame.index.name == "replication"
    assert frame["entries.course"].tolist() == column.tolist()
    with pytest.raises(KeyError, match=r"did you mean entries\.course"):
        result.value("entries.cource")


def test_load_set_and_run_from_python() -> None:
    scenario = sim.load(BASELINE)
    assert scenario.parameters["slots"] == 12
    wider = scenario.set(slots=14)
    assert (wider.parameters["slots"], scenario.parameters["slots"]) == (14, 12)
    assert wider.scenario.hash != scenario.scenario.hash
    assert "slots=14" in repr(wider)
    result = sim.run(wider, replications=2, seed=4)
    assert same(result, sim.run(sim.load(BASELINE, slots=14), replications=2, seed=4))
    assert result.scenario.name == "rengoering"
    with pytest.raises(sim.ProblemsFound, match="slotz"):
        scenario.set(slotz=14)


def test_a_value_that_is_already_there_changes_nothing() -> None:
    scenario = sim.load(BASELINE)
    assert scenario.set(slots=12).scenario.hash == scenario.scenario.hash


def test_without_a_number_the_file_decides_how_many_replications() -> None:
    assert sim.load(BASELINE).scenario.run.replications == 200


def test_importing_sim_loads_nothing_heavy() -> None:
    import subprocess
    import sys

    code = "import sys, sim; dir(sim); sim.__version__; assert not {'numpy', 'simpy', 'scipy'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=BASELINE.parents[1])


def test_fewer_replications_than_were_run_are_not_handed_out_in_silence(model: Model) -> None:
    """frame() gave the first 1,000 of 10,000 without a word."""
    result = replicate(model, 5, engine="reference", keep=3)
    for ask in (lambda: result.frame(wide=True), lambda: result.column("target.volume")):
        with pytest.warns(UserWarning, match=r"first 3 of 5 replications .* keep=None"):
            assert len(ask()) == 3
    assert len(replicate(model, 5, engine="reference", keep=None).frame(wide=True)) == 5  # and no warning
    assert signature(sim.run).parameters["keep"].default == KEPT


def test_the_log_in_memory_is_a_frame_with_names(model: Model) -> None:
    result = replicate(model, 2, engine="reference", keep_log=True)
    assert result.log is not None
    frame = result.log_frame()
    assert len(frame) == len(result.log)
    assert list(frame.columns) == ["replication", "time", "when", "owner", "event", "step", "visit", "object", "value"]
    assert {"arrive", "exit"} <= set(frame["event"])
    assert set(frame["replication"]) == {0, 1}
    assert replicate(model, 2, engine="reference").log_frame().equals(frame)  # simulated again where it was not kept


def test_compiling_is_neither_simulation_nor_measuring(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    """By a clock that only the engine moves: 100 s of compiling, 1 s for each call of the engine."""
    clock = [0.0]
    monkeypatch.setattr(batches, "perf_counter", lambda: clock[0])
    reference = choose("reference", model, 1)

    def prepare() -> None:
        clock[0] += 100

    def run(model: Model, seed: int, replications: Sequence[int]) -> Log:
        clock[0] += 1
        return reference.run(model, seed, replications)

    batch = batches.Plan(model, Engine("slow", run, False, prepare), 1, keep_log=False).run([0])
    assert (batch.seconds_simulation, batch.seconds_measures) == (1, 0)
