"""A project of one's own: a few questions, each with a default, and the scenario file that their answers make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sim.page.levers import Levers, NotUnderstood
from sim.report.typed import read_number

if TYPE_CHECKING:
    from sim.report.texts import Texts

_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "ae", "Ø": "oe", "Å": "aa"})


@dataclass(frozen=True)
class Ask:
    """One question; ``parameter`` is set by its answer, empty for what is no parameter."""

    key: str
    parameter: str = ""


ASKS = (
    Ask("titel"), Ask("start"), Ask("aar"), Ask("pladser", "slots"), Ask("optag", "intake_mode"),
    Ask("hold", "hold_interval"), Ask("maal", "volume_target"), Ask("praktik", "praktik_length"),
    Ask("frafald", "dropout_hazard"), Ask("stillinger", "vacancies"), Ask("kolleger", "colleagues"),
)  # fmt: skip
"""In the order in which they are asked; those whose parameter the file does not have are passed over."""
FIRST_HOLD, FIRST_CLASS = "first_hold", "amu_first"
"""Dates that move with the start, by whole weeks."""
WEEKS_IN_A_YEAR = 52


def slug(title: str) -> str:
    """A file name: small letters, digits and hyphens; ``ae``, ``oe``, ``aa`` for the Danish letters."""
    plain = "".join(c if c.isascii() and c.isalnum() else "-" for c in title.translate(_LETTERS).lower())
    return "-".join(part for part in plain.split("-") if part)[:60]


def quoted(text: str) -> str:
    """A TOML basic string on one line."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c for c in escaped if c >= " " and c != "\x7f") + '"'


def toml_of(levers: Levers, title: str, notes: list[str], run: Mapping[str, str | int] | None = None) -> str:
    """A scenario file that extends the one of the levers and sets what was changed."""
    lines = ["format  = 1", f'extends = "{levers.address.file}.toml"', f"title   = {quoted(title)}"]
    if notes:
        lines += ["notes   = [", *(f"  {quoted(note)}," for note in notes), "]"]
    if run:
        lines += ["", "[run]", *(f"{name} = {value}" for name, value in run.items())]
    if levers.settings:
        known = {one.name: one for one in levers.base.scenario.parameters}
        lines += ["", "[set]"]
        for name, value in levers.settings.items():
            comment = next((change.sentence for change in levers.changes if change.name == name), "")
            shown = value if not isinstance(value, str) or known[name].unit == "date" else quoted(value)
            lines.append(f"{name} = {shown}" + (f"  # {comment}" if comment else ""))
    return "\n".join(lines) + "\n"


def years_of(text: str, texts: Texts) -> int:
    """One to ten whole years; raises :class:`NotUnderstood`."""
    try:
        years = read_number(text)
    except ValueError:
        years = 0.0
    if years not in range(1, 11):
        raise NotUnderstood(texts("page.new.years.wrong", text=text))
    return int(years)


def moved_dates(levers: Levers, start: date) -> tuple[dict[str, str], dict[str, str]]:
    """Dates of parameters and of ``[run]`` when the project starts on another day: moved by as many whole weeks.

    Holds keep their weekday; recruiting begins as long before the start as it did.
    """
    run, parameters = levers.base.source.tables.get("run", {}), levers.base.parameters
    usual = run.get("start")
    if not isinstance(usual, date):
        return {}, {"start": start.isoformat()}
    by = timedelta(weeks=-((usual - start).days // 7))
    dates = {name: (date.fromisoformat(str(parameters[name])[:10]) + by).isoformat()
             for name in (FIRST_HOLD, FIRST_CLASS) if name in parameters}  # fmt: skip
    moved = {"start": start.isoformat()}
    if isinstance(run.get("recruit_from"), date):
        moved["recruit_from"] = (start - (usual - run["recruit_from"])).isoformat()
    return dates, moved
