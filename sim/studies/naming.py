"""Names that a caller gave, looked up with a suggestion where there is none."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches


def thing(kind: str, name: str, known: Sequence[str]) -> str:
    """The name; raises KeyError with the nearest names, or all, if it is none of those known."""
    if name in known:
        return name
    near = get_close_matches(str(name), known, 3)
    there = f"did you mean {', '.join(near)}?" if near else f"there is {', '.join(known) or 'none'}"
    raise KeyError(f"no {kind} {name!r}; {there}")
