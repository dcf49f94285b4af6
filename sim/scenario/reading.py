"""Files -> merged tables: size, encoding, TOML, the chain of ``extends``, ``[set]``, ``"off"``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

from sim.distributions import FAMILIES
from sim.scenario.csvfiles import BadCsv, CsvTable, read_csv
from sim.scenario.folders import allowed_folders, allowed_words, inside, is_file
from sim.scenario.memory import Memory
from sim.scenario.problems import EnoughFound, Finding, Findings, KeyPath, Problem, ProblemsFound, dotted
from sim.scenario.tomlfiles import File, read_toml
from sim.scenario.words import said

Table: TypeAlias = dict[str, Any]
LONGEST_CHAIN = 20
OFF = "off"
NOT_MERGED = ("format", "extends", "set")  # belong to one file; `set` has its own rule
REPLACED_WHOLE = ("title", "asks", "notes")
OWN = ("title", "asks")  # what a file is called and asks is not what the file that it extends is called and asks
LAWS = FAMILIES.keys()  # a view: laws may be added (sim.distributions.own)
LAW_SIDE_KEYS = frozenset(("early", "limit", "success"))


@dataclass
class Source:
    """A scenario file with all that it extends, read once; ``assemble`` resolves it for given parameter values."""

    files: tuple[File, ...]  # the file that was asked for comes first, its furthest ancestor last
    tables: Table  # merged; never changed after reading
    given: Table  # merged [set]
    findings: tuple[Finding, ...] = ()
    folders: tuple[Path, ...] = ()  # where files may be taken from
    csv_tables: dict[Path, CsvTable | BadCsv] = field(default_factory=dict)
    in_no_file: bool = False  # whether dated changes or closed periods were added that no file states
    partial: bool = False  # whether the run is a part of the time that the file is about: other dates are passed over

    @property
    def path(self) -> str:
        return self.files[0].label

    @cached_property
    def mentions(self) -> frozenset[str]:
        """Every text in the tables."""
        return frozenset(_texts(self.tables))

    @cached_property
    def made_once(self) -> dict[object, Any]:
        """What was made of the tables alone, to be made once for all parameter values."""
        return {}

    @cached_property
    def memory(self) -> Memory:
        """What was read for the parameter values of the last time."""
        return Memory()

    def __getstate__(self) -> dict[str, Any]:
        """What it is made of; what was remembered on the way stays in its process."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    @property
    def parameters_only(self) -> bool:
        """Whether there are named parameters and no pathway: a file that others extend."""
        return "parameters" in self.tables and set(self.tables) <= {*REPLACED_WHOLE, "parameters"}

    def reporting(self, **keys: object) -> Source:
        """The same with these keys of ``[report]`` instead of those of the file."""
        report = self.tables.get("report", {})
        stated = {**report, **keys} if isinstance(report, dict) else report
        return replace(self, tables={**self.tables, "report": stated})

    def on_dates(self, changes: Sequence[Table], closed: Sequence[str]) -> Source:
        """The same with further ``[[change]]`` tables and closed periods after those that it has."""
        tables = dict(self.tables)
        if changes:
            tables["change"] = [*listed_in(self.tables, "change"), *changes]
        if closed:
            calendar = tables.get("calendar", {})
            tables["calendar"] = {**calendar, "closed": [*listed_in(calendar, "closed"), *closed]}
        return replace(self, tables=tables, in_no_file=self.in_no_file or bool(changes or closed))

    def inherited(self, path: KeyPath) -> bool:
        """Whether the key path comes from a file that this one extends."""
        return any(_holds(file.tables, path) for file in self.files[1:])

    def stated_in(self, path: KeyPath) -> File:
        """The file whose statement of the key path (or of the longest part of it) counts."""
        best = max(range(len(self.files)), key=lambda i: (_depth(self.files[i].tables, path), -i))
        return self.files[best]

    def csv(self, name: str, path: KeyPath) -> CsvTable:
        """The table of a CSV file, named relative to the file that names it.  Raises :class:`BadCsv`."""
        where = self.stated_in(path).path.parent / name
        if not inside(where, self.folders):
            message = said("{name} lies outside the folders that a scenario may take files from", name=name)
            raise BadCsv("not-allowed", message, allowed_words(self.folders))
        where = where.resolve()
        if where not in self.csv_tables:
            self.csv_tables[where] = _csv_or_fault(where, name)
        found = self.csv_tables[where]
        if isinstance(found, BadCsv):
            raise found
        return found

    def place(self, path: KeyPath) -> str:
        """Name of the file and line of a key path, for a warning; the key path of what no file states."""
        if self.in_no_file:
            return dotted(path)
        file, line = self._stated_at(path)
        return f"{file.path.name}:{line}"

    def _stated_at(self, path: KeyPath) -> tuple[File, int]:
        """File and line of a key path; the nearest file wins a draw: what it states replaces what it inherits."""
        from sim.scenario.positions import nearest_line

        depths = [nearest_line(table, path) for table in self._lines]
        best = max(range(len(depths)), key=lambda i: (depths[i][0], -i))
        return self.files[best], depths[best][1]

    @cached_property
    def _lines(self) -> list[Any]:
        """The line of every key, file by file."""
        from sim.scenario.positions import lines

        return [lines(file.content) for file in self.files]

    def problems(self, findings: Iterable[Finding]) -> ProblemsFound:
        """Give every finding its file and line."""
        placed = []
        for finding in findings:
            file, line = finding.file, finding.line
            if not file:
                stated, line = self._stated_at(finding.path)
                file = stated.label
            order = next((i for i, one in enumerate(self.files) if one.label == file), -1)
            problem = Problem(file, line, dotted(finding.path), finding.code, finding.message, finding.found,
                              finding.allowed, finding.nearest)  # fmt: skip
            placed.append(((order, line, problem.key, problem.code), problem))
        return ProblemsFound(problem for _, problem in sorted(placed, key=lambda pair: pair[0]))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)


def listed_in(table: Table, key: str) -> list[Any]:
    """The entries of a key that may be missing, or be one entry instead of a list."""
    stated = table.get(key, [])
    return list(stated) if isinstance(stated, list) else [stated]


def _csv_or_fault(where: Path, name: str) -> CsvTable | BadCsv:
    """The table or what is wrong with it, to be remembered: a large file is read once."""
    try:
        return read_csv(where, name)
    except BadCsv as fault:
        return fault


def read(path: str | Path, allow_folders: Iterable[str | Path] = ()) -> Source:
    """Read a file and all that it extends.  Raises :class:`ProblemsFound` if one of them is no scenario in TOML.

    Files are taken from the folders of :func:`sim.scenario.folders.allowed_folders` alone.
    """
    findings = Findings()
    files: list[File] = []
    folders = allowed_folders(path, allow_folders)
    with suppress(EnoughFound):
        label = str(path).encode("utf-8", "backslashreplace").decode()  # a name may hold bytes that are no text
        if _read_chain(Path(path), label, files, folders, findings):
            tables, given = _merged(files, findings)
            return Source(tuple(files), tables, given, tuple(findings), folders)
    raise Source(tuple(files), {}, {}).problems(findings)


def _read_chain(where: Path, label: str, files: list[File], folders: Sequence[Path], findings: Findings) -> bool:
    """The file, the one that it extends, and so on, up to the first that cannot be used; whether all could be."""
    following: tuple[Path, str] | None = (where, label)
    while following:
        where, label = following
        if files and not inside(where, folders):
            _outside(files[-1], where, folders, findings)
            return False
        if any(file.path.resolve() == where.resolve() for file in files) or len(files) == LONGEST_CHAIN:
            chain = " -> ".join([*(file.path.name for file in files), where.name])
            findings.add(("extends",), "circular-extends", "The files extend each other in a circle", chain,
                         file=files[-1].label, line=_line_of(files[-1], "extends"))  # fmt: skip
            return False
        if not is_file(where):
            _no_file(where, label, files, findings)
            return False
        file = read_toml(where, label, findings)
        if file is None:
            return False
        files.append(file)
        if not _says_format(file, findings):
            return False
        following = _parent(file, findings)
    return True


def _outside(child: File, where: Path, folders: Sequence[Path], findings: Findings) -> None:
    message = "The file lies outside the folders that a scenario may take files from"
    findings.add(("extends",), "not-allowed", message, where.name, allowed_words(folders),
                 file=child.label, line=_line_of(child, "extends"))  # fmt: skip


def _no_file(where: Path, label: str, files: list[File], findings: Findings) -> None:
    if not files:
        findings.add((), "missing-file", "There is no such file", where.name, _beside(where), file=label)
        return
    findings.add(("extends",), "missing-file", "There is no such file", where.name, _beside(where),
                 file=files[-1].label, line=_line_of(files[-1], "extends"))  # fmt: skip


def _beside(where: Path) -> Sequence[str]:
    """The scenario files in the folder where one is missing; only that of the same name in ``scenarios`` below it."""
    try:
        below = where.parent / "scenarios" / where.name
        if is_file(below):
            return str(below)
        return [other.name for other in where.parent.glob("*.toml")] or "an existing file"
    except (OSError, ValueError):
        return "an existing file"


def _says_format(file: File, findings: Findings) -> bool:
    """Whether the file says that it is a scenario; of one that does not, nothing is read and nothing repeated."""
    found = file.tables.get("format")
    if not isinstance(found, bool) and found == 1:
        return True
    message = "The file does not say its format, so it is no scenario"
    code = "missing-key"
    if found is not None:
        code, message = "wrong-format", "The format of the file is not known"
    shown = found if isinstance(found, int) else ""
    line = _line_of(file, "format")
    findings.add(("format",), code, message, shown, "format = 1", file=file.label, line=line)
    return False


def _parent(file: File, findings: Findings) -> tuple[Path, str] | None:
    name = file.tables.get("extends")
    if name is None:
        return None
    if not isinstance(name, str) or not name:
        findings.add(("extends",), "wrong-type", "`extends` names one file", name, "text", file=file.label,
                     line=_line_of(file, "extends"))  # fmt: skip
        return None
    return file.path.parent / name, str(Path(file.label).parent / name)


def _line_of(file: File, key: str) -> int:
    from sim.scenario.positions import lines, nearest_line

    return nearest_line(lines(file.content), (key,))[1]


def _merged(files: list[File], findings: Findings) -> tuple[Table, Table]:
    tables: Table = {}
    given: Table = {}
    for i, file in enumerate(reversed(files)):
        own = {key: value for key, value in file.tables.items() if key not in NOT_MERGED}
        inherited = {key: value for key, value in tables.items() if key not in OWN}
        tables = own if i == 0 else merge(inherited, own, (), findings)
        values = file.tables.get("set", {})
        if isinstance(values, dict):
            given.update(values)
        else:
            findings.add(("set",), "wrong-type", "[set] is a table of parameter values", values, file=file.label)
    return tables, given


def merge(base: Table, over: Table, path: KeyPath, findings: Findings) -> Table:
    """``over`` laid upon ``base``: tables key by key, everything else replaced, ``"off"`` removes.

    A law and a ``by`` table are values, not collections of entries: unless ``over`` only restates keys that are there,
    they are replaced as a whole.
    """
    merged = dict(base)
    in_parameter = len(path) >= 2 and path[0] == "parameters"  # "off" may be a choice there
    for key, value in over.items():
        here = (*path, key)
        if value == OFF and isinstance(value, str) and not in_parameter:
            if key not in merged:
                findings.add(here, "unknown-name", "There is nothing inherited to turn off", key, list(merged))
            merged.pop(key, None)
        elif isinstance(value, dict) and isinstance(merged.get(key), dict) and _collects(merged[key], value, key, path):
            merged[key] = merge(merged[key], value, here, findings)
        else:
            merged[key] = value
    return merged


def _collects(base: Table, over: Table, key: str, path: KeyPath) -> bool:
    """Whether a table is a collection of entries, or a value of which ``over`` restates a part."""
    if key in REPLACED_WHOLE and not path:
        return False
    element = len(path) <= 1 and path != (
        "attribute",
    )  # [followup.x] has a key `by`, [arrivals.x] a key `csv`; they are elements all the same
    if not element and (key in LAWS or any("by" in table or "csv" in table or is_law(table) for table in (base, over))):
        return set(over) <= set(base) and over.get("by", base.get("by")) == base.get("by")
    return _names_ends(base) == _names_ends(over) if key == "next" else True


def _names_ends(table: Table) -> bool:
    return bool(table) and set(table) <= {"found", "not_found"}


def is_law(table: Mapping[str, object]) -> bool:
    """Whether a table states a law: one law name and nothing but what may stand beside it."""
    laws = LAWS & table.keys()
    return len(laws) == 1 and set(table) - laws <= LAW_SIDE_KEYS


def _depth(tables: Any, path: KeyPath) -> int:
    """How much of the key path the tables state."""
    depth = 0
    for part in path:
        in_list = isinstance(tables, list) and isinstance(part, int) and part < len(tables)
        if not in_list and not (isinstance(tables, dict) and part in tables):
            break
        tables = tables[part]
        depth += 1
    return depth


def _holds(tables: object, path: KeyPath) -> bool:
    return _depth(tables, path) == len(path)
