"""Both engines on any number of generated pathways, on all processors: ``make agree PATHWAYS=20000``.

``python -m tests.engines.agree --pathways 20000 --first 0 --workers 2``.  Each pathway has its own seed of the random
numbers, replications and threads.  Exit code 0: all logs are equal; 1: at the first pathway where something goes wrong
its number, the event at which the engines part and how to see it again are printed.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
from collections.abc import Generator, Sequence
from contextlib import closing
from multiprocessing import get_context
from time import monotonic
from typing import NamedTuple

PART = 10  # pathways between two words from a worker
EVERY = 10.0  # seconds between two lines where nobody watches


class Part(NamedTuple):
    """What became of a few pathways: the number of rows compared, and what went wrong."""

    pathways: int
    rows: int
    ties: int
    wrong: str = ""


def compare(pathways: Sequence[int]) -> Part:
    """Compare the engines on some pathways, up to the first that goes wrong."""
    from sim.model.build import build
    from tests import generated
    from tests.engines.lockstep import assert_same

    rows = ties = 0
    for done, number in enumerate(pathways):
        seed, replications, threads = run_of(number)
        try:
            log = assert_same(build(generated.pathway(number)), seed, replications, threads)
        except Exception as error:
            what = str(error) if isinstance(error, AssertionError) else f"{type(error).__name__}: {error}"
            how = f"seed {seed}, replications {replications}, threads {threads}"
            again = f"python -m tests.engines.agree --first {number} --pathways 1"
            return Part(done, rows, ties, f"pathway {number} ({how})\n{what}\nagain: {again}")
        rows += len(log)
        ties += generated.ties(log)
    return Part(len(pathways), rows, ties)


def run_of(number: int) -> tuple[int, list[int], int]:
    """Seed, replications (one to three, near and far) and threads for the pathway of a number."""
    chance = random.Random(f"run of pathway {number}")
    replications = [0, *chance.sample([1, 2, 7, 1_000_000], chance.randint(0, 2))]
    return chance.getrandbits(64), replications, chance.randint(1, 2)


def parts(first: int, pathways: int, workers: int) -> Generator[Part, None, None]:
    """The outcome of all pathways, a few at a time, in the order in which they are ready."""
    last = first + pathways
    work = [range(start, min(start + PART, last)) for start in range(first, last, PART)]
    if workers == 1:
        yield from map(compare, work)
        return
    yield compare(work[0][:1])  # so that one process alone compiles the kernel
    with get_context("spawn").Pool(workers) as pool:
        yield from pool.imap_unordered(compare, [work[0][1:], *work[1:]])


class Progress:
    """One line: rewritten on a terminal, now and then a new one elsewhere."""

    def __init__(self, wanted: int) -> None:
        self.wanted = wanted
        self.started = self.said = monotonic()
        self.done = self.rows = self.ties = 0

    def add(self, part: Part) -> None:
        self.done += part.pathways
        self.rows += part.rows
        self.ties += part.ties
        terminal = sys.stderr.isatty()
        if terminal or monotonic() - self.said > EVERY:
            self.said = monotonic()
            print(f"\r{self.words}" if terminal else self.words, end="" if terminal else "\n", file=sys.stderr)

    @property
    def words(self) -> str:
        spent = monotonic() - self.started
        left = spent / self.done * (self.wanted - self.done) if self.done else 0.0
        return f"{self.done:,} of {self.wanted:,} pathways, {spent:.0f} s, {left:.0f} s to go   "


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.engines.agree", description=__doc__)
    parser.add_argument("--pathways", type=int, default=20_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args(arguments)
    progress = Progress(options.pathways)
    with closing(parts(options.first, options.pathways, options.workers)) as found:
        for part in found:
            progress.add(part)
            if part.wrong:
                print(f"\n{part.wrong}")
                return 1
    seconds = monotonic() - progress.started
    print(
        f"\nthe engines agree, byte for byte, on {progress.done:,} generated pathways: "
        f"{progress.rows:,} rows, {progress.ties:,} exact ties ({seconds:.0f} s)"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
