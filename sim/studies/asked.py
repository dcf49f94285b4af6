"""What a study is asked about: the mean of a figure, or the chance that something holds in a simulated year.

``P(volume)``                    chance that a target is met in a year; ``P(joint)``: all of them at once
``P(self_support[...])``         the same under another definition
``P(entries.tilbud@2022 >= 48)`` chance that any figure lies on one side of a number
``mean(queue.tilbud)``           mean of any figure of docs/measures.md; ``queue.tilbud`` alone means the same
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Literal

import numpy as np

from sim.measures.money import has_costs
from sim.measures.names import FigureName, NotAName, name_now
from sim.measures.registry import BY_GROUP
from sim.scenario.words import Spoken, said
from sim.studies.intervals import Law
from sim.studies.laws import law_of
from sim.studies.samples import Floats, Sample
from sim.studies.typed_numbers import Ambiguous, NotANumber, read_number

if TYPE_CHECKING:
    from sim.measures.sheet import Sheet
    from sim.scenario.schema import Scenario, Target

JOINT = "joint"
LESS_IS_BETTER = ("wait_mean", "cost_per_start", "cost_per_positive", "cost_per_attained")
_CALL = re.compile(r"(?P<word>P|p|mean|Mean)\s*\((?P<inside>.*)\)", re.DOTALL)
_BOUND = re.compile(r"(?P<name>.*?[^\s<>=])\s*(?P<sign>>=|<=)\s*(?P<number>[^<>=\[\]]+)", re.DOTALL)


class NotUnderstood(Spoken, ValueError):
    """The words do not follow the grammar, or name something that the scenario does not have."""


@dataclass(frozen=True)
class Asked:
    """One thing that is asked about; ``text`` is its canonical form."""

    kind: Literal["mean", "chance"]
    name: str  # figure, or for a chance without bound the target with its definition
    target: str = ""  # the target that the name belongs to
    per: Literal["year", "window"] = "window"
    sign: str = ""  # of a chance with bound
    bound: float = 0.0
    law: Law = "mean"  # of a mean: what its figure counts

    @property
    def text(self) -> str:
        if self.kind == "mean":
            return f"mean({self.name})"
        return f"P({self.name} {self.sign} {self.bound:g})" if self.sign else f"P({self.name})"

    @property
    def figure(self) -> str:
        """The column of the sheet, without year."""
        return self.name if self.kind == "mean" or self.sign else f"attained.{self.name}"

    def columns(self, names: Sequence[str]) -> tuple[str, ...]:
        """The columns it is computed from; raises :class:`NotUnderstood` if there are none."""
        if self.per == "year":
            years = self.years(names)
            if years:
                return years
        if self.figure not in names and (now := name_now(self.figure)):
            raise NotUnderstood(said("{text}: {old} is called {now} now", text=self.text, old=self.figure, now=now))
        if self.figure not in names:
            near = get_close_matches(self.figure, names, 3)
            if near:
                text = "{text}: there is no figure {figure}; did you mean {near}?"
                raise NotUnderstood(said(text, text=self.text, figure=self.figure, near=", ".join(near)))
            raise NotUnderstood(said("{text}: there is no figure {figure}", text=self.text, figure=self.figure))
        return (self.figure,)

    def years(self, names: Sequence[str]) -> tuple[str, ...]:
        """The columns of its single calendar years; empty if it has none."""
        if "@" in self.figure:
            return ()
        start = f"{self.figure}@"
        return tuple(name for name in names if name.startswith(start))

    def single_years(self, names: Sequence[str]) -> tuple[str, ...]:
        """The columns by which single years are compared; a figure without years, or against a number, is one a run.

        So is the number of people who attain a target: it is added up over the window.
        """
        if self.sign:
            return ()
        return self.columns(names) if self.is_total else self.years(names) or self.columns(names)

    @property
    def is_total(self) -> bool:
        """Whether it is a sum over the whole window, which stands beside means of a year."""
        return self.kind == "mean" and FigureName.of(self.name).kpi == "attaining" and "@" not in self.name

    def sample(self, sheet: Sheet) -> Sample:
        """Its numerator and denominator in each replication, the years of a chance added up."""
        columns = [sheet.index[name] for name in self.columns(sheet.names)]
        numerator, denominator = sheet.numerator[:, columns], sheet.denominator[:, columns]
        if self.sign:
            return self._beyond(numerator[:, 0], denominator[:, 0])
        return Sample(numerator.sum(axis=1), denominator.sum(axis=1), self.law if self.kind == "mean" else "chance")

    def _beyond(self, numerator: Floats, denominator: Floats) -> Sample:
        known = denominator != 0
        values = np.divide(numerator, denominator, out=np.zeros_like(numerator), where=known)
        slack = 1e-9 * max(1.0, abs(self.bound))  # 0.6 x 5 people is 3, whatever floating point says
        beyond = values >= self.bound - slack if self.sign == ">=" else values <= self.bound + slack
        return Sample((beyond & known).astype(np.float64), known.astype(np.float64), "chance")


def parse(text: str, scenario: Scenario) -> Asked:
    """What a text asks about; raises :class:`NotUnderstood`.  Whether a figure exists is seen when it is measured."""
    call = _CALL.fullmatch(text.strip())
    if call is None:
        return mean_of(_figure_name(text), scenario)
    inside = call["inside"].strip()
    if call["word"] in ("mean", "Mean"):
        of_target = inside.partition("[")[0] in {target.name for target in scenario.targets}  # as P(TARGET) is written
        return mean_of(_figure_name(f"target.{inside}" if of_target else inside), scenario)
    bounded = _BOUND.fullmatch(inside)
    if bounded:
        return Asked("chance", _figure_name(bounded["name"]), sign=bounded["sign"], bound=number(bounded["number"]))
    return chance_of(inside, scenario)


def mean_of(figure: str, scenario: Scenario) -> Asked:
    """The mean of a figure."""
    parts = FigureName.of(figure)
    target = parts.thing if parts.kpi == "target" else ""
    if target:
        _target(target, scenario)
    return Asked("mean", figure, target, law=law_of(figure, scenario.targets))


def chance_of(name: str, scenario: Scenario) -> Asked:
    """The chance that a target, by name and perhaps with its definition in brackets, is met in a year."""
    target = name.partition("[")[0]
    if target != JOINT:
        per = _target(target, scenario).per
        return Asked("chance", name, target, "window" if per == "window" else "year")
    yearly = any(one.per == "calendar year" for one in scenario.targets)
    return Asked("chance", JOINT, per="year" if yearly else "window")


def stated(scenario: Scenario) -> tuple[Asked, ...]:
    """What a study states by default: the mean of each target, the chance to meet it, and all at once."""
    targets = sorted(scenario.targets, key=lambda target: (target.count is None, target.name))
    means = [mean_of(f"target.{target.name}", scenario) for target in targets]
    chances = [chance_of(target.name, scenario) for target in targets]
    return (*means, *chances, *([chance_of(JOINT, scenario)] if len(targets) > 1 else []))


def people_cost_and_waiting(scenarios: Sequence[Scenario]) -> tuple[Asked, ...]:
    """How many attain each target for a share, what one of them costs, and how long people wait for intakes.

    Of what all the scenarios have; the first says what it is called.
    """
    first, *others = scenarios
    names = []
    for target in first.targets:
        if target.share_of is not None and all(_has_share(one, target.name) for one in others):
            names.append(f"attaining.{target.name}")
            if all(map(has_costs, scenarios)):
                names.append(f"cost_per_attained.{target.name}")
    gated = {step.name for scenario in scenarios for step in scenario.steps if step.gate}
    common = gated.intersection(*({step.name for step in other.steps} for other in others))
    names += [f"wait_mean.{step.name}" for step in first.steps if step.name in common]
    return tuple(mean_of(name, first) for name in names)


def _has_share(scenario: Scenario, name: str) -> bool:
    return any(target.name == name and target.share_of is not None for target in scenario.targets)


def stated_by_group(scenarios: Sequence[Scenario]) -> tuple[Asked, ...]:
    """The mean of each target in every group that all the scenarios report."""
    first, *others = (scenario.report.by for scenario in scenarios)
    common = [grouping for grouping in first if all(grouping in by for by in others)]
    found = []
    for target in scenarios[0].targets:
        if not target.figure or FigureName.of(target.figure).kpi in BY_GROUP:
            names = (
                FigureName("target", target.name, by=one.by, label=label) for one in common for label in one.labels
            )
            found += [mean_of(str(name), scenarios[0]) for name in names]
    return tuple(found)


def target_of(asked: Asked, scenario: Scenario) -> Target | None:
    """The target that is asked about, if it is one."""
    return next((target for target in scenario.targets if target.name == asked.target), None)


def better_is_higher(asked: Asked, scenario: Scenario) -> bool | None:
    """Whether more of it is better; None where nobody has said."""
    if asked.kind == "chance" and not asked.sign:
        return True
    kpi = FigureName.of(asked.name).kpi if asked.kind == "mean" else ""
    if kpi in LESS_IS_BETTER:
        return False
    target = target_of(asked, scenario)
    if kpi == "attaining":
        target = next((one for one in scenario.targets if one.name == FigureName.of(asked.name).thing), None)
    if target is None or (target.at_least is None) == (target.at_most is None):
        return None
    return target.at_least is not None


def number(text: str) -> float:
    """A number as people type it (:mod:`sim.studies.typed_numbers`); raises :class:`NotUnderstood`."""
    try:
        return read_number(text)
    except Ambiguous as two:
        raise NotUnderstood(
            said("{text} can be read in two ways: write {decimal} or {thousands}", text=text.strip(),
                 decimal=two.decimal, thousands=two.thousands)
        ) from None  # fmt: skip
    except NotANumber:
        raise NotUnderstood(said("{text} is not a number", text=text.strip())) from None


def _not_asked(text: str, asked: Sequence[Asked]) -> str:
    """That a study was not asked about something, with what is nearest or all there is."""
    texts = [one.text for one in asked]
    near = get_close_matches(text, texts, 3)
    there = f"did you mean {', '.join(near)}?" if near else f"there is {', '.join(texts)}"
    return f"{text!r} was not asked; {there}"


def place_of(asked: Sequence[Asked], wanted: Asked | str) -> int:
    """The place of something among what was asked; a figure by itself means its mean.  Raises KeyError."""
    text = wanted.text if isinstance(wanted, Asked) else str(wanted)
    for place, one in enumerate(asked):
        if text in (one.text, one.name if one.kind == "mean" else ""):
            return place
    raise KeyError(_not_asked(text, asked))


def _figure_name(text: str) -> str:
    try:
        return str(FigureName.of(text.strip()))
    except NotAName as problem:
        raise NotUnderstood(
            said(
                "{text} is neither P(TARGET), P(joint), P(FIGURE >= NUMBER) nor mean(FIGURE); see docs/measures.md",
                text=problem.args[0],
            )
        ) from None


def _target(name: str, scenario: Scenario) -> Target:
    for target in scenario.targets:
        if target.name == name:
            return target
    known = ", ".join([*(target.name for target in scenario.targets), JOINT]) if scenario.targets else "none"
    raise NotUnderstood(said("there is no target {name}; there is {known}", name=name, known=known))


def columns_of(asked: Sequence[Asked]) -> Callable[[Sequence[str]], tuple[str, ...]]:
    """Picks the columns that all the questions need from the names of a sheet."""
    return lambda names: tuple(dict.fromkeys(name for one in asked for name in one.columns(names)))


def columns_by_year(asked: Sequence[Asked]) -> Callable[[Sequence[str]], tuple[str, ...]]:
    """The same, and the single years of each."""

    def pick(names: Sequence[str]) -> tuple[str, ...]:
        wanted = (name for one in asked for name in (*one.columns(names), *one.single_years(names), *one.years(names)))
        return tuple(dict.fromkeys(wanted))

    return pick
