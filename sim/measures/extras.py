"""Functions for those who ask the log more than the sheet answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.log.table import Log
from sim.measures.civil import Floats, Ints
from sim.measures.flow import inside
from sim.measures.journeys import NEVER, Bools, Journeys
from sim.measures.moments import first_reached
from sim.model.model import Model
from sim.scenario.schema import When


@dataclass(frozen=True)
class Gaps:
    """One element for each person with the first event; ``seconds`` is -1 where the second event has not come."""

    replication: Ints  # number of the replication
    started: Ints
    seconds: Ints


@dataclass(frozen=True)
class Waits:
    """One element for everybody who came to the step, in no particular order; ``outcome`` is an event code."""

    replication: Ints  # number of the replication
    joined: Ints
    seconds: Ints
    outcome: Ints
    admitted: Bools


def time_between(log: Log, model: Model, when_a: When, when_b: When) -> Gaps:
    """Time from the first ``when_a`` of each person to the first ``when_b`` at or after it, over the whole run."""
    journeys = Journeys.of(log, model)
    begun, reached = first_reached(journeys, when_a, when_b)
    person = np.flatnonzero(begun != NEVER)
    seconds = np.where(reached[person] == NEVER, -1, reached[person] - begun[person])
    return Gaps(log.replications[journeys.person_replication[person]], begun[person], seconds)


def inside_by_date(log: Log, model: Model, step: str, times: Sequence[int]) -> Floats:
    """People inside a stage just after each time (seconds from the start of the run): shape (replications, times).

    Raises ValueError if there is no such step.
    """
    journeys = Journeys.of(log, model)
    return inside(journeys, model.names.steps.index(step), times)


def waits(log: Log, model: Model, step: str) -> Waits:
    """Every wait for a step, those who went straight in included (wait 0).

    Raises ValueError if there is no such step.
    """
    requests = Journeys.of(log, model).requests
    mine = requests.step == model.names.steps.index(step)
    return Waits(
        replication=log.replications[requests.replication[mine]],
        joined=requests.joined[mine],
        seconds=requests.wait[mine],
        outcome=requests.outcome[mine],
        admitted=requests.admitted[mine],
    )
