"""Numba's cache of compiled functions, in the folder and under the digest of ``sim.engines.compiled.cache``."""

from __future__ import annotations

import contextlib
from typing import Any

from numba.core.caching import CompileResultCacheImpl, FunctionCache, _CacheLocator

from sim.engines.compiled import cache


class KernelLocator(_CacheLocator):  # type: ignore[misc]
    """Says where the kernel is kept and what it was made from."""

    def __init__(self, py_func: Any, py_file: str) -> None:
        self._path = str(cache.folder())

    @classmethod
    def from_function(cls, py_func: Any, py_file: str) -> KernelLocator:
        locator = cls(py_func, py_file)
        locator.ensure_cache_path()
        return locator

    def get_cache_path(self) -> str:
        return self._path

    def get_source_stamp(self) -> str:
        return cache.digest()

    def get_disambiguator(self) -> str:
        return "kernel"


class KernelFiles(CompileResultCacheImpl):  # type: ignore[misc]
    _locator_classes = [KernelLocator]  # noqa: RUF012


class KernelCache(FunctionCache):  # type: ignore[misc]
    """A kernel that cannot be read is compiled again; one that cannot be written is compiled by each process."""

    _impl_class = KernelFiles

    def load_overload(self, sig: Any, target_context: Any) -> Any:
        try:
            return super().load_overload(sig, target_context)
        except Exception:
            with contextlib.suppress(OSError):
                self.flush()
            return None

    def save_overload(self, sig: Any, data: Any) -> None:
        if cache.made_from() != cache.digest():
            return  # edited since it was loaded: what was compiled is neither the old kernel nor the new one
        with contextlib.suppress(OSError):
            super().save_overload(sig, data)


def keep(dispatcher: Any) -> None:
    """Keep what the dispatcher compiles, if there is a folder that can be written."""
    with contextlib.suppress(OSError, RuntimeError):
        dispatcher._cache = KernelCache(dispatcher.py_func)
