"""What a family of distributions has to say of itself: how it may be stated, its curve, its moments, its scale."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from sim.distributions.law import ImpossibleLaw, Law

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float64]

Given: TypeAlias = Mapping[str, float]


class Family(ABC):
    """One family of laws.

    ``ways`` are the sets of parameters by which it may be stated, ``listed`` is their order in a plain list.  A family
    without ways is stated by a table of its own form (discrete, empirical, hazard).
    """

    name: ClassVar[str]
    ways: ClassVar[tuple[tuple[str, ...], ...]] = ()
    listed: ClassVar[tuple[str, ...]] = ()
    unbounded_keys: ClassVar[tuple[str, ...]] = ()
    """Parameters that may be infinite."""

    def canonical(self, given: Given, unit: str) -> Law:
        """The canonical form of parameters, one of ``ways``, in ``unit``; raises :class:`ImpossibleLaw`."""
        raise NotImplementedError(f"{self.name} is not stated by parameters")

    def closed_moments(self, law: Law) -> tuple[float, float] | None:
        """E[T] and E[T^2] in closed form, without ``early``; None if they have to be integrated."""
        return None

    def upper_bound(self, law: Law) -> float:
        """The largest possible value; inf if unbounded."""
        return math.inf

    def some_never_leave(self, law: Law) -> bool:
        """Whether the hazard ends at 0, so that the mean is infinite."""
        return False

    def never(self, law: Law) -> bool:
        """Whether the hazard is 0 throughout."""
        return False

    # --- helpers of ``canonical`` ------------------------------------------------------------------------------------

    def law(self, unit: str, **parameters: float) -> Law:
        """A law of this family."""
        return Law(self.name, tuple((key, float(value)) for key, value in parameters.items()), unit)

    def check_positive(self, given: Given, *keys: str) -> None:
        for key in keys:
            if key in given and not given[key] > 0:
                message = "{name}: {key} must be greater than 0, not {value}"
                raise ImpossibleLaw(message, name=self.name, key=key, value=given[key])

    def check_not_negative(self, key: str, value: float, unit: str = "seconds") -> None:
        if unit != "number" and value < 0:
            raise ImpossibleLaw("{name}: {key} must not be negative, not {value}", name=self.name, key=key, value=value)

    def check_between(self, key: str, value: float, low: float, high: float) -> None:
        if not low <= value <= high:
            message = "{name}: {key} must lie between {low} and {high}, not {value}"
            raise ImpossibleLaw(message, name=self.name, key=key, low=low, high=high, value=value)

    def check_order(self, low: float, high: float) -> None:
        if low > high:
            raise ImpossibleLaw("{name}: low ({low}) is above high ({high})", name=self.name, low=low, high=high)

    def coefficient_of_variation(self, given: Given) -> float:
        """From {mean, sd} or {mean, cv}."""
        key = "sd" if "sd" in given else "cv"
        self.check_not_negative(key, given[key])
        return given["sd"] / given["mean"] if key == "sd" else given["cv"]


def fixed(unit: str, value: float) -> Law:
    """What a law without variation is."""
    return Law("fixed", (("value", float(value)),), unit)


class Continuous(Family):
    """A family with a cumulative hazard H(t) = -log P(T > t) and its inverse; everything else follows from them."""

    pure: ClassVar[tuple[str, ...]] = ("shape",)
    """Parameters that a change of scale leaves alone."""
    bends: ClassVar[tuple[str, ...]] = ()
    """Parameters at which the law changes its form."""

    @abstractmethod
    def hazard(self, law: Law, age: Floats) -> Floats:
        """H(age) without ``early``, any shape; inf from the upper bound on."""

    @abstractmethod
    def age(self, law: Law, hazard: Floats) -> Floats:
        """The least age at which H reaches ``hazard`` >= 0, without ``early``."""

    def scale(self, law: Law) -> float:
        """The number by which a unit law of this family is multiplied (contract R3)."""
        return law["scale"]

    def unit_parameters(self, law: Law, scale: float) -> tuple[tuple[str, float], ...]:
        """Parameters of the law divided by ``scale``."""
        return tuple((name, value if name in self.pure else value / scale) for name, value in law.parameters)

    def kinks(self, law: Law) -> set[float]:
        """Ages, besides 0, at which the law changes its form."""
        return {law[key] for key in self.bends}


class Stepped(Family):
    """A family with countably many values."""

    @abstractmethod
    def atoms(self, law: Law) -> tuple[Floats, Floats]:
        """Ascending values and their shares, which add up to 1, without ``early``."""

    def upper_bound(self, law: Law) -> float:
        return float(self.atoms(law)[0][-1])
