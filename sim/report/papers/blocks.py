"""What a paper is made of, whatever it is written as: paragraphs, lists, cards, figures, tables, commands."""

from __future__ import annotations

from dataclasses import dataclass

from sim.report.table import Table


@dataclass(frozen=True)
class Paragraph:
    words: str
    lead: bool = False  # larger, at the top


@dataclass(frozen=True)
class Bullets:
    items: tuple[str, ...]


@dataclass(frozen=True)
class Card:
    """One target and its chance; ``share`` is drawn as squares of a hundred (``grid``: the SVG)."""

    title: str
    headline: str
    detail: str
    share: float
    grid: str


@dataclass(frozen=True)
class Cards:
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Figure:
    """A figure in both widths, how to read it, and its data; a sentence stands for a figure with nothing to draw."""

    name: str
    finding: str
    wide: str
    narrow: str
    description: str
    reading: str
    table: Table
    sentence: str = ""


@dataclass(frozen=True)
class Grid:
    """A table; ``folded``: behind its title, until somebody opens it; ``on_paper``: what is printed in its place."""

    table: Table
    folded: bool = False
    on_paper: Table | None = None


@dataclass(frozen=True)
class Command:
    line: str


@dataclass(frozen=True)
class Item:
    """One item of a checklist; ``missing``: the text that a person has to add."""

    number: str
    title: str
    words: str
    missing: bool = False


@dataclass(frozen=True)
class Checklist:
    items: tuple[Item, ...]


Block = Paragraph | Bullets | Cards | Figure | Grid | Command | Checklist


@dataclass(frozen=True)
class Section:
    key: str  # its address in the page
    title: str
    blocks: tuple[Block, ...]
    appendix: bool = False


@dataclass(frozen=True)
class Paper:
    """Everything that is said, in one language."""

    language: str
    title: str
    question: str
    date: str
    version: str
    sections: tuple[Section, ...]
