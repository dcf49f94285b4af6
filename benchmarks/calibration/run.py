"""Runs what has not been run yet, says how long the rest takes, and writes docs/calibration.md.

``make calibration``; broken off (Ctrl-C) it goes on where it was.  ``--sets 20`` for a first look.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from time import monotonic
from typing import Any

from benchmarks.calibration import kept, page, sets
from benchmarks.calibration.kept import Part

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


def run(todo: Collection[Part], workers: int) -> None:
    """The work on so many processors; each result is kept as soon as it is there."""
    queue, running = list(todo)[::-1], dict[Future[tuple[kept.Found, float]], Part]()
    seconds: dict[str, list[float]] = {kind: [] for kind in DO}
    shown = 0.0
    with ProcessPoolExecutor(workers) as pool:
        while queue or running:
            while queue and len(running) < 2 * workers:
                part = queue.pop()
                running[pool.submit(run_part, part)] = part
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                part = running.pop(future)
                found, took = future.result()
                kept.add(part, found)
                seconds[part.kind].append(took)
            if monotonic() - shown > SHOWN_EVERY:
                print(_left([*queue, *running.values()], seconds, workers), flush=True)
                shown = monotonic()


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
    parser.add_argument("--anew", action="store_true", help="leave what was run before")
    parser.add_argument("--page", action="store_true", help="only write the page from what was run")
    options = parser.parse_args()
    if options.anew:
        kept.RESULTS.unlink(missing_ok=True)
    if not options.page:
        kept.begin()
        done = kept.read()
        try:
            run([part for part in parts(options.sets) if part not in done], options.workers)
        except KeyboardInterrupt:
            print("Broken off; the next run goes on from here.", file=sys.stderr)
            return 130
    page.write(kept.read())
    return 0


if __name__ == "__main__":
    sys.exit(main())
