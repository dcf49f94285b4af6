"""What one more unit of each resource, and one step of each parameter, buys: paired with the scenario as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sim.question import Value
from sim.scenario.problems import ProblemsFound
from sim.studies.asked import Asked, columns_of, stated
from sim.studies.inputs import in_file_order
from sim.studies.option import Option, with_more_of
from sim.studies.runs import Runs
from sim.studies.samples import Difference, Sample, difference
from sim.studies.statistics import Estimate

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from sim.report.table import Table
    from sim.scenario.schema import Parameter

STEPS_IN_RANGE = 10  # of a parameter that states a range but no step


@dataclass(frozen=True)
class Change:
    """A parameter set to ``after``, or one unit more of a resource, or one person more in a staff group."""

    kind: str  # "parameter" | "resource" | "staff"
    name: str
    before: Value | None  # of a parameter
    after: Value | None


@dataclass(frozen=True)
class Effect:
    """What a change does to everything that was asked."""

    change: Change
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class Bottleneck:
    """What the changes do; frozen.  All intervals hold together with 95 %."""

    option: Option
    asked: tuple[Asked, ...]
    base: tuple[Estimate, ...]
    effects: tuple[Effect, ...] = field(repr=False)
    refused: tuple[Change, ...]  # changes with which the scenario would make no sense
    replications: int
    seed: int

    def ranked(self, asked: Asked | str) -> list[Effect]:
        """The effects on one figure that are not nothing, the largest first; raises KeyError."""
        j = self.place(asked)
        some = [effect for effect in self.effects if not effect.differences[j].none]
        return sorted(some, key=lambda effect: -abs(effect.differences[j].mean))

    def without_effect(self) -> list[Change]:
        """Changes that leave everything that was asked as it is in every replication."""
        return [one.change for one in self.effects if all(difference.none for difference in one.differences)]

    def place(self, asked: Asked | str) -> int:
        text = asked if isinstance(asked, str) else asked.text
        for j, one in enumerate(self.asked):
            if one.text == text:
                return j
        raise KeyError(f"{text!r} was not asked; there is {', '.join(one.text for one in self.asked)}")

    def table(self, lang: str = "en", asked: str = "") -> Table:
        """The effects on one figure (the first), the largest first."""
        from sim.report.bottleneck import effect_table
        from sim.report.texts import Texts

        return effect_table(self, self.asked[self.place(asked) if asked else 0], Texts(lang))

    def figure(self, lang: str = "en") -> Figure:
        """A tornado for each mean."""
        from sim.report.bottleneck import tornado
        from sim.report.texts import Texts

        return tornado(self, Texts(lang))

    def _repr_html_(self) -> str:
        from html import escape

        from sim.report.bottleneck import bottleneck_text
        from sim.report.texts import Texts

        return f"<pre>{escape(bottleneck_text(self, Texts('en')))}</pre>"


def bottleneck(
    option: Option,
    runs: Runs,
    replications: int,
    asked: Sequence[Asked] = (),
    levers: bool = False,
    only: Sequence[str] = (),
) -> Bottleneck:
    """Make every small change in turn.

    ``levers``: only the parameters that are marked as levers, and the resources; ``only``: only those named.
    """
    figures = tuple(asked) or stated(option.scenario)
    if not figures:
        raise ValueError("the scenario states no target, so say what to look at, for example mean(time_in_system)")
    runs.check(option, figures)
    made: list[tuple[Change, Option]] = []
    refused: list[Change] = []
    for change in changes(option, levers, only):
        try:
            made.append((change, changed(option, change)))
        except ProblemsFound:
            refused.append(change)
    runs.announce(replications * (1 + len(made)))

    def samples(one: Option) -> list[Sample]:
        sheet = runs.sheet(one, replications, columns_of(figures))
        return [asked.sample(sheet) for asked in figures]

    base = samples(option)
    comparisons = max(1, len(made) * len(figures))
    effects = tuple(
        Effect(change, tuple(difference(a, b, comparisons) for a, b in zip(base, samples(one), strict=True)))
        for change, one in made
    )
    estimates = tuple(sample.estimate(one.text) for sample, one in zip(base, figures, strict=True))
    return Bottleneck(option, figures, estimates, effects, tuple(refused), replications, runs.seed)


def changed(option: Option, change: Change) -> Option:
    """The option with a change; raises :class:`sim.ProblemsFound` if it makes no sense."""
    if change.kind == "parameter":
        assert change.after is not None
        return option.set(**{change.name: change.after})
    return with_more_of(option, change.kind, change.name)


def changes(option: Option, levers: bool = False, only: Sequence[str] = ()) -> list[Change]:
    """Every small change that can be made to a scenario; raises ValueError for an unknown name in ``only``."""
    found = [*_resources(option), *_parameters(option, levers and not only)]
    if not only:
        return found
    unknown = [name for name in only if name not in {change.name for change in found}]
    if unknown:
        raise ValueError(f"nothing to change is called {', '.join(unknown)}")
    return [change for change in found if change.name in only]


def _resources(option: Option) -> Iterator[Change]:
    """Resources and staff whose size is not just a parameter with steps of one, which is listed anyway."""
    for resource in option.scenario.resources:
        if not resource.consumable and not resource.name.startswith("opening ") and not _is_lever(
            option, "resource", resource.name, "capacity"
        ):  # fmt: skip
            yield Change("resource", resource.name, None, None)
    for group in option.scenario.staff:
        if not _is_lever(option, "staff", group.name, "people"):
            yield Change("staff", group.name, None, None)


def _is_lever(option: Option, kind: str, name: str, key: str) -> bool:
    if option.question is None:
        return False
    stated_as = option.question.source.tables.get(kind, {}).get(name, {}).get(key)
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
        for value in _neighbours(parameter):
            yield Change("parameter", name, parameter.value, value)


def _neighbours(parameter: Parameter) -> Iterator[Value]:
    value = parameter.value
    if isinstance(value, str):
        yield from (choice for choice in parameter.choices if choice != value)
        return
    step = _step(parameter)
    for other in (round(value + step, 10), round(value - step, 10)):
        low = parameter.low if parameter.low is not None else min(0.0, value)
        if step > 0 and other >= low - 1e-12 and (parameter.high is None or other <= parameter.high + 1e-12):
            yield int(other) if float(other).is_integer() else other


def _step(parameter: Parameter) -> float:
    """The step that is stated, else a tenth of the range, else a tenth of the value."""
    if parameter.step:
        return parameter.step
    if parameter.low is not None and parameter.high is not None:
        return (parameter.high - parameter.low) / STEPS_IN_RANGE
    return abs(float(parameter.value)) / STEPS_IN_RANGE


def _bounds_of_targets(option: Option) -> Iterator[str]:
    tables: dict[str, Any] = option.question.source.tables.get("target", {}) if option.question else {}
    for target in tables.values():
        for key in ("at_least", "at_most"):
            name = re.fullmatch(r"\$(\w+)", str(target.get(key, "")))
            if name:
                yield name[1]
