"""Outcomes as a table for people."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor, log10
from typing import TYPE_CHECKING

from sim.verify.texts import label, text

if TYPE_CHECKING:
    from sim.verify.runner import Outcome

SIGNIFICANT = 6


def number(value: float, lang: str, significant: int = SIGNIFICANT) -> str:
    """A number with so many significant digits, as people write it."""
    from sim.report.numbers import Numbers

    if value != value or abs(value - round(value)) < 1e-9:
        return Numbers(lang).number(value, 0)
    return Numbers(lang).number(value, max(0, significant - 1 - floor(log10(abs(value)))))


def table(outcomes: Sequence[Outcome], lang: str) -> str:
    """Case, figure, exact, simulated, interval, verdict; one line for each figure."""
    header = [text(key, lang) for key in ("case", "figure", "exact", "estimate", "interval", "verdict")]
    rows = [_row(one, lang) for one in outcomes]
    widths = [max(len(row[i]) for row in [header, *rows]) for i in range(len(header))]
    lines = [text("title", lang), "", _line(header, widths), "-" * (sum(widths) + 2 * (len(widths) - 1))]
    return "\n".join([*lines, *(_line(row, widths) for row in rows)])


def _row(one: Outcome, lang: str) -> list[str]:
    interval = ""
    if one.se > 0:
        digits = max(2, floor(log10(abs(one.estimate) / one.se)) + 2) if one.estimate else 2
        interval = f"[{number(one.low, lang, digits + 1)} ; {number(one.high, lang, digits + 1)}]"
    return [
        one.case, label(one.label, lang), number(one.exact, lang), number(one.estimate, lang), interval,
        text(one.verdict, lang),
    ]  # fmt: skip


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    """Words to the left, numbers to the right."""
    words = (0, 1, 5)
    parts = [
        cell.ljust(width) if i in words else cell.rjust(width)
        for i, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return "  ".join(parts).rstrip()


def sources(outcomes: Sequence[Outcome], lang: str) -> str:
    """Why the exact values are what they are, one line for each case."""
    found = {one.case: one for one in outcomes}
    width = max(len(case) for case in found)
    lines = [f"{case.ljust(width)}  {one.source}" for case, one in found.items()]
    return "\n".join([text("source", lang), "-" * len(text("source", lang)), *lines])
