"""``rengsim records``: a mapping to fill in, and what the records of a job centre hold."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from sim import disk
from sim.cli import DONE, BadInputError
from sim.cli.outputs import new_toml, seen_from
from sim.cli.own_records import records_of
from sim.loaded import load
from sim.report.terminal import paragraph, terminal_width
from sim.report.texts import Texts
from sim.scenario.words import said

if TYPE_CHECKING:
    from sim.records.export import Export


def command(options: argparse.Namespace) -> int:
    return {"new": _new, "check": _check}[options.action](options, Texts(options.lang))


def _new(options: argparse.Namespace, texts: Texts) -> int:
    """Write an empty mapping beside nothing that is there already."""
    from sim.report.new_mapping import SPELLS_FILE, new_mapping

    loaded = load(options.file, allow_folders=options.allow_folders)
    target = new_toml(Path(options.out or f"{Path(options.file).stem}-registreringer.toml"), texts)
    found = None if options.records is None else _export(Path(options.records), texts)
    file = SPELLS_FILE if found is None else seen_from(options.records, target)
    text = new_mapping(loaded.scenario, seen_from(options.file, target), texts, file, found)
    disk.write_bytes(target, text.encode())
    key = "records.new.written" if found is None else "records.new.filled"
    print(paragraph(texts(key, path=target, file=file), terminal_width()))
    return DONE


def _export(path: Path, texts: Texts) -> Export:
    """What can be told of an export; raises :class:`BadInputError` where it cannot be read."""
    from sim.records.export import export_of
    from sim.records.rows import MissingPackage, read_rows
    from sim.scenario.csvfiles import BadCsv

    try:
        return export_of(read_rows(path, str(path)))
    except MissingPackage as missing:
        raise BadInputError(texts("records.missing_package", ending=missing)) from None
    except BadCsv as fault:
        raise BadInputError(fault.args[0]) from None


def _check(options: argparse.Namespace, texts: Texts) -> int:
    from sim.report.records import records_text

    if options.out is not None:
        raise BadInputError(said("--out goes with new"))
    if options.records is not None:
        raise BadInputError(said("--records goes with new"))
    print(records_text(records_of(options.file, options, texts), texts, terminal_width()))
    return DONE
