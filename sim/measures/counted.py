"""Figures that are counters of the digest, added up and divided: what the registry says of them, read by one loop."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from operator import add

from sim.measures.civil import Floats
from sim.measures.digest import layout
from sim.measures.digest.digest import Digest
from sim.measures.figures import Denominator, Figures
from sim.measures.kpi import EVERYBODY, SPAN, Kpi, Section
from sim.model.model import Model

KINDS = {"STAGE": ("stage",), "EXIT": ("exit",), "STEP": ("stage", "wait", "decision", "exit")}
"""Kinds of the steps that a figure is of, unless it says otherwise."""


def counted(figures: Figures, digest: Digest, *sections: Section) -> None:
    """All figures of these sections that are made of counters, of everything that has them."""
    for kpi in (kpi for section in sections for kpi in section.kpis):
        if kpi.made is not None and figures.wants(kpi.name):
            names, read = _things(kpi, digest)
            if names:
                figures.add(kpi.name, names, *_fraction(kpi, digest, read))


def _fraction(kpi: Kpi, digest: Digest, read: Callable[[int], Floats]) -> tuple[Floats, Denominator]:
    """Numerator and denominator."""
    assert kpi.made is not None
    total = reduce(add, map(read, kpi.made.added)) / kpi.made.unit
    if kpi.made.over is None:
        return total, 1.0
    if kpi.made.over == SPAN:
        return total, digest.spans.seconds
    if kpi.made.over == EVERYBODY:
        return total, digest.of_system(layout.COHORT)
    return total, read(kpi.made.over)


def _things(kpi: Kpi, digest: Digest) -> tuple[Sequence[str], Callable[[int], Floats]]:
    """Names of the things that a figure is of, and what reads one of their counters."""
    names = digest.model.names
    if kpi.of in KINDS:
        assert kpi.made is not None
        steps = of_kind(digest.model, *(kpi.made.steps or KINDS[kpi.of]))
        return titles(digest.model, steps), lambda counter: digest.of_steps(counter, steps)
    if kpi.of == "RESOURCE":  # those that are given back; budgets are money
        places = [item.name for item in digest.model.scenario.resources if not item.consumable]
        numbers = [names.resources.index(name) for name in places]
        return places, lambda counter: digest.of_resources(counter, numbers)
    tasks = [task.name for task in names.tasks]
    found: dict[str, tuple[Sequence[str], Callable[[int], Floats]]] = {
        "": ([""], digest.of_system),
        "SOURCE": (names.sources, digest.of_sources),
        "GATE": (names.gates, digest.of_gates),
        "POOL": (names.pools, digest.of_pools),
        "TASK": (tasks, digest.of_tasks),
    }
    return found[kpi.of]


def of_kind(model: Model, *kinds: str) -> list[int]:
    """Numbers of the steps of these kinds."""
    found = {step.name: step.kind for step in model.scenario.steps}
    return [number for number, name in enumerate(model.names.steps) if found[name] in kinds]


def titles(model: Model, steps: list[int]) -> list[str]:
    """Names of the steps with these numbers."""
    return [model.names.steps[number] for number in steps]
