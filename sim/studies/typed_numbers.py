"""Numbers and dates as people type them, in Danish or English: the one parser of the page and of the command line.

Comma and point are both decimal signs: ``0,6``, ``0.6``, ``60 %``, ``60 pct.``, ``1.234,5``, ``1,234.5``.  What could
be a decimal or a thousand, ``1.234``, is refused with both readings.
"""

from __future__ import annotations

import re
from datetime import date

_SPACES = re.compile(r"[\s\u00a0\u202f]+")
_PERCENT = re.compile(r"\s*(?:%|pct\.?|procent|percent|per cent)$", re.IGNORECASE)
_DIGITS = re.compile(r"[+-]?\d+")
_DECIMAL = re.compile(r"[+-]?\d*[.,]\d+")
_EITHER = re.compile(r"([+-]?[1-9]\d{0,2})[.,](\d{3})")
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(?:(?:\.\d{3})+,\d+|(?:,\d{3})+\.\d+|(?:\.\d{3}){2,}|(?:,\d{3}){2,})")
_POWER = re.compile(r"[+-]?\d+(?:\.\d*)?[eE][+-]?\d+")
_DAY = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_NAMED_DAY = re.compile(r"(\d{1,2})\.?\s+([a-z]{3,9})\.?\s+(\d{4})")
_MONTHS = (
    ("januar", "january"), ("februar", "february"), ("marts", "march"), ("april",), ("maj", "may"), ("juni", "june"),
    ("juli", "july"), ("august",), ("september",), ("oktober", "october"), ("november",), ("december",),
)  # fmt: skip
LONGEST = 40


class NotANumber(ValueError):
    """The text is no number."""


class Ambiguous(ValueError):
    """The text can be read in two ways; ``decimal`` and ``thousands`` are the two numbers as they can be typed."""

    def __init__(self, text: str, decimal: str, thousands: str) -> None:
        super().__init__(text)
        self.decimal, self.thousands = decimal, thousands


def is_percentage(text: str) -> bool:
    """Whether the text ends in a sign for per cent."""
    return _PERCENT.search(text.strip()) is not None


def read_number(text: str) -> float:
    """The number that a text says; one with ``%`` or ``pct.`` as a share.

    Raises :class:`NotANumber` or :class:`Ambiguous`.
    """
    words = text.strip().replace("\u2212", "-")
    bare = _PERCENT.sub("", words)
    if not bare or len(bare) > LONGEST:
        raise NotANumber(text)
    number = _plain(_SPACES.sub("", bare) if _grouped_by_spaces(bare) else bare, text)
    return number / 100 if bare != words else number


def _grouped_by_spaces(text: str) -> bool:
    return re.fullmatch(r"[+-]?\d{1,3}(?:[\s\u00a0\u202f]\d{3})+(?:[.,]\d+)?", text) is not None


def _plain(words: str, text: str) -> float:
    either = _EITHER.fullmatch(words)
    if either:
        raise Ambiguous(text, f"{either[1]},{either[2]}0", f"{either[1]}{either[2]}")
    if _GROUPED.fullmatch(words):
        last = max(words.rfind("."), words.rfind(","))
        is_decimal = words.count(words[last]) == 1
        whole = re.sub(r"[.,]", "", words[:last] if is_decimal else words)
        return float(f"{whole}.{words[last + 1 :]}" if is_decimal else whole)
    if _DIGITS.fullmatch(words) or _DECIMAL.fullmatch(words) or _POWER.fullmatch(words):
        return float(words.replace(",", "."))
    raise NotANumber(text)


def read_day(text: str) -> date | None:
    """The day that ``1.3.2027``, ``1. marts 2027``, ``1 Mar 2027`` or ``2027-03-01`` says; None if it says none."""
    words = _SPACES.sub(" ", text.strip())
    found, named = _DAY.fullmatch(words), _NAMED_DAY.fullmatch(words.lower())
    try:
        if named:
            return date(int(named[3]), _month(named[2]), int(named[1]))
        return date(int(found[3]), int(found[2]), int(found[1])) if found else date.fromisoformat(words)
    except ValueError:
        return None


def _month(word: str) -> int:
    """The number of a month by its name, or the first three letters of it, in Danish or English; 0 for none."""
    return next((number for number, names in enumerate(_MONTHS, 1)
                 if any(word == name or word == name[:3] for name in names)), 0)  # fmt: skip
