"""Whether kernels can be compiled here: without a compiler everything runs on, only slower."""

from __future__ import annotations

import os
import warnings
from functools import cache

from sim.kernels.sources import Sources


class NotCompiled(UserWarning):
    """The fast engine cannot be used here; the argument says why."""


@cache
def trouble_with(sources: Sources) -> str | None:
    """Why a kernel cannot be had; None if it can.

    It is loaded or compiled here.  Numba may be missing or switched off, its private parts may have moved, or the
    compiler may fail: the reasons are as many as installations, and all end in an exception.
    """
    if os.environ.get("NUMBA_DISABLE_JIT", "0") not in ("", "0"):
        return "NUMBA_DISABLE_JIT"
    try:
        from sim.kernels.stored import kernel_of

        kernel_of(sources)
    except Exception as error:
        return f"{type(error).__name__}: {error}".partition("\n")[0]
    return None


def usable(sources: Sources) -> bool:
    """Whether the kernel can be had; if not, that is said once in a process."""
    reason = trouble_with(sources)
    if reason is not None:
        _say(reason)
    return reason is None


@cache
def _say(reason: str) -> None:
    warnings.warn(NotCompiled(reason), stacklevel=3)
