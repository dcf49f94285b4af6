"""Blocks as the page arranges them: figures beside each other, what is unfolded on demand, and no text twice."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sim.report.papers.blocks import Block, Figure, Grid
from sim.report.table import Table

LONG_WORD = re.compile(r"[^\W\d_]{13,}")
SYLLABLE = re.compile(r"(?<=[aeiouyæøå])([^\Waeiouyæøå])(?=[^\Waeiouyæøå][aeiouyæøå]\w)", re.IGNORECASE)
SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True)
class Beside:
    """Figures beside each other where there is room."""

    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Folded:
    """Blocks behind their title, until somebody opens it."""

    title: str
    blocks: tuple[Block | Beside, ...]


Arranged = Block | Beside | Folded


def breakable(text: str) -> str:
    """The same with soft hyphens in long words, between two consonants that stand between vowels."""
    return LONG_WORD.sub(lambda word: SYLLABLE.sub(rf"\1{SOFT_HYPHEN}", word[0]), text)


def _narrow(table: Table) -> Table:
    """A long word of a heading does not push the last column of a table out of a narrow screen."""
    return replace(table, header=tuple(map(breakable, table.header)))


def for_the_page(blocks: Iterable[Arranged]) -> list[Arranged]:
    """The same with every way to read a figure said under the first one read so, and headings that can break."""
    said: set[str] = set()

    def once(figure: Figure) -> Figure:
        again = figure.reading in said
        said.add(figure.reading)
        return replace(figure, reading="" if again else figure.reading, table=_narrow(figure.table))

    def arranged(block: Arranged) -> Arranged:
        if isinstance(block, Figure):
            return once(block)
        if isinstance(block, Grid):
            return replace(block, table=_narrow(block.table))
        if isinstance(block, Beside):
            return Beside(tuple(map(once, block.figures)))
        if isinstance(block, Folded):
            return Folded(block.title, tuple(arranged(one) for one in block.blocks))  # type: ignore[misc]
        return block

    return [arranged(block) for block in blocks]
