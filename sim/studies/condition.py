"""What is to be reached: ``P(volume) >= 0.8``, ``mean(entries.tilbud) >= 140``, ``queue.tilbud <= 5``."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sim.measures.targets import definitions
from sim.scenario.words import Spoken, said
from sim.studies.asked import Asked, NotUnderstood, number, parse, target_of
from sim.studies.statistics import Estimate

if TYPE_CHECKING:
    from sim.scenario.schema import Scenario
    from sim.studies.option import Option

_FORM = re.compile(r"(?P<left>.+?)\s*(?P<sign>>=|<=|≥|≤)\s*(?P<right>[^<>=()\[\]]+)", re.DOTALL)
_SIGNS = {"≥": ">=", "≤": "<="}


class NoDefinitions(Spoken, ValueError):
    """A condition is about no target, or about one that can be read in one way only."""


@dataclass(frozen=True)
class Condition:
    """Something that is asked about, on one side of a number."""

    asked: Asked
    sign: str  # ">=" or "<="
    bound: float

    @property
    def text(self) -> str:
        return f"{self.asked.text} {self.sign} {self.bound:g}"

    def holds(self, value: float) -> bool:
        """Whether a value meets it; NaN does not."""
        slack = 1e-9 * max(1.0, abs(self.bound))
        return value >= self.bound - slack if self.sign == ">=" else value <= self.bound + slack

    def verdict(self, estimate: Estimate) -> bool | None:
        """True or False where the interval leaves no doubt, else None."""
        worst, best = (estimate.low, estimate.high) if self.sign == ">=" else (estimate.high, estimate.low)
        if self.holds(worst):
            return True
        return None if self.holds(best) else False


def parse_condition(text: str, scenario: Scenario) -> Condition:
    """Raises :class:`sim.studies.asked.NotUnderstood`."""
    form = _FORM.fullmatch(text.strip())
    if form is None:
        raise NotUnderstood(
            said("{text}: expected for example 'P(volume) >= 0.8' or 'mean(entries.tilbud) >= 140'", text=text)
        )
    sign = _SIGNS.get(form["sign"], form["sign"])
    found = Condition(parse(form["left"], scenario), sign, number(form["right"]))
    if found.asked.kind == "chance" and not 0 <= found.bound <= 1:
        raise NotUnderstood(said("{text}: a chance lies between 0 and 1", text=text))
    return found


def alternatives(condition: Condition, option: Option) -> list[Condition]:
    """The condition under every definition of its target; raises :class:`NoDefinitions` if it is about none."""
    target = target_of(condition.asked, option.scenario)
    readings = definitions(target) if target is not None else []
    if target is None or len(readings) < 2:
        raise NoDefinitions(said("{text}: there is no target with alternative definitions in it", text=condition.text))
    start = "target." if condition.asked.kind == "mean" else ""
    return [
        replace(condition, asked=replace(condition.asked, name=f"{start}{target.name}{reading.option}"))
        for reading in readings
    ]
