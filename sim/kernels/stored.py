"""Numba's cache of compiled functions, in the folder and under the digest of the kernel's sources."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from numba.core.caching import CompileResultCacheImpl, FunctionCache, _CacheLocator

from sim.kernels.sources import Sources


class KernelLocator(_CacheLocator):  # type: ignore[misc]
    """Says where a kernel is kept and what it was made from."""

    sources: Sources

    def __init__(self, py_func: Any, py_file: str) -> None:
        self._path = str(self.sources.folder)

    @classmethod
    def from_function(cls, py_func: Any, py_file: str) -> KernelLocator:
        locator = cls(py_func, py_file)
        locator.ensure_cache_path()
        return locator

    def get_cache_path(self) -> str:
        return self._path

    def get_source_stamp(self) -> str:
        return self.sources.digest

    def get_disambiguator(self) -> str:
        return "kernel"


class KernelCache(FunctionCache):  # type: ignore[misc]
    """A kernel that cannot be read is compiled again; one that cannot be written is compiled by each process."""

    sources: Sources

    def load_overload(self, sig: Any, target_context: Any) -> Any:
        try:
            return super().load_overload(sig, target_context)
        except Exception:
            with contextlib.suppress(OSError):
                self.flush()
            return None

    def save_overload(self, sig: Any, data: Any) -> None:
        if self.sources.made_from() != self.sources.digest:
            return  # edited since it was loaded: what was compiled is neither the old kernel nor the new one
        with contextlib.suppress(OSError):
            super().save_overload(sig, data)


def make(dispatcher: Any, signature: Any, sources: Sources) -> None:
    """Load the kernel from its folder, or compile it and keep it there if the folder can be written.

    Of several processes on one machine that need it at once, one compiles and the others wait and load.
    """
    locator = type("Locator", (KernelLocator,), {"sources": sources})
    files = type("Files", (CompileResultCacheImpl,), {"_locator_classes": [locator]})
    kept = type("Kept", (KernelCache,), {"_impl_class": files, "sources": sources})
    with contextlib.suppress(OSError, RuntimeError):
        dispatcher._cache = kept(dispatcher.py_func)
    with _alone(sources):
        dispatcher.compile(signature)


@contextlib.contextmanager
def _alone(sources: Sources) -> Iterator[None]:
    """No other process is in such a block for the same kernel; at once where it need not be compiled.

    The lock belongs to an open file, so it goes with a process that is killed.  Without locks or a folder that can be
    written each process compiles for itself.
    """
    with contextlib.ExitStack() as open_files:
        if not sources.is_cached():
            with contextlib.suppress(ImportError, OSError, RuntimeError):
                import fcntl

                lock = open_files.enter_context(open(sources.folder / "lock", "wb"))
                fcntl.flock(lock, fcntl.LOCK_EX)
        yield
