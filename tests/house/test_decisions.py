"""Decisions are records: each has a number of its own and a status."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "decisions.md"
RECORD = re.compile(r"\| D(\d+) \| .+ \| (in force|superseded by D\d+) \|")


def test_every_decision_has_a_number_and_a_status():
    """``python docs/number_decisions.py`` numbers new rows."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if line.startswith("| ") and not line.startswith("| No. |")]
    assert [row for row in rows if not RECORD.fullmatch(row)] == []
    numbers = [int(RECORD.fullmatch(row)[1]) for row in rows]
    assert sorted(numbers) == list(range(1, len(rows) + 1))
