"""A job centre's own records on the page: the mappings beside the scenarios, and work on one of them.

Records are read where they lie, and never written, copied or sent; what is kept in memory of them is what the last
pieces of work were about.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from sim.page.files import NAME
from sim.page.tasks import Progress
from sim.report.papers.blocks import Block, Paragraph
from sim.report.papers.own_records import forecast_blocks, learnt_blocks, verdict_blocks
from sim.report.texts import Texts
from sim.studies.growth import Cancelled

if TYPE_CHECKING:
    from sim.records import Records
    from sim.records.fit import Fitted

MOST_FILES = 200
LEARN, AGREE, REST = "laer", "passer", "resten"
"""What can be asked of records: what they teach, whether the model agrees, and the rest of the year."""


class RecordsFailed(Exception):
    """Something went wrong in the work on records; what it was about is not said, for it may be about a person."""


@dataclass(frozen=True)
class Found:
    """The answer of a piece of work, and what was fitted on the way."""

    blocks: list[Block] = field(default_factory=list)
    fitted: Fitted | None = None


def mappings(folder: Path) -> dict[str, Path]:
    """The mappings of a folder and of the folders in it, by their name as seen from there without ``.toml``."""
    from sim.records.mapping import is_mapping

    home = folder.resolve()
    found = {}
    for pattern in ("*.toml", "*/*.toml"):
        for path in islice(sorted(home.glob(pattern)), MOST_FILES):
            parts = path.relative_to(home).with_suffix("").parts
            inside = path.resolve().is_relative_to(home) and all(NAME.fullmatch(part) for part in parts)
            if inside and is_mapping(path):
                found["/".join(parts)] = path
    return found


def records_of(path: Path, folder: Path) -> Records:
    """The records of a mapping, whose scenario may lie anywhere in the folder.

    Raises :class:`sim.ProblemsFound` and :class:`sim.records.rows.MissingPackage`.
    """
    from sim.records import read_mapping, read_records

    return read_records(read_mapping(path, (folder,)))


def answered(
    records: Records, asked: str, day: date | None, fitted: Fitted | None, texts: Texts, told: Progress
) -> Found:
    """The answer to what was asked; with ``fitted`` parameters vary as far as the records allow.

    Raises :class:`RecordsFailed` and :class:`sim.studies.growth.Cancelled`.
    """
    try:
        return _answered(records, asked, day, fitted, texts, told)
    except Cancelled:
        raise
    except Exception as error:
        raise RecordsFailed(texts("page.records.failed", kind=type(error).__name__)) from None


def _answered(
    records: Records, asked: str, day: date | None, fitted: Fitted | None, texts: Texts, told: Progress
) -> Found:
    from sim.records.fit import fit
    from sim.records.forecast import CannotForecast, forecast
    from sim.records.validate import validate

    draws = [] if fitted is None else [dict(zip(fitted.names, row, strict=True)) for row in fitted.draws.tolist()]
    if asked == LEARN:
        found = fit(records, progress=told)
        return Found(learnt_blocks(found, texts), found)
    if asked == AGREE:
        return Found(verdict_blocks(validate(records, draws=draws, progress=told), records, texts), fitted)
    try:
        return Found(forecast_blocks(forecast(records, day, draws=draws, progress=told), records, texts), fitted)
    except CannotForecast as problem:
        first, last = (texts.write.date(one) for one in (records.mapping.first, records.mapping.last))
        return Found([Paragraph(texts(f"page.records.cannot.{problem.why}", first=first, last=last))], fitted)


def measured_text(fitted: Fitted, target: Path, title: str, notes: Sequence[str], texts: Texts) -> str:
    """The scenario file with what was learnt; it holds nothing of any person."""
    from sim.report.fit import measured_scenario

    scenario = Path(fitted.records.mapping.scenario.source.path).resolve()
    extends = Path(os.path.relpath(scenario, target.parent)).as_posix()
    return measured_scenario(fitted, extends, texts, title, notes)
