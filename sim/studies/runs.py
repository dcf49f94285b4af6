"""Replications for a study: taken from the store where they are there, computed and kept where they are not."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from sim.given import whole
from sim.limits import check_replications, default_workers
from sim.measures.sheet import Sheet, stack
from sim.store.chunks import Pick
from sim.store.replications import Entry, Store
from sim.store.sealed import Damaged
from sim.studies.asked import Asked, stated
from sim.studies.batches import Batch, Plan, run_batches
from sim.studies.option import Option
from sim.studies.shown import Progress, watched

if TYPE_CHECKING:
    from sim.cluster.machines import Machines
    from sim.studies.spread import Job

SHORTEST, LONGEST, PART = 1.0, 30.0, 0.2  # seconds between two files, and as a part of the time spent so far
LARGEST = 1_000  # replications in a file, so that memory does not grow with their number
ATTEMPTS = 5


class DamagedResults(UserWarning):
    """Something in the store was not what had been written there; it is computed again."""


def _warn(damage: Damaged) -> None:
    warnings.warn(f"{damage}; it is computed again", DamagedResults, stacklevel=2)


@dataclass
class Runs:
    """How a study simulates, and what it has cost so far.

    No figure depends on it: replication r of a scenario is the same whoever computes it (contract R1), so the
    store, the engine, the workers and what is there already change only the time.
    """

    store: Store = field(default_factory=Store)
    seed: int = 1
    engine: str = "auto"
    workers: int = 1
    progress: Progress | None = None
    machines: Machines | None = None  # None: threads of this process
    fresh: bool = False  # compute again even what is there
    on_damage: Callable[[Damaged], None] = _warn
    simulated: int = 0
    from_disk: int = 0
    expected: int = 0  # replications that the study has announced
    _asked_for: dict[str, int] = field(default_factory=dict, repr=False)
    _entries: dict[str, Entry] = field(default_factory=dict, repr=False)

    def announce(self, replications: int) -> None:
        """So many replications will be asked for; the progress counts against it."""
        self.expected += replications

    def expect(self, replications: int) -> None:
        """So many replications will be asked for in all, those asked for so far included."""
        self.expected = max(self.expected, replications)

    def check(self, option: Option, asked: Sequence[Asked]) -> None:
        """See before a long run whether all figures exist; raises :class:`sim.studies.asked.NotUnderstood`."""
        if set(asked) <= set(stated(option.scenario)):
            return
        names = self._names(option)
        for one in asked:
            one.columns(names)

    def _names(self, option: Option) -> tuple[str, ...]:
        """The figures of an option: of what is there, or of one replication by the engine that needs no compiling."""
        entry = self.entry(option)
        if not entry.missing(0, 1):
            with suppress(Damaged):
                return entry.read(0, 1).names
        from sim.engines import choose

        model = option.model()
        return Plan(model, choose("reference", model, 1), self.seed, keep_log=False).run([0]).sheet.names

    def sheet(self, option: Option, end: int, pick: Pick | None = None, first: int = 0) -> Sheet:
        """Figures (all, or those picked) of the replications first .. end - 1 of an option."""
        return stack(list(self.sheets(option, end, pick, first)))

    def each(self, options: Iterable[Option], end: int, pick: Pick | None = None, first: int = 0) -> Iterator[Sheet]:
        """The same of many options in order; machines are at work on those that come, threads on one at a time.

        Raises :class:`sim.cluster.trouble.UnitsLost` at the end for what could not be computed by any machine.
        """
        if self.machines is not None:
            options = (job.option for job in self._spread(options, first, end))
        for option in options:
            yield self.sheet(option, end, pick, first)

    def _spread(self, options: Iterable[Option], first: int, end: int) -> Iterator[Job]:
        """The options, each when all that is missing of it has been computed by machines and is kept."""
        from sim.engines import planned
        from sim.studies.spread import Job, Spread

        def job(option: Option) -> Job:
            entry = self._begun(option)
            missing = entry.missing(first, end)
            self._count(entry, first, end, missing)
            if missing:
                self._prepare(entry)
            return Job.of(option, entry, missing)

        assert self.machines is not None
        check_replications(end)
        coming = map(job, options)
        begun = next(coming, None)
        if begun is None:
            return
        engine = planned(self.engine, begun.option.model(), max(end - first, self.expected))
        spread = Spread(self.machines, engine, self.engine != "auto", self.seed, self._done)
        for done in spread.through(chain([begun], coming)):
            if self.fresh:
                done.entry.remove_replaced()
            yield done

    def sheets(self, option: Option, end: int, pick: Pick | None = None, first: int = 0) -> Iterator[Sheet]:
        """The same in order, a file at a time in memory.

        Everything is on disk before the first is handed out, and what is finished stays there if this is interrupted
        or killed.
        """
        check_replications(end)
        entry = self._begun(option)
        missing = entry.missing(first, end)
        self._count(entry, first, end, missing)
        for _ in range(ATTEMPTS):
            self._compute(option, entry, missing)
            try:
                for sheet in entry.parts(first, end, pick):
                    first = int(sheet.replications[-1]) + 1
                    yield sheet
                return
            except Damaged as damage:  # or removed meanwhile by somebody else
                self.on_damage(damage)
                missing = entry.missing(first, end)
                self.from_disk = max(0, self.from_disk - sum(map(len, missing)))
        raise OSError(f"{entry.path}: results vanish or are damaged as soon as they are written")

    def entry(self, option: Option) -> Entry:
        """Where the option is kept."""
        entry = self.store.entry(option.scenario, self.seed)
        return self._entries.setdefault(entry.identity, entry)

    def _begun(self, option: Option) -> Entry:
        """Where the option is kept; what is there is set aside at first if everything is to be computed again."""
        entry = self.entry(option)
        if self.fresh and entry.identity not in self._asked_for:
            entry.set_aside()
        self._asked_for.setdefault(entry.identity, 0)
        return entry

    def _count(self, entry: Entry, first: int, end: int, missing: Sequence[range]) -> None:
        """Count what was on disk before this study asked for it."""
        new = max(0, end - max(first, self._asked_for[entry.identity]))
        self._asked_for[entry.identity] = max(end, self._asked_for[entry.identity])
        self.from_disk += max(0, new - sum(map(len, missing)))

    def _compute(self, option: Option, entry: Entry, missing: Sequence[range]) -> None:
        lacking = sum(map(len, missing))
        if not lacking:
            return
        if self.machines is not None:
            for _ in self._spread([option], missing[0][0], missing[-1][-1] + 1):
                return
        from sim.engines import choose

        self._prepare(entry)
        model = option.model()
        engine = choose(self.engine, model, max(lacking, self.expected - self.simulated - self.from_disk))
        plan = Plan(model, engine, self.seed, keep_log=False)
        for replications in missing:
            keeper = Keeper(entry, engine.name)
            try:
                with closing(run_batches(plan, replications, self.workers)) as batches:
                    for batch in batches:
                        keeper.add(batch)
                        self._done(len(batch.sheet.replications))
            finally:
                keeper.keep()
        if self.fresh:
            entry.remove_replaced()

    def _prepare(self, entry: Entry) -> None:
        if entry.prepare():
            self.on_damage(Damaged(f"{entry.path}: the manifest is not what was written"))

    def _done(self, replications: int) -> None:
        self.simulated += replications
        if self.progress is not None:
            # what is on disk costs nothing, so it would only mislead about the time that is left
            self.progress(self.simulated, max(self.simulated, self.expected - self.from_disk))


@dataclass(frozen=True)
class RunSettings:
    """How a study is to simulate; frozen.  The seed decides the figures, the rest only time and what is kept."""

    seed: int = 1
    engine: str = "auto"
    workers: int | None = None  # None: all processors
    results: str | Path | None = None  # where replications are kept; None: nowhere
    progress: Progress | bool | None = None  # True: a line on stderr
    cluster: str | Machines | None = None  # None: threads of this process; an address is connected to for the study
    unencrypted: bool = False  # whether an address beyond this machine may be without TLS

    def __post_init__(self) -> None:
        """Raises TypeError and ValueError with the argument, what was given and what is expected."""
        whole("seed", self.seed, 0)
        if self.workers is not None:
            whole("workers", self.workers)
        if not (self.progress is None or isinstance(self.progress, bool) or callable(self.progress)):
            raise TypeError(f"progress={self.progress!r}: True, None or a function of (done, wanted) is expected")
        if self.results is not None and not isinstance(self.results, str | Path):
            raise TypeError(f"results={self.results!r}: a folder is expected")

    @contextmanager
    def runs(self, fresh: bool = False, on_damage: Callable[[Damaged], None] = _warn) -> Iterator[Runs]:
        """The replications of one study; ``fresh``: computed again even where they are kept.

        Raises :class:`sim.cluster.trouble.BadCluster` for machines that cannot be used.
        """
        with machines_of(self.cluster, self.unencrypted) as machines, watched(self.progress) as show:
            workers = self.workers or default_workers() if machines is None else machines.threads
            yield Runs(Store(self.results), self.seed, self.engine, workers, show, machines, fresh, on_damage)


@contextmanager
def machines_of(cluster: str | Machines | None, unencrypted: bool = False) -> Iterator[Machines | None]:
    """The machines at an address as long as the block lasts; those of somebody else's connection stay connected."""
    if not isinstance(cluster, str):
        yield cluster
        return
    from sim.cluster.machines import connect

    with connect(cluster, unencrypted) as machines:
        yield machines


class Keeper:
    """Collects finished batches and writes them as a file now and then, and at the end however it comes."""

    def __init__(self, entry: Entry, engine: str) -> None:
        self._entry = entry
        self._engine = engine
        self._batches: list[Batch] = []
        self._started = self._kept = monotonic()

    def add(self, batch: Batch) -> None:
        self._batches.append(batch)
        now = monotonic()
        due = now - self._kept >= min(LONGEST, max(SHORTEST, PART * (now - self._started)))
        if due or sum(len(one.sheet.replications) for one in self._batches) >= LARGEST:
            self.keep()

    def keep(self) -> None:
        """Write what has been collected."""
        if not self._batches:
            return
        costs = [batch.facts() for batch in self._batches]
        facts = {name: sum(one[name] for one in costs) for name in costs[0]}
        self._entry.write(stack([batch.sheet for batch in self._batches]), {"engine": self._engine, **facts})
        self._batches = []
        self._kept = monotonic()
