"""Parameters that move together: the size of a hold with the places, as long as nobody parts them (``moves_with``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.loaded import Value
from sim.studies.option import Option

if TYPE_CHECKING:
    from sim.scenario.schema import Scenario


def with_followers(scenario: Scenario, values: Mapping[str, Value]) -> dict[str, Value]:
    """The values, and those of what moves along: by as much as its leader, never below 0."""
    own = {parameter.name: parameter.value for parameter in scenario.parameters}
    found = dict(values)
    for parameter in scenario.parameters:
        leader = parameter.moves_with
        if leader not in values or parameter.name in values:
            continue
        before, after, mine = own[leader], values[leader], parameter.value
        if not isinstance(before, str) and not isinstance(after, str) and not isinstance(mine, str):
            moved = max(mine + after - before, 0.0)
            found[parameter.name] = int(moved) if float(moved).is_integer() else moved
    return found


@dataclass(frozen=True)
class Together(Option):
    """An option whose parameters move together when one of them is set."""

    def set(self, **values: Value) -> Option:
        """Raises :class:`sim.ProblemsFound`."""
        return super().set(**with_followers(self.scenario, values))
