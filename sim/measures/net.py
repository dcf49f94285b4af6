"""What the project does to people: their lives with it less their lives without it, with the same luck.

Both lives are read from logs of their own (:mod:`sim.measures.lives`), so a figure of one means what it means of the
other.  People count by the span in which they came and are followed to the end of the run; money and months count in
the span in which they pass, from arrival on.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from sim.measures.benefits import paid, paid_by_time
from sim.measures.civil import Floats, months_later
from sim.measures.digest.digest import NEVER, Digest
from sim.measures.figures import Figures
from sim.measures.groups import count, places
from sim.measures.money import Bill
from sim.scenario.schema import MONTH, Status

MONTHS = (12, 24)
STATE, MUNICIPALITY = "state", "municipality"
"""Who pays benefit: the state what it refunds, the municipality the rest, and costs for which no payer is named."""


@dataclass(frozen=True)
class Lives:
    """The people of a batch with the project and without it; the same people in the same places."""

    with_project: Digest
    without: Digest


def net(figures: Figures, lives: Lives, bill: Bill | None) -> None:
    """Jobs, self-support, and kroner by payer: with, without, and the difference."""
    for kpi, found in (("jobs", _jobs), ("self_months", _self_months)):
        _add(figures, kpi, "", found(lives.with_project), found(lives.without), 1.0)
    for months in MONTHS:
        with_project, known = _self_after(lives.with_project, months)
        without, _ = _self_after(lives.without, months)
        _add(figures, "self", f"after[{months} months]", with_project, without, known[:, None])
    if lives.without.image.refund is not None:
        _kroner(figures, lives, bill)


def _add(
    figures: Figures, kpi: str, thing: str, with_project: Floats, without: Floats, denominator: Floats | float
) -> None:
    figures.add(f"{kpi}_with", [thing], with_project[:, None], denominator)
    figures.add(f"{kpi}_without", [thing], without[:, None], denominator)
    figures.add(f"net_{kpi}", [thing], (with_project - without)[:, None], denominator)


# --- people -----------------------------------------------------------------------------------------------------------


def _jobs(digest: Digest) -> Floats:
    """People who came in the span and had a job at some time up to the end of the run, (replications, spans)."""
    person = np.unique(digest.spells(Status()).person)
    return count(digest, places(digest, person, digest.spans.slice_of(digest.arrived[person])))


def _self_after(digest: Digest, months: int) -> tuple[Floats, Floats]:
    """Those of the people who came in the span who support themselves so many months later, and those seen so long."""
    spells = digest.spells(Status())
    begins = np.maximum(digest.arrived, 0)
    person = np.flatnonzero(digest.arrived != NEVER)
    then = np.full(len(begins), NEVER)
    then[person] = months_later(begins[person], months, digest.model.scenario.run.first_day)
    place = places(digest, person, digest.spans.slice_of(digest.arrived[person]))
    known = then[person] < digest.model.end
    working = np.zeros(len(begins), dtype=bool)
    working[spells.person[(spells.start <= then[spells.person]) & (then[spells.person] < spells.end)]] = True
    return count(digest, place, known & working[person]), count(digest, place, known)


def _self_months(digest: Digest) -> Floats:
    """Months of self-support that pass in the span, (replications, spans)."""
    spells, cuts = digest.spells(Status()), digest.spans.cuts
    shape = (digest.count, digest.spans.slices)
    seconds = np.zeros(shape)
    for slice_, (opens, closes) in enumerate(pairwise(cuts)):
        inside = np.clip(spells.end, opens, closes) - np.clip(spells.start, opens, closes)
        seconds[:, slice_] = np.bincount(digest.replication[spells.person], inside, minlength=digest.count)
    return digest.spans.over(seconds) / MONTH


# --- money ------------------------------------------------------------------------------------------------------------


def _kroner(figures: Figures, lives: Lives, bill: Bill | None) -> None:
    """What each payer saves (benefit) or pays (the project), and when the project has paid for itself."""
    (gross, own), (gross_without, own_without) = paid(lives.with_project), paid(lives.without)
    saved = {STATE: (gross_without - own_without) - (gross - own), MUNICIPALITY: own_without - own}
    total = gross_without - gross
    figures.add("net_benefit", [""], total[:, None])
    for name, cost in {} if bill is None else bill.by_payer.items():
        payer = name or MUNICIPALITY
        saved[payer] = saved.get(payer, np.zeros_like(total)) - cost
    for payer in sorted(saved):
        figures.add("net_paid", [payer], saved[payer][:, None])
    if bill is None:
        return
    figures.add("net_kroner", [""], (total - bill.total)[:, None])
    _break_even(figures, lives, bill.total[:, 0])


def _break_even(figures: Figures, lives: Lives, cost: Floats) -> None:
    """The first time at which those who came before the window ends have saved what the window has cost."""
    ends, with_project = paid_by_time(lives.with_project)
    saved = np.cumsum(paid_by_time(lives.without)[1] - with_project, axis=1)
    inside = ends <= lives.without.model.end
    enough = np.asarray((saved >= cost[:, None]) & inside)
    known = np.asarray(np.any(enough, axis=1))
    months = (ends[np.argmax(enough, axis=1)] - lives.without.model.window[0]) / MONTH
    followed = saved[:, np.flatnonzero(inside)[-1]] - cost
    figures.add_whole("net_kroner_followed", [""], followed[:, None])
    figures.add_whole("net_break_even_months", [""], np.where(known, months, 0.0)[:, None], known[:, None])
    figures.add_whole("net_breaks_even", [""], known[:, None].astype(float))
