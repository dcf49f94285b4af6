"""What a compiled kernel is made from, and where it is kept: in a folder named by a digest of all of it.

Numba's own cache would only look at the file of the kernel's outermost function.  Here the name of the folder is a
digest of the text of every module whose code or constants are compiled in, of the versions of Python, numpy, numba and
llvmlite, and of the processor; so an edit anywhere, an upgrade or another machine never meets an old kernel.  Numba
writes files beside their place and renames them, and one process at a time compiles (:mod:`sim.kernels.stored`).
"""

from __future__ import annotations

import hashlib
import os
import platform
import sys
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

COMPILER = "sim.kernels"


@dataclass(frozen=True)
class Sources:
    """The kernel of all modules of ``package``; ``others`` are modules outside it that are compiled in.

    ``load_seconds`` and ``compile_seconds``: what it takes, about, on an ordinary machine.
    """

    name: str
    package: str
    others: tuple[str, ...]
    load_seconds: float
    compile_seconds: float

    @property
    def seconds_until_ready(self) -> float:
        """How long it takes until the kernel runs."""
        return self.load_seconds if self.is_cached() else self.compile_seconds

    @property
    def folder(self) -> Path:
        """Where the kernel of these sources is kept, below the user's cache folder."""
        home = os.environ.get("XDG_CACHE_HOME") or (Path.home() / ".cache")
        return Path(home) / "rengsim" / f"{self.name}-{self.digest}"

    def is_cached(self) -> bool:
        """Whether the kernel can be had without compiling."""
        try:
            return any(self.folder.glob("*.nbi"))
        except (OSError, RuntimeError):  # no access; no home
            return False

    @cached_property
    def digest(self) -> str:
        """The digest when it is first asked for: before anything that is compiled in is imported."""
        return self.made_from()

    def made_from(self) -> str:
        """First 20 hex digits of the SHA-256 of sources, versions and processor as they are now."""
        sha = hashlib.sha256()
        for path in self.files():
            sha.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
        for name in ("numba", "llvmlite", "numpy"):
            sha.update(f"{name} {version(name)}\0".encode())
        sha.update(f"{sys.version}\0{processor()}".encode())
        return sha.hexdigest()[:20]

    def files(self) -> list[Path]:
        """Every file that the kernel is made from."""
        packages = [path for name in (self.package, COMPILER) for path in sorted(_file(name).parent.glob("*.py"))]
        return [*packages, *(_file(name) for name in self.others)]


def _file(module: str) -> Path:
    spec = find_spec(module)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin)


@cache
def processor() -> str:
    """What code for this processor depends on."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        lines = []
    told = sorted({line for line in lines if line.startswith(("model name", "flags", "Features", "CPU part"))})
    return "\n".join([platform.machine(), platform.processor(), *told])
