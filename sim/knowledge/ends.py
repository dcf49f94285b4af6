"""What a figure is where one parameter is low or high and everything else stays as uncertain as it is."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan, sqrt
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from sim.knowledge.draws import Draws
from sim.studies.intervals import interval

Floats = NDArray[np.float64]

PARTS = 5
"""A parameter's lowest and highest fifth: their middles are its 10 and 90 % points."""


@dataclass(frozen=True)
class EndMean:
    """The mean of a figure over the worlds of one end, with its 95 % interval; NaN with fewer than two worlds."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class Ends:
    """One parameter: its 10 and 90 % points by its prior, and a figure at both.

    The figure at an end is the mean over the worlds in which the parameter lies in its lowest or highest fifth, all
    others at whatever was drawn with it.  No simulation is needed beside that of the worlds; what it costs is a width
    of about sqrt(5) times that of the mean of all worlds.
    """

    parameter: str
    low: float
    high: float
    at_low: EndMean
    at_high: EndMean


def ends(
    draws: Draws, possible: NDArray[np.int64], means: Floats, parameter: str, law: Literal["mean", "chance"] = "mean"
) -> Ends:
    """``means``: the figure in the worlds numbered ``possible``, NaN where there is none.

    ``law`` "chance": a probability, whose interval lies within 0 .. 1 and has a width where nothing happened.
    Raises ValueError for a parameter that was not drawn.
    """
    place = draws.names.index(parameter)
    known = ~np.isnan(means)
    values, figure = draws.values[possible[known], place], means[known]
    low, high = (float(value) for value in draws.priors[place].quantile(np.array([0.1, 0.9])))
    if not len(values):
        nothing = EndMean(nan, nan, nan)
        return Ends(parameter, low, high, nothing, nothing)
    below, above = np.quantile(values, (1 / PARTS, 1 - 1 / PARTS))
    return Ends(parameter, low, high, _mean(figure[values <= below], law),
                _mean(figure[values >= above], law))  # fmt: skip


def _mean(figure: Floats, law: Literal["mean", "chance"]) -> EndMean:
    count = len(figure)
    if count < 2:
        return EndMean(nan, nan, nan)
    mean = float(figure.mean())
    return EndMean(mean, *interval(law, mean, float(figure.std(ddof=1)) / sqrt(count), count, count))
