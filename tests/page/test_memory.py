"""The server's memory does not grow with the number of changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.page_memory import memory_over

pytestmark = [pytest.mark.page, pytest.mark.slow]
LEVERS = {"places": (2, 12), "leaving": (1, 40), "job_chance": (1, 100)}
ALLOWED = 25.0  # MB; one kept run of this project is less than 1


def test_memory_stays_where_it_is_after_hundreds_of_changes(folder: Path) -> None:
    """What is kept of a session, of runs and of questions is bounded: the second half holds no more than the first."""
    memory = list(memory_over(folder, "project", LEVERS, 240, 3, "reference", (3, 6)))
    assert max(memory[160:]) - max(memory[80:160]) < ALLOWED
