"""What the bottleneck is, and how to find out what more of it would give."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sim.report.papers.blocks import Block, Command, Paragraph, Section
from sim.report.texts import Texts
from sim.report.what_binds import what_binds

if TYPE_CHECKING:
    from sim.studies.result import Result


def help_section(result: Result, texts: Texts) -> Section | None:
    """None without a target of people and with enough of everything."""
    sentences = tuple(what_binds(result.scenario, texts))
    if not sentences:
        return None
    return Section("hjaelper", texts("paper.helps"), tuple(map(Paragraph, sentences)))


def commands(result: Result, path: str, texts: Texts) -> Iterator[Block]:
    """How to find out what a little more of each thing gives, and what would have happened without the project."""
    import shlex

    file = shlex.quote(path)
    yield from (Paragraph(texts("paper.helps.how")), Command(f"rengsim bottleneck {file} --levers"))
    if result.scenario.background is not None:
        yield from (Paragraph(texts("paper.helps.without")), Command(f"rengsim compare {file} --without"))
