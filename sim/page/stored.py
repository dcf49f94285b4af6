"""The answer of the usual scenario, kept with the program: shown at the first start, while the engine is compiled."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

import numpy as np

from sim.measures.sheet import Sheet
from sim.store.program import program
from sim.studies.result import Manifest, Result

if TYPE_CHECKING:
    from sim.loaded import LoadedScenario

KEPT = Path(__file__).parent / "assets" / "baseline.npz"


def keep(result: Result, path: Path = KEPT) -> None:
    """Write an answer, and which program gave it."""
    facts = json.dumps({"manifest": asdict(result.manifest), "program": program()})
    sheet = result.sheet
    np.savez_compressed(
        path, names=np.array(sheet.names), numerator=sheet.numerator, denominator=sheet.denominator,
        replications=sheet.replications, facts=np.array(facts),
    )  # fmt: skip


def kept(question: LoadedScenario, path: Path = KEPT) -> Result | None:
    """The answer to exactly this question by exactly this program; None where there is none, or it is another's."""
    try:
        with path.open("rb") as stream, np.load(stream, allow_pickle=False) as found:
            facts = json.loads(str(found["facts"]))
            if facts["program"]["source"] != program()["source"]:
                return None
            manifest = Manifest(**facts["manifest"])
            if manifest.scenario_hash != question.scenario.hash:
                return None
            names = tuple(str(name) for name in found["names"])
            sheet = Sheet(names, found["numerator"], found["denominator"], found["replications"])
    except (OSError, ValueError, KeyError, TypeError, BadZipFile):
        return None
    return Result(question.model, sheet, manifest)
