"""A scenario file that has been read, with some parameters set: what ``sim.load`` gives (``sim.Scenario``)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.given import checked

if TYPE_CHECKING:
    from sim.model.model import Model
    from sim.scenario.reading import Source
    from sim.scenario.schema import Scenario

Value = float | int | str


@dataclass(frozen=True)
class LoadedScenario:
    """A scenario file that has been read, and parameter values that replace those of the file; frozen.

    ``scenario`` is the checked :class:`sim.scenario.schema.Scenario` that results from them.
    """

    source: Source = field(repr=False)
    settings: Mapping[str, Value] = field(default_factory=dict)

    def set(self, **values: Value) -> LoadedScenario:
        """The same scenario with other parameter values; the file is not read again.

        Raises :class:`sim.ProblemsFound` at once if a value does not fit.
        """
        changed = LoadedScenario(self.source, {**self.settings, **values})
        _ = changed.scenario
        return changed

    def by(self, *groups: str | Mapping[str, Sequence[float]]) -> LoadedScenario:
        """The same question with figures by group as well: of ``"group"``, ``"source"``, ``{"age": [30, 50]}``.

        Raises :class:`sim.ProblemsFound` if there is no such property.
        """
        return self.reporting(by=list(groups))

    def at(self, *dates: str | date, every: str = "") -> LoadedScenario:
        """The same scenario with figures on dates: ``at("2022-12-31")``, or ``at(every="1 week")``.

        They are levels, entries so far and what is left of budgets.  ``every``: from the start of the run to the end
        of the window.  Raises :class:`sim.ProblemsFound` for a date outside the run.
        """
        return self.reporting(on={"every": every} if every else list(dates))

    def monthly(self, *steps: str) -> LoadedScenario:
        """The same scenario with the entries of these steps by calendar month, ``entries_in.STEP[2021-03]``.

        Raises :class:`sim.ProblemsFound` if there is no such step.
        """
        return self.reporting(monthly=list(steps))

    def reporting(self, **keys: object) -> LoadedScenario:
        """The same scenario with these keys of ``[report]``; raises :class:`sim.ProblemsFound` if one does not fit."""
        changed = LoadedScenario(self.source.reporting(**keys), self.settings)
        _ = changed.scenario
        return changed

    def on_dates(self, changes: Sequence[Mapping[str, Any]] = (), closed: Sequence[str] = ()) -> LoadedScenario:
        """The same scenario with further ``[[change]]`` tables and closed periods (``"2027-03-01 to 2027-06-01"``).

        They come after those of the file.  Raises :class:`sim.ProblemsFound` at once if one does not fit.
        """
        changed = LoadedScenario(self.source.on_dates([dict(one) for one in changes], closed), self.settings)
        _ = changed.scenario
        return changed

    @cached_property
    def scenario(self) -> Scenario:
        """The checked scenario; raises :class:`sim.ProblemsFound` with everything that is wrong."""
        from sim.scenario.assemble import assemble

        return assemble(self.source, self.settings)

    @cached_property
    def model(self) -> Model:
        """The scenario as tables for an engine; raises :class:`sim.limits.TooMuchError` if it would be too large."""
        from sim.analysis.workload import check_workload
        from sim.model.build import build

        check_workload(self.scenario)
        return build(self.scenario)

    @property
    def parameters(self) -> dict[str, Value]:
        """Names and values of all parameters."""
        return {parameter.name: parameter.value for parameter in self.scenario.parameters}

    def __hash__(self) -> int:
        """Scenarios that are equal have the same hash, so that they may be keys of a dictionary."""
        return hash(self.scenario.hash)

    def __repr__(self) -> str:
        settings = "".join(f", {name}={value!r}" for name, value in self.settings.items())
        return f"sim.load({self.source.path!r}){'.set(' + settings[2:] + ')' if settings else ''}"


Given = LoadedScenario | str | Path
"""A scenario, or the file that it is read from."""


def loaded_of(scenario: object) -> LoadedScenario:
    """A scenario as it is, or read from a path; raises TypeError for anything else."""
    if isinstance(scenario, LoadedScenario):
        return scenario
    if not isinstance(scenario, str | Path):
        kind = type(scenario).__name__
        raise TypeError(f"a scenario is a path, or what sim.load gives, not a {kind}: {scenario!r}")
    return load(scenario)


@checked()
def load(path: str | Path, *, allow_folders: Sequence[str | Path] = (), **values: Value) -> LoadedScenario:
    """Read the scenario file at ``path`` and all it extends; ``values`` replace those of its parameters.

    What it extends, and CSV files, are taken from the project of the file (the nearest folder above it that holds
    ``.rengsim-root`` or ``.git``, else its own folder) and from ``allow_folders``.  Raises
    :class:`sim.ProblemsFound` with everything that is wrong, by file and line.
    """
    from sim.scenario.reading import read

    loaded = LoadedScenario(read(path, allow_folders), values)
    _ = loaded.scenario
    return loaded
