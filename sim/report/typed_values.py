"""A value of a parameter as it is typed: read in the parameter's unit, or refused with what can be typed instead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sim.loaded import Value
from sim.report.texts import Texts
from sim.report.wording import Wording
from sim.studies.typed_numbers import Ambiguous, NotANumber, is_percentage, read_day, read_number

if TYPE_CHECKING:
    from sim.scenario.schema import Parameter

_WORDS_AFTER = re.compile(r"^(.*?\d\s*(?:%|pct\.?)?)\s*([A-Za-zæøåÆØÅ][\w æøåÆØÅ./]*)$")
IN_OTHER_UNITS = {(word, unit): times for words, unit, times in (
    (("uge", "uger", "week", "weeks"), "days", 7.0), (("dag", "dage", "day", "days"), "weeks", 1 / 7),
) for word in words}  # fmt: skip
"""Words for a length in another unit than the parameter's, and what to multiply by."""


class UnusableValue(ValueError):
    """What was typed cannot be used; the text says why, and what can be typed, in the reader's language."""


@dataclass(frozen=True)
class TypedValues:
    """Reads what is typed for the parameters of one scenario, in the reader's language."""

    wording: Wording

    @property
    def texts(self) -> Texts:
        return self.wording.texts

    def value(self, parameter: Parameter, text: str) -> Value:
        """What was typed for a parameter; raises :class:`UnusableValue`."""
        if parameter.choices:
            for choice in parameter.choices:
                if text.strip().lower() in (choice.lower(), self.wording.setting(parameter, choice).lower()):
                    return choice
            raise UnusableValue(self.texts("page.no_choice", text=text, choices=self.texts.listing(
                [f"»{self.wording.setting(parameter, choice)}«" for choice in parameter.choices])))  # fmt: skip
        if parameter.unit == "date":
            return self.day(text)
        if parameter.unit == "share":
            return self.share(text)
        number = self._number(text, parameter)
        if is_percentage(text):
            raise UnusableValue(self.texts("page.no_percentage", unit=self.wording.say.unit(parameter.unit)))
        if number < 0:
            raise UnusableValue(self.texts("page.negative"))
        if _counted(parameter) and number != int(number):
            raise UnusableValue(self.texts("page.whole", near=self.texts.write.number(number)))
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
            raise UnusableValue(
                self.texts("page.ambiguous", text=text, decimal=two.decimal, thousands=two.thousands)
            ) from None
        except NotANumber:
            raise UnusableValue(self.texts("page.no_number", text=text)) from None

    def _units(self, parameter: Parameter) -> set[str]:
        return {parameter.unit.lower(), self.wording.say.unit(parameter.unit).lower()}

    def share(self, text: str) -> float:
        """``60 %``, ``60`` and ``0,6`` are all 60 per cent."""
        number = self._number(text)
        share = number / 100 if number > 1 and not is_percentage(text) else number
        if not 0 <= share <= 1:
            raise UnusableValue(self.texts("page.share", text=text))
        return round(share, 12)

    def day(self, text: str) -> str:
        """A date as ISO 8601 writes it; raises :class:`UnusableValue`."""
        day = read_day(text)
        if day is None:
            raise UnusableValue(self.texts("page.no_date", text=text))
        return day.isoformat()

    # --- as it can be typed, and as it is read -----------------------------------------------------------------------

    def text(self, value: Value, unit: str) -> str:
        """A value as it can be typed."""
        if isinstance(value, str):
            return self._written_day(value) if unit == "date" else value
        share = unit == "share"
        number = f"{round(100 * value if share else value, 6):.10g}"
        written = number.replace(".", ",") if self.texts.lang == "da" else number
        return written + (("\u00a0pct." if self.texts.lang == "da" else "%") if share else "")

    def _written_day(self, value: str) -> str:
        year, month, day = value[:10].split("-")
        return f"{int(day)}.{int(month)}.{year}" if self.texts.lang == "da" else value[:10]

    def said(self, parameter: Parameter, value: Value) -> str:
        """A value as it is read: with its unit, a choice by its title."""
        if parameter.unit == "date" and isinstance(value, str):
            return self.texts.write.date(date.fromisoformat(value[:10]))
        return self.wording.setting(parameter, value)


def _counted(parameter: Parameter) -> bool:
    """Whether only whole numbers make sense."""
    return parameter.unit in ("people", "places", "visits", "vacancies") and parameter.step == 1


def _plain(number: float) -> Value:
    return int(number) if float(number).is_integer() else number
