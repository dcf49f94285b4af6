"""Units of work in this process: cut in any way, back in any order, some of them never; the figures stay the same."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.cluster.course import Killed, Unit
from sim.cluster.trouble import UnitsLost
from sim.cluster.worker import OtherProgram, identity, perform
from sim.measures.sheet import Sheet
from sim.store.replications import Store
from sim.studies import spread
from sim.studies.option import Option
from sim.studies.runs import Runs
from sim.studies.spread import Job, Pace
from tests.studies.clinic import clinic

N = 4


class Shuffled:
    """Machines that compute here and now, hand back in any order, and die of some units."""

    def __init__(self, seed: int, threads: int = 3, deadly: str = "") -> None:
        self.threads = threads
        self._random = random.Random(seed)
        self._deadly = deadly
        self._under_way: list[Unit] = []
        self.names: list[str] = []
        self.most = 0

    def course(self) -> Shuffled:
        return self

    def __enter__(self) -> Shuffled:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self._under_way.clear()

    @property
    def room(self) -> bool:
        return len(self._under_way) < 2 * self.threads

    @property
    def idle(self) -> bool:
        return not self._under_way

    def submit(self, unit: Unit) -> None:
        self._under_way.append(unit)
        self.names.append(unit.name)
        self.most = max(self.most, len(self._under_way))

    def next(self) -> tuple[Unit, Any]:
        unit = self._under_way.pop(self._random.randrange(len(self._under_way)))
        if self._deadly and unit.name.startswith(self._deadly):
            return unit, Killed(unit)
        return unit, perform(identity(), unit.work, unit.shared.key, unit.shared.packed, unit.arguments)


@pytest.fixture(scope="module")
def options(tmp_path_factory: pytest.TempPathFactory) -> list[Option]:
    home = tmp_path_factory.mktemp("spread")
    return [clinic(home, places=places) for places in (1, 2, 3)]


@pytest.fixture(scope="module")
def undisturbed(options: list[Option]) -> list[Sheet]:
    return list(Runs(engine="reference").each(options, N))


def runs_on(machines: Any, folder: Path | None = None) -> Runs:
    return Runs(Store(folder), engine="reference", machines=machines)


def same(a: Sheet, b: Sheet) -> bool:
    arrays = ("numerator", "denominator", "replications")
    return a.names == b.names and all(getattr(a, one).tobytes() == getattr(b, one).tobytes() for one in arrays)


@settings(max_examples=3, deadline=None)
@given(seed=st.integers(0, 10**6), threads=st.integers(1, 4), size=st.integers(1, 4))
def test_sizes_and_orders_change_no_figure(
    options: list[Option], undisturbed: list[Sheet], seed: int, threads: int, size: int
) -> None:
    rng = random.Random(seed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Pace, "size", lambda *_: rng.randint(1, size))
        found = list(runs_on(Shuffled(seed, threads)).each(options, N))
    assert all(map(same, found, undisturbed))
    assert [list(sheet.replications) for sheet in found] == [list(range(N))] * len(options)


def test_what_workers_die_of_is_named_and_the_rest_is_kept(
    options: list[Option], undisturbed: list[Sheet], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Pace, "size", lambda *_: 2)
    runs, found = runs_on(Shuffled(1, deadly="clinic places=2"), tmp_path), []
    with pytest.raises(UnitsLost) as lost:
        found.extend(runs.each(options, N))
    assert set(lost.value.names) >= {f"clinic places=2 ({options[1].scenario.hash}), seed 1, 0-1"}
    assert all("places=2" in name for name in lost.value.names)
    missing = [runs.entry(option).missing(0, N) for option in options]
    assert [bool(one) for one in missing] == [False, True, False]
    again = runs_on(Shuffled(2), tmp_path)
    assert all(map(same, again.each(options, N), undisturbed))
    assert again.simulated == N
    assert again.from_disk == N * (len(options) - 1)


def test_what_is_there_is_not_computed_again(options: list[Option], undisturbed: list[Sheet], tmp_path: Path) -> None:
    next(iter(Runs(Store(tmp_path), engine="reference").each(options, 3)))
    machines = Shuffled(1)
    runs = runs_on(machines, tmp_path)
    assert all(map(same, runs.each(options, N), undisturbed))
    assert (runs.simulated, runs.from_disk) == (3 * N - 3, 3)
    fresh = Runs(Store(tmp_path), engine="reference", machines=machines, fresh=True)  # type: ignore[arg-type]
    assert all(map(same, fresh.each(options, N), undisturbed))
    assert (fresh.simulated, fresh.from_disk) == (3 * N, 0)


def test_a_long_design_is_never_ahead_by_more_than_a_few_points(options: list[Option], tmp_path: Path) -> None:
    machines, made = Shuffled(1, threads=2), 0

    def points() -> Iterator[Option]:
        nonlocal made
        for _ in range(30):
            for option in options:
                made += 1
                yield option

    for done, _ in enumerate(runs_on(machines, tmp_path).each(points(), 1)):
        assert made - done <= spread.AHEAD * machines.threads + 1
    assert made == 90
    assert machines.most <= 2 * machines.threads


def test_units_take_about_a_second() -> None:
    pace = Pace("compiled")
    assert pace.size(1_800.0, 2) == 1_000
    for _ in range(100):
        pace.learn(rows=180_000.0, seconds=2.0, client=0.01)  # twenty times as slow as was thought
    assert pace.size(1_800.0, 2) == 50
    assert pace.size(10.0**9, 2) == 1
    assert pace.size(1_800.0, 1_000) == 1_000  # then the client is the narrow place: 20 s at .01 s for each unit
    assert pace.size(18_000.0, 1_000) == 100


def test_a_job_is_cut_evenly(options: list[Option]) -> None:
    job = Job.of(options[0], Runs().entry(options[0]), [range(3, 10), range(20, 22)])
    parts = []
    while not job.done:
        parts.append(job.cut(3))
    assert parts == [range(3, 6), range(6, 8), range(8, 10), range(20, 22)]


def test_a_worker_of_another_program_computes_nothing() -> None:
    with pytest.raises(OtherProgram):
        perform("another", np.sum, "key", b"", ())
