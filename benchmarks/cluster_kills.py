"""A long design on processes whose worker, scheduler and client are killed in turn, against the same on threads.

``python -m benchmarks.cluster_kills [--points 10000]``: the answer in words, as JSON and the Parquet table must be the
same bytes.  It also says how much memory client and workers took at most.
"""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from tests.studies.clinic import write_clinic

QUIET = subprocess.DEVNULL


@dataclass
class Cluster:
    """A scheduler and a worker command with two processes, all on this machine."""

    port: int
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self) -> None:
        address = f"tcp://127.0.0.1:{self.port}"
        pages = ["--dashboard-address", "127.0.0.1:0"]
        scheduler = ["dask_scheduler", "--host", "127.0.0.1", "--port", str(self.port), *pages]
        workers = ["dask_worker", address, "--nworkers", "2", "--nthreads", "1", *pages]
        for name, *arguments in (scheduler, workers):
            command = [sys.executable, "-m", f"distributed.cli.{name}", *arguments]
            self.processes[name] = subprocess.Popen(command, stdout=QUIET, stderr=QUIET)

    def workers(self) -> list[psutil.Process]:
        """The processes that compute: those below the nannies."""
        try:
            below = psutil.Process(self.processes["dask_worker"].pid).children(recursive=True)
            return [one for one in below if "spawn_main" in " ".join(one.cmdline())]
        except psutil.NoSuchProcess:
            return []

    def stop(self) -> None:
        for process in self.processes.values():
            family = [*psutil.Process(process.pid).children(recursive=True)] if process.poll() is None else []
            process.kill()
            process.wait()
            for child in family:
                if child.is_running():
                    child.kill()


@dataclass
class Memory:
    """The most that was seen, in MB."""

    client: float = 0.0
    worker: float = 0.0

    def look(self, client: subprocess.Popen[bytes], workers: Sequence[psutil.Process]) -> None:
        self.client = max(self.client, _megabytes(psutil.Process(client.pid)))
        self.worker = max([self.worker, *map(_megabytes, workers)])


def _megabytes(process: psutil.Process) -> float:
    try:
        return float(process.memory_info().rss / 1e6)
    except psutil.Error:
        return 0.0


def design(points: int) -> list[str]:
    """So many combinations, or a few more."""
    chances = max(1, -(-points // 500))
    return [
        "--vary", "places=1..10", "--vary", "days=5..29.5:0.5",
        "--vary", f"job_chance={','.join(f'{(i + 1) / (chances + 1):.4f}' for i in range(chances))}",
    ]  # fmt: skip


class Study:
    """``rengsim sweep`` in a folder of its own."""

    def __init__(self, folder: Path, scenario: Path, points: int, more: Sequence[str] = ()) -> None:
        folder.mkdir()
        self.folder, self.results = folder, folder / "results"
        self._command = [
            sys.executable, "-m", "sim.cli", "sweep", str(scenario), *design(points), "--replications", "2", "--json",
            "--results", str(self.results), "--table", str(folder / "table.parquet"), "--lang", "en", *more,
        ]  # fmt: skip

    def start(self) -> subprocess.Popen[bytes]:
        with (self.folder / "answer.json").open("wb") as out, (self.folder / "told.txt").open("wb") as told:
            return subprocess.Popen(self._command, stdout=out, stderr=told)

    def done(self) -> int:
        """Points that are in the store."""
        return sum(len(found) > 1 for _, _, found in os.walk(self.results))

    def answer(self) -> dict[str, bytes]:
        folders = [path.parent for path in self.results.glob("*/*/answer.txt")]
        assert len(folders) == 1, folders
        return {path.name: path.read_bytes() for path in (
            self.folder / "answer.json", self.folder / "table.parquet", folders[0] / "answer.txt")}  # fmt: skip

    def told(self) -> str:
        return (self.folder / "told.txt").read_text()


def until(study: Study, client: subprocess.Popen[bytes], done: int, cluster: Cluster, memory: Memory) -> None:
    """Wait until so many points are kept, or the client ends."""
    while study.done() < done and client.poll() is None:
        memory.look(client, cluster.workers())
        time.sleep(0.5)


def disturbed(study: Study, points: int, cluster: Cluster) -> Memory:
    """Kill a worker, the scheduler and the client, each at another time, and go on."""
    memory = Memory()
    cluster.start()
    client = study.start()
    until(study, client, points // 5, cluster, memory)
    print(f"worker killed after {study.done()} points", flush=True)
    cluster.workers()[0].kill()
    until(study, client, 2 * points // 5, cluster, memory)
    print(f"scheduler killed after {study.done()} points", flush=True)
    cluster.processes["dask_scheduler"].kill()
    code = client.wait()
    print(f"the client says, with exit code {code}: {study.told().strip().splitlines()[-1]}", flush=True)
    assert code == 1
    assert "the scheduler does not answer" in study.told(), study.told()
    assert "Traceback" not in study.told(), study.told()
    cluster.stop()
    cluster.start()
    client = study.start()
    until(study, client, 7 * points // 10, cluster, memory)
    print(f"client killed after {study.done()} points", flush=True)
    client.send_signal(signal.SIGKILL)
    client.wait()
    client = study.start()
    until(study, client, 1 << 60, cluster, memory)
    assert client.wait() == 0, study.told()
    print(f"the client says: {study.told().strip().splitlines()[0]}", flush=True)
    return memory


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=10_000)
    points = parser.parse_args(arguments).points
    with TemporaryDirectory() as place, socket.socket() as free:
        folder = Path(place)
        scenario = write_clinic(folder)
        free.bind(("127.0.0.1", 0))
        cluster = Cluster(free.getsockname()[1])
        free.close()
        address = ["--cluster", f"tcp://127.0.0.1:{cluster.port}"]
        study = Study(folder / "cluster", scenario, points, address)
        started = time.monotonic()
        try:
            memory = disturbed(study, points, cluster)
        finally:
            cluster.stop()
        print(f"on the cluster: {time.monotonic() - started:.0f} s", flush=True)
        started, threads = time.monotonic(), Study(folder / "threads", scenario, points)
        assert threads.start().wait() == 0, threads.told()
        print(f"on threads: {time.monotonic() - started:.0f} s", flush=True)
        same = {name: content == threads.answer()[name] for name, content in study.answer().items()}
    print(f"at most {memory.client:.0f} MB in the client, {memory.worker:.0f} MB in a worker")
    print(f"the same bytes: {same}")
    return 0 if all(same.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
