"""The form of an entry of the registry, and the words that most entries share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

TIME = "time of the event"
JOINED = "time of joining"
ENTERED = "time of entry"
ARRIVED = "time of arrival"
STARTED = "time of the start"
AVERAGE = "average over the time of the span"
AT_END = "end of the span"
ON_DATE = "00:00 on the date (or the time stated), what happens then included"
FIRST = "first event of the person in `share_of`"


@dataclass(frozen=True)
class Kpi:
    """One figure.  ``of`` is what stands behind the name ("" for nothing), ``counted`` what decides the span."""

    name: str
    of: str
    en: str
    da: str
    unit: str
    formula: str
    counted: str
    denominator: str = ""
    censoring: str = ""
    kind: Literal["total", "ratio", "value"] = "total"

    @property
    def adds_up(self) -> bool:
        """Whether the figure of a longer span is the sum of those of its parts."""
        return self.kind == "total" and self.counted not in (AVERAGE, AT_END, ON_DATE) and " a " not in self.unit

    @property
    def column(self) -> str:
        return f"{self.name}.{self.of}" if self.of else self.name


@dataclass(frozen=True)
class Section:
    title: str
    kpis: tuple[Kpi, ...]
    text: str = ""


def ratio(
    name: str, of: str, en: str, da: str, unit: str, formula: str, denominator: str, counted: str, censoring: str = ""
) -> Kpi:
    return Kpi(name, of, en, da, unit, formula, counted, denominator, censoring, "ratio")


def value(name: str, of: str, en: str, da: str, unit: str, formula: str, counted: str, censoring: str = "") -> Kpi:
    return Kpi(name, of, en, da, unit, formula, counted, censoring=censoring, kind="value")
