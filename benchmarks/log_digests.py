"""Digests of the event logs of all scenario files, to show that a change of the program changed no behaviour.

    python -m benchmarks.log_digests digests.json            writes the digests
    python -m benchmarks.log_digests digests.json --compare  simulates again and names the files whose digests differ

Columns are widened to 64 bits first, so that a digest does not depend on how a log is stored.  Figures that are new or
gone are not compared.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path

import numpy as np

from sim.engines import choose
from sim.log.table import Log
from sim.measures import measure
from sim.model.build import build
from sim.model.model import Model
from sim.scenario import load

ROOT = Path(__file__).parents[1]
FOLDERS = ("scenarios", "scenarios/neighbours", "sim/verify/scenarios", "benchmarks")
NOT_SCENARIOS = ("parametre.toml",)
SEED = 20260101
REPLICATIONS = range(2)


def files() -> list[Path]:
    """All scenario files of the checkout."""
    paths = (path for folder in FOLDERS for path in sorted((ROOT / folder).glob("*.toml")))
    return [path for path in paths if path.name not in NOT_SCENARIOS]


def log_digest(log: Log) -> str:
    """SHA-256 of all columns as 64-bit words."""
    sha = hashlib.sha256()
    for column in (log.replication, *log.columns()):
        sha.update(np.ascontiguousarray(column, dtype=np.int64).tobytes())
    return sha.hexdigest()


def figure_digests(log: Log, model: Model) -> dict[str, str]:
    """Of each figure the beginning of the SHA-256 of its numerators and denominators."""
    sheet = measure(log, model)
    both = np.stack([sheet.numerator, sheet.denominator])
    return {
        name: hashlib.sha256(np.ascontiguousarray(both[:, :, place]).tobytes()).hexdigest()[:12]
        for place, name in enumerate(sheet.names)
    }


def digests(engine: str) -> dict[str, dict[str, str]]:
    """Digests of log and figures of each file by its path within the checkout."""
    found = {}
    for path in files():
        model = build(load(path))
        log = choose(engine, model, 1).run(model, SEED, REPLICATIONS)
        found[path.relative_to(ROOT).as_posix()] = {"log": log_digest(log), **figure_digests(log, model)}
    return found


def compare(before: dict[str, dict[str, str]], now: dict[str, dict[str, str]]) -> list[str]:
    """A line for each log that is missing or another now, and for each figure of both times that is another."""
    return [
        f"{name}: {what} differs"
        for name, values in before.items()
        for what, value in values.items()
        if now.get(name, {}).get(what, "" if what == "log" else value) != value
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--compare", action="store_true")
    parser.add_argument("--engine", choices=("compiled", "reference"), default="compiled")
    arguments = parser.parse_args()
    now = digests(arguments.engine)
    if not arguments.compare:
        arguments.file.write_text(json.dumps(now, indent=1) + "\n")
        return 0
    before = json.loads(arguments.file.read_text())
    changed = compare(before, now)
    print("\n".join([*changed, f"{len(before)} files compared, {len(changed)} digests differ"]))
    return int(bool(changed))


if __name__ == "__main__":
    sys.exit(main())
