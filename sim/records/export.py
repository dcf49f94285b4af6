"""What can be told of an export before a mapping says what it means: which columns hold what, how dates are written,
from when to when, and the words of activities.  Only what many rows share is told; nothing of one person.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sim.records.rows import Cell, Rows
from sim.records.schema import DATES

SMALLEST_SHOWN = 5
"""A word is told only if rows of at least so many people hold it."""

MOST_WORDS = 200
"""A column with more different words holds no activities."""
MOST_CATEGORIES = 6
"""The words of another column are told only if it has so few: more may be names."""
ALIKE = 0.9  # of the cells of a column must be dates for it to be one of dates
HINTS = {
    "person": ("borger", "pseudonym", "person", "deltager", "id", "nummer", "løbenr", "client", "participant"),
    "step": ("aktivitet", "indsats", "trin", "forløb", "tilbud", "activity", "step", "type"),
    "begin": ("fra", "start", "begynd", "from", "begin"),
    "end": ("til", "slut", "ophør", "to", "end", "until"),
}
"""What names of columns begin with, the surest first."""


@dataclass(frozen=True)
class Export:
    """Empty names where no column fits.  ``words``: of activities, with the number of their rows, most frequent first;
    ``rare``: lines of those that fewer than :data:`SMALLEST_SHOWN` people have, word by word.

    ``last`` is the latest date of the file, ``first`` the first day of the month of the earliest end: what had ended
    before it would stand in the file if it had been recorded.
    """

    person: str
    step: str
    begin: str
    end: str
    dates: str
    first: date | None
    last: date | None
    words: tuple[tuple[str, int], ...]
    rare: tuple[tuple[int, ...], ...]
    others: Mapping[str, tuple[str, ...]]  # other columns that seem to hold categories, and their words


def export_of(rows: Rows) -> Export:
    """What the columns of a file seem to hold; deterministic, and wrong where names and contents mislead."""
    forms = {name: form for name, cells in rows.columns.items() if (form := _form(cells))}
    texts = [name for name in rows.columns if name not in forms]
    begin, end = _pick("begin", forms), _pick("end", forms)
    by_filled = sorted(forms, key=lambda name: -sum(bool(cell) for cell in rows.columns[name]))
    if not begin or not end or begin == end:
        begin, end = (by_filled[0], by_filled[1]) if len(by_filled) > 1 else (begin, end if end != begin else "")
    different = {name: len(set(rows.columns[name])) for name in texts}
    few = [name for name in texts if different[name] <= MOST_WORDS]
    step = _pick("step", few) or min(few, key=lambda name: different[name], default="")
    left = [name for name in texts if name != step]
    person = _pick("person", left) or max(left, key=lambda name: different[name], default="")
    dates = forms.get(begin, next(iter(DATES)))
    words, rare = _words(rows, step, person)
    found = {name: _words(rows, name, person)[0] for name in few if name not in (step, person)}
    others = {name: tuple(sorted(word for word, _ in shown)) for name, shown in found.items()
              if shown and len(set(rows.columns[name])) <= MOST_CATEGORIES}  # fmt: skip
    return Export(person, step, begin, end, dates, *_window(rows, begin, end, dates), words, rare, others)


def read_date(cell: Cell, form: str) -> date | None:
    """A cell as a date of a form; None if it is none."""
    if isinstance(cell, date):
        return cell
    try:
        return datetime.strptime(cell, DATES[form]).date()
    except ValueError:
        return None


def _form(cells: Sequence[Cell]) -> str:
    """How the dates of a column are written; empty if it holds none."""
    filled = [cell for cell in cells if cell]
    for form in DATES:
        if filled and sum(read_date(cell, form) is not None for cell in filled) >= ALIKE * len(filled):
            return form
    return ""


def _pick(role: str, names: Sequence[str] | Mapping[str, str]) -> str:
    """The column whose name fits a role best; empty where none does."""
    for hint in HINTS[role]:
        for name in names:
            if name.lower().startswith(hint) or f" {hint}" in name.lower() or f"-{hint}" in name.lower():
                return name
    return ""


def _words(rows: Rows, column: str, person: str) -> tuple[tuple[tuple[str, int], ...], tuple[tuple[int, ...], ...]]:
    """Words of a column that enough people share, with the number of their rows; lines of the others, word by word."""
    lines: dict[str, list[int]] = defaultdict(list)
    people: dict[str, set[Cell]] = defaultdict(set)
    everybody = rows.columns.get(person, tuple(map(str, rows.lines)))
    for line, cell, who in zip(rows.lines, rows.columns.get(column, ()), everybody, strict=False):
        if word := " ".join(str(cell).split()):
            lines[word].append(line)
            people[word].add(who)
    shown = [(word, len(where)) for word, where in lines.items() if len(people[word]) >= SMALLEST_SHOWN]
    rare = [tuple(where) for word, where in lines.items() if len(people[word]) < SMALLEST_SHOWN]
    return tuple(sorted(shown, key=lambda pair: (-pair[1], pair[0]))), tuple(sorted(rare))


def _window(rows: Rows, begin: str, end: str, form: str) -> tuple[date | None, date | None]:
    starts, ends = ([day for cell in rows.columns.get(name, ()) if cell and (day := read_date(cell, form)) is not None]
                    for name in (begin, end))  # fmt: skip
    if not starts:
        return None, None
    return min(ends or starts).replace(day=1), max([*starts, *ends])
