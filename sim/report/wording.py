"""How the figures that a study is asked about are called and written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from math import isnan
from typing import Literal

from sim.measures.names import FigureName
from sim.measures.registry import KPIS
from sim.measures.spans import part_years, whole_years
from sim.report.as_json import unit_of
from sim.report.numbers import DASH, MINUS
from sim.report.phrases import Phrases
from sim.report.texts import Texts
from sim.scenario.schema import Parameter, Scenario
from sim.studies.asked import JOINT, Asked
from sim.studies.samples import Difference

ON_DATES = ("inside_on", "queue_on", "open_on", "entered_by", "budget_left_on")
"""Figures of a date, which stands in brackets behind their name."""


class Wording:
    """Titles and values of what is asked about one scenario, in one language."""

    def __init__(self, scenario: Scenario, texts: Texts) -> None:
        self.scenario = scenario
        self.texts = texts
        self.write = texts.write

    @cached_property
    def say(self) -> Phrases:
        return Phrases(self.scenario, self.texts)

    # --- titles ------------------------------------------------------------------------------------------------------

    def title(self, asked: Asked) -> str:
        """``Startede pr. år``, or ``Startede pr. år: antal år ud af 100, hvor målet nås``."""
        if asked.kind == "mean":
            return self._figure(asked.name)
        if asked.sign:
            key = "asked.at_least" if asked.sign == ">=" else "asked.at_most"
            bound = self.bound(Asked("mean", asked.name, asked.target), asked.bound)
            return self.texts(key, title=self._figure(asked.name), bound=bound)
        return self.texts(f"asked.chance.{self.counted(asked)}", title=self._target(asked.name))

    def counted(self, asked: Asked) -> Literal["year", "run"]:
        """What a chance is out of 100 of: single calendar years, or runs where a run has no whole one."""
        return "year" if asked.per == "year" and self.whole_years else "run"

    @cached_property
    def whole_years(self) -> int:
        """How many calendar years lie in the reported window."""
        run = self.scenario.run
        return len(whole_years(run.start + run.warm_up, run.end, run.first_day))

    def subject(self, asked: Asked) -> str:
        """The title for a sentence that says itself what is meant: of a chance that of the target."""
        return self._target(asked.name) if asked.kind == "chance" and not asked.sign else self.title(asked)

    def _figure(self, name: str) -> str:
        figure = FigureName.of(name)
        if figure.year:
            return self.texts("asked.in_year", title=self._figure(figure.window), year=figure.year)
        if figure.by:
            group = self.say.group(figure.by, figure.label)
            return self.texts("asked.in_group", title=self._figure(figure.everybody), group=group)
        if figure.kpi in ("target", "attained"):
            return self._target(name.partition(".")[2])
        if figure.kpi in ON_DATES:
            title = self.texts(f"on_date.{figure.kpi}", thing=self.say.name(figure.thing))
            return self.texts("asked.option", title=title, option=self._day(figure.option))
        if figure.kpi == "entries_in":
            title = self._of(replace(figure, option=""))
            return self.texts("asked.option", title=title, option=self.say.month(figure.option))
        if figure.kpi == "attaining":  # a sum over the window, beside others that are a year's
            return self.texts("asked.in_all", title=self._of(figure), years=self.window)
        return self._of(figure)

    def _of(self, figure: FigureName) -> str:
        entry = KPIS.get(figure.kpi)
        title = figure.kpi.replace("_", " ") if entry is None else entry.da if self.texts.lang == "da" else entry.en
        return self.texts("asked.of", title=title, thing=self.say.name(figure.thing)) if figure.thing else title

    def _day(self, label: str) -> str:
        """``1. januar 2023`` of ``2023-01-01``, with the time of day where one was asked for."""
        day, _, clock = label.partition("T")
        return " ".join(part for part in (self.write.date(date.fromisoformat(day)), clock) if part)

    @cached_property
    def window(self) -> str:
        """``2021–2023``: the whole window; with its days where it does not consist of whole calendar years."""
        run = self.scenario.run
        start, years = run.start + run.warm_up, whole_years(run.start + run.warm_up, run.end, run.first_day)
        if years and {start, run.end} == {min(years.values())[0], max(years.values())[1]}:
            return self.judged_years
        first, last = (run.first_day + timedelta(seconds=time) for time in (start, run.end - 1))
        return self.write.short_dates(first, last)

    @cached_property
    def part_years(self) -> str:
        """``1.3.2027–31.12.2027 og 1.1.2030–28.2.2030``: what lies in the window outside whole calendar years."""
        run, day = self.scenario.run, timedelta(days=1)
        parts = part_years(run.start + run.warm_up, run.end, run.first_day)
        dates = (self.write.short_dates(first, end - day) for first, end in parts)
        return self.texts.listing(list(dates))

    @cached_property
    def judged_years(self) -> str:
        """``2028–2029``: the whole calendar years of the window; empty where there is none."""
        run = self.scenario.run
        years = sorted(whole_years(run.start + run.warm_up, run.end, run.first_day))
        return "" if not years else str(years[0]) if len(years) == 1 else f"{years[0]}{DASH}{years[-1]}"

    def _target(self, name: str) -> str:
        name, _, definition = name.partition("[")
        if name == JOINT:
            both = sum(one.at_least is not None or one.at_most is not None for one in self.scenario.targets) == 2
            return self.texts("figure.joint.both" if both else "figure.joint.all")
        title = self.say.name(name)
        found = next((target for target in self.scenario.targets if target.name == name), None)
        if found is not None:
            title = self.texts.title(found.titles, name)
        return self.texts("asked.definition", title=title, definition=definition.rstrip("]")) if definition else title

    # --- values ------------------------------------------------------------------------------------------------------

    def kind(self, asked: Asked) -> str:
        """``chance``, ``share``, ``money``, ``days`` or ``number``: how its values are written."""
        if asked.kind == "chance":
            return "chance"
        unit = unit_of(asked.name.partition("@")[0], self.scenario)
        if unit == "days":
            return "days"
        return "share" if unit.startswith("share") else "money" if unit.startswith("kr") else "number"

    def scale(self, asked: Asked) -> float:
        """What a value is multiplied by in figures."""
        return 100.0 if self.kind(asked) in ("chance", "share") else 1.0

    def value(self, asked: Asked, value: float) -> str:
        """``47,9``, ``26,5 pct.``, a chance as years of 100."""
        kind = self.kind(asked)
        if kind == "share":
            return self.write.percent(value, 1)
        if kind == "money":
            return self.write.money(value)
        if kind == "days":
            return f"{self.write.number(value, 1)} {self.texts('table.unit.days')}" if not isnan(value) else DASH
        return self.write.number(100 * value if kind == "chance" else value, 1)

    def span(self, asked: Asked, low: float, high: float) -> str:
        """``25,7–27,3 pct.``; with more than one decimal where both ends would else be written alike."""
        kind, scale = self.kind(asked), self.scale(asked)
        wide = next((digits for digits in (1, 2, 3) if (high - low) * scale >= 10**-digits), 4)
        digits = wide if high > low else 1
        if kind == "share":
            return self.write.percent_span(low, high, digits)
        return self.write.span(scale * low, scale * high, 0 if kind == "money" else digits)

    def change(self, asked: Asked, value: float, unit: bool = True, digits: int = 1) -> str:
        """A difference with its sign and, in prose, its unit: ``+2,1``, ``+12,0 år ud af 100``."""
        if isnan(value):
            return DASH
        kind = self.kind(asked)
        written = self.signed(value * self.scale(asked), 0 if kind == "money" else digits)
        if not unit or kind == "number":
            return written
        if kind == "money":
            return f"{written}\u00a0kr."
        if kind == "days":
            return f"{written} {self.texts('table.unit.days')}"
        return self.texts(
            "asked.points" if kind == "share" else f"asked.of_hundred.{self.counted(asked)}", value=written
        )

    def difference(self, asked: Asked, one: Difference, unit: bool = False) -> str:
        """The difference with as many decimals as it is known to."""
        return self.change(asked, one.mean, unit, self.digits(asked, one))

    def interval(self, asked: Asked, one: Difference, between: str = " … ") -> str:
        """``+1,6 … +2,6`` in the unit of the figure."""
        digits = self.digits(asked, one)
        return between.join(self.change(asked, bound, unit=False, digits=digits) for bound in (one.low, one.high))

    def digits(self, asked: Asked, one: Difference) -> int:
        """Decimals with which a difference is worth writing: one, and two where it is known so well.

        Up to four where an end of the interval would else be written as 0: on which side of 0 it lies is what counts.
        """
        scale = self.scale(asked)
        least = 2 if 0 < (one.high - one.low) / 2 * scale < 0.15 else 1
        ends = [abs(end) * scale for end in (one.low, one.high) if abs(end) * scale > 1e-9]
        return next((digits for digits in range(least, 4) if all(end > 0.5 * 10**-digits for end in ends)), 4)

    def bound(self, asked: Asked, bound: float) -> str:
        """A number that somebody has set, with no more decimals than it has."""
        kind = self.kind(asked)
        if kind == "share":
            return self.say.share(bound)
        return self.write.money(bound) if kind == "money" else self.say.number(bound * self.scale(asked))

    def signed(self, value: float, decimals: int) -> str:
        """A number with plus or minus; 0 has neither."""
        written = self.write.number(value, decimals)
        zero = not any(digit in written for digit in "123456789∞")
        return written if zero or written.startswith(MINUS) else f"+{written}"

    def least(self, asked: Asked, value: float) -> str:
        """A difference that somebody has set as the least that counts, with no more decimals than it has."""
        kind = self.kind(asked)
        if kind == "money":
            return self.write.money(value)
        written = self.say.number(value * self.scale(asked))
        if kind == "number":
            return written
        return self.texts(
            "asked.points" if kind == "share" else f"asked.of_hundred.{self.counted(asked)}", value=written
        )

    def axis(self, asked: Asked, change: bool = False) -> str:
        """The unit that stands at an axis; empty where the title says it."""
        kind = self.kind(asked)
        if kind == "share":
            return self.texts("asked.axis.share") if change else self.texts("asked.axis.percent")
        if kind == "chance":
            return self.texts(f"asked.axis.chance.{self.counted(asked)}")
        if kind == "days":
            return self.texts("table.unit.days")
        return "kr." if kind == "money" else ""

    # --- parameters --------------------------------------------------------------------------------------------------

    def parameter(self, name: str) -> str:
        """The title of a parameter."""
        found = next((one for one in self.scenario.parameters if one.name == name), None)
        return name if found is None else self.texts.title(found.titles, name)

    def parameter_with_unit(self, name: str) -> str:
        """The title of a parameter, and its unit where the title does not say it."""
        found = next((one for one in self.scenario.parameters if one.name == name), None)
        title = self.parameter(name)
        if found is None or found.unit in ("", "share", "weight"):
            return title
        unit = self.say.unit(found.unit)
        said = any(words.lower() in title.lower() for words in (unit, self.say.unit_in_title(found.unit)))
        return title if said else f"{title}, {unit}"

    def setting(self, parameter: Parameter | None, value: float | str | None) -> str:
        """The value of a parameter with its unit."""
        if value is None or parameter is None:
            return DASH
        if isinstance(value, str):
            given = dict(parameter.choice_titles).get(value)
            if given is not None:
                return self.texts.title(given, value)
            if parameter.unit == "date":
                return self.write.date(date.fromisoformat(value[:10]))
            return value.replace("_", " ") if parameter.choices else value
        return self.say.quantity(value, parameter.unit)

    def from_to(self, parameter: Parameter | None, before: float | str | None, after: float | str | None) -> str:
        """``12 → 13 pladser``."""
        if isinstance(before, str) or before is None or parameter is None or parameter.unit.startswith("share"):
            first = self.setting(parameter, before)
        else:
            first = self.say.number(before)
        return f"{first} → {self.setting(parameter, after)}"
