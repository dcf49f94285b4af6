"""Columns of tables that grow by one entry at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


class Columns:
    """``values`` maps the name of a table to its entries so far."""

    def __init__(self) -> None:
        self.values: dict[str, list[Any]] = {}

    def put(self, **entries: Any) -> None:
        """One more entry for each of the tables named."""
        for name, entry in entries.items():
            self.values.setdefault(name, []).append(entry)

    def put_all(self, **entries: Sequence[Any]) -> None:
        """Several more entries for each of the tables named."""
        for name, those in entries.items():
            self.values.setdefault(name, []).extend(those)
