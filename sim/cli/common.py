"""What the commands share: reading a scenario with ``--set``, and problems on stderr."""

from __future__ import annotations

import argparse
import shlex
import sys
import tomllib
from collections.abc import Sequence
from datetime import date

from sim.cli import BadInputError
from sim.loaded import LoadedScenario, Value, load
from sim.scenario.words import said


def typed(options: argparse.Namespace) -> str:
    """The command as it would be typed."""
    return shlex.join(("rengsim", *options.typed))


def settings(pairs: Sequence[str]) -> dict[str, Value]:
    """``["slots=14", "direct=0,3"]`` as values; raises :class:`BadInputError` for a pair without ``=``."""
    found: dict[str, Value] = {}
    for pair in pairs:
        name, equals, text = pair.partition("=")
        if not equals or not name.strip():
            raise BadInputError(said("--set {text}: expected NAME=VALUE", text=pair))
        found[name.strip()] = value_of(text.strip())
    return found


def value_of(text: str) -> Value:
    """A number as the page reads it (:mod:`sim.studies.typed_numbers`), a date, or the text itself.

    Raises :class:`BadInputError` for a number that can be read in two ways.
    """
    from sim.studies.typed_numbers import Ambiguous, NotANumber, read_day, read_number

    try:
        number = read_number(text)
        return int(number) if number.is_integer() and text.lstrip("+-").isdigit() else number
    except Ambiguous as two:
        raise BadInputError(
            said(
                "{text} can be read in two ways: write {decimal} or {thousands}",
                text=text,
                decimal=two.decimal.replace(",", "."),
                thousands=two.thousands,
            )
        ) from None
    except NotANumber:
        pass
    day = read_day(text)
    if day is not None:
        return day  # type: ignore[return-value]  # a date is a value of a parameter too
    try:
        value = tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text
    if isinstance(value, int | float | str | date):
        return value  # type: ignore[return-value]
    return text


def grouping(text: str) -> str | dict[str, list[float]]:
    """``group``, or ``age=30,50`` as a numeric property with bounds; raises :class:`BadInputError`."""
    name, equals, bounds = text.partition("=")
    if not equals:
        return name.strip()
    try:
        return {name.strip(): [float(bound) for bound in bounds.split(",")]}
    except ValueError:
        raise BadInputError(said("--by {text}: expected NAME or NAME=BOUND,BOUND,...", text=text)) from None


def tell_percentages(question: LoadedScenario, pairs: Sequence[str], lang: str) -> None:
    """Say what ``--set dropout_hazard="20 %"`` was read as: 20 % a week, and not 20 % of those who start."""
    typed = dict(pair.split("=", 1) for pair in pairs if "=" in pair)
    from sim.studies.typed_numbers import is_percentage

    wanted = {name.strip(): text.strip() for name, text in typed.items() if is_percentage(text)}
    if not wanted:
        return
    from sim.report.texts import Texts
    from sim.report.wording import Wording

    texts = Texts(lang)
    wording = Wording(question.scenario, texts)
    for one in question.scenario.parameters:
        if one.name in wanted and not one.unit.startswith("share") and not isinstance(one.value, str):
            said = {"name": one.name, "text": wanted[one.name], "title": wording.parameter(one.name)}
            said["reading"] = wording.setting(one, one.value)
            rate = one.unit.startswith("per ")
            said["share"] = f"{texts.write.percent(one.value, 1)} {wording.say.unit(one.unit)}"
            print(texts("set.percentage.rate" if rate else "set.percentage", **said), file=sys.stderr)


def load_scenario(
    path: str, pairs: Sequence[str], allow_folders: Sequence[str] = (), by: Sequence[str] = (), lang: str = "da"
) -> LoadedScenario:
    """The scenario of a command; raises :class:`sim.ProblemsFound` with all problems.

    A percentage of what is no share is told as it was read, on standard error.
    """
    given, groups = settings(pairs), [grouping(text) for text in by]
    question = load(path, allow_folders=allow_folders, **given)
    tell_percentages(question, pairs, lang)
    return question.by(*groups) if groups else question
