"""``rengsim fit``: what a job centre's records teach of the parameters."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from sim import disk
from sim.cli import DONE, BadInputError
from sim.cli.outputs import check_free, seen_from
from sim.cli.own_records import records_of
from sim.cli.progress import progress_line
from sim.cli.streams import print_json
from sim.report.terminal import paragraph, terminal_width
from sim.report.texts import Texts
from sim.scenario.words import said

if TYPE_CHECKING:
    from sim.records.fit import Fitted


def command(options: argparse.Namespace) -> int:
    from sim.records.fit import fit
    from sim.report.fit import fit_json, fit_text, measured_scenario

    texts = Texts(options.lang)
    out = _target(options.out, "--out", ".toml", options, texts)
    kept = _target(options.draws, "--draws", ".parquet", options, texts)
    records = records_of(options.mapping, options, texts)
    with progress_line(texts) as show:
        fitted = fit(records, seed=options.seed, progress=show)
    written = []
    if out is not None:
        scenario = Path(options.mapping).parent / records.mapping.scenario_file
        disk.write_bytes(out, measured_scenario(fitted, seen_from(scenario, out), texts).encode())
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


def _target(name: str | None, option: str, ending: str, options: argparse.Namespace, texts: Texts) -> Path | None:
    """A file that can be written, None where none is wanted; raises :class:`BadInputError`."""
    if name is None:
        return None
    if Path(name).suffix != ending:
        raise BadInputError(said("{option} {path}: the name ends in {endings}", option=option, path=name,
                                 endings=ending))  # fmt: skip
    return check_free(Path(name), options.force, texts)


def _draws(fitted: Fitted) -> bytes:
    """The joint draws as a Parquet file, a column for each parameter."""
    from io import BytesIO

    import pyarrow as pa
    import pyarrow.parquet

    table = pa.table({name: fitted.draws[:, place] for place, name in enumerate(fitted.names)})
    stream = BytesIO()
    pyarrow.parquet.write_table(table, stream)
    return stream.getvalue()
