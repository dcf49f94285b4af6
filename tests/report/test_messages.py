"""Everything that can be wrong is said in Danish, too; and no place in a text is lost on the way."""

from __future__ import annotations

import ast
from pathlib import Path
from string import Formatter

import pytest

from sim.records.forecast import CANNOT
from sim.report.problems_in_words import in_language, problem_in_words
from sim.report.texts import Texts
from sim.report.texts.options import OPTIONS
from sim.report.texts.own_code import OWN_CODE
from sim.report.texts.problems import DANISH
from sim.scenario.problems import Problem
from sim.scenario.words import said
from tests.report.message_texts import in_english, texts

DA, EN = Texts("da"), Texts("en")
SIM = Path(__file__).parents[2] / "sim"
PREFIXES = (
    "--measure: {problem}",
    "--precision: {problem}",
    "--only: {problem}",
    "--by definition: {problem}",
)  # the same in both languages


def fields(text: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(text) if field}


def test_no_text_of_the_reader_is_without_danish() -> None:
    found = list(texts())
    assert len(found) > 250
    needed = {(where, text) for where, kind, text in found if kind == "message" or in_english(text)}
    assert {one for one in needed if one[1] not in DANISH} == set()


def test_danish_texts_name_the_same_things() -> None:
    templates = {text for _, kind, text in texts() if kind == "said"}
    assert {text for text in templates & set(DANISH) if fields(text) != fields(DANISH[text])} == set()


def test_nothing_about_an_option_is_said_in_english_alone() -> None:
    """What is handed to ``BadInputError`` is said() or a text of a language, never a text as it stands."""
    plain = {
        f"{path.name}:{node.lineno}"
        for path in (SIM / "cli").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "BadInputError"
        and isinstance(node.args[0], ast.Constant | ast.JoinedStr)
    }  # fmt: skip
    assert plain == set()


def test_what_is_said_about_options_is_there_in_danish() -> None:
    said_there = {
        node.args[0].value
        for folder in ("cli", "cluster", "studies", "engines", "store", "measures")
        for path in (SIM / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "said"
        and isinstance(node.args[0], ast.Constant)
    }  # fmt: skip
    assert len(said_there) > 20
    known = {**OPTIONS, **OWN_CODE}
    assert said_there | set(CANNOT.values()) <= set(known) | set(PREFIXES)
    assert {text for text in known if fields(text) != fields(known[text])} == set()


def test_words_in_words_are_translated() -> None:
    words = said("The formula cannot be used: {error}", error=ValueError(said("{value} is no number", value="x")))
    assert words == "The formula cannot be used: x is no number"
    assert in_language(words, DA) == "Formlen kan ikke bruges: x er ikke et tal"
    assert in_language(words, EN) == words


@pytest.mark.parametrize(
    ("texts", "line"),
    [
        (DA, "a.toml:3: out-of-range: run.years: Tallet ligger uden for det tilladte. Fundet: 9; tilladt: 1 til 8. "
             "Mente du 8?"),
        (EN, "a.toml:3: out-of-range: run.years: The number lies outside what is allowed. Found 9, allowed 1 to 8. "
             "Did you mean 8?"),
    ],
)  # fmt: skip
def test_a_problem_in_both_languages(texts: Texts, line: str) -> None:
    allowed = said("{low} to {high}{unit}", low=1, high=8, unit="")
    problem = Problem("a.toml", 3, "run.years", "out-of-range", "The number lies outside what is allowed", "9", allowed,
                      "8")  # fmt: skip
    assert problem_in_words(problem, texts) == line


def test_a_very_long_name_does_not_make_a_very_long_message() -> None:
    problem = Problem("a.toml", 1, "x", "unknown-name", said("There is no file {label}", label="x" * 10_000))
    assert len(problem_in_words(problem, DA)) < 500
    assert len(str(problem)) < 500
