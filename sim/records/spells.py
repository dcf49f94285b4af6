"""Rows of the records -> episodes: every row that cannot be used is reported with its line, and nothing is guessed.

No message repeats a cell: not the pseudonym, not a date, and of words none that fewer than five rows hold.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

from sim.given import checked, made_by
from sim.records.mapping import columns_of, read_mapping
from sim.records.paths import Pathway
from sim.records.rows import Cell, Rows, lines_in_words, read_rows
from sim.records.schema import DATES, END_IS, IGNORED, INCLUDED, Episode, MappingFile, Records, Spell
from sim.scenario.csvfiles import BadCsv
from sim.scenario.folders import allowed_folders, allowed_words, inside
from sim.scenario.problems import KeyPath, Problem, ProblemsFound, dotted, listing, nearest_name
from sim.scenario.words import said

SMALLEST_SHOWN = 5
"""A word of the records is repeated in a message only if rows of at least so many people hold it."""

_CPR = re.compile(r"(?<!\d)(\d\d)(\d\d)\d\d([-–/. ]?)\d{4}(?!\d)")
_MIDNIGHT = re.compile(r"[ T]00[:.]00([:.]00([.,]0+)?)?$")
"""What some systems write behind every date."""
_SHORT = re.compile(r"\d{9}")
"""Such a number that a spreadsheet kept as a number: a 0 at its beginning is lost."""


@dataclass
class Faults:
    """Problems of one file, put together by what is wrong."""

    file: str
    people: Mapping[int, Cell] = field(default_factory=dict)  # line -> whose row it is
    lines: dict[tuple[str, str, str, str, str], list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, line: int, code: str, column: str, message: str, word: str = "", nearest: str = "") -> None:
        self.lines[code, column, message, word, nearest].append(line)

    def problems(self) -> Iterator[Problem]:
        for (code, column, message, word, nearest), lines in sorted(self.lines.items(), key=lambda pair: pair[1][0]):
            people = len({self.people.get(line, line) for line in lines})
            shown = f'"{word}"' if word and people >= SMALLEST_SHOWN else ""
            where = lines_in_words(lines) if len(lines) > 1 else ""
            found = ", ".join(part for part in (shown, where) if part)
            yield Problem(self.file, lines[0], column, code, message, found, nearest=nearest)


@checked(mapping=made_by((MappingFile, str, Path), "a path, or what sim.read_mapping gives,"))
def read_records(mapping: MappingFile | str | Path) -> Records:
    """All episodes of a mapping (a path, or one that was read).

    Raises :class:`sim.ProblemsFound` with everything that cannot be used, by file, line and column.
    """
    if not isinstance(mapping, MappingFile):
        mapping = read_mapping(mapping)
    rows = _open(mapping, ("spells", "file"), mapping.spells.file)
    _check_columns(mapping, columns_of(mapping.spells), rows)
    faults = Faults(mapping.spells.file, dict(zip(rows.lines, rows.columns[mapping.spells.person], strict=True)))
    _check_numbers(mapping, rows, faults)
    people, facts = _spells(mapping, rows, faults), _facts(mapping, rows, faults)
    pathway = Pathway(mapping.scenario.scenario, set(mapping.spells.words.values()) - {IGNORED})
    episodes = [episode for spells in people.values() for episode in _episodes(mapping, pathway, spells, faults)]
    tokens, digests = {}, [rows.digest]
    token_faults = []
    for name, file in mapping.tokens.items():
        opened = _open(mapping, ("tokens", name, "file"), file.file)
        token_faults.append(Faults(file.file))
        tokens[name] = _periods(mapping, name, opened, token_faults[-1])
        digests.append(opened.digest)
    problems = [problem for one in (faults, *token_faults) for problem in one.problems()]
    if problems:
        raise ProblemsFound(problems)
    used = sum(len(episode.spells) for episode in episodes)
    digest = hashlib.sha256("".join(digests).encode()).hexdigest()
    known = tuple(_with_facts(mapping, episode, facts) for episode in episodes)
    return Records(mapping, known, tokens, len(rows), len(rows) - used, digest)


def _open(mapping: MappingFile, path: KeyPath, name: str) -> Rows:
    """A file of records beside the mapping; what is wrong with it is reported where the mapping names it."""
    where, folders = Path(mapping.path).parent / name, allowed_folders(mapping.path)
    if not inside(where, folders):
        message = said("{name} lies outside the folders that a scenario may take files from", name=name)
        raise ProblemsFound([_at(mapping, path, "not-allowed", message, allowed=allowed_words(folders))])
    try:
        return read_rows(where, name)
    except BadCsv as fault:
        raise ProblemsFound([_at(mapping, path, fault.code, fault.args[0], allowed=fault.allowed)]) from None


def _at(
    mapping: MappingFile, path: KeyPath, code: str, message: str, found: str = "", allowed: str = "", nearest: str = ""
) -> Problem:
    """A problem on the line of the mapping that states a key."""
    from sim.scenario.positions import lines, nearest_line

    line = nearest_line(lines(Path(mapping.path).read_bytes()), path)[1]
    return Problem(mapping.path, line, dotted(path), code, message, found, allowed, nearest)


def _check_columns(mapping: MappingFile, named: Mapping[KeyPath, str], rows: Rows) -> None:
    """Raises :class:`ProblemsFound` for columns that the mapping names (and where) and the file does not have."""
    missing = [
        _at(mapping, path, "unknown-name", "There is no such column", f'"{name}"', listing(tuple(rows.columns)),
            nearest_name(name, rows.columns))
        for path, name in named.items()
        if name not in rows.columns
    ]  # fmt: skip
    if missing:
        raise ProblemsFound(missing)


def _check_numbers(mapping: MappingFile, rows: Rows, faults: Faults) -> None:
    """Report columns that hold what looks like civil registration numbers, whether the mapping names them or not.

    With a mark before the last four digits one is enough; ten digits alone may be the number of a case, so half of the
    cells must look so, except in the column of persons.
    """
    for name, cells in rows.columns.items():
        alike, sure = [], False
        for line, cell in zip(rows.lines, cells, strict=True):
            likeness = _cpr(str(cell)) if cell else 0
            if likeness:
                alike.append(line)
                sure |= likeness == 3 or (likeness == 2 and name == mapping.spells.person)
        if alike and (sure or 2 * len(alike) >= len(cells)):
            message = "The column looks like CPR numbers: take it out, or use a pseudonym"
            faults.lines["personal-number", name, message, "", ""].extend(alike)


def _cpr(cell: str) -> int:
    """How much a cell looks like such a number: 3 with a mark within it, 2 ten digits, 1 nine of them, 0 not at all."""
    for match in _CPR.finditer(f"0{cell}" if _SHORT.fullmatch(cell) else cell):
        day = int(match[1]) % 60  # numbers lent to people without one of their own have 60 added to the day
        if 1 <= day <= 31 and 1 <= int(match[2]) <= 12:
            return 3 if match[3] and match[3] != "." else 1 if _SHORT.fullmatch(cell) else 2
    return 0


def _spells(mapping: MappingFile, rows: Rows, faults: Faults) -> dict[str, list[Spell]]:
    """The usable rows by person; the others are reported."""
    spells, found = mapping.spells, defaultdict[str, list[Spell]](list)
    columns = rows.columns
    words = tuple(spells.words)
    cells = zip(rows.lines, *(columns[name] for name in (spells.person, spells.step, spells.begin, spells.end)),
                strict=True)  # fmt: skip
    for line, person, word, begin, end in cells:
        text = " ".join(str(word).split())
        if not person:
            faults.add(line, "record-value", spells.person, "The cell is empty")
        if text not in spells.words:
            message = "The word is not in [spells.steps]" if text else "The cell is empty"
            faults.add(line, "record-word", spells.step, message, text, nearest_name(text, words))
            continue
        if spells.words[text] == IGNORED:
            continue
        first = _date(begin, spells.dates, faults, line, spells.begin)
        last = _date(end, spells.dates, faults, line, spells.end, empty=True) if end else None
        if first is not None and person and (last is not None or not end):
            spell = Spell(line, spells.words[text], first, _inclusive(mapping, first, last))
            if _in_window(mapping, spell, faults, end_stated=last):
                found[str(person)].append(spell)
    return found


def _date(cell: Cell, form: str, faults: Faults, line: int, column: str, empty: bool = False) -> date | None:
    if isinstance(cell, date):
        return cell
    if not cell:
        if not empty:
            faults.add(line, "record-value", column, "The cell is empty")
        return None
    try:
        return datetime.strptime(_MIDNIGHT.sub("", cell), DATES[form]).date()
    except ValueError:
        faults.add(line, "record-value", column, said("The cell is no date written {form}", form=form))
        return None


def _inclusive(mapping: MappingFile, first: date, last: date | None) -> date | None:
    """The last day of a spell."""
    if last is None or mapping.spells.end_is == END_IS[0] or last <= first:
        return last
    return date.fromordinal(last.toordinal() - 1)


def _in_window(mapping: MappingFile, spell: Spell, faults: Faults, end_stated: date | None) -> bool:
    """Whether the spell can be in the file; reports what cannot be."""
    spells = mapping.spells
    wrong: list[tuple[str, str, str]] = []
    if end_stated is not None and end_stated < spell.begin:
        wrong.append(("record-order", spells.end, "The spell ends before it begins"))
    if spell.begin > mapping.last:
        wrong.append(("record-window", spells.begin, "The spell begins after the window"))
    elif spell.end is not None and spell.end > mapping.last:
        wrong.append(("record-window", spells.end, "The spell ends after the window: leave the end empty"))
    if spell.end is not None and spell.end < mapping.first:
        wrong.append(("record-window", spells.end, "The spell ends before the window"))
    if spells.included == INCLUDED[1] and spell.begin < mapping.first:
        wrong.append(("record-window", spells.begin, "The spell begins before the window"))
    if spells.included == INCLUDED[2] and spell.end is None:
        wrong.append(("record-window", spells.end, "The spell has no end in the window"))
    for code, column, message in wrong:
        faults.add(spell.row, code, column, message)
    return not wrong


def _episodes(mapping: MappingFile, pathway: Pathway, spells: list[Spell], faults: Faults) -> Iterator[Episode]:
    """The spells of one person as one episode or, where a new one begins after an exit, as several."""
    spells = sorted(spells, key=lambda spell: (spell.begin, spell.end or date.max, spell.row))
    column = mapping.spells.step
    current: list[Spell] = spells[:1]
    for earlier, later in pairwise(spells):
        if (earlier.step, earlier.begin, earlier.end) == (later.step, later.begin, later.end):
            faults.add(later.row, "record-order", column, "The row repeats an earlier one")
            continue
        if pathway.is_exit(earlier.step) and later.step in pathway.first:
            yield Episode(tuple(current), {}, mapping.last)
            current = [later]
            continue
        if not pathway.is_exit(earlier.step) and (earlier.end is None or earlier.end > later.begin):
            faults.add(
                later.row, "record-order", mapping.spells.begin, "The spell overlaps an earlier one of the person"
            )
        pair = earlier.step, later.step
        if later.step not in pathway.following[earlier.step] and pair not in mapping.allowed:
            message = said("No way leads from {before} to {after}", before=pair[0], after=pair[1])
            faults.add(later.row, "record-path", column, message)
        current.append(later)
    if current:
        yield Episode(tuple(current), {}, mapping.last)


def _periods(mapping: MappingFile, pool: str, rows: Rows, faults: Faults) -> tuple[tuple[date, date | None], ...]:
    """Tokens of a pool: the day each was opened, and the day it was filled or closed."""
    file, found = mapping.tokens[pool], []
    path: KeyPath = ("tokens", pool)
    _check_columns(mapping, {(*path, "begin"): file.begin, (*path, "end"): file.end}, rows)
    for line, begin, end in zip(rows.lines, rows.columns[file.begin], rows.columns[file.end], strict=True):
        first = _date(begin, mapping.spells.dates, faults, line, file.begin)
        last = _date(end, mapping.spells.dates, faults, line, file.end, empty=True)
        if first is None or (last is None and end):
            continue
        if last is not None and last < first:
            faults.add(line, "record-order", file.end, "The token is closed before it is opened")
            continue
        found.append((first, last))
    return tuple(sorted(found, key=lambda pair: (pair[0], pair[1] or date.max)))


@dataclass
class _Facts:
    """What one row says of the person: properties, and the first and the last day under observation."""

    properties: dict[str, str | float] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None


def _facts(mapping: MappingFile, rows: Rows, faults: Faults) -> dict[int, _Facts]:
    """Line -> what it says of the person."""
    spells = mapping.spells
    facts = {line: _Facts() for line in rows.lines}
    for name, column in spells.properties.items():
        words = {" ".join(word.split()): category for word, category in column.values.items()}
        for line, cell in zip(rows.lines, rows.columns[column.column], strict=True):
            text = " ".join(str(cell).split())
            value = words.get(text) if words else _number(text)
            if value is not None:
                facts[line].properties[name] = value
            elif text and words:
                message = said("The word is not in {key}", key=f"[spells.properties.{name}.values]")
                faults.add(line, "record-word", column.column, message, text, nearest_name(text, tuple(words)))
            elif text:
                faults.add(line, "record-value", column.column, "The cell is no number")
    if spells.observed_until is not None:
        for line, cell in zip(rows.lines, rows.columns[spells.observed_until], strict=True):
            facts[line].until = _date(cell, spells.dates, faults, line, spells.observed_until, empty=True)
    if spells.registered is not None:
        for line, cell in zip(rows.lines, rows.columns[spells.registered], strict=True):
            since = facts[line].since = _date(cell, spells.dates, faults, line, spells.registered, empty=True)
            if since is not None and since > mapping.last:
                faults.add(line, "record-window", spells.registered, "The person was registered after the window")
    return facts


def _number(text: str) -> float | None:
    """A number with a decimal comma or a decimal point."""
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


def _with_facts(mapping: MappingFile, episode: Episode, facts: Mapping[int, _Facts]) -> Episode:
    """The episode with what its rows say of the person; what they say in two ways stays unknown."""
    stated = [facts[spell.row] for spell in episode.spells]
    known: dict[str, str | float] = {}
    for name in mapping.spells.properties:
        values = {fact.properties[name] for fact in stated if name in fact.properties}
        if len(values) == 1:
            known[name] = values.pop()
    until = max((fact.until for fact in stated if fact.until is not None), default=mapping.last)
    since = min((fact.since for fact in stated if fact.since is not None), default=None)
    return replace(episode, properties=known, until=min(until, mapping.last), since=since)
