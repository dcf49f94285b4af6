"""How large whole numbers may be: one bound that the reader keeps and that the packed words of the engines count on.

Nothing that is simulated comes near it; a larger number in a file is a slip of the keyboard.  The engines pack several
numbers into one 64-bit word, add amounts up, and multiply them with seconds: :mod:`sim.engines.compiled.layout` states
how many bits each may take, and a model beyond that is refused when it is built.
"""

from __future__ import annotations


class BeyondBounds(ValueError):
    """A model has a number that the packed words have no room for; ``key``: of the file, or the name of the table."""

    def __init__(self, key: str, found: float, most: float, path: str = "") -> None:
        super().__init__(f"{path}{': ' * bool(path)}{key}: {found:g} is beyond {most:g}")
        self.key, self.found, self.most, self.path = key, found, most, path

    def __reduce__(self) -> tuple[type[BeyondBounds], tuple[str, float, float, str]]:
        return BeyondBounds, (self.key, self.found, self.most, self.path)


LARGEST = 10**9
"""Magnitude of every count, amount and priority, and of every other whole number that is no time."""

LONGEST_YEARS = 135
LONGEST = LONGEST_YEARS * 366 * 86_400
"""Seconds: length of a run with everything that follows it, of every other length of time, and of a time passed before
the start.  Below 2^32."""

MOST_TASKS = 10_000
"""Names of work and follow-ups: they share a word with visits and numbers of follow-ups."""
