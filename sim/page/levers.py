"""What a planner can move: parameters as fields, read as they were typed, and what was understood or is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from sim.loaded import LoadedScenario, Value
from sim.report.texts import Texts
from sim.report.typed import Ambiguous, NotANumber, is_percentage, read_number
from sim.report.wording import Wording
from sim.scenario.problems import ProblemsFound
from sim.studies.leaving import NotReached, rate_for, risk_of, share_leaving
from sim.studies.together import with_followers

if TYPE_CHECKING:
    from sim.page.address import Address
    from sim.scenario.schema import Parameter

_DAY = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_WORDS_AFTER = re.compile(r"^(.*?\d\s*(?:%|pct\.?)?)\s*([A-Za-zæøåÆØÅ][\w æøåÆØÅ./]*)$")
IN_OTHER_UNITS = {(word, unit): times for words, unit, times in (
    (("uge", "uger", "week", "weeks"), "days", 7.0), (("dag", "dage", "day", "days"), "weeks", 1 / 7),
) for word in words}  # fmt: skip
"""Words for a length in another unit than the parameter's, and what to multiply by."""
MOST_LEAVING = 40  # per cent, the end of the slider


class NotUnderstood(ValueError):
    """What was typed cannot be used; the text says why, and what can be typed, in the reader's language."""


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


@dataclass(frozen=True)
class Change:
    name: str
    title: str
    sentence: str
    resets: bool  # by itself, and not along with another one


@dataclass
class Levers:
    """A scenario file with what was typed: its question, or the problems that keep it from being one."""

    base: LoadedScenario
    address: Address
    texts: Texts
    problems: dict[str, str] = field(default_factory=dict)  # by parameter; "" for what is no single one's
    _understood: dict[str, Value] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._read()

    # --- what was understood -----------------------------------------------------------------------------------------

    @cached_property
    def _parameters(self) -> dict[str, Parameter]:
        return {parameter.name: parameter for parameter in self.base.scenario.parameters}

    @cached_property
    def wording(self) -> Wording:
        return Wording(self.base.scenario, self.texts)

    @cached_property
    def shares(self) -> frozenset[str]:
        """Parameters that are shown as the share of participants who leave by a risk, and not as its hazard."""
        levers = [one.name for one in self._parameters.values() if one.lever and one.unit.startswith("per ")]
        return frozenset(name for name in levers if risk_of(self.base, name))

    def companion(self, parameter: Parameter) -> Parameter | None:
        """The parameter that this one moves with; None if it stands alone, or they were parted."""
        return None if self.address.parted else self._parameters.get(parameter.moves_with)

    def _read(self) -> None:
        late: dict[str, float] = {}
        for name, text in self.address.given:
            parameter = self._parameters.get(name)
            if parameter is None:
                self.problems[name] = self.texts("page.no_parameter", name=name)
                continue
            if self.companion(parameter) is not None:
                continue
            try:
                if name in self.shares:
                    late[name] = self._share(text)
                else:
                    value = self.value(parameter, text)
                    if value != parameter.value:
                        self._understood[name] = value
            except NotUnderstood as problem:
                self.problems[name] = str(problem)
        if not self.address.parted:
            self._understood = with_followers(self.base.scenario, self._understood)
        for name, share in late.items():  # the hazard depends on how long people stay
            self._leaving(name, share)

    def _leaving(self, name: str, share: float) -> None:
        if self.problems or abs(share - round(self._leaving_own[name], 3)) < 5e-5:
            return
        try:
            changed = self.base.set(**self._understood)
            self._understood[name] = rate_for(changed, name, share)
        except NotReached as most:
            self.problems[name] = self.texts("page.leaving_most", most=self.texts.write.percent(float(most.args[0])))
        except ProblemsFound:
            pass  # said below

    def _leaving_now(self, question: LoadedScenario) -> dict[str, float]:
        return {name: share_leaving(question.scenario, risk_of(question, name)) for name in self.shares}

    @cached_property
    def question(self) -> LoadedScenario | None:
        """The question that is asked; None where there are problems."""
        if self.problems:
            return None
        try:
            return self.base.set(**self._understood) if self._understood else self.base
        except ProblemsFound as found:
            for problem in found.problems:
                name = problem.key.partition(".")[2] if "." in problem.key else problem.key
                self.problems.setdefault(name if name in self._parameters else "", str(problem))
            return None

    @property
    def settings(self) -> dict[str, Value]:
        """The values that differ from the file."""
        return dict(self._understood)

    # --- reading -----------------------------------------------------------------------------------------------------

    def value(self, parameter: Parameter, text: str) -> Value:
        """What was typed for a parameter; raises :class:`NotUnderstood`."""
        if parameter.choices:
            if text in parameter.choices:
                return text
            raise NotUnderstood(self.texts("page.no_choice", text=text, choices=self.texts.listing(
                [self.wording.setting(parameter, choice) for choice in parameter.choices])))  # fmt: skip
        if parameter.unit == "date":
            return self.day(text)
        if parameter.unit == "share":
            return self._share(text)
        number = self._number(text, parameter)
        if is_percentage(text):
            raise NotUnderstood(self.texts("page.no_percentage", unit=self.wording.say.unit(parameter.unit)))
        if number < 0:
            raise NotUnderstood(self.texts("page.negative"))
        if _counted(parameter) and number != int(number):
            raise NotUnderstood(self.texts("page.whole", near=self.texts.write.number(number)))
        return _plain(number)

    def _number(self, text: str, parameter: Parameter | None = None) -> float:
        unit, times = _WORDS_AFTER.match(text.strip()), 1.0
        if unit and parameter is not None:
            word = unit[2].strip().lower()
            if word in self._units(parameter):
                text = unit[1]
            elif (word, parameter.unit) in IN_OTHER_UNITS:
                text, times = unit[1], IN_OTHER_UNITS[word, parameter.unit]
        try:
            return read_number(text) * times
        except Ambiguous as two:
            raise NotUnderstood(
                self.texts("page.ambiguous", text=text, decimal=two.decimal, thousands=two.thousands)
            ) from None
        except NotANumber:
            raise NotUnderstood(self.texts("page.no_number", text=text)) from None

    def _units(self, parameter: Parameter) -> set[str]:
        return {parameter.unit.lower(), self.wording.say.unit(parameter.unit).lower()}

    def _share(self, text: str) -> float:
        """``60 %``, ``60`` and ``0,6`` are all 60 per cent."""
        number = self._number(text)
        share = number / 100 if number > 1 and not is_percentage(text) else number
        if not 0 <= share <= 1:
            raise NotUnderstood(self.texts("page.share", text=text))
        return round(share, 12)

    def day(self, text: str) -> str:
        """A date as ISO 8601 writes it; raises :class:`NotUnderstood`."""
        from datetime import date

        found = _DAY.fullmatch(text)
        try:
            return (
                date(int(found[3]), int(found[2]), int(found[1])) if found else date.fromisoformat(text)
            ).isoformat()
        except ValueError:
            raise NotUnderstood(self.texts("page.no_date", text=text)) from None

    # --- fields ------------------------------------------------------------------------------------------------------

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """The levers, places before what follows them."""
        levers = [one for one in self._parameters.values() if one.lever and not one.formula and one.used]
        order = list(self.base.source.tables.get("parameters", {}))
        leaders = {one.moves_with for one in levers}
        return tuple(self._field(one) for one in sorted(levers, key=lambda one: _place(one, order, leaders)))

    @cached_property
    def others(self) -> tuple[Field, ...]:
        """Every other parameter that can be set."""
        order = list(self.base.source.tables.get("parameters", {}))
        rest = [one for one in self._parameters.values() if not one.lever and not one.formula and one.used]
        return tuple(self._field(one) for one in sorted(rest, key=lambda one: order.index(one.name)))

    @property
    def follows(self) -> Field | None:
        """The first field that moves with another one, also where they are parted."""
        return next((one for one in self.fields if self._parameters[one.name].moves_with in self._parameters), None)

    @property
    def others_moved(self) -> bool:
        """Whether something beside the levers is changed, or wrong."""
        return any(one.changed or one.problem for one in self.others)

    def leader(self, name: str) -> str:
        """The parameter with which one moves."""
        return self._parameters[name].moves_with

    def title_of(self, name: str) -> str:
        return self._title(self._parameters[name])

    def _field(self, parameter: Parameter) -> Field:
        name = parameter.name
        typed = dict(self.address.given).get(name, "")
        follows = self.companion(parameter) is not None
        value = self._shown_value(parameter)
        own = self._shown_value(parameter, own=True)
        text = typed if typed and not follows else self._text(parameter, value)
        changed = name in self._understood or (bool(typed) and name in self.problems)
        return Field(
            name=name,
            title=self._title(parameter),
            text=text,
            unit=self._unit(parameter),
            reading=self._said(parameter, value) if typed and name not in self.problems and not follows else "",
            problem=self.problems.get(name, ""),
            changed=changed,
            follows=follows,
            baseline=self._said(parameter, own),
            range=self._range(parameter),
            basis=self.texts(f"explain.basis.{parameter.basis}"),
            source=parameter.source,
            choices=tuple((choice, self.wording.setting(parameter, choice)) for choice in parameter.choices),
            slider=self._slider(parameter, value),
        )

    def _title(self, parameter: Parameter) -> str:
        if parameter.name in self.shares:
            return self.texts("page.leaving")
        return self.texts.title(parameter.titles, parameter.name)

    def _unit(self, parameter: Parameter) -> str:
        if parameter.name in self.shares:
            return self.texts("page.leaving.unit")
        if parameter.unit in ("", "share", "date") or parameter.choices:
            return ""
        return self.wording.say.unit(parameter.unit)

    @cached_property
    def _leaving_own(self) -> dict[str, float]:
        return self._leaving_now(self.base)

    def _shown_value(self, parameter: Parameter, own: bool = False) -> Value:
        """The value as the field shows it: what was set, or the file's."""
        if parameter.name in self.shares:
            typed = dict(self.address.given).get(parameter.name)
            if own or typed is None or parameter.name in self.problems:
                return round(self._leaving_own[parameter.name], 3)
            return self._share(typed)
        return parameter.value if own else self._understood.get(parameter.name, parameter.value)

    def _text(self, parameter: Parameter, value: Value) -> str:
        """A value as it can be typed."""
        if isinstance(value, str):
            return self._written_day(value) if parameter.unit == "date" else value
        share = parameter.unit == "share" or parameter.name in self.shares
        number = f"{round(100 * value if share else value, 6):.10g}"
        written = number.replace(".", ",") if self.texts.lang == "da" else number
        return written + (("\u00a0pct." if self.texts.lang == "da" else "%") if share else "")

    def _written_day(self, value: str) -> str:
        year, month, day = value[:10].split("-")
        return f"{int(day)}.{int(month)}.{year}" if self.texts.lang == "da" else value[:10]

    def _said(self, parameter: Parameter, value: Value) -> str:
        """A value as it is read; said where it lies outside what its source supports."""
        said = self._plainly(parameter, value)
        low, high = parameter.low, parameter.high
        if (
            isinstance(value, str)
            or low is None
            or high is None
            or parameter.name in self.shares
            or low <= value <= high
        ):
            return said
        return self.texts("page.outside", value=said, low=self.wording.setting(parameter, low),
                          high=self.wording.setting(parameter, high))  # fmt: skip

    def _plainly(self, parameter: Parameter, value: Value) -> str:
        if parameter.name in self.shares and not isinstance(value, str):
            return self.texts("page.leaving.reading", share=self.texts.write.percent(value, 1))
        if parameter.unit == "date" and isinstance(value, str):
            from datetime import date

            return self.texts.write.date(date.fromisoformat(value[:10]))
        return self.wording.setting(parameter, value)

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

    # --- changes -----------------------------------------------------------------------------------------------------

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What differs from the file, a sentence each."""
        return tuple(self._changes())

    def _changes(self) -> Iterator[Change]:
        for name in self._understood:
            parameter = self._parameters[name]
            before = self._said(parameter, self._shown_value(parameter, own=True))
            after = self._said(parameter, self._shown_value(parameter))
            along = self.companion(parameter) is not None
            title = self._title(parameter)
            key = "page.change.along" if along else "page.change"
            yield Change(name, title, self.texts(key, title=title, before=before, after=after), not along)

    def canonical(self) -> Address:
        """The address without what is as in the file."""
        kept = tuple(
            (name, text)
            for name, text in self.address.given
            if (name in self._understood and self.companion(self._parameters[name]) is None) or name in self.problems
        )
        return replace(self.address, given=kept)


def _place(parameter: Parameter, order: list[str], leaders: set[str]) -> tuple[bool, int, int]:
    """What leads others first, with those that move with it right after it; the rest in the order of the file."""
    if parameter.moves_with in order:
        return False, order.index(parameter.moves_with), 1
    return parameter.name not in leaders, order.index(parameter.name), 0


def _counted(parameter: Parameter) -> bool:
    """Whether only whole numbers make sense."""
    return parameter.unit in ("people", "places", "visits", "vacancies") and parameter.step == 1


def _plain(number: float) -> Value:
    return int(number) if float(number).is_integer() else number
