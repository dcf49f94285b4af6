"""What the commands of records share: reading the files of a mapping."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from sim.cli import BadInputError
from sim.report.texts import Texts

if TYPE_CHECKING:
    from sim.records.schema import Records


def records_of(mapping: str, options: argparse.Namespace, texts: Texts) -> Records:
    """The records that a mapping names; raises :class:`sim.ProblemsFound`, or :class:`BadInputError` for an extra."""
    from sim.records import read_mapping, read_records
    from sim.records.rows import MissingPackage

    try:
        return read_records(read_mapping(mapping, options.allow_folders))
    except MissingPackage as missing:
        raise BadInputError(texts("records.missing_package", ending=missing)) from None
