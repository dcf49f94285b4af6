"""``--draws FILE``: values of parameters that were drawn together, as ``rengsim fit --draws`` writes them."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from sim.cli import BadInputError
from sim.scenario.words import said

if TYPE_CHECKING:
    from sim.scenario.schema import Scenario


def joint_draws(options: argparse.Namespace, scenario: Scenario) -> list[dict[str, float]]:
    """The rows of the file, none without one.

    Raises :class:`BadInputError` for a file without draws, or with a parameter that the scenario does not have.
    """
    path = getattr(options, "draws", None)
    if not path:
        return []
    rows, known = _read(path), {one.name for one in scenario.parameters}
    for name in rows[0]:
        if name not in known:
            raise BadInputError(said("--draws {path}: there is no parameter {name}", path=path, name=name))
    return rows


def _read(path: str) -> list[dict[str, float]]:
    import pyarrow as pa
    import pyarrow.parquet

    try:
        rows: list[dict[str, float]] = pyarrow.parquet.read_table(path).to_pylist()
    except (OSError, pa.ArrowInvalid):
        rows = []
    if not rows or not all(isinstance(value, float) for value in rows[0].values()):
        raise BadInputError(said("--draws {path}: no draws can be read there", path=path))
    return rows


def check_draws(options: argparse.Namespace) -> None:
    """Raises :class:`BadInputError` for joint draws that nobody would look at."""
    if options.draws and not options.uncertain:
        raise BadInputError(said("{option} goes with --uncertain", option="--draws"))


def draws_digest(options: argparse.Namespace) -> str | None:
    """The content of ``--draws``, as part of what was asked."""
    from hashlib import sha256
    from pathlib import Path

    path = getattr(options, "draws", None)
    return sha256(Path(path).read_bytes()).hexdigest() if path and Path(path).is_file() else None
