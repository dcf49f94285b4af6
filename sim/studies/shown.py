"""How a result shows itself: it asks the report by name, so that studies know nothing of words, tables and figures.

What each kind of result looks like is found by ``sim/report/show.py``, which imports the results and not the
other way round.  This is the one place below the report that names it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import wraps
from importlib import import_module
from inspect import signature
from typing import TYPE_CHECKING, Any, ParamSpec, Protocol, TypeVar

from sim.scenario.words import spoken_by

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

P = ParamSpec("P")
R = TypeVar("R")
REPORT = "sim.report.show"
LANGUAGES = ("da", "en")

Progress = Callable[[int, int], None]
"""Called with (replications done, replications wanted) after each batch."""

_chosen = ""


def language(lang: str | None = None) -> str:
    """The language in which results show themselves in this process; with ``lang`` it is chosen.

    ``lang``: ``"da"`` or ``"en"``.  Problems of scenario files, and of what a study is asked, are then said in it too
    (else in English).  Where nothing was chosen: that of the environment variable RENGSIM_LANG, else English.  Raises
    ValueError for another language.

    >>> import sim
    >>> sim.language("en")
    'en'
    """
    global _chosen
    if lang is not None:
        _chosen = checked(lang)
        spoken_by(_said)
    wished = os.environ.get("RENGSIM_LANG", "").lower()
    return _chosen or (wished if wished in LANGUAGES else "en")


def _said(error: Exception) -> str:
    """What an exception says, in the language that was chosen."""
    return str(import_module(REPORT).said(error, _chosen)) if _chosen else BaseException.__str__(error)


def checked(lang: str) -> str:
    """The language; raises ValueError if it is none that results speak."""
    if lang not in LANGUAGES:
        raise ValueError(f"lang={lang!r}: results speak 'da' (Danish) and 'en' (English)")
    return lang


class Table(Protocol):
    """A table of words: ``str(table)`` for the terminal, HTML in a notebook."""

    @property
    def title(self) -> str: ...

    @property
    def header(self) -> tuple[str, ...]: ...

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]: ...


class Readable:
    """A result that a notebook shows in plain words and tables, in the language of :func:`sim.language`."""

    def _repr_html_(self) -> str:
        return str(shown("html", self, None))


class Tabulated(Readable):
    """A result with a table, in Danish (``da``) or English (``en``)."""

    def table(self, lang: str | None = None) -> Table:
        """What was found, as a table of words; ``lang`` is that of :func:`sim.language` if not given."""
        table: Table = shown("table", self, lang)
        return table


class Shown(Tabulated):
    """A result with a table and a figure, in Danish (``da``) or English (``en``)."""

    def figure(self, lang: str | None = None, *, of: str = "", ax: Axes | Sequence[Axes] | None = None) -> Figure:
        """What was found, as a matplotlib figure.

        ``of``: only the panel of one thing that was asked, such as ``"mean(target.volume)"``.  ``ax``: drawn on axes of
        your own, one for each panel, and the figure that holds them is returned.  Raises KeyError for what was not
        asked, and ValueError for another number of axes than panels.
        """
        figure: Figure = shown("figure", self, lang, of, ax)
        return figure


@contextmanager
def watched(progress: Progress | bool | None) -> Iterator[Progress | None]:
    """The function that is told of progress: the caller's own, for True a line on stderr, else none."""
    if progress is True:
        with closing(import_module(REPORT).progress(language())) as line:
            yield line
    else:
        yield progress or None


def told(function: Callable[P, R]) -> Callable[P, R]:
    """A function whose ``progress`` may be True as well: a line on stderr as long as it runs."""
    form = signature(function)

    @wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        bound = form.bind(*args, **kwargs)
        with watched(bound.arguments.get("progress")) as show:
            bound.arguments["progress"] = show
            return function(*bound.args, **bound.kwargs)

    return call


def shown(form: str, result: Readable, lang: str | None, *which: object) -> Any:
    """The result as ``html``, ``table`` or ``figure``; ``which`` says of what, where a result has several."""
    spoken = language() if lang is None else checked(lang)
    return getattr(import_module(REPORT), form)(result, spoken, *which)
