"""A law as a unit law times a scale (contract R3): only another shape needs another table."""

from __future__ import annotations

from dataclasses import replace

from sim.distributions.curves import continuous, has_atoms
from sim.distributions.law import HazardPiece, Law

DAY = 86_400  # seconds of one working day


def unit_law(law: Law) -> tuple[Law, float]:
    """A law of plain numbers and the scale, such that ``law`` is the scale times it.

    Lengths come out in seconds, working days in seconds of which 86,400 are one working day, numbers as they are.  What
    the scale of a law is, its family says.  A law with atoms keeps its values.
    """
    seconds = float(DAY) if law.unit == "working days" else 1.0
    if has_atoms(law):
        return replace(law, unit="number"), seconds
    family = continuous(law)
    scale = family.scale(law)
    return replace(
        law,
        parameters=family.unit_parameters(law, scale),
        pieces=tuple(HazardPiece(piece.until / scale, piece.rate * scale) for piece in law.pieces),
        early_until=law.early_until / scale,
        unit="number",
    ), scale * seconds
