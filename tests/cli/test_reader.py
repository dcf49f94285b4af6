"""The reader's language and terminal: help, defaults, encodings, control characters."""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sim.cli import main
from sim.cli.command_line import parser
from sim.cli.help_texts import DANISH
from sim.cli.language import reader_language
from tests.tiers import first_of

ROOT = Path(__file__).parents[2]
SMALL = """\
format = 1
title = { da = "Små \\u001b[31mrøde\\u202E ≥ –", en = "Small \\u001b[31mred" }
[run]
start = 2021-01-01
years = 1
replications = 3
[arrivals.search]
to = "a"
rate = 100
[stage.a]
lasts = "5 days"
next = "out"
[exit.out]
[target.many]
count = "entered a"
at_least = 90
"""


@pytest.fixture
def small(tmp_path: Path) -> str:
    path = tmp_path / "small.toml"
    path.write_text(SMALL, "utf-8")
    return str(path)


def parsers(top: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield top
    for action in top._actions:
        if isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                yield from parsers(inner)


def helps(top: argparse.ArgumentParser) -> set[str]:
    """Every text of the help."""
    found: set[str | None] = set()
    for one in parsers(top):
        found |= {one.description, one.epilog, *(action.help for action in one._actions)}
        for action in one._actions:
            if isinstance(action, argparse._SubParsersAction):
                found |= {choice.help for choice in action._choices_actions}
    return {text for text in found if text}


def test_every_help_text_is_there_in_danish() -> None:
    english, danish = helps(parser("en")), helps(parser("da"))
    assert english <= set(DANISH)
    assert danish == {DANISH[text] for text in english}


def test_help_and_errors_are_in_the_readers_language(capsys: pytest.CaptureFixture[str]) -> None:
    for lang, usage, required in (("da", "brug:", "der mangler:"), ("en", "usage:", "are required:")):
        with pytest.raises(SystemExit):
            main(["run", "--lang", lang])
        said = capsys.readouterr().err
        assert usage in said
        assert required in said


@pytest.mark.parametrize(
    ("arguments", "variables", "lang"),
    [
        (["run", "--lang", "en"], {"RENGSIM_LANG": "da"}, "en"),
        (["run", "--lang=en"], {"RENGSIM_LANG": "da"}, "en"),
        (["run"], {"RENGSIM_LANG": "en", "LANG": "da_DK.UTF-8"}, "en"),
        (["run"], {"RENGSIM_LANG": "fr", "LANG": "en_GB.UTF-8"}, "en"),
        (["run"], {"LANG": "da_DK.UTF-8"}, "da"),
        (["run"], {"LC_ALL": "de_DE", "LANG": "en_GB"}, "da"),
        (["run"], {"LANG": "C.UTF-8"}, "da"),
        (["run"], {}, "da"),
    ],
)
def test_option_then_variable_then_locale_then_danish(
    arguments: list[str], variables: dict[str, str], lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("RENGSIM_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert reader_language(arguments) == lang


@pytest.mark.parametrize("encoding", first_of(2, ["cp1252", "ascii", "utf-8"]))
def test_no_encoding_ends_a_command(encoding: str, small: str) -> None:
    """Into a pipe, without colours: Danish letters where they can be, what people write instead where not."""
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    for command in ("run", "check", "explain"):
        more = ["--workers", "1", "--engine", "reference", "--all"] if command == "run" else []
        done = subprocess.run([sys.executable, "-m", "sim.cli", command, small, *more], env=environment,
                              capture_output=True, timeout=120)  # fmt: skip
        assert done.returncode == 0, done.stderr
        text = done.stdout.decode(encoding)
        if command != "check":
            assert ("Smaa" if encoding == "ascii" else "Små") in text
            assert ("≥" if encoding == "utf-8" else ">=") in text
        assert "\x1b" not in text


def test_a_title_cannot_move_the_cursor(small: str, capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("run", "check", "explain"):
        assert main([command, small]) == 0
        said = "".join(capsys.readouterr())
        assert "\x1b" not in said
        assert "\u202e" not in said
        if command != "check":
            assert "Små \\u001b[31mrøde\\u202e" in said


def test_danish_help_names_its_values_in_danish() -> None:
    """``--set NAVN=VÆRDI``: neither the values of options nor what is said of them stay English."""
    from sim.cli.metavars import DANISH as NAMES

    english = set(NAMES) - set(NAMES.values())
    for one in parsers(parser("da")):
        found = set(re.findall(r"\b[A-ZÆØÅ]{3,}\b", one.format_help()))
        assert found & english == set(), one.prog
