"""Values of a scenario in words: lengths, laws, shares, dated numbers, cases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from math import exp, isinf
from typing import Any, Protocol

from sim.distributions import mean, quantile
from sim.report.numbers import DASH
from sim.report.texts import TABLE, Texts
from sim.scenario.schema import DATE, DAY, MONTH, WEEK, Case, Law, Scenario, Search, Span, Steps, Titles

UNITS = (("weeks", WEEK, 60 * WEEK), ("days", DAY, 100 * DAY), ("hours", 3600, 2 * DAY), ("minutes", 60, 3 * 3600),
         ("seconds", 1, 120))  # fmt: skip
"""Units of a length, their seconds, and how long a length may be to be said in them exactly."""


class Titled(Protocol):
    """Anything in a scenario with a name and a title."""

    @property
    def name(self) -> str: ...

    @property
    def titles(self) -> Titles: ...


class Phrases:
    """Says the values of one scenario in one language."""

    def __init__(self, scenario: Scenario, texts: Texts) -> None:
        self.scenario = scenario
        self.texts = texts
        named = (
            scenario.steps, scenario.resources, scenario.staff, scenario.pools, scenario.gates, scenario.risks,
            scenario.events, scenario.follow_ups, scenario.properties, scenario.arrivals, scenario.budgets,
            scenario.targets, scenario.fixed_costs,
        )  # fmt: skip
        self._titles: dict[str, Titles] = {}
        for thing in (thing for group in named for thing in group):
            self._titles.setdefault(thing.name, thing.titles)  # a step and a follow-up may have the same name

        self._durations = {item.name: item.duration for item in scenario.properties if item.duration is not None}
        self._category_titles = {
            (item.name, category): title for item in scenario.properties for category, title in item.category_titles
        }

    def name(self, name: str) -> str:
        """The title of anything in the scenario; a name with spaces if it has none."""
        if name in self._titles:
            return self.texts.title(self._titles[name], name)
        return name.replace("_", " ")

    def group(self, by: str, label: str) -> str:
        """A group of people: ``Målgruppe: jobparat``."""
        return self.texts("group", by=self.by(by), label=self.label(by, label))

    def by(self, name: str) -> str:
        """The title of a property; a duration in words."""
        if name in self._durations:
            event, step = self._durations[name].event, self._durations[name].step
            return self.texts(f"duration.{event}{'.step' * bool(step)}", **({"step": self.name(step)} if step else {}))
        return self.texts("group.source") if name == "source" else self.name(name)

    def since(self, name: str) -> str:
        """The event that a duration counts from."""
        duration = self._durations[name]
        return self.texts(f"event.{duration.event}", step=self.name(duration.step))

    def label(self, by: str, label: str) -> str:
        """A category, a stream of arrivals, or an interval of a numeric property."""
        return label.replace("-", DASH) if label[:1].isdigit() else self.category(by, label)

    def category(self, by: str, category: str) -> str:
        """The title of a category (or bound) of a property, or of a stream of arrivals."""
        if by in self._durations:
            return self.texts("duration.below", length=self._bound(int(category.removeprefix("<"))))
        if by == "source":
            return self.name(category)
        if category.startswith("<"):
            return self.texts("duration.below", length=self.number(float(category.removeprefix("<"))))
        if category.startswith(">="):
            return self.texts("group.from", bound=self.number(float(category.removeprefix(">="))))
        return self.texts.title(self._category_titles.get((by, category), Titles()), category)

    def _bound(self, seconds: int) -> str:
        """The bound of a duration; whole mean months as months."""
        months = seconds // MONTH
        return self.texts.count("unit.months", months) if seconds == months * MONTH else self.span(seconds)

    def of(self, thing: Titled) -> str:
        """The title of a thing at hand."""
        return self.texts.title(thing.titles, thing.name)

    def names(self, names: list[str], last: str = "list.last") -> str:
        return self.texts.listing([self.name(name) for name in names], last)

    def span(self, seconds: float) -> str:
        """A length in the largest unit in which it is a short number."""
        if seconds == 0:
            return self.texts("unit.none")
        for unit, size, most in UNITS:
            if seconds % size == 0 and seconds < most and (unit != "weeks" or seconds >= 2 * WEEK):
                return self.texts.count(f"unit.{unit}", seconds / size)
        for unit, size, _ in UNITS[1:]:
            if seconds >= size or unit == "seconds":
                return self.texts.count(f"unit.{unit}", round(seconds / size, 1 if seconds < 20 * size else 0))
        raise AssertionError("unreachable")

    def unit(self, unit: str) -> str:
        """The label of a parameter's unit, as it is where there is no other word for it."""
        key = f"label.{unit.replace(' ', '_')}"
        return self.texts(key) if key in TABLE else unit

    def unit_in_title(self, unit: str) -> str:
        """The words with which a title says a unit: ``pr. uge`` where the label is ``om ugen``."""
        key = f"label.{unit.replace(' ', '_')}.in_title"
        return self.texts(key) if key in TABLE else self.unit(unit)

    def quantity(self, value: float, unit: str) -> str:
        """``12 pladser``, ``1 plads``, ``60 pct.``, ``18 pct. om året``."""
        if unit == "share":
            return self.share(value)
        if unit.startswith("share "):
            return f"{self.share(value)} {self.unit(unit.removeprefix('share '))}"
        single = f"label.{unit.replace(' ', '_')}.one"
        label = self.texts(single) if abs(value) == 1 and single in TABLE else self.unit(unit) if unit else ""
        return f"{self.number(value)} {label}".strip()

    def quantity_span(self, low: float, high: float, unit: str) -> str:
        """``8–20 pladser``, ``13–25 pct. om året``: both ends in the same unit."""
        if unit == "share" or unit.startswith("share "):
            ends = self.share(low).removesuffix(self.texts.write.percent(0.0).removeprefix("0"))
            return f"{ends}{DASH}{self.quantity(high, unit)}"
        return f"{self.number(low)}{DASH}{self.quantity(high, unit)}"

    def length(self, value: Any) -> str:
        """Any length: fixed, random, cut off, or by property."""
        return self.by_case(value, self._one_length)

    def _one_length(self, value: Any) -> str:
        if isinstance(value, Search):
            found = self.texts.write.percent(value.success)
            return self.texts(
                "explain.search", limit=self._one_length(value.limit), share=found, law=self._one_length(value.law)
            )
        if isinstance(value, Law):
            return self._law(value)
        assert isinstance(value, Span)
        if value.unit == "months":
            return self.texts.count("unit.months", value.amount)
        if value.unit == "working days":
            return self.texts.count("unit.working_days", value.amount)
        return self.span(value.amount)

    def _law(self, law: Law) -> str:
        import numpy as np

        def written(amount: float) -> str:
            if law.unit == "working days":
                return self.texts.count("unit.working_days", round(amount, 1))
            if law.unit == "number":
                return self.number(round(amount, 1))
            if amount > 120 * DAY:
                return self.texts.count("unit.months", round(amount / MONTH, 1))
            return self.span(amount)

        if law.name == "fixed":
            return written(law["value"])
        if len(law.pieces) > 1 and law.early_factor == 1.0:
            return self._pieces(law)
        low, middle, high = (float(q) for q in quantile(law, np.array([0.1, 0.5, 0.9])))
        if isinf(mean(law)) or isinf(high):
            return self.texts("explain.law.endless", median=written(middle))
        return self.texts("explain.law", mean=written(mean(law)), low=written(low), high=written(high))

    def _pieces(self, law: Law) -> str:
        """A hazard piece by piece: the share of those still there who leave within each, then a week."""
        parts, since = [], 0.0
        for number, piece in enumerate(law.pieces):
            last = isinf(piece.until)
            share = self.texts.write.percent(1 - exp(-piece.rate * (WEEK if last else piece.until - since)), 1)
            if last and piece.rate == 0:
                break
            key = "last" if last else "first" if number == 0 else "then"
            parts.append(
                self.texts(f"explain.law.piece.{key}", share=share, age="" if last else self.span(piece.until))
            )
            since = piece.until
        return ", ".join(parts)

    def number(self, value: float) -> str:
        """A plain number with as many decimals as it needs, at most three."""
        for decimals in range(4):
            if abs(value - round(value, decimals)) < 1e-9:
                return self.texts.write.number(value, decimals)
        return self.texts.write.number(value, 3)

    def share(self, value: Any) -> str:
        return self.by_case(value, lambda share: self.texts.write.percent(share, 0 if _whole_percent(share) else 1))

    def by_case(self, value: Any, say: Callable[[Any], str]) -> str:
        """A value that may depend on a property."""
        if not isinstance(value, Case):
            return self.texts("explain.none") if value is None else say(value)
        if value.by == DATE:
            return self._by_date(value, say)
        branches = [*value.cases, *([] if value.other is None else [("", value.other)])]
        words = [self.by_case(branch, say) for _, branch in branches]
        if len(set(words)) == 1:
            return words[0]
        nested = any(isinstance(branch, Case) for _, branch in branches)
        parts = []
        for number, ((label, _), word) in enumerate(zip(branches, words, strict=True)):
            named = {
                "by": self.by(value.by),
                "category": self.category(value.by, label) if label else "",
                "value": word,
            }
            which = "group" if nested else "first" if number == 0 else "item"
            parts.append(self.texts(f"explain.case.{which if label else 'other'}", **named))
        return self.texts("explain.case", by=self.by(value.by), cases="; ".join(parts)) if nested else ", ".join(parts)

    def _by_date(self, value: Case[Any], say: Callable[[Any], str]) -> str:
        """What holds first, and what from each date on."""
        dates = [int(label.removeprefix("<")) for label, _ in value.cases]
        words = [self.by_case(branch, say) for branch in (*(branch for _, branch in value.cases), value.other)]
        later = [
            self.texts("explain.from", date=self.date(time), value=word)
            for time, word in zip(dates, words[1:], strict=True)
        ]
        return ", ".join([words[0], *later])

    def steps(self, steps: Steps) -> str:
        """A number that changes on dates; a first value of 0 is left out where another follows."""
        parts = [self.number(steps.first)] if steps.first or not steps.changes else []
        if not parts and len(steps.changes) == 1:
            ((time, value),) = steps.changes
            return self.texts("explain.only_from", date=self.date(time), value=self.number(value))
        for time, value in steps.changes:
            parts.append(self.texts("explain.from", date=self.date(time), value=self.number(value)))
        return ", ".join(parts)

    def month(self, label: str) -> str:
        """``marts 2021`` of ``2021-03``."""
        year, _, month = label.partition("-")
        return self.texts("month", month=self.texts.write.month(int(month)), year=year)

    def moment(self, time: int) -> str:
        """The civil date of a time of the run, with the time of day where it is not 00:00."""
        hours, seconds = divmod(time % DAY, 3600)
        return f"{self.date(time)} {hours:02}:{seconds // 60:02}" if time % DAY else self.date(time)

    def date(self, time: int) -> str:
        """The civil date of a time of the run."""
        return self.texts.write.date(self.scenario.run.first_day + timedelta(seconds=time))


def _whole_percent(share: float) -> bool:
    return abs(100 * share - round(100 * share)) < 1e-6
