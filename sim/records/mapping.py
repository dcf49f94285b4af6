"""Mapping file (TOML) -> :class:`MappingFile`: which columns and words of a job centre's records mean what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sim.given import checked
from sim.loaded import LoadedScenario, load
from sim.records.schema import (
    BEGIN_IS,
    BEGINS_BEFORE,
    DATES,
    END_IS,
    IGNORED,
    INCLUDED,
    MappingFile,
    PropertyColumn,
    SpellFile,
    TokenFile,
)
from sim.scenario.folders import allowed_folders, allowed_words, inside, is_file
from sim.scenario.keys import Key, fields
from sim.scenario.leaves import one_of, text
from sim.scenario.problems import BROKEN, EnoughFound, Findings, KeyPath
from sim.scenario.reader import Reader
from sim.scenario.reading import Source
from sim.scenario.tomlfiles import File, read_toml, says_format
from sim.scenario.values import moment
from sim.scenario.words import said

EVERYBODY = "everybody referred"
ARROW = "->"


@checked()
def read_mapping(path: str | Path, allow_folders: Iterable[str | Path] = ()) -> MappingFile:
    """Read the mapping file at ``path`` and the scenario that it names; the records themselves are not opened.

    Raises :class:`sim.ProblemsFound` with everything that is wrong in the mapping, or in its scenario.
    """
    findings, folders = Findings(), allowed_folders(path, allow_folders)
    source = Source((), {}, {}, (), folders)
    with suppress(EnoughFound):
        file = _file(Path(path), str(path), findings)
        if file is not None:
            source = Source((file,), file.tables, {}, (), folders)
            found = _mapping(Reader(source, file.tables, findings), allow_folders)
            if found is not None and not len(findings):
                return found
    raise source.problems(findings)


def is_mapping(path: str | Path) -> bool:
    """Whether a file says what records mean, by its ``[spells]``; False for one that cannot be read."""
    where = Path(path)
    if not is_file(where):
        return False
    file = read_toml(where, str(path), Findings())
    return file is not None and "spells" in file.tables


def _file(where: Path, label: str, findings: Findings) -> File | None:
    if not is_file(where):
        findings.add((), "missing-file", "There is no such file", where.name, "an existing file", file=label)
        return None
    file = read_toml(where, label, findings)
    if file is not None and not says_format(file):
        found = file.tables.get("format", "")
        findings.add(("format",), "wrong-format", "A mapping begins with `format = 1`", found, "format = 1", file=label)
        return None
    return file


def _mapping(reader: Reader, allow_folders: Iterable[str | Path]) -> MappingFile | None:
    keys = {
        "format": Key(_as_it_is),
        "scenario": Key(text, required=True),
        "window": Key(_window, required=True),
        "spells": Key(_as_it_is, required=True),
        "tokens": Key(_as_it_is, {}),
        "allowed": Key(_as_it_is, ()),
    }
    found = fields(reader, (), reader.tables, keys)
    loaded = _scenario(reader, found["scenario"], allow_folders)
    if loaded is None or found["spells"] is BROKEN:
        return None
    scenario = loaded.scenario
    kinds = {step.name: step.kind for step in scenario.steps}
    reader.names["step"] = tuple(name for name, kind in kinds.items() if kind in ("stage", "exit"))
    reader.names["pool"] = tuple(pool.name for pool in scenario.pools)
    reader.properties = {one.name: tuple(one.categories) for one in scenario.properties}
    spells = _spells(reader, found["spells"])
    tokens = {
        name: _tokens(reader, ("tokens", name), table)
        for name, table in reader.table(("tokens",), found["tokens"]).items()
        if _known(reader, ("tokens",), name, "pool")
    }
    pairs = _pairs(reader, found["allowed"])
    if len(reader.findings):
        return None
    first, last = found["window"]
    return MappingFile(reader.source.path, found["scenario"], loaded, first, last, spells, tokens, pairs)


def _as_it_is(reader: Reader, path: KeyPath, raw: object) -> Any:
    return raw


def _day(reader: Reader, path: KeyPath, raw: object) -> Any:
    stated = moment(raw) if not isinstance(raw, str) else None
    if isinstance(raw, date | datetime) and stated is not None:
        return stated.date()
    return reader.add(path, "wrong-type", "A date is expected", raw, "2021-01-31")


def _window(reader: Reader, path: KeyPath, raw: object) -> Any:
    found = fields(reader, path, raw, {"from": Key(_day, required=True), "until": Key(_day, required=True)})
    first, last = found["from"], found["until"]
    if BROKEN in (first, last):
        return BROKEN
    if last < first:
        reader.add((*path, "until"), "out-of-range", "The window ends before it begins", str(last), str(first))
        return BROKEN
    return first, last


def _scenario(reader: Reader, name: Any, allow_folders: Iterable[str | Path]) -> LoadedScenario | None:
    """The scenario beside the mapping; its own problems are raised as they are."""
    if name is BROKEN:
        return None
    where = Path(reader.source.path).parent / name
    if not inside(where, reader.source.folders):
        message = "The file lies outside the folders that a scenario may take files from"
        reader.add(("scenario",), "not-allowed", message, name, allowed_words(reader.source.folders))
        return None
    if not is_file(where):
        reader.add(("scenario",), "missing-file", "There is no such file", name, "an existing file")
        return None
    return load(where, allow_folders=[*allow_folders, *reader.source.folders])


def _known(reader: Reader, path: KeyPath, name: str, kind: str) -> bool:
    if reader.knows(kind, name):
        return True
    reader.add((*path, name), "unknown-name", said("There is no {kind} of that name", kind=kind), name,
               reader.names[kind])  # fmt: skip
    return False


def _spells(reader: Reader, raw: object) -> Any:
    path: KeyPath = ("spells",)
    column = Key(text, required=True)
    keys = {
        "file": column,
        "person": column,
        "step": column,
        "begin": column,
        "end": column,
        "dates": Key(one_of(*DATES), "DD-MM-YYYY"),
        "included": Key(one_of(*INCLUDED), INCLUDED[0]),
        "who": Key(_who, None),
        "begins_before": Key(one_of(*BEGINS_BEFORE), BEGINS_BEFORE[0]),
        "end_is": Key(one_of(*END_IS), END_IS[0]),
        "begin_is": Key(one_of(*BEGIN_IS), BEGIN_IS[0]),
        "observed_until": Key(text),
        "registered": Key(text),
        "steps": Key(_words, required=True),
        "properties": Key(_properties, {}),
    }
    found = fields(reader, path, raw, keys)
    if BROKEN in found.values():
        return BROKEN
    found["words"], found["entered"] = found.pop("steps"), found.pop("who")
    return SpellFile(**found)


def _who(reader: Reader, path: KeyPath, raw: object) -> Any:
    """``everybody referred`` (None) or ``entered STEP`` (its name)."""
    if raw == EVERYBODY:
        return None
    if isinstance(raw, str) and raw.startswith("entered "):
        name = raw.removeprefix("entered ").strip()
        return name if _step(reader, path, name) else BROKEN
    return reader.add(path, "bad-grammar", "It is not said who is in the file", raw, f'"{EVERYBODY}", "entered STEP"')


def _step(reader: Reader, path: KeyPath, name: object) -> bool:
    if isinstance(name, str) and reader.knows("step", name):
        return True
    reader.add(path, "unknown-name", "There is no stage or exit of that name", name, reader.names["step"])
    return False


def _words(reader: Reader, path: KeyPath, raw: object) -> Any:
    """Words of the records and the stage, or exit, that each means; several words may mean one step."""
    table = reader.table(path, raw)
    for word, name in table.items():
        if name == "":
            reader.add((*path, word), "missing-key", "The word has no step yet", name, f'STEP, "{IGNORED}"')
        elif name != IGNORED:
            _step(reader, (*path, word), name)
    return {" ".join(word.split()): name for word, name in table.items()}


def _properties(reader: Reader, path: KeyPath, raw: object) -> Any:
    found = {}
    for name, table in reader.table(path, raw).items():
        here = (*path, name)
        if name not in reader.properties:
            reader.add(here, "unknown-name", "There is no such attribute or mark", name, tuple(reader.properties))
            continue
        keys = {"column": Key(text, required=True), "values": Key(_as_it_is, {})}
        stated = fields(reader, here, table, keys)
        values = reader.table((*here, "values"), stated["values"])
        for word, category in values.items():
            if category not in reader.properties[name]:
                message = said("{by} has no such category", by=name)
                reader.add((*here, "values", word), "unknown-category", message, category, reader.properties[name])
        if reader.properties[name] and not values:
            reader.add((*here, "values"), "missing-key", said("`{key}` is required", key="values"),
                       allowed=f"{reader.properties[name]}")  # fmt: skip
        found[name] = PropertyColumn(stated["column"], dict(values))
    return found


def _tokens(reader: Reader, path: KeyPath, raw: object) -> Any:
    column = Key(text, required=True)
    found = fields(reader, path, raw, {"file": column, "begin": column, "end": column})
    return BROKEN if BROKEN in found.values() else TokenFile(**found)


def _pairs(reader: Reader, raw: object) -> frozenset[tuple[str, str]]:
    """``["matching -> praktik"]``."""
    pairs: set[tuple[str, str]] = set()
    for number, item in enumerate(raw if isinstance(raw, list | tuple) else [raw]):
        path: KeyPath = ("allowed", number)
        before, arrow, after = item.partition(ARROW) if isinstance(item, str) else ("", "", "")
        names = before.strip(), after.strip()
        if not arrow:
            reader.add(path, "bad-grammar", "Two steps are expected", item, '"STEP -> STEP"')
        elif sum(_step(reader, path, name) for name in names) == 2:
            pairs.add(names)
    return frozenset(pairs)


def columns_of(spells: SpellFile) -> Mapping[KeyPath, str]:
    """Where the mapping names a column of the spell file, and the name."""
    named: dict[KeyPath, str] = {("spells", key): getattr(spells, key) for key in ("person", "step", "begin", "end")}
    for key in ("observed_until", "registered"):
        if (column := getattr(spells, key)) is not None:
            named["spells", key] = column
    return named | {("spells", "properties", name, "column"): one.column for name, one in spells.properties.items()}
