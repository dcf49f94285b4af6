"""``rengsim fit``: what a job centre's records, or a few totals, teach of the parameters."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sim import disk
from sim.cli import DONE, BadInputError
from sim.cli.outputs import check_free, seen_from
from sim.cli.own_records import records_of
from sim.cli.own_totals import totals_of
from sim.cli.progress import progress_line
from sim.cli.record_figures import check_names, write_record_figures
from sim.cli.streams import print_json
from sim.cli.study import results_directory
from sim.report.terminal import paragraph, terminal_width
from sim.report.texts import Texts
from sim.scenario.words import said

if TYPE_CHECKING:
    from sim.records.fit import Fitted
    from sim.records.totals_fit import TotalsFit
    from sim.report.figures.catalogue import Drawn


def command(options: argparse.Namespace) -> int:
    from sim.records.mapping import is_mapping

    texts = Texts(options.lang)
    targets = (_target(options.out, "--out", ".toml", options, texts),
               _target(options.draws, "--draws", ".parquet", options, texts))  # fmt: skip
    return (_records if is_mapping(options.file) else _totals)(options, *targets, texts)


def _records(options: argparse.Namespace, out: Path | None, kept: Path | None, texts: Texts) -> int:
    from sim.records.fit import fit
    from sim.report.figures.from_records import OF_FIT
    from sim.report.fit import fit_json, fit_text, measured_scenario

    if options.worlds is not None:
        raise BadInputError(said("{option} goes with totals: a scenario with [observed]", option="--worlds"))
    if options.cluster is not None:
        raise BadInputError(said("--cluster goes with totals: records of people stay on this computer"))
    if options.results is not None:
        raise BadInputError(said("{option} goes with totals: a scenario with [observed]", option="--results"))
    check_names(options.figures, OF_FIT, texts)
    records = records_of(options.file, options, texts)
    with progress_line(texts, "fit.progress") as show:
        fitted = fit(records, seed=options.seed, progress=show)
    paths = write_record_figures(
        options.figures, partial(_drawn, fitted), Path(options.file).stem, options.force, texts
    )
    scenario = Path(options.file).parent / records.mapping.scenario_file
    if out is not None:
        disk.write_bytes(out, measured_scenario(fitted, seen_from(scenario, out), texts).encode())
    if kept is not None:
        disk.write_bytes(kept, _draws(fitted))
    if options.json:
        print_json(fit_json(fitted))
        return DONE
    print(fit_text(fitted, texts, terminal_width()))
    _say_written(out, kept, paths, texts)
    return DONE


def _drawn(fitted: Fitted, kind: str) -> list[Drawn | None]:
    from sim.records.lengths import lengths_of
    from sim.report.figures.from_records import learnt_figure, length_figures

    scenario = fitted.records.mapping.scenario.scenario
    if kind == "learnt":
        return [learnt_figure(scenario, fitted.told)]
    draws = [dict(zip(fitted.names, row, strict=True)) for row in fitted.draws.tolist()]
    return [*length_figures(scenario, lengths_of(fitted.records, draws))]


def _totals(options: argparse.Namespace, out: Path | None, kept: Path | None, texts: Texts) -> int:
    from sim.loaded import load
    from sim.records.totals_fit import BANK, fit_totals
    from sim.report.figures.from_records import learnt_figure
    from sim.report.totals_fit import totals_fit_json, totals_fit_text, totals_scenario
    from sim.studies.runs import machines_of

    check_names(options.figures, ("learnt",), texts)
    loaded = load(options.file, allow_folders=options.allow_folders)
    worlds = BANK if options.worlds is None else options.worlds
    with (
        machines_of(options.cluster, options.cluster_unencrypted) as machines,
        totals_of(texts), progress_line(texts) as show,
    ):  # fmt: skip
        found = fit_totals(
            loaded, worlds, options.seed, options.engine, show, options.workers, machines, results_directory(options)
        )
    paths = write_record_figures(
        options.figures, lambda _: [learnt_figure(loaded.scenario, found.learnt if found.agrees else ())],
        Path(options.file).stem, options.force, texts,
    )  # fmt: skip
    if found.agrees and out is not None:
        disk.write_bytes(out, totals_scenario(found, seen_from(options.file, out), texts).encode())
    if found.agrees and kept is not None:
        disk.write_bytes(kept, _draws(found))
    if options.json:
        print_json(totals_fit_json(found))
        return DONE
    print(totals_fit_text(found, options.file, texts, terminal_width()))
    if found.agrees:
        _say_written(out, kept, paths, texts)
    for path in (out, kept) if not found.agrees else ():
        if path is not None:
            print(paragraph(texts("totals.fit.not_written", path=path), terminal_width()))
    return DONE


def _say_written(out: Path | None, kept: Path | None, figures: list[Path], texts: Texts) -> None:
    for path, key in ((out, "fit.written"), (kept, "fit.draws_written"), *((one, "run.written") for one in figures)):
        if path is not None:
            print(paragraph(texts(key, path=path), terminal_width()))


def _target(name: str | None, option: str, ending: str, options: argparse.Namespace, texts: Texts) -> Path | None:
    """A file that can be written, None where none is wanted; raises :class:`BadInputError`."""
    if name is None:
        return None
    if Path(name).suffix != ending:
        raise BadInputError(said("{option} {path}: the name ends in {endings}", option=option, path=name,
                                 endings=ending))  # fmt: skip
    return check_free(Path(name), options.force, texts)


def _draws(found: Fitted | TotalsFit) -> bytes:
    """The joint draws as a Parquet file, a column for each parameter."""
    from io import BytesIO

    import pyarrow as pa
    import pyarrow.parquet

    table = pa.table({name: found.draws[:, place] for place, name in enumerate(found.names)})
    stream = BytesIO()
    pyarrow.parquet.write_table(table, stream)
    return stream.getvalue()
