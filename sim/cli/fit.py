"""``rengsim fit``: what a job centre's records teach of the parameters."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from sim import disk
from sim.cli import DONE, BadInputError
from sim.cli.progress import progress_line
from sim.cli.streams import print_json
from sim.report.terminal import paragraph, terminal_width
from sim.report.texts import Texts
from sim.scenario.words import said

if TYPE_CHECKING:
    from sim.records.fit import Fitted


def command(options: argparse.Namespace) -> int:
    from sim.records import read_mapping, read_records
    from sim.records.fit import fit
    from sim.records.rows import MissingPackage
    from sim.report.fit import fit_json, fit_text, measured_scenario

    texts = Texts(options.lang)
    out = _free(options.out, (".toml",), options.force, texts)
    kept = _free(options.draws, (".parquet",), options.force, texts)
    try:
        records = read_records(read_mapping(options.mapping, options.allow_folders))
    except MissingPackage as missing:
        raise BadInputError(texts("records.missing_package", ending=missing)) from None
    with progress_line(texts) as show:
        fitted = fit(records, seed=options.seed, progress=show)
    written = []
    if out is not None:
        scenario = Path(options.mapping).parent / records.mapping.scenario_file
        extends = Path(os.path.relpath(scenario, out.parent)).as_posix()
        disk.write_bytes(out, measured_scenario(fitted, extends, texts).encode())
        written.append(texts("fit.written", path=out))
    if kept is not None:
        disk.write_bytes(kept, _draws(fitted))
        written.append(texts("fit.draws_written", path=kept))
    if options.json:
        print_json(fit_json(fitted))
        return DONE
    print(fit_text(fitted, texts, terminal_width()))
    for text in written:
        print(paragraph(text, terminal_width()))
    return DONE


def _free(name: str | None, endings: tuple[str, ...], force: bool, texts: Texts) -> Path | None:
    """A file that can be written; raises :class:`BadInputError`."""
    if name is None:
        return None
    path = Path(name)
    if path.suffix not in endings:
        raise BadInputError(said("{option} {path}: the name ends in {endings}", option="--out", path=name,
                                 endings=", ".join(endings)))  # fmt: skip
    if (path.exists() or path.is_symlink()) and not force:
        raise BadInputError(texts("new.exists", path=path))
    if not path.parent.is_dir():
        raise BadInputError(texts("new.no_folder", path=path.parent))
    return path


def _draws(fitted: Fitted) -> bytes:
    """The joint draws as a Parquet file, a column for each parameter."""
    from io import BytesIO

    import pyarrow as pa
    import pyarrow.parquet

    table = pa.table({name: fitted.draws[:, place] for place, name in enumerate(fitted.names)})
    stream = BytesIO()
    pyarrow.parquet.write_table(table, stream)
    return stream.getvalue()
