"""Dropout as people speak of it: the share of those who start that leaves by a risk, not a hazard per week."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from math import inf, log1p
from typing import TYPE_CHECKING

from sim.analysis.flow import traffic

if TYPE_CHECKING:
    from sim.loaded import LoadedScenario
    from sim.scenario.schema import Parameter, Scenario

ROUNDS, CLOSE = 12, 1e-5
KEPT = 30  # answers of the last scenarios
MOST = 0.95  # of those who start; more than that is no programme


class NotReached(ValueError):
    """No hazard makes so large a share leave; the argument is the largest share that was found."""


def risk_of(question: LoadedScenario, parameter: str) -> str:
    """The risk whose rate depends on this parameter, itself or by formulas; empty if there is none."""
    tables = question.source.tables
    risks = tables.get("risk", {})
    if not isinstance(risks, dict):
        return ""
    formulas = {one.name: one.formula for one in question.scenario.parameters if one.formula}
    for name, table in risks.items():
        if isinstance(table, dict) and parameter in _behind(set(_mentioned(table.get("rate"))), formulas):
            return str(name)
    return ""


def is_share_leaving(question: LoadedScenario, parameter: Parameter) -> bool:
    """Whether a parameter is spoken of as the share of participants who leave by a risk, and not as its hazard."""
    return parameter.lever and parameter.unit.startswith("per ") and bool(risk_of(question, parameter.name))


def _mentioned(raw: object) -> Iterator[str]:
    """The parameters in a value as the file states it, in all its cases; what chooses between them is none."""
    if isinstance(raw, str) and raw.startswith("$"):
        yield raw[1:]
    elif isinstance(raw, dict):
        for key, value in raw.items():
            if key != "by":
                yield from _mentioned(value)


def _behind(parameters: set[str], formulas: Mapping[str, str]) -> set[str]:
    """They and all that their formulas use."""
    found, ahead = set(parameters), list(parameters)
    while ahead:
        used = set(re.findall(r"[A-Za-z_]\w*", formulas.get(ahead.pop(), ""))) - found
        found |= used
        ahead += used
    return found


def share_leaving(scenario: Scenario, risk: str) -> float:
    """The share of those who start, in the stage of the risk that most people come to, that leaves by it some time.

    From the traffic equations, without queues; exact where nobody starts twice.
    """
    asked = _Asked(scenario.hash, risk, scenario)
    return _share_leaving(asked) if scenario.resolved else _share_leaving.__wrapped__(asked)  # made in memory


@dataclass(frozen=True)
class _Asked:
    """A scenario and a risk; the same if the scenarios have the same content."""

    hash: str
    risk: str
    scenario: Scenario = field(compare=False)


@lru_cache(maxsize=KEPT)
def _share_leaving(asked: _Asked) -> float:
    scenario = asked.scenario
    (found,) = (one for one in scenario.risks if one.name == asked.risk)
    flows = traffic(scenario)
    started = max((flows.starts[stage] for stage in found.stages), default=0.0)
    left = sum(flows.starts[stage] * flows.ends[stage].risks.get(found.name, 0.0) for stage in found.stages)
    return float(left / started) if started > 0 else 0.0


def share_now(question: LoadedScenario, parameter: str) -> float:
    """The share that leaves by the risk of a parameter, with all parameters as they are."""
    return share_leaving(question.scenario, risk_of(question, parameter))


def rate_for(question: LoadedScenario, parameter: str, share: float) -> float:
    """The value of the parameter with which that share leaves; raises :class:`NotReached`.

    With a hazard h over a time at risk of about t, 1 - exp(-h t) leave, so log(1 - share) is nearly linear in h: the
    secant method finds the hazard, usually in three rounds of which the first is known.
    """
    if share <= 0:
        return 0.0
    if share > MOST:
        raise NotReached(MOST)
    risk = risk_of(question, parameter)
    rate = float(question.parameters[parameter]) or 0.01
    best, wanted, before = 0.0, -log1p(-share), (0.0, 0.0)  # nobody leaves where the hazard is 0
    for _ in range(ROUNDS):
        found = share_leaving(question.set(**{parameter: rate}).scenario, risk)
        best = max(best, found)
        if abs(found - share) < CLOSE:
            return rate
        if not 0 < found < 1 or rate == inf:
            break
        now = rate, -log1p(-found)
        rate, before = _secant(before, now, wanted), now
    if abs(found - share) < 1e-3:
        return rate
    raise NotReached(best)


def _secant(one: tuple[float, float], other: tuple[float, float], wanted: float) -> float:
    """Where the line through two points (rate, logarithm) reaches what is wanted; scaled where there is none."""
    (x, y), (u, v) = one, other
    found = u + (wanted - v) * (u - x) / (v - y) if v != y else inf
    return found if 0 < found < inf else u * wanted / v
