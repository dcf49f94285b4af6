"""random lengths and numbers: one class for each family of laws

A law is data (:class:`Law`).  Its family (:mod:`.catalogue`) knows how it is stated, its hazard and the inverse of it,
its moments and its scale; ``early`` (a hazard multiplied while the age is low) is the same for all.
"""

from sim.distributions.catalogue import FAMILIES, OWN_TABLES, canonical
from sim.distributions.curves import (
    age_at_hazard,
    atoms,
    cumulative_hazard,
    early,
    has_atoms,
    kinks,
    never,
    quantile,
    upper_bound,
)
from sim.distributions.law import HazardPiece, ImpossibleLaw, Law
from sim.distributions.moments import mean, mean_beyond, sd, second_moment
from sim.distributions.piecewise import piecewise_hazard
from sim.distributions.stepped import discrete, empirical
from sim.distributions.units import unit_law

__all__ = [
    "FAMILIES",
    "OWN_TABLES",
    "HazardPiece",
    "ImpossibleLaw",
    "Law",
    "age_at_hazard",
    "atoms",
    "canonical",
    "cumulative_hazard",
    "discrete",
    "early",
    "empirical",
    "has_atoms",
    "kinks",
    "mean",
    "mean_beyond",
    "never",
    "piecewise_hazard",
    "quantile",
    "sd",
    "second_moment",
    "unit_law",
    "upper_bound",
]
