"""Kernels by their sources: from what the installation brought, from the user's cache, or compiled and kept there."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from threading import Lock, Thread

from sim.disk import FileTrouble, write_bytes
from sim.kernels.machine_code import Damaged, Kernel, MachineCode, NotHere, loaded
from sim.kernels.sources import Sources


def in_english(sources: Sources) -> None:
    """Say that a kernel is compiled, which takes longer than anything else at the start."""
    print(f"compiling {sources.title} (about {sources.compile_seconds:.0f} s, once)", file=sys.stderr, flush=True)


announce: Callable[[Sources], None] = in_english
"""What is called before a kernel is compiled; the command line says it in the reader's language."""
_ready: dict[str, Kernel] = {}
_lock = Lock()


def kernel_of(sources: Sources) -> Kernel:
    """The kernel, ready to be called; where it must be compiled, one process at a time does so.

    Raises whatever compiling raises: there are as many reasons as installations.
    """
    with _lock:
        if sources.name not in _ready:
            sources.digest  # noqa: B018  taken before what is compiled in is loaded
            _ready[sources.name] = _kept(sources) or _first(sources)
        return _ready[sources.name]


def _first(sources: Sources) -> Kernel:
    """The kernel that was not there when it was asked for; a second process compiles what will be wanted next."""
    if sources.soon_after is not None and not sources.soon_after.is_cached():
        compile_in_the_background(sources.soon_after)
    with _alone(sources):
        return _kept(sources) or _compiled(sources)


def _kept(sources: Sources) -> Kernel | None:
    """The kernel if it need not be compiled; one that cannot be read is as good as none."""
    for path in sources.places():
        with contextlib.suppress(OSError, RuntimeError, Damaged, NotHere):
            return loaded(MachineCode.from_bytes(path.read_bytes()))
    return None


def _compiled(sources: Sources) -> Kernel:
    announce(sources)
    code = compiled_now(sources)
    if sources.made_from() == sources.digest:  # else it was edited meanwhile: this is neither the old nor the new one
        with contextlib.suppress(OSError, RuntimeError, FileTrouble):
            write_bytes(sources.own_place, code.to_bytes())
    return loaded(code)


def compiled_now(sources: Sources, cpu: str = "") -> MachineCode:
    """The kernel for a processor (``compiling.machine_code_of``), whether or not it is kept somewhere."""
    from sim.kernels.compiling import machine_code_of

    whole = getattr(import_module(sources.whole), sources.function)
    return machine_code_of(whole, import_module(sources.parts).PARTS, sources.kinds, cpu)


def compile_in_the_background(sources: Sources) -> None:
    """Let a process of its own compile a kernel and keep it, where there is a second processor."""
    process = _started(sources)
    if process is not None:
        Thread(target=process.wait, daemon=True).start()  # whoever is started is waited for


def compile_elsewhere(sources: Sources) -> None:
    """The same, and wait: the threads of this process go on meanwhile, which compiling here would hold up."""
    process = None if sources.is_cached() else _started(sources)
    if process is not None:
        process.wait()


def _started(sources: Sources) -> subprocess.Popen[bytes] | None:
    """A process that compiles a kernel; None where there is no second processor for it, or it cannot be started."""
    if (os.cpu_count() or 1) > 1:
        command = [sys.executable, "-m", "sim.kernels", sources.name]
        folder = Path(__file__).parents[2]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(folder), os.environ.get("PYTHONPATH", "")])}
        quiet = subprocess.DEVNULL
        with contextlib.suppress(OSError):
            return subprocess.Popen(command, env=environment, stdin=quiet, stdout=quiet, stderr=quiet)
    return None


@contextlib.contextmanager
def _alone(sources: Sources) -> Iterator[None]:
    """Nobody else compiles these sources meanwhile; without locks or a folder to write to, everybody does.

    The lock belongs to an open file, so it goes with a process that is killed.
    """
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(ImportError, OSError, RuntimeError):
            import fcntl

            sources.own_place.parent.mkdir(parents=True, exist_ok=True)
            lock = stack.enter_context(open(sources.own_place.with_suffix(".lock"), "wb"))
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
