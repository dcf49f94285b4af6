"""Which step can follow which in the records: the pathway with all that the records do not show left out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property

from sim.scenario.cases import leaves_of, targets_of
from sim.scenario.digraph import reach
from sim.scenario.routes import targets
from sim.scenario.schema import Scenario, Step


class Pathway:
    """``recorded``: the steps that some word of the records means."""

    def __init__(self, scenario: Scenario, recorded: Collection[str]) -> None:
        self.recorded = frozenset(recorded)
        self._steps = {step.name: step for step in scenario.steps}
        self._edges = {name: _ways_on(scenario, step) for name, step in self._steps.items()}
        self._first = {stream.to for stream in scenario.arrivals} | {group.at for group in scenario.backlog}

    @cached_property
    def first(self) -> frozenset[str]:
        """The steps that can be the first one recorded of somebody."""
        return frozenset(self._next(self._first))

    @cached_property
    def following(self) -> Mapping[str, frozenset[str]]:
        """Recorded step -> the recorded steps that can come next."""
        return {name: frozenset(self._next(self._edges[name])) for name in self.recorded}

    def is_exit(self, name: str) -> bool:
        return self._steps[name].kind == "exit"

    @property
    def unseen(self) -> tuple[str, ...]:
        """Stages that no word of the records means: what happens there is passed over."""
        stages = (name for name, step in self._steps.items() if step.kind == "stage")
        return tuple(name for name in stages if name not in self.recorded)

    def _next(self, starts: Collection[str]) -> set[str]:
        """The first recorded steps on every way from some steps."""
        through = {name: () if name in self.recorded else tuple(following) for name, following in self._edges.items()}
        return reach(starts, through) & self.recorded


def _ways_on(scenario: Scenario, step: Step) -> set[str]:
    """Where somebody can go from a step: by its route, when refused or limited, for a token, by a risk."""
    found = set(targets(step.route)) | {name for limit in step.limits for name in targets_of(limit.to)}
    found |= {target for pairs in leaves_of(step.meanwhile) for _, target in pairs or ()}
    found |= targets_of(step.otherwise)
    return found | {risk.to for risk in scenario.risks if step.name in risk.stages}
