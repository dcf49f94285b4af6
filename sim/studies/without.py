"""What one or more projects do to people: net of what would have happened without them, paired in every replication."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from sim.measures.names import FigureName
from sim.measures.registry import OF_LIVES
from sim.measures.sheet import Sheet
from sim.studies.frames import Framed, Row, apart, estimated
from sim.studies.laws import law_of
from sim.studies.option import Option
from sim.studies.runs import Runs
from sim.studies.samples import Difference, Sample, difference
from sim.studies.shown import Tabulated
from sim.studies.statistics import Summary, summarise

CAME = "arrivals"
BESIDE = (CAME, "cost_total")
"""Figures beside those of the lives: who came, and what the project costs."""


class NothingWithout(ValueError):
    """The scenario says nothing of life outside; ``name`` of the scenario."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True)
class Net:
    """The figures of one project over its window, and in which share of replications a figure is above 0, below 0."""

    option: Option
    figures: Summary = field(repr=False)
    above: Mapping[str, float] = field(repr=False)
    below: Mapping[str, float] = field(repr=False)

    @property
    def came(self) -> float:
        """Mean number of people who came."""
        return float(sum(self.figures[name].mean for name in self.figures.names if name.startswith(f"{CAME}.")))

    def things(self, kpi: str) -> tuple[str, ...]:
        """What there is a figure of, such as the payers of ``net_paid``."""
        names = (FigureName.of(name) for name in self.figures.names)
        return tuple(name.thing for name in names if name.kpi == kpi)


@dataclass(frozen=True)
class Without(Framed, Tabulated):
    """What was found of each project, and of every net figure the difference of the others from the first.

    ``apart[i]`` belongs to ``projects[i + 1]``; the intervals of all of them hold with 95 % all at once.
    """

    projects: tuple[Net, ...]
    apart: tuple[Mapping[str, Difference], ...] = field(repr=False)
    replications: int
    seed: int

    def rows(self) -> Iterator[Row]:
        """One for each project and figure: its estimate, and of a net figure the difference from the first project."""
        for place, project in enumerate(self.projects):
            others = self.apart[place - 1] if place else {}
            for name in project.figures.names:
                yield {
                    "option": project.option.name, "figure": name, "replications": self.replications,
                    **estimated(project.figures[name]), **apart(others.get(name)),
                }  # fmt: skip


def without(options: Sequence[Option], runs: Runs, replications: int) -> Without:
    """Run the projects with the same people and the same luck; raises :class:`NothingWithout`."""
    for option in options:
        if option.scenario.background is None:
            raise NothingWithout(option.scenario.name)
    runs.announce(replications * len(options))
    sheets = list(runs.each(options, replications, _wanted))
    projects = tuple(_net(option, sheet) for option, sheet in zip(options, sheets, strict=True))
    shared = [name for name in sheets[0].names if name.startswith("net_") and all(name in one.index for one in sheets)]
    comparisons = max(1, len(shared) * (len(sheets) - 1))
    apart = tuple(
        {name: difference(_sample(sheets[0], name), _sample(sheet, name), comparisons) for name in shared}
        for sheet in sheets[1:]
    )
    return Without(projects, apart, replications, runs.seed)


def _wanted(names: Sequence[str]) -> tuple[str, ...]:
    """The figures of the whole window that are looked at."""
    found = (FigureName.of(name) for name in names)
    return tuple(str(one) for one in found if not one.year and not one.by and one.kpi in {*OF_LIVES, *BESIDE})


def _net(option: Option, sheet: Sheet) -> Net:
    nets = [name for name in sheet.names if name.startswith("net_")]
    values = {name: sheet.column(name) for name in nets}
    above, below = ({name: float(np.mean(sign * values[name] > 0)) for name in nets} for sign in (1, -1))
    return Net(option, summarise(sheet), above, below)


def _sample(sheet: Sheet, name: str) -> Sample:
    place = sheet.index[name]
    return Sample(sheet.numerator[:, place], sheet.denominator[:, place], law_of(name))
