"""Replications of many options on many machines: cut into units of about a second, kept as they come back.

A unit is a scenario, a seed and a range of replications; its answer is the file of the results store.  Replication r of
a scenario is the same whoever computes it (contract R1), and the store puts replications in order when it is read.  So
neither the size of units nor who computed them, or how often, can change a figure.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from math import fsum
from time import perf_counter
from typing import TYPE_CHECKING

from sim.analysis.workload import check_workload, workload
from sim.cluster.course import Course, Killed, Shared, Unit
from sim.cluster.trouble import UnitsLost
from sim.engines import choose
from sim.kernels.known import ENGINE
from sim.kernels.usable import usable
from sim.model.build import build
from sim.store.chunks import Encoded, encode_chunk
from sim.studies.batches import ROWS_IN_BATCH, Plan

if TYPE_CHECKING:
    from sim.cluster.machines import Machines
    from sim.engines import Engine
    from sim.model.model import Model
    from sim.store.replications import Entry
    from sim.studies.option import Option

SECONDS = 1.0
"""What a unit is to take at least: the network and the scheduler take some thousandths of it."""
CLIENT_SHARE = 0.5
"""So busy the client is at most with what comes back; with more machines units grow instead."""
LARGEST = 1_000
"""Replications of a unit, so that memory does not grow with their number."""
AHEAD = 4
"""So many options for each thread may be under way or wait for one before them."""
WEIGHT = 0.2
"""Of what was measured last, in the running mean of a cost."""


@dataclass(frozen=True)
class Simulated:
    """What a unit gave; ``seconds`` are those of the worker."""

    encoded: Encoded
    replications: int
    seconds: float


def simulate(model: Model, engine: str, forced: bool, seed: int, first: int, end: int, entry: str) -> Simulated:
    """Runs on a worker: replications first .. end - 1 as a file of the entry with this id."""
    chosen = chosen_here(engine, forced, model)
    plan = Plan(model, chosen, seed, keep_log=False)
    plan.prepare()  # compiling says nothing about what replications cost
    started = perf_counter()
    batch = plan.run(range(first, end))
    facts = {"engine": chosen.name, **batch.facts()}
    return Simulated(encode_chunk(entry, batch.sheet, facts), end - first, perf_counter() - started)


def chosen_here(engine: str, forced: bool, model: Model) -> Engine:
    """The engine on this machine; unless it is ``forced``, one that cannot compile takes the other: the same figures.

    Raises :class:`sim.engines.NoSuchEngine`.
    """
    return choose(engine if forced or engine == "reference" or usable(ENGINE) else "reference", model, 1)


class Pace:
    """How many replications make a unit: from what was measured, and before that from the rows that are expected."""

    def __init__(self, engine: str) -> None:
        self._second = float(ROWS_IN_BATCH[engine])  # expected rows that take a second
        self._client = 0.0  # seconds that the client needs for a unit

    def size(self, rows: float, threads: int) -> int:
        """Replications of so many expected rows each."""
        seconds = max(SECONDS, threads * self._client / CLIENT_SHARE)
        return max(1, min(LARGEST, round(seconds * self._second / max(1.0, rows))))

    def learn(self, rows: float, seconds: float, client: float) -> None:
        """A unit of so many expected rows took so long on a worker, and on the client."""
        if seconds > 0:
            self._second += WEIGHT * (rows / seconds - self._second)
        self._client += WEIGHT * (client - self._client)


@dataclass
class Job:
    """The replications of an option that are missing."""

    option: Option
    entry: Entry
    missing: deque[range]
    rows: float = 0.0  # expected of one replication
    under_way: int = 0
    lost: bool = False
    shared: Shared | None = field(default=None, repr=False)

    @classmethod
    def of(cls, option: Option, entry: Entry, missing: Iterable[range]) -> Job:
        """Raises :class:`sim.limits.TooMuchError`."""
        found = cls(option, entry, deque(missing))
        if found.missing:
            check_workload(option.scenario)
            found.rows = fsum(amount.expected for amount in workload(option.scenario).rows)
        return found

    @property
    def done(self) -> bool:
        return not self.missing and not self.under_way

    def cut(self, size: int) -> range:
        """The next replications; what is left is cut evenly."""
        left = self.missing.popleft()
        units = -(-len(left) // size)
        here = -(-len(left) // units)
        if units > 1:
            self.missing.appendleft(left[here:])
        return left[:here]


@dataclass
class Spread:
    """``engine`` for all units; ``kept`` is told of every unit's replications once they are on disk."""

    machines: Machines
    engine: str
    forced: bool
    seed: int
    kept: Callable[[int], None]
    _units: int = 0

    def through(self, jobs: Iterable[Job]) -> Iterator[Job]:
        """The jobs in order as each is done, with some under way after it.

        What workers die of is left out, and told at the end by :class:`sim.cluster.trouble.UnitsLost`.
        """
        coming, waiting, lost = iter(jobs), deque[Job](), []
        pace, at = Pace(self.engine), dict[int, Job]()
        with self.machines.course() as course:
            while True:
                more = self._fill(course, coming, waiting, pace, at)
                while waiting and waiting[0].done:
                    job = waiting.popleft()
                    if not job.lost:
                        yield job
                if course.idle:
                    if not more and not waiting:
                        break
                    continue
                unit, found = course.next()
                job = at.pop(unit.number)
                job.under_way -= 1
                if isinstance(found, Killed):
                    job.lost, job.missing = True, deque()
                    lost.append(unit.name)
                    continue
                started = perf_counter()
                job.entry.write_encoded(found.encoded)
                self.kept(found.replications)
                pace.learn(job.rows * found.replications, found.seconds, perf_counter() - started)
        if lost:
            raise UnitsLost(tuple(lost))

    def _fill(
        self,
        course: Course,
        coming: Iterator[Job],
        waiting: deque[Job],
        pace: Pace,
        at: dict[int, Job],
    ) -> bool:
        """Hand out units while there is room; False if there are no more jobs to come."""
        while course.room:
            job = next((one for one in waiting if one.missing), None)
            if job is None:
                if len(waiting) >= AHEAD * self.machines.threads:
                    return True
                job = next(coming, None)
                if job is None:
                    return False
                waiting.append(job)
                continue
            numbers = job.cut(pace.size(job.rows, self.machines.threads))
            self._units += 1
            at[self._units] = job
            job.under_way += 1
            course.submit(self._unit(job, numbers))
        return True

    def _unit(self, job: Job, numbers: range) -> Unit:
        scenario = job.option.scenario
        job.shared = job.shared or Shared.of(build, scenario)
        first, end = numbers[0], numbers[-1] + 1
        name = f"{job.option.name} ({scenario.hash}), seed {self.seed}, {first}-{end - 1}"
        arguments = (self.engine, self.forced, self.seed, first, end, job.entry.identity)
        return Unit(self._units, name, simulate, job.shared, arguments)
