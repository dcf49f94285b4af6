"""What the bottleneck is, and how to find out what more of it would give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.report.papers.blocks import Block, Command, Paragraph, Section
from sim.report.texts import Texts
from sim.report.what_binds import what_binds

if TYPE_CHECKING:
    from sim.studies.result import Result


def help_section(result: Result, path: str, texts: Texts) -> Section | None:
    """None without a target of people and with enough of everything; ``path``: the file as a person types it."""
    import shlex

    sentences = tuple(what_binds(result.scenario, texts))
    if not sentences:
        return None
    blocks: list[Block] = [Paragraph(words) for words in sentences]
    blocks += [Paragraph(texts("paper.helps.how")), Command(f"rengsim bottleneck {shlex.quote(path)} --levers")]
    return Section("hjaelper", texts("paper.helps"), tuple(blocks))
