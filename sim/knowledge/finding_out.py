"""What is worth finding out about one scenario: what moves how often a target is reached.

Without options there is no choice to improve, so nothing has a worth in kroner (:mod:`sim.knowledge.value` says what
finding out is worth before choosing).  What remains is whether an answer would change: a target that is reached in 38
of 100 years may be out of reach if one assumption is low, and safe if it is high.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.knowledge.ends import Ends, ends
from sim.knowledge.influence import influences

if TYPE_CHECKING:
    from sim.knowledge.uncertain import Uncertain


def finding_out(found: Uncertain, target: str) -> tuple[Ends, ...]:
    """The parameters that certainly move the chance that a target is reached, the strongest first.

    Certain: the rank correlation with the chance in the worlds differs from 0 (95 %, all parameters at once).  Each
    with the chance in a year that happens where it is at its 10 and at its 90 % point, everything else as uncertain as
    it is.
    """
    reached = found.attained(target)
    with np.errstate(invalid="ignore"):
        known = ~np.isnan(reached).all(axis=(1, 2))
        chances = np.full(len(reached), np.nan)
        chances[known] = np.nanmean(reached[known], axis=(1, 2))
    certain = [one.parameter for one in influences(found.draws, found.figures.possible, chances) if one.certain]
    return tuple(ends(found.draws, found.figures.possible, chances, name, "chance") for name in certain)
