"""The compiled reading of the log: the same functions, on bare memory."""

from __future__ import annotations

import sys
from functools import cache
from threading import Lock
from typing import Any

from sim.kernels.compiling import WORDS, dispatcher_of
from sim.kernels.copies import copies_of
from sim.kernels.jit import Parts, words
from sim.kernels.known import DIGEST
from sim.kernels.stored import make
from sim.measures.digest import basics, people, reading, resource_counters, support, visits

SIGNATURE = (*[WORDS] * 9,)
"""Of ``read_batch``."""

PARTS = Parts()
_modules = [basics, visits, support, resource_counters, people, reading]
read_replication = copies_of(_modules, PARTS.add)["read_replication"]
_lock = Lock()


def read_batch(
    memory: Any, time: Any, owner: Any, code: Any, step: Any, what: Any, value: Any, first_row: Any, people: Any
) -> None:
    """Count all rows of a batch; the last two arguments are those of each replication."""
    for place in range(len(people)):
        read_replication(
            words(memory), words(time), words(owner), words(code), words(step), words(what), words(value),
            first_row[place], first_row[place + 1], people[place],
        )  # fmt: skip


def kernel() -> Any:
    """``read_batch``, compiled, from the cache if it is there."""
    with _lock:
        return _kernel()


@cache
def _kernel() -> Any:
    dispatcher = dispatcher_of(read_batch, PARTS, before=_say)
    make(dispatcher, SIGNATURE, DIGEST)
    dispatcher.disable_compile()  # for arrays of any other kind bare pointers would be wrong
    return dispatcher


def _say() -> None:
    print(f"compiling the counting of logs (about {DIGEST.compile_seconds:.0f} s, once)", file=sys.stderr, flush=True)
