"""A scenario whose parameters somebody types: what was understood, what is wrong, and what that changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from sim.loaded import LoadedScenario, Value
from sim.report.problems_in_words import what_is_wrong
from sim.report.texts import Texts
from sim.report.typed_values import TypedValues, UnusableValue
from sim.report.wording import Wording
from sim.scenario.problems import ProblemsFound
from sim.studies.leaving import NotReached, is_share_leaving, rate_for, risk_of, share_leaving
from sim.studies.together import with_followers

if TYPE_CHECKING:
    from sim.scenario.schema import Parameter


@dataclass(frozen=True)
class Change:
    name: str
    title: str
    sentence: str
    resets: bool  # by itself, and not along with another one
    short: str = ""  # for the label of a figure; empty for what moves along
    on_dates: object = None  # what was typed, where it holds on dates only


@dataclass
class TypedParameters:
    """A scenario file with what was typed: its question, or the problems that keep it from being one."""

    base: LoadedScenario
    given: tuple[tuple[str, str], ...]  # parameters as they were typed
    texts: Texts
    parted: bool = False  # whether parameters that usually move together are set one by one
    problems: dict[str, str] = field(default_factory=dict)  # by parameter; "" for what is no single one's
    _understood: dict[str, Value] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._read()

    # --- what was understood -----------------------------------------------------------------------------------------

    @cached_property
    def parameters(self) -> dict[str, Parameter]:
        return {parameter.name: parameter for parameter in self.base.scenario.parameters}

    @cached_property
    def wording(self) -> Wording:
        return Wording(self.base.scenario, self.texts)

    @cached_property
    def typed(self) -> TypedValues:
        return TypedValues(self.wording)

    @cached_property
    def shares(self) -> frozenset[str]:
        """Parameters that are shown as the share of participants who leave by a risk, and not as its hazard."""
        return frozenset(name for name, one in self.parameters.items() if is_share_leaving(self.base, one))

    def companion(self, parameter: Parameter) -> Parameter | None:
        """The parameter that this one moves with; None if it stands alone, or they were parted."""
        return None if self.parted else self.parameters.get(parameter.moves_with)

    def _read(self) -> None:
        late: dict[str, float] = {}
        for name, text in self.given:
            parameter = self.parameters.get(name)
            if parameter is None:
                self.problems[name] = self.texts("page.no_parameter", name=name)
                continue
            if self.companion(parameter) is not None:
                continue
            try:
                if name in self.shares:
                    late[name] = self.typed.share(text)
                else:
                    value = self.typed.value(parameter, text)
                    if value != parameter.value:
                        self._understood[name] = value
            except UnusableValue as problem:
                self.problems[name] = str(problem)
        if not self.parted:
            self._understood = with_followers(self.base.scenario, self._understood)
        for name, share in late.items():  # the hazard depends on how long people stay
            self._leaving(name, share)

    def _leaving(self, name: str, share: float) -> None:
        if self.problems or abs(share - round(self._leaving_own[name], 3)) < 5e-5:
            return
        try:
            changed = self.base.set(**self._understood)
            self._understood[name] = float(f"{rate_for(changed, name, share):.12g}")  # as a file states it
        except NotReached as most:
            self.problems[name] = self.texts("page.leaving_most", most=self.texts.write.percent(float(most.args[0])))
        except ProblemsFound:
            pass  # said below

    def _leaving_now(self, question: LoadedScenario) -> dict[str, float]:
        return {name: share_leaving(question.scenario, risk_of(question, name)) for name in self.shares}

    @property
    def question(self) -> LoadedScenario | None:
        """The question that is asked; None where there are problems."""
        return self.always

    @cached_property
    def always(self) -> LoadedScenario | None:
        """The scenario with the parameters that were typed and hold the whole time; None where one cannot be used."""
        if self.problems:
            return None
        try:
            return self.base.set(**self._understood) if self._understood else self.base
        except ProblemsFound as found:
            for problem in found.problems:
                name = problem.key.partition(".")[2] if "." in problem.key else problem.key
                self.problems.setdefault(name if name in self.parameters else "", what_is_wrong(problem, self.texts))
            return None

    @property
    def settings(self) -> dict[str, Value]:
        """The values that differ from the file."""
        return dict(self._understood)

    # --- in words ----------------------------------------------------------------------------------------------------

    def title_of(self, name: str) -> str:
        if name in self.shares:
            return self.texts("page.leaving")
        return self.texts.title(self.parameters[name].titles, name)

    def text_of(self, name: str) -> str:
        """The value as it can be typed."""
        unit = "share" if name in self.shares else self.parameters[name].unit
        return self.typed.text(self.shown_value(name), unit)

    def said_of(self, name: str, own: bool = False) -> str:
        """The value as it is read: what was set, or with ``own`` the file's; marked where it is out of range."""
        parameter, value = self.parameters[name], self.shown_value(name, own)
        if name in self.shares and not isinstance(value, str):
            return self.texts("page.leaving.reading", share=self.texts.write.percent(value, 1))
        said, low, high = self.typed.said(parameter, value), parameter.low, parameter.high
        if isinstance(value, str) or low is None or high is None or low <= value <= high or self._bounds_target(name):
            return said
        return self.texts("page.outside", value=said, low=self.wording.say.number(low),
                          high=self.wording.setting(parameter, high))  # fmt: skip

    def _bounds_target(self, name: str) -> bool:
        """Whether it says what is wanted, which no source can support."""
        targets = self.base.source.tables.get("target", {})
        stated = [one for one in targets.values() if isinstance(one, dict)] if isinstance(targets, dict) else []
        return any(f"${name}" in (one.get("at_least"), one.get("at_most")) for one in stated)

    @cached_property
    def _leaving_own(self) -> dict[str, float]:
        return self._leaving_now(self.base)

    def shown_value(self, name: str, own: bool = False) -> Value:
        """What was set, or the file's value; of a risk the share of participants who leave by it."""
        if name in self.shares:
            typed = dict(self.given).get(name)
            if own or typed is None or name in self.problems:
                return round(self._leaving_own[name], 3)
            return self.typed.share(typed)
        value = self.parameters[name].value
        return value if own else self._understood.get(name, value)

    # --- changes -----------------------------------------------------------------------------------------------------

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What differs from the file, a sentence each."""
        return tuple(self._changes())

    def _changes(self) -> Iterator[Change]:
        for name in self._understood:
            parameter = self.parameters[name]
            before, after = self.said_of(name, own=True), self.said_of(name)
            along = self.companion(parameter) is not None
            title = self.title_of(name)
            key = "page.change.along" if along else "page.change"
            short = "" if along else self.texts("page.change.short", title=title, after=after)
            yield Change(name, title, self.texts(key, title=title, before=before, after=after), not along, short)
