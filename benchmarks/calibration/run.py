"""Runs what has not been run yet, says how long the rest takes, and writes docs/calibration.md.

``make calibration``, ``CLUSTER=ADDRESS`` for many machines; broken off (Ctrl-C) it goes on where it was.
``--sets 20`` for a first look.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from itertools import islice
from time import monotonic
from typing import Any

from benchmarks.calibration import kept, page, sets
from benchmarks.calibration.kept import Part
from sim.cluster.course import Killed, Shared, Unit
from sim.cluster.machines import Machines, connect
from sim.cluster.trouble import BadCluster, ClusterLost

SETS = 1000
FEWER = 300
"""Sets with wrong fits and with a forecast."""

DO: dict[str, Callable[[int], Mapping[str, Any]]] = {
    "fit": sets.fitted_places,
    "wrong": sets.wrong_places,
    "forecast": sets.forecast_of,
}
SHOWN_EVERY = 20.0  # seconds


def parts(wanted: int = SETS) -> list[Part]:
    """All the work, in such an order that all kinds are done to the same part at any time."""
    limits = {"fit": wanted, "wrong": min(FEWER, wanted), "forecast": min(FEWER, wanted)}
    found = [Part(kind, number) for kind, limit in limits.items() for number in range(limit)]
    return sorted(found, key=lambda part: (part.number / limits[part.kind], part.kind))


def run_part(part: Part) -> tuple[kept.Found, float]:
    """What one piece of work finds, and how many seconds it took."""
    began = monotonic()
    return dict(DO[part.kind](part.number)), monotonic() - began


Outcome = tuple[Part, tuple[kept.Found, float]]


def on_processes(todo: Iterable[Part], workers: int) -> Iterator[Outcome]:
    """The work on so many processors, in the order in which it ends."""
    queue, running = iter(todo), dict[Future[tuple[kept.Found, float]], Part]()
    with ProcessPoolExecutor(workers) as pool:
        while True:
            for part in islice(queue, 2 * workers - len(running)):
                running[pool.submit(run_part, part)] = part
            if not running:
                return
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                yield running.pop(future), future.result()


def on_cluster(todo: Iterable[Part], machines: Machines) -> Iterator[Outcome]:
    """The work on machines that have this checkout, too, in the order in which it ends."""
    queue, shared = enumerate(todo), Shared.of(str, kept.definition())
    with machines.course() as course:
        while True:
            while course.room and (following := next(queue, None)):
                number, part = following
                course.submit(Unit(number, f"{part.kind} {part.number}", part_there, shared, (part,)))
            if course.idle:
                return
            unit, found = course.next()
            if isinstance(found, Killed):
                print(f"{unit.name}: left out, workers died of it", file=sys.stderr)
            else:
                yield unit.arguments[0], found


def part_there(definition: str, part: Part) -> tuple[kept.Found, float]:
    """:func:`run_part` on another machine; raises ValueError if sets are defined otherwise there."""
    if definition != kept.definition():
        raise ValueError("the worker's benchmarks/calibration is another one")
    return run_part(part)


def keep(outcomes: Iterable[Outcome], todo: Collection[Part], at_once: Callable[[], int]) -> None:
    """Each result is kept as soon as it is there; ``at_once``: how many pieces are computed at once."""
    seconds: dict[str, list[float]] = {kind: [] for kind in DO}
    left, shown = dict.fromkeys(todo), 0.0
    for part, (found, took) in outcomes:
        kept.add(part, found)
        del left[part]
        seconds[part.kind].append(took)
        if monotonic() - shown > SHOWN_EVERY:
            print(_left([*left], seconds, at_once()), flush=True)
            shown = monotonic()


def run(todo: Collection[Part], workers: int, cluster: str = "", unencrypted: bool = False) -> None:
    """The work on this machine's processors, or on a cluster."""
    if not cluster:
        keep(on_processes(todo, workers), todo, lambda: workers)
        return
    with connect(cluster, unencrypted) as machines:
        keep(on_cluster(todo, machines), todo, lambda: machines.threads)


def _left(rest: list[Part], seconds: dict[str, list[float]], workers: int) -> str:
    known = {kind: sum(values) / len(values) for kind, values in seconds.items() if values}
    if not known:
        return f"{len(rest)} parts to do"
    guess = max(known.values())
    minutes = sum(known.get(part.kind, guess) for part in rest) / workers / 60
    return f"{len(rest)} parts to do, about {minutes:.0f} minutes"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sets", type=int, default=SETS, metavar="N")
    parser.add_argument("--workers", type=int, default=2, metavar="N")
    parser.add_argument("--cluster", default="", metavar="ADDRESS", help="as of rengsim; workers have this checkout")
    parser.add_argument("--cluster-unencrypted", action="store_true", help="tcp:// to other machines")
    parser.add_argument("--anew", action="store_true", help="leave what was run before")
    parser.add_argument("--page", action="store_true", help="only write the page from what was run")
    options = parser.parse_args()
    if options.anew:
        kept.RESULTS.unlink(missing_ok=True)
    if not options.page:
        kept.begin()
        done = kept.read()
        try:
            todo = [part for part in parts(options.sets) if part not in done]
            run(todo, options.workers, options.cluster, options.cluster_unencrypted)
        except KeyboardInterrupt:
            print("Broken off; the next run goes on from here.", file=sys.stderr)
            return 130
        except BadCluster as refused:
            print(refused, file=sys.stderr)
            return 2
        except ClusterLost as lost:
            print(f"No {lost.what} at {lost.address} any more; the next run goes on.", file=sys.stderr)
            return 1
    page.write(kept.read())
    return 0


if __name__ == "__main__":
    sys.exit(main())
