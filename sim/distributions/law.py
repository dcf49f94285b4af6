"""A distribution of lengths or numbers in its canonical form, and the complaint that none is so."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class HazardPiece:
    """A constant hazard up to an age."""

    until: float  # age in seconds, inf for the last piece
    rate: float  # per second


@dataclass(frozen=True)
class Law:
    """A random length or number: which family, and its parameters in the canonical form.

    ``parameters`` are in seconds, in working days, or plain numbers according to ``unit``.  What they are called stands
    in the class of the family (:mod:`sim.distributions.catalogue`), which also makes them of every other way of stating
    the law.
    """

    name: str
    parameters: tuple[tuple[str, float], ...] = ()
    unit: str = "seconds"  # "seconds" | "working days" | "number"
    values: tuple[float, ...] = ()  # empirical, discrete
    shares: tuple[float, ...] = ()
    pieces: tuple[HazardPiece, ...] = ()
    early_factor: float = 1.0  # the hazard is multiplied by this while the age is below early_until
    early_until: float = 0.0

    def __getitem__(self, key: str) -> float:
        return dict(self.parameters)[key]


class ImpossibleLaw(ValueError):
    """No such law exists: contradictory, negative or missing parameters.

    ``template`` with ``values`` put in is what the planner is told; numbers are written with six digits.
    """

    def __init__(self, template: str, /, **values: object) -> None:
        self.template = template
        self.values = {key: format(value, "g") if isinstance(value, float) else value for key, value in values.items()}
        super().__init__(template.format(**self.values))
