"""Which figures are looked at, where not all of them are: what is not wanted is not computed either."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from sim.measures.names import FigureName
from sim.scenario.schema import Scenario


@dataclass(frozen=True)
class Wanted:
    """Kinds of figures (``target`` of ``target.volume@2022``) that are kept, and those of them kept year by year.

    ``definitions``: whether a target is also measured by the definitions that the file does not choose.
    """

    kpis: frozenset[str]
    by_year: frozenset[str] = frozenset()
    definitions: bool = True

    def __call__(self, name: str) -> bool:
        """Whether a figure is kept."""
        kpi, of_a_year = _kind(name)
        return kpi in (self.by_year if of_a_year else self.kpis)

    def and_of_targets(self, scenario: Scenario) -> Wanted:
        """With the figures that those of targets are made of; they are counted although nobody looks at them."""
        asked = {target.figure.partition(".")[0] for target in scenario.targets if target.figure}
        asked |= {"cost_total"} if "cost_per_attained" in self.kpis else set()
        definitions = self.definitions or any("[" in target.figure for target in scenario.targets)
        return Wanted(self.kpis | asked, self.by_year | asked, definitions)


@lru_cache(maxsize=20_000)
def _kind(name: str) -> tuple[str, bool]:
    """The KPI of a figure, and whether it is that of one year."""
    figure = FigureName.of(name)
    return figure.kpi, bool(figure.year)
