"""Benefit paid and saved, before and after the state refund.

The refund falls with the weeks on benefit: those before arrival (an attribute) and those since.
"""

from __future__ import annotations

import numpy as np

from sim.measures.civil import Floats, Ints
from sim.measures.digest import layout
from sim.measures.digest.digest import Digest
from sim.measures.figures import Figures
from sim.measures.money import Bill
from sim.scenario.schema import MONTH

BESIDE_A_JOB = {layout.SUPPLEMENTED: 1.0}


def benefits(figures: Figures, digest: Digest, bill: Bill | None) -> None:
    """Benefit paid to people who are billed, and benefit saved while they are (partly) self-supporting."""
    benefit = digest.model.scenario.benefit
    if digest.image.refund is None:
        return
    supplement, _, _ = _amounts(digest, BESIDE_A_JOB, layout.EARNED_OF_PAID, -1.0)
    gross, net = paid(digest)
    figures.add("benefit_gross", [""], gross[:, None])
    figures.add("benefit_refund", [""], (gross - net)[:, None])
    figures.add("benefit_net", [""], net[:, None])
    if benefit.supplement is not None:
        figures.add("benefit_supplement", [""], supplement[:, None])
    saved = {layout.SAVED: 1.0, layout.SAVED_PARTLY: 1.0 - benefit.partly_factor}
    gross, net, months = _amounts(digest, saved, layout.EARNED_OF_SAVED, 1.0)
    _, _, working = _amounts(digest, BESIDE_A_JOB)
    figures.add("benefit_saved_gross", [""], gross[:, None])
    figures.add("benefit_saved_net", [""], net[:, None])
    if bill is not None:
        _break_even(figures, bill, net, months + working)


def paid(digest: Digest) -> tuple[Floats, Floats]:
    """Benefit paid, beside jobs included, and what of it is not refunded; kroner, both (replications, spans)."""
    supplement, supplement_net, _ = _amounts(digest, BESIDE_A_JOB, layout.EARNED_OF_PAID, -1.0)
    gross, net, _ = _amounts(digest, _all_of_it(digest))
    return gross + supplement, net + supplement_net


def paid_by_time(digest: Digest) -> tuple[Ints, Floats]:
    """When the pieces of time end, and the benefit paid in each of them, to the end of the run.

    Seconds, shape (pieces,), and kroner gross, shape (replications, pieces).
    """
    refund = digest.image.refund
    assert refund is not None
    amounts = digest.benefit_by_piece({**_all_of_it(digest), **BESIDE_A_JOB}, refund.per_second)
    if refund.per_hour is not None:
        amounts = amounts + digest.benefit_by_piece({layout.EARNED_OF_PAID: -0.01}, refund.per_hour)
    return np.array(refund.ends), amounts


def _all_of_it(digest: Digest) -> dict[int, float]:
    return {layout.PAID: 1.0, layout.PAID_PARTLY: digest.model.scenario.benefit.partly_factor}


def _amounts(
    digest: Digest, shares: dict[int, float], hours: int = layout.EARNED_OF_PAID, weight: float = 0.0
) -> tuple[Floats, Floats, Floats]:
    """Kroner gross, kroner net of the refund, and months, each (replications, spans).

    ``shares`` of the benefit that are at stake, by counter; ``weight`` times what the counter ``hours`` says was earned
    (in hundredths of weekly hours) is added.
    """
    refund = digest.image.refund
    assert refund is not None
    own = 1.0 - np.array(refund.shares)[:, None, None]
    gross, net, seconds = digest.benefit(
        shares, np.stack([refund.per_second, own * refund.per_second, np.ones_like(refund.per_second)])
    )
    if refund.per_hour is not None and weight:
        earned = digest.benefit({hours: weight / 100}, np.stack([refund.per_hour, own * refund.per_hour]))
        gross, net = gross + earned[0], net + earned[1]
    return gross, net, seconds / MONTH


def _break_even(figures: Figures, bill: Bill, saved_net: Floats, months: Floats) -> None:
    """Months of self-support after which the benefit saved makes up for the cost of a positive outcome."""
    known = (bill.positive > 0) & (saved_net > 0)
    figures.add("saved_per_month", [""], saved_net[:, None], months[:, None])
    cost = np.divide(bill.total, bill.positive, out=np.zeros_like(months), where=known)
    a_month = np.divide(saved_net, months, out=np.ones_like(months), where=known)
    figures.add("break_even_months", [""], (cost / a_month)[:, None], known[:, None])
