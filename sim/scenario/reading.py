"""Files -> merged tables: size, encoding, TOML, the chain of ``extends``, ``[set]``, ``"off"``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from sim.scenario.csvfiles import CsvTable, read_csv
from sim.scenario.problems import Finding, Findings, KeyPath, Problem, ProblemsFound, dotted

if TYPE_CHECKING:
    from sim.scenario.schema import Scenario

Table: TypeAlias = dict[str, Any]
LARGEST_FILE = 1_000_000  # bytes
LONGEST_CHAIN = 20
OFF = "off"
NOT_MERGED = ("format", "extends", "set")  # belong to one file; `set` has its own rule
REPLACED_WHOLE = ("title", "asks", "notes")
LAWS = frozenset(
    [
        "fixed",
        "exponential",
        "uniform",
        "triangular",
        "lognormal",
        "gamma",
        "weibull",
        "normal",
        "empirical",
        "discrete",
        "hazard",
        "poisson",
    ]
)
LAW_SIDE_KEYS = frozenset(("early", "limit", "success"))


@dataclass(frozen=True)
class File:
    """One file of the chain as it was read."""

    path: Path
    label: str  # how it is called in messages
    content: bytes
    tables: Table


@dataclass
class Source:
    """A scenario file with all that it extends, read once; :meth:`scenario` resolves it for given parameter values."""

    files: tuple[File, ...]  # the file that was asked for comes first, its furthest ancestor last
    tables: Table  # merged; never changed after reading
    given: Table  # merged [set]
    findings: tuple[Finding, ...] = ()
    csv_tables: dict[Path, CsvTable | str] = field(default_factory=dict)

    @property
    def path(self) -> str:
        return self.files[0].label

    @property
    def parameters_only(self) -> bool:
        """Whether there are named parameters and no pathway: a file that others extend."""
        return "parameters" in self.tables and set(self.tables) <= {*REPLACED_WHOLE, "parameters"}

    def scenario(self, overrides: Mapping[str, object] | None = None) -> Scenario:
        """The checked scenario with some parameter values replaced; no file is read again.

        Raises :class:`ProblemsFound` with everything that is wrong.
        """
        from sim.scenario.assemble import assemble

        return assemble(self, dict(overrides or {}))

    def inherited(self, path: KeyPath) -> bool:
        """Whether the key path comes from a file that this one extends."""
        return any(_holds(file.tables, path) for file in self.files[1:])

    def stated_in(self, path: KeyPath) -> File:
        """The file whose statement of the key path (or of the longest part of it) counts."""
        best = max(range(len(self.files)), key=lambda i: (_depth(self.files[i].tables, path), -i))
        return self.files[best]

    def csv(self, name: str, path: KeyPath) -> CsvTable | str:
        """The table of a CSV file, named relative to the file that names it, or a text that says what is wrong."""
        where = (self.stated_in(path).path.parent / name).resolve()
        if where not in self.csv_tables:
            self.csv_tables[where] = read_csv(where, name)
        return self.csv_tables[where]

    def problems(self, findings: Iterable[Finding]) -> ProblemsFound:
        """Give every finding its file and line."""
        from sim.scenario.positions import lines, nearest_line

        known = [lines(file.content) for file in self.files]
        placed = []
        for finding in findings:
            file, line = finding.file, finding.line
            if not file:
                # the nearest file wins a draw: what it states replaces what it inherits
                depths = [nearest_line(table, finding.path) for table in known]
                best = max(range(len(depths)), key=lambda i: (depths[i][0], -i))
                file, line = self.files[best].label, depths[best][1]
            order = next((i for i, one in enumerate(self.files) if one.label == file), -1)
            problem = Problem(file, line, dotted(finding.path), finding.code, finding.message, finding.found,
                              finding.allowed, finding.nearest)  # fmt: skip
            placed.append(((order, line, problem.key, problem.code), problem))
        return ProblemsFound(problem for _, problem in sorted(placed, key=lambda pair: pair[0]))


def read(path: str | Path) -> Source:
    """Read a file and all that it extends.  Raises :class:`ProblemsFound` if one of them cannot be read as TOML."""
    findings = Findings()
    files: list[File] = []
    following: tuple[Path, str] | None = (Path(path), str(path))
    while following:
        where, label = following
        if any(file.path.resolve() == where.resolve() for file in files) or len(files) == LONGEST_CHAIN:
            chain = " -> ".join([*(file.path.name for file in files), where.name])
            findings.add(("extends",), "circular-extends", "The files extend each other in a circle", chain,
                         file=files[-1].label, line=_line_of_extends(files[-1]))  # fmt: skip
            break
        file = _read_file(where, label, findings, files[-1] if files else None)
        if file is None:
            break
        files.append(file)
        following = _parent(file, findings)
    if not files or any(finding.code in _HOPELESS for finding in findings):
        raise Source(tuple(files), {}, {}).problems(findings)
    tables, given = _merged(files, findings)
    return Source(tuple(files), tables, given, tuple(findings))


_HOPELESS = ("missing-file", "too-large", "not-utf8", "not-toml", "defined-twice", "circular-extends")


def _read_file(where: Path, label: str, findings: Findings, child: File | None) -> File | None:
    try:
        size = where.stat().st_size
        content = where.read_bytes() if where.is_file() and size <= LARGEST_FILE else b""
    except OSError:
        size, content = 0, b""
    if not where.is_file():
        place = {"file": child.label, "line": _line_of_extends(child)} if child else {"file": label}
        path: KeyPath = ("extends",) if child else ()
        siblings = [other.name for other in where.parent.glob("*.toml")] if where.parent.is_dir() else []
        findings.add(path, "missing-file", "There is no such file", where.name, siblings or "an existing file", **place)
        return None
    if size > LARGEST_FILE:
        findings.add(
            (), "too-large", "The file is too large", f"{size} bytes", f"at most {LARGEST_FILE} bytes", file=label
        )
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        found = f"byte 0x{content[error.start]:02x}"
        findings.add(
            (), "not-utf8", "The file is not UTF-8", found, "UTF-8; save it so in the editor", file=label, line=line
        )
        return None
    try:
        return File(where, label, content, tomllib.loads(text))
    except (ValueError, RecursionError) as error:
        _report_toml(str(error), label, findings)
        return None


def _report_toml(error: str, label: str, findings: Findings) -> None:
    match = re.search(r" \(at line (\d+), column \d+\)", error)
    line = int(match[1]) if match else 0
    message = error.replace(match[0], "") if match else error
    twice = re.search(r"overwrite|twice|Duplicate|already", message)
    code = "defined-twice" if twice else "not-toml"
    findings.add((), code, f"The file is not TOML here ({message})", file=label, line=line)


def _parent(file: File, findings: Findings) -> tuple[Path, str] | None:
    name = file.tables.get("extends")
    if name is None:
        return None
    if not isinstance(name, str) or not name:
        findings.add(("extends",), "wrong-type", "`extends` names one file", name, "text", file=file.label,
                     line=_line_of_extends(file))  # fmt: skip
        return None
    return file.path.parent / name, str(Path(file.label).parent / name)


def _line_of_extends(file: File) -> int:
    from sim.scenario.positions import lines, nearest_line

    return nearest_line(lines(file.content), ("extends",))[1]


def _merged(files: list[File], findings: Findings) -> tuple[Table, Table]:
    tables: Table = {}
    given: Table = {}
    for i, file in enumerate(reversed(files)):
        _check_head(file, findings)
        own = {key: value for key, value in file.tables.items() if key not in NOT_MERGED}
        tables = own if i == 0 else merge(tables, own, (), findings)
        values = file.tables.get("set", {})
        if isinstance(values, dict):
            given.update(values)
        else:
            findings.add(("set",), "wrong-type", "[set] is a table of parameter values", values, file=file.label)
    return tables, given


def _check_head(file: File, findings: Findings) -> None:
    from sim.scenario.positions import lines, nearest_line

    found = file.tables.get("format")
    if isinstance(found, bool) or found != 1:
        line = nearest_line(lines(file.content), ("format",))[1]
        code, message = ("missing-key", "The file does not say its format") if found is None else (
            "wrong-format", "The format of the file is not known")  # fmt: skip
        findings.add(
            ("format",), code, message, "" if found is None else found, "format = 1", file=file.label, line=line
        )


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
    laws = LAWS.intersection(table)
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
