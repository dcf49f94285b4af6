"""A law as a unit law times a scale (contract R3): only another shape needs another table."""

from __future__ import annotations

import math
from dataclasses import replace

from sim.scenario.laws import has_atoms
from sim.scenario.schema import DAY, HazardPiece, Law


def unit_law(law: Law) -> tuple[Law, float]:
    """A law of plain numbers and the scale, such that ``law`` is the scale times it.

    Lengths come out in seconds, working days in seconds of which 86,400 are one working day, numbers as they are.  The
    scale is the mean of an exponential law, the standard deviation of a normal one, the median of a lognormal one, the
    scale of a gamma or Weibull law, the larger bound (in size) of a uniform or triangular one, one over the first rate
    of a hazard.  A law with atoms keeps its values.
    """
    seconds = float(DAY) if law.unit == "working days" else 1.0
    if has_atoms(law):
        return replace(law, unit="number"), seconds
    scale = _scale(law)
    return replace(
        law,
        parameters=tuple((name, _scaled(name, value, scale)) for name, value in law.parameters),
        pieces=tuple(HazardPiece(piece.until / scale, piece.rate * scale) for piece in law.pieces),
        early_until=law.early_until / scale,
        unit="number",
    ), scale * seconds


def _scale(law: Law) -> float:
    if law.name == "hazard":
        return 1 / next(piece.rate for piece in law.pieces if piece.rate > 0)
    if law.name == "lognormal":
        return math.exp(law["log_mean"])
    if law.name in ("uniform", "triangular"):
        return max(abs(law["low"]), abs(law["high"]))
    return law[{"exponential": "mean", "normal": "sd"}.get(law.name, "scale")]


def _scaled(name: str, value: float, scale: float) -> float:
    """A parameter of the unit law."""
    if name == "log_mean":
        return 0.0
    return value if name in ("shape", "log_sd") else value / scale
