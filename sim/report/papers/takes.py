"""What it would take where a target is met in no year: the two levers that help most, and other readings of it."""

from __future__ import annotations

from sim.report.dead_end import alone_sentences
from sim.report.papers.blocks import Bullets, Section
from sim.report.texts import Texts
from sim.studies.dead_end import DeadEnd


def takes_section(end: DeadEnd | None, texts: Texts) -> Section | None:
    """None where every target is met now and then."""
    if end is None:
        return None
    return Section("skal-til", texts("paper.takes"), (Bullets(tuple(alone_sentences(end, texts))),))
