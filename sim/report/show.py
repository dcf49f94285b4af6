"""How a result shows itself in a notebook: in words, as a table, as a figure.

What a result of ``sim/studies/NAME.py`` looks like is said by the functions ``html``, ``table`` and ``figure`` of
``sim/report/NAME.py``, if it has them (``figure`` of ``NAME_figure.py`` where there is one).  A result asks by name
(``sim/studies/shown.py``), so that studies know nothing of the report.  Matplotlib is loaded with the first figure.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from sim.report.table import Table

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def form_of(kind: type, form: str) -> Callable[..., Any] | None:
    """The function ``html``, ``table`` or ``figure`` for results of a class; None if it has none."""
    name = f"sim.report.{kind.__module__.rpartition('.')[2]}"
    places = (f"{name}_{form}", name)
    module = next((import_module(place) for place in places if find_spec(place)), None)
    return getattr(module, form, None)


def html(result: object, lang: str) -> str:
    """The answer as a notebook shows it; of a result without an answer in words, its table."""
    words = form_of(type(result), "html")
    return str(words(result, lang)) if words else preformatted(str(table(result, lang)))


def table(result: object, lang: str, *which: object) -> Table:
    """The result as a table, ``which`` says of what where it has several.  Raises TypeError for what has none."""
    found: Table = _needed(result, "table")(result, lang, *which)
    return found


def figure(result: object, lang: str) -> Figure:
    """The result as a matplotlib figure.  Raises TypeError for what has none."""
    found: Figure = _needed(result, "figure")(result, lang)
    return found


def preformatted(text: str) -> str:
    """Plain text for a notebook, its lines kept."""
    return f"<pre>{escape(text)}</pre>"


def _needed(result: object, form: str) -> Callable[..., Any]:
    found = form_of(type(result), form)
    if found is None:
        raise TypeError(f"{type(result).__name__} has no {form}")
    return found
