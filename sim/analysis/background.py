"""What life outside weighs against a project, before any run."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from math import exp, nan

from sim.analysis.flow import Traffic
from sim.scenario.cases import leaves_of
from sim.scenario.schema import YEAR, Law, Scenario


@dataclass(frozen=True)
class Background:
    """Averages over the people who come, seasons and dated changes aside.

    ``found``: shares who find a job by themselves within one and two years; ``gross``: share who come to a job by the
    project, a bound as all flows of this arithmetic, NaN where nobody comes.
    """

    found: tuple[float, float]
    gross: float


def found_within(law: Law, years: float) -> float:
    """The chance that a job of a constant hazard comes within so many years."""
    return 1 - exp(-law.pieces[0].rate * years * YEAR)


def background_of(scenario: Scenario, flows: Traffic) -> Background | None:
    """What the scenario says of life outside; None: nothing."""
    if scenario.background is None:
        return None
    rate, people = scenario.background.rate, flows.population
    one, two = (people.average(rate, partial(found_within, years=years)) for years in (1, 2))
    came = sum(flows.arrivals.values())
    working = [step.name for step in scenario.steps if step.kind == "stage" and "self" in leaves_of(step.support)]
    jobs = sum(flows.starts[name] for name in working)
    return Background((one, two), min(1.0, jobs / came) if came > 0 else nan)
