"""``rengsim records``: a mapping to fill in, and what the records of a job centre hold."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from sim import disk
from sim.cli import DONE, BadInputError
from sim.loaded import load
from sim.report.terminal import paragraph, terminal_width
from sim.report.texts import Texts
from sim.scenario.words import said


def command(options: argparse.Namespace) -> int:
    return {"new": _new, "check": _check}[options.action](options, Texts(options.lang))


def _new(options: argparse.Namespace, texts: Texts) -> int:
    """Write an empty mapping beside nothing that is there already."""
    from sim.report.new_mapping import SPELLS_FILE, new_mapping

    loaded = load(options.file, allow_folders=options.allow_folders)
    target = Path(options.out or f"{Path(options.file).stem}-registreringer.toml")
    if target.suffix != ".toml":
        raise BadInputError(texts("new.ending", path=target))
    if target.exists() or target.is_symlink():
        raise BadInputError(texts("new.exists", path=target))
    if not target.parent.is_dir():
        raise BadInputError(texts("new.no_folder", path=target.parent))
    scenario = Path(os.path.relpath(options.file, target.parent)).as_posix()
    disk.write_bytes(target, new_mapping(loaded.scenario, scenario, texts).encode())
    print(paragraph(texts("records.new.written", path=target, file=SPELLS_FILE), terminal_width()))
    return DONE


def _check(options: argparse.Namespace, texts: Texts) -> int:
    from sim.records import read_mapping, read_records
    from sim.records.rows import MissingPackage
    from sim.report.records import records_text

    if options.out is not None:
        raise BadInputError(said("--out goes with new"))
    try:
        records = read_records(read_mapping(options.file, options.allow_folders))
    except MissingPackage as missing:
        raise BadInputError(texts("records.missing_package", ending=missing)) from None
    print(records_text(records, texts, terminal_width()))
    return DONE
