"""What the studies share on the command line: from arguments to an answer that is kept, and read when asked again."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from sim import disk
from sim.cli import DONE, BadInputError
from sim.cli.arguments import Inquiry, Study
from sim.cli.common import typed
from sim.cli.progress import progress_line
from sim.cli.streams import print_json
from sim.engines import CONTRACT
from sim.loaded import Value
from sim.report.texts import Texts
from sim.scenario.words import said, text_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from sim.scenario.schema import Scenario
    from sim.store.answers import Answer, AnswerPlace
    from sim.store.sealed import Damaged
    from sim.studies.asked import Asked
    from sim.studies.option import Option
    from sim.studies.precision import Precision
    from sim.studies.runs import Runs

DRAWN = (".svg", ".png", ".pdf")


def command(options: argparse.Namespace) -> int:
    """Print the answer of a study to what the options ask; gives the exit code."""
    study: Study = import_module(f"sim.cli.studies.{options.command}").STUDY
    check_outputs(options)
    with mendable():
        return _answer(options, study.name, study.ask(options))


def _answer(options: argparse.Namespace, kind: str, inquiry: Inquiry) -> int:
    """Read the answer if it is kept, else compute and keep it.

    One that cannot be kept, or not be written where it was wanted, is printed before that is said.
    """
    from sim.report.glossary import pointer
    from sim.report.terminal import stored_width, terminal_width, within
    from sim.store.answers import answer_place

    texts, started = Texts(options.lang), perf_counter()
    asked = {**inquiry.question, "seed": options.seed, "lang": options.lang, "width": stored_width()}
    place = answer_place(results_directory(options), inquiry.scenario.name, kind, asked)
    found = _kept(options, place, texts)
    troubles: list[Exception] = []
    if found is not None:
        print(texts("store.again", path=place.path), file=sys.stderr)
    else:
        with stored_runs(options, texts) as runs:
            found = inquiry.compute(runs, texts)
            if runs.simulated or runs.from_disk:  # possible sets of assumptions are not kept one by one
                print(where_from(runs, texts), file=sys.stderr)
        with _put_off(troubles):
            place.write(found, typed(options), perf_counter() - started)
            print(texts("store.written", path=place.path), file=sys.stderr)
    for target, name in wanted_files(options, kind).items():
        with _put_off(troubles):
            disk.write_bytes(target, found.files[name])
    if options.json:
        print_json({"contract": str(CONTRACT), **found.summary})
    else:
        print(within(found.text.rstrip(), terminal_width()))
        words = pointer(found.text, texts, terminal_width())
        if words:
            print(f"\n{words}")
    if troubles:
        raise troubles[0]
    return DONE


def _kept(options: argparse.Namespace, place: AnswerPlace, texts: Texts) -> Answer | None:
    """The answer as it was kept, if it is there, intact, and in all the forms that are wanted."""
    from sim.store.sealed import Damaged

    if options.fresh or _needs_drawing(options):
        return None
    try:
        return place.read()
    except Damaged as damage:
        _say_damage(damage, texts)
        return None


@contextmanager
def _put_off(troubles: list[Exception]) -> Iterator[None]:
    """Go on when something cannot be kept or written; it is said at the end."""
    from sim.store.program import ProgramChanged

    try:
        yield
    except (disk.FileTrouble, ProgramChanged) as trouble:
        troubles.append(trouble)


def _say_damage(damage: Damaged, texts: Texts) -> None:
    print(texts("store.damaged", what=damage), file=sys.stderr)


def _needs_drawing(options: argparse.Namespace) -> bool:
    """Whether a figure is wanted in a form in which it is not kept."""
    return bool(options.figure) and Path(options.figure).suffix != ".svg"


def wanted_files(options: argparse.Namespace, kind: str) -> dict[Path, str]:
    """Files that were asked for, and what they are called among the results."""
    found = {}
    if options.figure:
        found[Path(options.figure)] = f"{kind}{Path(options.figure).suffix}"
    if getattr(options, "table", None):
        found[Path(options.table)] = f"{kind}.parquet"
    return found


def check_outputs(options: argparse.Namespace) -> None:
    """Say before the simulation what would make writing fail after it; raises :class:`BadInputError`."""
    if options.figure and Path(options.figure).suffix not in DRAWN:
        raise BadInputError(said("{option} {path}: the name ends in {endings}", option="--figure", path=options.figure,
                                 endings=", ".join(DRAWN)))  # fmt: skip
    if getattr(options, "table", None) and Path(options.table).suffix != ".parquet":
        raise BadInputError(said("{option} {path}: the name ends in {endings}", option="--table", path=options.table,
                                 endings=".parquet"))  # fmt: skip
    for option in ("figure", "table"):
        path = getattr(options, option, None)
        if path:
            check_file(option, path)


def check_file(option: str, path: str) -> None:
    """See whether a file can be written; raises :class:`BadInputError` and :class:`sim.disk.FileTrouble`."""
    with suppress(OSError, ValueError):  # said below
        if not Path(path).absolute().parent.is_dir():
            raise BadInputError(said("--{option} {path}: there is no such directory", option=option, path=path))
    disk.check_place(Path(path))


def drawings(options: argparse.Namespace, kind: str, figure: Figure, title: str, description: str) -> dict[str, bytes]:
    """The figure among the results: always as SVG, and in the form that was asked for."""
    from sim.report.drawing import as_svg

    files = {f"{kind}.svg": as_svg(figure, title, description)}
    suffix = Path(options.figure).suffix if options.figure and kind == options.command else ""
    if suffix and suffix != ".svg":
        picture = io.BytesIO()
        figure.savefig(picture, dpi=150, format=suffix[1:])
        files[f"{kind}{suffix}"] = picture.getvalue()
    return files


@contextmanager
def stored_runs(options: argparse.Namespace, texts: Texts) -> Iterator[Runs]:
    """Runs that are kept in the results directory, with progress on the terminal; says what Ctrl-C leaves behind."""
    from sim.engines import NoSuchEngine
    from sim.studies.runs import RunSettings

    with progress_line(texts) as show:
        machines = getattr(options, "cluster", None), getattr(options, "cluster_unencrypted", False)
        results = results_directory(options)
        settings = RunSettings(options.seed, options.engine, options.workers, results, show, *machines)
        try:
            with settings.runs(options.fresh, partial(_say_damage, texts=texts)) as runs:
                yield runs
        except NoSuchEngine as problem:
            raise BadInputError(text_of(problem)) from None
        except KeyboardInterrupt:
            print("\n" + texts("store.interrupted"), file=sys.stderr)
            raise


def results_directory(options: argparse.Namespace) -> Path:
    return Path(options.results or os.environ.get("RENGSIM_RESULTS") or "results")


def where_from(runs: Runs, texts: Texts) -> str:
    """How many runs were simulated and how many were there."""
    n, simulated = texts.write.number(runs.from_disk), texts.write.number(runs.simulated)
    if not runs.simulated:
        return texts("store.all", n=n)
    if not runs.from_disk:
        return texts("store.none", simulated=simulated)
    return texts("store.some", n=n, simulated=simulated)


def asked_of(options: argparse.Namespace, scenario: Scenario) -> tuple[Asked, ...]:
    """What ``--measure`` asks, or what a study states by default; raises :class:`BadInputError`."""
    from sim.studies.asked import NotUnderstood, parse, stated

    try:
        found = tuple(parse(text, scenario) for text in options.measures) or stated(scenario)
    except NotUnderstood as problem:
        raise BadInputError(said("--measure: {problem}", problem=problem)) from None
    if not found:
        raise BadInputError(said("the scenario states no target; say what to look at with --measure"))
    return found


def precision_of(
    options: argparse.Namespace, scenario: Scenario, asked: Sequence[Asked] | None = None
) -> Precision | None:
    """What ``--precision`` asks of the figures ``asked`` (None: of those of a run); raises :class:`BadInputError`."""
    from sim.studies.asked import NotUnderstood, number, parse
    from sim.studies.precision import LEAST, MOST, Precision
    from sim.studies.stored_run import looked_at

    if not options.precision:
        for name in ("min", "max"):
            if getattr(options, f"{name}_replications") is not None:
                raise BadInputError(said("{option} goes with --precision", option=f"--{name}-replications"))
        return None
    if options.replications is not None:
        raise BadInputError(said("either --replications or --precision, not both"))
    overall, own = None, {}
    try:
        for text in options.precision:
            what, equals, width = text.rpartition("=")
            if equals:
                own[parse(what, scenario).text] = number(width)
            else:
                overall = number(text)
        least, most = options.min_replications, options.max_replications
        found = Precision(overall, own, least or min(LEAST, most or LEAST), most or max(MOST, least or MOST))
        found.check(looked_at(scenario, found) if asked is None else asked, scenario)
        return found
    except (NotUnderstood, ValueError) as problem:
        raise BadInputError(said("--precision: {problem}", problem=problem)) from None


def load_option(options: argparse.Namespace, path: str, more: Mapping[str, Value] | None = None) -> Option:
    """A scenario file with the settings of the command, and more; raises :class:`sim.ProblemsFound`."""
    from sim.cli.common import load_scenario
    from sim.studies.option import Option

    option = Option.of(
        load_scenario(path, options.settings, options.allow_folders, getattr(options, "groups", ()), options.lang)
    )
    return option.set(**more) if more else option


def several_options(options: argparse.Namespace) -> list[Option]:
    """The scenario files, and the variants of the first."""
    from sim.cli.common import settings, tell_percentages

    first = options.scenarios[0]
    variants = [load_option(options, first, settings(variant.split(","))) for variant in options.variants]
    for variant, option in zip(options.variants, variants, strict=True):
        if option.loaded is not None:
            tell_percentages(option.loaded, variant.split(","), options.lang)
    return [*(load_option(options, path) for path in options.scenarios), *variants]


def replications_of(options: argparse.Namespace, scenario: Scenario) -> int:
    return int(options.replications or scenario.run.replications)


@contextmanager
def mendable() -> Iterator[None]:
    """What the user can mend is said plainly."""
    from sim.studies.asked import NotUnderstood
    from sim.studies.grid import BadGrid
    from sim.studies.sweep import BadPoint

    try:
        yield
    except BadPoint:  # has problems to be said in the reader's language
        raise
    except (NotUnderstood, BadGrid) as problem:
        raise BadInputError(text_of(problem)) from None
