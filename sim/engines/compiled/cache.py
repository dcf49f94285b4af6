"""The compiled kernel on disk, under a digest of everything that it is made from.

Numba's own cache would only look at the file of the kernel's outermost function.  Here the name of the folder is a
digest of the text of every module whose code or constants are compiled in, of the versions of Python, numpy, numba and
llvmlite, and of the processor; so an edit anywhere, an upgrade or another machine never meets an old kernel.  Numba
writes files beside their place and renames them, so two processes at once do no harm.
"""

from __future__ import annotations

import hashlib
import os
import platform
import sys
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

PACKAGE = "sim.engines.compiled"
OTHERS = (
    *("sim.engines.arithmetic", "sim.engines.draws", "sim.engines.order", "sim.log.events", "sim.model.quantiles"),
    *("sim.model.tables", "sim.scenario.schema"),
)
"""Modules outside the package whose functions or constants are compiled in."""


def folder() -> Path:
    """Where the kernel of these sources is kept, below the user's cache folder."""
    home = os.environ.get("XDG_CACHE_HOME") or (Path.home() / ".cache")
    return Path(home) / "rengsim" / f"kernel-{digest()}"


def is_cached() -> bool:
    """Whether the kernel can be had without compiling."""
    try:
        return any(folder().glob("*.nbi"))
    except (OSError, RuntimeError):  # no access; no home
        return False


@cache
def digest() -> str:
    """The digest when it is first asked for: before anything that is compiled in is imported."""
    return made_from()


def made_from() -> str:
    """First 20 hex digits of the SHA-256 of sources, versions and processor as they are now."""
    sha = hashlib.sha256()
    for path in source_files():
        sha.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    for name in ("numba", "llvmlite", "numpy"):
        sha.update(f"{name} {version(name)}\0".encode())
    sha.update(f"{sys.version}\0{processor()}".encode())
    return sha.hexdigest()[:20]


def source_files() -> list[Path]:
    """Every file that the kernel is made from, in order of name."""
    spec = find_spec(PACKAGE)
    assert spec is not None
    assert spec.origin is not None
    files = sorted(Path(spec.origin).parent.glob("*.py"))
    for name in OTHERS:
        found = find_spec(name)
        assert found is not None
        assert found.origin is not None
        files.append(Path(found.origin))
    return files


def processor() -> str:
    """What code for this processor depends on."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        lines = []
    told = sorted({line for line in lines if line.startswith(("model name", "flags", "Features", "CPU part"))})
    return "\n".join([platform.machine(), platform.processor(), *told])
