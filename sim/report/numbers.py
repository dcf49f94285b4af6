"""Numbers, dates and lengths as people write them in Danish and English.

Danish: decimal comma, point for thousands, "pct." after a space that does not break, real minus sign.  A missing value
is an en dash, never 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import isinf, isnan

from sim.scenario.schema import DAY

NBSP = "\u00a0"
MINUS = "\u2212"
DASH = "\u2013"
MONTHS = {
    "da": ("januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november",
           "december"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December"),
}  # fmt: skip


@dataclass(frozen=True)
class Numbers:
    """Writes numbers in one language, ``da`` or ``en``."""

    lang: str

    def number(self, value: float, decimals: int = 0) -> str:
        """``1.234,5`` or ``1,234.5``; rounded half away from zero as people do."""
        if isnan(value):
            return DASH
        if isinf(value):
            return "∞" if value > 0 else MINUS + "∞"
        text = f"{_rounded(value, decimals):,.{decimals}f}"
        if not any(digit in text for digit in "123456789"):
            text = text.lstrip("-")  # no minus zero
        if self.lang == "da":
            text = text.translate(str.maketrans(",.", ".,"))
        return text.replace("-", MINUS)

    def percent(self, share: float, decimals: int = 0) -> str:
        """A share as ``34 pct.`` or ``34%``; one that is not quite all or nothing is not rounded to it."""
        if isnan(share):
            return DASH
        value = _rounded(100 * share, decimals)
        mark = NBSP + "pct." if self.lang == "da" else "%"
        if 0 < share < 1 and value in (0, 100):
            step = 10.0**-decimals
            bound = step if value == 0 else 100 - step
            return ("under " if value == 0 else "over ") + self.number(bound, decimals) + mark
        return self.number(value, decimals) + mark

    def of_hundred(self, share: float) -> str:
        """A chance as a count out of 100; ``under 1`` and ``over 99`` where rounding would claim never or always."""
        if isnan(share):
            return DASH
        count = round(100 * share)
        if 0 < share < 1 and count in (0, 100):
            return "under 1" if count == 0 else "over 99"
        return self.number(count)

    def days(self, seconds: float, decimals: int = 1) -> str:
        """Seconds as days without the unit."""
        return self.number(seconds / DAY, decimals)

    def money(self, kroner: float) -> str:
        """Whole kroner."""
        return self.number(kroner) if isnan(kroner) else f"{self.number(kroner)}{NBSP}kr."

    def span(self, low: float, high: float, decimals: int = 0) -> str:
        """``44–51``."""
        return f"{self.number(low, decimals)}{DASH}{self.number(high, decimals)}"

    def percent_span(self, low: float, high: float, decimals: int = 0) -> str:
        """``18–34 pct.``."""
        return f"{self.number(100 * low, decimals)}{DASH}{self.percent(high, decimals)}"

    def month(self, month: int) -> str:
        """The name of a calendar month, 1 to 12."""
        return MONTHS[self.lang][month - 1]

    def short_date(self, day: date) -> str:
        """``1.2.2021`` or ``1 Feb 2021``."""
        if self.lang == "da":
            return f"{day.day}.{day.month}.{day.year}"
        return f"{day.day}{NBSP}{MONTHS[self.lang][day.month - 1][:3]}{NBSP}{day.year}"

    def short_dates(self, first: date, last: date) -> str:
        """``1.3.–31.12.2027`` or ``1 Mar–31 Dec 2027``; both years where they are not the same."""
        start = self.short_date(first)
        if first.year == last.year:
            start = start.removesuffix(str(first.year)).rstrip(NBSP)
        return f"{start}{DASH}{self.short_date(last)}"

    def date(self, day: date) -> str:
        """``1. februar 2021`` or ``1 February 2021``."""
        point = "." if self.lang == "da" else ""
        return f"{day.day}{point}{NBSP}{MONTHS[self.lang][day.month - 1]} {day.year}"


def _rounded(value: float, decimals: int) -> float:
    from decimal import ROUND_HALF_UP, Decimal

    if abs(value) >= 1e15:  # whole already
        return float(value)
    return float(Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))
