"""Connecting to the machines; those that run another program are refused."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from sim.cluster.address import Address
from sim.cluster.connection import Connection
from sim.cluster.course import Course
from sim.cluster.trouble import BadCluster
from sim.limits import default_workers
from sim.scenario.words import said

TIMEOUT = 10
"""Seconds in which a scheduler must answer."""
FIRST_WORKER = 120
"""Seconds in which a first worker must be there: a queue of jobs may be slow to start it."""
NOBODY_ELSE = "127.0.0.1:0"
"""Where Dask's own pages are served; without an address it would be to the whole network."""
ALLOWED_DEATHS = 2
"""With one more death of a worker a unit is suspected."""
LOCAL: dict[str, object] = {
    "distributed.scheduler.allowed-failures": ALLOWED_DEATHS,
    "distributed.scheduler.worker-saturation": 1.0,
    "distributed.worker.profile.enabled": False,
}
"""Settings of Dask for a cluster of this machine."""


class Machines(Connection):
    """A connection over which units of work can be sent."""

    def course(self) -> Course:
        """Units of work that are under way together."""
        return Course(self)


@contextmanager
def connect(text: str, unencrypted: bool = False) -> Iterator[Machines]:
    """Machines at an address (:class:`Address`); a cluster of this machine lives as long as the block.

    Raises :class:`BadCluster`, also without the extra ``cluster``.
    """
    address = Address.parse(text, unencrypted)
    try:
        import dask
        import distributed
    except ModuleNotFoundError:
        raise BadCluster(said("--cluster needs one more package: pip install 'rengsim[cluster]'")) from None

    _quiet()
    with ExitStack() as opened:
        if not address.scheduler:
            opened.enter_context(dask.config.set(LOCAL))
        client = opened.enter_context(_client(distributed, address, text))
        machines = Machines(client, text)
        _await_worker(machines)
        machines.compare()
        yield machines


def _client(distributed: Any, address: Address, text: str) -> Any:
    if not address.scheduler:
        local = distributed.LocalCluster(
            n_workers=address.workers or default_workers(), threads_per_worker=1, processes=True, host="127.0.0.1",
            dashboard_address=NOBODY_ELSE, worker_dashboard_address=NOBODY_ELSE,
            preload="sim.cluster.worker", silence_logs=logging.CRITICAL,
        )  # fmt: skip
        return _Closing(distributed.Client(local, set_as_default=False), local)
    if address.encrypted and distributed.Security().get_connection_args("client").get("ssl_context") is None:
        raise BadCluster(
            said("--cluster {text}: no certificate of the client is configured for Dask (docs/cluster.md)", text=text)
        )
    try:
        return distributed.Client(address.scheduler, timeout=TIMEOUT, set_as_default=False, name="rengsim")
    except (OSError, TypeError, ValueError) as error:  # nobody there; a certificate that is not accepted
        raise BadCluster(
            said(
                "--cluster {text}: there is no scheduler that answers ({reason})", text=text, reason=str(error).strip()
            )
        ) from None


class _Closing:
    """A client and the cluster it was made with, closed together."""

    def __init__(self, client: Any, local: Any) -> None:
        self._client, self._local = client, local

    def __enter__(self) -> Any:
        return self._client

    def __exit__(self, *_: object) -> None:
        self._client.close()
        self._local.close()


def _await_worker(machines: Machines) -> None:
    try:
        machines.client.wait_for_workers(1, timeout=FIRST_WORKER)
    except TimeoutError:
        raise BadCluster(said("--cluster {text}: the scheduler has no worker", text=machines.address)) from None


def _quiet() -> None:
    """What Dask says of workers that come and go is said here, if it matters."""
    for name in [*logging.root.manager.loggerDict]:  # some have a level of their own
        if name.split(".")[0] == "distributed":
            logging.getLogger(name).setLevel(logging.CRITICAL)
