"""Who leaves by a risk, and who is still there when the run ends."""

from __future__ import annotations

import numpy as np

from sim.measures.counted import of_kind, titles
from sim.measures.digest import layout
from sim.measures.digest.digest import NEVER, Digest
from sim.measures.figures import Figures
from sim.measures.groups import count, places
from sim.measures.questions import exposure


def flow(figures: Figures, digest: Digest) -> None:
    """Figures of steps and people that are more than counters."""
    _risks(figures, digest)
    _left(figures, digest)
    _unfinished(figures, digest)


def _risks(figures: Figures, digest: Digest) -> None:
    """Who ever leaves by a risk, of those who enter a stage of it: over all stays, repeated ones included."""
    for risk in digest.model.scenario.risks if figures.wants("risk_share") else ():
        start, struck = exposure(risk)
        entered = digest.first(start)
        person = np.flatnonzero(entered != NEVER)
        place = places(digest, person, digest.spans.slice_of(entered[person]))
        left = digest.reached(start, struck)[person] != NEVER
        figures.add("risk_share", [risk.name], count(digest, place, left)[:, None], count(digest, place)[:, None])


def _left(figures: Figures, digest: Digest) -> None:
    """People who have no exit, by the span of arrival."""
    figures.add("unfinished", [""], digest.of_system(layout.COHORT) - digest.of_system(layout.GONE))


def _unfinished(figures: Figures, digest: Digest) -> None:
    """People who are still there when the run ends, by step, whenever they arrived."""
    if not figures.wants("inside_end", "in_line_end", "circular_wait", "ends_in_circular_wait"):
        return
    model = digest.model
    cells = digest.bins(layout.STEP_CELLS, len(model.names.steps), layout.OF_STEP)
    for kpi, counter, kinds in (
        ("inside_end", layout.INSIDE_END, ("stage",)),
        ("in_line_end", layout.IN_LINE_END, ("stage", "wait")),
    ):
        table = cells[:, :, counter].sum(axis=2).astype(float)
        figures.add_whole(kpi, [""], table.sum(axis=1, keepdims=True))
        chosen = of_kind(model, *kinds)
        figures.add_whole(kpi, titles(model, chosen), table[:, chosen])
    if digest.image.can_block:
        people = digest.in_circles[:, None].astype(float)
        figures.add_whole("circular_wait", [""], people)
        figures.add_whole("ends_in_circular_wait", [""], (people > 0).astype(float))
