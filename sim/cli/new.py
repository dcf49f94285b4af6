"""``rengsim new``: a project of one's own, by answering questions; every question has an option."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from sim.cli import DONE, BadInputError
from sim.cli.outputs import new_toml, seen_from
from sim.loaded import load
from sim.report.new_project import Ask, Questions, write_checked
from sim.report.terminal import paragraph, terminal_width
from sim.report.texts import Texts
from sim.report.typed_values import UnusableValue


def command(options: argparse.Namespace) -> int:
    texts = Texts(options.lang)
    target = _target(options.file, texts)
    base = _base(options.base, target, texts)
    questions = Questions(load(base, allow_folders=options.allow_folders), texts)
    given = {ask.key: str(getattr(options, ask.option)).strip() for ask in questions.asks
             if getattr(options, ask.option) is not None}  # fmt: skip
    answers = _answers(questions, given, target, options.yes, texts)
    try:
        project = questions.project(answers)
    except UnusableValue as problem:
        raise BadInputError(str(problem)) from None
    extends = seen_from(base, target)
    try:
        content = project.toml(extends, [texts("new.made", file=extends)]).encode()
        write_checked(target, content, options.allow_folders)
    except FileExistsError:
        raise BadInputError(texts("new.exists", path=target)) from None
    print("\n" + texts("new.heading"))
    for ask in questions.asks:
        print(f"  {texts(f'page.new.{ask.key}')} {project.said(ask, answers)}")
    print("\n" + texts("new.dates"))
    for title, value in project.fixed_dates:
        print(f"  {title}: {value}")
    if project.left_to_decide:
        print("\n" + paragraph(texts("new.decide", base=base.name), terminal_width(), ""))
        for title, value in project.left_to_decide:
            print(f"  {title}: {value}")
    written = texts("new.written", path=target, n=len(project.inherited), base=base.name)
    print("\n" + paragraph(written, terminal_width()))
    print(texts("new.next", path=target))
    return DONE


def _target(text: str, texts: Texts) -> Path:
    """Where the file goes; raises :class:`BadInputError` where it cannot."""
    path = Path(text)
    path = path if path.suffix else path.with_name(path.name + ".toml")
    return new_toml(path, texts)


def _base(text: str, target: Path, texts: Texts) -> Path:
    """The scenario that is built on: a path, or a name beside the new file or in ``scenarios``."""
    named = f"{text}.toml"
    tried = [Path(text), Path(named), target.parent / named, Path("scenarios") / named]
    found = next((path for path in tried if path.is_file()), None)
    if found is None:
        raise BadInputError(texts("new.no_base", base=text, folder=target.parent))
    return found


def _answers(
    questions: Questions, given: Mapping[str, str], target: Path, take_usual: bool, texts: Texts
) -> dict[str, str]:
    """An answer to every question: given as an option, usual, or typed; raises :class:`BadInputError`."""
    answers = dict(given)
    wrong = [(ask, problem) for ask in questions.asks
             if ask.key in given and (problem := _problem(questions, ask, given[ask.key], texts))]  # fmt: skip
    if wrong:
        raise BadInputError("\n".join(f"--{ask.option}: {problem}" for ask, problem in wrong))
    missing = [ask for ask in questions.asks if ask.key not in answers]
    if missing and not take_usual and not sys.stdin.isatty():
        listed = " ".join(f"--{ask.option}" for ask in missing)
        raise BadInputError(texts("new.missing", options=paragraph(listed, terminal_width())))
    for place, ask in enumerate(missing):
        usual = questions.usual(ask, answers) or target.stem
        answers[ask.key] = usual if take_usual else _typed(questions, ask, usual, place + 1, len(missing), texts)
    return answers


def _problem(questions: Questions, ask: Ask, text: str, texts: Texts) -> str:
    """Why an answer cannot be used: also a length without its unit, since 6 may be days or weeks."""
    if _is_length(questions, ask) and text.strip().replace(",", "").replace(".", "").isdigit():
        return texts("new.no_unit", text=text)
    return questions.problem(ask, text)


def _is_length(questions: Questions, ask: Ask) -> bool:
    parameter = questions.unchanged.parameters.get(ask.parameter)
    return parameter is not None and ask.key == "praktik" and parameter.unit in ("days", "weeks", "months")


def _typed(questions: Questions, ask: Ask, usual: str, place: int, of: int, texts: Texts) -> str:
    """Ask until the answer can be used; raises :class:`BadInputError` where nothing more comes."""
    print(f"\n{place}/{of} {texts(f'page.new.{ask.key}')}")
    if ask.key != "titel":  # the file has its name already
        print("  " + texts(f"page.new.{ask.key}.hint"))
    choices = questions.choices(ask)
    for number, (_, words) in enumerate(choices, start=1):
        print(f"  {number} {words}")
    shown = next((words for choice, words in choices if choice == usual), usual)
    if _is_length(questions, ask):
        shown = questions.unchanged.said_of(ask.parameter)
    while True:
        try:
            text = input(f"  [{shown}] ").strip()
        except EOFError:
            print()
            raise BadInputError(texts("new.ended")) from None
        if text.isdigit() and 0 < int(text) <= len(choices):
            text = choices[int(text) - 1][0]
        text = next((choice for choice, words in choices if words == text), text)
        problem = _problem(questions, ask, text, texts) if text else ""
        if not problem:
            return text or usual
        print("  " + problem)
