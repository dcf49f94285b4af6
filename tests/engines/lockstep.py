"""Both engines side by side: the first row where their logs part, with names.

``python -m tests.engines.lockstep SCENARIO [SEED [REPLICATION]]`` shows it for one file.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import zip_longest

from sim.engines import compiled, reference
from sim.log.events import COLUMNS, Event
from sim.log.table import Log
from sim.model.model import Model, Names

BEFORE, AFTER = 12, 3  # rows shown around the first difference


def same(a: Log, b: Log) -> bool:
    """Equal byte for byte."""
    columns = (*COLUMNS, "first_row", "replications")
    return all(getattr(a, name).tobytes() == getattr(b, name).tobytes() for name in columns)


def assert_same(model: Model, seed: int, replications: Sequence[int], threads: int = 1) -> Log:
    """Run both engines; AssertionError shows where they part.  Returns the log."""
    expected = reference.run(model, seed, replications)
    found = compiled.run(model, seed, replications, threads)
    assert same(expected, found), first_difference(expected, found, model.names)
    return expected


def first_difference(expected: Log, found: Log, names: Names) -> str:
    """The rows before and at the first difference of two logs in words; empty if they are equal."""
    for index, number in enumerate(expected.replications):
        a, b = list(expected.one(index).rows()), list(found.one(index).rows())
        for at, (left, right) in enumerate(zip_longest(a, b)):
            if left != right:
                lines = [f"replication {number}, row {at}: the first engine and the second part"]
                lines += [f"        {in_words(row, names)}" for row in a[max(0, at - BEFORE) : at]]
                lines += [f"  first {in_words(row, names)}" for row in a[at : at + AFTER]]
                lines += [f" second {in_words(row, names)}" for row in b[at : at + AFTER]]
                return "\n".join(lines)
    return "" if same(expected, found) else "equal rows, but other columns differ"


def in_words(row: tuple[int, ...], names: Names) -> str:
    """One row with the names of event, step and object."""
    time, owner, code, step, visit, what, value = row
    day, second = divmod(time, 86_400)
    place = names.steps[step] if step >= 0 else "-"
    return (
        f"day {day} {second:5d}s  owner {owner:4d}  {Event(code).name:13s} {place}#{visit}"
        f"  object {what_name(code, what, names)}  value {value}"
    )


def what_name(code: int, what: int, names: Names) -> str:
    """The object of a row by name where its kind says which."""
    kinds: dict[tuple[Event, ...], Sequence[object]] = {
        (Event.ARRIVE, Event.NOT_CONTACTED): names.sources,
        (Event.ATTRIBUTE, Event.MARK): names.properties,
        (Event.LIMITED, Event.DECIDE): names.steps,
        (Event.RISK,): names.risks,
        (Event.CLAIM, Event.RELEASE, Event.TURNED, Event.CAPACITY): names.resources,
        (Event.CALLED, Event.TOKEN_IN, Event.TOKEN_TAKEN, Event.TOKEN_EXPIRED, Event.TOKEN_LOST): names.pools,
        (Event.SEATS, Event.OTHERS, Event.HELD, Event.NOT_HELD, Event.CANCELLED, Event.BACKFILL): names.gates,
        (Event.WORK_DUE, Event.WORK_START, Event.WORK_DONE, Event.WORK_DROPPED): [task.name for task in names.tasks],
    }
    for codes, words in kinds.items():
        if code in codes and what >= 0:
            return str(words[what])
    return str(what)


def main(arguments: Sequence[str]) -> None:
    from sim.model.build import build
    from sim.scenario import load

    seed = int(arguments[1]) if len(arguments) > 1 else 1
    replication = int(arguments[2]) if len(arguments) > 2 else 0
    model = build(load(arguments[0]))
    difference = first_difference(
        reference.run(model, seed, [replication]), compiled.run(model, seed, [replication]), model.names
    )
    print(difference or "the logs are equal")


if __name__ == "__main__":
    main(sys.argv[1:])
