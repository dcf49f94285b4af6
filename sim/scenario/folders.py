"""Which folders a scenario may take files from: those of its project, and what the user allows besides.

Files are passed from hand to hand.  One that names ``/etc/...`` or ``../../letters.csv`` must not have the program read
that, let alone show what stands there in a message.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sim.scenario.words import Words, said

MARKERS = (".rengsim-root", ".git")


def resolved(path: str | Path) -> Path | None:
    """The path without links and dots; None where there can be no such file (a circle of links, a NUL)."""
    try:
        return Path(path).resolve()
    except (OSError, RuntimeError, ValueError):
        return None


def is_file(path: Path) -> bool:
    """Whether there is such a plain file; False for a name that no file can have."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def allowed_folders(first: str | Path, more: Iterable[str | Path] = ()) -> tuple[Path, ...]:
    """The root of the project of a file, and further folders, all resolved.

    The root is the nearest folder above the file that holds ``.rengsim-root`` or ``.git``, else the file's own.
    """
    own = resolved(Path(first).parent)
    if own is None:
        return ()
    root = next((folder for folder in (own, *own.parents) if _marked(folder)), own)
    return (root, *(folder for one in more if (folder := resolved(one)) is not None))


def _marked(folder: Path) -> bool:
    try:
        return any((folder / marker).exists() for marker in MARKERS)
    except OSError:
        return False


def inside(path: Path, folders: Iterable[Path]) -> bool:
    """Whether a file lies in one of the folders once all links are followed."""
    where = resolved(path)
    return where is not None and any(where.is_relative_to(folder) for folder in folders)


def allowed_words(folders: Iterable[Path]) -> Words:
    """The folders for a message, and how to allow one more."""
    return said("files in {folders}; --allow-folder DIR allows another folder", folders=", ".join(map(str, folders)))
