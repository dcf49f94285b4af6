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
IN_MONTH = "the calendar month, of those that lie wholly in the window"
FIRST = "first event of the person in `share_of`"


SPAN, EVERYBODY = -1, -2
"""What sums are divided by besides counters: the seconds of the span, the people who arrived in it."""
PASSED, STAYING = ("stage", "wait", "decision"), ("stage", "wait")
"""Kinds of steps."""


@dataclass(frozen=True)
class Made:
    """A figure that is made of counters of the digest (:mod:`sim.measures.digest.layout`), all of the same thing."""

    added: tuple[int, ...]
    over: int | None = None  # a counter, SPAN or EVERYBODY
    unit: int = 1  # of the sum: seconds of a day where it is stated in days
    steps: tuple[str, ...] = ()  # kinds of those that have the figure; (): as ``Kpi.of`` says


def made(*added: int, over: int | None = None, unit: int = 1, steps: tuple[str, ...] = ()) -> Made:
    """The sum of some counters, in a unit, divided by another one."""
    return Made(added, over, unit, steps)


@dataclass(frozen=True)
class Kpi:
    """One figure.  ``of`` is what stands behind the name ("" for nothing), ``counted`` what decides the span.

    Where ``made`` says of which counters it is made, :mod:`sim.measures.counted` makes it; the others have a module.
    """

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
    made: Made | None = None

    @property
    def adds_up(self) -> bool:
        """Whether the figure of a longer span is the sum of those of its parts."""
        return (
            self.kind == "total" and self.counted not in (AVERAGE, AT_END, ON_DATE, IN_MONTH) and " a " not in self.unit
        )

    @property
    def column(self) -> str:
        return f"{self.name}.{self.of}" if self.of else self.name


@dataclass(frozen=True)
class Section:
    title: str
    kpis: tuple[Kpi, ...]
    text: str = ""


def ratio(
    name: str, of: str, en: str, da: str, unit: str, formula: str, denominator: str, counted: str, censoring: str = "",
    made: Made | None = None,
) -> Kpi:  # fmt: skip
    return Kpi(name, of, en, da, unit, formula, counted, denominator, censoring, "ratio", made)


def value(name: str, of: str, en: str, da: str, unit: str, formula: str, counted: str, censoring: str = "") -> Kpi:
    return Kpi(name, of, en, da, unit, formula, counted, censoring=censoring, kind="value")
