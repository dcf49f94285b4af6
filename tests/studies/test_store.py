"""The results store: nothing computed twice, nothing lost, nothing half-written read."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import numpy as np
import pytest

import sim
from sim import disk
from sim.engines import CONTRACT
from sim.measures.sheet import Sheet
from sim.store.chunks import chunks_in, encode_chunk, read_chunk, read_facts, write_chunk
from sim.store.replications import Entry, Store, slug
from sim.store.sealed import Damaged
from sim.studies import batches
from sim.studies.option import Option
from sim.studies.precision import Precision
from sim.studies.replicate import replicate
from sim.studies.runs import DamagedResults, Keeper
from sim.studies.stored_run import run_stored
from tests.studies import clinic as clinics
from tests.studies.clinic import CLINIC, clinic, write_clinic
from tests.tiers import first_of

ROOT = Path(__file__).parents[2]
runs = partial(clinics.runs, engine="reference")


def same(a: Sheet, b: Sheet) -> bool:
    return (
        a.names == b.names
        and a.numerator.tobytes() == b.numerator.tobytes()
        and a.denominator.tobytes() == b.denominator.tobytes()
        and a.replications.tolist() == b.replications.tolist()
    )


def numbers(first: int, end: int, figures: int = 3) -> Sheet:
    replications = np.arange(first, end)
    values = replications[:, None] + np.arange(figures) / 8
    names = tuple(f"tal.æ{i}" for i in range(figures))
    return Sheet(names, values, np.ones_like(values), replications)


@pytest.fixture
def entry(tmp_path: Path) -> Entry:
    return Store(tmp_path / "results").entry(clinic(tmp_path).scenario, 1)


# --- what is kept ----------------------------------------------------------------------------------------------------


def test_what_is_read_is_what_was_simulated_bit_for_bit(tmp_path: Path) -> None:
    option = clinic(tmp_path)
    kept = runs(tmp_path / "results").sheet(option, 12)
    assert same(kept, replicate(option.model(), 12, seed=1, engine="reference", keep=None).sheet)
    again = runs(tmp_path / "results")
    assert same(again.sheet(option, 12), kept)
    assert (again.simulated, again.from_disk) == (0, 12)


def test_a_longer_study_goes_on_where_a_shorter_one_stopped(tmp_path: Path) -> None:
    option = clinic(tmp_path)
    runs(tmp_path / "results").sheet(option, 5)
    longer = runs(tmp_path / "results")
    sheet = longer.sheet(option, 9)
    assert (longer.simulated, longer.from_disk) == (4, 5)
    assert same(sheet, replicate(option.model(), 9, seed=1, engine="reference", keep=None).sheet)
    shorter = runs(tmp_path / "results")
    assert same(shorter.sheet(option, 3), sheet.rows(0, 3))
    assert shorter.simulated == 0


def test_figures_can_be_picked(tmp_path: Path) -> None:
    option, study = clinic(tmp_path), runs(tmp_path / "results")
    whole = study.sheet(option, 4)
    picked = study.sheet(option, 4, lambda names: ("attained.joint", "target.many"))
    assert picked.names == ("attained.joint", "target.many")
    assert picked.column("target.many").tolist() == whole.column("target.many").tolist()


@pytest.mark.parametrize(
    ("stretches", "asked", "missing"),
    [
        ([], (0, 10), [(0, 10)]),
        ([(0, 10)], (0, 10), []),
        ([(0, 4), (6, 8)], (0, 10), [(4, 6), (8, 10)]),
        ([(2, 9), (0, 3)], (0, 8), []),
        ([(5, 20)], (0, 10), [(0, 5)]),
        ([(0, 3), (0, 7)], (2, 9), [(7, 9)]),
        ([(20, 30)], (0, 10), [(0, 10)]),
    ],
)
def test_what_is_missing(entry: Entry, stretches: list[tuple[int, int]], asked: tuple[int, int],
                         missing: list[tuple[int, int]]) -> None:  # fmt: skip
    for first, end in stretches:
        entry.write(numbers(first, end), {})
    assert [(one.start, one.stop) for one in entry.missing(*asked)] == missing
    if not missing:
        assert same(entry.read(*asked), numbers(*asked))
    else:
        with pytest.raises(Damaged):
            entry.read(*asked)


def test_the_id_follows_from_scenario_seed_and_program_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    option, store = clinic(tmp_path), Store(tmp_path)

    def identity(one: Option, seed: int = 1) -> str:
        return store.entry(one.scenario, seed).identity

    reworded = write_clinic(tmp_path, "reworded", CLINIC.replace('en = "Clinic"', 'en = "Surgery"'))
    assert identity(Option.of(sim.load(reworded))) == identity(option)
    assert identity(option.set(places=2)) == identity(option)
    assert identity(option.set(places=4)) != identity(option)
    assert identity(option, 2) != identity(option)
    before = identity(option)
    monkeypatch.setattr("sim.store.program.program", lambda: {"source": "another"})
    assert identity(option) != before


def test_an_entry_says_what_it_answers(tmp_path: Path) -> None:
    option, study = clinic(tmp_path, places=4), runs(tmp_path / "results")
    study.sheet(option, 2)
    entry = study.store.entry(option.scenario, 1)
    manifest = json.loads((entry.path / "manifest.json").read_text("utf-8"))
    assert manifest["parameters"]["places"] == 4
    assert manifest["program"]["contract"] == str(CONTRACT)
    assert (manifest["seed"], manifest["scenario"], manifest["scenario_hash"]) == (1, "clinic", option.scenario.hash)
    assert entry.path == tmp_path / "results" / "clinic" / manifest["id"]
    [chunk] = chunks_in(entry.path)
    assert (chunk.first, chunk.end) == (0, 2)
    assert read_facts(chunk)["engine"] == "reference"
    assert read_facts(chunk)["rows"] > 0


def test_danish_names_make_plain_directories() -> None:
    assert slug("løbende optag på å/æ") == "loebende-optag-paa-aa-ae"
    assert slug("..") == "scenario"


def test_fresh_computes_again(tmp_path: Path) -> None:
    option = clinic(tmp_path)
    runs(tmp_path / "results").sheet(option, 3)
    study = runs(tmp_path / "results")
    study.fresh = True
    study.sheet(option, 3)
    study.sheet(option, 4)
    assert (study.simulated, study.from_disk) == (4, 0)


def test_fresh_loses_nothing_before_what_takes_its_place_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    option, study = clinic(tmp_path), runs(tmp_path / "results")
    study.sheet(option, 3)
    study.sheet(option, 6)
    path = study.store.entry(option.scenario, 1).path
    before = [chunk.path for chunk in chunks_in(path)]

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    again = runs(tmp_path / "results")
    again.fresh = True
    with monkeypatch.context() as patch:
        patch.setattr("sim.studies.runs.run_batches", stop)
        with pytest.raises(KeyboardInterrupt):
            again.sheet(option, 3)
    assert [chunk.path for chunk in chunks_in(path)] == before
    again.sheet(option, 3)
    after = [chunk.path for chunk in chunks_in(path)]
    assert before[0] not in after
    assert before[1] in after
    assert [(chunk.first, chunk.end) for chunk in chunks_in(path)] == [(0, 3), (3, 6)]
    assert again.simulated == 3
    later = runs(tmp_path / "results")
    later.sheet(option, 6)
    assert later.simulated == 0


# --- what is damaged or half-written ---------------------------------------------------------------------------------


def test_a_damaged_file_is_dropped_and_computed_again(tmp_path: Path) -> None:
    option, study = clinic(tmp_path), runs(tmp_path / "results")
    whole = study.sheet(option, 6)
    [chunk] = chunks_in(study.store.entry(option.scenario, 1).path)
    content = chunk.path.read_bytes()
    for damaged in (content[: len(content) // 2], b"", b"PAR1" * 10, content[:-20] + b"x" * 20):
        chunk.path.write_bytes(damaged)
        again = runs(tmp_path / "results")
        with pytest.warns(DamagedResults, match="content has changed"):
            assert same(again.sheet(option, 6), whole)
        assert again.simulated == 6
        [chunk] = chunks_in(chunk.path.parent)


def test_a_file_that_holds_less_than_its_name_says_is_not_believed(entry: Entry) -> None:
    entry.write(numbers(0, 4), {})
    [chunk] = chunks_in(entry.path)
    longer = chunk.path.with_name(chunk.path.name.replace("0000004", "0000005"))
    chunk.path.rename(longer)
    with pytest.raises(Damaged):
        entry.read(0, 5)
    assert not longer.exists()


def test_half_written_files_are_never_seen_and_swept_up_once_their_writer_is_gone(entry: Entry) -> None:
    entry.write(numbers(0, 2), {})
    part = entry.path / ".replications-0000002-0000009-0123456789.0123456789ab.part"
    part.write_bytes(b"half")
    assert [(one.first, one.end) for one in chunks_in(entry.path)] == [(0, 2)]
    with disk.new_file(entry.path / "other") as stream:
        stream.write(b"half")
        [alive] = entry.path.glob(".other.*.part")
        disk.sweep(entry.path)
        assert alive.exists()
    assert not part.exists()
    assert len(chunks_in(entry.path)) == 1
    assert (entry.path / "other").read_bytes() == b"half"


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("old")

    def write() -> None:
        with disk.new_file(path) as stream:
            stream.write(b"ne")
            raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        write()
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_directory_is_replaced_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "answer"
    for name in "ab":
        with disk.new_folder(path) as folder:
            disk.write_bytes(folder / name, b"1")
    assert [file.name for file in path.iterdir()] == ["b"]
    assert list(tmp_path.iterdir()) == [path]


def test_chunks_hold_replications_that_follow_each_other(tmp_path: Path) -> None:
    gap = Sheet(("a",), np.ones((2, 1)), np.ones((2, 1)), np.array([3, 5]))
    with pytest.raises(ValueError, match="follow each other"):
        encode_chunk(tmp_path.name, gap, {})


def test_nan_and_infinity_survive(tmp_path: Path) -> None:
    values = np.array([[np.nan, -0.0, np.inf]])
    sheet = Sheet(("a", "b", "c"), values, values, np.array([7]))
    assert same(read_chunk(write_chunk(tmp_path, encode_chunk(tmp_path.name, sheet, {}))), sheet)


# --- interrupted and killed ------------------------------------------------------------------------------------------


def test_an_interrupted_study_keeps_what_is_finished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    option, seen = clinic(tmp_path), []
    monkeypatch.setitem(batches.ROWS_IN_BATCH, "reference", 1)  # a batch for each replication

    def stop(done: int, wanted: int) -> None:
        seen.append((done, wanted))
        if done == 4:
            raise KeyboardInterrupt

    study = runs(tmp_path / "results")
    study.progress = stop
    study.announce(10)
    with pytest.raises(KeyboardInterrupt):
        study.sheet(option, 10)
    assert seen == [(1, 10), (2, 10), (3, 10), (4, 10)]
    again = runs(tmp_path / "results")
    again.sheet(option, 10)
    assert (again.simulated, again.from_disk) == (6, 4)


def test_files_are_written_while_a_study_runs(entry: Entry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.studies.runs.LARGEST", 3)
    keeper = Keeper(entry, "reference")
    for first in range(0, 8, 2):
        keeper.add(batches.Batch(numbers(first, first + 2), None, 10, 0.5, 0.25))
    assert [(one.first, one.end) for one in chunks_in(entry.path)] == [(0, 4), (4, 8)]
    assert read_facts(chunks_in(entry.path)[0])["rows"] == 20
    keeper.keep()
    assert len(chunks_in(entry.path)) == 2


def start(arguments: list[str], results: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "sim.cli", *arguments, "--engine", "reference", "--workers", "2"]
    return subprocess.Popen(command, cwd=ROOT, env={**os.environ, "RENGSIM_RESULTS": str(results)}, text=True,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)  # fmt: skip


def wait_for(results: Path, pattern: str, process: subprocess.Popen[str]) -> list[Path]:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        found = sorted(results.glob(pattern))
        if found:
            return found
        time.sleep(0.01)
    raise AssertionError(f"no {pattern}: {process.communicate(timeout=10)[1] if process.poll() is not None else ''}")


@pytest.mark.parametrize("how", first_of(1, [signal.SIGKILL, signal.SIGINT]))
def test_a_killed_study_goes_on_where_it_stopped(how: signal.Signals, tmp_path: Path) -> None:
    path, results = write_clinic(tmp_path), tmp_path / "results"
    command = ["compare", str(path), "--with", "places=3", "--no-waterfall", "--lang", "en", "--replications"]
    with start([*command, "100000"], results) as process:
        [first, *_] = wait_for(results, "clinic/*/replications-*.parquet", process)
        os.kill(process.pid, how) if how == signal.SIGINT else os.killpg(process.pid, how)
        code, error = process.wait(30), process.communicate()[1]
    assert code == (130 if how == signal.SIGINT else -signal.SIGKILL)
    if how == signal.SIGINT:
        assert "What was computed is kept" in error
    kept = {file: file.stat().st_mtime_ns for file in results.glob("clinic/*/replications-*.parquet")}
    assert first in kept
    assert not list(results.glob("clinic/*/answer.txt"))
    n = max(chunk.end for chunk in chunks_in(first.parent))
    with start([*command, str(n), "--json"], results) as process:
        output, error = process.communicate(timeout=120)
    assert process.returncode == 0, error
    assert f"{n} runs simulated, {n} were on disk already" in error
    assert {file: file.stat().st_mtime_ns for file in kept} == kept
    option = Option.of(sim.load(path))
    expected = replicate(option.model(), n, 1, "reference").value("target.many")
    assert json.loads(output)["results"][0]["mean(target.many)"]["mean"] == expected


def test_two_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    path, results = write_clinic(tmp_path), tmp_path / "results"
    command = ["compare", str(path), "--with", "places=3", "--with", "days=15", "--replications", "40", "--json"]
    both = [start(command, results) for _ in range(2)]
    answers = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], answers
    assert answers[0][0] == answers[1][0]
    assert not list(results.glob("**/*.part"))
    for entry in {file.parent for file in results.glob("clinic/*/replications-*.parquet")}:
        covered = sorted((chunk.first, chunk.end) for chunk in chunks_in(entry))
        assert covered[0][0] == 0
        assert max(end for _, end in covered) == 40


# --- runs of one scenario --------------------------------------------------------------------------------------------


def test_a_stored_run_has_the_figures_of_a_plain_one(tmp_path: Path) -> None:
    option = clinic(tmp_path)
    plain = replicate(option.model(), 8, 1, "reference")
    for _ in range(2):  # computed, and read
        result, reached = run_stored(option, runs(tmp_path / "results"), 8)
        assert reached is None
        assert same(result.sheet, plain.sheet)
        assert result.manifest.engine == "reference"
        assert result.manifest.rows == plain.manifest.rows


def test_a_stored_run_to_a_precision(tmp_path: Path) -> None:
    precision = Precision(None, {"P(many)": 0.2}, least=4, most=60)
    result, reached = run_stored(clinic(tmp_path), runs(tmp_path / "results"), 1, precision)
    assert reached is not None
    assert reached.reached
    assert result.manifest.replications == reached.replications > 4
    [line] = reached.lines
    chance = result.pooled(["attained.many@2021", "attained.many@2022"])
    assert line.half_width == pytest.approx((chance.high - chance.low) / 2)
