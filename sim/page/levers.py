"""What a planner can move: parameters as fields, with what was typed, understood or is wrong beside each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from sim.loaded import LoadedScenario, Value
from sim.report.parameters_in_words import basis_in_words, source_in_words
from sim.report.texts import Texts
from sim.report.typed_dates import ClosedPeriod, DatedValue, TypedScenario
from sim.report.typed_parameters import Change

if TYPE_CHECKING:
    from sim.page.address import Address
    from sim.scenario.schema import Parameter

MOST_LEAVING = 40  # per cent, the end of the slider


@dataclass(frozen=True)
class Slider:
    low: str
    high: str
    step: str
    value: str
    suffix: str


@dataclass(frozen=True)
class Field:
    """One parameter in the form; every text is in the reader's language."""

    name: str
    title: str
    text: str  # what stands in the field
    unit: str
    reading: str  # what was understood, where it was typed
    problem: str
    changed: bool
    follows: bool  # moves along with another field
    baseline: str
    range: str
    basis: str
    source: str
    choices: tuple[tuple[str, str], ...] = ()
    slider: Slider | None = None

    @property
    def choice_titles(self) -> list[str]:
        return [f"»{title}«" for _, title in self.choices]


class Levers(TypedScenario):
    """A scenario file with what an address says was typed."""

    def __init__(self, base: LoadedScenario, address: Address, texts: Texts) -> None:
        super().__init__(base, address.given, texts, address.parted, on_dates=address.on_dates)
        self.address = address

    # --- fields ------------------------------------------------------------------------------------------------------

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """The levers, places before what follows them."""
        levers = [one for one in self.parameters.values() if one.lever and not one.formula and one.used]
        order = list(self.base.source.tables.get("parameters", {}))
        leaders = {one.moves_with for one in levers}
        return tuple(self._field(one) for one in sorted(levers, key=lambda one: _place(one, order, leaders)))

    @cached_property
    def others(self) -> tuple[Field, ...]:
        """Every other parameter that can be set."""
        return tuple(self._field(one) for one in self._others)

    @property
    def moved(self) -> tuple[Field, ...]:
        """The fields, levers and others, that are changed or wrong: few of the hundred that a form sends."""
        names = set(self.settings) | set(self.problems)
        others = (self._field(one) for one in self._others if one.name in names)
        return (*(one for one in self.fields if one.name in names), *others)

    @cached_property
    def _others(self) -> list[Parameter]:
        order = {name: place for place, name in enumerate(self.base.source.tables.get("parameters", {}))}
        rest = [one for one in self.parameters.values() if not one.lever and not one.formula and one.used]
        return sorted(rest, key=lambda one: order[one.name])

    @property
    def follows(self) -> Field | None:
        """The first field that moves with another one, also where they are parted."""
        return next((one for one in self.fields if self.parameters[one.name].moves_with in self.parameters), None)

    @property
    def others_moved(self) -> bool:
        """Whether something beside the levers is changed, or wrong."""
        levers = {one.name for one in self.fields}
        return any(one.name not in levers for one in self.moved)

    def leader(self, name: str) -> str:
        """The parameter with which one moves."""
        return self.parameters[name].moves_with

    def field_of(self, name: str) -> Field:
        return self._field(self.parameters[name])

    def _field(self, parameter: Parameter) -> Field:
        name = parameter.name
        typed = dict(self.given).get(name, "")
        follows = self.companion(parameter) is not None
        text = typed if typed and not follows else self.text_of(name)
        changed = name in self._understood or (bool(typed) and name in self.problems)
        return Field(
            name=name,
            title=self.title_of(name),
            text=text,
            unit=self._unit(parameter),
            reading=self.said_of(name) if typed and changed and name not in self.problems and not follows else "",
            problem=self.problems.get(name, ""),
            changed=changed,
            follows=follows,
            baseline=self.said_of(name, own=True),
            range=self._range(parameter),
            basis=basis_in_words(parameter, self.texts),
            source=source_in_words(parameter, self.wording),
            choices=tuple((choice, self.wording.setting(parameter, choice)) for choice in parameter.choices),
            slider=self._slider(parameter, self.shown_value(name)),
        )

    def _unit(self, parameter: Parameter) -> str:
        if parameter.name in self.shares:
            return self.texts("page.leaving.unit")
        if parameter.unit in ("", "share", "date") or parameter.choices:
            return ""
        return self.wording.say.unit(parameter.unit)

    def _range(self, parameter: Parameter) -> str:
        if parameter.low is None or parameter.high is None or parameter.name in self.shares:
            return ""
        low, high = (self.wording.setting(parameter, one) for one in (parameter.low, parameter.high))
        return self.texts("page.range", low=low, high=high)

    def _slider(self, parameter: Parameter, value: Value) -> Slider | None:
        if isinstance(value, str) or not parameter.lever:
            return None
        if parameter.name in self.shares:
            return Slider("0", str(MOST_LEAVING), "1", f"{100 * value:.0f}", "%")
        if parameter.low is None or parameter.high is None:
            return None
        step = parameter.step or next(
            s for s in (1.0, 0.5, 0.1, 0.05, 0.01) if (parameter.high - parameter.low) >= 4 * s
        )
        high = parameter.low + step * int((parameter.high - parameter.low) / step + 1e-9)
        return Slider(f"{parameter.low:g}", f"{max(high, value):g}", f"{step:g}", f"{value:g}", "")

    @property
    def all_problems(self) -> list[tuple[str, str]]:
        """Where on the page something is wrong (empty for nowhere), and what."""
        _ = self.question
        found = [(f"felt-{name}" if name else "", words) for name, words in self.problems.items()]
        return found + [("dato", words) for words in self.date_problems.values()]

    def taken_back(self, change: Change) -> Address:
        """The address without one of the changes."""
        if isinstance(change.on_dates, DatedValue | ClosedPeriod):
            return self.address.leaving_out(change.on_dates)
        return self.address.without(change.name)

    def canonical(self) -> Address:
        """The address without what is as in the file."""
        kept = tuple(
            (name, text)
            for name, text in self.given
            if (name in self._understood and self.companion(self.parameters[name]) is None) or name in self.problems
        )
        return replace(self.address, given=kept)


def _place(parameter: Parameter, order: list[str], leaders: set[str]) -> tuple[bool, int, int]:
    """What leads others first, with those that move with it right after it; the rest in the order of the file."""
    if parameter.moves_with in order:
        return False, order.index(parameter.moves_with), 1
    return parameter.name not in leaders, order.index(parameter.name), 0
