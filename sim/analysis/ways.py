"""How stays end for people who come with this or that, and what they carry on leaving."""

from __future__ import annotations

from dataclasses import dataclass

from sim.analysis.changing import Carried, Changing
from sim.analysis.ends import Ends, ends_of
from sim.analysis.population import Population
from sim.scenario.schema import Scenario, Step


@dataclass(frozen=True)
class Way:
    """What some of those who leave a step carry then: their share, and their chances to go on, before any limit."""

    weight: float
    carried: Carried
    people: Population
    onward: dict[str, float]
    risks: dict[str, float]  # by step


class Stays:
    """How stays in each step end that begin at one time, for people who come with this or that."""

    def __init__(self, scenario: Scenario, people: Population, changing: Changing, time: int) -> None:
        self._scenario, self._people, self._time = scenario, people, time
        self._changing = changing
        self._risks = {
            step.name: {risk.name: risk.to for risk in scenario.risks if step.name in risk.stages}
            for step in scenario.steps
        }
        self._found: dict[tuple[str, Carried], tuple[Ends, list[Way]]] = {}

    def of(self, step: Step, carried: Carried) -> tuple[Ends, list[Way]]:
        """How the stay of somebody ends who comes with this, and the ways on."""
        if (step.name, carried) not in self._found:
            self._found[step.name, carried] = self._stay(step, carried)
        return self._found[step.name, carried]

    def _stay(self, step: Step, carried: Carried) -> tuple[Ends, list[Way]]:
        ends: list[tuple[float, Ends]] = []
        ways: list[Way] = []
        for share, inside in self.inside(step, carried):
            people = self._changing.given(self._people, inside)
            for weight, then in self._ending(step, people, inside):
                leaving = self._changing.given(self._people, then)
                end = ends_of(self._scenario, step, people, self._time, leaving)
                ends.append((share * weight, end))
                onward = {target: share * weight * chance for target, chance in end.onward.items()}
                ways.append(Way(share * weight, then, leaving, onward, {}))
            ways += self._struck(step, people, inside, share, ends[-1][1].risks)
        return Ends.mixed(ends), ways

    def inside(self, step: Step, carried: Carried) -> list[tuple[float, Carried]]:
        """What those carry who have begun a stay, with their shares."""
        if step.kind != "stage":
            return [(1.0, carried)]
        found = self._changing.entering(self._changing.given(self._people, carried), step.name, carried)
        return [(share, inside) for inside, share in found.items()]

    def _ending(self, step: Step, people: Population, inside: Carried, risk: str = "") -> list[tuple[float, Carried]]:
        if step.kind != "stage":
            return [(1.0, inside)]
        found = self._changing.ending(people, step.name, inside, risk)
        return [(weight, then) for then, weight in found.items()]

    def _struck(
        self, step: Step, people: Population, inside: Carried, share: float, risks: dict[str, float]
    ) -> list[Way]:
        ways = []
        for risk, chance in risks.items():
            for weight, then in self._ending(step, people, inside, risk):
                leaving = self._changing.given(self._people, then)
                ways.append(Way(0.0, then, leaving, {}, {self._risks[step.name][risk]: share * weight * chance}))
        return ways
