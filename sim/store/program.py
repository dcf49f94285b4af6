"""Which program answers: everything besides scenario and seed that can change a figure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sim.distributions.own import registered as own_laws
from sim.measures.own import registered as own_figures

PARTS = (
    "bounds.py", "fingerprint.py", "random_keys.py", "distributions", "scenario", "model", "log", "engines", "measures",
)  # fmt: skip
"""What decides the figures of a replication; nothing above can change one."""
FORMAT = "2"
"""Of the files of the store."""


ADDED = ("own", "own_figures")
"""Entries of what was added at run time."""


class ProgramChanged(Exception):
    """The source of the program was edited while it ran: what it computes belongs to neither version."""


def program() -> dict[str, str]:
    """Versions of the program and its libraries, and ``source``: a digest of the code that makes the figures.

    The version alone would not do: in a checkout the code changes and the version does not.  Laws that were added at
    run time (:mod:`sim.distributions.own`) stand in ``own``, figures (:mod:`sim.measures.own`) in ``own_figures``, each
    with the digest of its source.
    """
    return {**versions(), "source": source_digest(PARTS), "store": FORMAT, **own()}


def own() -> dict[str, str]:
    """What was added at run time: names and digests of laws and of figures; of what there is none, nothing."""
    laws = {name: law.digest for name, law in own_laws().items()}
    listed = {
        key: ", ".join(f"{name} {added[name]}" for name in sorted(added))
        for key, added in zip(ADDED, (laws, own_figures()), strict=True)
    }
    return {key: text for key, text in listed.items() if text}


def not_here(there: Mapping[str, str]) -> list[str]:
    """Laws and figures that were added to a program and are not added to this one, or by another function."""
    here = {one for text in own().values() for one in text.split(", ")}
    named = (one for key in ADDED for one in there.get(key, "").split(", ") if one)
    return [one.partition(" ")[0] for one in named if one not in here]


def versions() -> dict[str, str]:
    """Versions of the program, of the engine contract, and of the libraries that decide figures."""
    return dict(_versions())


@cache
def _versions() -> dict[str, str]:
    import platform
    from importlib.metadata import PackageNotFoundError, version

    from sim.engines import CONTRACT

    found: dict[str, str] = {"contract": str(CONTRACT), "python": platform.python_version()}
    for package in ("rengsim", "numpy", "scipy", "simpy", "numba", "holidays"):
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "not installed"
    return found


def check_unchanged() -> None:
    """Raises :class:`ProgramChanged` if the source is not what it was when it was first asked about."""
    if _digest_now(PARTS) != program()["source"]:
        raise ProgramChanged("the program was changed while it ran; nothing more is kept")


@cache
def source_digest(parts: tuple[str, ...]) -> str:
    """First 16 hex digits of the SHA-256 over names and contents of the source files of some packages and modules."""
    return _digest_now(parts)


def _digest_now(parts: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    package = find_spec("sim")
    assert package is not None
    assert package.submodule_search_locations is not None
    root = Path(next(iter(package.submodule_search_locations)))
    for path in sorted(path for part in parts for path in _files(root / part)):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _files(part: Path) -> list[Path]:
    """The source files of a package, or a module by itself; raises FileNotFoundError where there is neither."""
    if part.suffix == ".py":
        return [part]
    if not part.is_dir():
        raise FileNotFoundError(part)
    return list(part.rglob("*.py"))


def content_id(question: dict[str, Any]) -> str:
    """The id of a question: first 16 hex digits of the SHA-256 of its canonical JSON, asked of this program."""
    asked = {**question, "program": program()}
    text = json.dumps(asked, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
