"""Every sentence a person reads, Danish and English side by side; nothing is put together from fragments elsewhere.

A key has a Danish and an English text with the same ``{placeholders}``.  Where a number decides the wording there are
two keys, ``key.one`` and ``key.other``, chosen by :meth:`Texts.count`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from string import Formatter

from sim.report.numbers import Numbers
from sim.report.texts.answer import ANSWER
from sim.report.texts.basis import BASIS
from sim.report.texts.bottleneck import BOTTLENECK
from sim.report.texts.check import CHECK
from sim.report.texts.compare import COMPARE
from sim.report.texts.drawn import DRAWN
from sim.report.texts.explain import EXPLAIN
from sim.report.texts.figures import FIGURES
from sim.report.texts.forecast import FORECAST
from sim.report.texts.knowledge import KNOWLEDGE
from sim.report.texts.log import LOG
from sim.report.texts.optimise import OPTIMISE
from sim.report.texts.own_code import OWN_TABLE
from sim.report.texts.page import PAGE
from sim.report.texts.papers import PAPERS
from sim.report.texts.points import POINTS
from sim.report.texts.record_figures import RECORD_FIGURES
from sim.report.texts.record_papers import RECORD_PAPERS
from sim.report.texts.records import RECORDS
from sim.report.texts.rerun import RERUN
from sim.report.texts.screen import SCREEN
from sim.report.texts.sensitivity import SENSITIVITY
from sim.report.texts.size import SIZE
from sim.report.texts.studies import STUDIES
from sim.report.texts.tables import TABLES
from sim.report.texts.totals import TOTALS
from sim.report.texts.trouble import TROUBLE
from sim.report.texts.units import UNITS
from sim.report.texts.value import VALUE
from sim.report.texts.what_binds import WHAT_BINDS
from sim.report.texts.without import WITHOUT
from sim.scenario.schema import Titles

LANGUAGES = ("da", "en")
_FULL_STOP = re.compile(r"\.(?!\.)")  # and not three points
TABLE: dict[str, tuple[str, str]] = {
    **ANSWER,
    **BASIS,
    **BOTTLENECK,
    **CHECK,
    **COMPARE,
    **DRAWN,
    **EXPLAIN,
    **FIGURES,
    **FORECAST,
    **KNOWLEDGE,
    **LOG,
    **OPTIMISE,
    **PAPERS,
    **RECORD_FIGURES,
    **RECORD_PAPERS,
    **RECORDS,
    **RERUN,
    **SCREEN,
    **OWN_TABLE,
    **PAGE,
    **POINTS,
    **SENSITIVITY,
    **SIZE,
    **STUDIES,
    **TABLES,
    **TOTALS,
    **TROUBLE,
    **UNITS,
    **VALUE,
    **WHAT_BINDS,
    **WITHOUT,
}


@dataclass(frozen=True)
class Texts:
    """The texts of one language, and the numbers written in it."""

    lang: str

    @cached_property
    def write(self) -> Numbers:
        return Numbers(self.lang)

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key; raises KeyError for an unknown key or a missing value."""
        text = ""
        for literal, field, spec, _ in Formatter().parse(TABLE[key][LANGUAGES.index(self.lang)]):
            ended = text.endswith((".", "?"))  # by an abbreviation or a question
            text += literal.removeprefix(".") if ended and _FULL_STOP.match(literal) else literal
            if field is not None:
                text += format(values[field], spec or "")
        return text

    def count(self, key: str, n: float, **values: object) -> str:
        """The text for so many of something; ``{n}`` is the number as people write it."""
        whole = float(n).is_integer()
        written = self.write.number(n, 0 if whole else 1)
        return self(f"{key}.one" if n == 1 else f"{key}.other", n=written, **values)

    def title(self, titles: Titles, name: str) -> str:
        """The title in this language, else the other one, else the name with spaces."""
        first, second = (titles.da, titles.en) if self.lang == "da" else (titles.en, titles.da)
        return first or second or name.replace("_", " ")

    def listing(self, parts: list[str], last: str = "list.last") -> str:
        """``a, b og c``; ``a, b eller c`` with ``list.or`` last."""
        if len(parts) < 2:
            return "".join(parts)
        return self(last, before=", ".join(parts[:-1]), last=parts[-1])
