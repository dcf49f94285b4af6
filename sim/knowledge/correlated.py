"""Parameters that are uncertain together: strata put in an order that has the stated rank correlations.

The values of each parameter stay what they are, and only change partners (Iman and Conover 1982), so every parameter
keeps its prior and its even spread over the hypercube.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sim.knowledge.priors import Prior
from sim.scenario.parameter_links import pearson_of

Floats = NDArray[np.float64]


def correlation_of(priors: Sequence[Prior]) -> Floats:
    """Rank correlations between the priors, shape (priors, priors); joint draws have their own."""
    places = {prior.name: place for place, prior in enumerate(priors) if not prior.joint}
    found = np.eye(len(priors))
    for place in places.values():
        for other, value in priors[place].rank_correlation:
            if other in places:
                found[place, places[other]] = value
    return found


def correlated(strata: Floats, rank_correlation: Floats) -> Floats:
    """The columns of ``strata``, of shape (worlds, parameters), reordered to have these rank correlations.

    Columns that are correlated with none keep their order.  Exact but for the ranks' coarseness where there are more
    worlds than correlated parameters; with fewer the wanted order is only approached.
    """
    from scipy.special import ndtri

    some = np.flatnonzero(np.any(rank_correlation != np.eye(len(rank_correlation)), axis=1))
    if not len(some):
        return strata
    scores = ndtri((np.argsort(np.argsort(strata[:, some], axis=0), axis=0) + 0.5) / len(strata))
    if len(strata) > 2 * len(some):  # take out the correlation that chance has put in
        scores = scores @ np.linalg.inv(np.linalg.cholesky(np.corrcoef(scores, rowvar=False))).T
    wanted = np.array([[pearson_of(value) for value in row] for row in rank_correlation[np.ix_(some, some)]])
    np.fill_diagonal(wanted, 1.0)
    goal = scores @ np.linalg.cholesky(wanted).T
    found = strata.copy()
    for place, column in enumerate(some):
        found[:, column] = np.sort(strata[:, column])[np.argsort(np.argsort(goal[:, place]))]
    return found
