"""``rengsim scenarios``: a copy of the scenario files that come with the program, to run and to change."""

from __future__ import annotations

import argparse
from pathlib import Path

from sim import disk
from sim.cli import DONE, BadInputError
from sim.report.texts import Texts
from sim.scenario.folders import MARKERS
from sim.scenario.supplied import supplied_folder


def command(options: argparse.Namespace) -> int:
    texts = Texts(options.lang)
    target = Path(options.folder)
    if target.exists():
        raise BadInputError(texts("scenarios.exists", path=target))
    count = write_copies(target)
    print(texts("scenarios.written", n=count, path=target, first=target / "rengoering.toml"))
    return DONE


def write_copies(target: Path) -> int:
    """Write the files to a new folder; how many scenarios there are.  Raises :class:`sim.disk.FileTrouble`."""
    source = supplied_folder()
    files = sorted(path for path in source.rglob("*") if path.suffix in (".toml", ".csv", ".md", ".json"))
    with disk.new_folder(target, replace=False) as folder:
        for path in files:
            copy = folder / path.relative_to(source)
            disk.make_folder(copy.parent)
            disk.write_bytes(copy, path.read_bytes())
        disk.write_bytes(folder / MARKERS[0], b"")  # files in its folders may name each other
    return sum(path.suffix == ".toml" for path in files)
