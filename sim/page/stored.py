"""The result of the usual scenario that is kept with the program: an answer before anything is simulated."""

from __future__ import annotations

import threading
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sim.measures.sheet import stack
from sim.store.program import program, versions
from sim.store.replications import MANIFEST, Entry
from sim.store.sealed import Damaged, read_sealed
from sim.studies.manifest import Manifest
from sim.studies.rerun import kept_sheets
from sim.studies.result import Result

if TYPE_CHECKING:
    from sim.loaded import LoadedScenario

NAME = "rengoering"
MOST_ASKED = 200


def reference_folder() -> Path:
    """Inside the package when it was installed from a wheel, in a checkout ``results/reference``."""
    package = Path(__file__).parents[1]
    installed = package / "reference"
    return (installed if installed.is_dir() else package.parent / "results" / "reference") / NAME


def keep(result: Result, folder: Path) -> None:
    """Write the replications of a result to a new folder, as the store keeps them.

    Raises :class:`sim.disk.FileTrouble`.
    """
    manifest = asdict(result.manifest)
    entry = Entry(folder, folder.name, result.scenario, result.manifest.seed)
    entry.prepare()
    entry.write(result.sheet, {key: manifest[key] for key in ("engine", "rows", "seconds_simulation",
                                                              "seconds_measures")})  # fmt: skip


class Reference:
    """The result that is kept with the program, read once; used from many threads."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or reference_folder()
        self._read: dict[str, Result | None] = {}
        self._lock = threading.Lock()

    def of(self, question: LoadedScenario, replications: int, more: bool = False) -> Result | None:
        """The answer to exactly this question by exactly this program, from so many replications; ``more``: from all
        that are kept, at least so many.  None where they are not kept, or are another program's."""
        with self._lock:
            asked = question.scenario.hash
            if asked not in self._read:  # the answers to other questions are a few hundred bytes each: none
                self._read = {**dict(list(self._read.items())[-MOST_ASKED:]), asked: kept(question, self._folder)}
            found = self._read[asked]
        if found is None or found.manifest.replications < replications:
            return None
        return found if more else _first(found, replications)


def _first(result: Result, replications: int) -> Result:
    """The first replications of a result."""
    part = replications / max(1, result.manifest.replications)
    spent = {
        name: part * getattr(result.manifest, name) for name in ("seconds_simulation", "seconds_measures", "seconds")
    }
    manifest = replace(result.manifest, replications=replications, rows=round(part * result.manifest.rows), **spent)
    return Result(result.model, result.sheet.rows(0, replications), manifest)


def kept(question: LoadedScenario, folder: Path) -> Result | None:
    """The answer to exactly this question by exactly this program; None where there is none, or it is another's."""
    try:
        stated = read_sealed(folder / MANIFEST)
        if stated["program"]["source"] != program()["source"] or stated["scenario_hash"] != question.scenario.hash:
            return None
        sheet, seed = stack(list(kept_sheets(folder))), int(stated["seed"])
    except (Damaged, KeyError, ValueError):
        return None
    replications, model = len(sheet.replications), question.model
    spent = Entry(folder, folder.name, question.scenario, seed).spent(replications)
    manifest = Manifest(
        question.scenario.name, question.scenario.hash, model.digest, seed, replications, spent.engine, 1, versions(),
        spent.rows, spent.seconds_simulation, spent.seconds_measures,
        seconds=spent.seconds_simulation + spent.seconds_measures,
    )  # fmt: skip
    return Result(model, sheet, manifest)
