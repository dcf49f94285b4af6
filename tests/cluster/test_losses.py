"""Schedulers, workers and clients in processes of their own, as on many machines, and what is left when they die."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from sim.cluster import course as courses
from sim.cluster.course import Killed, Shared, Unit
from sim.cluster.machines import Machines, connect
from sim.cluster.trouble import BadCluster, ClusterLost
from sim.store.replications import Store
from sim.studies.option import Option
from sim.studies.runs import Runs
from sim.studies.spread import Pace
from tests.cluster.test_spread import same
from tests.studies.clinic import clinic, write_clinic

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

ROOT = Path(__file__).parents[2]
N = 20


@contextmanager
def dask(name: str, *arguments: str, path: Path = ROOT) -> Iterator[subprocess.Popen[bytes]]:
    """``dask scheduler`` or ``dask worker`` in a process."""
    command = [sys.executable, "-m", f"distributed.cli.dask_{name}", *arguments, "--dashboard-address", "127.0.0.1:0"]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(
        command, cwd=path, env={**os.environ, "PYTHONPATH": str(path)}, stdout=quiet, stderr=quiet
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGCONT)  # one that a test has stopped could not end
        process.terminate()
        process.wait()


@pytest.fixture
def address() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"tcp://127.0.0.1:{free.getsockname()[1]}"


@pytest.fixture
def scheduler(address: str) -> Iterator[subprocess.Popen[bytes]]:
    with dask("scheduler", "--host", "127.0.0.1", "--port", address.rpartition(":")[2]) as process:
        yield process


@pytest.fixture
def options(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Option]:
    monkeypatch.setattr(Pace, "size", lambda *_: 4)
    return [clinic(tmp_path, places=places) for places in (1, 2, 3)]


@contextmanager
def patiently(address: str) -> Iterator[Machines]:
    """Connect as soon as the scheduler answers."""
    for attempt in range(20):
        try:
            with connect(address) as machines:
                yield machines
            return
        except BadCluster:
            if attempt == 19:
                raise


def killing(machines: Machines, victim: subprocess.Popen[bytes], folder: Path) -> Runs:
    """Runs during which a process is killed after the third unit."""
    units = 0

    def kill(done: int, wanted: int) -> None:
        nonlocal units
        units += 1
        if units == 3:
            victim.kill()

    return Runs(Store(folder), engine="reference", machines=machines, progress=kill)


def test_a_scheduler_killed_is_said_and_what_is_finished_is_kept(
    scheduler: subprocess.Popen[bytes], address: str, options: list[Option], tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    with dask("worker", address, "--nworkers", "2", "--nthreads", "1"), patiently(address) as machines:
        runs = killing(machines, scheduler, tmp_path / "results")
        with pytest.raises(ClusterLost) as lost:
            list(runs.each(options, N))
    assert "Traceback" not in capfd.readouterr().err
    assert (lost.value.what, lost.value.address) == ("scheduler", address)
    assert runs.simulated >= 12
    again = Runs(Store(tmp_path / "results"), engine="reference")
    assert all(map(same, again.each(options, N), Runs(engine="reference").each(options, N)))
    assert again.from_disk >= 12


def test_the_last_worker_gone_is_said(
    scheduler: subprocess.Popen[bytes], address: str, options: list[Option], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(courses, "PATIENCE", 1.0)
    with (
        dask("worker", address, "--nthreads", "1", "--no-nanny") as worker, patiently(address) as machines,
        pytest.raises(ClusterLost) as lost,
    ):  # fmt: skip
        list(killing(machines, worker, tmp_path / "results").each(options, N))
    assert lost.value.what == "workers"


def test_a_worker_that_is_no_longer_heard_of_costs_time_only(
    address: str, options: list[Option], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL", "5s")
    alone = ("--nthreads", "1", "--no-nanny")
    with (
        dask("scheduler", "--host", "127.0.0.1", "--port", address.rpartition(":")[2]),
        dask("worker", address, *alone) as lost, dask("worker", address, *alone), patiently(address) as machines,
    ):  # fmt: skip
        machines.client.wait_for_workers(2)
        done = 0

        def lose(now: int, wanted: int) -> None:
            nonlocal done
            done += 1
            if done == 3:
                lost.send_signal(signal.SIGSTOP)

        runs = Runs(Store(tmp_path / "results"), engine="reference", machines=machines, progress=lose)
        assert all(map(same, runs.each(options, N), Runs(engine="reference").each(options, N)))
        lost.send_signal(signal.SIGCONT)


def test_a_unit_that_workers_die_of_is_named_and_the_rest_goes_on() -> None:
    with connect("local:2") as machines, machines.course() as course:
        course.submit(Unit(0, "deadly", os._exit, Shared.of(int, 9), ()))
        for number in range(1, 5):
            course.submit(Unit(number, f"unit {number}", pow, Shared.of(int, number), (2,)))
        outcomes = {unit.number: outcome for unit, outcome in (course.next() for _ in range(5))}
    assert isinstance(outcomes.pop(0), Killed)
    assert outcomes == {1: 1, 2: 4, 3: 9, 4: 16}


def test_another_program_is_refused(scheduler: subprocess.Popen[bytes], address: str, tmp_path: Path) -> None:
    edited = tmp_path / "edited"
    shutil.copytree(ROOT / "sim", edited / "sim")
    (edited / "sim" / "bounds.py").write_text((ROOT / "sim" / "bounds.py").read_text() + "\n# edited\n")
    with (
        dask("worker", address, "--nthreads", "1", path=edited),
        pytest.raises(BadCluster, match=r"code \w+ \(here \w+\), source \w+ \(here \w+\)"), connect(address),
    ):  # fmt: skip
        pass


def test_ctrl_c_keeps_what_is_done_and_leaves_no_process(tmp_path: Path) -> None:
    results = tmp_path / "results"
    command = [
        sys.executable, "-m", "sim.cli", "sweep", str(write_clinic(tmp_path)), "--vary", "places=1..12", "--vary",
        "days=5..30:1", "--replications", "2", "--cluster", "local:2", "--results", str(results), "--lang", "en",
    ]  # fmt: skip
    client = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, start_new_session=True)
    while not list(results.glob("*/*/*.parquet")) and client.poll() is None:
        time.sleep(0.1)
    family = psutil.Process(client.pid).children(recursive=True)
    assert len(family) >= 2
    os.killpg(client.pid, signal.SIGINT)  # as a terminal does: to every process
    told = client.communicate()[1].decode()
    assert client.returncode == 130, told
    assert "Traceback" not in told
    alive = psutil.wait_procs(family, timeout=30)[1]
    assert [one for one in alive if one.status() != psutil.STATUS_ZOMBIE] == []
    assert list(results.glob("*/*/*.parquet"))
