"""How soon people start, how soon they support themselves, and whether that lasts."""

from __future__ import annotations

import numpy as np

from sim.measures.civil import Ints, months_later
from sim.measures.digest.digest import NEVER, Digest, Spells
from sim.measures.figures import Figures
from sim.measures.groups import count, places
from sim.measures.questions import starting, supports
from sim.measures.waiting import quantiles
from sim.scenario.schema import DAY, Status

MONTHS = (3, 6, 12)
TIMES = ("mean", "p50", "p90")


def outcomes(figures: Figures, digest: Digest) -> None:
    """Time to start where a target counts starts; figures of self-support where some step is self-supporting."""
    start = starting(digest.model.scenario)
    if start is not None and figures.wants(*(f"time_to_start_{one}" for one in TIMES)):
        started = digest.first(start)
        person = np.flatnonzero((started != NEVER) & (digest.arrived != NEVER))
        _times(figures, digest, "time_to_start", person, started[person], started[person])
    if supports(digest.model.scenario) and figures.wants("retention", *(f"time_to_self_{one}" for one in TIMES)):
        spells = _first_of_each(digest, digest.spells(Status()))
        _retention(figures, digest, spells)
        known = digest.arrived[spells.person] != NEVER
        person, began = spells.person[known], spells.start[known]
        _times(figures, digest, "time_to_self", person, began, digest.arrived[person])


def _first_of_each(digest: Digest, spells: Spells) -> Spells:
    """The first spell of each person, in order of person."""
    place = np.full(len(digest.replication), -1)
    place[spells.person[::-1]] = np.arange(len(spells.person))[::-1]
    first = place[place >= 0]
    return Spells(spells.person[first], spells.start[first], spells.end[first], spells.running[first])


def _retention(figures: Figures, digest: Digest, spells: Spells) -> None:
    place = places(digest, spells.person, digest.spans.slice_of(spells.start))
    for months in MONTHS:
        reached = months_later(spells.start, months, digest.model.scenario.run.first_day)
        known = reached <= digest.model.end  # the run saw the whole time
        lasting, seen = (count(digest, place, which) for which in (known & (spells.end >= reached), known))
        figures.add("retention", [f"self[{months} months]"], lasting[:, None], seen[:, None])


def _times(figures: Figures, digest: Digest, kpi: str, person: Ints, reached: Ints, counted: Ints) -> None:
    """Mean, median and 90 % point of the time from arrival, by the span in which ``counted`` lies."""
    gap = np.maximum(reached - digest.arrived[person], 0)
    replication, slice_ = digest.replication[person], digest.spans.slice_of(counted)
    place = places(digest, person, slice_)
    number = count(digest, place)
    figures.add(f"{kpi}_mean", [""], count(digest, place, gap / DAY)[:, None], number[:, None])
    if not figures.wants(f"{kpi}_p50", f"{kpi}_p90"):
        return
    later = np.flatnonzero(gap > 0)
    found = quantiles(
        digest.spans, replication[later], slice_[later], gap[later], number.astype(np.int64), (0.5, 0.9)
    ) / DAY  # fmt: skip
    figures.add(f"{kpi}_p50", [""], found[0][:, None], (number > 0)[:, None])
    figures.add(f"{kpi}_p90", [""], found[1][:, None], (number > 0)[:, None])
