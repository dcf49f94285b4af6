"""The scenario files of one folder, by name; nothing outside it is ever read or written."""

from __future__ import annotations

import re
import threading
import tomllib
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.loaded import LoadedScenario, load
from sim.scenario.folders import inside
from sim.scenario.schema import Titles
from sim.scenario.tomlfiles import LARGEST_FILE

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}")
SIGNED = re.compile(r"(?:Gemt af|Saved by) ")
"""How the note begins that saving a scenario writes."""
KEPT = 40
MOST_FILES = 500
USUAL = "rengoering"


class NoSuchFile(KeyError):
    """No scenario of that name is in the folder."""


@dataclass(frozen=True)
class Listed:
    """A file as it is offered: its name without ``.toml``, its titles, what it asks, and who saved it."""

    name: str
    titles: Titles
    asks: Titles
    saved: str = ""  # who saved it, when, and with which version


class Folder:
    """The folder; used from many threads.  A file that has changed on disk is read again."""

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()
        self._questions: OrderedDict[str, tuple[tuple[tuple[Path, int], ...], LoadedScenario]] = OrderedDict()
        self._heads: dict[Path, tuple[int, Listed | None]] = {}
        self._lock = threading.Lock()

    def file(self, name: str) -> Path:
        """Where a scenario is; raises :class:`NoSuchFile` for anything that is no name in this folder."""
        path = self.path / f"{name}.toml"
        if not NAME.fullmatch(name) or not path.is_file() or not inside(path, (self.path,)):
            raise NoSuchFile(name)
        return path

    def free(self, name: str) -> Path:
        """Where a new scenario can be written; raises :class:`NoSuchFile` if the name is none, or is taken."""
        path = self.path / f"{name}.toml"
        if not NAME.fullmatch(name) or path.exists() or path.is_symlink():
            raise NoSuchFile(name)
        return path

    def question(self, name: str) -> LoadedScenario:
        """The scenario as its file has it; raises :class:`NoSuchFile` and :class:`sim.ProblemsFound`."""
        path = self.file(name)
        with self._lock:
            kept = self._questions.get(name)
            if kept is not None and all(_changed(one) == time for one, time in kept[0]):
                self._questions.move_to_end(name)
                return kept[1]
        question = load(path)
        times = tuple((one.path, _changed(one.path)) for one in question.source.files)
        with self._lock:
            self._questions[name] = times, question
            while len(self._questions) > KEPT:
                self._questions.popitem(last=False)
        return question

    @property
    def usual(self) -> str:
        """The scenario that is shown first; empty in an empty folder."""
        names = [one.name for one in self.listing()]
        return USUAL if USUAL in names else names[0] if names else ""

    def listing(self) -> tuple[Listed, ...]:
        """The scenarios in order of name; files that only others extend are left out."""
        found = (self._head(path) for path in sorted(self.path.glob("*.toml"))[:MOST_FILES])
        return tuple(one for one in found if one is not None)

    def _head(self, path: Path) -> Listed | None:
        time = _changed(path)
        known = self._heads.get(path)
        if known is None or known[0] != time:
            known = self._heads[path] = time, _listed(path)
        return known[1]


def _changed(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return -1


def _listed(path: Path) -> Listed | None:
    if not NAME.fullmatch(path.stem):
        return None
    try:
        if path.stat().st_size > LARGEST_FILE:
            return None
        tables = tomllib.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return Listed(path.stem, Titles(path.stem, path.stem), Titles())
    if "extends" not in tables and "run" not in tables:
        return None
    notes = tables.get("notes", ())
    said = (
        next((one for one in notes if isinstance(one, str) and SIGNED.match(one)), "")
        if isinstance(notes, list)
        else ""
    )
    return Listed(path.stem, _titles(tables.get("title")), _titles(tables.get("asks")), said)


def _titles(raw: Any) -> Titles:
    if isinstance(raw, str):
        return Titles(raw, raw)
    if not isinstance(raw, dict):
        return Titles()
    return Titles(*(str(raw.get(language, "")) for language in ("da", "en")))
