"""A project of one's own: a few questions, each with a usual answer, and the scenario file that the answers make."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from sim import disk
from sim.loaded import LoadedScenario, Value, load
from sim.report.parameters_in_words import basis_in_words
from sim.report.texts import Texts
from sim.report.toml_text import on_dates_lines, one_line, quoted
from sim.report.typed_parameters import TypedParameters
from sim.report.typed_values import UnusableValue
from sim.scenario.problems import ProblemsFound
from sim.scenario.schema import Parameter
from sim.studies.leaving import share_now
from sim.studies.typed_numbers import read_number

_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "ae", "Ø": "oe", "Å": "aa"})


@dataclass(frozen=True)
class Ask:
    """One question: its name on the page, its option on the command line, and the parameter that the answer sets."""

    key: str
    option: str
    parameter: str = ""


ASKS = (
    Ask("titel", "title"), Ask("start", "start"), Ask("aar", "years"),
    Ask("pladser", "places", "slots"), Ask("optag", "intake", "intake_mode"), Ask("hold", "holds", "hold_interval"),
    Ask("maal", "target", "volume_target"), Ask("praktik", "praktik", "praktik_length"),
    Ask("frafald", "dropout", "dropout_hazard"), Ask("stillinger", "vacancies", "vacancies"),
    Ask("kolleger", "colleagues", "colleagues"),
)  # fmt: skip
"""In the order in which they are asked; those whose parameter the file does not have are passed over."""
FIRST_HOLD, FIRST_CLASS = "first_hold", "amu_first"
"""Dates that move with the start, by whole weeks."""
WEEKS_IN_A_YEAR = 52
MOST_YEARS = 10


def slug(title: str) -> str:
    """A file name: small letters, digits and hyphens; ``ae``, ``oe``, ``aa`` for the Danish letters."""
    plain = "".join(c if c.isascii() and c.isalnum() else "-" for c in title.translate(_LETTERS).lower())
    return "-".join(part for part in plain.split("-") if part)[:60]


@dataclass(frozen=True)
class Questions:
    """The questions about a project that is built on a scenario.  ``answers`` are texts, by the key of the question."""

    base: LoadedScenario
    texts: Texts

    @cached_property
    def asks(self) -> list[Ask]:
        return [one for one in ASKS if not one.parameter or one.parameter in self.base.parameters]

    @cached_property
    def unchanged(self) -> TypedParameters:
        """The scenario as its file has it."""
        return TypedParameters(self.base, (), self.texts)

    def usual(self, ask: Ask, answers: Mapping[str, str]) -> str:
        """The answer that is offered: what the scenario has, and as a target what the holds can give at most.

        Empty for the title, which nobody else can know.
        """
        if ask.key == "titel":
            return ""
        if ask.key == "start":
            start = self._run.get("start")
            return self.unchanged.typed.text(start.isoformat(), "date") if isinstance(start, date) else ""
        if ask.key == "aar":
            years = self._run.get("years")
            return str(years) if isinstance(years, int) else "3"
        if ask.key == "hold":
            return str(round(WEEKS_IN_A_YEAR / float(self.base.parameters[ask.parameter])))
        if ask.key == "maal":
            return self._most_of_holds(answers) or self.unchanged.text_of(ask.parameter)
        return self.unchanged.text_of(ask.parameter)

    def _most_of_holds(self, answers: Mapping[str, str]) -> str:
        """Places times holds a year where somebody has answered both otherwise than the scenario."""
        if answers.get("optag", "cohort") == "rolling":
            return ""
        try:
            return f"{read_number(answers.get('pladser', '')) * read_number(answers.get('hold', '')):g}"
        except ValueError:
            return ""

    def choices(self, ask: Ask) -> tuple[tuple[str, str], ...]:
        """What can be answered, and how each reads; empty where anything can be typed."""
        parameter = self.unchanged.parameters.get(ask.parameter)
        if parameter is None:
            return ()
        return tuple((choice, self.unchanged.wording.setting(parameter, choice)) for choice in parameter.choices)

    def problem(self, ask: Ask, text: str) -> str:
        """Why an answer cannot be used; empty if it can."""
        if not text:
            return self.texts("page.new.empty")
        try:
            if ask.key == "start":
                self.unchanged.typed.day(text)
            elif ask.key == "aar":
                self.years(text)
            elif ask.parameter:
                tried = self._typed({ask.key: text})
                return "" if tried.question is not None else " ".join(tried.problems.values())
        except UnusableValue as problem:
            return str(problem)
        return ""

    def years(self, text: str) -> int:
        """One to ten whole years; raises :class:`UnusableValue`."""
        return self._whole(text, MOST_YEARS, "page.new.years.wrong")

    def weeks_between(self, text: str) -> int:
        """Weeks from hold to hold where so many start in a year; raises :class:`UnusableValue`."""
        return WEEKS_IN_A_YEAR // self._whole(text, WEEKS_IN_A_YEAR, "page.new.holds.wrong")

    def _whole(self, text: str, most: int, wrong: str) -> int:
        try:
            number = read_number(text)
        except ValueError:
            number = 0.0
        if number not in range(1, most + 1):
            raise UnusableValue(self.texts(wrong, text=text))
        return int(number)

    @cached_property
    def _run(self) -> Mapping[str, object]:
        run = self.base.source.tables.get("run", {})
        return run if isinstance(run, dict) else {}

    def _typed(self, answers: Mapping[str, str]) -> TypedParameters:
        given = {one.parameter: answers[one.key] for one in self.asks if one.parameter and answers.get(one.key)}
        holds = next(one for one in ASKS if one.key == "hold").parameter
        if holds in given:
            given[holds] = str(self.weeks_between(given[holds]))
        return TypedParameters(self.base, tuple(given.items()), self.texts)

    def project(self, answers: Mapping[str, str]) -> Project:
        """What answers come to; raises :class:`UnusableValue` where they do not fit together.

        The dates are kept apart from the other parameters: they fit the new start, and the scenario has the old one.
        """
        typed = self._typed(answers)
        if typed.question is None:
            raise UnusableValue(" ".join(typed.problems.values()))
        start = date.fromisoformat(self.unchanged.typed.day(answers["start"]))
        dates, run = self.moved_dates(start)
        return Project(answers["titel"], start, {**run, "years": self.years(answers["aar"])}, dates, typed)

    def moved_dates(self, start: date) -> tuple[dict[str, str], dict[str, str]]:
        """Dates of parameters and of ``[run]`` when the project starts on another day: moved by as many whole weeks.

        Holds keep their weekday; recruiting begins as long before the start as it did.
        """
        usual, recruiting = self._run.get("start"), self._run.get("recruit_from")
        moved = {"start": start.isoformat()}
        if not isinstance(usual, date):
            return {}, moved
        by, parameters = timedelta(weeks=-((usual - start).days // 7)), self.base.parameters
        dates = {name: (date.fromisoformat(str(parameters[name])[:10]) + by).isoformat()
                 for name in (FIRST_HOLD, FIRST_CLASS) if name in parameters}  # fmt: skip
        if isinstance(recruiting, date):
            moved["recruit_from"] = (start - (usual - recruiting)).isoformat()
        return dates, moved


@dataclass(frozen=True)
class Project:
    """A project that was asked for: title, first day, ``[run]`` table, parameters that are dates, and the others."""

    title: str
    start: date
    run: Mapping[str, str | int]
    dates: Mapping[str, str]
    typed: TypedParameters

    def said(self, ask: Ask, answers: Mapping[str, str]) -> str:
        """An answer as it was understood."""
        if ask.key == "start":
            return self.typed.texts.write.date(self.start)
        if not ask.parameter:
            return answers[ask.key]
        said = self._said(ask.parameter)
        if ask.key == "maal":  # what is wanted is no assumption that a source could support
            said = self.typed.typed.said(self.typed.parameters[ask.parameter], self.typed.shown_value(ask.parameter))
        if ask.key == "praktik":  # in weeks, as it is mostly agreed
            said = self._in_weeks(ask.parameter) or said
        return self.typed.texts("page.new.hold.said", n=answers[ask.key], weeks=said) if ask.key == "hold" else said

    def _said(self, name: str) -> str:
        """A value as it is read; dropout as the share that leaves in this project, whatever it is in the scenario."""
        if name in self.typed.shares and self.typed.question is not None:
            share = share_now(self.typed.question, name)
            return self.typed.texts("page.leaving.reading", share=self.typed.texts.write.percent(share, 1))
        return self.typed.said_of(name)

    def _in_weeks(self, name: str) -> str:
        """``6 uger`` where days are whole weeks; else empty."""
        parameter, value = self.typed.parameters[name], self.typed.shown_value(name)
        if parameter.unit != "days" or isinstance(value, str) or value % 7 or value < 7:
            return ""
        return self.typed.wording.say.quantity(value / 7, "weeks")

    @property
    def fixed_dates(self) -> list[tuple[str, str]]:
        """Dates that follow from the start, each with its title."""
        texts = self.typed.texts
        found = [(texts("new.recruit_from"), str(self.run["recruit_from"]))] if "recruit_from" in self.run else []
        found += [(self.typed.title_of(name), day) for name, day in self.dates.items()]
        return [(title, texts.write.date(date.fromisoformat(day))) for title, day in found]

    @property
    def whole_years(self) -> tuple[int, ...]:
        """The calendar years that lie in the project as a whole: a target of a year is judged in them alone."""
        first = self.start.year + (self.start > date(self.start.year, 1, 1))
        return tuple(range(first, self.start.year + int(self.run["years"])))

    @property
    def left_to_decide(self) -> list[tuple[str, str]]:
        """What is the project's own to decide and was not asked about, with its value."""
        asked = {ask.parameter for ask in ASKS} | {parameter.name for parameter in self.typed.parameters.values()
                                                   if self.typed.companion(parameter) is not None}  # fmt: skip
        open_ = [one for one in self.inherited if (one.decision or one.lever) and one.name not in asked]
        return [(self.typed.title_of(one.name), self._said(one.name)) for one in open_]

    @property
    def inherited(self) -> list[Parameter]:
        """Parameters that are as the scenario has them, and that somebody could set."""
        changed = {*self.typed.settings, *self.dates}
        return [
            one for one in self.typed.parameters.values() if one.used and not one.formula and one.name not in changed
        ]

    def toml(self, extends: str, notes: list[str]) -> str:
        """The scenario file; what it inherits stands at its end as comments, ready to be set."""
        asks = self.typed.texts("new.asks")
        text = toml_of(self.typed, extends, self.title, notes, self.run, self.dates, asks=asks)
        return text + self._inherited_lines(extends)

    def _inherited_lines(self, extends: str) -> str:
        texts, known = self.typed.texts, self.inherited
        lines = ["", f"# {texts('new.inherited', file=extends, n=len(known))}"]
        if not self.typed.settings and not self.dates:
            lines.append("# [set]")
        for one in known:
            basis = basis_in_words(one, texts)
            said = f"{texts.title(one.titles, one.name)}: {self._said(one.name)} ({basis})"
            lines.append(f"# {one.name} = {_written(one, one.value)}  # {one_line(said)}")
        return "\n".join(lines) + "\n"


def toml_of(
    typed: TypedParameters,
    extends: str,
    title: str,
    notes: list[str],
    run: Mapping[str, str | int] | None = None,
    dates: Mapping[str, str] | None = None,
    on_dates: tuple[Sequence[Mapping[str, Any]], Sequence[str]] = ((), ()),
    asks: str = "",
) -> str:
    """A scenario file that extends another one and sets what was typed, and dates.

    ``on_dates``: ``[[change]]`` tables and closed periods beside those of the other one.
    """
    lines = ["format  = 1", f"extends = {quoted(extends)}", f"title   = {quoted(title)}"]
    if asks:
        lines.append(f"asks    = {quoted(asks)}")
    if notes:
        lines += ["notes   = [", *(f"  {quoted(note)}," for note in notes), "]"]
    if run:
        lines += ["", "[run]", *(f"{name} = {value}" for name, value in run.items())]
    settings = {**typed.settings, **(dates or {})}
    if settings:
        comments = {change.name: change.sentence for change in typed.changes}
        comments |= {name: typed.title_of(name) for name in dates or ()}
        lines += ["", "[set]"]
        lines += [f"{name} = {_written(typed.parameters[name], value)}  # {one_line(comments[name])}"
                  for name, value in settings.items()]  # fmt: skip
    lines += on_dates_lines(typed.base.source, *on_dates)
    return "\n".join(lines) + "\n"


def _written(parameter: Parameter, value: Value) -> str:
    if isinstance(value, str):
        return value[:10] if parameter.unit == "date" else quoted(value)
    return f"{value:.12g}"


def write_checked(path: Path, content: bytes, allow_folders: Sequence[str] = ()) -> None:
    """Make a new scenario file that has no problem.

    Raises :class:`sim.ProblemsFound`, and FileExistsError where the name is taken; then nothing is written.
    """
    tried = path.with_name(f".{path.stem}-{secrets.token_hex(4)}.toml")
    try:
        disk.write_bytes(tried, content)
        load(tried, allow_folders=allow_folders)
        os.link(tried, path)  # unlike renaming it never replaces a file
    except ProblemsFound as found:
        raise ProblemsFound(
            [replace(one, file=path.name) if one.file == str(tried) else one for one in found.problems]
        ) from None
    finally:
        tried.unlink(missing_ok=True)
