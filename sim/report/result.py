"""A run as a notebook shows it."""

from __future__ import annotations

from html import escape

from sim.report.answer import answer_lines
from sim.report.texts import Texts
from sim.studies.result import Result


def html(result: Result, lang: str) -> str:
    """The answer in words."""
    return "<br>".join(map(escape, answer_lines(result, Texts(lang))))
