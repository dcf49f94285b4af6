"""``rengsim records``: a mapping to fill in, and what the records of a job centre hold."""

from __future__ import annotations

import argparse
from pathlib import Path

from sim import disk
from sim.cli import DONE, BadInputError
from sim.cli.outputs import new_toml, seen_from
from sim.cli.own_records import records_of
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
    target = new_toml(Path(options.out or f"{Path(options.file).stem}-registreringer.toml"), texts)
    text = new_mapping(loaded.scenario, seen_from(options.file, target), texts)
    disk.write_bytes(target, text.encode())
    print(paragraph(texts("records.new.written", path=target, file=SPELLS_FILE), terminal_width()))
    return DONE


def _check(options: argparse.Namespace, texts: Texts) -> int:
    from sim.report.records import records_text

    if options.out is not None:
        raise BadInputError(said("--out goes with new"))
    print(records_text(records_of(options.file, options, texts), texts, terminal_width()))
    return DONE
