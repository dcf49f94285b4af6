"""Where people find none of what they need: vacancies and the like, and how many of these are taken meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan

from sim.analysis.cause import Figures
from sim.scenario.cases import targets_of
from sim.scenario.routes import targets
from sim.scenario.schema import Scenario, Step


@dataclass(frozen=True)
class Scarce:
    """A pool of tokens: how many come and are taken a year, and the share of those who need one and get none."""

    pool: str
    offers: float
    taken: float
    refused_share: float


def scarcest(figures: Figures) -> Scarce | None:
    """The pool at which most people get none, counted where they meet it for the last time; None if nobody does.

    Whoever waits and gets one was not refused; whoever leaves the queue, or finds nothing and does not wait, was.
    """
    refused = {
        step.name: _people(figures, "balked", step) + _people(figures, "reneged", step)
        for step in figures.scenario.steps
        if isinstance(step.takes, str) and not _another_chance(figures.scenario, step)
    }
    most = max(sorted(refused), key=lambda name: refused[name], default=None)
    if most is None or refused[most] <= 0:
        return None
    step = next(one for one in figures.scenario.steps if one.name == most)
    pool = str(step.takes)
    share = _share(figures, "balked", step) + _share(figures, "reneged", step)
    return Scarce(pool, figures.a_year(f"arrived.{pool}"), figures.a_year(f"taken.{pool}"), min(1.0, share))


def _people(figures: Figures, what: str, step: Step) -> float:
    found = figures.a_year(f"{what}.{step.name}")
    return 0.0 if isnan(found) else found


def _share(figures: Figures, what: str, step: Step) -> float:
    found = figures.mean(f"{what}_share.{step.name}")
    return 0.0 if isnan(found) else found


def _another_chance(scenario: Scenario, step: Step) -> bool:
    """Whether those who get none may come to another step that takes from the same pool."""
    steps = {one.name: one for one in scenario.steps}
    seen, coming = {step.name}, list(targets_of(step.otherwise))
    while coming:
        name = coming.pop()
        if name in seen or name not in steps:
            continue
        if steps[name].takes == step.takes:
            return True
        seen.add(name)
        coming += [*targets(steps[name].route), *targets_of(steps[name].otherwise)]
    return False
