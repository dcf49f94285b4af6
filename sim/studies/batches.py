"""Simulate and measure replications in batches: bounded memory, and the same figures however they are cut.

Every replication is addressed by its number (contract R1), so neither the batches nor the workers can change a figure.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from multiprocessing import get_all_start_methods, get_context, parent_process
from time import perf_counter
from typing import TYPE_CHECKING

from sim.engines import Engine
from sim.store.program import own

if TYPE_CHECKING:
    from sim.log.table import Log
    from sim.measures.sheet import Sheet
    from sim.measures.wanted import Wanted
    from sim.model.model import Model

ROWS_IN_BATCH = {"reference": 100_000, "compiled": 1_800_000}
"""About a second of work each."""
ROWS_AT_ONCE = 1_000_000
"""Longer logs are read in stretches, so that only a part is there at any time; a row has 56 bytes."""
LARGEST_BATCH = 5_000


@dataclass(frozen=True)
class Batch:
    """What one batch gave.  Seconds are those of the worker, so they add up to more than the clock with several; what
    was spent on compiling is in none of them."""

    sheet: Sheet
    log: Log | None
    rows: int
    seconds_simulation: float
    seconds_measures: float

    def facts(self) -> dict[str, float]:
        """What it cost, as it is kept with the figures."""
        return {name: getattr(self, name) for name in ("rows", "seconds_simulation", "seconds_measures")}


@dataclass(frozen=True)
class Plan:
    """Everything a worker needs; sent once to each process."""

    model: Model
    engine: Engine
    seed: int
    keep_log: bool
    wanted: Wanted | None = None  # only these figures
    rows: int = 0
    """About how many rows the log of a replication has; 0: the first one is simulated alone to see."""

    def prepare(self) -> None:
        """What is done once in a process: compiling, or loading what was compiled."""
        from sim.measures import prepare_measures

        self.engine.prepare()
        prepare_measures(compiled=self.engine.threads)

    def run(self, replications: Sequence[int]) -> Batch:
        """Simulate and measure, a stretch of replications at a time."""
        from sim.log.table import concatenate
        from sim.measures import measure_all

        self.prepare()
        started, simulation, rows, kept = perf_counter(), 0.0, 0, []

        def logs() -> Iterator[Log]:
            nonlocal simulation, rows
            done, size = 0, max(1, ROWS_AT_ONCE // self.rows) if self.rows else 1
            while done < len(replications):
                begun = perf_counter()
                log = self.engine.run(self.model, self.seed, replications[done : done + size])
                simulation += perf_counter() - begun
                done, rows = done + size, rows + len(log)
                size = max(1, ROWS_AT_ONCE * done // max(1, rows))
                if self.keep_log:
                    kept.append(log)
                yield log
                del log  # before the next one is made

        sheet = measure_all(logs(), self.model, compiled=self.engine.threads, wanted=self.wanted)
        seconds = perf_counter() - started
        return Batch(sheet, concatenate(kept) if kept else None, rows, simulation, seconds - simulation)


def run_batches(plan: Plan, replications: Sequence[int], workers: int) -> Generator[Batch, None, None]:
    """The batches as they are finished: the first replication alone (it tells how many rows one has), then the rest."""
    if not replications:
        return
    first = plan.run(replications[:1])
    yield first
    plan = replace(plan, rows=first.rows)
    batches = cut(replications[1:], first.rows, plan.engine.name, workers)
    if workers <= 1 or len(batches) <= 1:
        for numbers in batches:
            yield plan.run(numbers)
        return
    yield from _in_parallel(plan, batches, min(workers, len(batches)))


def cut(replications: Sequence[int], rows_each: int, engine: str, workers: int) -> list[Sequence[int]]:
    """Batches of about the same number of log rows, at least one for each worker."""
    if not replications:
        return []
    size = max(1, min(LARGEST_BATCH, ROWS_IN_BATCH[engine] // max(1, rows_each)))
    size = min(size, -(-len(replications) // max(1, workers)))
    return [replications[i : i + size] for i in range(0, len(replications), size)]


def _in_parallel(plan: Plan, batches: Sequence[Sequence[int]], workers: int) -> Iterator[Batch]:
    """Batches in order; at most two for each worker are under way, so finished logs do not pile up.

    Ctrl-C is put off while the pool starts, takes work or stops: an exception in the middle of that can be lost in a
    fork handler or leave a lock behind.
    """
    waiting = iter(batches)
    running: deque[Future[Batch]] = deque()
    with put_off_interrupt():
        executor, task = _executor(plan, workers)
    try:
        with put_off_interrupt():
            running.extend(executor.submit(task, numbers) for numbers in islice(waiting, 2 * workers))
        while running:
            batch = running.popleft().result()
            with put_off_interrupt():
                running.extend(executor.submit(task, numbers) for numbers in islice(waiting, 1))
            yield batch
    finally:
        with put_off_interrupt():
            executor.shutdown(wait=True, cancel_futures=True)


@contextmanager
def put_off_interrupt() -> Iterator[None]:
    """Ctrl-C inside the block counts after it; only the main thread is ever interrupted, so others need nothing."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    arrived: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: arrived.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if arrived:
        raise KeyboardInterrupt


def _executor(plan: Plan, workers: int) -> tuple[Executor, Callable[[Sequence[int]], Batch]]:
    """Threads for an engine that lets them run; else processes.

    Where these cannot be forked, laws and figures that were added at run time are in this process alone: then threads.
    """
    forks = "fork" in get_all_start_methods()
    if plan.engine.threads or (own() and not forks):
        return ThreadPoolExecutor(workers), plan.run
    context = get_context("fork" if forks else "spawn")
    return ProcessPoolExecutor(workers, context, initializer=_start_worker, initargs=(plan,)), _run_in_worker


_plan: Plan | None = None  # in a worker process: the plan it was started with


def _start_worker(plan: Plan) -> None:
    global _plan
    _plan = plan
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is answered by the parent
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    """A parent that was killed cannot stop its workers; they would wait for work for ever."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _run_in_worker(replications: Sequence[int]) -> Batch:
    assert _plan is not None
    return _plan.run(replications)
