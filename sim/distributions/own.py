"""Laws that a user adds at run time, each by its quantile function.

Both engines draw from tables that are made of quantiles (contract R3), so a quantile function is all that a law needs.
The hazard, which ``early`` and a remaining length need, is found by bisection.
"""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from sim.distributions.catalogue import FAMILIES
from sim.distributions.family import Continuous, Given
from sim.distributions.law import ImpossibleLaw, Law
from sim.fingerprint import fingerprint
from sim.given import checked

if TYPE_CHECKING:
    from sim.distributions.family import Floats

NEAREST_1 = 1 - 2.0**-53
MOST_HAZARD = 700.0
BISECTIONS = 64
TRIED = 513
"""Evenly spaced quantiles that are looked at before a law is used."""


@dataclass(frozen=True)
class Registered:
    """Who added a law: where the function stands, and a digest of its source (:mod:`sim.fingerprint`)."""

    where: str
    digest: str


class Own(Continuous):
    """A law given by ``quantile(u, **parameters)``, in the unit of its parameters."""

    quantile: ClassVar[Callable[..., Any]]
    registered: ClassVar[Registered]

    def canonical(self, given: Given, unit: str) -> Law:
        import numpy as np

        law = self.law(unit, **{key: given[key] for key in self.ways[0]})
        values = self._at(law, np.linspace(0, NEAREST_1, TRIED))
        if values.shape != (TRIED,) or not np.isfinite(values).all() or (np.diff(values) < 0).any():
            message = "{name}: its quantile function must give finite numbers that never fall"
            raise ImpossibleLaw(message, name=self.name)
        if unit != "number" and values[0] < 0:
            raise ImpossibleLaw(
                "{name}: {key} must not be negative, not {value}", name=self.name, key="quantile", value=values[0]
            )
        return law

    def age(self, law: Law, hazard: Floats) -> Floats:
        import numpy as np

        return self._at(law, np.minimum(-np.expm1(-np.asarray(hazard, dtype=np.float64)), NEAREST_1))

    def hazard(self, law: Law, age: Floats) -> Floats:
        import numpy as np

        age = np.asarray(age, dtype=np.float64)
        low, high = np.zeros(age.shape), np.full(age.shape, MOST_HAZARD)
        for _ in range(BISECTIONS):
            middle = (low + high) / 2
            beyond = self.age(law, middle) > age
            low, high = np.where(beyond, low, middle), np.where(beyond, middle, high)
        return np.where(age >= self.upper_bound(law), np.inf, low)

    def scale(self, law: Law) -> float:
        return 1.0

    def upper_bound(self, law: Law) -> float:
        import numpy as np

        with np.errstate(all="ignore"):
            most = float(self._at(law, np.array(1.0)))
        return math.inf if math.isnan(most) else most

    def _at(self, law: Law, u: Floats) -> Floats:
        import numpy as np

        return np.asarray(type(self).quantile(u, **dict(law.parameters)), dtype=np.float64)


@checked()
def law(name: str, quantile: Callable[..., Any]) -> None:
    """Add a law of lengths or numbers that scenario files may name from now on, in this process.

    ``quantile(u, ...)`` gives the u-quantile for an array of u in [0, 1], of the same shape; what else it takes are the
    parameters of the law, in one unit with its result (``shape``, ``cv`` and ``log_sd`` are plain numbers)::

        sim.law("power", lambda u, low, high, shape: low + (high - low) * u**shape)

    and in the file ``lasts = { power = { low = "5 days", high = "40 days", shape = 2 } }``.  It is checked as every
    other law, works with both engines, and its source is part of what identifies the program: neither a stored result
    nor a manifest takes one law for another of the same name.  Raises ValueError for a name that is taken, and
    TypeError for what is no such function.
    """
    if not callable(quantile):
        raise TypeError(f"quantile={quantile!r}: a function of u and the parameters of the law is expected")
    keys = tuple(inspect.signature(quantile).parameters)[1:]
    if not keys:
        raise TypeError("the quantile function needs u and at least one parameter of the law")
    if not name.isidentifier() or keys_taken(name):
        raise ValueError(f"a law cannot be called {name!r}")
    made = Registered(f"{quantile.__module__}.{quantile.__qualname__}", fingerprint(quantile))
    there = FAMILIES.get(name)
    if there is not None and not (isinstance(there, Own) and there.registered.digest == made.digest):
        raise ValueError(f"there is a law {name!r} already; another one needs another name")
    members = {"name": name, "ways": (keys,), "quantile": staticmethod(quantile), "registered": made}
    FAMILIES[name] = type(f"Own_{name}", (Own,), members)()


def keys_taken(name: str) -> bool:
    """Whether a word has another meaning where a law stands."""
    return name in ("by", "else", "limit", "success", "early", "csv", "other")


def registered() -> dict[str, Registered]:
    """The laws that were added, by name."""
    return {name: family.registered for name, family in FAMILIES.items() if isinstance(family, Own)}
