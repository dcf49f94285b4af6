"""Canonical forms of laws: every way a planner may state one, checked, as :class:`sim.scenario.schema.Law`."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from sim.scenario.schema import HazardPiece, Law
from sim.scenario.words import said

P90 = 1.2815515655446004  # 90 % quantile of the standard normal law
FORMS: dict[str, tuple[tuple[str, ...], ...]] = {
    "fixed": (("value",),),
    "exponential": (("mean",),),
    "uniform": (("low", "high"),),
    "triangular": (("low", "mode", "high"),),
    "lognormal": (("median", "p90"), ("mean", "sd"), ("mean", "cv"), ("mean", "log_sd"), ("median", "log_sd"),
                  ("log_mean", "log_sd")),
    "gamma": (("mean", "sd"), ("mean", "cv"), ("shape", "mean"), ("shape", "scale")),
    "weibull": (("shape", "scale"), ("mean", "sd"), ("mean", "cv"), ("shape", "mean")),
    "normal": (("mean", "sd"), ("mean", "sd", "low"), ("mean", "sd", "high"), ("mean", "sd", "low", "high")),
    "poisson": (("mean",),),
}  # fmt: skip
"""Ways to state each law; the other laws (discrete, empirical, hazard) have builders of their own."""


class ImpossibleLaw(ValueError):
    """No such law exists: contradictory, negative or missing parameters.  The text is meant for the planner."""


def canonical(name: str, given: Mapping[str, float], unit: str) -> Law:
    """The canonical form of a law stated by any of the parameter sets in :data:`FORMS`.

    ``given`` and the result are in the unit ``unit``: "seconds", "working days" or "number" (cv, log_sd and shape are
    plain numbers).  A law without variation (sd 0, low = high) becomes ``fixed``.  Raises :class:`ImpossibleLaw`.
    """
    if name not in FORMS:
        raise ImpossibleLaw(
            said(
                "there is no law {name}; known are {names}, discrete, empirical, hazard",
                name=repr(name),
                names=", ".join(FORMS),
            )
        )
    if not any(set(form) == set(given) for form in FORMS[name]):
        ways = " or ".join("{" + ", ".join(form) + "}" for form in FORMS[name])
        raise ImpossibleLaw(
            said("{name} needs {ways}, not {{{keys}}}", name=name, ways=ways, keys=", ".join(sorted(given)))
        )
    bound_keys = ("low", "high") if name == "normal" else ()
    for key, value in given.items():
        if math.isnan(value) or (math.isinf(value) and key not in bound_keys):
            raise ImpossibleLaw(
                said("{name}: {key} must be a finite number, not {value}", name=name, key=key, value=value)
            )
    builders: dict[str, Callable[[Mapping[str, float], str], Law]] = {
        "fixed": _fixed, "exponential": _exponential, "uniform": _uniform, "triangular": _triangular,
        "lognormal": _lognormal, "gamma": _gamma, "weibull": _weibull, "normal": _normal, "poisson": _poisson,
    }  # fmt: skip
    return builders[name](given, unit)


def discrete(values: Sequence[float], shares: Sequence[float], unit: str) -> Law:
    """Values with shares that add up to 1 (equal values are merged, values of share 0 dropped, ascending)."""
    if not values or len(values) != len(shares):
        raise ImpossibleLaw(
            said(
                "discrete needs as many shares as values (one or more), not {shares}, {values}",
                shares=len(shares),
                values=len(values),
            )
        )
    if any(not 0 <= share <= 1 for share in shares):
        raise ImpossibleLaw("discrete: every share must lie between 0 and 1")
    if abs(math.fsum(shares) - 1) > 1e-9:
        raise ImpossibleLaw(
            said("discrete: the shares add up to {total}, not to 1", total=format(math.fsum(shares), ".12g"))
        )
    return _atoms_law("discrete", values, shares, unit)


def empirical(values: Sequence[float], unit: str) -> Law:
    """Observed values, each as likely as the others."""
    if not values:
        raise ImpossibleLaw("empirical needs at least one value")
    return _atoms_law("empirical", values, [1 / len(values)] * len(values), unit)


def piecewise_hazard(pieces: Sequence[tuple[float, float]], unit: str) -> Law:
    """Constant hazards: (until which age, rate) ascending, the last one until infinity.

    A last rate of 0 is allowed: some never leave (the mean is infinite).
    """
    untils = [until for until, _ in pieces]
    if not pieces or untils[-1] != math.inf or any(math.isinf(until) for until in untils[:-1]):
        raise ImpossibleLaw("hazard: every piece but the last needs `until`, the last one has none")
    if any(not later > earlier for earlier, later in zip([0.0, *untils], untils, strict=False)):
        raise ImpossibleLaw("hazard: the ages in `until` must be above 0 and increase")
    if any(not 0 <= rate < math.inf for _, rate in pieces):
        raise ImpossibleLaw("hazard: a rate must not be negative")
    if all(rate == 0 for _, rate in pieces):
        raise ImpossibleLaw("hazard: all rates are 0, so nobody ever leaves")
    return Law("hazard", unit=unit, pieces=tuple(HazardPiece(until, rate) for until, rate in pieces))


# --- canonical forms -------------------------------------------------------------------------------------------------


def _law(name: str, unit: str, **parameters: float) -> Law:
    return Law(name, tuple((key, float(value)) for key, value in parameters.items()), unit)


def _positive(name: str, given: Mapping[str, float], *keys: str) -> None:
    for key in keys:
        if key in given and not given[key] > 0:
            raise ImpossibleLaw(
                said(
                    "{name}: {key} must be greater than 0, not {value}",
                    name=name,
                    key=key,
                    value=format(given[key], "g"),
                )
            )


def _not_negative(name: str, key: str, value: float, unit: str) -> None:
    if unit != "number" and value < 0:
        raise ImpossibleLaw(
            said("{name}: {key} must not be negative, not {value}", name=name, key=key, value=format(value, "g"))
        )


def _cv(name: str, given: Mapping[str, float]) -> float:
    """Coefficient of variation from {mean, sd} or {mean, cv}."""
    key = "sd" if "sd" in given else "cv"
    if given[key] < 0:
        raise ImpossibleLaw(
            said("{name}: {key} must not be negative, not {value}", name=name, key=key, value=format(given[key], "g"))
        )
    return given["sd"] / given["mean"] if key == "sd" else given["cv"]


def _fixed(given: Mapping[str, float], unit: str) -> Law:
    _not_negative("fixed", "value", given["value"], unit)
    return _law("fixed", unit, value=given["value"])


def _exponential(given: Mapping[str, float], unit: str) -> Law:
    _positive("exponential", given, "mean")
    return _law("exponential", unit, mean=given["mean"])


def _poisson(given: Mapping[str, float], unit: str) -> Law:
    if given["mean"] < 0 or given["mean"] > 1e6:
        raise ImpossibleLaw(
            said("poisson: the mean must lie between 0 and a million, not {mean}", mean=format(given["mean"], "g"))
        )
    if given["mean"] == 0:
        return _law("fixed", unit, value=0.0)
    return _law("poisson", unit, mean=given["mean"])


def _uniform(given: Mapping[str, float], unit: str) -> Law:
    low, high = given["low"], given["high"]
    if low > high:
        raise ImpossibleLaw(
            said("uniform: low ({low}) is above high ({high})", low=format(low, "g"), high=format(high, "g"))
        )
    _not_negative("uniform", "low", low, unit)
    return _law("fixed", unit, value=low) if low == high else _law("uniform", unit, low=low, high=high)


def _triangular(given: Mapping[str, float], unit: str) -> Law:
    low, mode, high = given["low"], given["mode"], given["high"]
    if low > high:
        raise ImpossibleLaw(
            said("triangular: low ({low}) is above high ({high})", low=format(low, "g"), high=format(high, "g"))
        )
    if not low <= mode <= high:
        raise ImpossibleLaw(
            said(
                "triangular: the mode ({mode}) must lie between low ({low}) and high ({high})",
                mode=format(mode, "g"),
                low=format(low, "g"),
                high=format(high, "g"),
            )
        )
    _not_negative("triangular", "low", low, unit)
    return _law("fixed", unit, value=low) if low == high else _law("triangular", unit, low=low, mode=mode, high=high)


def _lognormal(given: Mapping[str, float], unit: str) -> Law:
    if "log_mean" not in given:
        _positive("lognormal", given, "mean", "median")
    if "p90" in given:
        if not given["p90"] > given["median"]:
            raise ImpossibleLaw(
                said(
                    "lognormal: p90 ({p90}) must be above the median ({median})",
                    p90=format(given["p90"], "g"),
                    median=format(given["median"], "g"),
                )
            )
        log_sd = math.log(given["p90"] / given["median"]) / P90
    elif "log_sd" in given:
        log_sd = given["log_sd"]
        if log_sd < 0:
            raise ImpossibleLaw(
                said("lognormal: log_sd must not be negative, not {log_sd}", log_sd=format(log_sd, "g"))
            )
    else:
        log_sd = math.sqrt(math.log1p(_cv("lognormal", given) ** 2))
    if "log_mean" in given:
        log_mean = given["log_mean"]
    else:
        log_mean = math.log(given["median"]) if "median" in given else math.log(given["mean"]) - log_sd**2 / 2
    if log_sd > 5 or log_mean > 300:  # the moments would overflow, and no stay spreads over ten powers of ten
        raise ImpossibleLaw(
            said("lognormal: the law is too wide (log_sd {log_sd}; at most 5)", log_sd=format(log_sd, ".3g"))
        )
    return _law("lognormal", unit, log_mean=log_mean, log_sd=log_sd) if log_sd else _law(
        "fixed", unit, value=given.get("mean", math.exp(log_mean)))  # fmt: skip


def _gamma(given: Mapping[str, float], unit: str) -> Law:
    _positive("gamma", given, "shape", "mean", "scale")
    if "shape" in given:
        shape = given["shape"]
    else:
        cv = _cv("gamma", given)
        if cv == 0:
            return _law("fixed", unit, value=given["mean"])
        shape = cv**-2
    if not 0.01 <= shape <= 1e8:
        raise ImpossibleLaw(
            said(
                "gamma: the shape must lie between 0.01 and 1e8 (cv between 0.0001 and 10), not {shape}",
                shape=format(shape, "g"),
            )
        )
    return _law("gamma", unit, shape=shape, scale=given["scale"] if "scale" in given else given["mean"] / shape)


def _weibull(given: Mapping[str, float], unit: str) -> Law:
    _positive("weibull", given, "shape", "mean", "scale")
    if "shape" in given:
        shape = given["shape"]
    else:
        cv = _cv("weibull", given)
        if cv == 0:
            return _law("fixed", unit, value=given["mean"])
        shape = _weibull_shape(cv)
    if not 0.1 <= shape <= 1e4:
        raise ImpossibleLaw(
            said("weibull: the shape must lie between 0.1 and 10000, not {shape}", shape=format(shape, "g"))
        )
    scale = given["scale"] if "scale" in given else given["mean"] / math.gamma(1 + 1 / shape)
    return _law("weibull", unit, shape=shape, scale=scale)


def _weibull_shape(cv: float) -> float:
    """The shape k with Gamma(1 + 2/k) / Gamma(1 + 1/k)^2 - 1 = cv^2, by bisection (cv falls with k)."""

    def cv_of(shape: float) -> float:
        return math.sqrt(math.expm1(math.lgamma(1 + 2 / shape) - 2 * math.lgamma(1 + 1 / shape)))

    low, high = 0.1, 1e4
    if not cv_of(high) <= cv <= cv_of(low):
        raise ImpossibleLaw(
            said(
                "weibull: cv must lie between {low} and {high}, not {cv}",
                low=format(cv_of(high), ".2g"),
                high=format(cv_of(low), ".3g"),
                cv=format(cv, "g"),
            )
        )
    for _ in range(100):
        middle = math.sqrt(low * high)
        low, high = (middle, high) if cv_of(middle) > cv else (low, middle)
    return math.sqrt(low * high)


def _normal(given: Mapping[str, float], unit: str) -> Law:
    centre, sd_, high = given["mean"], given["sd"], given.get("high", math.inf)
    low = given.get("low", 0.0 if unit != "number" else -math.inf)
    if sd_ < 0:
        raise ImpossibleLaw(said("normal: sd must not be negative, not {sd}", sd=format(sd_, "g")))
    if low > high:
        raise ImpossibleLaw(
            said("normal: low ({low}) is above high ({high})", low=format(low, "g"), high=format(high, "g"))
        )
    _not_negative("normal", "low", low, unit)
    if sd_ == 0 and not low <= centre <= high:
        raise ImpossibleLaw(
            said(
                "normal: the mean ({centre}) lies outside [{low}, {high}] and sd is 0",
                centre=format(centre, "g"),
                low=format(low, "g"),
                high=format(high, "g"),
            )
        )
    if sd_ == 0 or low == high:
        return _law("fixed", unit, value=centre if sd_ == 0 else low)
    law = _law("normal", unit, mean=centre, sd=sd_, low=low, high=high)
    if _normal_mass((low - centre) / sd_, (high - centre) / sd_) < 1e-9:
        raise ImpossibleLaw(
            said(
                "normal: almost nothing of mean {centre}, sd {sd} lies within [{low}, {high}]",
                centre=format(centre, "g"),
                sd=format(sd_, "g"),
                low=format(low, "g"),
                high=format(high, "g"),
            )
        )
    return law


def _normal_mass(low: float, high: float) -> float:
    """P(low < Z < high) of a standard normal Z; by symmetry in the tail that keeps the digits."""
    if low > 0:
        low, high = -high, -low
    return (math.erfc(-high / math.sqrt(2)) - math.erfc(-low / math.sqrt(2))) / 2


def _atoms_law(name: str, values: Sequence[float], shares: Sequence[float], unit: str) -> Law:
    merged: dict[float, float] = {}
    for value, share in zip(values, shares, strict=True):
        if not math.isfinite(value):
            raise ImpossibleLaw(said("{name}: every value must be finite, not {value}", name=name, value=value))
        _not_negative(name, "a value", value, unit)
        if share > 0:
            merged[float(value)] = merged.get(float(value), 0.0) + share
    ordered = sorted(merged)
    total = math.fsum(merged.values())
    return Law(name, unit=unit, values=tuple(ordered), shares=tuple(merged[value] / total for value in ordered))
