"""What somebody types that holds on dates only: another value from a day on, and periods in which all is closed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from sim.loaded import LoadedScenario
from sim.report.problems_in_words import what_is_wrong
from sim.report.typed_parameters import Change, TypedParameters
from sim.report.typed_values import UnusableValue
from sim.scenario.problems import Problem, ProblemsFound
from sim.scenario.schema import DAY, Scenario


@dataclass(frozen=True)
class DatedValue:
    """A parameter's value from its first to its last day, as they were typed; without a last day to the end."""

    name: str
    text: str
    first: str
    last: str = ""


@dataclass(frozen=True)
class ClosedPeriod:
    """First and last day, as they were typed; ``pause``: whoever is inside stands still, and does not go on."""

    first: str
    last: str
    pause: bool = False


OnDates = DatedValue | ClosedPeriod


@dataclass(frozen=True)
class Understood:
    """What was typed, as tables of a scenario file and in words."""

    typed: OnDates
    sentence: str
    short: str  # for the label of a figure
    first: date
    last: date | None  # None: to the end
    changes: tuple[Mapping[str, Any], ...]  # [[change]]
    closed: tuple[str, ...] = ()  # of [calendar]


@dataclass
class TypedScenario(TypedParameters):
    """Parameters that were typed, and what holds on dates; ``date_problems`` in the order of ``on_dates``."""

    on_dates: tuple[OnDates, ...] = ()
    date_problems: dict[OnDates, str] = field(default_factory=dict)

    @property
    def question(self) -> LoadedScenario | None:
        """With everything that was typed; None where there are problems."""
        return None if self._read_dates is None or self.date_problems else self._read_dates[0]

    @property
    def understood(self) -> tuple[Understood, ...]:
        """What holds on dates, as far as it was understood."""
        return () if self._read_dates is None else self._read_dates[1]

    @cached_property
    def _read_dates(self) -> tuple[LoadedScenario, tuple[Understood, ...]] | None:
        """The question with all that could be used; None where already a parameter could not."""
        always = self.always
        if always is None:
            return None
        question, found = always, []
        for typed in self.on_dates:
            try:
                one = self._dated(always, typed) if isinstance(typed, DatedValue) else self._closed(always, typed)
                question = question.on_dates(one.changes, one.closed)
            except UnusableValue as problem:
                self.date_problems[typed] = str(problem)
            except ProblemsFound as problems:
                self.date_problems[typed] = " ".join(self._said(one, typed) for one in problems.problems)
            else:
                found.append(one)
        return question, tuple(found)

    @property
    def all_changes(self) -> tuple[Change, ...]:
        """What differs from the file, in sentences: for the whole time, then on dates."""
        _ = self.question
        dated = (Change("", one.sentence, one.sentence, True, one.short, one.typed) for one in self.understood)
        return (*self.changes, *dated)

    def _dated(self, question: LoadedScenario, typed: DatedValue) -> Understood:
        if typed.name not in self.parameters:
            raise UnusableValue(self.texts("page.no_parameter", name=typed.name))
        alone = TypedParameters(question, ((typed.name, typed.text),), self.texts, self.parted)
        if alone.problems:
            raise UnusableValue(" ".join(alone.problems.values()))
        if not alone.settings:
            raise UnusableValue(self.texts("page.dated.same", title=self.title_of(typed.name)))
        first, last = self._days(typed)
        end = {} if last is None else {"to": last + timedelta(days=1)}
        what = "; ".join(change.sentence for change in alone.changes)
        short = "; ".join(change.short for change in alone.changes if change.short)
        short = self.texts("page.dated.short", what=short, when=self._when(first, last).lower())
        changes = ({"from": first, **end, "set": alone.settings},)
        return Understood(typed, f"{self._when(first, last)}: {what}", short, first, last, changes)

    def _closed(self, question: LoadedScenario, typed: ClosedPeriod) -> Understood:
        first, last = self._days(typed)
        if last is None:
            raise UnusableValue(self.texts("page.closed.last"))
        after = last + timedelta(days=1)
        inside = stages_with_places(question.scenario) if typed.pause else []
        pauses = ({"from": first, "to": after, "pause": inside},) if inside else ()
        words = self.texts("page.closed.said.pause" if typed.pause else "page.closed.said",
                           first=self.texts.write.date(first), last=self.texts.write.date(last))  # fmt: skip
        short = self.texts("page.closed.short", first=self.texts.write.date(first), last=self.texts.write.date(last))
        return Understood(typed, words, short, first, last, pauses, (f"{first} to {after}",))

    def _when(self, first: date, last: date | None) -> str:
        write = self.texts.write.date
        if last is None:
            return self.texts("page.dated.from", first=write(first))
        return self.texts("page.dated.between", first=write(first), last=write(last))

    def _days(self, typed: OnDates) -> tuple[date, date | None]:
        """First and last day; raises :class:`UnusableValue` where they are none, or in the wrong order."""
        first = date.fromisoformat(self.typed.day(typed.first))
        last = date.fromisoformat(self.typed.day(typed.last)) if typed.last else None
        if last is not None and last < first:
            raise UnusableValue(self.texts("page.dated.order"))
        return first, last

    def _said(self, problem: Problem, typed: OnDates) -> str:
        if problem.code == "fixed-for-the-run" and isinstance(typed, DatedValue):
            return self.texts("page.dated.fixed", title=self.title_of(typed.name))
        if problem.code == "date-outside-run":
            return self.texts("page.dated.outside", **self._run_in_words())
        return what_is_wrong(problem, self.texts)

    def _run_in_words(self) -> dict[str, str]:
        run, write = self.base.scenario.run, self.texts.write.date
        last = run.first_day + timedelta(days=run.end // DAY - 1)
        return {"first": write(run.first_day), "last": write(last)}


def stages_with_places(scenario: Scenario) -> list[str]:
    """The stages in which people hold something scarce: those that stand still when a project is closed."""
    return [step.name for step in scenario.steps if step.kind == "stage" and step.uses]


def tables_of(understood: tuple[Understood, ...]) -> tuple[list[Mapping[str, Any]], list[str]]:
    """All ``[[change]]`` tables and closed periods."""
    return [change for one in understood for change in one.changes], [word for one in understood for word in one.closed]
