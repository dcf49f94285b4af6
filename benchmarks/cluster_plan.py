"""How long a design takes on 2 to 1,000 workers: a queueing model of client, scheduler and workers in SimPy.

``python -m benchmarks.cluster_plan``.  Units go from the client to a scheduler (one server), to a free worker, and
back through the scheduler to the client (one server), which writes them.  At most two units for each worker are under
way, and units grow as :class:`sim.studies.spread.Pace` lets them, so that the client is half busy at most.  Worker
times are lognormal.  What the network, the scheduler and the client take is stated below and can be measured anew.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import Any

import simpy

from sim.cluster.course import AT_ONCE
from sim.studies.spread import CLIENT_SHARE, SECONDS

WORKERS = (2, 10, 30, 100, 300, 1000)


@dataclass(frozen=True)
class Costs:
    """Seconds for each unit, but ``work``: of the whole design on one worker."""

    work: float
    scheduler: float = 0.001  # each way
    network: float = 0.005  # each way, half a megabyte on a gigabit line
    client: float = 0.02  # checks and writes a file
    variation: float = 0.5  # standard deviation of a unit's time as a part of its mean


@dataclass(frozen=True)
class Outcome:
    seconds: float
    unit: float  # seconds of work in a unit
    client_busy: float  # part of the time

    def speed(self, work: float) -> float:
        """By how much faster than one worker alone."""
        return work / self.seconds


def simulate(workers: int, costs: Costs, seed: int = 1) -> Outcome:
    """The whole design, from the first unit sent to the last one written."""
    unit = max(SECONDS, workers * costs.client / CLIENT_SHARE)
    units = max(1, round(costs.work / unit))
    unit = costs.work / units
    environment, rng = simpy.Environment(), random.Random(seed)
    scheduler, client = simpy.Resource(environment), simpy.Resource(environment)
    machines, window = simpy.Resource(environment, workers), simpy.Resource(environment, AT_ONCE * workers)
    spread = sqrt(log(1 + costs.variation**2))

    def serve(server: simpy.Resource, seconds: float) -> Iterator[Any]:
        with server.request() as turn:
            yield turn
            yield environment.timeout(seconds)

    def one() -> Iterator[Any]:
        with window.request() as place:
            yield place
            yield from serve(scheduler, costs.scheduler)
            yield environment.timeout(costs.network)
            yield from serve(machines, unit * rng.lognormvariate(-(spread**2) / 2, spread))
            yield environment.timeout(costs.network)
            yield from serve(scheduler, costs.scheduler)
            yield from serve(client, costs.client)

    for _ in range(units):
        environment.process(one())
    environment.run()
    return Outcome(environment.now, unit, units * costs.client / environment.now)


def table(costs: Costs, workers: Sequence[int] = WORKERS) -> str:
    """A row for each number of workers, as Markdown."""
    columns = ("workers", "time", "times as fast", "of what is possible", "unit", "client busy")
    lines = [f"| {' | '.join(columns)} |", "|---:" * len(columns) + "|"]
    for number in workers:
        found = simulate(number, costs)
        speed = found.speed(costs.work)
        lines.append(
            f"| {number:,} | {found.seconds / 60:,.1f} min | {speed:,.0f} | {speed / number:.0%} | "
            f"{found.unit:.0f} s | {found.client_busy:.0%} |"
        )
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hours", type=float, default=28.0, help="of work on one worker (10,000 points of 10 s: 28)")
    parser.add_argument("--client", type=float, default=Costs.client, help="seconds that the client needs for a unit")
    options = parser.parse_args(arguments)
    print(table(Costs(options.hours * 3600, client=options.client)))


if __name__ == "__main__":
    main()
