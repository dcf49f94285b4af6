"""What a compiled kernel is made from, and where it is kept: under a name that is a digest of all of it.

A cache that only looked at the file of the kernel's outermost function would not notice an edit elsewhere.  Here the
name is a digest of the text of every module whose code or constants are compiled in, of the versions of Python, numpy,
numba and llvmlite, and of the processor; so an edit anywhere, an upgrade or another machine never meets an old kernel.
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
SUPPLIED = Path(__file__).parent / "objects"
"""Kernels that came with the installation: an empty folder, or none, in a checkout."""


@dataclass(frozen=True)
class Sources:
    """The kernel of all modules of ``package``; ``others`` are modules outside it that are compiled in.

    ``function`` of the module ``whole`` is called from outside, with arguments of ``kinds`` (``machine_code``); the
    module ``parts`` has its ``PARTS``.  ``load_seconds`` and ``compile_seconds``: what it takes, about, on an ordinary
    machine.  ``soon_after``: another kernel that whoever uses this one will use, too.
    """

    name: str
    title: str
    package: str
    others: tuple[str, ...]
    whole: str
    function: str
    parts: str
    kinds: tuple[str, ...]
    load_seconds: float
    compile_seconds: float
    soon_after: Sources | None = None

    @property
    def seconds_until_ready(self) -> float:
        """How long it takes until the kernel runs."""
        return self.load_seconds if self.is_cached() else self.compile_seconds

    @property
    def own_place(self) -> Path:
        """Where the kernel of these sources is kept, below the user's cache folder; raises RuntimeError (no home)."""
        home = os.environ.get("XDG_CACHE_HOME") or (Path.home() / ".cache")
        return Path(home) / "rengsim" / f"{self.name}-{self.digest}.kernel"

    @property
    def supplied_place(self) -> Path:
        """Where an installation brings the kernel of these sources for every processor of this kind."""
        return SUPPLIED / f"{self.name}-{self.made_from(self.plain_cpu)}.kernel"

    @property
    def plain_cpu(self) -> str:
        """What every processor of this kind can do, by LLVM's name; "generic" where there is no such name."""
        return "x86-64" if platform.machine().lower() in ("x86_64", "amd64") else "generic"

    def places(self) -> list[Path]:
        """Files that hold the kernel if they are there, the best first."""
        try:
            own = [self.own_place]
        except RuntimeError:
            own = []
        return [*own, self.supplied_place] if SUPPLIED.is_dir() else own

    def is_cached(self) -> bool:
        """Whether the kernel can be had without compiling."""
        try:
            return any(path.is_file() for path in self.places())
        except OSError:  # no access
            return False

    @cached_property
    def digest(self) -> str:
        """The digest when it is first asked for: before anything that is compiled in is imported."""
        return self.made_from()

    def made_from(self, cpu: str = "") -> str:
        """First 20 hex digits of the SHA-256 of sources, versions and processor (the one here) as they are now."""
        sha = hashlib.sha256()
        for path in self.files():
            sha.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
        for name in ("numba", "llvmlite", "numpy"):
            sha.update(f"{name} {version(name)}\0".encode())
        python = ".".join(map(str, sys.version_info[:2]))
        sha.update(f"{python}\0{platform.system()}\0{cpu or processor()}".encode())
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
