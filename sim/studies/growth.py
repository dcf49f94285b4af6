"""A run that grows: a first answer from a few replications, then more of them while somebody still looks.

Replication r of a scenario is the same whoever computes it (contract R1), so a run that was extended from 67 to 200
replications equals one of 200 figure for figure; only the manifest's times differ.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from functools import cached_property
from time import perf_counter
from typing import TYPE_CHECKING

from sim.measures.sheet import Sheet, stack
from sim.studies.batches import Batch, Plan
from sim.studies.result import Result
from sim.studies.spent import Spent

if TYPE_CHECKING:
    from sim.measures.wanted import Wanted
    from sim.model.model import Model

PIECE = 34
"""Replications between two looks at whether to go on: some hundredths of a second for the compiled engine."""


class Cancelled(Exception):
    """Nobody waits for the answer any more; what was computed until then is kept."""


class GrowingRun:
    """Replications 0, 1, 2, ... of one model, as many as have been asked for so far.

    ``engine`` is chosen as for a run of ``largest`` replications.  With two or more workers the pieces of the compiled
    engine run in threads; the reference engine computes in the calling thread.  One thread may use it at a time.
    ``wanted``: the figures that are computed (None: all of them): a run of thousands of replications that is looked at
    through a few figures needs little time and memory.
    """

    def __init__(
        self,
        model: Model,
        seed: int = 1,
        engine: str = "auto",
        workers: int = 1,
        largest: int = 2_000,
        wanted: Wanted | None = None,
    ) -> None:
        self.model = model
        self.seed = seed
        self._wanted = wanted
        self._engine, self._workers, self._largest = engine, workers, largest
        self._sheets: list[Sheet] = []  # of the pieces; one sheet as soon as an answer is made of them
        self._result: Result | None = None  # the last one: what was summed up of it need not be again
        self._spent = Spent()

    @property
    def replications(self) -> int:
        """How many are there."""
        return sum(len(sheet.replications) for sheet in self._sheets)

    @property
    def nbytes(self) -> int:
        """Memory that the figures of all replications take."""
        return sum(sheet.numerator.nbytes + sheet.denominator.nbytes for sheet in self._sheets)

    def result(
        self, replications: int, cancelled: Callable[[], bool] = lambda: False, workers: int | None = None
    ) -> Result:
        """The answer from replications 0 .. replications - 1; only those that are not there yet are simulated.

        ``workers``: at most so many this time.  ``cancelled`` is asked before every piece of work.  Raises
        :class:`Cancelled` where it says yes, and ValueError for fewer than one replication.
        """
        if replications < 1:
            raise ValueError(f"at least 1 replication is needed, not {replications}")
        if replications > self.replications:
            self._extend(replications, cancelled, min(self._workers, workers or self._workers))
        if self._result is None or self._result.manifest.replications != replications:
            if len(self._sheets) > 1:
                self._sheets = [stack(self._sheets)]
            manifest = self._spent.manifest(self._plan, replications, self._workers)
            self._result = Result(self.model, self._sheets[0].rows(0, replications), manifest)
        return self._result

    @cached_property
    def _plan(self) -> Plan:
        from sim.engines import choose

        engine = choose(self._engine, self.model, self._largest)
        return Plan(self.model, engine, self.seed, keep_log=False, wanted=self._wanted)

    def _extend(self, replications: int, cancelled: Callable[[], bool], workers: int) -> None:
        started = perf_counter()
        try:
            for batch in self._batches(self._pieces(replications, workers), cancelled, workers):
                self._sheets.append(batch.sheet)
                self._spent.add(batch)
        finally:
            self._spent.clock += perf_counter() - started

    def _pieces(self, replications: int, workers: int) -> list[range]:
        """Pieces of even size, at least one for each worker."""
        missing = range(self.replications, replications)
        size = max(1, min(PIECE, -(-len(missing) // workers)))
        return [missing[first : first + size] for first in range(0, len(missing), size)]

    def _batches(self, pieces: list[range], cancelled: Callable[[], bool], workers: int) -> Iterator[Batch]:
        """In order of replication; as many at a time as there are workers."""
        together = workers if self._plan.engine.threads else 1
        with ThreadPoolExecutor(together) as pool:
            for first in range(0, len(pieces), together):
                if cancelled():
                    raise Cancelled
                running = [pool.submit(self._plan.run, piece) for piece in pieces[first : first + together]]
                wait(running, return_when=FIRST_EXCEPTION)
                yield from (future.result() for future in running)
