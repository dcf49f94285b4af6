"""How likely a recorded stay is: how long it lasted, by what it ended, and what is not known of it.

Days are whole; the instants behind them are not.  A stay that began on day 0 at ``u`` of the day and ended on day k
lasted between k - u and k + 1 - u days; ``u`` is integrated over the time of day at which such stays begin.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.distributions import cumulative_hazard, has_atoms
from sim.scenario.cases import Assignment, evaluate, leaves_of
from sim.scenario.schema import DAY, Law, Scenario, Search, Span, Step

Floats = NDArray[np.float64]

AT_MIDNIGHT = (0.0,)
IN_OFFICE_HOURS = tuple((8 + 8 * (i + 0.5) / 3) / 24 for i in range(3))
ANY_TIME = tuple((i + 0.5) / 5 for i in range(5))
"""Parts of the day at which stays begin: sessions at 00:00, after work of staff in office hours, else at any time."""

ROUTE, FOUND, NOT_FOUND = "route", "found", "not_found"


def begins(scenario: Scenario, step: Step, after: Step | None) -> tuple[float, ...]:
    """When in the day stays of a step begin, by the step before them."""
    if step.gate is not None and not isinstance(step.gate, str):
        return ANY_TIME  # by a property or date: sessions for some
    if step.gate is not None or step.starts_on_opening_days:
        return AT_MIDNIGHT
    if after is not None and after.work:
        return IN_OFFICE_HOURS
    return AT_MIDNIGHT if after is not None and _follows_at_midnight(scenario, step, after) else ANY_TIME


def _follows_at_midnight(scenario: Scenario, step: Step, after: Step) -> bool:
    """Whether people come straight from a stay of whole days that began at 00:00."""
    whole_days = isinstance(after.lasts, Span) and after.lasts.unit == "seconds" and not after.lasts.amount % DAY
    waits = any(leaf for value in (step.uses, step.takes) for leaf in leaves_of(value))
    by_risk = any(after.name in risk.stages and risk.to == step.name for risk in scenario.risks)
    return whole_days and not waits and not by_risk and begins(scenario, after, None) == AT_MIDNIGHT


@dataclass(frozen=True)
class StayLaw:
    """The competing ends of a stay in days: its own length, and risks.

    ``fixed`` is the stated length of a stay that has one (days); ``length`` is None where the length tells nothing.
    """

    length: Law | None
    fixed: float | None
    search: Search | None
    risks: Mapping[str, Law]

    def survival(self, age: Floats) -> Floats:
        """P(still inside) at ages in days; of a stay with a fixed length the risks alone count, up to its end."""
        return self._own(age) * self._risks(age)

    def ends(self, low: Floats, high: Floats) -> dict[str, Floats]:
        """P(ended between two ages) by what ended the stay: ``route``, or ``found`` and ``not_found``, or a risk."""
        middle = (low + high) / 2
        found = {}
        for name in self.risks:
            own = self._own(middle)
            found[name] = (self._risk(name, low) - self._risk(name, high)) * self._risks(middle, name) * own
        if self.search is not None:
            law, limit = self.search.law, _days(self.search.limit)
            inside = left(law, np.minimum(low, limit)) - left(law, np.minimum(high, limit))
            found[FOUND] = self.search.success * inside * self._risks(middle)
            at_limit = (low <= limit) & (limit < high)
            missed = 1 - self.search.success * (1 - float(left(law, np.array(limit))))
            found[NOT_FOUND] = np.where(at_limit, missed * self._risks(np.minimum(middle, limit)), 0.0)
        elif self.fixed is not None:  # work that is not done may keep somebody longer: any later age is its end
            found[ROUTE] = np.where(high > self.fixed, self._risks(np.full_like(middle, self.fixed)), 0.0)
        elif self.length is not None:
            found[ROUTE] = (self._own(low) - self._own(high)) * self._risks(middle)
        else:
            found[ROUTE] = self._risks(middle)
        return found

    def _own(self, age: Floats) -> Floats:
        if self.search is not None:
            limit = _days(self.search.limit)
            inside = 1 - self.search.success * (1 - left(self.search.law, np.minimum(age, limit)))
            return np.where(age < limit, inside, 0.0)
        return np.ones_like(age) if self.length is None else left(self.length, age)

    def _risks(self, age: Floats, without: str = "") -> Floats:
        left = np.ones_like(age)
        for name in self.risks:
            if name != without:
                left = left * self._risk(name, age)
        return left

    def _risk(self, name: str, age: Floats) -> Floats:
        until = age if self.fixed is None else np.minimum(age, self.fixed)
        return left(self.risks[name], until)


def left(law: Law, age: Floats | float) -> Floats:
    """P(T > age), age in days."""
    return np.asarray(np.exp(-cumulative_hazard(law, np.maximum(age, 0.0) * DAY)))


def _days(span: Span) -> float:
    return span.amount / DAY


def stay_law(scenario: Scenario, step: Step, known: Assignment) -> StayLaw:
    """The law of a stay for people of whom ``known`` is known, without what stands still or is multiplied by date."""
    lasts = evaluate(step.lasts, known)
    risks = {}
    for risk in scenario.risks:
        if step.name in risk.stages and risk.factor is None:
            law = evaluate(risk.law, known)
            if isinstance(law, Law) and law.unit == "seconds":
                risks[risk.name] = law
    plain = not (step.pauses or step.hazard_factor or step.length_factor or _stands_still(scenario))
    if isinstance(lasts, Span) and lasts.unit == "seconds" and plain:
        return StayLaw(None, lasts.amount / DAY, None, risks)
    if isinstance(lasts, Search) and plain and lasts.law.unit == "seconds" and lasts.limit.unit == "seconds":
        return StayLaw(None, None, lasts, risks)
    if isinstance(lasts, Law) and plain and lasts.unit == "seconds" and not has_atoms(lasts):
        return StayLaw(lasts, None, None, risks)
    return StayLaw(None, None, None, risks)


def _stands_still(scenario: Scenario) -> bool:
    return bool(scenario.calendar.paused_days)
