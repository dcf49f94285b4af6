"""Speed as ratios measured in one run: the engines against the hand-written SimPy model, growth, threads, the baseline.

``python -m benchmarks.run`` prints a table, ``python -m benchmarks.run memory`` one part of it.  CPU time of this
process, the best of several interleaved rounds; only the two-thread line needs an idle machine and the clock on the
wall, and says when the machine was not idle.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from types import ModuleType

import numpy as np

from benchmarks import hand_written
from benchmarks.figures import canonical_events, figures
from sim.engines import available
from sim.log import buffers
from sim.model.build import build
from sim.model.model import Model
from sim.scenario import load

HERE = Path(__file__).parent
BASELINE = HERE.parent / "scenarios/rengoering.toml"
ROUNDS = 5
SEED = 1


def model(name: str) -> Model:
    return build(load(HERE / f"{name}.toml"))


def seconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """CPU seconds of the fastest of several rounds."""
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def interleaved(works: dict[str, tuple[Callable[[], object], int]]) -> dict[str, float]:
    """CPU milliseconds per replication of each, in turn, so that a slow moment of the machine hits all alike."""
    best = dict.fromkeys(works, float("inf"))
    for _ in range(ROUNDS):
        for name, (work, replications) in works.items():
            best[name] = min(best[name], seconds(work, 1) / replications)
    return {name: 1000 * value for name, value in best.items()}


def line(what: str, measured: str, target: str = "") -> None:
    print(f"{what:58s} {measured:>16s}   {target}", flush=True)


def speed() -> None:
    """The hand-written model against the engines, and what a log and figures of it cost beside the engine alone."""
    cohort = model("cohort48")
    reference = import_module("sim.engines.reference")
    works: dict[str, tuple[Callable[[], object], int]] = {
        "hand": (lambda: [hand_written.run(seed) for seed in range(30)], 30),
        "reference": (lambda: reference.run(cohort, SEED, range(30)), 30),
    }
    if "compiled" in available():
        compiled = import_module("sim.engines.compiled")
        compiled.run(cohort, SEED, range(2))  # compile
        works["compiled alone"] = (lambda: compiled.simulate(cohort, SEED, range(1000)), 1000)
        works["compiled, log kept"] = (lambda: in_fresh_memory(compiled, cohort, 1000), 1000)
        works["compiled, log let go"] = (lambda: compiled.run(cohort, SEED, range(270)), 270)
        works["compiled, log, five figures"] = (lambda: figures(compiled.run(cohort, SEED, range(1000)), cohort), 1000)
    found = interleaved(works)
    hand = found["hand"]
    line("hand-written SimPy model, ms a replication", f"{hand:.2f}")
    ms = found["reference"]
    line("reference engine with log", f"{ms:.2f} ms", f"{ms / hand:.1f} times the hand-written (aim: at most 3)")
    for name, aim in zip(list(works)[2:], (65, 50, 57, 42), strict=False):
        line(name, f"{found[name]:.4f} ms", f"{hand / found[name]:.0f} times as fast (aim: at least {aim})")
    if "compiled" in available():
        large_speed()


def large_speed() -> None:
    """The same for 4,800 people a year, with a log in memory that nobody has used before."""
    compiled, large = import_module("sim.engines.compiled"), model("poisson4800")
    compiled.run(large, SEED, range(1))
    found = interleaved(
        {
            "hand": (lambda: hand_written.run(SEED, cohorts=False, scale=100), 1),
            "compiled": (lambda: in_fresh_memory(compiled, large, 10), 10),
        }
    )
    ratio = found["hand"] / found["compiled"]
    line("4,800 a year, log kept", f"{found['compiled']:.2f} ms", f"{ratio:.0f} times as fast (aim: at least 35)")


def in_fresh_memory(engine: ModuleType, of: Model, replications: int) -> None:
    """A log that is kept: no buffer that an earlier log was in is used again."""
    buffers._kept.clear()
    engine.run(of, SEED, range(replications))


def growth() -> None:
    """Cost of a canonical event when everything is scaled by 100."""
    small, large = model("poisson48"), model("poisson4800")
    for name in available():
        engine = import_module(f"sim.engines.{name}")
        counts = (50, 1) if name == "reference" else (2000, 20)
        costs = []
        for scaled, replications in zip((small, large), counts, strict=True):
            numbers = range(replications)
            events = float(canonical_events(engine.run(scaled, SEED, numbers), scaled).sum())
            costs.append(seconds(partial(engine.run, scaled, SEED, numbers), 2) / events)
        aim = 1.6 if name == "reference" else 1.4
        line(f"{name}: cost per event, 48 -> 4,800 a year", f"{costs[1] / costs[0]:.2f} times", f"aim: at most {aim}")


def threads() -> None:
    """Two threads against one, by the clock on the wall."""
    if "compiled" not in available():
        return
    compiled = import_module("sim.engines.compiled")
    cohort = model("cohort48")
    compiled.simulate(cohort, SEED, range(10))
    walls, busy = {1: float("inf"), 2: float("inf")}, False
    for count in (1, 2) * ROUNDS:
        start, used = time.perf_counter(), time.process_time()
        compiled.simulate(cohort, SEED, range(6000), threads=count)
        wall = time.perf_counter() - start
        busy |= count == 1 and time.process_time() - used < 0.97 * wall  # somebody else had the processor
        walls[count] = min(walls[count], wall)
    note = "; the machine was not idle, so this says little" if busy else ""
    line("compiled: two threads against one", f"{walls[1] / walls[2]:.2f} times", f"aim: at least 1.8{note}")


def baseline() -> None:
    """Milliseconds a replication of the full baseline with all measures, and where they go."""
    full = build(load(BASELINE))
    for name in available():
        engine = import_module(f"sim.engines.{name}")
        replications = 10 if name == "reference" else 130
        log = engine.run(full, SEED, range(replications))
        run = seconds(partial(engine.run, full, SEED, range(replications)), 2) / replications
        line(f"baseline, {name} engine with log", f"{1000 * run:.2f} ms", f"{len(log) / replications:,.0f} rows")
    if "compiled" in available():
        measures("baseline", full, 130)
        measures("cohort48", model("cohort48"), 530)


def measures(name: str, of: Model, replications: int) -> None:
    """All measures of a batch against the engine with its log, both compiled, in turns."""
    from sim.measures import measure
    from sim.measures.digest.image import image_of
    from sim.measures.digest.running import digest_of

    engine, image = import_module("sim.engines.compiled"), image_of(of)
    log = engine.run(of, SEED, range(replications))
    works = {
        "engine": lambda: engine.run(of, SEED, range(replications)),
        "reading": lambda: digest_of(log, image, compiled=True),
        "measures": lambda: measure(log, of, compiled=True),
    }
    best = dict.fromkeys(works, float("inf"))
    for _ in range(7):
        for what, work in works.items():
            best[what] = min(best[what], 1000 * seconds(work, 1) / replications)
    parts = f"reading the log {best['reading']:.3f}, figures {best['measures'] - best['reading']:.3f}"
    ratio = best["measures"] / best["engine"]
    line(f"{name}, all measures", f"{best['measures']:.3f} ms", f"{ratio:.2f} times the engine (aim: below 1); {parts}")


FEW, MANY = 1_000, 100_000


def memory() -> None:
    """Peak memory of a process that simulates and measures many replications and keeps no log, against few."""
    if "compiled" not in available():
        return
    few, many = peak(FEW), peak(MANY)
    line(
        f"peak memory, {MANY:,} replications against {FEW:,}",
        f"{many / few:.2f} times",
        f"{many:.0f} MB, {few:.0f} MB (aim: at most 1.2 times)",
    )


def peak(replications: int) -> float:
    """Peak memory in MB (the resident set) of a process of its own that does nothing else."""
    command = [sys.executable, "-c", f"from benchmarks.run import simulate; simulate({replications})"]
    done = subprocess.run(command, cwd=HERE.parent, check=True, capture_output=True, text=True)
    return float(done.stdout)


def simulate(replications: int) -> None:
    """Simulate, measure and summarise in threads of this process, and print its peak memory in MB."""
    from sim.studies.replicate import replicate

    result = replicate(model("cohort48"), replications, SEED, "compiled", os.cpu_count() or 1)
    assert result.summary.index
    print(peak_of_this_process())


def peak_of_this_process() -> float:
    """MB.  What ``getrusage`` says of a process begins, on Linux, with the memory of the one that started it."""
    status = Path("/proc/self/status")
    if status.exists():
        return float(next(row.split()[1] for row in status.read_text().splitlines() if row.startswith("VmHWM"))) / 1024
    unit = 1024**2 if sys.platform == "darwin" else 1024  # bytes there, kB elsewhere
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def agreement() -> None:
    """Outputs of all against the checked ones of 150,000 replications, in standard errors."""
    checked = {"completions": 132.593, "share": 0.53033, "wait": 0.6649, "utilisation": 0.57750}
    cohort = model("cohort48")
    found = {"hand-written": [hand_written.run(seed) for seed in range(1000, 1300)]}
    rows = {"hand-written": {key: np.array([out[key] for out in found["hand-written"]]) for key in checked}}
    for name in available():
        engine = import_module(f"sim.engines.{name}")
        rows[name] = figures(engine.run(cohort, SEED, range(300 if name == "reference" else 3000)), cohort)
    for name, values in rows.items():
        away = {
            key: (v.mean() - checked[key]) / (v.std(ddof=1) / len(v) ** 0.5) for key in checked for v in [values[key]]
        }
        text = ", ".join(f"{key} {value:+.1f}" for key, value in away.items())
        line(f"{name}: distance to the checked outputs (standard errors)", "", text)


def worlds() -> None:
    """CPU milliseconds of a possible set of assumptions (:mod:`benchmarks.worlds`)."""
    from benchmarks.worlds import times

    for what, milliseconds, target in times(BASELINE):
        line(what, f"{milliseconds:.1f} ms", target)


PARTS = (agreement, speed, growth, threads, baseline, worlds, memory)


def main(names: Sequence[str]) -> None:
    for part in PARTS:
        if not names or part.__name__ in names:
            part()


if __name__ == "__main__":
    main(sys.argv[1:])
