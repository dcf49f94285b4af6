"""File -> Scenario: every problem found is reported at once.

See ``docs/scenario-language.md`` and ``docs/problems.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sim.scenario.problems import Problem, ProblemsFound
from sim.scenario.reading import Source, read
from sim.scenario.schema import Scenario

__all__ = ["Problem", "ProblemsFound", "Scenario", "Source", "load", "read"]


def load(path: str | Path, overrides: Mapping[str, object] | None = None) -> Scenario:
    """Read a scenario file with all that it extends, check it, and resolve it.

    ``overrides`` replaces parameter values: numbers in the unit of the parameter, or text as typed by a person
    (``"14"``, ``"0,6"``, ``"35 %"``, ``"4 weeks"``, a choice).

    Raises :class:`ProblemsFound` with everything that is wrong.
    """
    from sim.scenario.assemble import assemble  # the readers are not needed for a look at the schema

    return assemble(read(path), overrides)
