"""What the commands share: reading a scenario with ``--set``, and problems on stderr."""

from __future__ import annotations

import argparse
import shlex
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from sim.cli import BadInputError
from sim.loaded import LoadedScenario, Value, load
from sim.scenario.words import said

if TYPE_CHECKING:
    from sim.report.wording import Wording
    from sim.scenario.schema import Parameter


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
    """Say what ``--set dropout_hazard="20 %"``, or that in a file, was read as: 20 % a week, not of those who start."""
    wanted = _percentages(question, pairs)
    if not wanted:
        return
    from sim.report.texts import Texts
    from sim.report.wording import Wording
    from sim.studies.typed_numbers import read_number

    texts = Texts(lang)
    wording = Wording(question.scenario, texts)
    parameters = {one.name: one for one in question.scenario.parameters}
    for name, text in wanted:
        one, value = parameters.get(name), read_number(text)
        if one is None or one.unit.startswith("share") or isinstance(one.value, str):
            continue
        said = {"name": name, "text": text, "title": wording.parameter(name), "reading": wording.setting(one, value)}
        if one.unit.startswith("per "):
            said["share"] = f"{texts.write.percent(value, 1)} {wording.say.unit(one.unit)}"
            print(texts("set.percentage.rate", **said, instead=_in_all(question, one, value, wording)), file=sys.stderr)
        else:
            print(texts("set.percentage", **said), file=sys.stderr)


def _percentages(question: LoadedScenario, pairs: Sequence[str]) -> list[tuple[str, str]]:
    """(parameter, text) of every value that somebody has written in per cent, on the command line or in the file."""
    from sim.scenario.reading import listed_in
    from sim.studies.typed_numbers import is_percentage

    typed = {name.strip(): text.strip() for name, _, text in (pair.partition("=") for pair in pairs)}
    source = question.source
    blocks = source.tables.get("parameters", {})
    stated = {name: block.get("value") for name, block in blocks.items() if isinstance(block, dict)}
    always = {**stated, **source.given, **typed}
    changes = [change.get("set", {}) for change in listed_in(source.tables, "change") if isinstance(change, dict)]
    found = [pair for values in (always, *changes) if isinstance(values, dict) for pair in values.items()]
    texts = [(name, text) for name, text in found if isinstance(text, str) and is_percentage(text)]
    return list(dict.fromkeys(texts))


def _in_all(question: LoadedScenario, one: Parameter, share: float, wording: Wording) -> str:
    """What the parameter would be if that share of those who start left in all; empty where that cannot be said."""
    from sim.studies.leaving import NotReached, rate_for, risk_of

    if one.later:  # a value from a date on would lie over the one that is tried
        source = question.source
        tables = {key: table for key, table in source.tables.items() if key != "change"}
        question = LoadedScenario(replace(source, tables=tables), question.settings)
    if not risk_of(question, one.name):
        return ""
    try:
        rate = rate_for(question, one.name, share)
    except NotReached:
        return ""
    texts = wording.texts
    words = {"share": texts.write.percent(share), "rate": texts.write.number(rate, 3)}
    return texts("set.percentage.in_all", **words, unit=wording.say.unit(one.unit))


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
