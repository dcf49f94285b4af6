"""The reference result of the usual scenario, kept with the program: shown while the engine is compiled."""

from __future__ import annotations

from dataclasses import asdict
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


def kept(question: LoadedScenario, folder: Path | None = None) -> Result | None:
    """The answer to exactly this question by exactly this program; None where there is none, or it is another's."""
    folder = folder or reference_folder()
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
