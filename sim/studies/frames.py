"""Results as tidy frames of pandas: a row an observation, a column a variable.  The program itself goes without pandas.

Words become categories; years, and numbers that may be missing, whole numbers of pandas (``Int16``, ``Int64``);
everything else floats, with NaN where nothing was measured.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from importlib import import_module
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.measures.names import FigureName, name_now

if TYPE_CHECKING:
    import pandas as pd

    from sim.measures.sheet import Sheet
    from sim.studies.samples import Difference
    from sim.studies.statistics import Estimate

Row = dict[str, Any]
FIELDS = ("mean", "se", "sd", "p10", "p50", "p90", "n", "low", "high")
"""Of an estimate."""
YES_NO_UNKNOWN = ("settled", "meets", "feasible")
"""Columns that may not know."""
YEAR = "year"
"""Missing: the whole window."""


def pandas() -> Any:
    """The module; raises ModuleNotFoundError with the way to install it."""
    try:
        return import_module("pandas")
    except ModuleNotFoundError:
        raise ModuleNotFoundError("A frame needs pandas: pip install 'rengsim[notebooks]'", name="pandas") from None


class Framed:
    """A result that is a table of rows; a class says what they are in ``rows``."""

    def rows(self) -> Iterable[Row]:
        """The rows of the frame as plain dictionaries, all with the same keys."""
        raise NotImplementedError

    def frame(self) -> pd.DataFrame:
        """All rows as a pandas frame: words as categories, numbers in the unit of the figure."""
        return tidy(self.rows())


def tidy(rows: Iterable[Row]) -> pd.DataFrame:
    """Rows as a frame; a column of words becomes a category, one of yes, no and unknown a ``boolean``."""
    pd = pandas()
    made = list(rows)
    frame = pd.DataFrame(made)
    for name in frame.columns:
        kinds = {type(row[name]) for row in made}
        if kinds - {type(None)} == {str}:
            frame[name] = pd.Categorical(frame[name], categories=list(dict.fromkeys(frame[name].dropna())))
        elif kinds == {bool} or name in YES_NO_UNKNOWN:
            frame[name] = frame[name].astype("boolean" if name in YES_NO_UNKNOWN else "bool")
        elif kinds == {int, type(None)} or name == YEAR:
            frame[name] = frame[name].astype("Int64")
    return frame


def estimated(estimate: Estimate) -> Row:
    """The cells of an estimate: mean, spread between replications, and the interval of the mean."""
    return {name: getattr(estimate, name) for name in FIELDS}


def apart(difference: Difference | None, prefix: str = "difference") -> Row:
    """The cells of a difference; NaN where there is none."""
    nan = float("nan")
    if difference is None:
        return {prefix: nan, f"{prefix}_se": nan, f"{prefix}_low": nan, f"{prefix}_high": nan, "settled": None}
    return {
        prefix: difference.mean, f"{prefix}_se": difference.se, f"{prefix}_low": difference.low,
        f"{prefix}_high": difference.high, "settled": difference.settled,
    }  # fmt: skip


def chosen(patterns: Sequence[str], names: Sequence[str]) -> list[int]:
    """Places of the names that patterns choose, each once and in the order of the names; all without a pattern.

    ``*`` in a pattern stands for any text.  Raises KeyError with the nearest names if one chooses nothing.
    """
    if not patterns:
        return list(range(len(names)))
    found: set[int] = set()
    for pattern in patterns:
        form = re.compile(".*".join(map(re.escape, pattern.split("*"))), re.DOTALL)
        here = {place for place, name in enumerate(names) if form.fullmatch(name)}
        if not here:
            raise KeyError(unknown(pattern, names))
        found |= here
    return sorted(found)


def unknown(name: str, names: Sequence[str]) -> str:
    """That there is no such figure, with the present name of an old one, or the nearest names."""
    if now := name_now(name):
        return f"{name!r} is called {now!r} now"
    near = get_close_matches(name, names, 3)
    return f"no figure {name!r}" + (f"; did you mean {', '.join(near)}?" if near else "")


def of_sheet(sheet: Sheet, figures: Sequence[str] = ()) -> pd.DataFrame:
    """One row for each replication and figure, replication by replication.

    Columns: ``replication``, ``figure`` (its whole name) and its parts ``kpi``, ``thing``, ``option`` (a definition or
    a date), ``by`` and ``group`` (of people), ``year`` (missing: the whole window); ``value``, and ``weight``, the
    denominator: the mean of ``value`` weighted by ``weight`` is the estimate (contract C3).
    """
    pd = pandas()
    places = chosen(figures, sheet.names)
    names = [FigureName.of(sheet.names[place]) for place in places]
    replications = len(sheet.replications)

    def words(texts: Sequence[str]) -> Any:
        """A category for each figure, repeated for each replication; no category where there is no text."""
        kinds = list(dict.fromkeys(text for text in texts if text))
        place_of: Mapping[str, int] = {text: place for place, text in enumerate(kinds)} | {"": -1}
        codes = np.array([place_of[text] for text in texts], dtype=np.int32)
        return pd.Categorical.from_codes(np.tile(codes, replications), categories=kinds)

    years = pd.array([int(name.year) if name.year else None for name in names], dtype="Int16")
    return pd.DataFrame(
        {
            "replication": np.repeat(sheet.replications, len(places)),
            "figure": words([str(name) for name in names]),
            "kpi": words([name.kpi for name in names]),
            "thing": words([name.thing for name in names]),
            "option": words([name.option for name in names]),
            "by": words([name.by for name in names]),
            "group": words([name.label for name in names]),
            "year": years.take(np.tile(np.arange(len(places)), replications)),
            "value": sheet.values[:, places].ravel(),
            "weight": sheet.denominator[:, places].ravel(),
        }
    )


def wide(sheet: Sheet, figures: Sequence[str] = ()) -> pd.DataFrame:
    """One row a replication, one column a figure, indexed by the number of the replication."""
    pd = pandas()
    places = chosen(figures, sheet.names)
    index = pd.Index(sheet.replications, name="replication")
    return pd.DataFrame(sheet.values[:, places], index=index, columns=[sheet.names[place] for place in places])
