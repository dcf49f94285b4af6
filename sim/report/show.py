"""How a result shows itself in a notebook: in words, as a table, as a figure.

What a result of ``sim/studies/NAME.py`` looks like is said by the functions ``html``, ``table`` and ``figure`` of
``sim/report/NAME.py``, if it has them (``figure`` of ``NAME_figure.py`` where there is one); NAME is that of the
module, or of the class in small letters.  A result asks by name (``sim/studies/shown.py``), so that studies know
nothing of the report.  Matplotlib is loaded with the first figure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, TypeAlias

from sim.report.problems_in_words import in_language, problems_in_words
from sim.report.progress import ProgressLine
from sim.report.table import Table
from sim.report.texts import Texts
from sim.scenario.problems import ProblemsFound
from sim.scenario.words import text_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Given: TypeAlias = "Axes | Sequence[Axes] | None"
"""Axes of the reader's own."""


def form_of(kind: type, form: str) -> Callable[..., Any] | None:
    """The function ``html``, ``table`` or ``figure`` for results of a class; None if it has none."""
    for name in (kind.__module__.rpartition(".")[2], kind.__name__.lower()):
        for place in (f"sim.report.{name}_{form}", f"sim.report.{name}"):
            found = getattr(import_module(place), form, None) if find_spec(place) else None
            if found is not None:
                function: Callable[..., Any] = found
                return function
    return None


def html(result: object, lang: str) -> str:
    """The answer as a notebook shows it; of a result without an answer in words, its table."""
    words = form_of(type(result), "html")
    return str(words(result, lang)) if words else table(result, lang)._repr_html_()


def table(result: object, lang: str, *which: object) -> Table:
    """The result as a table, ``which`` says of what where it has several.  Raises TypeError for what has none."""
    found: Table = _needed(result, "table")(result, lang, *which)
    return found


def tables(result: object, lang: str) -> dict[str, Table]:
    """All tables of a result by their titles.  Raises TypeError for what has none."""
    return {one.title: one for one in _needed(result, "tables")(result, lang)}


def figure(result: object, lang: str, of: str = "", ax: Given = None) -> Figure:
    """The result as a matplotlib figure, perhaps only of one thing, or on the reader's own axes.

    Raises TypeError for what has none.
    """
    found: Figure = _needed(result, "figure")(result, lang, of, ax)
    return found


def said(error: Exception, lang: str) -> str:
    """What an exception says, in the reader's language; in English what has no other text."""
    if isinstance(error, ProblemsFound):
        return problems_in_words(error, Texts(lang))
    return in_language(text_of(error), Texts(lang))


def progress(lang: str) -> ProgressLine:
    """A line on stderr that says how far a run is."""
    return ProgressLine(Texts(lang))


def in_html(parts: Iterable[str | Table]) -> str:
    """The parts of an answer as a notebook shows it: paragraphs with their lines kept, and real tables."""
    shown = (
        part._repr_html_() if isinstance(part, Table) else f"<p>{escape(part).replace(chr(10), '<br>')}</p>"
        for part in parts
        if part
    )
    return "\n".join(shown)


def _needed(result: object, form: str) -> Callable[..., Any]:
    found = form_of(type(result), form)
    if found is None:
        raise TypeError(f"{type(result).__name__} has no {form}")
    return found
