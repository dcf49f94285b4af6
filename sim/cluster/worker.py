"""What runs on a worker: which program it is, and a unit of work."""

from __future__ import annotations

import hashlib
import json
import pickle
import signal
import zlib
from collections import OrderedDict
from collections.abc import Callable
from functools import cache
from threading import Lock
from typing import Any

from sim.store.program import PARTS, program, source_digest

CODE = (*PARTS, "analysis", "loaded.py", "store", "cluster", "studies", "knowledge", "records")
"""What runs on a worker, and what client and worker tell each other."""
MOST_KEPT = 8
"""Models that a worker keeps, so that the units of one scenario build it once."""

_kept: OrderedDict[str, Any] = OrderedDict()
_lock = Lock()


class OtherProgram(Exception):
    """A worker runs another program than the client; the argument is what :func:`facts` says there."""


def facts() -> dict[str, str]:
    """Versions and digests that must be the same on both sides, or figures might differ."""
    return {**program(), "code": source_digest(CODE), "distributed": _distributed()}


@cache
def _distributed() -> str:
    from importlib.metadata import version

    return version("distributed")


def identity() -> str:
    """A digest of :func:`facts`."""
    return hashlib.sha256(json.dumps(facts(), sort_keys=True).encode()).hexdigest()[:16]


def pack(thing: Any) -> bytes:
    """As it is sent; :func:`perform` undoes it."""
    return zlib.compress(pickle.dumps(thing, protocol=5), level=1)


def perform(client: str, work: Callable[..., Any], key: str, packed: bytes, arguments: tuple[Any, ...]) -> Any:
    """Compute a unit: ``work(shared, *arguments)``; raises :class:`OtherProgram` if the client is of another program.

    A worker that joined late was not there when the client compared, so every unit compares.
    """
    if client != identity():
        raise OtherProgram(facts())
    return work(_shared(key, packed), *arguments)


def _shared(key: str, packed: bytes) -> Any:
    """What several units need, made once."""
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    make, thing = pickle.loads(zlib.decompress(packed))
    made = make(thing)
    with _lock:
        _kept[key] = made
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return made


def dask_setup(_: Any) -> None:
    """Called by Dask when a worker of this machine's own cluster starts: Ctrl-C is answered by the client."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
