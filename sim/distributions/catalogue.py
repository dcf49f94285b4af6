"""All families by name, and the canonical form of a law stated by parameters."""

from __future__ import annotations

import math
from collections.abc import Mapping

from sim.distributions import bounded, piecewise, positive, stepped
from sim.distributions.family import Family
from sim.distributions.law import ImpossibleLaw, Law

FAMILIES: dict[str, Family] = {
    family.name: family
    for families in (stepped.FAMILIES, positive.FAMILIES, bounded.FAMILIES, piecewise.FAMILIES)
    for family in families
}
OWN_TABLES = tuple(name for name, family in FAMILIES.items() if not family.ways)
"""Families that are stated by a table of their own form."""


def canonical(name: str, given: Mapping[str, float], unit: str) -> Law:
    """The canonical form of a law stated by any of the ways of its family.

    ``given`` and the result are in the unit ``unit``: "seconds", "working days" or "number" (cv, log_sd and shape are
    plain numbers).  A law without variation (sd 0, low = high) becomes ``fixed``.  Raises :class:`ImpossibleLaw`.
    """
    family = FAMILIES.get(name)
    if family is None or not family.ways:
        names = ", ".join(FAMILIES)
        raise ImpossibleLaw("there is no law {name}; known are {names}", name=repr(name), names=names)
    if not any(set(way) == set(given) for way in family.ways):
        ways = " or ".join("{" + ", ".join(way) + "}" for way in family.ways)
        keys = ", ".join(sorted(given))
        raise ImpossibleLaw("{name} needs {ways}, not {{{keys}}}", name=name, ways=ways, keys=keys)
    for key, value in given.items():
        if math.isnan(value) or (math.isinf(value) and key not in family.unbounded_keys):
            message = "{name}: {key} must be a finite number, not {value}"
            raise ImpossibleLaw(message, name=name, key=key, value=str(value))
    return family.canonical(given, unit)
