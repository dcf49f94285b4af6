"""``rengsim rerun``: a stored result again; are the figures equal?"""

from __future__ import annotations

import argparse
import json
import os
import re
import shlex
from collections.abc import Callable, Iterable, Iterator
from contextlib import chdir, contextmanager, redirect_stderr, suppress
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from sim.cli import DONE, FAILED, BadInputError
from sim.cli.study import results_directory
from sim.report.texts import Texts
from sim.scenario.words import said, text_of

if TYPE_CHECKING:
    from sim.loaded import LoadedScenario
    from sim.store.answers import Answer
    from sim.studies.rerun import Rerun

MANIFEST = "manifest.json"
SUMMARISED = ("measures", "targets", "joint", "knowledge")
"""The parts of a summary that are figures."""


def command(options: argparse.Namespace) -> int:
    from sim.cli.streams import print_json
    from sim.engines import NoSuchEngine
    from sim.report.rerun import rerun_json, rerun_lines, rerun_table
    from sim.report.terminal import paragraph, table_text, terminal_width
    from sim.store.sealed import Damaged
    from sim.studies.rerun import NotRepeatable

    texts, folder = Texts(options.lang), _folder(options)
    try:
        manifest = _manifest(folder)
        _check_own(folder, manifest)
        found = _REPEAT.get(str(manifest["kind"]), _study)(options, folder, manifest, texts)
    except Damaged as damage:
        raise BadInputError(texts("results.damaged.long", path=damage)) from None
    except (NotRepeatable, NoSuchEngine) as problem:
        raise BadInputError(text_of(problem)) from None
    if options.json:
        print_json(rerun_json(found))
    else:
        width = terminal_width()
        print(_what(folder, manifest, found, texts))
        print("\n".join(paragraph(line, width) for line in rerun_lines(found, texts)))
        table = rerun_table(found, texts)
        if table.rows:
            print("\n" + table_text(table, width))
        if len(found.differing) > len(table.rows):
            print(texts("rerun.more", n=texts.write.number(len(found.differing) - len(table.rows))))
    return DONE if found.equal else FAILED


def _what(folder: Path, manifest: dict[str, Any], found: Rerun, texts: Texts) -> str:
    if not found.replications:
        return texts("rerun.what", path=folder, what=manifest["command"])
    number = texts.write.number(found.replications)
    what = texts("rerun.replications", n=number, scenario=manifest["path"], seed=manifest["seed"])
    return texts("rerun.what", path=folder, what=what)


def _folder(options: argparse.Namespace) -> Path:
    """The folder of a result: it, its manifest, or the beginning of an id of the store was given."""
    from sim.store.listing import NoSuchResult, matching

    path = Path(options.manifest)
    if path.is_dir():
        return path
    if path.is_file():
        return path.parent
    if re.fullmatch("[0-9a-f]{1,16}", options.manifest):
        with suppress(NoSuchResult):
            return matching(results_directory(options), [options.manifest])[0].path
    raise BadInputError(said("{path}: there is no such result; `rengsim results` lists what is stored", path=path))


def _manifest(folder: Path) -> dict[str, Any]:
    """The manifest; raises :class:`sim.store.sealed.Damaged`, and :class:`BadInputError` for one that is no manifest of
    today."""
    from sim.store.sealed import SEAL, read_or_damaged, read_sealed

    path = folder / MANIFEST
    if not path.is_file():
        raise BadInputError(said("{path}: there is no manifest.json, so this is no stored result", path=folder))
    try:
        content = json.loads(read_or_damaged(path))
    except (ValueError, RecursionError):
        content = None
    if not isinstance(content, dict) or SEAL not in content or "kind" not in content:
        raise BadInputError(said("{path} does not say what it was the answer to: an older program wrote it", path=path))
    return read_sealed(path)


def _check_own(folder: Path, manifest: dict[str, Any]) -> None:
    """Raises :class:`BadInputError` for a result with laws or figures of somebody's own that are not here."""
    from sim.store.program import not_here

    missing = not_here(manifest.get("program", {}))
    if missing:
        raise BadInputError(
            said(
                "{path} has laws or figures of somebody's own, and they are not here, or are others: {names}. Name the "
                "Python file that adds them with --own FILE.py",
                path=folder, names=", ".join(missing),
            )
        )  # fmt: skip


# --- replications ----------------------------------------------------------------------------------------------------


def _replications(options: argparse.Namespace, folder: Path, manifest: dict[str, Any], texts: Texts) -> Rerun:
    """Of a folder of the store: numerators and denominators of every figure."""
    from sim.engines import choose
    from sim.limits import default_workers
    from sim.store.listing import covered
    from sim.studies.batches import Plan
    from sim.studies.rerun import Rerun, kept_sheets, repeat

    model = _scenario(options, folder, manifest).model
    plan = Plan(model, choose(options.engine, model, covered(folder)), manifest["seed"], keep_log=False)
    found = repeat(plan, kept_sheets(folder), options.workers or default_workers())
    if not found.replications:
        raise BadInputError(said("{path} holds no replications from the first on", path=folder))
    return Rerun(manifest["program"], found.replications, found.figures, found.differing())


def _run(options: argparse.Namespace, folder: Path, manifest: dict[str, Any], texts: Texts) -> Rerun:
    """Of ``rengsim run --out``: the value of every figure in every replication that was written, and the summary."""
    from sim.limits import default_workers
    from sim.report.as_json import as_json
    from sim.store.sealed import Damaged
    from sim.studies.replicate import replicate
    from sim.studies.rerun import Comparison, Rerun, as_totals, differing_leaves, leaves, written_sheet

    try:
        before = json.loads((folder / "summary.json").read_bytes())
        written = written_sheet(folder / "replications.parquet")
    except (OSError, ValueError, KeyError) as error:
        raise Damaged(f"{folder}: {error}") from None
    scenario = _scenario(options, folder, manifest)
    workers = options.workers or default_workers()
    result = replicate(scenario.model, manifest["replications"], manifest["seed"], options.engine, workers)
    compared = Comparison()
    compared.add(written, as_totals(result.sheet))
    now = json.loads(json.dumps(as_json(result) | _in_worlds(options, manifest, scenario, before, texts)))
    stated = {key: before[key] for key in SUMMARISED if key in before}
    differing = (*compared.differing(), *differing_leaves(stated, {key: now.get(key) for key in stated}))
    return Rerun(manifest["program"], manifest["replications"], compared.figures + leaves(stated), differing)


def _in_worlds(
    options: argparse.Namespace, manifest: dict[str, Any], scenario: LoadedScenario, before: Any, texts: Texts
) -> dict[str, Any]:
    """What ``--uncertain`` added to the summary, again."""
    if "knowledge" not in before:
        return {}
    from sim.cli.uncertain import in_worlds
    from sim.report.knowledge import knowledge_json

    asked = _typed(manifest, options)
    asked.fresh = True  # nothing is taken from what an interrupted command has left
    return {"knowledge": knowledge_json(in_worlds(asked, [scenario], texts)[0])}


def _scenario(options: argparse.Namespace, folder: Path, manifest: dict[str, Any]) -> LoadedScenario:
    from sim.studies.rerun import stated_scenario

    file = Path(options.scenario) if options.scenario else _beside(folder, [manifest["path"]]) / manifest["path"]
    return stated_scenario(manifest, file, options.allow_folders)


def _beside(folder: Path, files: Iterable[str], study: bool = False) -> Path:
    """The folder from which the files can be named as they were: this one, or one above the result."""
    wanted = list(files)
    for start in (Path(), *folder.resolve().parents):
        if all((start / name).is_file() for name in wanted):
            return start
    missing = next((name for name in wanted if not Path(name).is_file()), "")
    if study:
        raise BadInputError(
            said("{file} is neither here nor beside the result; go to the folder in which the study was asked",
                 file=missing)
        )  # fmt: skip
    raise BadInputError(
        said("{file} is neither here nor beside the result; --scenario FILE says where it is", file=missing)
    )


# --- answers of studies ----------------------------------------------------------------------------------------------


def _study(options: argparse.Namespace, folder: Path, manifest: dict[str, Any], texts: Texts) -> Rerun:
    """Of a study: the command is asked again, with nothing that is stored."""
    from sim.cli.arguments import Study
    from sim.store.answers import read_answer
    from sim.studies.runs import RunSettings

    stored, question = read_answer(folder, manifest["id"]), manifest["question"]
    if options.scenario:
        raise BadInputError(said("--scenario goes with replications; a study names its scenarios itself"))
    asked = _typed(manifest, options)
    asked.lang, asked.figure = question["lang"], None
    study: Study = import_module(f"sim.cli.studies.{asked.command}").STUDY
    files = getattr(asked, "scenarios", None) or [asked.scenario]
    with chdir(_beside(folder, files, study=True)), _as_wide(question["width"]), TemporaryDirectory() as nothing:
        asked.figure = None
        inquiry = study.ask(asked)
        own = {**inquiry.question, "seed": asked.seed, "lang": asked.lang, "width": question["width"]}
        if json.loads(json.dumps(own)) != question:
            raise BadInputError(_other_question(manifest, own))
        settings = RunSettings(asked.seed, asked.engine, asked.workers, nothing)
        with settings.runs() as runs:
            answer = inquiry.compute(runs, Texts(asked.lang))
    return _compared(manifest, stored, answer)


def _other_question(manifest: dict[str, Any], now: dict[str, Any]) -> str:
    places = ", ".join(key for key in now if json.loads(json.dumps(now[key])) != manifest["question"].get(key))
    return said("{command} asks something else today: it differs at {places}", command=manifest["command"],
                places=places)  # fmt: skip


def _compared(manifest: dict[str, Any], stored: Answer, now: Answer) -> Rerun:
    from sim.studies.rerun import Rerun, differing_leaves, leaves

    summary = json.loads(json.dumps(now.summary))
    files = [name for name in now.files if stored.files.get(name) != now.files[name]]
    files += ["answer.txt"] if stored.text.rstrip("\n") != now.text.rstrip("\n") else []
    differing = tuple(differing_leaves(stored.summary, summary))
    return Rerun(manifest["program"], 0, leaves(stored.summary), differing, tuple(files))


def _typed(manifest: dict[str, Any], options: argparse.Namespace) -> argparse.Namespace:
    """The command of a manifest, to be carried out by the engine and workers of today."""
    from sim.cli.command_line import parser

    words = shlex.split(manifest["command"])[1:]
    try:
        with open(os.devnull, "w", encoding="utf-8") as nowhere, redirect_stderr(nowhere):
            asked = parser(options.lang).parse_args(words)
    except SystemExit:
        raise BadInputError(said("{command} is no command of today's program", command=manifest["command"])) from None
    asked.engine, asked.workers, asked.typed = options.engine, options.workers, tuple(words)
    return asked


@contextmanager
def _as_wide(columns: int) -> Iterator[None]:
    """Words are laid out as wide as they were then."""
    before = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = str(columns)
    try:
        yield
    finally:
        os.environ.pop("COLUMNS")
        if before is not None:
            os.environ["COLUMNS"] = before


_REPEAT: dict[str, Callable[[argparse.Namespace, Path, dict[str, Any], Texts], Rerun]] = {
    "replications": _replications,
    "run": _run,
}
