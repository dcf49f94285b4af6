"""``entered | left | finished STEP`` of the target grammar, found in the log."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.log.events import Event
from sim.measures.civil import Ints
from sim.measures.flow import ENTRY
from sim.measures.journeys import NEVER, Bools, Journeys
from sim.scenario.schema import When

LAST_DAY = "last day"
"""The word of the grammar for the time of leaving the last visit."""

LEAVING = {
    "stage": (Event.END, Event.RISK, Event.CALLED),
    "wait": (Event.ADMIT, Event.GIVE_UP, Event.REFUSED),
    "decision": (Event.DECIDE,),
    "exit": (Event.EXIT,),
}
FINISHING = {"stage": (Event.END,), "wait": (Event.ADMIT,), "decision": (Event.DECIDE,), "exit": (Event.EXIT,)}


@dataclass(frozen=True)
class Moments:
    """Events in order of (person, time); ``place`` is the place among the rows of the journeys."""

    person: Ints
    time: Ints
    place: Ints


def moments(journeys: Journeys, when: When) -> Moments:
    """Every event that the words mean.  An arrival stream in place of a step means the arrivals of its people."""
    place = np.flatnonzero(_rows(journeys, when))
    return Moments(journeys.person[place], journeys.began[place], place)


def words(when: When) -> str:
    """The words of the scenario file: ``entered tilbud``, ``last day in tilbud, praktik``."""
    return f"{when.event}{' in' if when.event == LAST_DAY else ''} {', '.join(when.steps)}"


def _rows(journeys: Journeys, when: When) -> Bools:
    names = journeys.model.names
    kinds = {step.name: step.kind for step in journeys.model.scenario.steps}
    wanted = np.zeros((max(Event) + 1, len(names.steps) + 1), dtype=bool)  # the last column is for rows without a step
    sources = []
    for name in when.steps:
        if name in kinds:
            wanted[list(_codes(when.event, kinds[name])), names.steps.index(name)] = True
        else:
            sources.append(names.sources.index(name))
    rows: Bools = wanted[journeys.code, journeys.step]
    if sources:
        arrivals = np.flatnonzero(journeys.code == Event.ARRIVE)
        rows[arrivals] |= np.isin(journeys.log.object[journeys.row[arrivals]], sources)
    return rows


def _codes(event: str, kind: str) -> tuple[Event, ...]:
    if event == "entered":
        return (ENTRY[kind],)
    return FINISHING[kind] if event == "finished" else LEAVING[kind]


def first_times(journeys: Journeys, when: When) -> Ints:
    """Time of the first such event of each person, NEVER without one."""
    found = moments(journeys, when)
    return journeys.first_per_person(found.person, found.time)


def last_days(journeys: Journeys, steps: tuple[str, ...]) -> Ints:
    """Time of leaving the last visit to any of the steps; NEVER for those who were never there or are still inside."""
    found = moments(journeys, When("left", steps))
    last = journeys.per_person(found.person, found.time)
    numbers = [i for i, name in enumerate(journeys.model.names.steps) if name in steps]
    inside = journeys.is_code(Event.INSIDE) & np.isin(journeys.step, numbers)
    last[journeys.person[inside]] = NEVER
    return last


def first_reached(journeys: Journeys, start: When, reach: When) -> tuple[Ints, Ints]:
    """For each person the time of the first ``start`` event and of the first ``reach`` event at or after it.

    NEVER where there is none.
    """
    starts = moments(journeys, start)
    begun = journeys.first_per_person(starts.person, starts.time)
    place = journeys.first_per_person(starts.person, starts.place)
    ends = moments(journeys, reach)
    after = ends.place >= place[ends.person]
    return begun, journeys.first_per_person(ends.person[after], ends.time[after])
