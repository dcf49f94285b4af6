"""Lists of rows laid out one after the other: ``first`` and ``last`` of each list, and one flat column per field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


class Slices:
    """Collects lists of rows under one prefix.

    A field name that already carries a prefix (contains ``_``) is used as it is, otherwise ``prefix_field``.
    """

    def __init__(self, prefix: str, *fields: str) -> None:
        self.prefix = prefix
        self.fields = [field if "_" in field else f"{prefix}_{field}".rstrip("_") for field in fields]
        self.first: list[int] = []
        self.last: list[int] = []
        self.rows: list[tuple[Any, ...]] = []
        self._known: dict[tuple[Any, ...], int] = {}

    def __len__(self) -> int:
        return len(self.first)

    def add(self, rows: Sequence[tuple[Any, ...]]) -> int:
        """The number of a new list."""
        self.first.append(len(self.rows))
        self.rows.extend(rows)
        self.last.append(len(self.rows))
        return len(self.first) - 1

    def shared(self, rows: Sequence[tuple[Any, ...]]) -> int:
        """The number of this list; equal lists share one."""
        key = tuple(rows)
        if key not in self._known:
            self._known[key] = self.add(rows)
        return self._known[key]

    def columns(self) -> dict[str, list[Any]]:
        """The flat tables: ``prefix_first``, ``prefix_last`` and one column per field."""
        flat: dict[str, list[Any]] = {f"{self.prefix}_first": self.first, f"{self.prefix}_last": self.last}
        for i, name in enumerate(self.fields):
            flat[name] = [row[i] for row in self.rows]
        return flat
