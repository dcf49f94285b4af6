"""A connection to workers: how many there are, and whether they run this program."""

from __future__ import annotations

import asyncio
import concurrent.futures
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from time import monotonic
from typing import Any

from sim.cluster import worker
from sim.cluster.trouble import BadCluster, ClusterLost
from sim.scenario.words import said

NAMED = 3  # workers that are named in a message
REFRESH = 2.0  # seconds for which the number of threads is believed
ANSWER = 10.0  # seconds in which a scheduler must answer when something has gone wrong


class Connection:
    """A connection to workers: ``client`` is Dask's."""

    def __init__(self, client: Any, address: str) -> None:
        self.client = client
        self.address = address
        self._threads, self._looked = 0, 0.0

    @property
    def threads(self) -> int:
        """How many units can be computed at once, as far as is known."""
        if monotonic() - self._looked > REFRESH:
            self.look()
        return max(1, self._threads)

    def look(self) -> bool:
        """Whether there are workers now; raises :class:`ClusterLost` if the scheduler is gone."""
        with self.connected():
            self._threads = sum(self.client.nthreads().values())
        self._looked = monotonic()
        return self._threads > 0

    @contextmanager
    def connected(self) -> Iterator[None]:
        """Raises :class:`ClusterLost` if the connection to the scheduler breaks, or is broken.

        Dask connects anew where it can, but what was under way is then called off, so this is the end all the same.
        """
        from distributed.client import ClosedClientError
        from distributed.comm.core import CommClosedError

        lost = ClusterLost("scheduler", self.address)
        if self.client.status != "running":
            raise lost
        try:
            yield
        except (CommClosedError, ClosedClientError, asyncio.CancelledError, concurrent.futures.CancelledError):
            raise lost from None
        except Exception:
            if not self._answers():
                raise lost from None
            raise

    def _answers(self) -> bool:
        """Whether the scheduler does; a broken connection is known as one only some time after it broke."""
        if self.client.status != "running":
            return False
        try:
            self.client.sync(self.client.scheduler.identity, callback_timeout=ANSWER)
        except Exception:
            return False
        return bool(self.client.status == "running")

    def compare(self) -> None:
        """Raises :class:`BadCluster` if any worker runs another program than this one."""
        told: Mapping[str, Any] = self.client.run(worker.facts, on_error="return")
        others = {address: found for address, found in told.items() if found != worker.facts()}
        if others:
            raise self.refused(others)

    def refused(self, others: Mapping[str, Any]) -> BadCluster:
        """Both sides named: what the workers have, and what is here."""
        lines = [f"{address or self.address}: {_apart(found)}" for address, found in sorted(others.items())[:NAMED]]
        more = len(others) - NAMED
        return BadCluster(
            said(
                "--cluster {address}: workers run another program, and figures might differ:\n{workers}",
                address=self.address,
                workers="\n".join([*lines, *([f"... ({more})"] if more > 0 else [])]),
            )
        )


def _apart(found: Any) -> str:
    """``numpy 2.1.0 (here 2.2.0)``; or why a worker could not say."""
    if not isinstance(found, dict):
        return f"{type(found).__name__}: {found}" if isinstance(found, BaseException) else str(found)
    own = worker.facts()
    names = sorted(name for name in {*own, *found} if own.get(name) != found.get(name))
    return ", ".join(f"{name} {found.get(name, '-')} (here {own.get(name, '-')})" for name in names)
