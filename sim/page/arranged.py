"""Blocks as the page arranges them: figures beside each other, what is unfolded on demand, and no text twice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sim.report.papers.blocks import Block, Figure


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


def read_once(blocks: Iterable[Arranged]) -> list[Arranged]:
    """The same with every way to read a figure said under the first figure that is read so."""
    said: set[str] = set()

    def once(figure: Figure) -> Figure:
        again = figure.reading in said
        said.add(figure.reading)
        return replace(figure, reading="") if again else figure

    def arranged(block: Arranged) -> Arranged:
        if isinstance(block, Figure):
            return once(block)
        if isinstance(block, Beside):
            return Beside(tuple(map(once, block.figures)))
        if isinstance(block, Folded):
            return Folded(block.title, tuple(arranged(one) for one in block.blocks))  # type: ignore[misc]
        return block

    return [arranged(block) for block in blocks]
