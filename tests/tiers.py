"""Which of many like cases the ordinary run takes; the others are behind the marker ``slow`` (``make test-all``)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest


def first_of(ordinary: int, values: Iterable[Any]) -> list[Any]:
    """Parameters of a test, of which the ordinary run takes as many as said, from the beginning."""
    return [
        value if place < ordinary else pytest.param(value, marks=pytest.mark.slow) for place, value in enumerate(values)
    ]
