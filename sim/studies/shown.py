"""How a result shows itself: it asks the report by name, so that studies know nothing of words, tables and figures.

What each kind of result looks like is found by ``sim/report/show.py``, which imports the results and not the
other way round.  This is the one place below the report that names it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from matplotlib.figure import Figure

REPORT = "sim.report.show"


class Table(Protocol):
    """A table of words: ``str(table)`` for the terminal, HTML in a notebook."""

    @property
    def title(self) -> str: ...

    @property
    def header(self) -> tuple[str, ...]: ...

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]: ...


class Readable:
    """A result that a notebook shows in plain words."""

    def _repr_html_(self) -> str:
        return str(shown("html", self, "en"))


class Shown(Readable):
    """A result with a table and a figure, in Danish (``da``) or English (``en``)."""

    def table(self, lang: str = "en") -> Table:
        """What was found, as a table."""
        table: Table = shown("table", self, lang)
        return table

    def figure(self, lang: str = "en") -> Figure:
        """What was found, as a matplotlib figure."""
        figure: Figure = shown("figure", self, lang)
        return figure


def shown(form: str, result: Readable, lang: str, *which: object) -> Any:
    """The result as ``html``, ``table`` or ``figure``; ``which`` says of what, where a result has several."""
    return getattr(import_module(REPORT), form)(result, lang, *which)
