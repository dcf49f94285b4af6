"""Workers as processes of their own: they die while they work, and are not let in if they run something else."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from operator import truediv
from pathlib import Path

import psutil
import pytest

from sim.cluster import worker
from sim.cluster.course import Shared, Unit
from sim.cluster.machines import Machines, connect
from sim.cluster.trouble import BadCluster
from sim.store.replications import Store
from sim.studies.option import Option
from sim.studies.runs import Runs
from sim.studies.spread import Pace
from tests.cluster.test_spread import same
from tests.studies.clinic import clinic

pytestmark = [  # sockets that Dask leaves to the garbage collector
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

N = 12


@pytest.fixture(scope="module")
def machines() -> Iterator[Machines]:
    with connect("local:2") as found:
        yield found


@pytest.fixture(scope="module")
def options(tmp_path_factory: pytest.TempPathFactory) -> list[Option]:
    return [clinic(tmp_path_factory.mktemp("machines"), places=places) for places in (1, 2, 3)]


def test_nobody_beyond_this_machine_is_listened_to(machines: Machines) -> None:
    family = [psutil.Process(), *psutil.Process().children(recursive=True)]
    listening = [
        one.laddr.ip for process in family for one in process.net_connections("inet") if one.status == "LISTEN"
    ]
    assert len(listening) >= 3
    assert set(listening) == {"127.0.0.1"}


def pid_of_a_worker(machines: Machines) -> int:
    return min(int(pid) for pid in machines.client.run(os.getpid).values())


def test_a_worker_killed_costs_time_only(
    machines: Machines, options: list[Option], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Pace, "size", lambda *_: 4)
    kept = 0

    def kill(done: int, wanted: int) -> None:
        nonlocal kept
        kept += 1
        if kept == 3:
            os.kill(pid_of_a_worker(machines), signal.SIGKILL)

    disturbed = Runs(Store(tmp_path), engine="reference", machines=machines, progress=kill)
    assert all(map(same, disturbed.each(options, N), Runs(engine="reference").each(options, N)))
    assert disturbed.simulated == N * len(options)


def test_what_is_raised_on_a_worker_is_raised_here(machines: Machines) -> None:
    with machines.course() as course:
        course.submit(Unit(1, "one", truediv, Shared.of(int, 1), (0,)))
        with pytest.raises(ZeroDivisionError):
            course.next()


PRETEND = """
from functools import partial
from sim.cluster import worker
from sim.store.program import program
worker.program = partial(dict, program(), **{there})
"""


def test_workers_of_another_program_are_refused_and_both_sides_named(machines: Machines) -> None:
    machines.client.wait_for_workers(2, timeout=120)  # one was killed above, and comes back in its own time
    machines.compare()
    here = worker.facts()
    told = f"numpy 9.9 (here {here['numpy']}), source 0123 (here {here['source']})"
    machines.client.run(exec, PRETEND.format(there={"numpy": "9.9", "source": "0123"}))
    try:
        with pytest.raises(BadCluster) as refused:
            machines.compare()
        assert [line.partition(": ")[2] for line in str(refused.value).splitlines()[1:]] == [told] * 2
        with machines.course() as course:  # one that has joined since
            course.submit(Unit(1, "one", truediv, Shared.of(int, 2), (1,)))
            with pytest.raises(BadCluster, match=r"source 0123 \(here"):
                course.next()
    finally:
        machines.client.run(exec, PRETEND.format(there={}))


def test_nobody_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.cluster.machines.TIMEOUT", 0.5)
    with pytest.raises(BadCluster, match="no scheduler that answers"), connect("tcp://127.0.0.1:9"):
        pass
