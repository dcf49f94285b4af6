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
    ``definitions_judged``: whether those are also measured year by year, and judged; else only over the whole window.
    """

    kpis: frozenset[str]
    by_year: frozenset[str] = frozenset()
    definitions: bool = True
    definitions_judged: bool = True

    def __call__(self, name: str) -> bool:
        """Whether a figure is kept."""
        kpi, of_a_year, of_a_definition = _kind(name)
        if of_a_definition and not self.definitions_judged and (of_a_year or kpi == "attained"):
            return False
        return kpi in (self.by_year if of_a_year else self.kpis)

    def and_of_targets(self, scenario: Scenario) -> Wanted:
        """With the figures that those of targets are made of; they are counted although nobody looks at them."""
        asked = {target.figure.partition(".")[0] for target in scenario.targets if target.figure}
        asked |= {"cost_total"} if "cost_per_attained" in self.kpis else set()
        of_definition = any("[" in target.figure for target in scenario.targets)
        return Wanted(self.kpis | asked, self.by_year | asked, self.definitions or of_definition,
                      self.definitions_judged or of_definition)  # fmt: skip


@lru_cache(maxsize=20_000)
def _kind(name: str) -> tuple[str, bool, bool]:
    """The KPI of a figure, whether it is that of one year, and whether that of a definition of a target."""
    figure = FigureName.of(name)
    return figure.kpi, bool(figure.year), figure.kpi in ("target", "attained") and "[" in name
