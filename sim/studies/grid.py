"""Values of parameters to try: ``8..20``, ``0..48:6``, ``6,18,36``, ``cohort,rolling``, ``*`` for all choices."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import floor
from typing import TYPE_CHECKING

from sim.loaded import Value
from sim.scenario.words import Spoken, said
from sim.studies.inputs import parameter_of

if TYPE_CHECKING:
    from sim.scenario.schema import Parameter, Scenario

_NUMBER = r"[+-]?\d+(?:\.\d+)?"
_RANGE = re.compile(rf"({_NUMBER})\s*\.\.\s*({_NUMBER})(?:\s*:\s*({_NUMBER}))?")
MOST_VALUES = 10_000
MOST_NEAR, LEAST_WORD = 3, 4


class BadGrid(Spoken, ValueError):
    """The values to try cannot be understood, or the parameter does not exist."""


@dataclass(frozen=True)
class Axis:
    """A parameter and the values it takes, in the order given."""

    name: str
    values: tuple[Value, ...]

    @property
    def numeric(self) -> bool:
        return all(not isinstance(value, str) for value in self.values)


@dataclass(frozen=True)
class Grid:
    """Every combination of the values of its axes."""

    axes: tuple[Axis, ...]

    def __len__(self) -> int:
        size = 1
        for axis in self.axes:
            size *= len(axis.values)
        return size

    @property
    def across(self) -> int:
        """The axis that goes from left to right in a figure: the first numeric one with the most values."""
        return max(range(len(self.axes)), key=lambda i: (self.axes[i].numeric, len(self.axes[i].values), -i))

    def points(self) -> Iterator[tuple[Value, ...]]:
        """All combinations; the axis across varies fastest, so that neighbours follow each other."""
        order = [i for i in range(len(self.axes)) if i != self.across] + [self.across]
        for combination in product(*(self.axes[i].values for i in order)):
            yield tuple(combination[order.index(i)] for i in range(len(self.axes)))


def parse_axis(text: str, scenario: Scenario) -> Axis:
    """``slots=8..20`` as an axis; raises :class:`BadGrid`."""
    name, equals, values = text.partition("=")
    name = name.strip()
    if not equals or not values.strip():
        raise BadGrid(said("{text}: expected NAME=VALUES, for example slots=8..20 or vacancies=6,18,36", text=text))
    return axis_of(name, values, scenario)


def _near(name: str, scenario: Scenario) -> list[str]:
    """Parameters that are spelt alike; else those with that word in a title, levers first."""
    from difflib import get_close_matches

    near = get_close_matches(name, [one.name for one in scenario.parameters], MOST_NEAR)
    if near or len(name) < LEAST_WORD:
        return near
    called = [one for one in scenario.parameters if name.lower() in f"{one.titles.da}\n{one.titles.en}".lower()]
    return [one.name for one in sorted(called, key=lambda one: (not one.lever, bool(one.formula)))[:MOST_NEAR]]


def axis_of(name: str, values: str, scenario: Scenario) -> Axis:
    """The values of one parameter; raises :class:`BadGrid`."""
    parameter = parameter_of(scenario, name)
    if parameter is None:
        near = _near(name, scenario)
        if near:
            raise BadGrid(said("there is no parameter {name}; did you mean {near}?", name=name, near=", ".join(near)))
        raise BadGrid(said("there is no parameter {name}", name=name))
    if values.strip() == "*":
        if not parameter.choices:
            raise BadGrid(said("{name}=*: the parameter has no list of choices", name=name))
        return Axis(name, parameter.choices)
    found = [value for item in values.split(",") for value in _values(name, item.strip(), parameter)]
    if len(set(found)) != len(found):
        raise BadGrid(said("{name}={values}: the same value stands twice", name=name, values=values))
    return Axis(name, tuple(found))


def _values(name: str, item: str, parameter: Parameter) -> Iterator[Value]:
    if not item:
        raise BadGrid(
            said(
                "{name}: an empty value; numbers are written with a point here, and values parted by commas", name=name
            )
        )
    stretch = _RANGE.fullmatch(item)
    if stretch is None:
        yield _one(item)
        return
    low, high = float(stretch[1]), float(stretch[2])
    step = float(stretch[3]) if stretch[3] else parameter.step or (1.0 if low.is_integer() else 0.0)
    if not step > 0:
        raise BadGrid(said("{name}={item}: say the step, for example {item}:0.1", name=name, item=item))
    if high < low:
        raise BadGrid(said("{name}={item}: the first number is the smaller one", name=name, item=item))
    count = floor((high - low) / step + 1e-9) + 1
    if count > MOST_VALUES:
        raise BadGrid(
            said(
                "{name}={item}: {count} values are more than {most}",
                name=name,
                item=item,
                count=count,
                most=MOST_VALUES,
            )
        )
    for i in range(count):
        yield _plain(round(low + i * step, 10))


def _one(item: str) -> Value:
    percent = re.fullmatch(rf"({_NUMBER})\s*(?:%|pct\.?)", item)
    if percent:
        return float(percent[1]) / 100
    return _plain(float(item)) if re.fullmatch(_NUMBER, item) else item


def _plain(value: float) -> Value:
    return int(value) if value.is_integer() else value


def grid_of(axes: Sequence[Axis]) -> Grid:
    """Raises :class:`BadGrid` for no axis, or the same parameter twice."""
    names = [axis.name for axis in axes]
    if not names:
        raise BadGrid(said("nothing is varied"))
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise BadGrid(said("{names} is varied twice; write all its values in one list", names=", ".join(sorted(twice))))
    return Grid(tuple(axes))
