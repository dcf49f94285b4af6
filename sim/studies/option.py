"""One of the things a study looks at: a scenario with a label."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from sim.loaded import LoadedScenario, Value
from sim.scenario.schema import Titles

if TYPE_CHECKING:
    from sim.model.model import Model
    from sim.scenario.schema import Resource, Scenario, Staff


@dataclass(frozen=True)
class Option:
    """A checked scenario.  The model is built when it is needed and not kept: a sweep has thousands of them."""

    scenario: Scenario = field(repr=False)
    settings: Mapping[str, Value] = field(default_factory=dict)
    loaded: LoadedScenario | None = field(default=None, repr=False)  # None for a scenario changed in memory

    labelled: bool = False  # the titles of the scenario are those of the option

    @classmethod
    def of(cls, loaded: LoadedScenario, titles: Titles | None = None) -> Option:
        """An option with its own titles, or those of the file and what was set; raises :class:`sim.ProblemsFound`."""
        if titles is None:
            return cls(loaded.scenario, dict(loaded.settings), loaded)
        return cls(replace(loaded.scenario, titles=titles), dict(loaded.settings), loaded, labelled=True)

    def set(self, **values: Value) -> Option:
        """The same with other parameter values; raises :class:`sim.ProblemsFound`."""
        assert self.loaded is not None
        return Option.of(LoadedScenario(self.loaded.source, {**self.loaded.settings, **values}))

    def __hash__(self) -> int:
        return hash(self.scenario.hash)

    def model(self) -> Model:
        """Raises :class:`sim.limits.TooMuchError` if it would be too large."""
        from sim.analysis.workload import check_workload
        from sim.model.build import build

        check_workload(self.scenario)
        return build(self.scenario)

    @property
    def name(self) -> str:
        """The name of the file and what was set, the way a person would type it."""
        settings = " ".join(f"{name}={value}" for name, value in self.settings.items())
        return f"{self.scenario.name} {settings}".strip()

    @property
    def titles(self) -> Titles:
        """The title of the file; with settings the title and what was set."""
        if not self.settings or self.labelled:
            return self.scenario.titles
        set_to = ", ".join(f"{name} = {value}" for name, value in self.settings.items())
        given = self.scenario.titles
        return Titles(*(f"{title or self.scenario.name}: {set_to}" for title in (given.da, given.en)))


def with_more_of(option: Option, kind: str, name: str, units: int = 1) -> Option:
    """The option with so many units more of a resource, or people more in a staff group, at every time it has any."""
    scenario = option.scenario
    if kind == "resource":
        resources = tuple(_more_places(one, units) if one.name == name else one for one in scenario.resources)
        changed = replace(scenario, resources=resources)
    else:
        staff = tuple(_more_people(one, units) if one.name == name else one for one in scenario.staff)
        changed = replace(scenario, staff=staff)
    change = f'\n{{"more":{{"{kind}.{name}":{units}}}}}'  # the hash must tell the two apart
    return Option(replace(changed, resolved=scenario.resolved + change), option.settings)


def _more_places(resource: Resource, units: int) -> Resource:
    return replace(resource, capacity=_raised(resource.capacity, units))


def _more_people(staff: Staff, units: int) -> Staff:
    return replace(staff, people=_raised(staff.people, units))


def _raised(steps: Any, units: int) -> Any:
    raised: Callable[[float], float] = lambda value: value + units if value > 0 else value  # noqa: E731
    return replace(
        steps, first=raised(steps.first), changes=tuple((time, raised(value)) for time, value in steps.changes)
    )
