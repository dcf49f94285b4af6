"""The small changes that can be made to a scenario: one unit more or less of a resource, one step of a parameter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from math import inf
from typing import TYPE_CHECKING, Any

from sim.loaded import Value
from sim.scenario.problems import ProblemsFound
from sim.scenario.words import Spoken, said
from sim.studies.inputs import in_file_order
from sim.studies.option import Option, with_more_of

if TYPE_CHECKING:
    from sim.scenario.schema import Parameter, Steps

STEPS_IN_RANGE = 10  # of a parameter that states a range but no step


class NothingToChange(Spoken, ValueError):
    """A name in ``only`` is neither a parameter in use nor a resource or staff group."""


@dataclass(frozen=True)
class Change:
    """A parameter set to ``after``, or one unit more or less of a resource, or one person in a staff group."""

    kind: str  # "parameter" | "resource" | "staff"
    name: str
    before: Value | None  # of a parameter
    after: Value | None
    units: int = 0  # 1 or -1 of a resource or a staff group

    @property
    def upward(self) -> bool | None:
        """Whether it is a step up; None for another choice."""
        if self.kind != "parameter":
            return self.units > 0
        if isinstance(self.before, str) or isinstance(self.after, str) or self.before is None or self.after is None:
            return None
        return self.after > self.before


def changed(option: Option, change: Change) -> Option:
    """The option with a change; raises :class:`sim.ProblemsFound` if it makes no sense."""
    if change.kind == "parameter":
        assert change.after is not None
        return option.set(**{change.name: change.after})
    return with_more_of(option, change.kind, change.name, change.units)


def changes(option: Option, levers: bool = False, only: Sequence[str] = ()) -> list[Change]:
    """Every small change that can be made to a scenario; raises :class:`NothingToChange` for an unknown name
    in ``only``."""
    found = [*_resources(option), *_parameters(option, levers and not only)]
    if not only:
        return found
    unknown = [name for name in only if name not in {change.name for change in found}]
    if unknown:
        near = get_close_matches(unknown[0], sorted({change.name for change in found}), 3)
        text = "nothing to change is called {names}"
        if near:
            raise NothingToChange(said(text + "; did you mean {near}?", names=", ".join(unknown), near=", ".join(near)))
        raise NothingToChange(said(text, names=", ".join(unknown)))
    return [change for change in found if change.name in only]


def far_changes(option: Option) -> list[Change]:
    """Every lever moved to each end of its range and to every other choice; one unit of what has no range."""
    found = [*_resources(option)]
    for change in _parameters(option, levers=True):
        parameter = next(one for one in option.scenario.parameters if one.name == change.name)
        after = change.after
        if change.upward is not None:
            after = parameter.high if change.upward else parameter.low
        if after is not None and after != change.before:
            found.append(replace(change, after=int(after) if _is_whole(after) else after))
    return found


def _is_whole(value: Value) -> bool:
    return not isinstance(value, str) and float(value).is_integer()


def _resources(option: Option) -> Iterator[Change]:
    """Resources and staff whose size is not just a parameter with steps of one, which is listed anyway."""
    for resource in option.scenario.resources:
        if not resource.consumable and not resource.name.startswith("opening ") and not _is_lever(
            option, "resource", resource.name, "capacity"
        ):  # fmt: skip
            yield from _units("resource", resource.name, resource.capacity)
    for group in option.scenario.staff:
        if not _is_lever(option, "staff", group.name, "people"):
            yield from _units("staff", group.name, group.people)


def _units(kind: str, name: str, size: Steps) -> Iterator[Change]:
    """One more; and one less where there is always one left of what there is."""
    yield Change(kind, name, None, None, 1)
    sizes = [value for value in (size.first, *(value for _, value in size.changes)) if value > 0]
    if sizes and min(sizes) > 1:
        yield Change(kind, name, None, None, -1)


def _is_lever(option: Option, kind: str, name: str, key: str) -> bool:
    if option.loaded is None:
        return False
    stated_as = option.loaded.source.tables.get(kind, {}).get(name, {}).get(key)
    parameter = {f"${one.name}": one for one in option.scenario.parameters}.get(str(stated_as))
    return parameter is not None and parameter.step == 1


def _parameters(option: Option, levers: bool) -> Iterator[Change]:
    """One step up and one down for a number, every other choice; not what only says when a target is met."""
    bounds = set(_bounds_of_targets(option))
    by_name = {parameter.name: parameter for parameter in option.scenario.parameters}
    for name in in_file_order([option]):
        parameter = by_name[name]
        if parameter.formula or not parameter.used or name in bounds or (levers and not parameter.lever):
            continue
        for value in _neighbours(option, parameter):
            yield Change("parameter", name, parameter.value, value)


def _neighbours(option: Option, parameter: Parameter) -> Iterator[Value]:
    """Values next to that of the parameter; whole steps where it counts something, so that others make no sense."""
    if isinstance(parameter.value, str):
        yield from (choice for choice in parameter.choices if choice != parameter.value)
        return
    step = _step(parameter)
    near = _one_step_away(parameter, step)
    if not parameter.step and float(parameter.value).is_integer() and not float(step).is_integer():
        near = near if any(_makes_sense(option, parameter, other) for other in near) else []
        near = near or _one_step_away(parameter, max(1.0, round(step)))
    yield from near


def _one_step_away(parameter: Parameter, step: float) -> list[float]:
    """Within the range that is stated."""
    assert not isinstance(parameter.value, str)
    low = parameter.low if parameter.low is not None else min(0.0, parameter.value)
    high = parameter.high if parameter.high is not None else inf
    both = (round(parameter.value + step, 10), round(parameter.value - step, 10))
    inside = [other for other in both if step > 0 and low - 1e-12 <= other <= high + 1e-12]
    return [int(other) if float(other).is_integer() else other for other in inside]


def _makes_sense(option: Option, parameter: Parameter, value: Value) -> bool:
    try:
        option.set(**{parameter.name: value})
    except ProblemsFound:
        return False
    return True


def _step(parameter: Parameter) -> float:
    """The step that is stated, else a tenth of the range, else a tenth of the value."""
    if parameter.step:
        return parameter.step
    if parameter.low is not None and parameter.high is not None:
        return (parameter.high - parameter.low) / STEPS_IN_RANGE
    return abs(float(parameter.value)) / STEPS_IN_RANGE


def _bounds_of_targets(option: Option) -> Iterator[str]:
    tables: dict[str, Any] = option.loaded.source.tables.get("target", {}) if option.loaded else {}
    for target in tables.values():
        for key in ("at_least", "at_most"):
            name = re.fullmatch(r"\$(\w+)", str(target.get(key, "")))
            if name:
                yield name[1]
