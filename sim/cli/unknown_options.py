"""Options that do not exist: what a planner may have meant who writes ``--pladser 15``."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import NoReturn

from sim.cli.help_texts import spoken
from sim.report.new_project import ASKS
from sim.report.texts import Texts


def refuse(
    command_line: argparse.ArgumentParser, unknown: Sequence[str], options: argparse.Namespace, lang: str
) -> NoReturn:
    """End with exit code 2 and say which options are unknown."""
    command_line.error(spoken("unrecognized arguments: %s") % " ".join(unknown) + meant(unknown, options, lang))


def meant(unknown: Sequence[str], options: argparse.Namespace, lang: str) -> str:
    """``; mente du --set slots=15?``: questions of a new project by their names in either language; else empty."""
    word, _, value = unknown[0].partition("=")
    value = value or next((part for part in unknown[1:2] if not part.startswith("-")), "...")
    name = word.removeprefix("--").lower().replace("å", "aa").replace("æ", "ae")
    ask = next((one for one in ASKS if word.startswith("--") and name in (one.key, one.option)), None)
    if ask is not None and hasattr(options, ask.option):
        written = f"--{ask.option} {value}"
    elif ask is not None and ask.parameter and hasattr(options, "settings"):
        written = f"--set {ask.parameter}={value}"
    else:
        return ""
    return Texts(lang)("option.meant", option=written)
