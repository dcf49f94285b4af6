"""``rengsim run``: the answer in plain words, then tables; or one JSON object."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from sim.cli import DONE, BadInputError
from sim.cli.common import load_scenario, typed
from sim.cli.progress import progress_line
from sim.cli.streams import print_json
from sim.report.texts import Texts
from sim.scenario.schema import Report
from sim.scenario.words import said, text_of

if TYPE_CHECKING:
    from sim.knowledge.uncertain import Uncertain
    from sim.loaded import LoadedScenario
    from sim.studies.precision import Reached
    from sim.studies.result import Result


def command(options: argparse.Namespace) -> int:
    if options.draws:
        from sim.cli.joint_draws import check_draws

        check_draws(options)
    texts = Texts(options.lang)
    questions = [
        load_scenario(path, options.settings, options.allow_folders, options.groups, options.lang)
        for path in options.scenarios
    ]
    _check_outputs(options, len(questions))
    for question in questions:
        _check_figures(options, question, texts)
    summaries = []
    for i, question in enumerate(questions):
        result, reached = _simulate(options, question, texts)
        found = _in_worlds(options, question, texts)
        if options.figures:
            from sim.cli.figures import write_figures

            for path in write_figures(options.figures, result, options.force, texts, found):
                print(texts("run.written", path=path), file=sys.stderr)
        if options.out or options.json:
            from sim.report.as_json import as_json

            summaries.append(as_json(result) | _precision_json(reached) | _knowledge_json(found))
        if options.out:
            from sim.studies.folder import write_result

            written = write_result(result, summaries[-1], options.out, typed(options))
            print(texts("run.written", path=written), file=sys.stderr)
        if not options.json:
            from sim.report.terminal import terminal_width

            words = in_words(question, result, texts, options.all) + _precision_words(reached, texts)
            words += _knowledge_words(result, found, texts)
            print(("\n" + "=" * terminal_width() + "\n\n" if i else "") + words, flush=True)
    if options.json:
        print_json(summaries[0] if len(summaries) == 1 else summaries)
    return DONE


def in_words(question: LoadedScenario, result: Result, texts: Texts, everything: bool = False) -> str:
    """One screen; or ``everything``: the answer, all tables, and a last line on what it took."""
    from sim.report.terminal import screen_text, terminal_width

    settings = _settings(question, texts)
    if everything:
        return _all_in_words(result, texts, settings)
    from sim.report.screen import screen_of

    screen = screen_text(screen_of(result, texts, settings), texts, terminal_width())
    return "\n\n".join([screen, *_asked_for(result, texts)])


def _settings(question: LoadedScenario, texts: Texts) -> str:
    """``Tilbudspladser: 15 pladser (slots); Optag: løbende (intake_mode)``: what was set, as it was read."""
    from sim.report.wording import Wording
    from sim.studies.inputs import parameter_of

    wording = Wording(question.scenario, texts)
    return "; ".join(
        f"{wording.parameter(name)}: {wording.setting(parameter_of(question.scenario, name), value)} ({name})"
        for name, value in question.settings.items()
    )


def _asked_for(result: Result, texts: Texts) -> list[str]:
    """The tables on dates and by group, and of own figures, that somebody has asked for."""
    from sim.measures.own import OWN

    if result.scenario.report == Report() and not OWN:
        return []
    from sim.report.date_tables import date_tables
    from sim.report.group_tables import group_tables
    from sim.report.own_table import own_table
    from sim.report.phrases import Phrases
    from sim.report.terminal import table_text, terminal_width
    from sim.studies.result_view import Reading

    reading, say = Reading(result), Phrases(result.scenario, texts)
    tables = [*date_tables(reading, say), *group_tables(reading, say), own_table(result, texts)]
    return [table_text(table, terminal_width()) for table in tables if table.rows]


def _all_in_words(result: Result, texts: Texts, settings: str) -> str:
    from sim.report.answer import answer_lines, precision_table
    from sim.report.glossary import words_in_text
    from sim.report.screen import screen_of
    from sim.report.tables import tables
    from sim.report.terminal import beside_tables, paragraph, table_text, terminal_width

    width = terminal_width()
    lines = answer_lines(result, texts)
    if settings:
        lines.insert(1, texts("answer.settings", settings=settings))
    manifest, write = result.manifest, texts.write
    last = texts(
        "run.seconds",
        engine=texts(f"run.engine.{manifest.engine}"),
        rows=write.number(manifest.rows),
        simulation=write.number(manifest.seconds_simulation, 1),
        measures=write.number(manifest.seconds_measures, 1),
    )
    shown = [table for table in (precision_table(result, texts), *tables(result, texts)) if table.rows]
    prose = "\n".join(paragraph(line, width) for line in lines)
    beside = beside_tables(screen_of(result, texts), texts, width)
    parts = [prose, beside, *(table_text(table, width) for table in shown), paragraph(last, width)]
    words = words_in_text("\n".join(parts), texts, width)
    return "\n\n".join(part for part in (*parts, words) if part)


def _check_outputs(options: argparse.Namespace, scenarios: int) -> None:
    """Everything that would make writing fail is said before the simulation, not after it."""
    if scenarios > 1 and (options.log or options.out):
        raise BadInputError(
            said("--{option} takes one scenario, not {n}", option="log" if options.log else "out", n=scenarios)
        )
    if options.log and options.cluster:
        raise BadInputError(said("--log and --cluster exclude each other: event logs stay where they were made"))
    if options.log and options.precision:
        raise BadInputError(said("--log goes with --replications, not with --precision"))
    from sim.cli.study import check_file
    from sim.log.export import UnknownEnding, kind_of
    from sim.studies.folder import AlreadyThere, LooksLikeAFile, check_free

    try:
        if options.log:
            kind_of(options.log)
            check_file("log", options.log)
        if options.out:
            check_free(options.out)
    except LooksLikeAFile as problem:
        path = problem.path
        text = Texts(options.lang)("run.out.ending", path=path, ending=path.suffix, name=path.with_suffix(""))
        raise BadInputError(text) from None
    except UnknownEnding as problem:
        raise BadInputError(
            said("{option} {path}: the name ends in {endings}", option="--log", path=options.log,
                 endings=", ".join(problem.endings))
        ) from None  # fmt: skip
    except AlreadyThere as problem:
        raise BadInputError(text_of(problem)) from None


def _check_figures(options: argparse.Namespace, question: LoadedScenario, texts: Texts) -> None:
    if options.figures:
        from sim.cli.figures import check_figures

        check_figures(options.figures, question.scenario, texts, bool(options.uncertain))


def _simulate(options: argparse.Namespace, question: LoadedScenario, texts: Texts) -> tuple[Result, Reached | None]:
    """A result from the store, with what is missing computed; simulated from scratch where the event log is wanted."""
    replications = options.replications or question.scenario.run.replications
    if options.log:
        return _with_log(options, question, replications, texts), None
    from sim.cli.study import mendable, precision_of, stored_runs, where_from
    from sim.studies.option import Option
    from sim.studies.stored_run import run_stored

    precision = precision_of(options, question.scenario)
    with mendable(), stored_runs(options, texts) as runs:
        found = run_stored(Option.of(question), runs, replications, precision)
    if runs.from_disk:
        print(where_from(runs, texts), file=sys.stderr)
    return found


def _with_log(options: argparse.Namespace, question: LoadedScenario, replications: int, texts: Texts) -> Result:
    from sim.engines import NoSuchEngine
    from sim.limits import default_workers
    from sim.log.export import log_writer
    from sim.studies.replicate import replicate

    workers = options.workers or default_workers()
    with log_writer(options.log, question.model) as sink, progress_line(texts) as show:
        try:
            return replicate(
                question.model, replications, options.seed, options.engine, workers, progress=show, log_sink=sink
            )
        except NoSuchEngine as problem:
            raise BadInputError(text_of(problem)) from None


def _precision_json(reached: Reached | None) -> dict[str, Any]:
    if reached is None:
        return {}
    from sim.report.study_json import reached_json

    return {"precision": reached_json(reached)}


def _precision_words(reached: Reached | None, texts: Texts) -> str:
    if reached is None:
        return ""
    from sim.report.compare import precision_text
    from sim.report.terminal import paragraph, terminal_width

    return "\n" + paragraph(precision_text(reached, texts), terminal_width())


def _in_worlds(options: argparse.Namespace, question: LoadedScenario, texts: Texts) -> Uncertain | None:
    if not options.uncertain:
        return None
    from sim.cli.uncertain import in_worlds
    from sim.studies.runs import machines_of

    with machines_of(options.cluster, options.cluster_unencrypted) as machines:
        return in_worlds(options, [question], texts, machines)[0]


def _knowledge_json(found: Uncertain | None) -> dict[str, Any]:
    if found is None:
        return {}
    from sim.report.knowledge import knowledge_json

    return {"knowledge": knowledge_json(found)}


def _knowledge_words(result: Result, found: Uncertain | None, texts: Texts) -> str:
    if found is None:
        return ""
    from sim.report.knowledge import knowledge_lines, knowledge_table
    from sim.report.terminal import paragraph, table_text, terminal_width

    width = terminal_width()
    lines = "\n".join(paragraph(line, width) for line in knowledge_lines(result, found, texts))
    return f"\n\n{table_text(knowledge_table(result, found, texts), width)}\n\n{lines}"
