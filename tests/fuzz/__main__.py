"""Mutated scenario files, any number of them: ``make fuzz MUTATIONS=20000 SEED=1``.

``python -m tests.fuzz --mutations 20000 --first 0 --seed 1``.  A file may take 5 s of processor time and 1 GiB of
memory to check; every tenth file that is good is run by both engines, whose logs must be equal.  Prints files per
second, and each finding with the command that shows it again; its file is kept in ``--keep``.  Exit code 1 after a
finding.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import Any

from tests.fuzz.case import both_engines, checked, copied_scenarios, mutation, written

SECONDS, MEMORY = 5, 1 << 30  # for checking one file
RUN_SECONDS = 20  # for both engines; a file that needs more is too large to compare
EVERY = 10  # of the numbers: where that file is good it is run
SLICE = 50  # files one child works on
COUNTED = ("good", "bad", "run by both", "too large to run", "finding")


def main() -> int:
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        root = copied_scenarios(Path(folder))
        _warm_up(root)
        seen: Counter[str] = Counter()
        started = said = monotonic()
        for number, outcome, text in _outcomes(root, options.seed, options.first, options.first + options.mutations):
            seen[outcome] += 1
            if outcome == "finding":
                _show(root, options, number, text)
            if monotonic() - said > 30:
                said = monotonic()
                print(_line(seen, said - started), flush=True)
        print(_line(seen, monotonic() - started), flush=True)
    return int(seen["finding"] > 0)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__.partition("\n")[0])
    parser.add_argument("--mutations", type=int, default=2000)
    parser.add_argument("--first", type=int, default=0, help="number of the first one")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path("fuzz-findings"), help="folder for files with findings")
    return parser.parse_args()


def _line(seen: Counter[str], seconds: float) -> str:
    files = seen["good"] + seen["bad"] + seen["finding"]
    return f"{files:,} files ({files / seconds:.1f} a second): " + ", ".join(f"{seen[o]:,} {o}" for o in COUNTED)


def _show(root: Path, options: argparse.Namespace, number: int, text: str) -> None:
    options.keep.mkdir(parents=True, exist_ok=True)
    original, content = mutation(root, options.seed, number)
    kept = options.keep / f"{options.seed}-{number}.toml"
    kept.write_bytes(content)
    again = f"python -m tests.fuzz --seed {options.seed} --first {number} --mutations 1"
    print(f"\n{kept} (of {original.name})\n{text[-2500:]}\nagain: {again}\n", flush=True)


def _outcomes(root: Path, seed: int, first: int, last: int) -> Iterator[tuple[int, str, str]]:
    """(number, outcome, text) of every file; a child that dies is followed by another one after that file."""
    while first < last:
        until, doing = min(first + SLICE, last), "check"
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reader)
            _work(root, seed, range(first, until), writer)
        os.close(writer)
        number = first
        with os.fdopen(reader, encoding="utf-8") as lines:
            for line in lines:
                number, outcome, text = json.loads(line)
                if outcome in ("check", "run"):
                    doing = outcome
                else:
                    yield number, outcome, text
        _, status = os.waitpid(child, 0)
        code = os.waitstatus_to_exitcode(status)
        if code == 0:
            first = until
        else:
            yield _death(number, doing, code)
            first = number + 1


def _death(number: int, doing: str, code: int) -> tuple[int, str, str]:
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        return number, *(("too large to run", "") if doing == "run" else ("finding", f"more than {SECONDS} s"))
    return number, "finding", f"{doing}: killed by signal {-code}" if code < 0 else f"{doing}: exit code {code}"


def _work(root: Path, seed: int, numbers: range, writer: int) -> None:
    """The child: files one after another; each line says what is being done or what came of it."""

    def tell(number: int, outcome: str, text: str = "") -> None:
        os.write(writer, (json.dumps([number, outcome, text[-2500:]]) + "\n").encode())

    pages = int(Path("/proc/self/statm").read_text().split()[0])
    most = pages * resource.getpagesize() + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    code = 1
    try:
        for number in numbers:
            _work_on(root, seed, number, tell)
        code = 0
    finally:
        os._exit(code)


def _work_on(root: Path, seed: int, number: int, tell: Any) -> None:
    path = written(root, seed, number)
    try:
        _allow(SECONDS)
        tell(number, "check")
        good, fault = checked(path)
        tell(number, "finding" if fault else "good" if good else "bad", fault)
        if good and number % EVERY == 0:
            _allow(RUN_SECONDS)
            tell(number, "run")
            outcome, text = both_engines(path)
            tell(number, outcome, text)
    finally:
        path.unlink()


def _allow(seconds: int) -> None:
    """So much processor time from now on."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime) + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))


def _warm_up(root: Path) -> None:
    """Import and compile everything once, so that the children begin with it."""
    checked(root / "rengoering.toml")
    checked(root / "README.md")
    both_engines(root / "rengoering.toml")


if __name__ == "__main__":
    sys.exit(main())
