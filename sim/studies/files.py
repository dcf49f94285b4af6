"""Files and directories that are there completely or not at all, whenever the power goes.

Everything is written beside its place under a name that no reader looks at, and then renamed.  The names are unique, so
two runs at once never write into the same file; whoever renames last wins with the same content.
"""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

LEFT_BEHIND = 24 * 3600  # seconds after which a half-written file can have no writer any more
_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "ae", "Ø": "oe", "Å": "aa"})


def beside(path: Path) -> Path:
    """A name of its own in the same directory; it begins with a point, and no reader looks at it."""
    return path.with_name(f".{path.name}.{uuid4().hex}.part")


def write_whole(path: Path, write: Callable[[Path], object]) -> None:
    """``write`` makes a file at the path it is given; then the file takes its place, replacing an older one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = beside(path)
    try:
        write(part)
        _to_disk(part)
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def write_directory(path: Path, write: Callable[[Path], None]) -> None:
    """``write`` fills the directory it is given; then the directory takes its place, replacing an older one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = beside(path)
    try:
        part.mkdir()
        write(part)
        for file in part.rglob("*"):
            if file.is_file():
                _to_disk(file)
        _take_place(part, path)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _take_place(part: Path, path: Path) -> None:
    """A directory can only replace an empty one, so an older one steps aside first."""
    for _ in range(100):
        try:
            os.replace(part, path)
            return
        except OSError:
            aside = beside(path)
            try:
                os.replace(path, aside)
            except FileNotFoundError:
                continue  # another run has moved it away
            shutil.rmtree(aside, ignore_errors=True)
    raise OSError(f"{path} could not be replaced")


def _to_disk(path: Path) -> None:
    with path.open("rb") as stream:
        os.fsync(stream.fileno())


def sweep_up(directory: Path, older_than: float = LEFT_BEHIND) -> None:
    """Remove what runs that were killed have left half-written."""
    now = time.time()
    for part in directory.glob(".*.part"):
        try:
            if now - part.stat().st_mtime < older_than:
                continue
            if part.is_dir():
                shutil.rmtree(part, ignore_errors=True)
            else:
                part.unlink()
        except OSError:
            continue  # somebody else was faster


def slug(name: str) -> str:
    """A name as a directory name: æ, ø, å spelt out, anything unusual as a hyphen."""
    return re.sub(r"[^A-Za-z0-9_.-]+", "-", name.translate(_LETTERS)).strip(".-") or "scenario"
