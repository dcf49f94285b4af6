"""The words of the trade that a paper uses, explained: its last annex."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sim.report.glossary import explained
from sim.report.papers.blocks import Bullets, Cards, Checklist, Figure, Grid, Paragraph, Section
from sim.report.texts import Texts


def words_section(sections: Sequence[Section], texts: Texts) -> Section | None:
    """None where no such word is used."""
    used = " ".join(words for section in sections for words in _texts(section))
    found = [texts("glossary.entry", term=term, meaning=meaning) for term, meaning in explained(used, texts.lang)]
    return Section("ord", texts("paper.words"), (Bullets(tuple(found)),), appendix=True) if found else None


def _texts(section: Section) -> Iterator[str]:
    """Everything that a section says, figures by how they are read."""
    yield section.title
    for block in section.blocks:
        if isinstance(block, Paragraph):
            yield block.words
        elif isinstance(block, Bullets):
            yield from block.items
        elif isinstance(block, Cards):
            yield from (f"{card.headline} {card.detail}" for card in block.cards)
        elif isinstance(block, Figure):
            yield f"{block.finding} {block.description} {block.reading}"
        elif isinstance(block, Grid):
            table = block.table
            yield " ".join((table.title, *table.header, *(cell for row in table.rows for cell in row)))
        elif isinstance(block, Checklist):
            yield from (f"{item.title} {item.words}" for item in block.items)
