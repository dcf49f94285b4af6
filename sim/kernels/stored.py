"""Numba's cache of compiled functions, in the folder and under the digest of the kernel's sources."""

from __future__ import annotations

import contextlib
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


def keep(dispatcher: Any, sources: Sources) -> None:
    """Keep what the dispatcher compiles, if there is a folder that can be written."""
    locator = type("Locator", (KernelLocator,), {"sources": sources})
    files = type("Files", (CompileResultCacheImpl,), {"_locator_classes": [locator]})
    kept = type("Kept", (KernelCache,), {"_impl_class": files, "sources": sources})
    with contextlib.suppress(OSError, RuntimeError):
        dispatcher._cache = kept(dispatcher.py_func)
