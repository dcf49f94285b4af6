"""All figures as CSV: for Danish Excel with titles, or for programs with names."""

from __future__ import annotations

import csv
import io
from math import isfinite
from typing import TYPE_CHECKING

from sim.report.papers.figures_table import rows
from sim.report.papers.html import plain
from sim.report.texts import Texts
from sim.report.texts.units import unit_key

if TYPE_CHECKING:
    from sim.studies.result import Result

NUMBERS = ("mean", "p10", "p50", "p90", "low", "high", "se", "n")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(result: Result, language: str) -> bytes:
    """Titles; in Danish with semicolon and decimal comma, with a mark of UTF-8 for Excel; missing values are empty."""
    texts = Texts(language)
    danish = language == "da"
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";" if danish else ",", lineterminator="\r\n")
    writer.writerow([texts(f"paper.csv.{column}") for column in ("figure", "year", "unit", *NUMBERS)])
    for row in rows(result, texts):
        values = [_written(float(getattr(row.estimate, number)), danish) for number in NUMBERS]
        unit = texts(unit_key(row.unit)) if row.unit else ""
        writer.writerow([safe(row.title), row.year or texts("paper.csv.period"), unit, *values])
    return b"\xef\xbb\xbf" + stream.getvalue().encode()


def as_machine_csv(result: Result) -> bytes:
    """Names, comma, decimal point, no mark; the same in every language."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(["figure", "year", "unit", *NUMBERS])
    for row in rows(result, Texts("en")):
        values = [_written(float(getattr(row.estimate, number)), False) for number in NUMBERS]
        writer.writerow([row.figure, row.year, row.unit, *values])
    return stream.getvalue().encode()


def _written(value: float, comma: bool) -> str:
    if not isfinite(value):
        return ""
    text = repr(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)
    return text.replace(".", ",") if comma else text


def safe(words: str) -> str:
    """Text that a spreadsheet does not take for a formula."""
    words = str(plain(words))
    return f"'{words}" if words.startswith(FORMULA) else words
