"""The ``rengsim`` command.

Exit codes: 0 done, 2 problem in the input or in what was named, 130 interrupted, 1 anything else.
"""

from __future__ import annotations

import argparse
import sys
import warnings
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING
from warnings import catch_warnings

from sim.cli.command_line import parser
from sim.cli.language import reader_language
from sim.cli.record_commands import RECORD_COMMANDS
from sim.cli.studies import STUDIES

if TYPE_CHECKING:
    from sim.kernels.sources import Sources

DONE, FAILED, BAD_INPUT, INTERRUPTED = 0, 1, 2, 130


class BadInputError(Exception):
    """Something the user can mend; the text is shown in the reader's language (:mod:`sim.scenario.words`)."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    try:
        return _main(arguments)
    except KeyboardInterrupt:  # whenever it comes: much of the start is spent on loading modules
        return interrupted()


def interrupted() -> int:
    """Say so, and return the exit code."""
    print("\nafbrudt / interrupted", file=sys.stderr)
    return INTERRUPTED


def _main(arguments: Sequence[str] | None) -> int:
    from sim.cli.streams import prepare, printable

    can_print = prepare()
    language = reader_language(arguments)
    command_line = parser(language)
    options, unknown = command_line.parse_known_args(arguments)
    if unknown:
        from sim.cli.unknown_options import refuse

        refuse(command_line, unknown, options, language)
    options.typed = tuple(sys.argv[1:] if arguments is None else arguments)
    from sim.kernels import stored
    from sim.kernels.usable import NotCompiled

    with catch_warnings(), printable():
        warnings.simplefilter("always", NotCompiled)
        warnings.showwarning = partial(_say_warning, options.lang)
        stored.announce = partial(_say_compiling, options.lang)
        return _run(options, can_print)


def _say_warning(lang: str, message: Warning | str, *_: object) -> None:
    """What goes on all the same, in the reader's language."""
    from sim.cli.trouble import say
    from sim.report.texts import Texts
    from sim.report.trouble import warning_in_words

    say(warning_in_words(message, Texts(lang)))


def _say_compiling(lang: str, sources: Sources) -> None:
    from sim.cli.trouble import say
    from sim.report.texts import Texts

    texts = Texts(lang)
    what, seconds = texts(f"kernel.{sources.name}"), texts.write.number(sources.compile_seconds)
    say(texts("kernel.compiling", what=what, seconds=seconds))


def _run(options: argparse.Namespace, can_print: bool) -> int:
    """Run the command and say what went wrong."""
    try:
        _set_limits(options)
        module = "study" if options.command in STUDIES else options.command
        command: Callable[[argparse.Namespace], int] = import_module(f"sim.cli.{module}").command
        with _own_code(getattr(options, "own", ())):
            code = command(options)
        sys.stdout.flush()
        return code if can_print else _closed(options)
    except BadInputError as problem:
        return _unusable(problem, options.lang)
    except BrokenPipeError:  # the reader of the output has gone, e.g. `rengsim run ... | head`
        _silence()
        return DONE
    except Exception as error:
        if options.debug and not _reads_records(options):
            raise
        return _failed(error, options)


def _own_code(paths: Sequence[str]) -> AbstractContextManager[None]:
    if not paths:
        return nullcontext()
    added: AbstractContextManager[None] = import_module("sim.cli.own_code").own_code(paths)
    return added


def _reads_records(options: argparse.Namespace) -> bool:
    """Whether what a command reads is about people: words of an unforeseen error may be theirs."""
    return options.command in RECORD_COMMANDS or (
        bool(getattr(options, "scenarios", ())) and any(_is_mapping(name) for name in options.scenarios)
    )


def _is_mapping(name: str) -> bool:
    from sim.records.mapping import is_mapping

    try:
        return is_mapping(name)
    except Exception:
        return False


def _unusable(problem: BadInputError, lang: str) -> int:
    """Say what cannot be used, in the reader's language."""
    from sim.report.problems_in_words import in_language as words_in
    from sim.report.texts import Texts
    from sim.scenario.words import text_of

    print(words_in(text_of(problem), Texts(lang)), file=sys.stderr)
    return BAD_INPUT


def _set_limits(options: argparse.Namespace) -> None:
    from sim.limits import WRITTEN, NotALimit, limit
    from sim.scenario.words import said

    try:
        limit(getattr(options, "limit", ""))
    except NotALimit as error:
        raise BadInputError(
            said("--limit {part}: write for example {example}", part=error.part, example=WRITTEN)
        ) from None


def _failed(error: Exception, options: argparse.Namespace) -> int:
    """Say what went wrong: with a file, with the machine, or with the program."""
    from sim.cli.trouble import say, say_where
    from sim.report.texts import Texts
    from sim.report.trouble import in_words

    trouble = in_words(error, Texts(options.lang))
    if trouble is None:
        private = _reads_records(options)
        say(f"rengsim: {type(error).__name__}" + ("" if private else f": {error}"))
        if private and options.debug:
            say_where(error)
            return FAILED
        say("This is a fault of the program; --debug shows where.")
        return FAILED
    text, unusable = trouble
    say(text)
    try:
        sys.stdout.flush()
    except OSError:
        _silence()
    return BAD_INPUT if unusable else FAILED


def _closed(options: argparse.Namespace) -> int:
    from sim.cli.trouble import say
    from sim.report.texts import Texts

    say(Texts(options.lang)("trouble.closed"))
    return FAILED


def _silence() -> None:
    from sim.cli.streams import silence

    silence(sys.stdout)
