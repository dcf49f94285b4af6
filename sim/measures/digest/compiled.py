"""The compiled reading of the log: the same functions, on bare memory."""

from __future__ import annotations

from typing import Any

from sim.kernels.copies import copies_of
from sim.kernels.jit import Parts, words
from sim.measures.digest import basics, people, reading, resource_counters, support, visits

PARTS = Parts()
_modules = [basics, visits, support, resource_counters, people, reading]
read_replication = copies_of(_modules, PARTS.add)["read_replication"]


def read_batch(
    memory: Any, time: Any, owner: Any, code: Any, step: Any, what: Any, value: Any, first_row: Any, people: Any
) -> None:
    """Count all rows of a batch; the last two arguments are those of each replication."""
    for place in range(len(people)):
        read_replication(
            words(memory), words(time), words(owner), words(code), words(step), words(what), words(value),
            first_row[place], first_row[place + 1], people[place],
        )  # fmt: skip
