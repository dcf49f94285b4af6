"""Numbers of people in what may be handed on: none is told that stands for fewer than five, on either side of it."""

from __future__ import annotations

from sim.report.texts import Texts

FEWEST = 5


def can_tell(number: int, of: int | None = None) -> bool:
    """Whether a number of people, and the rest of those it is a part of, are both none or at least :data:`FEWEST`."""
    rest = FEWEST if of is None else of - number
    return not 0 < number < FEWEST and not 0 < rest < FEWEST


def shown(number: int) -> int | None:
    """A number of people or spells as it may stand in a file of plain values; None where it is too small."""
    return number if can_tell(number) else None


def people(number: int, texts: Texts, handed_on: bool, of: int | None = None) -> str:
    """A number of people in words; in what is ``handed_on`` a small one as ``under 5``."""
    if not handed_on or can_tell(number, of):
        return texts.write.number(number)
    return texts("few.under", n=FEWEST) if 0 < number < FEWEST else "–"
