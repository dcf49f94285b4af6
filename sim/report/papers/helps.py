"""What there is too little of, and how to find out what more of it would give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.report.bottleneck import overloaded
from sim.report.papers.blocks import Block, Command, Paragraph, Section
from sim.report.texts import Texts

if TYPE_CHECKING:
    from sim.studies.result import Result


def help_section(result: Result, path: str, texts: Texts) -> Section | None:
    """None where there is enough of everything; ``path``: the scenario file as a person types it."""
    import shlex

    short = tuple(overloaded(result.scenario, texts))
    if not short:
        return None
    blocks: list[Block] = [Paragraph(words) for words in short]
    blocks += [Paragraph(texts("paper.helps.how")), Command(f"rengsim bottleneck {shlex.quote(path)} --levers")]
    return Section("hjaelper", texts("paper.helps"), tuple(blocks))
