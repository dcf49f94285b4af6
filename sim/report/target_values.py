"""Values of a target in its own unit: people, per cent, kroner."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan

from sim.measures.registry import KPIS
from sim.report.numbers import DASH, Numbers
from sim.scenario.schema import Target

PLAIN = ("people", "number", "tokens", "units")


def unit_of_target(target: Target) -> str:
    """``share``, ``kr.``, or what is counted (``people a year``)."""
    if target.figure:
        return KPIS[target.figure.partition(".")[0]].unit
    if target.count is None:
        return "share"
    return "people a year" if target.per == "calendar year" else "people"


@dataclass(frozen=True)
class TargetValues:
    """Writes values of one target; ``exact`` with the digits that say how well it was computed."""

    target: Target
    write: Numbers

    @property
    def is_share(self) -> bool:
        return unit_of_target(self.target) == "share"

    @property
    def is_money(self) -> bool:
        return unit_of_target(self.target).startswith("kr")

    def value(self, value: float, exact: bool = False) -> str:
        if self.is_share:
            return self.write.percent(value, 1 if exact else 0)
        return self.write.money(value) if self.is_money else self.write.number(value, 1)

    def mean(self, value: float) -> str:
        """A mean with one decimal, on every page and paper; of money whole kroner."""
        return self.value(value, exact=True)

    def span(self, low: float, high: float, exact: bool = False) -> str:
        if self.is_share:
            return self.write.percent_span(low, high, 1 if exact else 0)
        if self.is_money:
            return f"{self.write.span(low, high)} kr."
        return self.write.span(low, high, 1 if exact else 0)

    def outcomes(self, low: float, high: float) -> str:
        """``44–51``; the number alone where both ends are written alike, a dash where there is nothing to measure."""
        if isnan(low):
            return DASH
        written, ends = self.span(low, high), (self.span(low, low), self.span(high, high))
        return written if ends[0] != ends[1] else ends[0].partition(DASH)[2]
