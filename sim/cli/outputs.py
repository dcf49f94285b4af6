"""Files that a command is to write: whether nothing is lost by it, before anything is simulated."""

from __future__ import annotations

import os
from pathlib import Path

from sim.cli import BadInputError
from sim.report.texts import Texts


def check_free(path: Path, force: bool, texts: Texts) -> Path:
    """The path, if nothing is lost by writing there; raises :class:`BadInputError`."""
    if not path.absolute().parent.is_dir():
        raise BadInputError(texts("report.no_folder", path=path))
    if path.exists() and not force:
        raise BadInputError(texts("report.exists", path=path))
    return path


def new_toml(path: Path, texts: Texts) -> Path:
    """The path of a TOML file that is never written over another one; raises :class:`BadInputError`."""
    if path.suffix != ".toml":
        raise BadInputError(texts("new.ending", path=path))
    if path.exists() or path.is_symlink():
        raise BadInputError(texts("new.exists", path=path))
    if not path.parent.is_dir():
        raise BadInputError(texts("new.no_folder", path=path.parent))
    return path


def seen_from(file: str | Path, beside: Path) -> str:
    """How one file names another: relative to its own folder, with slashes."""
    return Path(os.path.relpath(file, beside.parent)).as_posix()
