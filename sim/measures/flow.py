"""Entries, stays, people inside, exits, time in the system: where people are and how long."""

from __future__ import annotations

import numpy as np

from sim.measures.circular import can_block
from sim.measures.digest import layout
from sim.measures.digest.digest import NEVER, Digest
from sim.measures.figures import Figures
from sim.measures.groups import count, places
from sim.measures.questions import exposure
from sim.model.model import Model
from sim.scenario.schema import DAY


def of_kind(model: Model, *kinds: str) -> list[int]:
    """Numbers of the steps of these kinds."""
    found = {step.name: step.kind for step in model.scenario.steps}
    return [number for number, name in enumerate(model.names.steps) if found[name] in kinds]


def titles(model: Model, steps: list[int]) -> list[str]:
    """Names of the steps with these numbers."""
    return [model.names.steps[number] for number in steps]


def flow(figures: Figures, digest: Digest) -> None:
    """All figures of steps, exits and people."""
    _entries(figures, digest)
    _stays(figures, digest)
    _risks(figures, digest)
    _people(figures, digest)
    _unfinished(figures, digest)


def _entries(figures: Figures, digest: Digest) -> None:
    """People and all their visits belong to the span of the first entry, those who reach a step to that of arrival."""
    model = digest.model
    everything = list(range(len(model.names.steps)))
    passed, exits = of_kind(model, "stage", "wait", "decision"), of_kind(model, "exit")
    figures.add("entries", model.names.steps, digest.of_steps(layout.ENTRIES, everything))
    figures.add(
        "visits", titles(model, passed),
        digest.of_steps(layout.VISITS, passed), digest.of_steps(layout.PEOPLE_ENTERED, passed),
    )  # fmt: skip
    figures.add(
        "time_to", model.names.steps,
        digest.of_steps(layout.SECONDS_TO_ENTRY, everything) / DAY, digest.of_steps(layout.PEOPLE_ENTERED, everything),
    )  # fmt: skip
    everybody = digest.of_system(layout.COHORT)
    figures.add("share_reaching", titles(model, passed), digest.of_steps(layout.REACHED, passed), everybody)
    figures.add("exit_share", titles(model, exits), digest.of_steps(layout.REACHED, exits), everybody)
    figures.add("exits", titles(model, exits), digest.of_steps(layout.ENTRIES, exits))
    staying = of_kind(model, "stage", "wait")
    still = digest.of_steps(layout.INSIDE_END, staying) + digest.of_steps(layout.IN_LINE_END, staying)
    figures.add("still_share", titles(model, staying), still, everybody)


def _stays(figures: Figures, digest: Digest) -> None:
    """Stays that ended count in the span in which they began."""
    stages = of_kind(digest.model, "stage")
    names = titles(digest.model, stages)
    figures.add("occupancy", names, digest.of_steps(layout.INSIDE_SECONDS, stages), digest.spans.seconds)
    days = digest.of_steps(layout.STAY_SECONDS, stages) / DAY
    figures.add("stay_mean", names, days, digest.of_steps(layout.STAYS, stages))
    figures.add("overdue", names, digest.of_steps(layout.OVERDUE, stages))
    passed = of_kind(digest.model, "stage", "wait", "decision")
    figures.add("limited", titles(digest.model, passed), digest.of_steps(layout.LIMITED, passed))


def _risks(figures: Figures, digest: Digest) -> None:
    """Who ever leaves by a risk, of those who enter a stage of it: over all stays, repeated ones included."""
    for risk in digest.model.scenario.risks:
        start, struck = exposure(risk)
        entered = digest.first(start)
        person = np.flatnonzero(entered != NEVER)
        place = places(digest, person, digest.spans.slice_of(entered[person]))
        left = digest.reached(start, struck)[person] != NEVER
        figures.add("risk_share", [risk.name], count(digest, place, left)[:, None], count(digest, place)[:, None])


def _people(figures: Figures, digest: Digest) -> None:
    """Time in the system is that of those who left, by the span of arrival."""
    sources, gone = digest.model.names.sources, digest.of_system(layout.GONE)
    figures.add("arrivals", sources, digest.of_sources(layout.ARRIVALS))
    figures.add("not_contacted", sources, digest.of_sources(layout.NOT_CONTACTED))
    figures.add("time_in_system", [""], digest.of_system(layout.GONE_SECONDS) / DAY, gone)
    figures.add("unfinished", [""], digest.of_system(layout.COHORT) - gone)
    figures.add("in_system", [""], digest.of_system(layout.PRESENT_SECONDS), digest.spans.seconds)


def _unfinished(figures: Figures, digest: Digest) -> None:
    """People who are still there when the run ends, by step, whenever they arrived."""
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
    if can_block(model.scenario):
        people = digest.in_circles[:, None].astype(float)
        figures.add_whole("circular_wait", [""], people)
        figures.add_whole("ends_in_circular_wait", [""], (people > 0).astype(float))
